using System.Globalization;
using System.Text.RegularExpressions;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Host.Options;

/// <summary>The values that a scan names: <c>0.01:10:log20</c>, <c>1deg:22deg:lin8</c>, <c>0,1,2</c>.</summary>
internal static partial class ValueGrid
{
    private const int MaximumPoints = 10_000;

    /// <summary>The values, as they would be written by hand.</summary>
    /// <exception cref="FormatException">The text names none.</exception>
    public static IReadOnlyList<string> Parse(string grid)
    {
        string[] parts = grid.Split(':', StringSplitOptions.TrimEntries);
        string[] values = parts.Length switch
        {
            1 => grid.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            3 => Between(parts),
            _ => [],
        };
        return values.Length > 0 ? values : throw new FormatException("expected first:last:log20, first:last:lin20 or a,b,c");
    }

    private static string[] Between(string[] parts)
    {
        Match spacing = Spacing().Match(parts[2]);
        if (!spacing.Success || !int.TryParse(spacing.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out int count) || count is < 2 or > MaximumPoints)
        {
            throw new FormatException($"'{parts[2]}' is no spacing. Use log or lin with a number of points from 2 to {MaximumPoints}, as in log20.");
        }

        bool logarithmic = spacing.Groups[1].Value == "log";
        Quantity first = Read(parts[0]), last = Read(parts[1]);
        if (first.Dimension is { } a && last.Dimension is { } b && a != b)
        {
            throw new FormatException($"'{parts[0]}' and '{parts[1]}' do not measure the same.");
        }

        if ((first.Dimension is null) != (last.Dimension is null))
        {
            throw new FormatException($"give both ends a unit, or neither.");
        }

        if (logarithmic && !(first.Value > 0 && last.Value > 0))
        {
            throw new FormatException($"a logarithmic grid needs ends above 0. Use lin{count}.");
        }

        // The ends are as written, to the last bit.
        string unit = first.Dimension is { UnitText: { Length: > 0 } symbol } ? $" {symbol}" : "";
        string[] values = new string[count];
        for (int i = 0; i < count; i++)
        {
            double t = i / (count - 1.0);
            double value = i == 0 ? first.Value : i == count - 1 ? last.Value
                : logarithmic ? first.Value * Math.Pow(last.Value / first.Value, t) : first.Value + t * (last.Value - first.Value);
            values[i] = value.ToString("R", CultureInfo.InvariantCulture) + unit;
        }

        return values;
    }

    private static Quantity Read(string number) =>
        Quantity.TryParse(number, out Quantity quantity, out string? error) && double.IsFinite(quantity.Value)
            ? quantity
            : throw new FormatException($"{error ?? $"'{number}' is not finite"}.");

    [GeneratedRegex("^(log|lin)([0-9]{1,6})$")]
    private static partial Regex Spacing();
}
