using System.Globalization;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Host.Commands;

/// <summary>A table as aligned text for the terminal.</summary>
internal static class TextTable
{
    // Longer headers are broken into lines.
    private const int LongHeader = 26, HeaderWidth = 14;

    public static void Write(TextWriter output, Table table)
    {
        List<string[]> rows = [[.. table.Independent.Select(v => Header(v.Name, v.Units)), .. table.Dependent.Select(v => Header(v.Name, v.Units))]];
        for (int row = 0; row < table.RowCount; row++)
        {
            int at = row;
            rows.Add([.. table.Independent.Select(v => Cell(v.Values[at])), .. table.Dependent.Select(v => Cell(v.Values[at]))]);
        }

        Write(output, rows, table.Independent.Count);
    }

    /// <summary>Writes rows with aligned columns; the first row is the header, the first columns are left-aligned.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows, int leftAligned)
    {
        int columns = rows[0].Length;
        int[] widths = [.. Enumerable.Range(0, columns).Select(c => rows.Max(r => r[c].Length))];
        string[][] header = [.. rows[0].Select((text, c) => Lines(text, rows.Skip(1).Max(r => (int?)r[c].Length) ?? 0))];
        int lines = header.Max(h => h.Length);
        widths = [.. widths.Select((w, c) => header[c].Length == 1 ? w : Math.Max(header[c].Max(l => l.Length), rows.Skip(1).Max(r => (int?)r[c].Length) ?? 0))];
        for (int line = 0; line < lines; line++)
        {
            WriteRow([.. header.Select(h => line - (lines - h.Length) is >= 0 and int own ? h[own] : "")]);
        }

        output.WriteLine("  " + string.Join("  ", widths.Select(w => new string('-', w))));
        foreach (string[] row in rows.Skip(1))
        {
            WriteRow(row);
        }

        void WriteRow(string[] row) =>
            output.WriteLine("  " + string.Join("  ", row.Select((text, c) => c < leftAligned ? text.PadRight(widths[c]) : text.PadLeft(widths[c]))).TrimEnd());
    }

    private static string[] Lines(string header, int widthOfCells)
    {
        if (header.Length <= LongHeader)
        {
            return [header];
        }

        List<string> lines = [];
        foreach (string word in header.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= Math.Max(HeaderWidth, widthOfCells))
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return [.. lines];
    }

    /// <summary>A number with four significant digits, and all digits of a count.</summary>
    public static string Number(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e9
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Header(string name, string units) => units.Length == 0 ? name : $"{name} [{units}]";

    private static string Cell(IndependentValue value) => value switch
    {
        { Text: { } text } => text,
        { Low: { } low, High: { } high } => $"{Number(low)} to {Number(high)}",
        { Value: { } number } => Number(number),
        _ => "-",
    };

    private static string Cell(DependentValue value)
    {
        if (value.Text is { } text)
        {
            return text;
        }

        if (value.Value is not { } number)
        {
            return "-";
        }

        string errors = string.Concat((value.Uncertainties ?? []).Select(u => u.IsSymmetric ? $" ± {Number2(u.Plus)}" : $" {Signed(u.Plus, '+')} {Signed(u.Minus, '-')}"));
        return Number(number) + errors;
    }

    private static string Signed(double value, char signOfZero) => value < 0 ? Number2(value) : value > 0 ? "+" + Number2(value) : $"{signOfZero}0";

    private static string Number2(double value) => value.ToString("G2", CultureInfo.InvariantCulture);
}
