using System.Collections.Frozen;

namespace AlpToolkit.Core.Numerics;

/// <summary>
/// A unit that can be written in a pipeline. Inside the toolkit every number is in GeV, rad, pb, mm; units are converted
/// only where text is read or printed.
/// </summary>
/// <param name="Symbol">As written: <c>MeV</c>, <c>deg</c>, <c>ab^-1</c>, <c>GeV^2</c>, <c>%</c>.</param>
/// <param name="Factor">Internal units in one of this unit.</param>
/// <param name="Dimension">What it measures.</param>
public readonly record struct Unit(string Symbol, double Factor, Dimension Dimension)
{
    private static readonly Dimension s_energy = new(1), s_angle = new(0, 1), s_area = new(0, 0, 1), s_length = new(0, 0, 0, 1);

    private static readonly FrozenDictionary<string, Unit> s_base = new Unit[]
    {
        new("eV", 1e-9, s_energy), new("keV", 1e-6, s_energy), new("MeV", 1e-3, s_energy), new("GeV", 1, s_energy), new("TeV", 1e3, s_energy),
        new("rad", 1, s_angle), new("mrad", 1e-3, s_angle), new("deg", Math.PI / 180, s_angle),
        new("b", 1e12, s_area), new("mb", 1e9, s_area), new("ub", 1e6, s_area), new("nb", 1e3, s_area), new("pb", 1, s_area), new("fb", 1e-3, s_area), new("ab", 1e-6, s_area),
        new("um", 1e-3, s_length), new("mm", 1, s_length), new("cm", 10, s_length), new("m", 1e3, s_length),
        new("%", 0.01, Dimension.None),
    }.ToFrozenDictionary(u => u.Symbol);

    /// <summary>Symbols of the units without exponent.</summary>
    public static IEnumerable<string> Symbols => s_base.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads a unit: a symbol with an optional integer exponent, <c>GeV^2</c>, <c>ab^-1</c>, or <c>/ab</c>.</summary>
    /// <param name="text">The unit alone, without number or blanks.</param>
    /// <param name="unit">The unit found.</param>
    /// <returns>False when the text is no unit.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Unit unit)
    {
        unit = default;
        int sign = 1;
        if (text.StartsWith("/"))
        {
            sign = -1;
            text = text[1..];
        }

        int caret = text.IndexOf('^');
        int exponent = 1;
        if (caret >= 0)
        {
            if (!int.TryParse(text[(caret + 1)..], out exponent) || exponent == 0 || Math.Abs(exponent) > 8)
            {
                return false;
            }

            text = text[..caret];
        }

        if (!s_base.TryGetValue(text.ToString(), out Unit simple))
        {
            return false;
        }

        exponent *= sign;
        unit = exponent == 1
            ? simple
            : new Unit($"{simple.Symbol}^{exponent}", PowerOf(simple.Factor, exponent), simple.Dimension.Power(exponent));
        return true;
    }

    // 1/(1e-6) is exact to the last bit where Math.Pow(1e-6, -1) need not be: 50 ab^-1 is 5e7 pb^-1.
    private static double PowerOf(double factor, int exponent)
    {
        double product = 1;
        for (int i = 0; i < Math.Abs(exponent); i++)
        {
            product *= factor;
        }

        if (exponent > 0)
        {
            return product;
        }

        double whole = Math.Round(1 / product);
        return Math.Abs(whole * product - 1) < 1e-12 ? whole : 1 / product;
    }
}
