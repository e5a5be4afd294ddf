using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Integration;

/// <summary>
/// The numbers of <see cref="Core.Numerics.Philox"/>, four consecutive counters at once. Counters are (number, block, stream, draw):
/// the same numbers whatever the thread that asks.
/// </summary>
internal static class PhiloxLanes
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    /// <summary>Fills two columns with independent uniform numbers in (0, 1), 52 bits each.</summary>
    /// <param name="key">The seed.</param>
    /// <param name="first">Number of the first point.</param>
    /// <param name="block">Second counter word.</param>
    /// <param name="stream">Third counter word.</param>
    /// <param name="draw">Fourth counter word.</param>
    /// <param name="u0">A column, filled whole; a multiple of 4 long.</param>
    /// <param name="u1">Another of the same length.</param>
    public static void Fill(ulong key, uint first, uint block, uint stream, uint draw, Span<Vector256<double>> u0, Span<Vector256<double>> u1)
    {
        Vector256<ulong> low = Vector256.Create(0xFFFFFFFFUL);
        Vector256<ulong> number = Vector256.Create(0UL, 1, 2, 3);
        for (int v = 0; v < u0.Length; v++)
        {
            Vector256<ulong> counter0 = (number + Vector256.Create((ulong)first + 4UL * (uint)v)) & low;
            Vector256<ulong> counter1 = Vector256.Create((ulong)block);
            Vector256<ulong> counter2 = Vector256.Create((ulong)stream);
            Vector256<ulong> counter3 = Vector256.Create((ulong)draw);
            uint key0 = (uint)key, key1 = (uint)(key >> 32);
            for (int round = 0; round < 10; round++)
            {
                Vector256<ulong> product0 = counter0 * Vector256.Create((ulong)Multiplier0);
                Vector256<ulong> product1 = counter2 * Vector256.Create((ulong)Multiplier1);
                counter0 = (product1 >>> 32) ^ counter1 ^ Vector256.Create((ulong)key0);
                counter2 = (product0 >>> 32) ^ counter3 ^ Vector256.Create((ulong)key1);
                counter1 = product1 & low;
                counter3 = product0 & low;
                key0 += Weyl0;
                key1 += Weyl1;
            }

            u0[v] = OpenUnit((counter1 << 32) | counter0);
            u1[v] = OpenUnit((counter3 << 32) | counter2);
        }
    }

    // 52 random bits as the mantissa of a number in [1, 2), less 1, plus half a step: exact, and what Core.Numerics.Philox gives.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> OpenUnit(Vector256<ulong> bits) =>
        ((bits >>> 12) | Vector256.Create(0x3FF0000000000000UL)).AsDouble() - Vector256.Create(1 - 0.5 / (1UL << 52));
}
