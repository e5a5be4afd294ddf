using System.Numerics;
using System.Runtime.CompilerServices;

namespace AlpToolkit.Io.Text;

/// <summary>
/// The double nearest to w·10^q for a whole number w of up to 64 bits, by one or two multiplications with 128 bits of 5^q
/// (D. Lemire, "Number parsing at a gigabyte per second", arXiv:2101.11408). Says so where these bits do not decide.
/// </summary>
internal static class EiselLemire
{
    // Below, w·10^q is less than half of the smallest double for any w of 64 bits; above, it is no double for any w.
    private const int SmallestPower = -342, LargestPower = 308;
    private const int MantissaBits = 52, ExponentBias = 1023, LargestExponent = 0x7fe;

    // Bits of the upper half of the product that are neither kept, nor the one that decides on rounding, nor the one that may be shifted in.
    private const int UnusedBits = 64 - (MantissaBits + 3);
    private const ulong AllUnused = (1UL << UnusedBits) - 1;

    // Where two neighbours can be equally near: 5^q, or w over 5^-q, fits into 64 bits then.
    private const int SmallestTie = -4, LargestTie = 23;

    // From here on 5^-q fits into 64 bits, and w over it may be a whole number, of which nothing must be lost.
    private const int SmallestExact = -27;

    private static readonly ulong[] s_powers = PowersOfFive();

    /// <summary>Converts a decimal.</summary>
    /// <param name="w">Its digits; not 0.</param>
    /// <param name="q">Its power of ten.</param>
    /// <param name="value">The nearest double, of two equally near the even one; positive.</param>
    /// <returns>False when it is not known: near a tie, below the normal numbers or above the largest.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryConvert(ulong w, int q, out double value)
    {
        value = 0;
        if (q is < SmallestPower or > LargestPower)
        {
            return false;
        }

        int zeros = BitOperations.LeadingZeroCount(w);
        ref ulong power = ref s_powers[2 * (q - SmallestPower)];
        ulong high = Math.BigMul(w << zeros, power, out ulong low);
        if ((high & AllUnused) == AllUnused)
        {
            // A carry from the lower 64 bits of 5^q may reach the bits that are kept.
            ulong carry = Math.BigMul(w << zeros, Unsafe.Add(ref power, 1), out _);
            low += carry;
            high += low < carry ? 1UL : 0;
            if (low == ulong.MaxValue)
            {
                return false;
            }
        }

        int top = (int)(high >> 63);
        ulong mantissa = high >> (top + UnusedBits);
        int exponent = BinaryExponent(q) + top - zeros + ExponentBias;
        if (exponent <= 0 || (low <= 1 && q is >= SmallestTie and <= LargestTie && (mantissa & 3) == 1 && mantissa << (top + UnusedBits) == high))
        {
            return false;
        }

        mantissa = (mantissa + (mantissa & 1)) >> 1;
        exponent += (int)(mantissa >> (MantissaBits + 1));
        if (exponent > LargestExponent)
        {
            return false;
        }

        value = BitConverter.UInt64BitsToDouble(((ulong)exponent << MantissaBits) | (mantissa & ((1UL << MantissaBits) - 1)));
        return true;
    }

    // Exponent of the first bit of 10^q, and 63: 217706 / 2^16 is log2 of 10, near enough for all powers here.
    private static int BinaryExponent(int q) => ((217706 * q) >> 16) + 63;

    // The first 128 bits of 5^q, upper half first, rounded down; up where a quotient may be exact.
    private static ulong[] PowersOfFive()
    {
        ulong[] powers = new ulong[2 * (LargestPower - SmallestPower + 1)];
        BigInteger power = BigInteger.One;
        for (int q = 0; q <= Math.Max(LargestPower, -SmallestPower); q++, power *= 5)
        {
            int bits = (int)power.GetBitLength();
            if (q <= LargestPower)
            {
                Store(q, bits > 128 ? power >> (bits - 128) : power << (128 - bits));
            }

            if (q > 0)
            {
                // 5^q is no power of two: 2^(bits - 1) < 5^q < 2^bits, so that the quotient has 128 bits.
                Store(-q, (BigInteger.One << (bits + 127)) / power + (-q >= SmallestExact ? 1 : 0));
            }
        }

        return powers;

        void Store(int q, BigInteger first128)
        {
            powers[2 * (q - SmallestPower)] = (ulong)(first128 >> 64);
            powers[2 * (q - SmallestPower) + 1] = (ulong)(first128 & ulong.MaxValue);
        }
    }
}
