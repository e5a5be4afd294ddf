using AlpToolkit.Io;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Tests.Io.Lhe.Records;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;
using static AlpToolkit.Tests.Io.Lhe.LheTexts;

namespace AlpToolkit.Tests.Io.Lhe;

/// <summary>Several documents in one file, as <c>cat</c> makes them, and events in files of their own.</summary>
public sealed class LheDocumentsTests
{
    private static readonly string s_first = LheTexts.File(Event(1), Event(2));

    [Theory, InlineData(1), InlineData(7), InlineData(65536)]
    public void JoinedFiles_AreReadToTheEnd(int pieceSize)
    {
        EventReading reading = LheReading.OfText(s_first + "\n<?xml version='1.0'?>\n" + LheTexts.File() + LheTexts.File(Event(3)) + LheTexts.File(Event(4), Event(5)), pieceSize: pieceSize);
        Assert.Null(reading.Error);
        Assert.Equal([1.0, 2, 3, 4, 5], reading.Events.Select(e => e.Weight));
        Assert.All(reading.Summary!.Warnings, w => Assert.Contains("XSECUP", w, StringComparison.Ordinal));
    }

    // Two events of 1.5 +- 0.01 pb and six of 1.9 +- 0.03 pb: means with the number of events.
    [Fact]
    public void CrossSection_OfJoinedFiles_CountsEachWithItsEvents()
    {
        string other = WithInit(Init.Replace("1.5e+00 1.0e-02 1.5e+00", "1.9 0.03 2.0", StringComparison.Ordinal), [.. Enumerable.Repeat(Event(1.9), 6)]);
        using TemporaryFolder folder = new();
        LheSummary summary = LheSummaryReader.Read(folder.Write("a.lhe", LheTexts.File(Event(), Event()) + other));
        Assert.Equal(2, summary.Head.Documents);
        LheProcess process = Assert.Single(summary.Head.Processes);
        Assert.Equal(1.8, process.CrossSection, 1e-12);
        Assert.Equal(0.025, process.CrossSectionError, 1e-12);
        Assert.Equal(2, process.MaximalWeight);
        Assert.Equal((LheWeightConvention.Mean, 8L), (summary.Normalisation.Convention, summary.Events));
    }

