using System.Text;
using AlpToolkit.Io;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.HepMc;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Lhe.Records;
using AlpToolkit.Tests.Io.HepMc;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Text;

/// <summary>Damaged LHE and HepMC files give whole events and an error a person can act on: never another exception, an endless loop, or memory that no bytes back.</summary>
public sealed class HostileEventFileTests
{
    private const int Cuts = 60, Mutations = 150, ManyMutations = 10_000, FineStep = 64;

    // Of longer files the first events, as many as are whole within this.
    private const int LongestText = 40_000;

    public static TheoryData<string> LheFiles => Named(".lhe");

    public static TheoryData<string> HepMcFiles => Named(".hepmc", ".dat");

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(LheFiles))]
    public void ReadingLhe_OfAChangedFile_EndsInPlainErrors(string file) => CheckLhe(HostileTextReading.Changed(Lhe(file), Mutations));

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(HepMcFiles))]
    public void ReadingHepMc_OfAChangedFile_EndsInPlainErrors(string file) => CheckHepMc(HostileTextReading.Changed(HepMc(file), Mutations));

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(LheFiles))]
    public void ReadingLhe_OfACutFile_EndsInPlainErrors(string file)
    {
        byte[] text = Lhe(file);
        CheckLhe(HostileTextReading.Cuts(text, CoarseStep(text)));
    }

    [SharedDataTheory("events/manifest.json"), MemberData(nameof(HepMcFiles))]
    public void ReadingHepMc_OfACutFile_EndsInPlainErrors(string file)
    {
        byte[] text = HepMc(file);
        CheckHepMc(HostileTextReading.Cuts(text, CoarseStep(text)));
    }

    [SharedDataTheory("events/manifest.json"), Trait("Category", "Slow"), MemberData(nameof(LheFiles))]
    public void ReadingLhe_OfAFileChangedInManyWays_EndsInPlainErrors(string file) => CheckLhe(HostileTextReading.Changed(Lhe(file), ManyMutations));

    [SharedDataTheory("events/manifest.json"), Trait("Category", "Slow"), MemberData(nameof(HepMcFiles))]
    public void ReadingHepMc_OfAFileChangedInManyWays_EndsInPlainErrors(string file) => CheckHepMc(HostileTextReading.Changed(HepMc(file), ManyMutations));

    [SharedDataTheory("events/manifest.json"), Trait("Category", "Slow"), MemberData(nameof(LheFiles))]
    public void ReadingLhe_OfAFileCutEverywhere_EndsInPlainErrors(string file) => CheckLhe(HostileTextReading.Cuts(Lhe(file), FineStep));

    [SharedDataTheory("events/manifest.json"), Trait("Category", "Slow"), MemberData(nameof(HepMcFiles))]
    public void ReadingHepMc_OfAFileCutEverywhere_EndsInPlainErrors(string file) => CheckHepMc(HostileTextReading.Cuts(HepMc(file), FineStep));

    // As columns, with each policy in turn, and as records.
    private static void CheckLhe(IEnumerable<(string, byte[])> texts)
    {
        int number = 0;
        (int read, int refused) = HostileTextReading.Check(texts, text =>
        {
            int way = number++ % 4;
            if (way == 3)
            {
                ReadLheRecords(text, (EventErrorPolicy)(number / 4 % 3));
                return;
            }

            Finish(LheReading.OfBytes(text, new LheOptions { AllVariations = true, OnError = (EventErrorPolicy)way }), isStopping: way == (int)EventErrorPolicy.Stop);
        });
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }

    private static void CheckHepMc(IEnumerable<(string, byte[])> texts)
    {
        int number = 0;
        (int read, int refused) = HostileTextReading.Check(texts, text =>
        {
            int way = number++ % 4;
            if (way == 3)
            {
                ReadHepMcRecords(text, (EventErrorPolicy)(number / 4 % 3));
                return;
            }

            Finish(HepMcReading.OfBytes(text, new HepMcOptions { CrossSection = 1, EnergyUnit = 1, AllVariations = true, OnError = (EventErrorPolicy)way }), isStopping: way == (int)EventErrorPolicy.Stop);
        });
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }

    private static void ReadLheRecords(byte[] text, EventErrorPolicy policy)
    {
        using LheRecordReader reader = new("signal.lhe", () => new MemoryStream(text), policy);
        LheRecord record = new();
        while (reader.Read(record))
        {
            Assert.True(double.IsFinite(record.Weight));
        }
    }

    private static void ReadHepMcRecords(byte[] text, EventErrorPolicy policy)
    {
        using HepMcRecordReader reader = new("signal.hepmc", new MemoryStream(text), policy);
        HepMcRecord record = new();
        while (reader.Read(record))
        {
            Assert.All(record.Weights, w => Assert.True(double.IsFinite(w)));
        }
    }

    private static void Finish(EventReading reading, bool isStopping)
    {
        Assert.All(reading.Events, e => Assert.True(double.IsFinite(e.Weight)));
        Assert.True(!isStopping || reading.Summary is null || reading.Summary.SkippedEvents == 0, "events were left out without being asked to");
        if (reading.Error is { } error)
        {
            throw error;
        }
    }

    private static int CoarseStep(byte[] text) => Math.Max(1, text.Length / Cuts);

    private static byte[] Lhe(string file) => Start(file, "</event>", "\n</LesHouchesEvents>\n");

    private static byte[] HepMc(string file) => Start(file, "\nE ", "\n");

    // Up to the last end of an event within the limit, or the first where the head is longer.
    private static byte[] Start(string file, string end, string closing)
    {
        bool isLhe = end == "</event>";
        string path = SharedData.PathOf($"events/{file}");
        using InputFile input = InputFile.Open(path);
        using MemoryStream all = new();
        input.CopyTo(all);
        string text = Encoding.Latin1.GetString(all.ToArray());
        if (text.Length > LongestText)
        {
            string begin = isLhe ? "<event" : end;
            int first = text.IndexOf(begin, StringComparison.Ordinal), at = text.LastIndexOf(end, LongestText, StringComparison.Ordinal);
            at = at > first ? at : text.IndexOf(end, first + 1, StringComparison.Ordinal);
            text = text[..(at + (isLhe ? end.Length : 0))] + closing;
        }

        return Encoding.Latin1.GetBytes(text);
    }

    private static TheoryData<string> Named(params string[] parts) => SharedData.Exists("events/manifest.json")
        ? [.. Directory.EnumerateFiles(SharedData.PathOf("events")).Select(f => Path.GetFileName(f)!).Where(f => parts.Any(p => f.Contains(p, StringComparison.Ordinal))).Order(StringComparer.Ordinal)]
        : ["(no shared data)"];
}
