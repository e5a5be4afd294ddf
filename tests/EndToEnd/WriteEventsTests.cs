using System.Globalization;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>Stage write-events: what is in its files, and that they are read back.</summary>
public sealed class WriteEventsTests
{
    private const string Cuts = """
          - acceptance: { theta_min: 22 deg, energy_min: 250 MeV }
          - variables: [e_miss, m_miss2, m_ee]
          - cuts: [ "e_miss > 2.5 GeV" ]
          - histogramming: { e_miss: { x: e_miss, bins: 24 from 1 to 5.8 GeV }, plane: { x: m_ee, y: m_miss2, bins: 10 from 0 to 8 } }

        """;

    private const string Write = """
          - write-events: { particles: all, compression: lz4 }
          - write-events: { columns: [m_ee, e_miss], objects: [electron], format: csv, directory: rows }

        """;

    // The histograms of the events that were written are those of the run that wrote them: weights are in pb, and the file says so.
    [Fact]
    public void Run_OfTheEventsThatWereWritten_GivesTheSameHistograms()
    {
        using TemporaryFolder folder = new();
        AlpRun.Of("run", folder.Write("a.yaml", Pipeline(Lhe("signal_ma1", 1, folder), Cuts + Write)), "--out", folder["a"]).Succeeded();
        AlpRun.Of("run", folder.Write("b.yaml", Pipeline("root: { files: [ a/events/signal.root ] }", Cuts)), "--out", folder["b"]).Succeeded();
        AlpRun.Of("run", folder.Write("c.yaml", Pipeline("root: { files: [ a/events/signal.root ], normalisation: sum, weight: weight, particles: { e: { prefix: electron }, p: { prefix: positron } } }", Cuts)), "--out", folder["c"]).Succeeded();
        foreach (string run in new[] { "b", "c" })
        {
            foreach (string table in new[] { "signal_e_miss.csv", "signal_plane.csv" })
            {
                double[] expected = Numbers(folder[$"a/csv/{table}"]), found = Numbers(folder[$"{run}/csv/{table}"]);
                Assert.True(expected.Length > 100 && expected.Max() > 0);
                Assert.Equal(expected.Length, found.Length);
                Assert.All(expected, (e, i) => Assert.Equal(e, found[i], 1e-12 * Math.Abs(e)));
            }
        }
    }

