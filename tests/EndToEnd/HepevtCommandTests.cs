using System.Text.Json;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.HepMc;
using AlpToolkit.Io.Hepevt;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Root.Events;
using AlpToolkit.Tests.Io.HepMc.Records;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary><c>alp inspect</c> and <c>alp convert</c> of HEPEVT text.</summary>
public sealed class HepevtCommandTests
{
    // e+ e- at 10.58 GeV and two photons; the second event has one of them, weights 0.5 and -0.25.
    private const string Basf2 =
        """
        1 4 0.5
        4 -11 0 0 3 4 0 0 5.29 5.29 0.000511 0 0 0
        4 11 0 0 3 4 0 0 -5.29 5.29 0.000511 0 0 0
        1 22 1 2 0 0 3 4 0 5 0 0 0 0
        1 22 1 2 0 0 -3 -4 0 5.5 0 0 0 0
        2 3 -0.25
        4 -11 0 0 3 3 0 0 5.29 5.29 0.000511 0 0 0
        4 11 0 0 3 3 0 0 -5.29 5.29 0.000511 0 0 0
        1 22 1 2 0 0 0 0 1.5 1.5 0 0 0 0

        """;

    private const string HepMcForm = "\n E 1 1\n 1 22 0 0 0 0 3 4 0 5 0\n 0 0 0 0\nE 2 0\n";

