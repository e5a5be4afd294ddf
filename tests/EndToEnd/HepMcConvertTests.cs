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