    [Theory]
    [InlineData("-11 11 5.29", "-11 11 5.30", "differs from the first one in its beams: -11 of 5.3 GeV on 11 of 5.29 GeV here, -11 of 5.29 GeV on 11 of 5.29 GeV before")]
    [InlineData("0 0 0 0 -4", "0 0 0 0 3", "differs from the first one in its weighting (IDWTUP): 3 here, -4 before")]
    [InlineData("0 0 0 0 -4", "0 0 1 1 -4", "differs from the first one in its PDFs: 0 0 1 1 here")]
    [InlineData("1.5e+00 1\n", "1.5e+00 2\n", "differs from the first one in its processes: 2 here, 1 before")]
    [InlineData("<init>", "<initrwgt><weight id='a'>A</weight></initrwgt>\n<init>", "differs from the first one in its number of weights: 1 here, 0 before")]
    public void JoinedFiles_ThatDiffer_AreRefusedByTheDifference(string text, string other, string message)
    {
        EventReading reading = LheReading.OfText(s_first + s_first.Replace(text, other, StringComparison.Ordinal));
        Assert.Equal(2, reading.Events.Count);
        Assert.StartsWith("signal.lhe:23: another LHE document begins here and " + message, reading.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsCutBetweenEvents_FollowedByAnother_IsReadWithAWarning()
    {
        EventReading reading = LheReading.OfText(s_first.Replace("</LesHouchesEvents>\n", "", StringComparison.Ordinal) + LheTexts.File(Event(3)));
        Assert.Equal(3, reading.Events.Count);
        Assert.Contains(reading.Summary!.Warnings, w => w.Contains("the one before it has no </LesHouchesEvents>", StringComparison.Ordinal));
    }

    [Fact]
    public void TextBetweenDocuments_AndTheirEvents_AreRecordsOfOneFile()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", LheTexts.File("<eventgroup>\n", Event(1), "</eventgroup>\n") + LheTexts.File(Event(2), "<!-- end -->\n")), target = folder["b.lhe"];
        LheRecordFiles.Copy(source, target);
        Assert.Equal(LheRecordFiles.Everything(source).Items, LheRecordFiles.Everything(target).Items);
        Assert.Contains("</event>\n</eventgroup>\n<event>", System.IO.File.ReadAllText(target), StringComparison.Ordinal);
        Assert.Equal([1.0, 2], LheReading.OfFile(target).Events.Select(e => e.Weight));
    }

    [Fact]
    public void EventFiles_BesideTheFile_AreReadAfterItsOwnEvents()
    {
        using TemporaryFolder folder = new();
        folder.Write("parts/a.plhe", Event(2) + "# note\n" + Event(3));
        folder.Write("parts/b.plhe", "<LesHouchesEvents version='3.0'>\n" + Event(4) + "</LesHouchesEvents>\n");
        string source = WithEventFiles(folder, Event(1));
        EventReading reading = LheReading.OfFile(source);
        Assert.Null(reading.Error);
        Assert.Equal([1.0, 2, 3, 4], reading.Events.Select(e => e.Weight));
        Assert.Contains(reading.Summary!.Warnings, w => w.Contains("2 events of its <eventfile>", StringComparison.Ordinal));
        Assert.Contains(reading.Summary.Warnings, w => w.Contains("b.plhe is said to have 7 events and has 1.", StringComparison.Ordinal));

        // What is written holds all events and names no files.
        LheRecordFiles.Copy(source, folder["b.lhe"]);
        Assert.Contains("<eventfiles>\n\n\n</eventfiles>", System.IO.File.ReadAllText(folder["b.lhe"]), StringComparison.Ordinal);
        Assert.Equal([1.0, 2, 3, 4], LheReading.OfFile(folder["b.lhe"]).Events.Select(e => e.Weight));
    }

    [Fact]
    public void EventFiles_ThatAreNotThere_AreNamed_AndAnErrorWithoutAnyEvent()
    {
        using TemporaryFolder folder = new();
        EventReading reading = LheReading.OfFile(WithEventFiles(folder, Event(1)));
        Assert.Single(reading.Events);
        Assert.Equal(2, reading.Summary!.Warnings.Count(w => w.Contains(".plhe, which an <eventfile> names; the events of the other files are read.", StringComparison.Ordinal)));
        Assert.Contains("it has no events, and there is no file", LheReading.OfFile(WithEventFiles(folder)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_InAnEventFile_NamesThatFileAndLine()
    {
        using TemporaryFolder folder = new();
        folder.Write("parts/a.plhe", Event(2) + Raw("x 1 1 1 1 1\n"));
        folder.Write("parts/b.plhe", Event(9));
        string source = WithEventFiles(folder, Event(1));
        Assert.StartsWith($"{folder["parts/a.plhe"]}:9: event 3 has 'x' as the number of particles", LheReading.OfFile(source).Error!.Message, StringComparison.Ordinal);
        Assert.Equal([1.0, 2, 9], LheReading.OfFile(source, new() { OnError = EventErrorPolicy.Skip }).Events.Select(e => e.Weight));
        Assert.Equal([1.0, 2], LheReading.OfFile(source, new() { OnError = EventErrorPolicy.Truncate }).Events.Select(e => e.Weight));
    }

    private static string WithEventFiles(TemporaryFolder folder, params string[] events) => folder.Write(
        "a.lhe", WithInit(Init.Replace("</init>", "<eventfiles>\n<eventfile name=\"parts/a.plhe\" neve='2'/>\n<eventfile neve=\"7\" name='parts/b.plhe'> second </eventfile>\n</eventfiles>\n</init>", StringComparison.Ordinal), events));
}
