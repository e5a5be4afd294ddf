using AlpToolkit.Core.Results;

namespace AlpToolkit.Io.HepData;

/// <summary>Cuts a table of many empty bins down to the region that holds something.</summary>
internal static class TableCropping
{
    /// <summary>
    /// The rows inside the smallest box, along every numeric independent variable, that holds all rows with a value other than
    /// zero. A table in which every row is empty, or none outside the box, is returned as it is.
    /// </summary>
    public static Table ToNonEmptyRegion(Table table)
    {
        bool[] filled = new bool[table.RowCount];
        foreach (DependentVariable variable in table.Dependent)
        {
            for (int row = 0; row < filled.Length; row++)
            {
                filled[row] |= IsFilled(variable.Values[row]);
            }
        }

        if (!filled.Contains(true))
        {
            return table;
        }

        bool[] kept = new bool[filled.Length];
        Array.Fill(kept, true);
        foreach (IndependentVariable variable in table.Independent)
        {
            (double low, double high) = Range(variable, filled);
            for (int row = 0; row < kept.Length; row++)
            {
                IndependentValue value = variable.Values[row];
                kept[row] &= value.Text is not null || (Low(value) >= low && High(value) <= high);
            }
        }

        int[] rows = [.. Enumerable.Range(0, kept.Length).Where(row => kept[row])];
        return rows.Length == kept.Length ? table : table with
        {
            Independent = [.. table.Independent.Select(v => v with { Values = Array.ConvertAll(rows, row => v.Values[row]) })],
            Dependent = [.. table.Dependent.Select(v => v with { Values = Array.ConvertAll(rows, row => v.Values[row]) })],
        };
    }

    private static (double Low, double High) Range(IndependentVariable variable, bool[] filled)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int row = 0; row < filled.Length; row++)
        {
            if (filled[row] && variable.Values[row].Text is null)
            {
                low = Math.Min(low, Low(variable.Values[row]));
                high = Math.Max(high, High(variable.Values[row]));
            }
        }

        return (low, high);
    }

    private static double Low(IndependentValue value) => value.Low ?? value.Value ?? 0;

    private static double High(IndependentValue value) => value.High ?? value.Value ?? 0;

    private static bool IsFilled(DependentValue value)
    {
        if (value.Text is not null || (value.Value is { } number && number != 0 && !double.IsNaN(number)))
        {
            return true;
        }

        for (int i = 0; i < (value.Uncertainties?.Count ?? 0); i++)
        {
            if (value.Uncertainties![i] is { Plus: not 0 } or { Minus: not 0 })
            {
                return true;
            }
        }

        return false;
    }
}
