using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Physics.Kinematics;

/// <summary>The visible e⁺e⁻ pair (arXiv:2307.06369, Sec. IV B and V). NaN in, NaN out.</summary>
public static class ElectronPair
{
    /// <summary>m²_ee = 2 p₋·p₊ + m₊² + m₋², Eq. (23), GeV².</summary>
    /// <param name="positron">Four-momentum of the positron, GeV; any frame, the same for both.</param>
    /// <param name="electron">Four-momentum of the electron, GeV.</param>
    /// <param name="positronMass">Mass of the positron, GeV.</param>
    /// <param name="electronMass">Mass of the electron, GeV.</param>
    public static double MassSquared(in FourVector positron, in FourVector electron, double positronMass = ParticleMasses.Electron, double electronMass = ParticleMasses.Electron) =>
        2 * positron.Dot(electron) + positronMass * positronMass + electronMass * electronMass;

    /// <summary>m²_ee of a signal event from the energy of the ALP, s + m_a² − 2√s E*_a, Eq. (23), GeV².</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="alpMass">m_a, GeV.</param>
    /// <param name="alpEnergy">E*_a, GeV.</param>
    public static double MassSquaredOfSignal(double sqrtS, double alpMass, double alpEnergy) =>
        sqrtS * sqrtS + alpMass * alpMass - 2 * sqrtS * alpEnergy;

    /// <summary>cos(φ₊ − φ₋), cosine of the azimuth between e⁺ and e⁻ around the z axis; NaN when one of them lies on the axis.</summary>
    /// <param name="positron">Four-momentum of the positron, GeV.</param>
    /// <param name="electron">Four-momentum of the electron, GeV.</param>
    public static double CosAzimuth(in FourVector positron, in FourVector electron)
    {
        double cosine = (positron.X * electron.X + positron.Y * electron.Y)
            / Math.Sqrt(positron.TransverseMomentumSquared * electron.TransverseMomentumSquared);
        return Math.Clamp(cosine, -1, 1);
    }

    /// <summary>Acoplanarity π − |φ₊ − φ₋|, in [0, π] rad: 0 when back to back in the transverse plane; NaN when one of them lies on the axis.</summary>
    /// <param name="positron">Four-momentum of the positron, GeV.</param>
    /// <param name="electron">Four-momentum of the electron, GeV.</param>
    public static double Acoplanarity(in FourVector positron, in FourVector electron)
    {
        double cross = positron.X * electron.Y - positron.Y * electron.X;
        double dot = positron.X * electron.X + positron.Y * electron.Y;

        // The angle between one transverse momentum and the reverse of the other, exact near zero.
        return cross == 0 && dot == 0 ? double.NaN : Math.Atan2(Math.Abs(cross), -dot);
    }
}
