using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.Numerics;

/// <summary>
/// Exponential, logarithm, sine and cosine of four numbers at once, within 1 unit in the last place, from additions, multiplications and fused
/// multiplications in a fixed order. The runtime's own vector functions come in two versions that round differently, precompiled and compiled on the machine, and
/// which one is in use depends on the clock: a run would not give the same bits twice.
/// </summary>
internal static class LaneFunctions
{
    private const double Log2High = 0.693147180369123816490, Log2Low = 1.90821492927058770002e-10;
    private const double HalfPiHigh = 1.5707963267948966, HalfPiMiddle = 6.123233995736766e-17, HalfPiLow = -1.4973849048591833e-33;

    // 1.5·2^52: the sum with it is rounded to a whole number, which then stands in the lowest bits.
    private const double WholeNumbers = 6755399441055744.0;

    /// <summary>e^x; 0 below −708, where results are no longer normal numbers, infinity above 709.7. NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes x)
    {
        // The order in which Min and Max take NaN does not matter: it is put back at the end.
        Lanes inside = Vector256.Min(Vector256.Max(x, Vector256.Create(-709.0)), Vector256.Create(710.0));
        Lanes shifted = Vector256.FusedMultiplyAdd(inside, Vector256.Create(1.4426950408889634), Vector256.Create(WholeNumbers));
        Lanes k = shifted - Vector256.Create(WholeNumbers);
        Lanes r = Vector256.FusedMultiplyAdd(k, Vector256.Create(-Log2High), inside);
        r = Vector256.FusedMultiplyAdd(k, Vector256.Create(-Log2Low), r);

        // Taylor's series to r^13/13!: |r| ≤ ln 2/2, the next term is below 5e-18.
        Lanes square = r * r, fourth = square * square;
        Lanes lowest = Pair(1.0 / 2, 1.0 / 6, r) + square * Pair(1.0 / 24, 1.0 / 120, r);
        Lanes middle = Pair(1.0 / 720, 1.0 / 5040, r) + square * Pair(1.0 / 40320, 1.0 / 362880, r);
        Lanes highest = Pair(1.0 / 3628800, 1.0 / 39916800, r) + square * Pair(1.0 / 479001600, 1.0 / 6227020800, r);
        Lanes series = Vector256.FusedMultiplyAdd(fourth, Vector256.FusedMultiplyAdd(fourth, highest, middle), lowest);
        Lanes sum = Lanes.One + Vector256.FusedMultiplyAdd(square, series, r);

        // 2^k in two factors, since 2^1024 is no number.
        Lanes half = Vector256.FusedMultiplyAdd(k, Vector256.Create(0.5), Vector256.Create(WholeNumbers)) - Vector256.Create(WholeNumbers);
        Lanes result = sum * PowerOfTwo(half) * PowerOfTwo(k - half);
        result = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(-708.0)), Lanes.Zero, result);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x), result, x);
    }

    /// <summary>ln x of normal numbers and infinity; −infinity for zero and numbers below the normal ones, NaN for negative numbers and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log(Lanes x)
    {
        // x = 2^k m with m in [√½, √2).
        Vector256<long> bits = x.AsInt64() + (Lanes.One.AsInt64() - Vector256.Create(0.70710678118654752).AsInt64());
        Vector256<long> power = Vector256.ShiftRightLogical(bits, 52) - Vector256.Create(1023L);
        Lanes m = (x.AsInt64() - Vector256.ShiftLeft(power, 52)).AsDouble();
        Lanes k = (power + Vector256.Create(WholeNumbers).AsInt64()).AsDouble() - Vector256.Create(WholeNumbers);

        // ln m = 2 artanh(s), s = f/(2 + f), f = m − 1: |s| ≤ 0.1716, the series to s^21; the next term is below 2e-19.
        Lanes f = m - Lanes.One;
        Lanes s = f / (f + Vector256.Create(2.0));
        Lanes z = s * s;
        Lanes z2 = z * z, z4 = z2 * z2;
        Lanes lowest = Pair(2.0 / 3, 2.0 / 5, z) + z2 * Pair(2.0 / 7, 2.0 / 9, z);
        Lanes middle = Pair(2.0 / 11, 2.0 / 13, z) + z2 * Pair(2.0 / 15, 2.0 / 17, z);
        Lanes sum = Vector256.FusedMultiplyAdd(z4, Vector256.FusedMultiplyAdd(z4, Pair(2.0 / 19, 2.0 / 21, z), middle), lowest);

        // ln m = f − (f²/2 − s (f²/2 + z·sum)): f is exact, and so the error is that of the small part.
        Lanes half = 0.5 * f * f;
        Lanes small = half - Vector256.FusedMultiplyAdd(s, Vector256.FusedMultiplyAdd(z, sum, half), k * Log2Low);
        Lanes result = Vector256.FusedMultiplyAdd(k, Vector256.Create(Log2High), f - small);
        result = Vector256.ConditionalSelect(Vector256.Equals(x, Vector256.Create(double.PositiveInfinity)), x, result);
        result = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(2.2250738585072014e-308)), Vector256.Create(double.NegativeInfinity), result);
        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Lanes.Zero), result, Vector256.Create(double.NaN));
    }

    /// <summary>
    /// Sine and cosine of angles in radians, |x| ≤ 1000: beyond, they lose digits as |x| grows, since π/2 is known to 160 bits. NaN and infinity give NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes Sin, Lanes Cos) SinCos(Lanes x)
    {
        Lanes shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(2 / Math.PI), Vector256.Create(WholeNumbers));
        Lanes k = shifted - Vector256.Create(WholeNumbers);
        Vector256<long> quadrant = shifted.AsInt64();

        // x − kπ/2 as r plus the part of it that r has no digits for.
        Lanes high = Vector256.FusedMultiplyAdd(k, Vector256.Create(-HalfPiHigh), x);
        Lanes r = Vector256.FusedMultiplyAdd(k, Vector256.Create(-HalfPiMiddle), high);
        Lanes rest = Vector256.FusedMultiplyAdd(k, Vector256.Create(-HalfPiMiddle), high - r);
        rest = Vector256.FusedMultiplyAdd(k, Vector256.Create(-HalfPiLow), rest);

        // Taylor's series to r^17/17! and r^16/16!: |r| ≤ π/4, the next terms are below 1e-19 r and 3e-18.
        Lanes z = r * r;
        Lanes z2 = z * z, z4 = z2 * z2;
        Lanes lowest = Pair(-1.0 / 6, 1.0 / 120, z) + z2 * Pair(-1.0 / 5040, 1.0 / 362880, z);
        Lanes highest = Pair(-1.0 / 39916800, 1.0 / 6227020800, z) + z2 * Pair(-1.0 / 1307674368000, 1.0 / 355687428096000, z);
        Lanes sum = Vector256.FusedMultiplyAdd(z4, highest, lowest);
        Lanes sine = r + Vector256.FusedMultiplyAdd(r * z, sum, rest);

        lowest = Pair(1.0 / 24, -1.0 / 720, z) + z2 * Pair(1.0 / 40320, -1.0 / 3628800, z);
        highest = Pair(1.0 / 479001600, -1.0 / 87178291200, z) + z2 * (1.0 / 20922789888000);
        Lanes even = Vector256.FusedMultiplyAdd(z4, highest, lowest);
        Lanes half = 0.5 * z, near = Lanes.One - half;
        Lanes cosine = near + Vector256.FusedMultiplyAdd(z * z, even, (Lanes.One - near - half) - r * rest);

        Lanes odd = Vector256.Equals(quadrant & Vector256<long>.One, Vector256<long>.One).AsDouble();
        Lanes sin = Vector256.ConditionalSelect(odd, cosine, sine), cos = Vector256.ConditionalSelect(odd, sine, cosine);
        Vector256<long> sinSign = Vector256.ShiftLeft(quadrant, 62) & Vector256.Create(long.MinValue);
        Vector256<long> cosSign = Vector256.ShiftLeft(quadrant + Vector256<long>.One, 62) & Vector256.Create(long.MinValue);
        return ((sin.AsInt64() ^ sinSign).AsDouble(), (cos.AsInt64() ^ cosSign).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Pair(double first, double second, Lanes x) => Vector256.FusedMultiplyAdd(Vector256.Create(second), x, Vector256.Create(first));

    // Whole exponents: −1022 to 1023. The sum has exponent + 1023 in its lowest bits, and they are moved to where a double has its exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes PowerOfTwo(Lanes exponent) => Vector256.ShiftLeft((exponent + Vector256.Create(WholeNumbers + 1023)).AsInt64(), 52).AsDouble();
}
