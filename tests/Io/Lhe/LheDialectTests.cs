using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;
using static AlpToolkit.Tests.Io.Lhe.LheTexts;

namespace AlpToolkit.Tests.Io.Lhe;

/// <summary>What generators write in different ways, and other readers get wrong: a test each.</summary>
public sealed class LheDialectTests
{
    private const string Declared = "<weight id='a'> A </weight>\n<weight id=\"b c\">B</weight>\n";
    private const string Given = "<rwgt>\n<wgt id='a'> 1 </wgt>\n<wgt id='b c'>2</wgt>\n</rwgt>\n";

    private static readonly LheOptions s_all = new() { AllVariations = true };

    // arXiv:1405.1067 has name, MadGraph 2 type; both stand in <header> (MadGraph) or <init> (the LHEF library), or in both.
    [Theory]
    [InlineData("<weightgroup name='scale' combine='none'>\n" + Declared + "</weightgroup>\n", "scale", "none")]
    [InlineData("<weightgroup combine=\"envelope\" type=\"scale\">\n" + Declared + "</weightgroup>\n", "scale", "envelope")]
    [InlineData("<weightgroup>\n" + Declared + "</weightgroup>\n", null, null)]
    [InlineData(Declared, null, "ungrouped")]
    public void Weights_DeclaredInHeaderOrInit_InAnyGroup_AreReadById(string declarations, string? group, string? combine)
    {
        string block = $"<initrwgt>\n{declarations}</initrwgt>\n";
        string inHeader = LheTexts.File(Event(1, Given)).Replace("<header>\n", $"<header>\n{block}", StringComparison.Ordinal);
        string inInit = LheTexts.File(Event(1, Given)).Replace("</init>", $"{block}</init>", StringComparison.Ordinal);
        string inBoth = inHeader.Replace("</init>", $"{block}</init>", StringComparison.Ordinal);
        foreach (string text in (string[])[inHeader, inInit, inBoth])
        {
            EventReading reading = LheReading.OfText(text, s_all);
            Assert.Equal(["nominal", "a", "b c"], reading.Head.WeightNames);
            Assert.Equal([1.0, 2], Assert.Single(reading.Events).Variations);
            LheHead head = HeadOf(text);
            Assert.Equal([("a", "A", group), ("b c", "B", group)], head.Weights.Select(w => (w.Id, w.Text, w.Group)));
            Assert.All(head.WeightGroups, g => Assert.Equal((group, combine), (g.Name, g.Combine)));
            Assert.Equal(combine != "ungrouped", head.WeightGroups.Count > 0);
        }
    }

    // MadGraph declares weights that a run without reweighting does not write.
    [Fact]
    public void DeclaredWeights_ThatNoEventHas_AreSaidAndNotRead()
    {
        string text = LheTexts.File(Event(1, "<rwgt><wgt id='b c'>2</wgt></rwgt>\n"), Event(1, "<rwgt><wgt id='b c'>3</wgt></rwgt>\n"))
            .Replace("</init>", $"<initrwgt>\n{Declared}</initrwgt>\n</init>", StringComparison.Ordinal);
        EventReading reading = LheReading.OfText(text, s_all);
        Assert.Equal(["nominal", "b c"], reading.Head.WeightNames);
        Assert.Equal([2.0, 3], reading.Events.SelectMany(e => e.Variations));
        Assert.Contains("signal.lhe: of the weights that it declares, 1 are not in its first event, 'a' first; they are not read.", reading.Summary!.Warnings);
        Assert.Contains("event 1 has no weight 'a'", LheReading.OfText(text, new() { Variations = ["a"] }).Error!.Message, StringComparison.Ordinal);
    }

    // Of an event, comments may stand anywhere between lines.
    [Fact]
    public void Comments_InsideOfEvents_AreNoText()
    {
        string commented = Event().Replace("<event>\n", "<event>\n<!-- before\n<wgt> its line -->\n", StringComparison.Ordinal)
            .Replace("\n 22", "\n <!-- 22 1 --> <!-- and another -->\n 22", StringComparison.Ordinal);
        Assert.NotEqual(Event().Split("22").Length, commented.Split("22").Length);
        Assert.Equal(LheReading.OfText(LheTexts.File(Event())).Events[0].Particles, LheReading.OfText(LheTexts.File(commented)).Events[0].Particles);
    }

