using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

public sealed class ReachTests
{
    private const string Pipeline = """
        name: small reach
        beams: { sqrt_s: 10.58 GeV }
        luminosity: 50 ab^-1
        scan: m_a=0.1,1
        samples:
          signal:
            role: signal
            source: { generator: { process: alp-electrons, m_a: "{m_a}", events: 20000, weighting: weighted, precision: 2 %, seed: 1, cuts: { theta_min: 22 deg, energy_min: 250 MeV } } }
          tautau:
            role: background
            source:
              generator:
                process: tau-pair
                events: 60000
                copies: 2
                weighting: weighted
                precision: 3 %
                seed: 2
                cuts: { theta_min: 22 deg, energy_min: 250 MeV, e_miss_min: 1.1 GeV, eta_miss_max: 3 }
                strata: { near_scan: 6.5, m_ee: [3 GeV], tau_ratio: [0.96, 1.02, 1.2], power: 0.5 }
          photons_soft:
            role: background
            group: photons
            source: { generator: { process: bhabha-photons, photons: 2, events: 30000, weighting: weighted, precision: 5 %, adaptation_points: 1000, seed: 3, cuts: { theta_min: 22 deg, energy_min: 250 MeV, visible_photons: 0, photon_energy_min: 10 MeV, m_miss2_max: 9 GeV^2, e_miss_min: 1.3 GeV, e_miss_max: 2.2 GeV, eta_miss_max: 2 } } }
          photons_hard:
            role: background
            group: photons
            source: { generator: { process: bhabha-photons, photons: 2, events: 30000, weighting: weighted, precision: 5 %, adaptation_points: 1000, seed: 4, cuts: { theta_min: 22 deg, energy_min: 250 MeV, visible_photons: 0, photon_energy_min: 10 MeV, m_miss2_max: 9 GeV^2, e_miss_min: 2.2 GeV, eta_miss_max: 2 } } }
        stages:
          - acceptance: { theta_min: 22 deg, energy_min: 250 MeV }
          - smearing: { tails: 3 }
          - variables: [e_miss, m_miss2, m_miss2_resolution, eta_miss, m_ee, m_ee_tau]
          - reach:
              kappa: 2.8
              search: { eta_miss_max: 1.8 }
              smoothing: { photons: { along: y, across: 0.2, events: 10, most_bins: 6 } }
              variations: { muons: { scale: { tautau: 3.905 } }, taus_only: { scale: { photons: 0 } }, "5 ab^-1": { luminosity: 5 ab^-1 } }
        write: [csv, hepdata, svg]
        """;

    private static Table Read(string run, string table)
    {
        using FileStream stream = File.OpenRead(Path.Combine(run, "csv", $"{table}.csv"));
        return CsvTableReader.Read(stream);
    }

    private static double[] Column(Table table, string name) => [.. table.Dependent.Single(d => d.Name == name).Values.Select(v => v.Value ?? double.NaN)];

    [Fact]
    public void Reach_WritesLimitsSelectionAndWhatTheSimulationIsWorth_TheSameForAnyThreads()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("pipeline.yaml", Pipeline);
        SortedDictionary<string, string>? expected = null;
        foreach (string threads in (string[])["1", "2"])
        {
            string output = folder[$"run{threads}"];
            AlpRun run = AlpRun.Of("reach", file, "--threads", threads, "--out", output).Succeeded();
            Assert.Contains("limit on the", run.Output, StringComparison.Ordinal);
            SortedDictionary<string, string> hashes = AlpRun.Hashes(output);
            expected ??= hashes;
            Assert.Equal(expected, hashes);
        }

