using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>Every mistake a user can make in a pipeline gives one line with its place and what to do.</summary>
public sealed class YamlErrorTests
{
    private const string Good = """
        name: test
        beams: { sqrt_s: 10.58 GeV }
        luminosity: 50 ab^-1
        parameters: { m_a: 1 GeV }
        samples:
          signal: { role: signal, source: { lhe: SIGNAL } }
        stages:
          - acceptance: { theta_min: 22 deg }
          - variables: [e_miss, m_ee, m_ee_tau]
          - cuts: [e_miss > 1.8 GeV]
          - histogramming: { plane: { x: m_ee, y: m_ee_tau, bins: relative 2 % } }
        write: [csv]
        """;

    [Theory]
    [InlineData("- cuts:", "- cutz:", "p.yaml:10:5: error ALP121: there is no stage 'cutz'. Did you mean 'cuts'?")]
    [InlineData("theta_min: 22", "theta_mim: 22", "p.yaml:8:19: error ALP103: ", "Did you mean 'theta_min'?")]
    [InlineData("e_miss > 1.8", "emis > 1.8", "p.yaml:10:12: error ALP111: ", "'emis'", "Did you mean 'e_miss'?")]
    [InlineData("theta_min: 22 deg", "theta_min: 22 GeV", "p.yaml:8:30: error ALP104: 'theta_min' is an angle; 'GeV' does not convert to it.", "deg")]
    [InlineData("theta_min: 22 deg", "theta_min: 22 degs", "p.yaml:8:30: error ALP114: ", "'degs' is not a unit. Did you mean 'deg'?")]
    [InlineData("theta_min: 22 deg", "theta_min: 200 deg", "p.yaml:8:30: error ALP106: ", "'theta_min'")]
    [InlineData("theta_min: 22 deg", "theta_min: wide", "p.yaml:8:30: error ALP114: ", "'wide' is not a number")]
    [InlineData("theta_min: 22 deg", "veto: maybe", "p.yaml:8:25: error ALP105: ", "'maybe'")]
    [InlineData("[e_miss, m_ee, m_ee_tau]", "{ variables: e_miss: 2 }", "p.yaml:9:")]
    [InlineData("luminosity: 50 ab^-1", "luminosity: 50 ab^-1\nluminosity: 1 ab^-1", "p.yaml:4:1: error ALP108: 'luminosity' stands twice in this map, in lines 3 and 4. Remove one of them.")]
    [InlineData("  - acceptance", "\t- acceptance", "p.yaml:8:1: error ALP102: ", "tab")]
    [InlineData("SIGNAL", "no-such-file.lhe.gz", "p.yaml:6:", "no-such-file.lhe.gz")]
    [InlineData("samples:\n  signal: { role: signal, source: { lhe: SIGNAL } }", "scan: mass=1,2\nsamples:\n  signal: { role: signal, source: { lhe: 'no-{mass}.lhe' } }", "p.yaml:7:37: error ", "no-1.lhe")]
    [InlineData("role: signal", "role: signall", "p.yaml:6:19: error ALP109: ", "Did you mean 'signal'?")]
    [InlineData("e_miss > 1.8 GeV", "e_miss > > 1.8 GeV", "p.yaml:10:21: error ALP111: ")]
    [InlineData("e_miss > 1.8 GeV", "e_miss > 22 deg", "p.yaml:10:", "error ALP111: ", "energy", "angle")]
    [InlineData("e_miss > 1.8 GeV", "e_miss + 1.8 GeV", "p.yaml:10:", "condition")]
    [InlineData("write: [csv]", "write: [cvs]", "p.yaml:12:9: error ALP121: there is no writer 'cvs'. Did you mean 'csv'?")]
    [InlineData("{ lhe: SIGNAL }", "{ lhef: SIGNAL }", "p.yaml:6:37: error ALP121: there is no source 'lhef'. Did you mean 'lhe'?")]
    [InlineData("[e_miss, m_ee, m_ee_tau]", "[e_mis, m_ee, m_ee_tau]", "p.yaml:9:", "Did you mean 'e_miss'?")]
    [InlineData("bins: relative 2 %", "bins: relatively 2 %", "p.yaml:11:", "error ALP112: ")]
    [InlineData("role: signal, ", "", "p.yaml:6:", "error ALP107: ", "'role'")]
    [InlineData("name: test", "", "p.yaml:", "error ALP107: ", "'name'")]
    [InlineData("beams: { sqrt_s: 10.58 GeV }", "beams: { sqrt_s: 10.58 GeV, electron: 7 GeV }", "p.yaml:2:", "give one of them")]
    [InlineData("write: [csv]", "write: [csv", "p.yaml:", "error ALP100: ")]
    [InlineData("stages:\n  - acceptance: { theta_min: 22 deg }", "stages:", "p.yaml:", "reads the role 'electron', which no earlier stage assigns")]
    [InlineData("  - cuts", "  - histogramming: { plane: { x: m_ee, bins: 10 from 0 to 10 GeV } }\n  - cuts", "p.yaml:12:5: error ALP118: ", "'plane'", "another name")]
    [InlineData("write: [csv]", "  - statistics: { histogram: plan }\nwrite: [csv]", "p.yaml:12:5: error ALP119: stage 'statistics' needs the result 'plan', which no earlier stage reports. Did you mean 'plane'?")]
    [InlineData("write: [csv]", "  - statistics: { histogram: plane, samples: [signall] }\nwrite: [csv]", "p.yaml:12:5: error ALP123: stage 'statistics': there is no sample 'signall'. Did you mean 'signal'?")]
    [InlineData("role: signal", "role: background", "p.yaml:12:5: error ALP123: stage 'statistics': a limit needs a signal, and no sample that enters has 'role: signal'")]
    [InlineData("  signal: {", "  my signal: {", "p.yaml:6:", "error ALP120: 'my signal' cannot name a sample")]
    [InlineData("e_miss > 1.8 GeV", "'emis > 1.8 GeV'", "p.yaml:10:13: error ALP111: 'emis' is no column", "Did you mean 'e_miss'?")]
    [InlineData("e_miss > 1.8 GeV", "\"1 < 2 && e_miss > 22 deg\"", "p.yaml:10:31: error ALP111: ", "'e_miss' is an energy; '22 deg' is an angle")]
    [InlineData("e_miss > 1.8 GeV", "acoplanarity > 0.1", "p.yaml:10:12: error ALP111: 'acoplanarity' is not written yet: add it to the stage 'variables' above")]
    [InlineData("[e_miss, m_ee, m_ee_tau]", "[e_miss, m_ee, m_ee_tau, eta_miss_lab]", "p.yaml:6:", "error ALP123: sample 'signal': stage 'variables' needs the laboratory", "electron: 7 GeV")]
    [InlineData("sqrt_s: 10.58 GeV", "sqrt_s: 11 GeV", "p.yaml:6:", "error ALP123: sample 'signal': ", "centre-of-mass energy of 10.58 GeV, the pipeline's beams 11 GeV")]
    [InlineData("write: [csv]", "write: [csv, csv]", "p.yaml:12:14: error ALP117: the writer 'csv' is named twice")]
    [InlineData("- cuts: [e_miss > 1.8 GeV]", "- cuts: []", "p.yaml:10:5: error ALP123: stage 'cuts': there is no cut")]
    [InlineData("luminosity: 50 ab^-1\n", "", "p.yaml:", "error ALP123: stage 'statistics': a limit needs numbers of events, and the pipeline states no luminosity")]
    public void Validate_OfAMistake_SaysWhereAndWhat(string good, string bad, params string[] expected)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        string yaml = bad == "role: background" || good.StartsWith("lum", StringComparison.Ordinal) ? Good.Replace("write:", "  - statistics: plane\nwrite:", StringComparison.Ordinal) : Good;
        AlpRun run = Validate(yaml.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal(2, run.ExitCode);
        string line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => expected.All(e => l.Contains(e, StringComparison.Ordinal)));
        Assert.StartsWith(expected[0], line, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OfSeveralMistakes_ShowsAllOfThemInOrder()
    {
        AlpRun run = Validate(Good.Replace("theta_min: 22 deg", "theta_min: 22 GeV", StringComparison.Ordinal)
            .Replace("- cuts:", "- cutz:", StringComparison.Ordinal)
            .Replace("[csv]", "[cvs]", StringComparison.Ordinal));
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal(["p.yaml:8", "p.yaml:10", "p.yaml:12"], lines.Select(l => string.Join(':', l.Split(':')[..2])));
    }

    [Fact]
    public void Validate_OfAGoodPipeline_FindsNoErrors()
    {
        AlpRun run = Validate(Good);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("luminosity", "--set luminosity: expected key=value")]
    [InlineData("stages.cutz.name=x", "--set stages.cutz.name=x: 'stages' has no entry 'cutz'. Did you mean 'cuts'?")]
    [InlineData("luminosity=50 GeV", "--set luminosity=50 GeV: error ALP104: 'luminosity' is a luminosity; 'GeV' does not convert to it.")]
    public void Validate_OfAWrongOverride_NamesTheOverride(string change, string expected) =>
        Assert.Contains(expected, Validate(Good, "--set", change).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("alp: error: --out needs the name of a folder, as in --out runs/first", "run", "PIPELINE", "--out", "")]
    [InlineData("alp: error: --threads 0: expected a number from 1 to 1024", "run", "PIPELINE", "--threads", "0")]
    [InlineData("alp: error: there is no stage, source or writer 'cutz'. Did you mean 'cuts'?", "stages", "describe", "cutz")]
    [InlineData("alp: error: a pipeline file is needed, as in alp run pipeline.yaml. See alp run --help.", "run")]
    public void CommandLine_OfAMistake_IsOneLineAndExitCodeTwo(string expected, params string[] args)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("p.yaml", Good.Replace("SIGNAL", ExampleSamples.PathOf("signal_ma1.lhe.gz"), StringComparison.Ordinal));
        AlpRun run = AlpRun.Of([.. args.Select(a => a == "PIPELINE" ? path : a)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(expected + "\n", run.Error);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("rum")]
    [InlineData("run", "--thread", "2")]
    public void CommandLine_OfAnUnknownWord_IsOneLineAndExitCodeTwo(params string[] args)
    {
        AlpRun run = AlpRun.Of(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void ValidateJson_OfAMistake_HasItsPlace()
    {
        AlpRun run = Validate(Good.Replace("- cuts:", "- cutz:", StringComparison.Ordinal), "--json");
        Assert.Equal(2, run.ExitCode);
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.Equal((10, 5, "ALP121"), (json.RootElement[0].GetProperty("line").GetInt32(), json.RootElement[0].GetProperty("column").GetInt32(), json.RootElement[0].GetProperty("id").GetString()));
    }

    [Fact]
    public void Explain_OfAPipeline_ShowsWhatStagesReadAndWrite()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("p.yaml", Good.Replace("SIGNAL", ExampleSamples.PathOf("signal_ma1.lhe.gz"), StringComparison.Ordinal));
        string output = AlpRun.Of("explain", path).Succeeded().Output;
        Assert.Contains("# variables\n#   reads electron, positron\n#   writes e_miss [GeV]: missing energy", output, StringComparison.Ordinal);
        Assert.Contains("# histogramming\n#   reads m_ee, m_ee_tau\n#   reports plane", output, StringComparison.Ordinal);
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(AlpRun.Of("explain", path, "--json").Succeeded().Output);
        Assert.Equal("electron", json.RootElement.GetProperty("stages")[1].GetProperty("reads")[0].GetString());
    }

    [Fact]
    public void Run_OfAMissingPipeline_SuggestsTheNeighbour()
    {
        using TemporaryFolder folder = new();
        folder.Write("pipeline.yaml", Good);
        AlpRun run = AlpRun.Of("run", folder["pipelin.yaml"]);
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("Did you mean 'pipeline.yaml'?\n", run.Error, StringComparison.Ordinal);
    }

    private static AlpRun Validate(string yaml, params string[] more)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("p.yaml", yaml.Replace("SIGNAL", ExampleSamples.PathOf("signal_ma1.lhe.gz"), StringComparison.Ordinal));
        AlpRun run = AlpRun.Of(["validate", path, .. more]);
        return run with { Error = run.Error.Replace(path, "p.yaml", StringComparison.Ordinal) };
    }
}
