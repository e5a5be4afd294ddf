using AlpToolkit.Physics.Cosmology;

namespace AlpToolkit.Tests.Physics.Cosmology;

public sealed class FreezeOutTests
{
    private static double PerSecond(FreezeOut freezeOut) => freezeOut.CrossSection * FreezeOut.CubicCentimetresPerSecond;

    // arXiv:1204.3622, abstract: 5.2e-26 cm³/s at 0.3 GeV, 2.2e-26 above 10 GeV, for Ω h² = 0.11.
    [Theory]
    [InlineData(0.3, 5.2e-26, 0.05)]
    [InlineData(100, 2.2e-26, 0.05)]
    public void CrossSection_IsThatOfSteigmanDasguptaBeacom(double mass, double expected, double tolerance) =>
        Assert.Equal(1, PerSecond(FreezeOut.Of(mass, 0.11)) / expected, tolerance);

    // x_* of WIMPs: about 20 at 10 GeV, growing with the logarithm of the mass.
    [Fact]
    public void X_GrowsWithTheMass()
    {
        double light = FreezeOut.Of(0.01).X, medium = FreezeOut.Of(1).X, heavy = FreezeOut.Of(100).X;
        Assert.InRange(light, 13, 17);
        Assert.InRange(heavy, 22, 26);
        Assert.True(light < medium && medium < heavy);
    }

    // What freezes out is nearly inversely proportional to ⟨σv⟩.
    [Fact]
    public void DensityOf_TheCrossSectionFound_IsTheOneObserved()
    {
        FreezeOut found = FreezeOut.Of(2);
        Assert.Equal(FreezeOut.RelicDensity, FreezeOut.DensityOf(2, found.CrossSection), 1e-8);
        Assert.InRange(FreezeOut.DensityOf(2, 2 * found.CrossSection) / FreezeOut.RelicDensity, 0.5, 0.53);
    }

    // Table S2 of arXiv:1606.07494; 3.36 and 3.91 long after the electrons are gone (massless neutrinos, 4/11).
    [Theory]
    [InlineData(1e-3, 10.71, 10.71 / 1.00228)]
    [InlineData(1, 73.48, 73.48 / 1.01778)]
    [InlineData(1e-7, 3.363, 3.909)]
    public void Degrees_AreThoseOfTheStandardModel(double temperature, double energy, double entropy)
    {
        Assert.Equal(energy, RelativisticDegrees.OfEnergy(temperature), 0.002);
        Assert.Equal(entropy, RelativisticDegrees.OfEntropy(temperature), 0.002);
    }

    [Fact]
    public void Of_AMassOfZero_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => FreezeOut.Of(0));
}
