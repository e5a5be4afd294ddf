using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Physics.EquivalentPhotons;

/// <summary>Photons around an electron, in the improved Weizsäcker-Williams approximation (Frixione, Mangano, Nason and Ridolfi, hep-ph/9310350).</summary>
public static class EquivalentPhotonFlux
{
    /// <summary>
    /// Number of photons per momentum fraction x with virtuality up to Q², with Q²_min = m_e²x²/(1 − x):
    /// <code>f(x) = (α/2π) [2 m_e² x (1/Q² − 1/Q²_min) + ((1 + (1 − x)²)/x) ln(Q²/Q²_min)]</code>
    /// 0 where Q² is below Q²_min, and for x outside of (0, 1).
    /// </summary>
    /// <param name="x">Fraction of the electron's momentum.</param>
    /// <param name="scale">Q, the factorisation scale, GeV.</param>
    /// <param name="parameters">α and m_e; the massless limit diverges.</param>
    public static double Density(double x, double scale, ModelParameters parameters)
    {
        if (!(x > 0 && x < 1))
        {
            return 0;
        }

        double massSquared = parameters.ElectronMass * parameters.ElectronMass, most = scale * scale;
        double least = massSquared * x * x / (1 - x);
        return least >= most
            ? 0
            : parameters.Alpha / (2 * Math.PI) * (2 * massSquared * x * (1 / most - 1 / least) + (1 + (1 - x) * (1 - x)) / x * Math.Log(most / least));
    }

    /// <summary>Largest x at which there are photons: where m_e²x²/(1 − x) reaches Q².</summary>
    /// <param name="scale">Q, GeV.</param>
    /// <param name="parameters">m_e.</param>
    public static double LargestFraction(double scale, ModelParameters parameters)
    {
        double most = scale * scale, massSquared = parameters.ElectronMass * parameters.ElectronMass;
        return 2 * most / (most + Math.Sqrt(most * (most + 4 * massSquared)));
    }
}
