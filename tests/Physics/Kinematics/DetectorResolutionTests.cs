using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Tests.Physics.Kinematics;

public sealed class DetectorResolutionTests
{
    // Eq. (A1) by python: sqrt((0.066/E)**2 + (0.81/E**0.25)**2 + 1.34**2) percent.
    [Theory]
    [InlineData(0.25, 1.7825532250118088)]
    [InlineData(1, 1.567180908510565)]
    [InlineData(5.29, 1.442572885294303)]
    public void RelativeEnergy_OfBelleII_IsEquationA1(double energy, double percent) =>
        Assert.Equal(percent / 100, DetectorResolution.BelleII.RelativeEnergy(energy), 1e-15);

    [Fact]
    public void RelativeEnergy_AtHighEnergy_IsTheConstantTerm() =>
        Assert.Equal(0.0134, DetectorResolution.BelleII.RelativeEnergy(1e30), 1e-15);
}
