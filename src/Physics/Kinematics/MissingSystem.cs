using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Physics.Kinematics;

/// <summary>What a collision left unseen (arXiv:2307.06369, Sec. III A). NaN in, NaN out.</summary>
public static class MissingSystem
{
    /// <summary>E*_γ = (s − m_a²)/(2√s), Eq. (9): the photon's energy in e⁺e⁻ → γa, GeV. Negative when m_a exceeds √s: there is no such decay.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="alpMass">m_a, GeV.</param>
    public static double PhotonEnergy(double sqrtS, double alpMass) => (sqrtS * sqrtS - alpMass * alpMass) / (2 * sqrtS);

    /// <summary>E*_miss = (s + m_a²)/(2√s), Eq. (9): the missing energy of e⁺e⁻ → γa, and the largest of e⁺e⁻ → e⁺e⁻a for m_e → 0, GeV.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="alpMass">m_a, GeV.</param>
    public static double MaximalEnergy(double sqrtS, double alpMass) => (sqrtS * sqrtS + alpMass * alpMass) / (2 * sqrtS);

    /// <summary>
    /// η_miss = ½ ln[(|p| + p_L)/(|p| − p_L)] = −ln tan(θ/2), Eq. (10), in the frame of the argument. ±∞ along the beam axis,
    /// NaN without momentum.
    /// </summary>
    /// <param name="missing">Missing four-momentum, GeV.</param>
    public static double Pseudorapidity(in FourVector missing)
    {
        // (|p| + |p_L|)²/p_T² in place of (|p| + p_L)/(|p| − p_L): no cancellation at small angles.
        double sum = missing.Momentum + Math.Abs(missing.Z);
        return Math.CopySign(0.5 * Math.Log(sum * sum / missing.TransverseMomentumSquared), missing.Z);
    }

    /// <summary>m²_miss = E²_miss − |p_miss|², Eq. (11), GeV². Signed: resolution makes it negative.</summary>
    /// <param name="missing">Missing four-momentum in any frame, GeV.</param>
    public static double MassSquared(in FourVector missing) => missing.MassSquared;

    /// <summary>Missing four-momentum of Eq. (12), centre-of-mass frame: E*_miss = √s − E*₊ − E*₋, p*_miss = −p*₊ − p*₋, GeV.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="positron">Four-momentum of the positron in the centre of mass, GeV.</param>
    /// <param name="electron">Four-momentum of the electron in the centre of mass, GeV.</param>
    public static FourVector Momentum(double sqrtS, in FourVector positron, in FourVector electron) =>
        new(sqrtS - positron.E - electron.E, -positron.X - electron.X, -positron.Y - electron.Y, -positron.Z - electron.Z);

    /// <summary>What recoils against one photon in the centre-of-mass frame: Eq. (12) for γ + invisible, GeV. Its mass squared is s − 2√s E*_γ.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="photon">Four-momentum of the photon in the centre of mass, GeV.</param>
    public static FourVector RecoilAgainst(double sqrtS, in FourVector photon) => new(sqrtS - photon.E, -photon.X, -photon.Y, -photon.Z);

    /// <summary>
    /// Resolution δm²_miss = 1 − (m_miss/10 GeV)⁴ of Eq. (20), GeV². The fit crosses zero at 10 GeV, below the √s = 10.58 GeV of
    /// Belle II: 0 from there on.
    /// </summary>
    /// <param name="massSquared">m²_miss, GeV²; negative values count as m_miss = 0.</param>
    public static double MassSquaredResolution(double massSquared)
    {
        double ratioSquared = Math.Max(0, massSquared) / 100;
        return Math.Max(0, 1 - ratioSquared * ratioSquared);
    }
}
