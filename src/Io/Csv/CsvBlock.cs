using AlpToolkit.Core.Results;

namespace AlpToolkit.Io.Csv;

/// <summary>What the columns of a block are, read from its header row.</summary>
/// <param name="Independent">Name, unit and whether there are edge columns.</param>
/// <param name="Dependent">Name and unit.</param>
/// <param name="Labels">Labels of the uncertainties; null for the unnamed one.</param>
/// <param name="Count">Number of columns.</param>
internal sealed record CsvColumns(
    IReadOnlyList<(string Name, string Units, bool Binned)> Independent, (string Name, string Units) Dependent, IReadOnlyList<string?> Labels, int Count)
{
    /// <summary>Commas between the name of a qualifier and its value.</summary>
    public int QualifierGap => 1 + 2 * Independent.Count(v => v.Binned);

    /// <summary>Reads a header row.</summary>
    /// <exception cref="FormatException">There is no dependent variable.</exception>
    public static CsvColumns Of(IReadOnlyList<CsvField> header, int line)
    {
        int last = header.Count;
        List<string?> labels = [];
        while (last >= 3 && header[last - 1].Text is [.. var label, ' ', '-'] && header[last - 2].Text == label + " +")
        {
            labels.Insert(0, label == CsvTableWriter.UnnamedError ? null : label);
            last -= 2;
        }

        List<(string Name, string Units, bool Binned)> independent = [];
        for (int i = 0; i < last - 1; i++)
        {
            string text = header[i].Text;
            bool binned = i + 2 < last - 1 && header[i + 1].Text == text + " LOW" && header[i + 2].Text == text + " HIGH";
            (string name, string units) = CsvHead.SplitUnits(text);
            independent.Add((name, units, binned));
            i += binned ? 2 : 0;
        }

        if (header[last - 1].Text.StartsWith('#') && !header[last - 1].Quoted)
        {
            throw new FormatException($"line {line}: expected a header row 'X,Y,stat +,stat -', found '{header[last - 1].Text}'");
        }

        return new CsvColumns(independent, CsvHead.SplitUnits(header[last - 1].Text), labels, header.Count);
    }
}

/// <summary>The values of one block, filled row by row.</summary>
internal sealed class CsvBlock(CsvColumns columns, IReadOnlyList<Qualifier> qualifiers)
{
    private readonly List<IndependentValue>[] _independent = [.. columns.Independent.Select(_ => new List<IndependentValue>())];
    private readonly List<DependentValue> _dependent = [];

    public IReadOnlyList<IndependentVariable> Independent =>
        [.. columns.Independent.Select((v, i) => new IndependentVariable(v.Name, v.Units, _independent[i]))];

    public DependentVariable Dependent => new(columns.Dependent.Name, columns.Dependent.Units, _dependent) { Qualifiers = qualifiers };

    /// <summary>Adds a row.</summary>
    /// <exception cref="FormatException">It has another number of fields than the header row, or an uncertainty or edge is not a number.</exception>
    public void AddRow(IReadOnlyList<CsvField> row, int line)
    {
        if (row.Count != columns.Count)
        {
            throw new FormatException($"line {line}: expected {columns.Count} fields as in the header row, found {row.Count}");
        }

        int at = 0;
        for (int i = 0; i < _independent.Length; i++)
        {
            bool binned = columns.Independent[i].Binned;
            _independent[i].Add(binned ? BinnedValue(row[at], row[at + 1], row[at + 2], line) : SingleValue(row[at]));
            at += binned ? 3 : 1;
        }

        CsvField value = row[at++];
        List<Uncertainty>? uncertainties = null;
        foreach (string? label in columns.Labels)
        {
            (CsvField plus, CsvField minus) = (row[at++], row[at++]);
            if (plus.Text != "0" || minus.Text != "0")
            {
                (uncertainties ??= []).Add(new Uncertainty(label, Number(plus, "an uncertainty", line), Number(minus, "an uncertainty", line)));
            }
        }

        DependentValue read = value is { Quoted: false, Text: "-" } ? DependentValue.Missing
            : !value.Quoted && CsvHead.TryNumber(value.Text, out double number) ? new DependentValue { Value = number }
            : DependentValue.Label(value.Text);
        _dependent.Add(read with { Uncertainties = uncertainties });
    }

    private static IndependentValue SingleValue(CsvField field) =>
        !field.Quoted && CsvHead.TryNumber(field.Text, out double number) ? IndependentValue.Number(number) : IndependentValue.Label(field.Text);

    private static IndependentValue BinnedValue(CsvField centre, CsvField low, CsvField high, int line)
    {
        if (centre.Quoted || !CsvHead.TryNumber(centre.Text, out double middle))
        {
            return IndependentValue.Label(centre.Text);
        }

        (double from, double to) = (Number(low, "a bin edge", line), Number(high, "a bin edge", line));
        return from == to ? IndependentValue.Number(middle)
            : middle.Equals(CsvHead.Centre(from, to)) ? IndependentValue.Bin(from, to)
            : IndependentValue.Bin(from, to) with { Value = middle };
    }

    private static double Number(CsvField field, string what, int line) => CsvHead.TryNumber(field.Text, out double number)
        ? number
        : throw new FormatException($"line {line}: expected {what}, a number, found '{field.Text}'");
}
