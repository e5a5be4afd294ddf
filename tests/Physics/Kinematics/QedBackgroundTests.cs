using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Kinematics;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Physics.Kinematics;

public sealed class QedBackgroundTests
{
    private static readonly double s_thetaMin = 22 * Math.PI / 180;

    // Sec. IV A: around 3.7 GeV for E_miss = 4 GeV.
    [Fact]
    public void MinimalMissingMass_OfFourGeV_IsAround3Point7() =>
        Assert.Equal(3.709, QedBackground.MinimalMissingMass(4, s_thetaMin), 0.0005);

    // Two photons of equal energy at θ_min and π − θ_min, added as four-momenta.
    [Fact]
    public void MinimalMissingMass_OfTwoPhotonsAtTheEdges_IsTheirInvariantMass()
    {
        FourVector sum = Photon(2.1, s_thetaMin) + Photon(2.1, Math.PI - s_thetaMin);
        Assert.Equal(Math.Sqrt(sum.MassSquared), QedBackground.MinimalMissingMass(sum.E, s_thetaMin), 1e-13);
    }

    // Three photons in a plane with η_miss = 0, added as four-momenta: p_z = 0 fixes the difference of the first two energies.
    [Property]
    public void MissingMassSquaredOfThreePhotons_WithoutLongitudinalMomentum_IsTheirInvariantMass(int seed)
    {
        Random random = new(seed);
        double third = random.NextDouble(), thirdTheta = Math.PI * random.NextDouble(), sum = 3 + random.NextDouble();
        double difference = third * Math.Cos(thirdTheta) / Math.Cos(s_thetaMin);
        FourVector total = Photon((sum - difference) / 2, s_thetaMin) + Photon((sum + difference) / 2, Math.PI - s_thetaMin) + Photon(third, thirdTheta);
        Assert.Equal(0, total.Z, 1e-12);
        Assert.Equal(total.MassSquared, QedBackground.MissingMassSquaredOfThreePhotons(total.E, s_thetaMin, third, thirdTheta), 1e-11);
    }

    private static FourVector Photon(double energy, double theta) => new(energy, energy * Math.Sin(theta), 0, energy * Math.Cos(theta));
}
