using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Tests.Core.Numerics;

public sealed class PhiloxTests
{
    // Known-answer vectors of Philox4x32-10 in the Random123 distribution (kat_vectors).
    [Theory]
    [InlineData(0ul, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xfffffffffffffffful, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x299f31d0a4093822ul, 0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xd16cfe09u, 0x94fdcceb, 0x5001e420u, 0x24126ea1u)]
    public void Words_OfTheKnownAnswerVectors_AreTheirs(ulong key, uint c0, uint c1, uint c2, uint c3, uint r0, uint r1, uint r2, uint r3) =>
        Assert.Equal((r0, r1, r2, r3), Philox.Words(key, c0, c1, c2, c3));

    [Fact]
    public void Gaussians_OfManyEvents_HaveMeanZeroAndVarianceOne()
    {
        double sum = 0, squares = 0;
        const int Events = 200_000;
        for (int i = 0; i < Events; i++)
        {
            (double g0, double g1) = Philox.Gaussians(Philox.Key(7, "signal"), i, 3, 0);
            sum += g0 + g1;
            squares += g0 * g0 + g1 * g1;
        }

        // Five standard errors: 1/sqrt(n) on the mean, sqrt(2/n) on the variance.
        double n = 2.0 * Events;
        Assert.InRange(sum / n, -5 / Math.Sqrt(n), 5 / Math.Sqrt(n));
        Assert.InRange(squares / n, 1 - 5 * Math.Sqrt(2 / n), 1 + 5 * Math.Sqrt(2 / n));
    }
}
