using System.Numerics;

namespace AlpToolkit.Physics.Kinematics;

/// <summary>Kinematics of e⁺e⁻ → τ⁺τ⁻ → e⁺e⁻ + 4ν as an antler (arXiv:2307.06369, Sec. IV B). NaN in, NaN out.</summary>
public static class TauPairBackground
{
    /// <summary>Eq. (17): energy of the electron in the rest frame of its τ, (m_τ² + m_e² − m_N²)/(2m_τ), GeV.</summary>
    /// <param name="neutrinoPairMass">m_N, invariant mass of the two neutrinos, GeV.</param>
    /// <param name="tauMass">m_τ, GeV.</param>
    /// <param name="electronMass">m_e, GeV.</param>
    public static double ElectronEnergyInTauFrame(double neutrinoPairMass, double tauMass = ParticleMasses.Tau, double electronMass = ParticleMasses.Electron) =>
        (tauMass * tauMass + electronMass * electronMass - neutrinoPairMass * neutrinoPairMass) / (2 * tauMass);

    /// <summary>Eq. (17): energy of the neutrino pair in the rest frame of its τ, (m_τ² − m_e² + m_N²)/(2m_τ), GeV.</summary>
    /// <param name="neutrinoPairMass">m_N, invariant mass of the two neutrinos, GeV.</param>
    /// <param name="tauMass">m_τ, GeV.</param>
    /// <param name="electronMass">m_e, GeV.</param>
    public static double NeutrinoPairEnergyInTauFrame(double neutrinoPairMass, double tauMass = ParticleMasses.Tau, double electronMass = ParticleMasses.Electron) =>
        (tauMass * tauMass - electronMass * electronMass + neutrinoPairMass * neutrinoPairMass) / (2 * tauMass);

    /// <summary>
    /// (m_ee^τ)² of Eq. (19), GeV²: the squared e⁺e⁻ mass that a τ pair with massless, invisible partners has at these energies.
    /// ℳ± = √(m_τ² − 2E±√s + 4E±²) are principal square roots: with both radicands negative their product is −√|·|√|·|, with
    /// one negative it is imaginary and so is part of the result. NaN below the threshold √s = 2m_τ.
    /// </summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="positronEnergy">E*₊, GeV.</param>
    /// <param name="electronEnergy">E*₋, GeV.</param>
    /// <param name="cosPhi">
    /// cos φ of the angle between the decay planes. The τ direction is not observed; with the azimuth between e⁺ and e⁻ around
    /// the beam axis (<see cref="ElectronPair.CosAzimuth"/>) τ pairs lie on m_ee = m_ee^τ. +1 and −1 bound it.
    /// </param>
    /// <param name="tauMass">m_τ, GeV.</param>
    public static Complex PairMassSquared(double sqrtS, double positronEnergy, double electronEnergy, double cosPhi, double tauMass = ParticleMasses.Tau)
    {
        (double real, double imaginary) = Parts(sqrtS, positronEnergy, electronEnergy, cosPhi, tauMass);
        return new Complex(real, imaginary);
    }

    /// <summary>|m_ee^τ| = √|(m_ee^τ)²| of Eq. (19), GeV: what the selection uses, since (m_ee^τ)² can be negative or complex for signal and QED.</summary>
    /// <inheritdoc cref="PairMassSquared"/>
    public static double PairMass(double sqrtS, double positronEnergy, double electronEnergy, double cosPhi, double tauMass = ParticleMasses.Tau)
    {
        (double real, double imaginary) = Parts(sqrtS, positronEnergy, electronEnergy, cosPhi, tauMass);
        return Math.Sqrt(imaginary == 0 ? Math.Abs(real) : Math.Sqrt(real * real + imaginary * imaginary));
    }

    private static (double Real, double Imaginary) Parts(double sqrtS, double positronEnergy, double electronEnergy, double cosPhi, double tauMass)
    {
        double s = sqrtS * sqrtS, tauMassSquared = tauMass * tauMass;
        double velocityPart = s - 4 * tauMassSquared;
        if (!(velocityPart > 0))
        {
            return (double.NaN, 0);
        }

        double real = tauMassSquared * tauMassSquared - sqrtS * tauMassSquared * (positronEnergy + electronEnergy)
            + 2 * electronEnergy * positronEnergy * (s - 2 * tauMassSquared);
        double radicandPlus = tauMassSquared - 2 * positronEnergy * sqrtS + 4 * positronEnergy * positronEnergy;
        double radicandMinus = tauMassSquared - 2 * electronEnergy * sqrtS + 4 * electronEnergy * electronEnergy;
        double product = radicandPlus * radicandMinus;
        double planes = tauMassSquared * cosPhi * Math.Sqrt(Math.Abs(product));
        double scale = 2 / velocityPart;
        if (product < 0)
        {
            return (scale * real, scale * planes);
        }

        return (scale * (radicandPlus < 0 ? real - planes : real + planes), 0);
    }
}
