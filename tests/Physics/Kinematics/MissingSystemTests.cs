using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Kinematics;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Physics.Kinematics;

public sealed class MissingSystemTests
{
    private const double SqrtS = 10.58;

    // Two-body decay, Eq. (9), exact: energies add up to √s, and the photon's momentum is the ALP's.
    [Theory, InlineData(0), InlineData(0.1), InlineData(1), InlineData(7), InlineData(10.58)]
    public void PhotonAndMissingEnergy_OfTheTwoBodyDecay_ConserveEnergyAndMomentum(double alpMass)
    {
        double photon = MissingSystem.PhotonEnergy(SqrtS, alpMass), missing = MissingSystem.MaximalEnergy(SqrtS, alpMass);
        Assert.Equal(SqrtS, photon + missing, 1e-14);
        Assert.Equal(alpMass * alpMass, missing * missing - photon * photon, 1e-12);
    }

    [Theory, InlineData(0.1), InlineData(1.0), InlineData(7.0)]
    public void MassSquared_OfTheSystemRecoilingAgainstOnePhoton_IsTheAlpMassSquared(double alpMass)
    {
        double energy = MissingSystem.PhotonEnergy(SqrtS, alpMass);
        FourVector photon = new(energy, 0.48 * energy, 0.64 * energy, -0.6 * energy);
        FourVector recoil = MissingSystem.RecoilAgainst(SqrtS, photon);
        Assert.Equal(alpMass * alpMass, MissingSystem.MassSquared(recoil), 1e-12);
        Assert.Equal(MissingSystem.MaximalEnergy(SqrtS, alpMass), recoil.E, 1e-13);
    }

    // Eq. (10), its second form: −ln tan(θ/2). 0 at right angles; ln((1 + cos)/sin) = 0.88137 = asinh(1) at 45 degrees.
    [Theory, InlineData(0.001), InlineData(0.3), InlineData(Math.PI / 4), InlineData(1.5), InlineData(Math.PI / 2), InlineData(2), InlineData(3.1)]
    public void Pseudorapidity_OfADirection_IsMinusLogTanHalfTheta(double theta)
    {
        FourVector missing = new(9, 3 * Math.Sin(theta) * 0.6, 3 * Math.Sin(theta) * 0.8, 3 * Math.Cos(theta));
        Assert.Equal(-Math.Log(Math.Tan(theta / 2)), MissingSystem.Pseudorapidity(missing), 1e-12);
    }

    [Fact]
    public void Pseudorapidity_AtTheEdges_IsInfiniteAlongTheBeamAndNaNWithoutMomentum()
    {
        Assert.Equal(double.PositiveInfinity, MissingSystem.Pseudorapidity(new FourVector(2, 0, 0, 1)));
        Assert.Equal(double.NegativeInfinity, MissingSystem.Pseudorapidity(new FourVector(2, 0, 0, -1)));
        Assert.Equal(double.NaN, MissingSystem.Pseudorapidity(new FourVector(2, 0, 0, 0)));
        Assert.Equal(Math.Asinh(1), MissingSystem.Pseudorapidity(new FourVector(2, 1, 0, 1)), 1e-15);
    }

    [Property]
    public void Momentum_WithThePair_IsTheCollisionAtRest(int seed)
    {
        Random random = new(seed);
        FourVector positron = RandomMomenta.OfMass(random, ParticleMasses.Electron), electron = RandomMomenta.OfMass(random, ParticleMasses.Electron);
        FourVector sum = MissingSystem.Momentum(SqrtS, positron, electron) + positron + electron;
        RandomMomenta.AssertClose(new FourVector(SqrtS, 0, 0, 0), sum, 1e-13);
    }

    [Property]
    public void MassSquared_OfTheMissingSystem_IsTheSameInEveryFrame(int seed)
    {
        Random random = new(seed);
        FourVector missing = MissingSystem.Momentum(SqrtS, RandomMomenta.OfMass(random, 0.1), RandomMomenta.OfMass(random, 0.1));
        LorentzTransform boost = RandomMomenta.Boost(random);
        Assert.Equal(MissingSystem.MassSquared(missing), MissingSystem.MassSquared(boost.Apply(missing)), 1e-10);
    }

    // Eq. (20) by hand: 1 at 0; 1 − 0.7⁴ = 0.7599 at 7 GeV; zero at 10 GeV, where the floor starts; negative m² counts as 0.
    [Theory, InlineData(0, 1), InlineData(49, 0.7599), InlineData(100, 0), InlineData(110, 0), InlineData(-3, 1), InlineData(double.NaN, double.NaN)]
    public void MassSquaredResolution_OfAMass_IsTheFitWithItsFloor(double massSquared, double expected) =>
        Assert.Equal(expected, MissingSystem.MassSquaredResolution(massSquared), 1e-15);
}
