using System.Globalization;

namespace AlpToolkit.Io.Text;

/// <summary>
/// Doubles as the shortest decimal text that reads back as the same bits, laid out as Python's <c>repr</c> lays them out:
/// always a point or an exponent, an exponent below 1e-04 and from 1e+16 on, its sign always written.
/// </summary>
internal static class ShortestDecimal
{
    /// <summary>Enough for every double: sign, 17 digits, point, zeros, exponent.</summary>
    public const int MaximumLength = 32;

    private const double LargestCount = 1L << 53;

    /// <summary>Formats a finite number.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="destination">At least <see cref="MaximumLength"/> characters.</param>
    /// <param name="pointInMantissa">
    /// True writes <c>1.0e-05</c>, which YAML 1.1 loads as a number; false <c>1e-05</c>, as Python prints it.
    /// </param>
    /// <returns>Number of characters written.</returns>
    public static int Format(double value, Span<char> destination, bool pointInMantissa)
    {
        Span<char> shortest = stackalloc char[MaximumLength];
        value.TryFormat(shortest, out int length, "R", CultureInfo.InvariantCulture);
        return Layout(shortest[..length], destination, pointInMantissa);
    }

    /// <summary>Formats a count as Python prints an <c>int</c>, without a point; false when it is no whole number, or so large that not every one is a double.</summary>
    /// <param name="value">A number.</param>
    /// <param name="destination">At least <see cref="MaximumLength"/> characters.</param>
    /// <param name="length">Number of characters written.</param>
    public static bool TryFormatCount(double value, Span<char> destination, out int length)
    {
        length = 0;
        return Math.Abs(value) <= LargestCount && value == Math.Truncate(value)
            && ((long)value).TryFormat(destination, out length, provider: CultureInfo.InvariantCulture);
    }

    /// <summary>Lays the digits of .NET's round-trip format (<c>1E-05</c>, <c>-0</c>, <c>12.5</c>) out anew.</summary>
    private static int Layout(ReadOnlySpan<char> shortest, Span<char> destination, bool pointInMantissa)
    {
        Span<char> digits = stackalloc char[MaximumLength];
        int digitCount = 0, exponent = -1, written = 0;
        bool beforePoint = true;
        if (shortest[0] == '-')
        {
            destination[written++] = '-';
            shortest = shortest[1..];
        }

        for (int i = 0; i < shortest.Length; i++)
        {
            char c = shortest[i];
            if (c == 'E')
            {
                exponent += int.Parse(shortest[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }

            if (c == '.')
            {
                beforePoint = false;
                continue;
            }

            if (c == '0' && digitCount == 0)
            {
                exponent -= beforePoint ? 0 : 1;
                continue;
            }

            exponent += beforePoint ? 1 : 0;
            digits[digitCount++] = c;
        }

        while (digitCount > 0 && digits[digitCount - 1] == '0')
        {
            digitCount--;
        }

        if (digitCount == 0)
        {
            "0.0".CopyTo(destination[written..]);
            return written + 3;
        }

        return written + (exponent is < -4 or >= 16
            ? Scientific(digits[..digitCount], exponent, destination[written..], pointInMantissa)
            : Positional(digits[..digitCount], exponent, destination[written..]));
    }

    private static int Scientific(ReadOnlySpan<char> digits, int exponent, Span<char> destination, bool pointInMantissa)
    {
        int written = 0;
        destination[written++] = digits[0];
        if (digits.Length > 1 || pointInMantissa)
        {
            destination[written++] = '.';
            if (digits.Length == 1)
            {
                destination[written++] = '0';
            }
        }

        digits[1..].CopyTo(destination[written..]);
        written += digits.Length - 1;
        destination[written++] = 'e';
        destination[written++] = exponent < 0 ? '-' : '+';
        Math.Abs(exponent).TryFormat(destination[written..], out int length, "00", CultureInfo.InvariantCulture);
        return written + length;
    }

    private static int Positional(ReadOnlySpan<char> digits, int exponent, Span<char> destination)
    {
        int written = 0;
        if (exponent < 0)
        {
            destination[written++] = '0';
            destination[written++] = '.';
            for (int i = -1; i > exponent; i--)
            {
                destination[written++] = '0';
            }

            digits.CopyTo(destination[written..]);
            return written + digits.Length;
        }

        for (int i = 0; i < Math.Max(digits.Length, exponent + 1); i++)
        {
            if (i == exponent + 1)
            {
                destination[written++] = '.';
            }

            destination[written++] = i < digits.Length ? digits[i] : '0';
        }

        if (digits.Length <= exponent + 1)
        {
            destination[written++] = '.';
            destination[written++] = '0';
        }

        return written;
    }
}
