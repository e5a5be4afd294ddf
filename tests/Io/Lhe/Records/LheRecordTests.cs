using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Lhe.Records;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;
using static AlpToolkit.Tests.Io.Lhe.LheTexts;

namespace AlpToolkit.Tests.Io.Lhe.Records;

/// <summary>What stands around the numbers is kept, and weights change without it.</summary>
public sealed class LheRecordTests
{
    private const string Everything =
        "<event npLO=\" -1 \" npNLO='1'>\n# before its line\n4 1 1.5 10.58 -0.0073 0.12 # behind it\n -11 -1 0 0 501 0 0 0 5.29 5.29 5.11e-4 0. 9.\n# between\n" +
        " 11 -1 0 0 0 501 0 0 -5.29 5.29 5.11e-4 0. 9. 17\n22 1 1 2 0 0 3 4 0. 5.0 0. 1.5 -1.\n9000005 1 1 2 0 0 -3 -4 -0.0 5.58 2.5 0. 1.\n" +
        "#aMCatNLO 1 2\n<weights> 1 2.50 3 </weights>\n<mgrwt>\n<rscale> 2 91.188\n</mgrwt>\n<rwgt>\n <wgt id='a'> 1.50 </wgt><wgt id=\"b c\">2D0</wgt>\n</rwgt>\n<weight name=\"sqme\"> 7.0 </weight>\n<scales muf='1'></scales>\n<other/>\n</event>";

