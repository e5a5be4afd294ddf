using System.Buffers;
using System.Text;
using AlpToolkit.Core.Results;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Csv;

/// <summary>
/// Writes a table in the CSV layout of HepData (hepdata-converter's <c>csv</c> format, unpacked): header lines that start with
/// <c>#:</c>, then one block for each dependent variable with qualifiers, a header row, low and high bin edges, and signed errors.
/// Numbers are the shortest text that reads back as the same bits. <see cref="CsvTableReader"/> reads it back.
/// </summary>
/// <remarks>
/// The format has no place for some things. Line breaks in the name, description, qualifiers and headers become spaces. A bin without
/// centre is given its middle. A bin whose edges coincide is its number. An uncertainty without label is called <c>error</c>, and
/// equal labels in one value are numbered. That a variable counts something shows only in its numbers, <c>500</c> instead of <c>500.0</c>.
/// </remarks>
public sealed class CsvTableWriter
{
    /// <summary>Label of an uncertainty that has none.</summary>
    internal const string UnnamedError = "error";

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\n\r");

    private readonly StreamWriter _out;
    private readonly char[] _number = new char[ShortestDecimal.MaximumLength];

    private CsvTableWriter(StreamWriter output) => _out = output;

    /// <summary>Writes a table as UTF-8 with <c>\n</c> line ends; the stream stays open.</summary>
    /// <param name="table">The table.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="metadata">What else the head says; null for nothing.</param>
    /// <exception cref="ArgumentException">
    /// Two variables have different numbers of values, or there are independent variables and no dependent one: in this layout
    /// only a dependent variable opens a block.
    /// </exception>
    public static void Write(Table table, Stream stream, CsvMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stream);
        Check(table);
        using StreamWriter output = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        CsvTableWriter writer = new(output);
        writer.WriteHead(table, metadata ?? new CsvMetadata());
        bool[] binned = [.. table.Independent.Select(v => v.Values.Any(x => x.Low is not null && x.Low != x.High))];
        foreach (DependentVariable dependent in table.Dependent)
        {
            writer.WriteBlock(table, binned, dependent);
        }
    }

    private static void Check(Table table)
    {
        if (table.Dependent.Count == 0 && table.Independent.Count > 0)
        {
            throw new ArgumentException($"table '{table.Name}' has no dependent variable, and CSV has no place for it", nameof(table));
        }

        if (table.Independent.Any(v => v.Values.Count != table.RowCount) || table.Dependent.Any(v => v.Values.Count != table.RowCount))
        {
            throw new ArgumentException($"the variables of table '{table.Name}' have different numbers of values", nameof(table));
        }
    }

    private void WriteHead(Table table, CsvMetadata metadata)
    {
        WriteHeadLine("table_doi", metadata.TableDoi);
        WriteHeadLine("name", table.Name);
        WriteHeadLine("description", table.Description);
        WriteHeadLine("data_file", metadata.DataFile);
        WriteHeadLine("data_license", metadata.DataLicence);
        foreach (Keyword keyword in table.Keywords)
        {
            WriteHeadLine("keyword " + keyword.Name, string.Join(" | ", keyword.Values));
        }
    }

    private void WriteHeadLine(string key, string? value)
    {
        if (value is not null)
        {
            _out.Write($"#: {key}: {OneLine(value)}\n");
        }
    }

    private void WriteBlock(Table table, bool[] binned, DependentVariable dependent)
    {
        string[] labels = Labels(dependent);
        // The converter leaves one empty field for each edge column, so that a value stands below its variable when there is one
        // independent variable.
        string gap = new(',', 1 + 2 * binned.Count(b => b));
        foreach (Qualifier qualifier in dependent.Qualifiers)
        {
            string name = WithUnits(qualifier.Name, qualifier.Units ?? "");
            _out.Write("#: ");
            WriteText(OneLine(name), quoted: CsvHead.IsHeadLine(name));
            _out.Write(gap);
            WriteText(OneLine(qualifier.Value), quoted: false);
            _out.Write('\n');
        }

        WriteHeaderRow(table, binned, dependent, labels);
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int i = 0; i < binned.Length; i++)
            {
                WriteIndependent(table.Independent[i].Values[row], binned[i]);
            }

            WriteDependent(dependent.Values[row], labels, dependent.IsCount);
            _out.Write('\n');
        }

        _out.Write('\n');
    }

    private void WriteHeaderRow(Table table, bool[] binned, DependentVariable dependent, string[] labels)
    {
        for (int i = 0; i < binned.Length; i++)
        {
            IndependentVariable variable = table.Independent[i];
            string header = OneLine(WithUnits(variable.Name, variable.Units));
            WriteText(header, quoted: i == 0 && header.StartsWith('#'));
            _out.Write(',');
            if (binned[i])
            {
                WriteText(header + " LOW", quoted: false);
                _out.Write(',');
                WriteText(header + " HIGH", quoted: false);
                _out.Write(',');
            }
        }

        string name = OneLine(WithUnits(dependent.Name, dependent.Units));
        WriteText(name, quoted: binned.Length == 0 && (name.Length == 0 || name.StartsWith('#')));
        foreach (string label in labels)
        {
            _out.Write(',');
            WriteText(OneLine(label) + " +", quoted: false);
            _out.Write(',');
            WriteText(OneLine(label) + " -", quoted: false);
        }

        _out.Write('\n');
    }

    private void WriteIndependent(IndependentValue value, bool binned)
    {
        if (value.Text is { } text)
        {
            for (int i = 0; i < (binned ? 3 : 1); i++)
            {
                WriteCell(text);
                _out.Write(',');
            }

            return;
        }

        double low = value.Low ?? value.Value ?? double.NaN, high = value.High ?? value.Value ?? double.NaN;
        WriteNumber(value.Value ?? CsvHead.Centre(low, high));
        _out.Write(',');
        if (binned)
        {
            WriteNumber(low);
            _out.Write(',');
            WriteNumber(high);
            _out.Write(',');
        }
    }

    private void WriteDependent(DependentValue value, string[] labels, bool isCount)
    {
        if (value.Text is { } text)
        {
            WriteCell(text);
        }
        else if (value.Value is { } number)
        {
            WriteNumber(number, isCount);
        }
        else
        {
            _out.Write('-');
        }

        foreach (string label in labels)
        {
            // As the converter: a whole 0 stands for an uncertainty that this value does not have.
            if (Find(value.Uncertainties, label) is { } uncertainty)
            {
                _out.Write(',');
                WriteNumber(uncertainty.Plus);
                _out.Write(',');
                WriteNumber(uncertainty.Minus);
            }
            else
            {
                _out.Write(",0,0");
            }
        }
    }

    /// <summary>A text; one that would read as a number or as a missing value is quoted, which the reader takes as text.</summary>
    private void WriteCell(string text) => WriteText(text, quoted: text.Length == 0 || text == "-" || CsvHead.TryNumber(text, out _));

    private void WriteText(string text, bool quoted)
    {
        if (quoted || text.AsSpan().IndexOfAny(NeedQuotes) >= 0)
        {
            _out.Write('"');
            _out.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
            _out.Write('"');
        }
        else
        {
            _out.Write(text);
        }
    }

    private void WriteNumber(double value, bool isCount = false)
    {
        if (isCount && ShortestDecimal.TryFormatCount(value, _number, out int length))
        {
            _out.Write(_number.AsSpan(0, length));
        }
        else if (double.IsFinite(value))
        {
            _out.Write(_number.AsSpan(0, ShortestDecimal.Format(value, _number, pointInMantissa: false)));
        }
        else
        {
            _out.Write(double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>A name that itself ends like a unit is followed by an empty one.</summary>
    private static string WithUnits(string name, string units) =>
        units.Length > 0 || CsvHead.EndsWithUnits(name) ? $"{name} [{units}]" : name;

    private static string[] Labels(DependentVariable dependent)
    {
        List<string> labels = [];
        foreach (DependentValue value in dependent.Values)
        {
            int count = value.Uncertainties?.Count ?? 0;
            for (int i = 0; i < count; i++)
            {
                string label = LabelAt(value.Uncertainties!, i);
                if (!labels.Contains(label))
                {
                    labels.Add(label);
                }
            }
        }

        return [.. labels];
    }

    private static Uncertainty? Find(IReadOnlyList<Uncertainty>? uncertainties, string label)
    {
        int count = uncertainties?.Count ?? 0;
        for (int i = 0; i < count; i++)
        {
            if (LabelAt(uncertainties!, i) == label)
            {
                return uncertainties![i];
            }
        }

        return null;
    }

    /// <summary>The label of an uncertainty, numbered when the value has several of the same.</summary>
    private static string LabelAt(IReadOnlyList<Uncertainty> uncertainties, int index)
    {
        string label = uncertainties[index].Label ?? UnnamedError;
        int before = 0, all = 0;
        for (int i = 0; i < uncertainties.Count; i++)
        {
            if ((uncertainties[i].Label ?? UnnamedError) == label)
            {
                all++;
                before += i < index ? 1 : 0;
            }
        }

        return all == 1 ? label : $"{label}_{before + 1}";
    }
}
