using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Kinematics;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Physics.Kinematics;

public sealed class AcceptanceRegionTests
{
    // Eq. (7): 22 degrees and 0.25 GeV, alike on both sides.
    [Theory]
    [InlineData(22.001, 0.25, true)]
    [InlineData(21.999, 5, false)]
    [InlineData(157.999, 0.25, true)]
    [InlineData(158.001, 5, false)]
    [InlineData(90, 0.2499999, false)]
    [InlineData(90, 0.25, true)]
    public void Contains_AtTheBoundsOfEquation7_TakesTheBoundsIn(double degrees, double energy, bool expected)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        Assert.Equal(expected, AcceptanceRegion.BelleIICalorimeter.Contains(new FourVector(energy, 0.6 * energy * sin, 0.8 * energy * sin, energy * cos)));
    }

    [Property]
    public void Contains_OfAnyParticle_IsWhatItsPolarAngleAndEnergySay(int seed)
    {
        Random random = new(seed);
        AcceptanceRegion region = new(0.2 + random.NextDouble(), 1.5 + random.NextDouble(), random.NextDouble());
        FourVector p = RandomMomenta.OfMass(random, 0.1);
        Assert.Equal(p.Theta >= region.ThetaMin && p.Theta <= region.ThetaMax && p.E >= region.EnergyMin, region.Contains(p));
    }

    [Fact]
    public void Contains_OfANaN_IsFalse()
    {
        Assert.False(AcceptanceRegion.BelleIITracker.Contains(new FourVector(1, double.NaN, 0, 0)));
        Assert.False(AcceptanceRegion.BelleIITracker.Contains(new FourVector(double.NaN, 1, 0, 0)));
    }

    [Fact]
    public void Constructor_OfAnglesOutOfOrder_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AcceptanceRegion(1, 0.5, 0));
}