        Assert.Contains(Path.Combine("svg", "reach.svg"), expected!.Keys);
        Assert.Contains(expected.Keys, k => k.EndsWith("submission.tar.gz", StringComparison.Ordinal));
        string first = folder["run1"];
        Table reach = Read(first, "reach"), selection = Read(first, "reach_selection"), variations = Read(first, "reach_variations");
        Assert.Equal([0.1, 1.0], reach.Independent[0].Values.Select(v => v.Value!.Value));
        double[] limit = Column(reach, "limit on the coupling g, Lambda = 4");
        double[] upper = Column(reach, "limit on the coupling g, poisson_upper_bound"), counting = Column(reach, "limit on the coupling g, counting");
        double[] exact = Column(reach, "limit on the coupling g, 95 % CLs"), taus = Column(variations, "limit on the coupling g, taus_only");
        double[] muons = Column(variations, "limit on the coupling g, muons"), less = Column(variations, "limit on the coupling g, 5 ab^-1");
        for (int i = 0; i < 2; i++)
        {
            // What is assumed of empty bins and more background weaken a limit; bins strengthen it; less background strengthens it.
            Assert.InRange(limit[i], 1e-6, upper[i]);
            Assert.True(upper[i] < counting[i]);
            Assert.True(exact[i] > 0.9 * limit[i]);
            Assert.True(taus[i] <= limit[i] && limit[i] <= muons[i]);

            // Between S ∝ L (no background) and S/√B (much of it): g ∝ L^-1/2 to L^-1/4.
            Assert.InRange(less[i] / limit[i], Math.Pow(10, 0.25) * 0.999, Math.Sqrt(10) * 1.001);
        }

