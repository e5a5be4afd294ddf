using System.Globalization;

namespace AlpToolkit.Core.Numerics;

/// <summary>A number with its dimension, in internal units: what <c>250 MeV</c> or <c>50 ab^-1</c> means.</summary>
/// <param name="Value">Value in GeV, rad, pb, mm and their powers.</param>
/// <param name="Dimension">Its dimension; null when it was written without a unit, so that any dimension fits.</param>
public readonly record struct Quantity(double Value, Dimension? Dimension)
{
    /// <summary>
    /// Reads a number with an optional unit: <c>0.25</c>, <c>250 MeV</c>, <c>22deg</c>, <c>50 ab^-1</c>, <c>1/ab</c>, <c>2 %</c>.
    /// </summary>
    /// <param name="text">The text, in the invariant culture; <c>inf</c>, <c>-inf</c> and <c>.inf</c> are infinities.</param>
    /// <param name="quantity">What was read.</param>
    /// <param name="error">Null, or what is wrong: <c>'5,2' is not a number</c>, <c>'GEV' is not a unit</c>.</param>
    public static bool TryParse(string text, out Quantity quantity, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        quantity = default;
        error = null;
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        int length = NumberLength(trimmed);
        if (length == 0 || !TryNumber(trimmed[..length], out double value))
        {
            error = $"'{text}' is not a number";
            return false;
        }

        ReadOnlySpan<char> unitText = trimmed[length..].Trim();
        if (unitText.IsEmpty)
        {
            quantity = new Quantity(value, null);
            return true;
        }

        if (!Unit.TryParse(unitText, out Unit unit))
        {
            string? near = DidYouMean.Find(unitText.ToString(), Unit.Symbols);
            error = $"'{unitText}' is not a unit" + (near is null ? "" : $". Did you mean '{near}'?");
            return false;
        }

        quantity = new Quantity(Scale(value, unit.Factor), unit.Dimension);
        return true;
    }

    // 250 MeV is 0.25 GeV, not 0.25000000000000006: divide by the inverse where that is the round number.
    private static double Scale(double value, double factor)
    {
        double inverse = 1 / factor;
        return factor < 1 && Math.Round(inverse) is var whole && Math.Abs(whole - inverse) <= 1e-9 * whole ? value / whole : value * factor;
    }

    private static int NumberLength(ReadOnlySpan<char> text)
    {
        foreach (string word in (ReadOnlySpan<string>)["-.inf", ".inf", "-inf", "inf", "+inf"])
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return word.Length;
            }
        }

        int i = 0;
        while (i < text.Length)
        {
            char c = text[i];
            bool sign = c is '+' or '-' && (i == 0 || text[i - 1] is 'e' or 'E');
            bool exponent = c is 'e' or 'E' && i > 0 && i + 1 < text.Length && (char.IsAsciiDigit(text[i + 1]) || (text[i + 1] is '+' or '-' && i + 2 < text.Length && char.IsAsciiDigit(text[i + 2])));
            if (!(char.IsAsciiDigit(c) || c == '.' || c == '_' || c == ',' || sign || exponent))
            {
                break;
            }

            i++;
        }

        return i;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        ReadOnlySpan<char> bare = text.TrimStart("+-").TrimStart('.');
        if (bare.Equals("inf", StringComparison.OrdinalIgnoreCase))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
