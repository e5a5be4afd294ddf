using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Kinematics;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Physics.Kinematics;

public sealed class ElectronPairTests
{
    [Property]
    public void MassSquared_OfAPair_IsThatOfTheSumInEveryFrame(int seed)
    {
        Random random = new(seed);
        FourVector positron = RandomMomenta.OfMass(random, ParticleMasses.Electron), electron = RandomMomenta.OfMass(random, ParticleMasses.Electron);
        LorentzTransform boost = RandomMomenta.Boost(random);
        double here = ElectronPair.MassSquared(positron, electron);
        Assert.Equal((positron + electron).MassSquared, here, 1e-12);
        Assert.Equal(here, ElectronPair.MassSquared(boost.Apply(positron), boost.Apply(electron)), 1e-11);
    }

    // Eq. (23), last equality: for what recoils against an ALP of mass m_a, made from the two four-momenta at hand.
    [Property]
    public void MassSquaredOfSignal_OfAnyPair_IsItsMassSquared(int seed)
    {
        Random random = new(seed);
        FourVector positron = RandomMomenta.OfMass(random, ParticleMasses.Electron, 3), electron = RandomMomenta.OfMass(random, ParticleMasses.Electron, 3);
        FourVector alp = MissingSystem.Momentum(10.58, positron, electron);
        if (alp.MassSquared < 0)
        {
            return;
        }

        Assert.Equal(ElectronPair.MassSquared(positron, electron), ElectronPair.MassSquaredOfSignal(10.58, Math.Sqrt(alp.MassSquared), alp.E), 1e-11);
    }

    // At rest to each other: 4 m_e². Head on: 4E².
    [Fact]
    public void MassSquared_AtItsLimits_IsFourElectronMassesAndFourEnergies()
    {
        FourVector electron = new(ParticleMasses.Electron, 0, 0, 0);
        Assert.Equal(4 * ParticleMasses.Electron * ParticleMasses.Electron, ElectronPair.MassSquared(electron, electron), 1e-20);
        Assert.Equal(36, ElectronPair.MassSquared(new FourVector(3, 0, 0, 3), new FourVector(3, 0, 0, -3), 0, 0), 1e-14);
    }

    [Property]
    public void AzimuthAndAcoplanarity_OfTwoDirections_AreThoseOfTheirAngles(int seed)
    {
        Random random = new(seed);
        double first = 2 * Math.PI * random.NextDouble() - Math.PI, difference = Math.PI * (2 * random.NextDouble() - 1);
        FourVector positron = new(3, 2 * Math.Cos(first), 2 * Math.Sin(first), 1), electron = new(3, Math.Cos(first + difference), Math.Sin(first + difference), -2);
        Assert.Equal(Math.Cos(difference), ElectronPair.CosAzimuth(positron, electron), 1e-14);
        Assert.Equal(Math.PI - Math.Abs(difference), ElectronPair.Acoplanarity(positron, electron), 1e-14);
    }

    [Fact]
    public void AzimuthAndAcoplanarity_OnTheBeamAxis_AreNaN()
    {
        FourVector onAxis = new(1, 0, 0, 1), off = new(1, -1, 0, 0);
        Assert.Equal(double.NaN, ElectronPair.CosAzimuth(onAxis, off));
        Assert.Equal(double.NaN, ElectronPair.Acoplanarity(onAxis, off));
    }
}
