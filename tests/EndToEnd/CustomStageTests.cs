using System.Globalization;
using System.Text.RegularExpressions;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What an author of a stage experiences: the DLL of <c>examples/custom-stage</c> dropped beside a pipeline, and used.</summary>
[Collection(CustomStageCollection.Name)]
public sealed class CustomStageTests(CustomStagePlugins plugins) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The same ratio as a formula of 'variables': both histograms and both cuts must agree to the last bit.
    [Fact]
    public void RecoilRatio_InAPipeline_IsWhatAFormulaSays()
    {
        plugins.Drop("RecoilRatio", _folder["plugins/RecoilRatio.dll"]);
        string pipeline = _folder.Write("pipeline.yaml", $$"""
            name: one ratio twice
            samples: { signal: { role: signal, source: { lhe: {{ExampleSamples.PathOf("signal_ma1.lhe.gz")}} } } }
            stages:
              - acceptance
              - variables: [e_miss, m_miss2]
              - acme/recoil-ratio: { floor: 1500 MeV }
              - variables: [ formula: "e_miss / sqrt(max(m_miss2, 2.25 GeV^2))" ]
              - histogramming:
                  of_stage: { x: recoil_ratio, bins: 40 from 0 to 4 }
                  of_formula: { x: formula, bins: 40 from 0 to 4 }
              - cuts: { name: of_stage_cut, cuts: [ recoil_ratio > 2 ] }
              - cuts: { name: of_formula_cut, cuts: [ formula > 2 ] }
            write: [csv]
            """);

        AlpRun run = AlpRun.Of("run", pipeline, "--out", _folder["run"]).Succeeded();

        Assert.Equal("", run.Error);
        Table ofStage = ReadTable("signal_of_stage");
        Assert.Equal(Column(ReadTable("signal_of_formula"), "cross section"), Column(ofStage, "cross section"));
        Assert.InRange(Column(ofStage, "simulated events").Count(n => n > 0), 5, 40);
        double[] flow = Column(ReadTable("signal_of_stage_cut"), "simulated events"), second = Column(ReadTable("signal_of_formula_cut"), "simulated events");
        Assert.InRange(flow[^1], 1, flow[^2] - 1);
        Assert.Equal(flow[^1], second[^1]);
    }

    // The energies are read from the text of the sample by the test; each of the 500 events has 1/500 of XSECUP = 6.4247e-5 pb.
    [Fact]
    public void EnergySpectrum_WhichAccumulates_IsPublished_WithTheNumbersOfTheFile()
    {
        plugins.Drop("RecoilRatio", _folder["plugins/RecoilRatio/RecoilRatio.dll"]);
        AlpRun.Of("run", SpectrumPipeline(ExampleSamples.PathOf("signal_ma1.lhe.gz")), "--out", _folder["run"]).Succeeded();

        Table table = ReadTable("signal_energy_spectrum");

        long[] expected = new long[12];
        foreach (string[] words in ExampleSamples.Text("signal_ma1.lhe.gz").Split('\n').Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words.Length == 13 && words[0] is "11" or "-11" && words[1] == "1")
            {
                expected[(int)(double.Parse(words[9], CultureInfo.InvariantCulture) / 0.5)]++;
            }
        }

        Assert.Equal(1000, expected.Sum());
        Assert.Equal(expected.Select(n => (double)n), Column(table, "simulated events"));
        double[] crossSection = Column(table, "cross section");
        for (int bin = 0; bin < expected.Length; bin++)
        {
            Assert.Equal(expected[bin] * 6.4247e-5 / 500, crossSection[bin], 1e-17);
        }
    }

    // 15,000 events are four blocks of 4,096 and a part.
    [Fact]
    public void AnAccumulatingStage_GivesTheSameBytes_ForAnyNumberOfThreads()
    {
        plugins.Drop("RecoilRatio", _folder["plugins/RecoilRatio.dll"]);
        string pipeline = SpectrumPipeline(_folder.Write("signal.lhe", ExampleSamples.Repeated("signal_ma1.lhe.gz", 30)));
        SortedDictionary<string, string>[] hashes = [.. new[] { "1", "2", "7" }.Select(threads =>
        {
            AlpRun.Of("run", pipeline, "--threads", threads, "--out", _folder["run" + threads]).Succeeded();
            return AlpRun.Hashes(_folder["run" + threads]);
        })];

        Assert.Contains(Path.Combine("csv", "signal_energy_spectrum.csv"), hashes[0].Keys);
        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(hashes[0], hashes[2]);
    }

    [Fact]
    public void ThePipelineOfTheExample_Runs()
    {
        plugins.Drop("RecoilRatio", _folder["plugins/RecoilRatio/RecoilRatio.dll"]);
        string pipeline = Path.Combine(SharedData.RepositoryRoot, "examples", "custom-stage", "pipeline.yaml");

        AlpRun run = AlpRun.Of("run", pipeline, "--plugins", _folder["plugins"], "--out", _folder["run"]).Succeeded();

        Assert.Equal("", run.Error);
        Assert.Contains(Path.Combine("csv", "eegammagamma_energy_spectrum.csv"), AlpRun.Hashes(_folder["run"]).Keys);
        Assert.Contains(Path.Combine("csv", "signal_recoil_ratio.csv"), AlpRun.Hashes(_folder["run"]).Keys);
    }

    [Fact]
    public void ThePipelineOfTheDocument_Runs()
    {
        plugins.Drop("RecoilRatio", _folder["plugins/RecoilRatio/RecoilRatio.dll"]);
        string document = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "custom-stage.md"));
        string pipeline = _folder.Write("search.yaml", Regex.Match(document, "^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value);
        File.Copy(ExampleSamples.PathOf("signal_ma1.lhe.gz"), _folder["signal.lhe.gz"]);

        Assert.Equal("", AlpRun.Of("validate", pipeline).Succeeded().Error);
        AlpRun.Of("run", pipeline, "--out", _folder["run"]).Succeeded();
        Assert.True(Column(ReadTable("signal_recoil_ratio"), "simulated events").Sum() > 100);
    }

    [Fact]
    public void List_NamesTheStagesAndTheirDll()
    {
        string dll = plugins.Drop("RecoilRatio", _folder["plugins/RecoilRatio.dll"]);
        AlpRun run = AlpRun.Of("stages", "list", "--plugins", _folder["plugins"]).Succeeded();

        string[] lines = run.Output.Split('\n');
        Assert.Contains(lines, l => l.StartsWith("  acme/recoil-ratio ", StringComparison.Ordinal) && l.EndsWith($" Ratio of missing energy to missing mass. [{dll}]", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("  acme/energy-spectrum ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("  cuts ", StringComparison.Ordinal));
        Assert.DoesNotContain("not usable", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_ShowsOptionsWithUnitsBoundsAndDefaults()
    {
        string dll = plugins.Drop("RecoilRatio", _folder["plugins/RecoilRatio.dll"]);
        AlpRun run = AlpRun.Of("stages", "describe", "acme/recoil-ratio", "--plugins", _folder["plugins"]).Succeeded();

        Assert.StartsWith($"acme/recoil-ratio (stage, {dll})\nRatio of missing energy to missing mass.\n\n", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n *floor +.*0\.1 GeV.*mass floor", run.Output);
        Assert.Matches(@"\n *m_miss2 +.*m_miss2.*squared missing mass", run.Output);
        Assert.EndsWith("\nexample\n  - acme/recoil-ratio: { floor: 0.2 GeV }\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ShowsWhatTheStageReadsAndWrites()
    {
        plugins.Drop("RecoilRatio", _folder["plugins/RecoilRatio.dll"]);
        AlpRun run = AlpRun.Of("explain", Path.Combine(SharedData.RepositoryRoot, "examples", "custom-stage", "pipeline.yaml"), "--plugins", _folder["plugins"]).Succeeded();

        Assert.Contains("acme/recoil-ratio", run.Output, StringComparison.Ordinal);
        Assert.Contains("recoil_ratio", run.Output, StringComparison.Ordinal);
        Assert.Contains("energies of particles in the centre-of-mass frame", run.Output, StringComparison.Ordinal);
    }

    private string SpectrumPipeline(string sample) => _folder.Write("pipeline.yaml", $$"""
        name: spectrum
        samples: { signal: { role: signal, source: { lhe: {{sample}} } } }
        stages: [ acme/energy-spectrum: { particles: [11, -11], bins: 12 from 0 to 6 GeV } ]
        write: [csv]
        """);

    private Table ReadTable(string name)
    {
        using FileStream stream = File.OpenRead(_folder[$"run/csv/{name}.csv"]);
        return CsvTableReader.Read(stream);
    }

    private static double[] Column(Table table, string name) => [.. table.Dependent.Single(v => v.Name == name).Values.Select(v => v.Value!.Value)];
}

/// <summary>Tests that share the compiled example.</summary>
[CollectionDefinition(Name)]
public sealed class CustomStageCollection : ICollectionFixture<CustomStagePlugins>
{
    public const string Name = "custom stages";
}
