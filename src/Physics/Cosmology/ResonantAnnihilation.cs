using MathNet.Numerics;

namespace AlpToolkit.Physics.Cosmology;

/// <summary>Dark matter that annihilates into photons through a resonant ALP, χχ → a → γγ (arXiv:2307.06369, Sec. II).</summary>
public static class ResonantAnnihilation
{
    /// <summary>
    /// Eq. (4): ⟨σv⟩ ≈ (π/64) g²_aγγ (x/r⁵) K₁(x/r)/K₂(x)², for a total width of the ALP that is narrow and all but invisible.
    /// </summary>
    /// <param name="coupling">g_aγγ, GeV⁻¹.</param>
    /// <param name="x">M_χ/T.</param>
    /// <param name="ratio">r = M_χ/m_a, at most ½.</param>
    /// <returns>⟨σv⟩, GeV⁻².</returns>
    /// <exception cref="ArgumentOutOfRangeException">x is not positive, or r not between 0 and ½.</exception>
    public static double ThermalAverage(double coupling, double x, double ratio)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        CheckRatio(ratio);
        double second = ScaledBesselK(2, x);
        return Math.PI / 64 * coupling * coupling * x / Math.Pow(ratio, 5) * ScaledBesselK(1, x / ratio) / (second * second) * Math.Exp(2 * x - x / ratio);
    }

    /// <summary>The coupling with which freeze-out leaves the dark matter observed: Eq. (4) at x_* equals σ_f.o.</summary>
    /// <param name="freezeOut">x_* and σ_f.o. of the dark matter's mass.</param>
    /// <param name="ratio">r = M_χ/m_a, at most ½.</param>
    /// <returns>g_aγγ, GeV⁻¹.</returns>
    public static double CouplingOfFreezeOut(FreezeOut freezeOut, double ratio)
    {
        ArgumentNullException.ThrowIfNull(freezeOut);
        return Math.Sqrt(freezeOut.CrossSection / ThermalAverage(1, freezeOut.X, ratio));
    }

    /// <summary>The smallest coupling with which freeze-out leaves the dark matter observed: r → ½, where Eq. (4) is largest.</summary>
    /// <param name="freezeOut">x_* and σ_f.o. of the dark matter's mass.</param>
    /// <returns>g_aγγ, GeV⁻¹.</returns>
    public static double MinimalCoupling(FreezeOut freezeOut) => CouplingOfFreezeOut(freezeOut, 0.5);

    /// <summary>Eq. (2): g_aγγ = α c_γγ/(2π f_a).</summary>
    /// <param name="decayConstant">f_a, GeV.</param>
    /// <param name="anomaly">c_γγ = Σ Q².</param>
    /// <returns>g_aγγ, GeV⁻¹.</returns>
    public static double CouplingOfDecayConstant(double decayConstant, double anomaly = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decayConstant);
        return FineStructure * anomaly / (2 * Math.PI * decayConstant);
    }

    /// <summary>Eq. (3): Γ(a → γγ)/Γ(a → χχ) ~ (α/4π)²/(r² √(1 - 4r²)), for c_γγ ~ 1 and g_aχχ ~ 1/f_a.</summary>
    /// <param name="ratio">r = M_χ/m_a, below ½.</param>
    public static double RatioOfWidths(double ratio)
    {
        CheckRatio(ratio);
        return Math.Pow(FineStructure / (4 * Math.PI), 2) / (ratio * ratio * Math.Sqrt(1 - 4 * ratio * ratio));
    }

    /// <summary>e^x K_n(x), the modified Bessel function of the second kind without its exponential.</summary>
    internal static double ScaledBesselK(int order, double x) => SpecialFunctions.BesselKScaled(order, x);

    private const double FineStructure = 1 / 137.035999084;

    private static void CheckRatio(double ratio)
    {
        if (!(ratio > 0) || ratio > 0.5)
        {
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "M_chi/m_a lies above 0 and at most at 1/2, where the ALP can decay into dark matter");
        }
    }
}
