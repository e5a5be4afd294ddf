using System.Globalization;
using System.Text.Json;
using AlpToolkit.Tests.Io.HepMc;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What weights amount to when files are cut, joined, sampled and converted.</summary>
public sealed class NormalisationTests
{
    // 100 weights of 1.5 and 2.5 that add up to XSECUP, 200 pb; one event is malformed. The 99 that are left stand for all of them.
    [Fact]
    public void Sums_ThatLackEvents_StandForTheCrossSection()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", Lhe(Enumerable.Range(0, 100).Select(i => i == 7 ? "x" : i % 2 == 0 ? "1.5" : "2.5"), 200));
        AlpRun inspect = AlpRun.Of("inspect", source, "--on-error", "skip", "--json");
        Assert.Equal(3, inspect.ExitCode);
        using JsonDocument found = JsonDocument.Parse(inspect.Output);
        Assert.Equal((200.0, "sum"), (found.RootElement.GetProperty("cross_section_pb").GetDouble(), found.RootElement.GetProperty("measured").GetProperty("finding").GetString()));
        Assert.Contains("lacks the events that are missing; XSECUP, 200 pb, is taken", inspect.Error, StringComparison.Ordinal);
        foreach (string[] command in new string[][] { ["convert", source, folder["b.lhe"]], ["events", "sample", source, folder["c.lhe"], "--events", "50"], ["events", "merge", folder["d.lhe"], source] })
        {
            Assert.Equal(3, AlpRun.Of([.. command, "--on-error", "skip"]).ExitCode);
        }

        foreach (string target in new[] { "b.lhe", "d.lhe" })
        {
            Assert.Equal(200, LheReading.OfFile(folder[target]).Events.Sum(e => e.Weight), 1e-9);
        }

