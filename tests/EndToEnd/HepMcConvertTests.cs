using System.Text.Json;
using AlpToolkit.Tests.Io.HepMc;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary><c>alp convert</c> and <c>alp inspect</c> of HepMC files.</summary>
public sealed class HepMcConvertTests
{
    private static readonly string s_three = HepMcTexts.Listing3(
        "W nominal\\|up\nT Pythia\\|8.306\\|\n",
        HepMcTexts.Event3("W 1 2\n", "A 0 GenCrossSection 5 0.5 -1 -1\nA 0 note x\nA -1 mine y\n"), HepMcTexts.Event3("W 3 4\n", "A 0 GenCrossSection 4 0.25 -1 -1\n"));

    [Fact]
    public void HepMc3_BecomesHepMc2_AndWhatIsLostIsNamed()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc3", s_three), target = folder["b.hepmc2.gz"];
        AlpRun run = AlpRun.Of("convert", source, target).Succeeded();
        Assert.Equal($"{target}: 2 events, HepMC2 (IO_GenEvent)\n", run.Output.ReplaceLineEndings("\n"));
        foreach (string lost in (string[])["tools of the run (1)", "attributes of events (1)", "attributes of vertices (1)"])
        {
            Assert.Contains($"alp: note: not in the new file: {lost}", run.Error, StringComparison.Ordinal);
        }

