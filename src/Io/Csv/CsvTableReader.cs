using System.Text;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Io.Csv;

/// <summary>
/// Reads a table in the CSV layout of HepData, as <see cref="CsvTableWriter"/> and hepdata-converter (unpacked, double quotes) write
/// it: one block for each dependent variable. The layout tells variables apart by their headers: columns
/// <c>label +</c>, <c>label -</c> are uncertainties, <c>X</c>, <c>X LOW</c>, <c>X HIGH</c> a binned variable, and the last other
/// column is the dependent one.
/// </summary>
public sealed class CsvTableReader
{
    private readonly CsvRecords _records;
    private readonly List<CsvField> _fields = [];

    private CsvTableReader(TextReader text) => _records = new CsvRecords(text);

    /// <summary>Reads a table from UTF-8 text; the stream stays open.</summary>
    /// <param name="stream">From where.</param>
    /// <exception cref="FormatException">The text is not in this layout; the message says in which line, what was expected and found.</exception>
    public static Table Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using StreamReader text = new(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        return new CsvTableReader(text).ReadTable();
    }

    private Table ReadTable()
    {
        string? name = null, description = null;
        List<Keyword> keywords = [];
        while (_records.Peek is { } line && line.StartsWith("#: ", StringComparison.Ordinal) && CsvHead.IsHeadLine(line[3..]))
        {
            _records.TakeLine();
            int colon = line.IndexOf(": ", 3, StringComparison.Ordinal);
            if (colon < 0)
            {
                throw Expected("'#: keyword NAME: VALUE | VALUE'", line);
            }

            (string key, string value) = (line[3..colon], line[(colon + 2)..]);
            switch (key)
            {
                case "name":
                    name = value;
                    break;
                case "description":
                    description = value;
                    break;
                case not null when key.StartsWith("keyword ", StringComparison.Ordinal):
                    keywords.Add(new Keyword(key["keyword ".Length..], value.Length == 0 ? [] : value.Split(" | ")));
                    break;
                default:
                    break;
            }
        }

        if (name is null)
        {
            throw Expected("'#: name: …' in the head", _records.Peek ?? "the end of the file");
        }

        (IReadOnlyList<IndependentVariable>? independent, List<DependentVariable> dependent) = (null, []);
        while (_records.Peek is { } next)
        {
            if (next.Length == 0)
            {
                _records.TakeLine();
                continue;
            }

            int firstLine = _records.Line + 1;
            CsvBlock block = ReadBlock();
            if (independent is not null && !SameVariables(independent, block.Independent))
            {
                throw new FormatException($"line {firstLine}: the independent variables of this block are not those of the first block");
            }

            independent ??= block.Independent;
            dependent.Add(block.Dependent);
        }

        return new Table
        {
            Name = name,
            Description = description ?? "",
            Keywords = keywords,
            Independent = independent ?? [],
            Dependent = dependent,
        };
    }

    private CsvBlock ReadBlock()
    {
        List<(int Line, string Text)> qualifiers = [];
        while (_records.Peek is { } line && line.StartsWith("#: ", StringComparison.Ordinal))
        {
            qualifiers.Add((_records.Line + 1, _records.TakeLine()[3..]));
        }

        if (string.IsNullOrEmpty(_records.Peek))
        {
            throw Expected("a header row after the qualifiers", _records.Peek is null ? "the end of the file" : "an empty line");
        }

        _records.TakeRecord(_fields);
        CsvColumns columns = CsvColumns.Of(_fields, _records.Line);
        Qualifier[] read = [.. qualifiers.Select(q => ReadQualifier(q.Text, q.Line, columns.QualifierGap))];
        CsvBlock block = new(columns, read);
        while (!string.IsNullOrEmpty(_records.Peek))
        {
            _records.TakeRecord(_fields);
            block.AddRow(_fields, _records.Line);
        }

        return block;
    }

    /// <summary>Name, as many commas as the header row asks for, and the rest of the line: the converter does not quote values.</summary>
    private static Qualifier ReadQualifier(string text, int line, int gap)
    {
        List<CsvField> name = [];
        int end = text.StartsWith('"') ? ClosingQuote(text) : text.IndexOf(',', StringComparison.Ordinal);
        if (end < 0 || text.Length - end < gap || text.AsSpan(end, gap).ContainsAnyExcept(','))
        {
            throw new FormatException($"line {line}: expected a qualifier 'NAME{new string(',', gap)}VALUE', found '{text}'");
        }

        string value = text[(end + gap)..];
        if (value.StartsWith('"'))
        {
            new CsvRecords(new StringReader(value)).TakeRecord(name);
            value = name.Count == 1 ? name[0].Text : value;
        }

        new CsvRecords(new StringReader(text[..end])).TakeRecord(name);
        (string qualifier, string units) = CsvHead.SplitUnits(name[0].Text);
        return new Qualifier(qualifier, value, units.Length == 0 ? null : units);
    }

    private static int ClosingQuote(string text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                if (i + 1 == text.Length || text[i + 1] != '"')
                {
                    return i + 1;
                }

                i++;
            }
        }

        return -1;
    }

    private static bool SameVariables(IReadOnlyList<IndependentVariable> first, IReadOnlyList<IndependentVariable> other) =>
        first.Count == other.Count && first.Zip(other).All(p =>
            p.First.Name == p.Second.Name && p.First.Units == p.Second.Units && p.First.Values.SequenceEqual(p.Second.Values));

    private FormatException Expected(string expected, string found) =>
        new($"line {_records.Line + 1}: expected {expected}, found '{(found.Length > 80 ? found[..80] + "…" : found)}'");
}
