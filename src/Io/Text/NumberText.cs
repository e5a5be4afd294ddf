using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AlpToolkit.Io.Text;

/// <summary>
/// Numbers as generators write them: C and Fortran notation, <c>D</c> exponents, an exponent of three digits without its
/// letter (<c>3.0-101</c>). The result is the double nearest to the text, as <see cref="double.Parse(string)"/> gives it.
/// A process reads its first file before the just-in-time compiler has warmed up, hence AggressiveOptimization here and in
/// the decoders of events: measured, 20 to 29 % off the time of the first 200 MB.
/// </summary>
internal static class NumberText
{
    private const int MaximalFastDigits = 19;
    private const ulong MaximalExactInteger = 1UL << 53;

    // Powers of ten that a double holds exactly: one rounding makes the quotient or product correct (Clinger 1990).
    private static ReadOnlySpan<double> ExactPowers =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a real number that ends at a blank, at <c>&lt;</c> or at the end of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the number starts; afterwards where it ends. Unchanged when there is none.</param>
    /// <param name="value">The number; finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReadDouble(ReadOnlySpan<byte> text, ref int position, out double value)
    {
        int p = position;
        value = 0;
        if (p >= text.Length)
        {
            return false;
        }

        bool negative = text[p] == (byte)'-';
        if (negative || text[p] == (byte)'+')
        {
            p++;
        }

        ulong mantissa = 0;
        int start = p;
        p = ReadDigits(text, p, ref mantissa);
        int digits = p - start;
        int scale = 0;
        if (p < text.Length && text[p] == (byte)'.')
        {
            start = ++p;
            p = ReadDigits(text, p, ref mantissa);
            scale = p - start;
            digits += scale;
        }

        if (digits == 0 || !TryReadExponent(text, ref p, out int exponent) || !EndsAt(text, p))
        {
            return false;
        }

        int power = exponent - scale;
        bool isExact = digits <= MaximalFastDigits || SignificantDigits(text[position..p]) <= MaximalFastDigits;
        if (isExact && mantissa < MaximalExactInteger && (uint)(power + 22) <= 44)
        {
            value = power < 0 ? mantissa / ExactPowers[-power] : mantissa * ExactPowers[power];
            value = negative ? -value : value;
        }
        else if (isExact && mantissa != 0 && EiselLemire.TryConvert(mantissa, power, out value))
        {
            value = negative ? -value : value;
        }
        else if (!TryReadSlowly(text[position..p], out value))
        {
            return false;
        }

        position = p;
        return true;
    }

    /// <summary>Reads a whole number that ends as for <see cref="TryReadDouble"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the number starts; afterwards where it ends. Unchanged when there is none.</param>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReadInt32(ReadOnlySpan<byte> text, ref int position, out int value)
    {
        int p = position;
        value = 0;
        if (p >= text.Length)
        {
            return false;
        }

        bool negative = text[p] == (byte)'-';
        if (negative || text[p] == (byte)'+')
        {
            p++;
        }

        int start = p;
        long magnitude = 0;
        while (p < text.Length && (uint)(text[p] - '0') <= 9 && magnitude <= int.MaxValue)
        {
            magnitude = 10 * magnitude + (text[p++] - '0');
        }

        if (p == start || magnitude > int.MaxValue || !EndsAt(text, p))
        {
            return false;
        }

        value = (int)(negative ? -magnitude : magnitude);
        position = p;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool EndsAt(ReadOnlySpan<byte> text, int p) => p >= text.Length || text[p] <= (byte)' ' && text[p] != 0 || text[p] == (byte)'<';

    // Zeros in front do not count.
    private static int SignificantDigits(ReadOnlySpan<byte> token)
    {
        int start = token.IndexOfAnyInRange((byte)'1', (byte)'9');
        ReadOnlySpan<byte> rest = start < 0 ? [] : token[start..];
        int end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (end < 0 || rest[end] != (byte)'.')
        {
            return end < 0 ? rest.Length : end;
        }

        int decimals = rest[(end + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return decimals < 0 ? rest.Length - 1 : end + decimals;
    }

    // Beyond 19 digits the mantissa wraps; it is not used then.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadDigits(ReadOnlySpan<byte> text, int p, ref ulong mantissa)
    {
        while (p + 8 <= text.Length)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(text[p..]);
            if (!AreEightDigits(word))
            {
                break;
            }

            mantissa = mantissa * 100_000_000 + EightDigits(word);
            p += 8;
        }

        while (p < text.Length && (uint)(text[p] - '0') <= 9)
        {
            mantissa = mantissa * 10 + (uint)(text[p++] - '0');
        }

        return p;
    }

    // Every byte is 0x30..0x39: its high half is 3, and stays 3 when 6 is added.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreEightDigits(ulong word) =>
        ((word & (word + 0x0606060606060606)) & 0xF0F0F0F0F0F0F0F0) == 0x3030303030303030;

    // Pairs, then fours, then eight digits, side by side in one word.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint EightDigits(ulong word)
    {
        word -= 0x3030303030303030;
        word = word * 10 + (word >> 8);
        word = ((word & 0x000000FF000000FF) * 0x000F424000000064 + ((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001) >> 32;
        return (uint)word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int p, out int exponent)
    {
        exponent = 0;
        if (p >= text.Length)
        {
            return true;
        }

        bool letter = (text[p] | 0x20) is 'e' or 'd';
        if (!letter && text[p] is not ((byte)'+' or (byte)'-'))
        {
            return true;
        }

        if (letter && ++p >= text.Length)
        {
            return false;
        }

        bool negative = text[p] == (byte)'-';
        if (negative || text[p] == (byte)'+')
        {
            p++;
        }

        int start = p;
        while (p < text.Length && (uint)(text[p] - '0') <= 9)
        {
            exponent = Math.Min(10 * exponent + (text[p++] - '0'), 100_000);
        }

        exponent = negative ? -exponent : exponent;
        return letter ? p > start : p == start + 3;
    }

    private static bool TryReadSlowly(ReadOnlySpan<byte> token, out double value)
    {
        byte[]? rented = null;
        Span<byte> text = token.Length < 128 ? stackalloc byte[128] : rented = ArrayPool<byte>.Shared.Rent(token.Length + 1);
        int length = 0;
        for (int i = 0; i < token.Length; i++)
        {
            byte c = token[i];
            if (c is (byte)'d' or (byte)'D')
            {
                c = (byte)'e';
            }
            else if (c is (byte)'+' or (byte)'-' && i > 0 && (token[i - 1] | 0x20) is not ('e' or 'd'))
            {
                text[length++] = (byte)'e';
            }

            text[length++] = c;
        }

        bool read = double.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return read;
    }
}
