using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Physics.EquivalentPhotons;

/// <summary>σ(e⁺e⁻ → e⁺e⁻a) without acceptance by equivalent photons: the band of Fig. 2 right of arXiv:2307.06369 (scales 0.1 m_a to 10 m_a).</summary>
public static class EquivalentPhotonApproximation
{
    private const double Step = 1.0 / 32, Range = 4;

    /// <summary>
    /// σ = (π g²/8) ∫ dln x [x f(x)] [x′ f(x′)] with x x′ = m_a²/s, in pb. Behind it is σ(γγ → a) = (π g² m_a²/8) δ(ŝ − m_a²), from
    /// |M|² = g²m_a⁴/4 for each of the two equal-helicity pairs, averaged over four. By tanh-sinh quadrature, to ten digits.
    /// </summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="parameters">α, m_e, g_aγγ, m_a.</param>
    /// <param name="scale">Factorisation scale Q, GeV.</param>
    /// <exception cref="ArgumentOutOfRangeException">m_a, m_e or the scale is not positive.</exception>
    public static double CrossSection(double sqrtS, ModelParameters parameters, double scale)
    {
        if (!(parameters.AlpMass > 0 && parameters.ElectronMass > 0 && scale > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), "the masses of ALP and electron and the scale must be positive");
        }

        double tau = Math.Pow(parameters.AlpMass / sqrtS, 2), largest = EquivalentPhotonFlux.LargestFraction(scale, parameters);
        double low = Math.Log(tau / largest), high = Math.Log(largest);
        if (low >= high)
        {
            return 0;
        }

        double sum = 0;
        for (int i = (int)(-Range / Step); i <= (int)(Range / Step); i++)
        {
            double t = 0.5 * Math.PI * Math.Sinh(i * Step), cosh = Math.Cosh(t);
            double x = Math.Exp(0.5 * (low + high + (high - low) * Math.Tanh(t))), other = tau / x;
            sum += Math.Cosh(i * Step) / (cosh * cosh) * x * EquivalentPhotonFlux.Density(x, scale, parameters) * other * EquivalentPhotonFlux.Density(other, scale, parameters);
        }

        double integral = 0.25 * Math.PI * Step * (high - low) * sum;
        return ModelParameters.PicobarnGeV2 * Math.PI * parameters.AlpPhotonCoupling * parameters.AlpPhotonCoupling / 8 * integral;
    }
}