    [Theory]
    [InlineData(" 10.58 7.3e-3 0.12\n", " ****** 7.3e-3 0.12\n", "SCALUP")]
    [InlineData(" 10.58 7.3e-3 0.12\n", " 10.58 7.3e-3 -nan\n", "AQCDUP")]
    public void ColumnsThatAreNotUsed_MayHoldAnything_WhichIsSaid(string good, string odd, string field)
    {
        EventReading reading = LheReading.OfText(LheTexts.File(Event(), Event().Replace(good, odd, StringComparison.Ordinal)));
        Assert.Equal(2, reading.Events.Count);
        Assert.Contains(reading.Summary!.Warnings, w => w.Contains($"event 2 has something else than a number as {field}, which is not used (1 event in all)", StringComparison.Ordinal));
    }

    // HepMC3 gives such weights the names 0 to N-1 and adds one.
    [Fact]
    public void WeightIds_OfTheHeader_AreKeptAsTheyAre()
    {
        string text = LheTexts.File(Event(1, "<rwgt><wgt id='1002'>2</wgt><wgt id='1001'>1</wgt></rwgt>\n"))
            .Replace("<header>\n", "<header>\n<initrwgt><weightgroup name='s'><weight id='1001'>muR=1</weight><weight id='1002'>muR=2</weight></weightgroup></initrwgt>\n", StringComparison.Ordinal);
        EventReading reading = LheReading.OfText(text, s_all);
        Assert.Equal(["nominal", "1001", "1002"], reading.Head.WeightNames);
        Assert.Equal([1.0, 2], reading.Events[0].Variations);
    }

    [Fact]
    public void PositionalWeights_HaveTheNamesOfTheDeclarations()
    {
        string text = LheTexts.File(Event(1, "<weights> 1 2D0\n</weights>\n")).Replace("</init>", $"<initrwgt>\n{Declared}</initrwgt>\n</init>", StringComparison.Ordinal);
        Assert.Equal([1.0, 2], LheReading.OfText(text, s_all).Events[0].Variations);
        Assert.Equal([2.0], LheReading.OfText(text, new() { Variations = ["b c"] }).Events[0].Variations);
    }

    // LHE 2.0: <weightinfo> in <init> says what a name means, <weight name> gives the value.
    [Fact]
    public void WeightsOfLhe2_AreReadByName()
    {
        string text = LheTexts.File(Event(1, "<weight name='sqme prc'> 7.5 </weight>\n")).Replace("</init>", "<weightinfo name='sqme prc' muf='2.0'/>\n</init>", StringComparison.Ordinal);
        EventReading reading = LheReading.OfText(text, s_all);
        Assert.Equal(["nominal", "sqme prc"], reading.Head.WeightNames);
        Assert.Equal([7.5], reading.Events[0].Variations);
    }

    // HepMC3 reads no event of such a file: its lines end after 262,144 bytes.
    [Fact]
    public void ALineOfWeights_Of500kB_IsRead()
    {
        const int count = 20_000;
        string line = string.Concat(Enumerable.Range(0, count).Select(i => $"<wgt id='w{i}'> {i}.5e+00 </wgt>"));
        Assert.InRange(line.Length, 500_000, 1_000_000);
        EventReading reading = LheReading.OfText(LheTexts.File(Event(1, $"<rwgt>{line}</rwgt>\n"), Event(2, $"<rwgt>{line}</rwgt>\n")), new() { Variations = ["w0", "w19999"] });
        Assert.Equal([0.5, 19999.5], reading.Events[1].Variations);
    }