    [Fact]
    public void TextOfAllKinds_IsWrittenBack_InItsPlace()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", "<?xml version='1.0'?>\n<!-- first -->\n<LesHouchesEvents extra='1' version=\"1.0\">\n<!-- POWHEG <init> -->\n<header>a < b & c</header>\n<init note='x'>\n# on beams\n-11 11 5.29 5.29 0 0 0 0 -4 1\n1.5e+00 1.0e-02 1.5D+00 1 ! comment\nfree text\n<initrwgt><weight id='a'>A</weight></initrwgt>\n</init>\n"
            + "<eventgroup nreal='1'>\n" + Everything + "\n<!-- between <event> -->\n" + Event() + "</eventgroup>\n<!-- last -->\n</LesHouchesEvents>\n");
        LheRecordFiles.Copy(source, folder["b.lhe"]);
        string expected = "<?xml version='1.0'?>\n<!-- first -->\n<LesHouchesEvents version=\"3.0\" extra='1'>\n<!-- POWHEG <init> -->\n<header>a < b & c</header>\n<init note='x'>\n# on beams\n-11 11 5.29 5.29 0 0 0 0 -4 1\n 1.5 0.01 1.5 1 ! comment\nfree text\n<initrwgt><weight id='a'>A</weight></initrwgt>\n</init>\n"
            + "<eventgroup nreal='1'>\n<event npLO=\" -1 \" npNLO='1'>\n# before its line\n4 1 1.5 10.58 -0.0073 0.12 # behind it\n-11 -1 0 0 501 0 0 0 5.29 5.29 0.000511 0 9\n# between\n"
            + "11 -1 0 0 0 501 0 0 -5.29 5.29 0.000511 0 9 17\n22 1 1 2 0 0 3 4 0 5 0 1.5 -1\n9000005 1 1 2 0 0 -3 -4 -0 5.58 2.5 0 1\n" + Everything[Everything.IndexOf("#aMC", StringComparison.Ordinal)..]
            + "\n<!-- between <event> -->\n<event>\n4 1 1.5 10.58 0.0073 0.12\n";
        string written = System.IO.File.ReadAllText(folder["b.lhe"]);
        Assert.StartsWith(expected, written, StringComparison.Ordinal);
        Assert.EndsWith("</event>\n</eventgroup>\n<!-- last -->\n</LesHouchesEvents>\n", written, StringComparison.Ordinal);
        LheRecordFiles.Copy(folder["b.lhe"], folder["c.lhe"]);
        Assert.Equal(written, System.IO.File.ReadAllText(folder["c.lhe"]));
    }

    [Fact]
    public void Weights_AreFoundByIdAndPlace_AndScaledButThoseOfLhe2()
    {
        LheRecord record = Read(Everything);
        Assert.Equal(["#0", "#1", "#2", "a", "b c", "sqme"], Enumerable.Range(0, record.WeightCount).Select(record.WeightId));
        Assert.Equal([1, 2.5, 3, 1.5, 2, 7], Enumerable.Range(0, record.WeightCount).Select(record.WeightValue));
        string before = LheRecordFiles.Describe(record);
        record.ScaleWeights(1);
        Assert.Equal(before, LheRecordFiles.Describe(record));
        record.ScaleWeights(0.5);
        Assert.Equal(0.75, record.Weight);
        Assert.Equal([0.5, 1.25, 1.5, 0.75, 1, 7], Enumerable.Range(0, record.WeightCount).Select(record.WeightValue));
        Assert.Contains("<weights> 0.5 1.25 1.5 </weights>", Encoding.Latin1.GetString(record.After), StringComparison.Ordinal);
        record.SetWeight(record.FindWeight("b c"), 1e-300);
        Assert.Contains("<wgt id=\"b c\">1E-300</wgt>\n</rwgt>\n<weight name=\"sqme\"> 7.0 </weight>", Encoding.Latin1.GetString(record.After), StringComparison.Ordinal);
        Assert.Equal(7, record.WeightValue(5));
    }

    [Fact]
    public void Record_MadeFromNothing_IsReadBack()
    {
        using TemporaryFolder folder = new();
        LheHead init = new()
        {
            Version = "3.0", Beam1PdgId = 2212, Beam2PdgId = 2212, Beam1Energy = 6500, Beam2Energy = 6500.1, PdfCodes = [0, 0, 247000, 247000], WeightStrategy = -4,
            Processes = [new(1, 0.1 + 0.2, 1e-3, 2), new(7, 5, 0, 5)],
            Generators = [new("Pythia", "8.3", "a < b")],
            Weights = [new("1", "muR=2", "scale"), new("2", "muR=0.5", "scale"), new("x y", "alone", null)],
            WeightGroups = [new("scale", "envelope")],
        };
        using (LheRecordWriter writer = LheRecordWriter.Create(folder["a.lhe.gz"], new LheRecordHead(init), headIsFinal: false))
        {
            LheRecord record = new();
            foreach (int i in (int[])[1, 2, 3])
            {
                record.Clear();
                record.ProcessId = 7;
                record.Weight = i / 3.0;
                record.AddAttribute("npLO", $"{i}");
                record.AddParticle(new LheParticle(21, -1, 0, 0, 501, 502, 0, 0, i, i, 0));
                record.AddParticle(new LheParticle(25, 1, 1, 1, 0, 0, 0, 0, i, 126, 125, 0.5, 0));
                record.AddComment("made\nhere");
                record.AddWeight("1", i);
                record.AddWeight("x y", -i / 7.0);
                writer.Write(record);
            }

            Assert.Equal("event 0 has the weight 'x y' already.", Assert.Throws<PluginException>(() => record.AddWeight("x y", 1)).Message);
            writer.Complete([], init with { Processes = [new(1, 1 / 3.0, 1, 1), new(7, 1e-300, 2.25, 1.7976931348623157E+308)] });
        }

        (List<string> items, LheRecordHead head) = LheRecordFiles.Everything(folder["a.lhe.gz"]);
        Assert.Equal(4, items.Count);
        Assert.Equal([new(1, 1 / 3.0, 1, 1), new(7, 1e-300, 2.25, 1.7976931348623157E+308)], head.Init.Processes);
        Assert.Equal(init.Weights, head.Init.Weights);
        Assert.Equal(init.WeightGroups, head.Init.WeightGroups);
        Assert.Equal([new("Pythia", "8.3", "a &lt; b")], head.Init.Generators);
        EventReading reading = LheReading.OfFile(folder["a.lhe.gz"], new() { Variations = ["x y", "1"] });
        Assert.Equal([(-1 / 7.0, 1.0), (-2 / 7.0, 2), (-3 / 7.0, 3)], reading.Events.Select(e => (e.Variations[0], e.Variations[1])));
        Assert.Contains("|npLO=\"2\"|7|", items[1], StringComparison.Ordinal);
        Assert.Contains("|# made\n# here\n<rwgt>\n<wgt id=\"1\"> 2 </wgt>\n<wgt id=\"x y\"> -0.2857142857142857 </wgt>\n</rwgt>\n", items[1], StringComparison.Ordinal);
    }

    // Cross sections of a part of the events: the numbers of <init> change, its text does not.
    [Fact]
    public void Init_WithOtherProcesses_KeepsItsText()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.lhe", WithInit("<init>\n-11 11 5.29 5.29 0 0 0 0 -4 2\n1 0.1 1 1\n# second\n2 0.1 2 2\nSome text\n<generator name='g'>G</generator>\n</init>\n", Event()));
        using LheRecordReader reader = new(source);
        LheRecordHead head = reader.Head with { Init = reader.Head.Init with { Processes = [new(2, 0.25, 0.5, 0.75)] } };
        using (LheRecordWriter writer = LheRecordWriter.Create(folder["b.lhe"], head))
        {
            LheRecord record = new();
            Assert.True(reader.Read(record));
            writer.Write(record);
            writer.Complete();
        }

        Assert.Contains("<init>\n-11 11 5.29 5.29 0 0 0 0 -4 1\n 0.25 0.5 0.75 2\n# second\nSome text\n<generator name='g'>G</generator>\n</init>\n<event>\n", System.IO.File.ReadAllText(folder["b.lhe"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" 22 1 1 2 x 0 3. 4. 0. 5. 0. 0. 9.", "has 'x' as the colour code ICOLUP(1), which is not a whole number")]
    [InlineData(" 22 1 1 2 0 0 3. 4. 0. 5. 0. ***** 9.", "has '*****' as VTIMUP, which is not a finite number")]
    [InlineData(" 22 1 3 2 0 0 3. 4. 0. 5. 0. 0. 9.", "the mothers of its particles form a circle")]
    [InlineData(" 22 1 9 2 0 0 3. 4. 0. 5. 0. 0. 9.", "has 9 as mother of particle 3")]
    [InlineData("", "declares 4 particles and has 3")]
    public void Record_OfAMalformedEvent_SaysWhatIsWrong_OrIsLeftOut(string particle, string message)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("a.lhe", LheTexts.File(Event(), Event(2).Replace(" 22 1 1 2 0 0 +3.0e+00 +4.0e+00 0. 5.0 0. 0. 9.", particle, StringComparison.Ordinal), Event(3), Event(4)));
        Assert.Contains(message, Assert.Throws<PluginException>(() => LheRecordFiles.Everything(file)).Message, StringComparison.Ordinal);
        Assert.Equal(4, LheRecordFiles.Everything(file, EventErrorPolicy.Skip).Items.Count);
        Assert.Equal(2, LheRecordFiles.Everything(file, EventErrorPolicy.Truncate).Items.Count);
        using LheRecordReader reader = new(file, EventErrorPolicy.Truncate);
        while (reader.Read(new LheRecord()))
        {
        }

        Assert.Equal((1, 3), (reader.Events, reader.SkippedEvents));
        Assert.EndsWith("The events before it are used; it and the 2 after it are left out.", Assert.Single(reader.Warnings), StringComparison.Ordinal);
    }

    // The closing tag ends an event wherever it stands, but in a line of comment.
    [Fact]
    public void ClosingTag_BehindACommentOnTheLastRow_EndsTheEvent()
    {
        LheRecord record = Read("<event>\n1 1 1.5 1 1 1\n22 1 0 0 0 0 1 0 0 1 0 0 9 # last </event>");
        Assert.Equal(("# last", 1), (Encoding.Latin1.GetString(record.TextOf(record.RowNotes.Single())), record.ParticleCount));
        Assert.Equal(0, record.After.Length);
    }

    [Theory]
    [InlineData("<event></event>")]
    [InlineData("<event </event>")]
    [InlineData("<event\n</event>")]
    public void Event_WithoutAnything_IsRefused(string text) =>
        Assert.Contains("has no line of its own", Assert.Throws<PluginException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void NumberThatIsNotFinite_IsRefused_AndLeavesNoFile()
    {
        using TemporaryFolder folder = new();
        using (LheRecordWriter writer = LheRecordWriter.Create(folder["a.lhe"], new LheRecordHead(new() { Version = null, Beam1PdgId = 11, Beam2PdgId = 11, Beam1Energy = 1, Beam2Energy = 1, PdfCodes = [0, 0, 0, 0], WeightStrategy = 3, Processes = [new(1, 1, 1, 1)] })))
        {
            Assert.Equal("an event has the number NaN, which LHE has no text for", Assert.Throws<PluginException>(() => writer.Write(new LheRecord { Weight = double.NaN })).Message);
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static LheRecord Read(string text)
    {
        LheRecord record = new();
        using LheRecordReader reader = new("a.lhe", () => new MemoryStream(Encoding.Latin1.GetBytes(LheTexts.File(text + "\n"))));
        Assert.True(reader.Read(record));
        return record;
    }
}
