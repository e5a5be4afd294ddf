using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Kinematics;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Physics.Kinematics;

public sealed class BeamConfigurationTests
{
    // By hand, m_e neglected: s = 2 E₁E₂ (1 + cos 83 mrad) = 56 · 1.99655747 = 111.8072 GeV², √s = 10.5739 GeV.
    [Fact]
    public void SqrtS_OfBelleII_IsThatOfSevenOnFourGeVAt83Milliradians() =>
        Assert.Equal(Math.Sqrt(2 * 7 * 4 * (1 + Math.Cos(0.083))), BeamConfiguration.BelleII.SqrtS, 1e-6);

    [Fact]
    public void Laboratory_OfBelleII_HasTheBeamsInTheXzPlaneAroundTheSolenoid()
    {
        BeamConfiguration beams = BeamConfiguration.BelleII;
        Assert.Equal(0.0415, Math.Atan2(beams.Electron.X, beams.Electron.Z), 1e-15);
        Assert.Equal(0.0415, Math.Atan2(beams.Positron.X, -beams.Positron.Z), 1e-15);
        Assert.Equal((0, 0), (beams.Electron.Y, beams.Positron.Y));
        Assert.Equal((7, 4), (beams.Electron.E, beams.Positron.E));
    }

    [Fact]
    public void CentreOfMass_OfBelleII_HasTheElectronAlongZ()
    {
        BeamConfiguration beams = BeamConfiguration.BelleII;
        double half = beams.SqrtS / 2, momentum = Math.Sqrt(half * half - ParticleMasses.Electron * ParticleMasses.Electron);
        RandomMomenta.AssertClose(new FourVector(half, 0, 0, momentum), beams.LaboratoryToCentreOfMass.Apply(beams.Electron), 1e-12);
        RandomMomenta.AssertClose(new FourVector(half, 0, 0, -momentum), beams.LaboratoryToCentreOfMass.Apply(beams.Positron), 1e-12);
    }

    [Theory, InlineData(BeamParticle.Electron), InlineData(BeamParticle.Positron)]
    public void SampleCentreOfMassToLaboratory_OfTheFirstBeamAlongZ_IsThatBeam(BeamParticle first)
    {
        BeamConfiguration beams = BeamConfiguration.BelleII;
        double half = beams.SqrtS / 2, momentum = Math.Sqrt(half * half - ParticleMasses.Electron * ParticleMasses.Electron);
        FourVector expected = first == BeamParticle.Electron ? beams.Electron : beams.Positron;
        RandomMomenta.AssertClose(expected, beams.SampleCentreOfMassToLaboratory(first).Apply(new FourVector(half, 0, 0, momentum)), 1e-12);
    }

    [Property]
    public void LaboratoryToCentreOfMassAndBack_OfAnyMomentum_IsWhereItStarted(int seed, bool electronFirst)
    {
        Random random = new(seed);
        FourVector start = RandomMomenta.OfMass(random, 0.5);
        BeamConfiguration beams = new(1 + 10 * random.NextDouble(), 1 + 10 * random.NextDouble(), random.NextDouble());
        BeamParticle first = electronFirst ? BeamParticle.Electron : BeamParticle.Positron;
        LorentzTransform there = beams.LaboratoryToSampleCentreOfMass(first), back = beams.SampleCentreOfMassToLaboratory(first);
        RandomMomenta.AssertClose(start, back.Apply(there.Apply(start)), 1e-10);
        RandomMomenta.AssertClose(start, there.ApplyInverse(there.Apply(start)), 1e-10);
    }

    [Fact]
    public void SymmetricBeams_WithoutCrossingAngle_AreAtRestAlready()
    {
        BeamConfiguration beams = new(5.29, 5.29, 0);
        FourVector p = new(3, 1, -1, 2);
        Assert.Equal(10.58, beams.SqrtS, 1e-14);
        RandomMomenta.AssertClose(p, beams.LaboratoryToCentreOfMass.Apply(p), 1e-14);
    }

    [Theory, InlineData(0, 4, 0), InlineData(7, double.NaN, 0), InlineData(7, 4, -0.1), InlineData(7, 4, 3.2)]
    public void Constructor_OfBeamsThatCannotCollide_Throws(double electron, double positron, double angle) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BeamConfiguration(electron, positron, angle));
}