    [Fact]
    public void CrLfTabsBomAndProlog_AreNoDifference()
    {
        string text = "\uFEFF<?xml version=\"1.0\"?>\n<!DOCTYPE lhe>\n" + LheTexts.File(Event(1.5, "#c\n" + Given), Event(2.5, Given));
        text = text.Replace("4 1 1.5", "4\t1\t1.5", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        EventReading reading = LheReading.OfStream(stream, s_all);
        Assert.Null(reading.Error);
        Assert.Equal([1.5, 2.5], reading.Events.Select(e => e.Weight));
        Assert.Equal([1.0, 2], reading.Events[1].Variations);
        Assert.Equal(new(22, 1, new(5, 3, 4, 0), 0, 1, 2), reading.Events[0].Particles[2]);
    }

    // Fortran: D for E, and no letter before an exponent of three digits.
    [Fact]
    public void FortranNumbers_AreReadEverywhere()
    {
        string text = LheTexts.File(Event().Replace("4 1 1.5 10.58", "4 1 0.15D+01 .1058D2", StringComparison.Ordinal).Replace("+3.0e+00", "3.0-101", StringComparison.Ordinal))
            .Replace("1.5e+00 1.0e-02 1.5e+00 1", "0.15D+01 1.0-102 1.5d0 1", StringComparison.Ordinal);
        Assert.Equal((1.5, 1e-102, 1.5), HeadOf(text).Processes.Select(p => (p.CrossSection, p.CrossSectionError, p.MaximalWeight)).Single());
        EventReading reading = LheReading.OfText(text);
        Assert.Equal((1.5, 3.0e-101), (reading.Events[0].Weight, reading.Events[0].Particles[2].Momentum.X));
    }

    [Theory]
    [InlineData("a < b && c > d, <p p>, 5 % <= x\n")]
    [InlineData("<![CDATA[ </header> <init> <event> ]]>\n")]
    [InlineData("<!-- </header>\n<init>\n1 2\n</init>\n<event>\n</event>\n-->\n")]
    [InlineData("<MGRunCard>\n#\tgenerate p p > t t~ [QCD] <init>\n</MGRunCard>\n")]
    [InlineData("<slha>\nBLOCK x # it's \"not closed\n</slha>\n<MG5ProcCard>\nset a=\"b\ngenerate <e+ e-> / z\n</MG5ProcCard>\n")]
    [InlineData("caf\u00e9 \u00ff\n")]
    public void AnythingInTheHeader_IsNoXml(string text)
    {
        EventReading reading = LheReading.OfText(LheTexts.File(Event(1), Event(2)).Replace("<header>\n", "<header>\n" + text, StringComparison.Ordinal));
        Assert.Null(reading.Error);
        Assert.Equal([1.0, 2], reading.Events.Select(e => e.Weight));
    }

    // MadSpin and others leave tags open; pylhe reads one event of two.
    [Fact]
    public void ATagThatIsNotClosed_InMgrwgt_HidesNoWeight()
    {
        EventReading reading = LheReading.OfText(LheTexts.File(Event(1, "<mgrwgt>\nsome <scale> information\n</mgrwgt>\n" + Given), Event(2, Given)), s_all);
        Assert.Null(reading.Error);
        Assert.Equal(2, reading.Events.Count);
        Assert.Equal([1.0, 2], reading.Events[0].Variations);
    }

    [Fact]
    public void EventAttributes_InAnyOrderAndQuotes_AreNoDifference()
    {
        string text = LheTexts.File(Event(1).Replace("<event>", "<event npNLO=' 1 ' ntries=\"2\"  npLO=\" -1 \">", StringComparison.Ordinal), Event(2).Replace("<event>", "<event\n  ntries='3'\n>", StringComparison.Ordinal));
        Assert.Equal([1.0, 2], LheReading.OfText(text).Events.Select(e => e.Weight));
    }

    // A quotation mark that is not closed makes an id of the lines that follow.
    [Fact]
    public void Ids_OfSeveralLines_AreShownOnOne()
    {
        string text = LheTexts.File(Event(1, "<rwgt>\n<wgt id='a\nb\nc'> x </wgt>\n</rwgt>\n"));
        Assert.Contains("has 'x' as the weight 'a?b?c', which is not a finite number", LheReading.OfText(text, s_all).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("It has a?b?c.", Assert.Throws<PluginException>(() => LheReading.OfText(text, new() { Variations = ["d"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EventsOfGroups_CountEach()
    {
        using TemporaryFolder folder = new();
        LheSummary summary = LheSummaryReader.Read(folder.Write("a.lhe", LheTexts.File("<eventgroup nreal='1' ncounter='1'>\n", Event(2), Event(-0.5), "</eventgroup>\n<eventgroup>\n", Event(1), "</eventgroup>\n")));
        Assert.Equal((3L, 2L, 2.5, 1L), (summary.Events, summary.EventGroups, summary.SumOfWeights, summary.NegativeWeights));
    }

    private static LheHead HeadOf(string text)
    {
        using LheEventStream stream = new("a.lhe", () => new MemoryStream(Encoding.Latin1.GetBytes(text)), new LheOptions());
        stream.ReadHead();
        return stream.Head;
    }
}
