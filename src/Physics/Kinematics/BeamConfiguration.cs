using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Physics.Kinematics;

/// <summary>Which particle a beam consists of.</summary>
public enum BeamParticle
{
    /// <summary>e⁻.</summary>
    Electron,

    /// <summary>e⁺.</summary>
    Positron,
}

/// <summary>
/// An electron and a positron beam that cross at an angle. Laboratory: the z axis is the bisector of the electron's direction
/// and the reverse of the positron's (the solenoid), the electron goes towards +z, both beams lie in the x–z plane and lean towards
/// +x by half the crossing angle. Centre of mass: a pure boost, then a rotation about y that puts the electron along +z. Immutable.
/// </summary>
public sealed class BeamConfiguration
{
    private static readonly LorentzTransform s_halfTurn = LorentzTransform.RotationAboutY(Math.PI);

    /// <summary>Two beams.</summary>
    /// <param name="electronEnergy">Energy of the electron beam in the laboratory, GeV; above m_e.</param>
    /// <param name="positronEnergy">Energy of the positron beam in the laboratory, GeV; above m_e.</param>
    /// <param name="crossingAngle">Angle between the electron's direction and the reverse of the positron's, rad, in [0, π).</param>
    /// <exception cref="ArgumentOutOfRangeException">An energy is not above the electron's mass, or the angle is not in [0, π).</exception>
    public BeamConfiguration(double electronEnergy, double positronEnergy, double crossingAngle)
    {
        Electron = Beam(electronEnergy, crossingAngle, towards: 1);
        Positron = Beam(positronEnergy, crossingAngle, towards: -1);
        if (!(crossingAngle >= 0 && crossingAngle < Math.PI))
        {
            throw new ArgumentOutOfRangeException(nameof(crossingAngle), crossingAngle, "a crossing angle is in [0, π)");
        }

        FourVector total = Electron + Positron;
        SqrtS = Math.Sqrt(total.MassSquared);
        LorentzTransform boost = LorentzTransform.ToRestFrameOf(total);
        FourVector boosted = boost.Apply(Electron);
        LaboratoryToCentreOfMass = boost.Then(LorentzTransform.RotationAboutY(-Math.Atan2(boosted.X, boosted.Z)));
        CentreOfMassToLaboratory = LaboratoryToCentreOfMass.Inverse();
    }

    /// <summary>Belle II: 7 GeV electrons on 4 GeV positrons, crossing at 83 mrad (arXiv:1808.10567).</summary>
    public static BeamConfiguration BelleII { get; } = new(7, 4, 0.083);

    /// <summary>Four-momentum of a beam electron in the laboratory, GeV.</summary>
    public FourVector Electron { get; }

    /// <summary>Four-momentum of a beam positron in the laboratory, GeV.</summary>
    public FourVector Positron { get; }

    /// <summary>Centre-of-mass energy √s, GeV.</summary>
    public double SqrtS { get; }

    /// <summary>From the laboratory to the centre of mass with the electron along +z.</summary>
    public LorentzTransform LaboratoryToCentreOfMass { get; }

    /// <summary>From the centre of mass with the electron along +z to the laboratory.</summary>
    public LorentzTransform CentreOfMassToLaboratory { get; }

    /// <summary>
    /// From a sample's centre-of-mass frame, with z along the sample's first beam, to the laboratory. With the positron first that is
    /// half a turn about y, then <see cref="CentreOfMassToLaboratory"/>.
    /// </summary>
    /// <param name="firstBeam">The sample's first beam.</param>
    public LorentzTransform SampleCentreOfMassToLaboratory(BeamParticle firstBeam) =>
        firstBeam == BeamParticle.Electron ? CentreOfMassToLaboratory : s_halfTurn.Then(CentreOfMassToLaboratory);

    /// <summary>From the laboratory to a sample's centre-of-mass frame, with z along the sample's first beam.</summary>
    /// <param name="firstBeam">The sample's first beam.</param>
    public LorentzTransform LaboratoryToSampleCentreOfMass(BeamParticle firstBeam) =>
        firstBeam == BeamParticle.Electron ? LaboratoryToCentreOfMass : LaboratoryToCentreOfMass.Then(s_halfTurn);

    private static FourVector Beam(double energy, double crossingAngle, int towards)
    {
        if (!(energy > ParticleMasses.Electron && double.IsFinite(energy)))
        {
            throw new ArgumentOutOfRangeException(nameof(energy), energy, "a beam energy must exceed the mass of the electron");
        }

        double momentum = Math.Sqrt((energy - ParticleMasses.Electron) * (energy + ParticleMasses.Electron));
        (double sin, double cos) = Math.SinCos(crossingAngle / 2);
        return new FourVector(energy, momentum * sin, 0, towards * momentum * cos);
    }
}
