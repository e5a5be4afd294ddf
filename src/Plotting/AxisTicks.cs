using System.Globalization;

namespace AlpToolkit.Plotting;

/// <summary>A tick of an axis.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label"><see cref="MathText"/> markup; empty for a small tick.</param>
public readonly record struct Tick(double Value, string Label);

/// <summary>Where an axis has ticks, and what they say.</summary>
public static class AxisTicks
{
    private const double Rounding = 1e-9;

    /// <summary>Ticks of an axis, ascending.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="most">About as many labels as there is room for.</param>
    public static IReadOnlyList<Tick> Of(PlotAxis axis, int most = 7)
    {
        ArgumentNullException.ThrowIfNull(axis);
        axis.Check();
        return axis.IsLogarithmic && axis.High / axis.Low >= 4 ? Logarithmic(axis, most) : Linear(axis, most);
    }

    private static List<Tick> Linear(PlotAxis axis, int most)
    {
        double rough = (axis.High - axis.Low) / most, decade = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double lead = rough / decade;
        (double step, int parts) = lead <= 1 ? (1, 5) : lead <= 2 ? (2, 4) : lead <= 5 ? (5, 5) : (10.0, 5);
        step *= decade;
        double small = step / parts;
        List<Tick> ticks = [];
        long first = (long)Math.Ceiling(axis.Low / small - Rounding), last = (long)Math.Floor(axis.High / small + Rounding);
        for (long i = first; i <= last; i++)
        {
            ticks.Add(new Tick(i * small, i % parts == 0 ? Number(i / parts * step, step) : ""));
        }

        return ticks;
    }

    private static List<Tick> Logarithmic(PlotAxis axis, int most)
    {
        int first = (int)Math.Floor(Math.Log10(axis.Low) - Rounding), last = (int)Math.Ceiling(Math.Log10(axis.High) + Rounding);
        double decades = Math.Log10(axis.High / axis.Low);
        int every = Math.Max(1, (int)Math.Ceiling(decades / most));
        bool isPlain = axis.Low >= 0.0099 && axis.High <= 1001;
        List<Tick> ticks = [];
        for (int decade = first; decade <= last; decade++)
        {
            for (int lead = 1; lead < 10; lead++)
            {
                double value = Math.Pow(10, decade) * lead;
                if (value < axis.Low * (1 - Rounding) || value > axis.High * (1 + Rounding))
                {
                    continue;
                }

                bool isLabelled = lead == 1 ? decade % every == 0 : decades < 2 && (lead is 2 or 5 || (decades < 1 && lead != 7 && lead != 9));
                if (lead == 1 || every == 1)
                {
                    ticks.Add(new Tick(value, !isLabelled ? "" : isPlain ? value.ToString("0.######", CultureInfo.InvariantCulture) : lead == 1 ? $"10^{{{Signed(decade)}}}" : $"{lead}·10^{{{Signed(decade)}}}"));
                }
            }
        }

        return ticks;
    }

    private static string Number(double value, double step)
    {
        int digits = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - Rounding));
        string text = Math.Abs(value) is >= 1e5 or (> 0 and < 1e-4) ? Scientific(value) : value.ToString($"F{digits}", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    private static string Scientific(double value)
    {
        string[] parts = value.ToString("0.###e0", CultureInfo.InvariantCulture).Split('e');
        return $"{parts[0]}·10^{{{parts[1]}}}";
    }

    private static string Signed(int power) => power.ToString(CultureInfo.InvariantCulture).Replace('-', '−');
}