        // 50 of them, each as much as two and what is missing.
        Assert.All(LheReading.OfFile(folder["c.lhe"]).Events, e => Assert.Contains(e.Weight, new[] { 1.5, 2.5 }.Select(w => w * 99 / 50 * (200 / 197.5)), Comparer));
    }

    // Without its end a file may have lost events too.
    [Fact]
    public void Sums_OfAFileWithoutEnd_StandForTheCrossSection()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", Lhe(Enumerable.Repeat("1", 100).Select((w, i) => i % 2 == 0 ? "1.9" : "2.0"), 200).Replace("</LesHouchesEvents>\n", "", StringComparison.Ordinal));
        using JsonDocument found = JsonDocument.Parse(AlpRun.Of("inspect", source, "--json").Succeeded().Output);
        Assert.Equal(200, found.RootElement.GetProperty("cross_section_pb").GetDouble());
    }

    // The first beam of LHE flies along +z.
    [Theory, InlineData(false), InlineData(true)]
    public void Beams_AreInTheOrderOfLhe_HoweverHepMcHasThem(bool isReversed)
    {
        const string along = "11 0 0 7 7 5.11e-4 4", against = "-11 0 0 -4 4 5.11e-4 4";
        string particles = $"P 1 0 {(isReversed ? against : along)}\nP 2 0 {(isReversed ? along : against)}\nV -1 0 [1,2]\nP 3 -1 22 0 4 1.5 5.5 0 1\nP 4 -1 22 0 -4 1.5 5.5 0 1\n";
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc3", HepMcTexts.File3(HepMcTexts.Event3(extra: "A 0 GenCrossSection 4 0.25 -1 -1\n", particles: particles, vertices: 1, count: 4)));
        AlpRun.Of("convert", source, folder["b.lhe"]).Succeeded();
        string[] lines = File.ReadAllLines(folder["b.lhe"]);
        Assert.StartsWith("11 -11 7 4 ", lines[Array.IndexOf(lines, "<init>") + 1], StringComparison.Ordinal);
        Assert.Contains($"momenta are those of the laboratory, with beams of {(isReversed ? "4 and 7" : "7 and 4")} GeV", AlpRun.Of("convert", source, folder["b.root"]).Succeeded().Error, StringComparison.Ordinal);
    }

    // Partons have energies of their own; the frame is that of the beams.
    [Fact]
    public void Partons_OfUnequalEnergies_AreNoBeams()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", Lhe(["1"], 1).Replace("2 1 1 10.58", "4 1 1 10.58", StringComparison.Ordinal).Replace("22 1 0 0 0 0 1 ", "21 -1 0 0 0 0 0 0 5 5 0 0 9\n21 -1 0 0 0 0 0 0 -2 2 0 0 9\n22 1 0 0 0 0 1 ", StringComparison.Ordinal));
        Assert.DoesNotContain("laboratory", AlpRun.Of("convert", source, folder["b.root"]).Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_ThatNothingNames_AreSaidToBeLost()
    {
        using TemporaryFolder folder = new();
        string text = Lhe(["1", "1", "1"], 1), late = "</event>\n</LesHouchesEvents>";
        string source = folder.Write("a.lhe", text.Replace(late, $"<rwgt><wgt id='late'>2</wgt></rwgt>\n{late}", StringComparison.Ordinal));
        foreach (string target in new[] { "b.hepmc3", "b.root" })
        {
            Assert.Contains("event 3 has weights that neither a declaration nor the first event names; they are not read (1 event in all)", AlpRun.Of("convert", source, folder[target]).Succeeded().Error, StringComparison.Ordinal);
        }
    }

    // 10 pb from one event and 30 pb from three: 25 pb, as of two files.
    [Fact]
    public void CrossSections_OfJoinedListings_AreTheirMeanByEvents()
    {
        using TemporaryFolder folder = new();
        string Listing(string value, int events) => HepMcTexts.File3([.. Enumerable.Repeat(HepMcTexts.Event3("W 1\n", $"A 0 GenCrossSection {value} 0.1 -1 -1\n"), events)]);
        string source = folder.Write("a.hepmc3", Listing("10", 1) + Listing("30", 3));
        const string warning = "listing 1 states a cross section of 10 ± 0.1 pb and listing 2 of 30 ± 0.1 pb; their mean by numbers of events, 25 pb, is taken";
        AlpRun inspect = AlpRun.Of("inspect", source, "--json").Succeeded();
        using JsonDocument found = JsonDocument.Parse(inspect.Output);
        Assert.Equal(25, found.RootElement.GetProperty("cross_section_pb").GetDouble(), 1e-12);
        AlpRun count = AlpRun.Of("events", "count", source).Succeeded();
        Assert.Matches(@"a\.hepmc3 +4 +4 .*25 ± ", count.Output);
        Assert.All(new[] { inspect.Error, count.Error }, e => Assert.Contains(warning, e, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "there are no events")]
    [InlineData("E 7 0 1\nU GEV MM\nP 1 0 22 0 0 1 1 0 1\n", "1 event has no weight; 1 is taken")]
    public void Inspect_OfHepMc_SaysWhatIsMissing(string events, string warning)
    {
        using TemporaryFolder folder = new();
        Assert.Contains(warning, AlpRun.Of("inspect", folder.Write("a.hepmc3", HepMcTexts.File3(events))).Succeeded().Error, StringComparison.Ordinal);
    }

    // Weights of 0.5 and 1.5 that add up to the 10 pb of the file do so in files of another number of events.
    [Fact]
    public void HepMcWeights_ThatAddUp_DoSoInNewFiles()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc3", HepMcTexts.File3([.. Enumerable.Range(0, 10).Select(i => HepMcTexts.Event3(i % 2 == 0 ? "W 0.5\n" : "W 1.5\n", "A 0 GenCrossSection 10 0.1 -1 -1\n"))]));
        AlpRun.Of("events", "split", source, folder["part.hepmc3"], "--events", "4").Succeeded();
        foreach ((int part, int size) in new[] { (1, 4), (2, 4), (3, 2) })
        {
            Assert.Equal(10, Weights(folder[$"part_{part}.hepmc3"]).Sum(), 1e-12);
            Assert.Equal(size, Weights(folder[$"part_{part}.hepmc3"]).Count());
        }

        AlpRun.Of("events", "merge", folder["b.hepmc3"], folder["part_*.hepmc3"]).Succeeded();
        Assert.All(Weights(source).Zip(Weights(folder["b.hepmc3"])), w => Assert.Equal(w.First, w.Second, 1e-14));

        static IEnumerable<double> Weights(string path) => HepMcReading.OfFile(path, HepMcReading.OnePicobarn).Events.Select(e => e.Weight);
    }

    [Fact]
    public void Weights_ByPlace_OfAnotherNumberThanDeclared_AreAnErrorOfInspect()
    {
        using TemporaryFolder folder = new();
        string text = Lhe(["1", "1"], 1).Replace("<init>", "<header><initrwgt><weight id='a'>A</weight><weight id='b'>B</weight></initrwgt></header>\n<init>", StringComparison.Ordinal);
        string source = folder.Write("a.lhe", text.Replace("</event>", "<weights> 1 2 3 </weights>\n</event>", StringComparison.Ordinal));
        AlpRun run = AlpRun.Of("inspect", source);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("events have 3 weights without ids, and 2 are declared", run.Error, StringComparison.Ordinal);
        Assert.Contains("sum of weights", run.Output, StringComparison.Ordinal);
    }

    // More events than there is room for at first; the weights of all are kept.
    [Fact]
    public void Variations_OfManyEvents_AreKept()
    {
        using TemporaryFolder folder = new();
        int number = 0;
        string[] parts = Lhe(Enumerable.Range(1, 600).Select(i => $"{i}"), 300.5).Split("</event>");
        string source = folder.Write("a.lhe", string.Join("</event>", parts.Select(p => ++number < parts.Length ? $"{p}<rwgt><wgt id='twice'>{2 * number}</wgt></rwgt>\n" : p)));
        EventReading reading = LheReading.OfFile(source, new() { AllVariations = true });
        Assert.Equal(Enumerable.Range(1, 600).Select(i => (double)i), reading.Events.Select(e => e.Weight));
        Assert.Equal(Enumerable.Range(1, 600).Select(i => 2.0 * i), reading.Events.Select(e => e.Variations[0]));
    }

    private static readonly IEqualityComparer<double> Comparer = EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) < 1e-12);

    private static string Lhe(IEnumerable<string> weights, double crossSection) => string.Create(CultureInfo.InvariantCulture, $"<LesHouchesEvents version=\"3.0\">\n<init>\n11 -11 5.29 5.29 0 0 0 0 3 1\n{crossSection} 0.1 1 1\n</init>\n")
        + string.Concat(weights.Select(w => $"<event>\n2 1 {w} 10.58 -1 -1\n22 1 0 0 0 0 1 0 0 1 0 0 9\n22 1 0 0 0 0 -1 0 0 1 0 0 9\n</event>\n")) + "</LesHouchesEvents>\n";
}
