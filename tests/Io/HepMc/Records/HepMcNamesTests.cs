using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Tests.Shared;
using static AlpToolkit.Tests.Io.HepMc.HepMcTexts;

namespace AlpToolkit.Tests.Io.HepMc.Records;

/// <summary>Names of attributes and weights that are not what they seem.</summary>
public sealed class HepMcNamesTests
{
    // HepMC3 takes the name from behind one blank: of "A 0  3" it is empty and the value is 3.
    [Fact]
    public void AnAttributeWithoutAName_StaysOne_AndIsNamedByItsLine()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("a.hepmc3", File3(Event3(extra: "A 0  3\nA 1 mass 4\n"))), target = folder["b.hepmc3"];
        RecordTexts.Convert(source, target);
        Assert.Contains("\nA 0  3\nA 1 mass 4\n", System.IO.File.ReadAllText(target), StringComparison.Ordinal);
        using HepMcRecordReader reader = new(source);
        HepMcRecord record = new();
        Assert.True(reader.Read(record));
        Assert.True(record.Attributes.NameOf(0).IsEmpty);
        Assert.Equal("3"u8, record.Attributes.TextOf(0));
        int line = System.IO.File.ReadLines(source).TakeWhile(l => l != "A 0  3").Count() + 1;
        Assert.Contains($"{source}:{line}: event 1 has an attribute whose name is empty (1 event in all).", reader.Warnings);
    }

    // WriterAsciiHepMC2 of HepMC3 puts names between quotation marks as they are; AlpToolkit and HepMC2 put a backslash before marks in them.
    [Theory]
    [InlineData("4 \"Default\" \"scale up=2.0 x\" \"\"quoted\" name\" \"a\\b\"", "Default|scale up=2.0 x|\"quoted\" name|a\\b")]
    [InlineData("2 \"\\\"quoted\\\" name\" \"a\\\\b\"", "\"quoted\" name|a\\b")]
    [InlineData("3 \"\" \"a\"  \"\" ", "|a|")]
    [InlineData("2 \"a\"b\" \"c\"", "a\"b|c")]
    public void NamesOfWeights_WithMarksInThem_AreReadWhole(string line, string names)
    {
        string[] expected = names.Split('|');
        using HepMcRecordReader reader = RecordTexts.Open(Encoding.UTF8.GetBytes(With(line, expected.Length)));
        Assert.Equal(expected, reader.Run.WeightNames);
        HepMcRecord record = new();
        Assert.True(reader.Read(record));
        Assert.Equal(expected, record.WeightNames);
    }

    // A name that holds '" "' cannot be told from two.
    [Theory]
    [InlineData("1 \"one\" \"two\"", 1)]
    [InlineData("2 \"one\" \"and\" \"two\"", 2)]
    [InlineData("3 \"one\" \"two\"", 3)]
    public void NamesOfWeights_OfAnotherNumber_AreAnErrorThatNamesTheLine(string line, int count)
    {
        string text = With(line, count);
        int at = text[..text.IndexOf("\nN ", StringComparison.Ordinal)].Count(c => c == '\n') + 2;
        using HepMcRecordReader reader = RecordTexts.Open(Encoding.UTF8.GetBytes(text));
        string message = Assert.ThrowsAny<PluginException>(() => reader.Read(new HepMcRecord())).Message;
        Assert.StartsWith($"signal.hepmc:{at}: event 1: expected names of weights in quotation marks, as many as declared, found another number.", message, StringComparison.Ordinal);
    }

    private static string With(string names, int count) => File2(Event2($"{count} {string.Join(' ', Enumerable.Repeat("1.5", count))}", $"N {names}\nU GEV MM\n"));
}