        AlpRun.Of("convert", target, folder["c.hepmc3"]).Succeeded();
        Assert.Equal(Rows(source), Rows(folder["c.hepmc3"]));
    }

    // What a file is, its first line says, not its name; '.hepmc' keeps the version.
    [Theory, InlineData("a.txt"), InlineData("a.lhe"), InlineData("a.hepmc")]
    public void HepMc_IsRecognisedByItsFirstLine(string name)
    {
        using TemporaryFolder folder = new();
        string source = folder.Write(name, HepMcTexts.File2(HepMcTexts.Event2()));
        AlpRun run = AlpRun.Of("convert", source, folder["b.hepmc"]).Succeeded();
        Assert.Contains("1 events, HepMC2 (IO_GenEvent)", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
        Assert.Contains("HepMC2 (IO_GenEvent) 2.06.09, plain text", AlpRun.Of("inspect", source).Succeeded().Output, StringComparison.Ordinal);
    }

    // Weights 1 and 3, 2 and 4 on a cross section of 4 pb: all divided by their nominal sum of 4 and times 4.
    [Fact]
    public void HepMc_AsATree_AndBack_HasTheSameParticlesWeightsAndCrossSection()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc", s_three), tree = folder["a.root"], back = folder["b.hepmc"];
        AlpRun there = AlpRun.Of("convert", source, tree).Succeeded();
        Assert.StartsWith($"{tree}: 2 events in 'events', cross section 4 pb (cross section of the last event", there.Output, StringComparison.Ordinal);
        Assert.Contains("attributes and tools of the HepMC file are not in the tree", there.Error, StringComparison.Ordinal);
        AlpRun run = AlpRun.Of("convert", tree, back).Succeeded();
        Assert.Contains("1 weights beside the nominal", run.Error, StringComparison.Ordinal);
        EventReading before = HepMcReading.OfFile(source, new()), after = HepMcReading.OfFile(back, new());
        Assert.Equal(before.Events.Select(e => string.Join('\n', e.Particles)), after.Events.Select(e => string.Join('\n', e.Particles)));
        Assert.Equal([2.0, 6.0], after.Events.Select(e => e.Weight));
        Assert.Equal(4, after.Summary!.CrossSection);
        Assert.EndsWith("the mean of the weights equals it", after.Summary.Normalisation, StringComparison.Ordinal);
    }

    [Fact]
    public void HepMc_WithoutACrossSection_NeedsOneForATree()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc", HepMcTexts.File3(HepMcTexts.Event3()));
        AlpRun run = AlpRun.Of("convert", source, folder["a.root"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("expected a cross section in the last event, found none", run.Error, StringComparison.Ordinal);
        Assert.Contains("cross section 2000 pb", AlpRun.Of("convert", source, folder["a.root"], "--cross-section", "2 nb").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("cross section 1.5 pb", AlpRun.Of("convert", source, folder["b.root"], "--normalisation", "mean").Succeeded().Output, StringComparison.Ordinal);
    }

    // The 500 events of the example have beams of 5.29 GeV and an ALP that gives two photons.
    [Theory, InlineData("b.hepmc3"), InlineData("b.hepmc2.gz")]
    public void Tree_AsHepMc_HasItsParticlesBeamsAndMothers(string name)
    {
        using TemporaryFolder folder = new();
        string lhe = Path.Combine(SharedData.RepositoryRoot, "examples", "lhe", "eegammagamma.lhe.gz"), tree = folder["a.root"], target = folder[name];
        AlpRun.Of("convert", lhe, tree).Succeeded();
        AlpRun run = AlpRun.Of("convert", tree, target).Succeeded();
        Assert.StartsWith($"{target}: 500 events, cross section 2597.81 pb", run.Output, StringComparison.Ordinal);
        EventReading read = HepMcReading.OfFile(target, new());
        Assert.Null(read.Error);
        Assert.Empty(read.Summary!.Warnings);
        Assert.Equal(500, read.Events.Count);
        Assert.Equal(read.Summary.CrossSection, read.Events.Average(e => e.Weight), 1e-12 * read.Summary.CrossSection);
        Assert.All(read.Events, e => Assert.Equal(2, e.Particles.Count(p => p.Status == -1 && p.Mother1 == 0)));
        Assert.All(read.Events.SelectMany(e => e.Particles.Where(p => p.Status != -1)), p => Assert.True(p.Mother1 > 0));
    }

    // Flat trees have no mothers: their particles come out of one vertex.
    [Theory, InlineData("b.hepmc3", "V -1 0 [0]\nP 1 -1 11 1 0 2 2.5 1.118 1\nP 2 -1 -11 -1 0 -2 2.5 1.118 1\n"), InlineData("b.hepmc2", "V -1 0 0 0 0 0 0 2 0\nP 10001 11 1 0 2 2.5 1.118 1 0 0 0 0\n")]
    public void FlatTrees_ComeOutOfOneVertex(string name, string expected)
    {
        using TemporaryFolder folder = new();
        string csv = folder.Write("flat.csv", "weight,particle_pdg_id,particle_px,particle_py,particle_pz,particle_e,particle_m\n0.5,\"[11,-11]\",\"[1,-1]\",\"[0,0]\",\"[2,-2]\",\"[2.5,2.5]\",\"[1.118,1.118]\"\n");
        AlpRun.Of("convert", csv, folder["flat.root"]).Succeeded();
        AlpRun.Of("convert", folder["flat.root"], folder[name], "--cross-section", "2 nb").Succeeded();
        string text = File.ReadAllText(folder[name]);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Contains(name == "b.hepmc3" ? "A 0 GenCrossSection 2000 0 -1 -1" : "C 2000 0", text, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(HepMcReading.OfFile(folder[name], new()).Events).Particles.Length);
    }

    [Fact]
    public void DamagedFiles_GiveOneLineAndNoFile()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc", s_three[..(s_three.Length - 200)]);
        AlpRun run = AlpRun.Of("convert", source, folder["b.hepmc3"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the file ends inside event 2", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal([source], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Inspect_ShowsWhatAFileHolds()
    {
        using TemporaryFolder folder = new();
        string output = AlpRun.Of("inspect", folder.Write("a.hepmc", s_three)).Succeeded().Output;
        foreach (string expected in (string[])[
            "HepMC3 (Asciiv3) 3.02.06, plain text", "Pythia 8.306", "nominal, up", "GEV MM", "-11 of 5.29 GeV on 11 of 5.29 GeV", "4 ± 0.25 pb, of the last event",
            "10, 5 an event, 4 in the final state; 4 vertices", "event 1, weight 1"])
        {
            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    // Weights 1 and 2, 3 and 4, with a minus: by hand. Of 1 and -3 the mean is -1, the variance 4, over n - 1 = 1.
    [Fact]
    public void InspectJson_AddsUpAllWeights()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.hepmc", HepMcTexts.Listing3("W nominal\\|up\n", HepMcTexts.Event3("W 1 2\n"), HepMcTexts.Event3("W -3 4\n")));
        using JsonDocument printed = JsonDocument.Parse(AlpRun.Of("inspect", path, "--json").Succeeded().Output);
        JsonElement found = printed.RootElement, measured = found.GetProperty("measured");
        Assert.Equal((-2.0, 4.0, 10.0), (found.GetProperty("sum_of_weights").GetDouble(), found.GetProperty("sum_of_absolute_weights").GetDouble(), found.GetProperty("sum_of_squared_weights").GetDouble()));
        Assert.Equal((-1.0, 2.0, -2.0, 4.0), (measured.GetProperty("mean").GetDouble(), measured.GetProperty("mean_error").GetDouble(), measured.GetProperty("sum").GetDouble(), measured.GetProperty("sum_error").GetDouble()));
        Assert.Equal(
            [("nominal", 2, -2.0), ("up", 2, 6.0)],
            found.GetProperty("weights").EnumerateArray().Select(w => (w.GetProperty("id").GetString()!, w.GetProperty("events").GetInt32(), w.GetProperty("sum").GetDouble())));
        string text = AlpRun.Of("inspect", path).Succeeded().Output;
        Assert.Contains("-2 as read; of |weights| 4; 1 negative", text, StringComparison.Ordinal);
        Assert.Contains("mean of the weights -1 ± 2, sum -2 ± 4", text, StringComparison.Ordinal);
        Assert.Matches("up +2 +6\n", text);
    }

    // Weights without names, and of one name, are known by their places.
    [Theory]
    [InlineData("", "#0 #1 #2")]
    [InlineData("W a\\|b\\|a\n", "#0 b #2")]
    public void InspectJson_NamesWeightsByTheirPlaces(string head, string names)
    {
        using TemporaryFolder folder = new();
        using JsonDocument printed = JsonDocument.Parse(AlpRun.Of("inspect", folder.Write("a.hepmc", HepMcTexts.Listing3(head, HepMcTexts.Event3("W 1 2 4\n"))), "--json").Succeeded().Output);
        JsonElement[] weights = [.. printed.RootElement.GetProperty("weights").EnumerateArray()];
        Assert.Equal(names.Split(' '), weights.Select(w => w.GetProperty("id").GetString()));
        Assert.Equal([1.0, 2.0, 4.0], weights.Select(w => w.GetProperty("sum").GetDouble()));
        Assert.Equal(JsonValueKind.Null, printed.RootElement.GetProperty("measured").GetProperty("mean_error").ValueKind);
    }

    [Theory, InlineData("b.lhe"), InlineData("b.root"), InlineData("b.hepmc3")]
    public void EventsWithoutUnits_AreReadInTheUnitThatIsGiven(string target)
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc3", HepMcTexts.File3(HepMcTexts.Event3(units: "", extra: "A 0 GenCrossSection 4 0.25 -1 -1\n")));
        AlpRun lacking = AlpRun.Of("convert", source, folder[target]);
        Assert.Equal(2, lacking.ExitCode);
        Assert.EndsWith("found none. State --energy-unit 1GeV or 1MeV if you know it.\n", lacking.Error, StringComparison.Ordinal);
        AlpRun.Of("convert", source, folder[target], "--energy-unit", "1 MeV").Succeeded();
        string inspected = target == "b.root" ? folder["c.hepmc3"] : folder[target];
        if (target == "b.root")
        {
            AlpRun.Of("convert", folder[target], inspected).Succeeded();
        }

        // Beams of 5.29 in the text.
        Assert.Contains("-11 of 0.00529 GeV on 11 of 0.00529 GeV", AlpRun.Of("inspect", inspected).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("-11 of 5.29 GeV", AlpRun.Of("inspect", source, "--energy-unit", "1GeV").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("energy-unit 1GeV or 1MeV", AlpRun.Of("inspect", source).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--energy-unit 1keV: expected 1GeV or 1MeV", "a.hepmc2", "b.hepmc3", "1keV")]
    [InlineData("--energy-unit 1mm: expected a number in units like GeV", "a.hepmc2", "b.lhe", "1mm")]
    [InlineData("--energy-unit is for conversions that read a HepMC file", "a.lhe", "b.root", "1GeV")]
    public void EnergyUnit_IsForWhatItCanDo(string message, string source, string target, string unit)
    {
        using TemporaryFolder folder = new();
        folder.Write("a.hepmc2", HepMcTexts.File2(HepMcTexts.Event2(extra: "C 4 0.25\n")));
        folder.Write("a.lhe", Io.Lhe.LheTexts.File(Io.Lhe.LheTexts.Event()));
        AlpRun run = AlpRun.Of("convert", folder[source], folder[target], "--energy-unit", unit);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder[target]));
    }

    // A neutrino on a nucleus at rest, as NuHepMC has it: statuses 4 and 20.
    private const string Neutrino = "P 1 0 14 0 0 2 2 0 4\nP 2 0 1000060120 0 0 0 11.2 11.2 20\nV -1 0 [1,2]\nP 3 -1 13 0 0 2 2 0 1\n";

    [Theory]
    [InlineData(Neutrino, 1, 3, "the first event has 1 incoming particle where two are expected (14 of 2 GeV)")]
    [InlineData("P 1 0 13 0 0 2 2 0 1\n", 0, 1, "the events have no incoming particles")]
    public void ConvertToLhe_SaysWhichBeamsThereAre_AndWhichAreTaken(string particles, int vertices, int count, string found)
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc3", HepMcTexts.File3(HepMcTexts.Event3(extra: "A 0 GenCrossSection 4 0.25 -1 -1\n", particles: particles, vertices: vertices, count: count)));
        AlpRun lacking = AlpRun.Of("convert", source, folder["b.lhe"]);
        Assert.Equal((2, $"alp: error: {source}: {found}, so the beams are not known. Give the energy of e+ and e-: --sqrt-s 10.58GeV\n"), (lacking.ExitCode, lacking.Error));
        AlpRun given = AlpRun.Of("convert", source, folder["b.lhe"], "--sqrt-s", "10 GeV").Succeeded();
        Assert.Contains($"alp: note: {found}; beams e+ and e- of 5 GeV each are taken from --sqrt-s\n", given.Error, StringComparison.Ordinal);
    }

    // 2/49 times 49 is not 2 in floating point, nor do ten times 0.1 add up to 1.
    [Theory]
    [InlineData(49, "1", "2")]
    [InlineData(10, "0.1", "2")]
    [InlineData(10, "0.1", "0.3")]
    public void EqualWeights_BecomeTheCrossSection_ToTheLastBit(int events, string weight, string crossSection)
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc3", HepMcTexts.File3([.. Enumerable.Repeat(HepMcTexts.Event3($"W {weight}\n", $"A 0 GenCrossSection {crossSection} 0 -1 -1\n"), events)]));
        AlpRun.Of("convert", source, folder["b.lhe"]).Succeeded();
        string[] lines = File.ReadAllLines(folder["b.lhe"]);
        Assert.All(lines.Index().Where(l => l.Item == "<event>"), l => Assert.Equal(crossSection, lines[l.Index + 1].Split(' ')[2]));
        Assert.Equal(events, lines.Count(l => l == "<event>"));
    }

    [Theory]
    [InlineData("E 0 1 2\nU GEV MM\nP 1 0 22 0 0 1 1 0 4\n", "It is HepMC without its first lines: put 'HepMC::Version' with the version and 'HepMC::Asciiv3-START_EVENT_LISTING' before the events.")]
    [InlineData("E 0 1 2 @ 0 0 0 0\nU GEV MM\n", "'HepMC::Asciiv3-START_EVENT_LISTING'")]
    [InlineData("E 1 -1 91 0.13 0.0078 9999 -1 2 10001 10002 0 1 1\n", "'HepMC::IO_GenEvent-START_EVENT_LISTING'")]
    public void EventsWithoutTheirHead_AreToldSo(string text, string message)
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.txt", text);
        foreach (AlpRun run in (AlpRun[])[AlpRun.Of("inspect", source), AlpRun.Of("convert", source, folder["b.root"])])
        {
            Assert.Equal(2, run.ExitCode);
            Assert.StartsWith($"alp: error: {source}:1: expected 'HepMC::Version', found 'E ", run.Error, StringComparison.Ordinal);
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
        }
    }

    // Numbers from the independent reader, events/expected.
    [SharedDataTheory("events/manifest.json"), MemberData(nameof(HepMcSharedFilesTests.GoodFiles), MemberType = typeof(HepMcSharedFilesTests))]
    public void InspectJson_OfAGeneratorsFile_AgreesWithTheIndependentReader(string file)
    {
        using JsonDocument found = JsonDocument.Parse(AlpRun.Of("inspect", SharedData.PathOf($"events/{file}"), "--json").Succeeded().Output);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf($"events/expected/{file}.json")));
        JsonElement printed = found.RootElement, should = expected.RootElement;
        foreach (string count in (string[])["events", "particles", "negative_weights"])
        {
            Assert.Equal(should.GetProperty(count).GetInt64(), printed.GetProperty(count).GetInt64());
        }

        Assert.Equal(should.GetProperty("sha256").GetString(), printed.GetProperty("sha256").GetString());
        Assert.Equal(should.GetProperty("units")[0].GetString(), printed.GetProperty("units")[0].GetString());
        Assert.Equal(should.GetProperty("final_state").GetProperty("n").GetInt64(), printed.GetProperty("final_state_particles").GetInt64());
        Assert.Equal(
            should.GetProperty("weight_names").EnumerateArray().Select(n => n.GetString()),
            printed.GetProperty("listings")[0].GetProperty("weight_names").EnumerateArray().Select(n => n.GetString()));
        double? stated = should.GetProperty("xsec_last") is { ValueKind: JsonValueKind.Array } last ? last[0].GetDouble() : null;
        double? shown = printed.GetProperty("cross_section_pb") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
        Assert.Equal(stated, shown);
        if (should.GetProperty("weights_per_event")[0].GetInt32() > 0)
        {
            double sum = should.GetProperty("sum_weights").GetDouble();
            Assert.Equal(sum, printed.GetProperty("sum_of_weights").GetDouble(), 1e-9 * Math.Abs(sum));
        }
    }

    private static IEnumerable<string> Rows(string file)
    {
        EventReading read = HepMcReading.OfFile(file, new() { AllVariations = true });
        Assert.Null(read.Error);
        return read.Events.Select(e => $"{e.Weight} {string.Join(' ', e.Variations)} {string.Join('\n', e.Particles.Select(p => p.ToString()))}");
    }
}
