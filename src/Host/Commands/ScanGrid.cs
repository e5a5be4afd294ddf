using System.Globalization;
using System.Text.RegularExpressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Commands;

/// <summary>
/// The values that <c>--scan</c> names: <c>m_a=0.01:10:log20</c>, <c>theta_min=1deg:22deg:lin8</c>, <c>photons=0,1,2</c>.
/// </summary>
/// <param name="Path">Path of the option.</param>
/// <param name="Values">Its values, as they would be given by <c>--set</c>.</param>
/// <param name="Text">What was written.</param>
internal sealed partial record ScanGrid(string Path, IReadOnlyList<string> Values, string Text)
{
    private const int MaximumPoints = 10_000;

    /// <summary>Reads a scan.</summary>
    /// <exception cref="PluginException">It is none, or there is no such option.</exception>
    public static ScanGrid Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new PluginException($"--scan {text}: expected option=first:last:log20, option=first:last:lin20 or option=a,b,c");
        }

        string path = GeneratorArguments.PathOf(text[..equals].Trim(), $"--scan {text}");
        string grid = text[(equals + 1)..];
        string[] parts = grid.Split(':', StringSplitOptions.TrimEntries);
        string[] values = parts.Length switch
        {
            1 => grid.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            3 => Between(text, parts),
            _ => [],
        };
        return values.Length > 0 ? new ScanGrid(path, values, text) : throw new PluginException($"--scan {text}: expected first:last:log20, first:last:lin20 or a,b,c");
    }

    private static string[] Between(string text, string[] parts)
    {
        Match spacing = Spacing().Match(parts[2]);
        if (!spacing.Success || !int.TryParse(spacing.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out int count) || count is < 2 or > MaximumPoints)
        {
            throw new PluginException($"--scan {text}: '{parts[2]}' is no spacing. Use log or lin with a number of points from 2 to {MaximumPoints}, as in log20.");
        }

        bool logarithmic = spacing.Groups[1].Value == "log";
        Quantity first = Read(text, parts[0]), last = Read(text, parts[1]);
        if (first.Dimension is { } a && last.Dimension is { } b && a != b)
        {
            throw new PluginException($"--scan {text}: '{parts[0]}' and '{parts[1]}' do not measure the same.");
        }

        if ((first.Dimension is null) != (last.Dimension is null))
        {
            throw new PluginException($"--scan {text}: give both ends a unit, or neither.");
        }

        if (logarithmic && !(first.Value > 0 && last.Value > 0))
        {
            throw new PluginException($"--scan {text}: a logarithmic grid needs ends above 0. Use lin{count}.");
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

    private static Quantity Read(string text, string number) =>
        Quantity.TryParse(number, out Quantity quantity, out string? error) && double.IsFinite(quantity.Value)
            ? quantity
            : throw new PluginException($"--scan {text}: {error ?? $"'{number}' is not finite"}.");

    [GeneratedRegex("^(log|lin)([0-9]{1,6})$")]
    private static partial Regex Spacing();
}