        // κ was given; the others were chosen to keep 90 % of the signal below (s + m_a²)/(2√s).
        Assert.Equal([2.8, 2.8], Column(selection, "kappa"));
        Assert.All(Column(selection, "gap"), g => Assert.Equal(0, g));
        Assert.All(Column(selection, "signal efficiency"), e => Assert.InRange(e, 0.75, 0.95));
        Assert.All(Column(selection, "photons events"), b => Assert.True(b > 0));
    }

    // Fixed cuts, a single background, and no smearing are one line each; the limit is that of the 'statistics' stage on the same plane. Its edges
    // leave nothing outside: the reach has bins for what lies there, the histogram's limit has not.
    [Fact]
    public void Reach_WithFixedCuts_IsTheLimitOfTheStatisticsStage()
    {
        using TemporaryFolder folder = new();
        string text = Pipeline.Replace("  - smearing: { tails: 3 }\n", "", StringComparison.Ordinal);
        text = text.Remove(text.IndexOf("  photons_soft:", StringComparison.Ordinal), text.IndexOf("stages:", StringComparison.Ordinal) - text.IndexOf("  photons_soft:", StringComparison.Ordinal));
        int reach = text.IndexOf("  - reach:", StringComparison.Ordinal);
        string fixedCuts = text[..reach] + string.Join('\n',
            "  - reach: { kappa: 2.8, e_miss_low: 1.8 GeV, eta_miss_high: 1.4, backgrounds: [tautau], plane: { x_bins: relative 2 % from 0.001 to 10.58 GeV, y_bins: relative 2 % from 0.001 to 10.58 GeV } }",
            "  - cuts: [ \"abs(m_miss2 - 1 GeV^2) <= 2.8 * m_miss2_resolution\", \"e_miss in [1.8 GeV, (s + 1 GeV^2) / (2 * sqrt_s)]\", \"abs(eta_miss) <= 1.4\" ]",
            "  - histogramming: { plane: { x: m_ee, y: m_ee_tau, bins: relative 2 % from 0.001 to 10.58 GeV } }",
            "  - statistics: { histogram: plane, coupling: 1e-4 GeV^-1 }",
            "write: [csv]\n");
        fixedCuts = fixedCuts.Replace("scan: m_a=0.1,1", "scan: m_a=1", StringComparison.Ordinal);
        string file = folder.Write("fixed.yaml", fixedCuts);
        AlpRun.Of("run", file, "--out", folder["run"]).Succeeded();
        double limit = Column(Read(folder["run"], "reach"), "limit on the coupling g, Lambda = 4")[0];
        Table statistics = Read(folder["run"], "limit_plane");
        double expected = statistics.Dependent.Single(d => d.Name.StartsWith("limit on the coupling", StringComparison.Ordinal))
            .Values[statistics.Independent[0].Values.ToList().FindIndex(v => v.Text == "as_in_the_paper")].Value!.Value;
        Assert.Equal(1, limit / expected, 1e-4);
    }

    [Theory]
    [InlineData("stages.reach.backgrounds=[tautua]", "backgrounds: there is no background 'tautua'. Did you mean 'tautau'?")]
    [InlineData("stages.reach.scale={photons_soft: 2}", "scale: there is no background 'photons_soft'.")]
    [InlineData("stages.reach.smoothing={x: {events: 5}}", "smoothing: there is no background 'x'.")]
    [InlineData("scan=m_a=", "is no scan")]
    [InlineData("samples.tautau.source.generator.strata.near_scan=-1", "near_scan")]
    public void Reach_OfAWrongOption_SaysWhatIsWrong(string change, string message)
    {
        using TemporaryFolder folder = new();
        AlpRun run = AlpRun.Of("reach", folder.Write("pipeline.yaml", Pipeline), "--set", change, "--out", folder["run"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reach_OfAPipelineWithoutOne_SaysWhatToDo()
    {
        AlpRun run = AlpRun.Of("reach", ExampleSamples.PathOf("pipeline.yaml"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("has no stage 'reach'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reach_OfASignalThatIsNotScanned_SaysSo()
    {
        using TemporaryFolder folder = new();
        AlpRun run = AlpRun.Of("reach", folder.Write("pipeline.yaml", Pipeline.Replace("\"{m_a}\"", "1 GeV", StringComparison.Ordinal)), "--set", "stages.reach.backgrounds=[tautau]", "--out", folder["run"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("m_a", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    // Same pipeline, signals from MadGraph's files: the efficiency of Table I's cuts is that of generated events, within three standard deviations.
    [SharedDataFact("samples/eea_ma0.1.lhe.gz", "samples/eea_ma1.lhe.gz", "samples/eea_ma4.lhe.gz", "samples/eea_ma7.lhe.gz", "samples/tautau_acceptance.lhe.gz")]
    public void Reach_OfMadGraphFiles_HasTheEfficienciesOfGeneratedEvents()
    {
        using TemporaryFolder folder = new();
        string stages = """
            stages:
              - acceptance: { theta_min: 22 deg, energy_min: 250 MeV }
              - variables: [e_miss, m_miss2, m_miss2_resolution, eta_miss, m_ee, m_ee_tau]
              - reach: { kappa: 2.8, e_miss_low: 1.8 GeV, eta_miss_high: 1.4 }
            write: [csv]
            """;
        string head = "name: efficiencies\nbeams: { sqrt_s: 10.58 GeV }\nluminosity: 50 ab^-1\nscan: m_a=0.1,1,4,7\nsamples:\n";
        string samples = SharedData.PathOf("samples");
        string files = folder.Write("files.yaml", $"{head}  signal: {{ role: signal, source: {{ lhe: \"{samples}/eea_ma{{m_a}}.lhe.gz\" }} }}\n  tautau: {{ role: background, source: {{ lhe: \"{samples}/tautau_acceptance.lhe.gz\" }} }}\n{stages}");
        const string Generator = "weighting: weighted, precision: 1 %, cuts: { theta_min: 22 deg, energy_min: 250 MeV }";
        string generated = folder.Write("generated.yaml", $"{head}  signal: {{ role: signal, source: {{ generator: {{ process: alp-electrons, m_a: \"{{m_a}}\", events: 100000, seed: 1, {Generator} }} }} }}\n  tautau: {{ role: background, source: {{ generator: {{ process: tau-pair, events: 200000, seed: 2, {Generator} }} }} }}\n{stages}");
        AlpRun.Of("reach", files, "--out", folder["files"]).Succeeded();
        AlpRun.Of("reach", generated, "--out", folder["generated"]).Succeeded();
        double[] read = Column(Read(folder["files"], "reach_selection"), "signal efficiency"), made = Column(Read(folder["generated"], "reach_selection"), "signal efficiency");
        for (int i = 0; i < 4; i++)
        {
            // 10,000 events in a file.
            Assert.Equal(made[i], read[i], 3 * Math.Sqrt(made[i] * (1 - made[i]) / 1e4) + 0.004);
        }
    }
}
