using System.Text;
using AlpToolkit.Io.HepData;
using AlpToolkit.Tests.Io.Csv;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Io.HepData;

public sealed class RegularYamlTests
{
    // What changes the meaning of a line of YAML, of a number, or of a row of a data file.
    private static readonly string[] Insertions =
    [
        " ", "  ", "\n", "\n\n", "'", "''", "\"", "{", "}", "[", "]", "[]", "{}", ":", ": ", ",", ", ", "-", "- ", "#", " #", "&a ", "*a", "!", "|", ">", "?", "? ", "%", "@", "`", "=", "<<", "~",
        "\t", "\r", "\u0085", "\u00a0", "\u2028", "\ufeff", "\0", "é", "😀", "---", "...", "---\n", "0", "1", ".", "..", "e", "E5", "+", "_", "0x", "no", "null", ".inf", "-.inf", ".nan", "1:30", "2024-01-01",
        "value: 1", ", value: 1", "low: 2", "errors: []", "symerror: 1", "- {value: 1}\n", "  - {value: 1.0}\n", "  - {low: 1.0, high: 2.0}\n", "  values:\n", "x y", "a  b",
    ];

    [Property(MaxTest = 300)]
    public void TryRead_OfAMutatedDataFile_GivesWhatTheGeneralParserGives_OrNothing(int seed)
    {
        Random random = new(seed);
        string text = Mutated(DataFile(seed), random);
        if (RegularYaml.TryRead(text) is { } regular)
        {
            Assert.Equal(Content(Assert.Single(YamlNode.ReadDocuments(new StringReader(text)))!), Content(regular));
        }
    }

    [Fact]
    public void TryRead_OfMutatedDataFiles_TakesEnoughOfThemForTheComparisonToMeanSomething()
    {
        int[] seeds = [.. Enumerable.Range(0, 1000)];
        int taken = seeds.Count(seed => RegularYaml.TryRead(Mutated(DataFile(seed), new Random(seed))) is not null);
        Assert.InRange(taken, 200, 800);
    }

    [Property(MaxTest = 200)]
    public void Validate_OfAMutatedDataFile_FindsTheSameErrorsOnBothPaths(int seed)
    {
        string text = Mutated(DataFile(seed), new Random(seed));

        // A space at the end of the first line means nothing in YAML, and is not regular.
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        string irregular = end < 0 ? text : text.Insert(end, " ");
        Assert.Null(end < 0 ? null : RegularYaml.TryRead(irregular));
        Assert.Equal(Errors(irregular), Errors(text));
    }

    [Property(MaxTest = 100)]
    public void TryRead_OfWhatTheWriterWrites_TakesIt(int seed)
    {
        Assert.NotNull(RegularYaml.TryRead(DataFile(seed)));
    }

    [Theory]
    [InlineData("a: 1\nb: 'it''s'\n")]
    [InlineData("a:\n- b: [1, two, '3']\n  c: {d: {e: -.inf}}\n- {f: 5%}\ng: []\n")]
    public void TryRead_OfRegularText_GivesWhatTheGeneralParserGives(string text) =>
        Assert.Equal(Content(YamlNode.ReadDocuments(new StringReader(text))[0]!), Content(RegularYaml.TryRead(text)!));

    [Theory]
    [InlineData("")]
    [InlineData("a: 1")]
    [InlineData("a: 1\n\n")]
    [InlineData("a: 1 # one\n")]
    [InlineData("a: 1\n---\na: 2\n")]
    [InlineData("a: one\n  two\n")]
    [InlineData("a: 1\n b: 2\n")]
    [InlineData("a:\n  - 1\n")]
    [InlineData("a: &b 1\n")]
    [InlineData("a: !!str 1\n")]
    [InlineData("a: \"1\"\n")]
    [InlineData("a: 'b\n")]
    [InlineData("a: {b: 1\n")]
    [InlineData("a: {b: 1}}\n")]
    [InlineData("a: {b}\n")]
    [InlineData("a: [1: 2]\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: *b\n")]
    [InlineData("a: |\n")]
    [InlineData("a:\n")]
    [InlineData("a: [[[[[[[[[[1]]]]]]]]]]\n")]
    [InlineData("a: '\u0085'\n")]
    public void TryRead_OfAnythingElse_GivesNothing(string text) => Assert.Null(RegularYaml.TryRead(text));

    private static string DataFile(int seed)
    {
        using MemoryStream stream = new();
        DataFileText.Write(RandomTables.Make(seed), stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Mutated(string text, Random random)
    {
        StringBuilder mutated = new(text);
        for (int edits = random.Next(1, 3); edits > 0 && mutated.Length > 0; edits--)
        {
            int at = random.Next(mutated.Length);
            switch (random.Next(4))
            {
                case 0:
                    mutated.Remove(at, Math.Min(random.Next(1, 4), mutated.Length - at));
                    break;
                case 1:
                    mutated.Insert(at, Insertions[random.Next(Insertions.Length)]);
                    break;
                case 2:
                    List<string> lines = [.. mutated.ToString().Split('\n')];
                    string line = lines[random.Next(lines.Count)];
                    lines.RemoveAt(random.Next(lines.Count));
                    lines.Insert(random.Next(lines.Count + 1), line);
                    mutated.Clear().AppendJoin('\n', lines);
                    break;
                default:
                    (mutated[at], mutated[^1]) = (mutated[random.Next(mutated.Length)], '\n');
                    break;
            }
        }

        return mutated.ToString();
    }

    private static IReadOnlyList<string> Errors(string data)
    {
        using SubmissionFolder folder = new SubmissionFolder()
            .With("submission.yaml", "name: t\ndescription: d\nkeywords: []\ndata_file: t.yaml\n").With("t.yaml", data);
        return folder.Errors();
    }

    /// <summary>All that a node says but its line.</summary>
    private static string Content(YamlNode node) => node.Kind == YamlKind.Scalar
        ? $"{node.Type} {node.IsPlain} <{node.Text}>"
        : $"{node.Kind}({string.Join("; ", node.Items.Select(Content))})";
}
