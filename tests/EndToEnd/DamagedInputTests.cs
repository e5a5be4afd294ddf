using System.Text.Json;
using AlpToolkit.Tests.Io.HepMc;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What <c>on_error</c> leaves out is counted: in the exit code, in every table, in the run record and on the terminal.</summary>
public sealed class DamagedInputTests
{
    // Events 2 and 4 of 5 are malformed.
    private static readonly string s_lhe = LheTexts.File(LheTexts.Event(), Bad, LheTexts.Event(), Bad, LheTexts.Event());
    private static readonly string s_hepMc = HepMcTexts.File3(HepMcTexts.Event3(), HepMcTexts.Event3("W 1,5\n"), HepMcTexts.Event3(), HepMcTexts.Event3("W 1,5\n"), HepMcTexts.Event3());

    private static string Bad => LheTexts.Event().Replace(" 22 1 1 2 0 0 +3.0e+00", " 22 1 1 2 0 0 NaN", StringComparison.Ordinal);

    [Theory]
    [InlineData("lhe", "skip", 3, 2)]
    [InlineData("lhe", "truncate", 1, 4)]
    [InlineData("hepmc", "skip", 3, 2)]
    [InlineData("hepmc", "truncate", 1, 4)]
    public void Run_WithAPolicy_CountsWhatItLeavesOut(string source, string policy, int events, int leftOut)
    {
        using TemporaryFolder folder = new();
        string pipeline = Pipeline(folder, source, $", on_error: {policy}");
        foreach (string threads in (string[])["1", "3"])
        {
            string output = folder[$"run{threads}"];
            AlpRun run = AlpRun.Of("run", pipeline, "--out", output, "--threads", threads);
            Assert.Equal(3, run.ExitCode);
            Assert.Contains($"{leftOut} event{(leftOut == 1 ? " of damaged input is" : "s of damaged input are")} not in these results", run.Output, StringComparison.Ordinal);
            Assert.Contains("alp: warning: signal: ", run.Error, StringComparison.Ordinal);
            using JsonDocument record = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "run.json")));
            JsonElement input = record.RootElement.GetProperty("samples")[0].GetProperty("inputs")[0];
            Assert.Equal((events, leftOut), (input.GetProperty("events").GetInt32(), input.GetProperty("skipped_events").GetInt32()));
            string[] tables = Directory.GetFiles(Path.Combine(output, "hepdata"), "*.yaml").Where(f => !f.EndsWith("submission.yaml", StringComparison.Ordinal)).ToArray();
            Assert.NotEmpty(tables);
            Assert.All(tables, t => Assert.Contains("EVENTS LEFT OUT", File.ReadAllText(t), StringComparison.Ordinal));
        }

        Assert.Equal(AlpRun.Hashes(folder["run1"]), AlpRun.Hashes(folder["run3"]));
    }

    [Theory]
    [InlineData("lhe", "events.lhe:19: event 2 has 'NaN' as px")]
    [InlineData("hepmc", "events.hepmc:14: event 2: expected a finite number as a weight")]
    public void Run_ByDefault_StopsAtTheFirst_AndTheOptionOfTheCommandGoesBeforeThePipeline(string source, string message)
    {
        using TemporaryFolder folder = new();
        string pipeline = Pipeline(folder, source, "");
        AlpRun stopped = AlpRun.Of("run", pipeline, "--out", folder["a"]);
        Assert.Equal(2, stopped.ExitCode);
        Assert.Contains(message, stopped.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["a"]));
        Assert.Equal(3, AlpRun.Of("run", pipeline, "--out", folder["a"], "--on-error", "skip").ExitCode);
        Assert.Contains("on_error: skip", File.ReadAllText(Directory.GetFiles(folder["a"], "*.yaml").Single()), StringComparison.Ordinal);
        AlpRun wrong = AlpRun.Of("run", pipeline, "--out", folder["b"], "--on-error", "ignore");
        Assert.Equal((2, "alp: error: --on-error ignore: expected stop, skip, truncate\n"), (wrong.ExitCode, wrong.Error));
    }

    [Fact]
    public void Run_OfAWholeFile_WithAPolicy_IsExitCodeZero()
    {
        using TemporaryFolder folder = new();
        string pipeline = Pipeline(folder, "lhe", ", on_error: truncate", LheTexts.File(LheTexts.Event(), LheTexts.Event()));
        Assert.Equal(0, AlpRun.Of("run", pipeline, "--out", folder["a"]).ExitCode);
        Assert.DoesNotContain("EVENTS LEFT OUT", string.Concat(Directory.GetFiles(folder["a/hepdata"]).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    // A killed job's file: the last event is not whole.
    [Theory, InlineData("skip"), InlineData("truncate")]
    public void Run_OfATruncatedFile_UsesTheWholeEvents_WithExitCodeThree(string policy)
    {
        using TemporaryFolder folder = new();
        string pipeline = Pipeline(folder, "lhe", $", on_error: {policy}", LheTexts.File(LheTexts.Event(), LheTexts.Event())[..^60]);
        AlpRun run = AlpRun.Of("run", pipeline, "--out", folder["a"]);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("1 event of damaged input is not in these results", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.lhe", "skip", 3, 2)]
    [InlineData("a.lhe", "truncate", 1, 4)]
    [InlineData("a.hepmc3", "skip", 3, 2)]
    [InlineData("a.hepmc3", "truncate", 1, 4)]
    public void Inspect_WithAPolicy_CountsWhatItLeavesOut(string file, string policy, int events, int leftOut)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write(file, file == "a.lhe" ? s_lhe : s_hepMc);
        AlpRun run = AlpRun.Of("inspect", path, "--json", "--on-error", policy);
        Assert.Equal(3, run.ExitCode);
        using JsonDocument found = JsonDocument.Parse(run.Output);
        Assert.Equal((events, leftOut), (found.RootElement.GetProperty("events").GetInt32(), found.RootElement.GetProperty("skipped_events").GetInt32()));
        Assert.Equal(2, AlpRun.Of("inspect", path).ExitCode);
    }

    [Theory]
    [InlineData("b.lhe", "skip", 3)]
    [InlineData("b.lhe.gz", "truncate", 1)]
    [InlineData("b.root", "skip", 3)]
    [InlineData("b.root", "truncate", 1)]
    public void Convert_WithAPolicy_WritesTheOtherEvents_WithExitCodeThree(string target, string policy, int events)
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", s_lhe);
        AlpRun run = AlpRun.Of("convert", source, folder[target], "--on-error", policy);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains($": {events} events", run.Output, StringComparison.Ordinal);
        Assert.Contains("alp: warning: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, AlpRun.Of("convert", source, folder["c.lhe"]).ExitCode);
        Assert.False(File.Exists(folder["c.lhe"]));
    }

    private static string Pipeline(TemporaryFolder folder, string source, string options, string? text = null)
    {
        folder.Write($"events.{source}", text ?? (source == "lhe" ? s_lhe : s_hepMc));
        return folder.Write("p.yaml", $$"""
            name: damaged
            description: events of a damaged file
            beams: { sqrt_s: 10.58 GeV }
            samples: { signal: { role: signal, source: { {{source}}: { files: [events.{{source}}], cross_section: 1 pb{{options}} } } } }
            stages:
              - acceptance: { theta_min: 1 deg }
              - variables: [e_miss]
              - histogramming: { e_miss: { x: e_miss, bins: 5 from 0 to 10 GeV } }
            write: [csv, hepdata]
            """);
    }
}
