using System.Globalization;
using System.Text.Json;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.HepMc;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.HepMc.Records;

/// <summary>Files of many generators, read and written again: the original is the reference.</summary>
public sealed class HepMcRecordSharedFilesTests
{
    private static readonly HepMcOptions s_all = new() { AllVariations = true, CrossSection = 1 };

    public static TheoryData<string> GoodFiles => HepMcSharedFilesTests.GoodFiles;

    public static TheoryData<string> BadFiles => HepMcSharedFilesTests.BadFiles;

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(GoodFiles))]
    public void File_WrittenInItsOwnFormat_IsTheSame(string file)
    {
        using TemporaryFolder folder = new();
        string source = SharedData.PathOf($"events/{file}"), copy = folder["copy.hepmc.gz"];
        IReadOnlyList<string> lost = RecordTexts.Convert(source, copy);

        Assert.Empty(lost);
        Assert.Equal(RecordTexts.OfFile(source), RecordTexts.OfFile(copy));
        AssertSameColumns(source, copy, inOrder: true);
        using HepMcRecordReader one = new(source), other = new(copy);
        Assert.Equal((one.Run.Source, one.Listing), (other.Run.Source, other.Listing));
        Assert.Equal(one.Run.WeightNames, other.Run.WeightNames);
        Assert.Equal(one.Run.Tools, other.Run.Tools);
        Assert.Equal(one.Run.Attributes, other.Run.Attributes);
    }

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(GoodFiles))]
    public void File_WrittenInTheOtherFormatAndBack_HasTheSameGraphAndNumbers(string file)
    {
        using TemporaryFolder folder = new();
        string source = SharedData.PathOf($"events/{file}"), there = folder["there.hepmc"], back = folder["back.hepmc"], again = folder["again.hepmc"];
        (HepMcFormat own, HepMcFormat other) = IsAsciiv3(source) ? (HepMcFormat.Asciiv3, HepMcFormat.IoGenEvent) : (HepMcFormat.IoGenEvent, HepMcFormat.Asciiv3);
        IReadOnlyList<string> lost = RecordTexts.Convert(source, there, other);
        RecordTexts.Convert(there, back, own);
        RecordTexts.Convert(back, again, other);

        Assert.Equal(RecordTexts.GraphOfFile(source), RecordTexts.GraphOfFile(there));
        Assert.Equal(RecordTexts.GraphOfFile(source), RecordTexts.GraphOfFile(back));

        AssertSameColumns(source, there, inOrder: false);
        AssertSameColumns(source, back, inOrder: false);

        // Two final particles of SIBYLL's list have no mother, which HepMC2 holds at a vertex of their own.
        Assert.Equal(file == "pyhepmc-sibyll21.dat", lost.Contains("that particles have no vertex (2)"));

        // Once mothers come first, nothing changes any more.
        RecordTexts.Convert(again, folder["last.hepmc"], own);
        Assert.Equal(File.ReadAllText(own == HepMcFormat.Asciiv3 ? back : there), File.ReadAllText(own == HepMcFormat.Asciiv3 ? folder["last.hepmc"] : again));
    }

    [SharedDataTheory("events/bad/manifest.json"), MemberData(nameof(BadFiles))]
    public void BadFile_IsRefusedOrReadAsByTheColumnarReader(string file)
    {
        JsonElement entry = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(SharedData.PathOf("events/bad/manifest.json")))
            .EnumerateArray().Single(e => e.GetProperty("file").GetString() == file);
        string path = SharedData.PathOf($"events/bad/{file}");
        int events = 0;
        PluginException? error = null;
        IReadOnlyList<string> warnings = [];
        try
        {
            using HepMcRecordReader reader = new(path);
            HepMcRecord record = new();
            while (reader.Read(record))
            {
                events++;
            }

            warnings = reader.Warnings;
        }
        catch (PluginException e)
        {
            error = e;
        }

        // HEPEVT text is refused by name, which its class allows.
        string wanted = file == "h_hepevt.hepevt" ? "error" : entry.GetProperty("class").GetString()!;
        if (wanted == "error")
        {
            Assert.NotNull(error);
            Assert.Contains(HepMcSharedFilesTests.Errors[file], error.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(error);
        }

        if (entry.TryGetProperty("events", out JsonElement whole))
        {
            Assert.Equal(whole.GetInt32(), events);
        }

        // Attributes without a value, events without a weight and files without events are kept as they are.
        if (wanted == "lenient" && file is not ("h3_empty_attribute.hepmc3" or "h2_no_weights.hepmc" or "h3_zero_events.hepmc3"))
        {
            Assert.NotEmpty(warnings);
        }
    }

    // 15000 names of weights in a line of 480 kB, which HepMC3's own reader does not read.
    [SharedDataFact("events/bad/manifest.json")]
    public void LongLinesOfWeights_AreConvertedBothWays()
    {
        using TemporaryFolder folder = new();
        string source = SharedData.PathOf("events/bad/h3_long_weight_names.hepmc3");
        RecordTexts.Convert(source, folder["2.hepmc"], HepMcFormat.IoGenEvent);
        RecordTexts.Convert(folder["2.hepmc"], folder["3.hepmc"], HepMcFormat.Asciiv3);
        Assert.Equal(RecordTexts.GraphOfFile(source), RecordTexts.GraphOfFile(folder["3.hepmc"]));
        using HepMcRecordReader reader = new(folder["3.hepmc"]);
        Assert.Equal(15000, reader.Run.WeightNames.Count);
    }

    private static bool IsAsciiv3(string path)
    {
        using HepMcRecordReader reader = new(path);
        return reader.Run.Source == HepMcFormat.Asciiv3;
    }

    private static string Row(Particle p) =>
        string.Create(CultureInfo.InvariantCulture, $"{p.PdgId} {p.Status} {p.Momentum.X:R} {p.Momentum.Y:R} {p.Momentum.Z:R} {p.Momentum.E:R} {p.Mass:R} {p.Mother1} {p.Mother2}");

    // The columnar reader is a second opinion: it reads momenta in GeV, weights and the cross section by other code.
    private static void AssertSameColumns(string one, string other, bool inOrder)
    {
        EventReading before = HepMcReading.OfFile(one, s_all), after = HepMcReading.OfFile(other, s_all);
        Assert.Null(after.Error);
        Assert.Equal(before.Head.WeightNames, after.Head.WeightNames);
        Assert.Equal(before.Events.Select(e => (e.Weight, e.Particles.Length)), after.Events.Select(e => (e.Weight, e.Particles.Length)));
        Assert.Equal(before.Events.Select(e => e.Variations), after.Events.Select(e => e.Variations));
        foreach ((var b, var a) in before.Events.Zip(after.Events))
        {
            if (inOrder)
            {
                Assert.Equal(b.Particles.Select(Row), a.Particles.Select(Row));
            }
            else
            {
                Assert.Equal(
                    b.Particles.Select(p => Row(p with { Status = p.Status == 1 ? 1 : 2, Mother1 = Math.Min(p.Mother1, 1), Mother2 = 0 })).Order(StringComparer.Ordinal),
                    a.Particles.Select(p => Row(p with { Status = p.Status == 1 ? 1 : 2, Mother1 = Math.Min(p.Mother1, 1), Mother2 = 0 })).Order(StringComparer.Ordinal));
            }
        }

        EventReading stated = HepMcReading.OfFile(one, new()), copied = HepMcReading.OfFile(other, new());
        Assert.Equal((stated.Summary?.CrossSection, stated.Summary?.CrossSectionError), (copied.Summary?.CrossSection, copied.Summary?.CrossSectionError));
    }
}
