using System.Runtime.Intrinsics;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Tests.Physics.Integration;

public sealed class PhiloxLanesTests
{
    // Core's scalar Philox, tested against the published vectors, is the reference.
    [Theory]
    [InlineData(0UL, 0u, 0u, 0u, 0u)]
    [InlineData(0x123456789ABCDEFUL, 4096u, 17u, 0x80000003u, 5u)]
    [InlineData(ulong.MaxValue, uint.MaxValue - 3, uint.MaxValue, uint.MaxValue, uint.MaxValue)]
    public void Fill_GivesTheNumbersOfTheScalarGenerator(ulong key, uint first, uint block, uint stream, uint draw)
    {
        Vector256<double>[] u0 = new Vector256<double>[3], u1 = new Vector256<double>[3];

        PhiloxLanes.Fill(key, first, block, stream, draw, u0, u1);

        for (int i = 0; i < 4 * u0.Length; i++)
        {
            long number = (uint)(first + i) | ((long)block << 32);
            (double expected0, double expected1) = Philox.Uniforms(key, number, stream, draw);
            Assert.Equal(expected0, u0[i / 4][i % 4]);
            Assert.Equal(expected1, u1[i / 4][i % 4]);
        }
    }
}