    [Theory]
    [InlineData(Basf2, "14 columns", 2, 7)]
    [InlineData(HepMcForm, "11 columns and a line of place and time", 2, 1)]
    [InlineData("E 1 0\n", "plain text", 1, 0)]
    [InlineData("0\r\n2\r\n 1 22 0 0 3 4 0 0\r\n 1 22 0 0 -3 -4 0 0\r\n", "8 columns", 2, 2)]
    [InlineData("9 1\n1 211 0 0 0 0 0.3 0 0.4 0.52 0.14 0 0 0 0\n", "15 columns", 1, 1)]
    public void Text_IsRecognisedByItsFirstEvent(string text, string form, int events, int particles)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("events.txt", text);
        Assert.Contains($"HEPEVT text, {form}", AlpRun.Of("inspect", path).Succeeded().Output, StringComparison.Ordinal);
        JsonElement found = Json(AlpRun.Of("inspect", path, "--json"));
        Assert.Equal(("hepevt", events, particles), (found.GetProperty("format").GetString(), found.GetProperty("events").GetInt32(), found.GetProperty("particles").GetInt32()));
    }

    // Numbers, but no particles as a program writes them.
    [Theory]
    [InlineData("2\n3\n4\n")]
    [InlineData("0\n0\n")]
    [InlineData("1 2 3 4 5 6 7 8\n1 2 3 4 5 6 7 8\n")]
    [InlineData("1\n0.5 22 0 0 3 4 0 0\n")]
    [InlineData("1\n1 22 0 0 3 4 0 5 6\n")]
    [InlineData("1\n1 22 0 0 3 4 0 x\n")]
    [InlineData("1\n")]
    [InlineData("E one two\n")]
    public void OtherText_IsStillNoLhe(string text)
    {
        using TemporaryFolder folder = new();
        AlpRun run = AlpRun.Of("inspect", folder.Write("events.txt", text));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no <LesHouchesEvents> tag", run.Error, StringComparison.Ordinal);
    }

    // The name says what it should be.
    [Fact]
    public void OtherText_OfThatName_IsToldWhatIsExpected()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("expected the head of an event", AlpRun.Of("inspect", folder.Write("b.hepevt", "x\n")).Error, StringComparison.Ordinal);
        Assert.Contains("LHE 3.0", AlpRun.Of("inspect", folder.Write("c.hepevt", Io.Lhe.LheTexts.File(Io.Lhe.LheTexts.Event()))).Succeeded().Output, StringComparison.Ordinal);
    }

    // Sums by hand from the text above.
    [Fact]
    public void InspectJson_HasWhatItHasOfHepMc()
    {
        using TemporaryFolder folder = new();
        JsonElement found = Json(AlpRun.Of("inspect", folder.Write("a.hepevt", Basf2), "--json"));
        Assert.Equal((0.25, 0.75, 0.3125, 1), (Number("sum_of_weights"), Number("sum_of_absolute_weights"), Number("sum_of_squared_weights"), found.GetProperty("negative_weights").GetInt32()));

        // Of 0.5 and -0.25: mean 1/8, variance 9/64, over n - 1 = 1.
        JsonElement measured = found.GetProperty("measured");
        Assert.Equal((0.125, 0.375, 0.25, 0.75), (measured.GetProperty("mean").GetDouble(), measured.GetProperty("mean_error").GetDouble(), measured.GetProperty("sum").GetDouble(), measured.GetProperty("sum_error").GetDouble()));
        Assert.Equal((3, 3), (found.GetProperty("final_state_particles").GetInt32(), found.GetProperty("final_state_by_pdg_id").GetProperty("22").GetInt32()));
        JsonElement momentum = found.GetProperty("final_state_momentum_gev");
        Assert.Equal((12.0, 0.0, 1.5), (momentum.GetProperty("e").GetDouble(), momentum.GetProperty("px").GetDouble(), momentum.GetProperty("pz").GetDouble()));
        Assert.Equal([-11, 11], found.GetProperty("beams").EnumerateArray().Select(b => b.GetProperty("pdg_id").GetInt32()));
        double Number(string name) => found.GetProperty(name).GetDouble();
    }

    [Theory]
    [InlineData("skip", 2, 1)]
    [InlineData("truncate", 1, 2)]
    public void DamagedText_IsTreatedAsThePolicySays(string policy, int events, int leftOut)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.hepevt", "1\n1 22 0 0 3 4 0 0\n1\n1 22 0 0 3 nan 0 0\n1\n1 22 0 0 3 4 0 0\n");
        AlpRun run = AlpRun.Of("inspect", path, "--json", "--on-error", policy);
        Assert.Equal(3, run.ExitCode);
        JsonElement found = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((events, leftOut), (found.GetProperty("events").GetInt32(), found.GetProperty("skipped_events").GetInt32()));
        Assert.Contains("alp: warning: ", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{events} events", AlpRun.Of("convert", path, folder["b.hepmc3"], "--cross-section", "1pb", "--on-error", policy).Output, StringComparison.Ordinal);
        string error = Assert.Single(AlpRun.Of("inspect", path).Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("event 2: expected a finite number as PHEP2, found 'nan'. --on-error skip leaves it out.", error, StringComparison.Ordinal);
    }

    [Theory, InlineData("b.hepmc3"), InlineData("b.hepmc2"), InlineData("b.lhe"), InlineData("b.root")]
    public void Convert_KeepsParticlesMothersAndWeights(string name)
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepevt", Basf2), target = folder[name];
        AlpRun lacking = AlpRun.Of("convert", source, target);
        Assert.Equal(2, lacking.ExitCode);
        Assert.Equal($"alp: error: {source}: HEPEVT text states no cross section. Give --cross-section, or --normalisation mean or sum when the weights are in pb.\n", lacking.Error);
        Assert.False(File.Exists(target));
        AlpRun run = AlpRun.Of("convert", source, target, "--cross-section", "2 nb").Succeeded();
        Assert.StartsWith($"{target}: 2 events", run.Output, StringComparison.Ordinal);
        Assert.Contains("cross section 2000 pb", run.Output, StringComparison.Ordinal);
        Assert.Contains("places", run.Error, StringComparison.Ordinal);
        EventReading before = Of(new HepevtEventStream(source, new HepevtOptions { CrossSection = 2000 })), after = Of(Stream(target));
        Assert.Null(after.Error);
        Assert.Equal(before.Events.Select(e => string.Join('\n', e.Particles)), after.Events.Select(e => string.Join('\n', e.Particles)));

        // The weights add up to 0.25 in the text, and to two means of 2000 pb in the new file, or to 2000 pb in a tree.
        double mean = name == "b.root" ? 1000 : 2000;
        Assert.Equal([4 * mean, -2 * mean], after.Events.Select(e => e.Weight));
        Assert.Contains("cross section 0.125 pb (mean of the weights", AlpRun.Of("convert", source, target, "--force", "--normalisation", "mean").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ConvertToLhe_WithoutBeams_NeedsTheirEnergy()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepevt", HepMcForm);
        string[] convert = ["convert", source, folder["b.lhe"], "--cross-section", "1pb"];
        Assert.Contains("the events have no incoming particles, so the beams are not known. Give the energy of e+ and e-: --sqrt-s", AlpRun.Of(convert).Error, StringComparison.Ordinal);
        Assert.Contains("beams e+ and e- of 5.29 GeV each are taken from --sqrt-s", AlpRun.Of([.. convert, "--sqrt-s", "10.58GeV"]).Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains("\n-11 11 5.29 5.29 ", File.ReadAllText(folder["b.lhe"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--energy-unit is for conversions that read a HepMC file", "b.lhe", "--energy-unit", "1MeV")]
    [InlineData("is HEPEVT text, and CSV is not made of it", "b.csv")]
    public void Convert_RefusesWhatItCannotDo(string message, string target, params string[] options)
    {
        using TemporaryFolder folder = new();
        AlpRun run = AlpRun.Of(["convert", folder.Write("a.hepevt", Basf2), folder[target], .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_NamesTheWayToHepMc()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.hepevt", Basf2);
        Assert.Equal($"alp: error: {path} is neither LHE nor HepMC. HEPEVT text becomes HepMC by alp convert.\n", AlpRun.Of("events", "count", path).Error);
    }

    // The set calls the file lenient: read, or a named error.
    [SharedDataTheory("events/bad/h_hepevt.hepevt"), InlineData("inspect"), InlineData("convert")]
    public void ColumnsOfNoProgram_AreNamed(string command)
    {
        using TemporaryFolder folder = new();
        string path = SharedData.PathOf("events/bad/h_hepevt.hepevt");
        AlpRun run = command == "inspect" ? AlpRun.Of(command, path) : AlpRun.Of(command, path, folder["a.lhe"]);
        Assert.Equal((2, $"alp: error: {path}:2: expected 8, 11, 14 or 15 columns in the first line of a particle, found 12.\n"), (run.ExitCode, run.Error));
    }

    // HepMC3's own writer makes the text, of 9 digits, and its own reader is the judge of ours. Of hepmc3-inputReaderFactory5 its writer (3.1) crashes;
    // of SIBYLL's list, whose text has particles without mothers, its reader drops some, so that only the sums of the original count.
    [HepMc3Theory("events/manifest.json")]
    [InlineData("pyhepmc-pythia6.dat", true)]
    [InlineData("pyhepmc-pythia6_simple.dat", true)]
    [InlineData("pyhepmc-sibyll21.dat", false)]
    [InlineData("nuhepmc-v1.0.0.hepmc3", true)]
    public void TextOfHepMc3_IsReadAsItsReaderDoes(string file, bool itReadsAll)
    {
        using TemporaryFolder folder = new();
        string original = SharedData.PathOf($"events/{file}"), text = folder["a.hepevt"], ours = folder["a.hepmc3"];
        HepMc3.WriteHepevt(original, text);
        JsonElement expected = Json(AlpRun.Of("inspect", original, "--json")), found = Json(AlpRun.Of("inspect", text, "--json"));
        foreach (string count in (string[])["events", "particles", "final_state_particles"])
        {
            Assert.Equal(expected.GetProperty(count).GetInt64(), found.GetProperty(count).GetInt64());
        }

        Assert.Equal(expected.GetProperty("final_state_by_pdg_id").ToString(), found.GetProperty("final_state_by_pdg_id").ToString());
        double energy = expected.GetProperty("final_state_momentum_gev").GetProperty("e").GetDouble();
        Assert.Equal(energy, found.GetProperty("final_state_momentum_gev").GetProperty("e").GetDouble(), 1e-8 * energy);
        AlpRun.Of("convert", text, ours, "--cross-section", "1pb").Succeeded();

        // Codes and momenta: status codes other than 1 and 4 are 2 in ours.
        List<string> its = Rows(HepMc3.Read("hepevt", text)), rows = Rows(HepMc3.Read("hepmc3", ours));
        Assert.Equal(expected.GetProperty("particles").GetInt32(), rows.Count);
        Assert.Equal(itReadsAll, its.Count == rows.Count);
        if (itReadsAll)
        {
            Assert.Equal(its, rows);
        }
    }

    private static List<string> Rows(string[] lines) =>
        [.. lines.Where(l => !l.StartsWith("event", StringComparison.Ordinal)).Select(l => l.Split(' ')).Select(w => string.Join(' ', [w[0], .. w[2..7]])).Order(StringComparer.Ordinal)];

    private static EventStream Stream(string path) => Path.GetExtension(path) switch
    {
        ".root" => new RootEventStream(path, new RootEventOptions { Normalisation = RootWeightConvention.Sum }),
        ".lhe" => new LheEventStream(path, new LheOptions()),
        _ => new HepMcEventStream(path, new HepMcOptions()),
    };

    private static EventReading Of(EventStream stream)
    {
        using (stream)
        {
            return EventReading.Of(stream);
        }
    }

    private static JsonElement Json(AlpRun run) => JsonDocument.Parse(run.Succeeded().Output).RootElement;
}
