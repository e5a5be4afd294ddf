namespace AlpToolkit.Physics.Kinematics;

/// <summary>
/// Gaussian resolution of e± and γ at Belle II, Eq. (A1) of arXiv:2307.06369 (after the Belle II Physics Book, arXiv:1808.10567):
/// δE/E = √([a/(E/GeV)]² + [b/(E/GeV)^¼]² + c²), δθ = 10⁻³.
/// </summary>
/// <param name="Noise">a, the term that falls as 1/E.</param>
/// <param name="Stochastic">b, the term that falls as E^−¼.</param>
/// <param name="Constant">c.</param>
/// <param name="Angle">δθ, rad.</param>
public readonly record struct DetectorResolution(double Noise, double Stochastic, double Constant, double Angle)
{
    /// <summary>The numbers of Eq. (A1): 0.066 %, 0.81 %, 1.34 % and 1 mrad.</summary>
    public static DetectorResolution BelleII { get; } = new(0.066e-2, 0.81e-2, 1.34e-2, 1e-3);

    /// <summary>Relative energy resolution δE/E of Eq. (A1). Infinite at zero energy; NaN below.</summary>
    /// <param name="energy">Energy, GeV.</param>
    public double RelativeEnergy(double energy)
    {
        double noise = Noise / energy;
        return Math.Sqrt(noise * noise + Stochastic * Stochastic / Math.Sqrt(energy) + Constant * Constant);
    }
}