    // Weights of equal events: the sum is the cross section that is left, and the columns of both formats are the same numbers.
    [Fact]
    public void RowsOfBothFormats_AreTheSelectedEvents()
    {
        using TemporaryFolder folder = new();
        AlpRun.Of("run", folder.Write("a.yaml", Pipeline(Lhe("signal_ma1", 10, folder), Cuts + Write)), "--out", folder["a"]).Succeeded();
        string[] lines = File.ReadAllLines(folder["a/rows/signal.csv"]);
        Assert.StartsWith("# sample signal: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(" of 5000 events, cross section 2 pb, weights in pb; AlpToolkit ", lines[0], StringComparison.Ordinal);
        Assert.Equal("event,weight,m_ee,e_miss,electron_pdg_id,electron_px,electron_py,electron_pz,electron_e,electron_m", lines[1]);
        double[][] rows = [.. lines.Skip(2).Select(l => l.Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray())];
        Assert.InRange(rows.Length, 100, 4999);
        Assert.Equal(rows.Select(r => r[0]).Order(), rows.Select(r => r[0]));
        Assert.All(rows, r => Assert.True(r[3] > 2.5));
        Assert.Equal(2.0 * rows.Length / 5000, rows.Sum(r => r[1]), 1e-12);

        using RootFile file = RootFile.Open(folder["a/events/signal.root"]);
        RootTree tree = RootTree.Open(file, file.Root.Find("events"));
        Assert.Equal(rows.Length, tree.Entries);
        Assert.Equal(lines[0], $"# {file.Root.Find("events").Title}");
        foreach ((int i, string name) in lines[1].Split(',').Index())
        {
            Assert.Equal(rows.Select(r => r[i]), Assert.IsType<NumberColumn>(tree.Find(name).Read(0, rows.Length), exactMatch: false).ToDoubles());
        }

        // Beams, electron, positron and the axion of every event.
        JaggedColumn codes = Assert.IsType<JaggedColumn>(tree.Find("particle_pdg_id").Read(0, rows.Length));
        Assert.Equal(5 * rows.Length, codes.Offsets.Span[^1]);
    }

    // 15,000 events in two files, four blocks of 4,096 and a part: enough for blocks to come out of order.
    [Fact]
    public void Files_AreTheSameForAnyNumberOfThreads()
    {
        using TemporaryFolder folder = new();
        Lhe("signal_ma1", 21, folder);
        File.Move(folder["signal_ma1.lhe"], folder["signal_1.lhe"]);
        Lhe("signal_ma1", 9, folder);
        string pipeline = folder.Write("a.yaml", Pipeline("lhe: [ signal_1.lhe, signal_ma1.lhe ]", Cuts + Write));
        SortedDictionary<string, string>? expected = null;
        foreach (string threads in new[] { "1", "2", "5", "2" })
        {
            AlpRun.Of("run", pipeline, "--threads", threads, "--out", folder["out"]).Succeeded();
            SortedDictionary<string, string> hashes = AlpRun.Hashes(folder["out"]);
            expected ??= hashes;
            Assert.Equal(expected, hashes);
        }

        Assert.Contains(Path.Combine("events", "signal.root"), expected!.Keys);
        Assert.DoesNotContain(expected.Keys, k => k.Contains(".rows", StringComparison.Ordinal));
    }

    // Every weight of the file is a column, and the nominal ones add up to the cross section; names have only what names in ROOT may have.
    [SharedDataFact("events/m4gpu-ee_mumu.lhe.gz")]
    public void Variations_AreColumns()
    {
        using TemporaryFolder folder = new();
        File.Copy(SharedData.PathOf("events/m4gpu-ee_mumu.lhe.gz"), folder["a.lhe.gz"]);
        string pipeline = folder.Write("a.yaml", """
            name: variations
            samples: { signal: { role: signal, source: { lhe: { files: [a.lhe.gz], variations: [all], cross_section: 3 pb } } } }
            stages: [ write-events: { particles: final }, write-events: { format: csv, directory: rows } ]
            write: []
            """);
        AlpRun.Of("run", pipeline, "--out", folder["a"]).Succeeded();
        string[] lines = File.ReadAllLines(folder["a/rows/signal.csv"]);
        string[] names = [.. lines[1].Split(',')];
        Assert.True(names.Length > 10);
        Assert.Equal(["event", "weight"], names[..2]);
        Assert.All(names[2..], n => Assert.Matches("^weight_[A-Za-z0-9_+=-]+$", n));
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal(3, lines.Skip(2).Sum(l => double.Parse(l.Split(',')[1], CultureInfo.InvariantCulture)), 1e-12);
        using RootFile file = RootFile.Open(folder["a/events/signal.root"]);
        RootTree tree = RootTree.Open(file, file.Root.Find("events"));
        Assert.All(names, n => Assert.NotNull(tree.TryFind(n)));
        Assert.Null(tree.TryFind("particle_mother1"));
    }

    // A file that ends in an event: nothing is left of the run, its folder neither.
    [Fact]
    public void Run_ThatFails_LeavesNothing()
    {
        using TemporaryFolder folder = new();
        string lhe = Lhe("signal_ma1", 20, folder);
        string text = File.ReadAllText(folder["signal_ma1.lhe"]);
        File.WriteAllText(folder["signal_ma1.lhe"], text[..(text.Length - 300)]);
        AlpRun run = AlpRun.Of("run", folder.Write("a.yaml", Pipeline(lhe, Cuts + Write)), "--out", folder["runs/a"]);
        Assert.Equal(2, run.ExitCode);
        Assert.False(Directory.Exists(folder["runs"]));
    }

    [Fact]
    public void Example_WritesEventsOfBothSamples()
    {
        using TemporaryFolder folder = new();
        AlpRun.Of("run", Path.Combine(SharedData.RepositoryRoot, "examples", "root", "pipeline.yaml"), "--out", folder["a"]).Succeeded();
        foreach (string sample in new[] { "signal", "tautau" })
        {
            using RootFile file = RootFile.Open(folder[$"a/events/{sample}.root"]);
            Assert.Equal(File.ReadLines(folder[$"a/variables/{sample}.csv"]).Count() - 2, RootTree.Open(file, file.Root.Find("events")).Entries);
        }
    }

    [Fact]
    public void SampleWithoutSelectedEvents_HasAnEmptyTree()
    {
        using TemporaryFolder folder = new();
        AlpRun.Of("run", folder.Write("a.yaml", Pipeline(Lhe("signal_ma1", 1, folder), Cuts.Replace("2.5 GeV", "25 GeV", StringComparison.Ordinal) + Write)), "--out", folder["a"]).Succeeded();
        using RootFile file = RootFile.Open(folder["a/events/signal.root"]);
        Assert.Equal(0, RootTree.Open(file, file.Root.Find("events")).Entries);
        Assert.Equal(2, File.ReadAllLines(folder["a/rows/signal.csv"]).Length);
    }

    [Theory]
    [InlineData("- write-events\n  - write-events", "reports a result 'events/', which stage 'write-events' reports already")]
    [InlineData("- write-events: { format: csv, particles: all }", "no place for lists")]
    [InlineData("- write-events: [ e_mis ]", "Did you mean 'e_miss'?")]
    [InlineData("- write-events: { objects: [ photon ] }", "reads the role 'photon'")]
    [InlineData("- write-events: [ e_miss, e_miss ]", "two of the columns to write are called 'e_miss'")]
    [InlineData("- write-events: { directory: a/b }", "expected a name without '/'")]
    public void Options_ThatDoNotFit_AreRefusedBeforeTheFirstEvent(string stage, string message)
    {
        using TemporaryFolder folder = new();
        AlpRun run = AlpRun.Of("validate", folder.Write("a.yaml", Pipeline(Lhe("signal_ma1", 1, folder), $"{Cuts}  {stage}\n")));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error + run.Output, StringComparison.Ordinal);
    }

    private static string Lhe(string sample, int times, TemporaryFolder folder)
    {
        folder.Write($"{sample}.lhe", ExampleSamples.Repeated($"{sample}.lhe.gz", times));
        return $"lhe: {{ files: [ {sample}.lhe ], cross_section: 2 pb }}";
    }

    private static string Pipeline(string source, string stages) => $$"""
        name: written events
        beams: { sqrt_s: 10.58 GeV }
        samples: { signal: { role: signal, source: { {{source}} } } }
        stages:
        {{stages}}write: [csv]
        """;

    private static double[] Numbers(string path) =>
        [.. File.ReadLines(path).Where(l => !l.StartsWith("#:", StringComparison.Ordinal)).SelectMany(l => l.Split(',')).Where(t => double.TryParse(t, CultureInfo.InvariantCulture, out _)).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
}
