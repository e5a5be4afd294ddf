using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>How a Double32_t or Float16_t is stored: as a float, as exponent and some bits of mantissa, or as a whole number between two ends.</summary>
internal readonly record struct PackedFloat
{
    // TStreamerElement: this many bits or more are no number of bits of a mantissa.
    private const int DefaultBits = 12, FirstPlain = 15;

    private PackedFloat(int bytes, double low, double factor, int bits) => (Bytes, Low, Factor, Bits) = (bytes, low, factor, bits);

    /// <summary>Bytes of a value: 4, or 3 for exponent and mantissa.</summary>
    public int Bytes { get; }

    private double Low { get; }

    // 0 for a plain float.
    private double Factor { get; }

    private int Bits { get; }

    /// <summary>The form that a range in a title asks for.</summary>
    /// <param name="range">The range, or null.</param>
    /// <param name="isFloat16">True for Float16_t, whose form without a range has 12 bits of mantissa.</param>
    public static PackedFloat For((double Low, double High, int Bits)? range, bool isFloat16) => range switch
    {
        null => WithoutRange(0, isFloat16),
        ({ } low, { } high, { } bits) when low >= high => WithoutRange(bits < FirstPlain ? bits : low is >= 1 and < FirstPlain ? (int)low : 0, isFloat16),
        ({ } low, { } high, { } bits) => new(4, low, (high - low) / (1L << bits), bits),
    };

    // ROOT takes a number of bits from where the lower end of the range stands; with 0 the types differ.
    private static PackedFloat WithoutRange(int bits, bool isFloat16) => bits > 0 ? new(3, 0, 0, bits) : isFloat16 ? new(3, 0, 0, DefaultBits) : new(4, 0, 0, 0);

    /// <summary>Reads a value of a Float16_t: as above, in single precision.</summary>
    public float ReadSingle(ref RootCursor cursor) =>
        Bytes == 4 && Factor != 0 ? (float)cursor.UInt32() * (float)Factor + (float)Low : (float)Read(ref cursor);

    /// <summary>Reads a value.</summary>
    public double Read(ref RootCursor cursor)
    {
        if (Bytes == 4)
        {
            return Factor == 0 ? cursor.Single() : Low + cursor.UInt32() * Factor;
        }

        uint exponent = cursor.Byte(), mantissa = cursor.UInt16();
        uint bits = exponent << 23 | (mantissa & ((1u << (Bits + 1)) - 1)) << (23 - Bits);
        float value = BitConverter.UInt32BitsToSingle(bits);
        return (mantissa & (1u << (Bits + 1))) != 0 ? -value : value;
    }

    /// <summary>Reads several.</summary>
    public double[] Read(ref RootCursor cursor, long count)
    {
        double[] values = new double[Math.Clamp(count, 0, cursor.Left / Bytes + 1)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Read(ref cursor);
        }

        return values;
    }
}
