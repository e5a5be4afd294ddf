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
    public void Validate_OfAMistake_SaysWhereAndWhat(string good, string bad, params string[] expected)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        string yaml = bad == "role: background" ? Good.Replace("write:", "  - statistics: plane\nwrite:", StringComparison.Ordinal) : Good;
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
