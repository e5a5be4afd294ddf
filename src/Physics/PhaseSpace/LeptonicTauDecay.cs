namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Energy of the (anti)neutrino of the lepton's flavour in τ → ℓ ν̄_ℓ ν_τ at rest: x = 2E_ν̄/m_τ, with y = 1 − x = w²/m_τ² the squared
/// mass of the ℓ ν_τ pair and r = m_ℓ²/m_τ².
/// </summary>
/// <remarks>
/// |M|² ∝ E_ν̄ (w² − m_ℓ²), phase space ∝ dw² E_ν̄ (1 − m_ℓ²/w²), both isotropic in the ℓ ν_τ frame; so x has the density
/// x²(1 − x − r)²/(1 − x) on [0, 1 − r], whose integral is f(r)/12 with f(r) = 1 − 8r + 8r³ − r⁴ − 12 r² ln r, the phase-space factor of the width.
/// </remarks>
internal sealed class LeptonicTauDecay
{
    // Nodes and weights of Gauss and Legendre on [-1, 1], 16 points: exact to rounding on the intervals used here, near either end where
    // the closed form cancels; they keep at least their own length from the pole at y = 0.
    private static readonly (double Node, double Weight)[] Quadrature = GaussLegendre(16);

    private readonly double _r, _norm;

    public LeptonicTauDecay(double massRatioSquared)
    {
        if (!(massRatioSquared > 0 && massRatioSquared < 0.1))
        {
            throw new ArgumentOutOfRangeException(nameof(massRatioSquared), "(m_ℓ/m_τ)² must lie in (0, 0.1)");
        }

        _r = massRatioSquared;
        _norm = PhaseSpaceFactor(_r) / 12;
        Energies = new InverseCumulative(new DensityEnd(FromMaximalEnergy, d => Density(1 - _r - d, d), 1 - _r), new DensityEnd(FromZeroEnergy, x => Density(x, 1 - _r - x), 1 - _r));
    }

    /// <summary>From a uniform number to y − r (below ½, where x is large) or to x (above ½).</summary>
    public InverseCumulative Energies { get; }

    /// <summary>f(r) = 1 − 8r + 8r³ − r⁴ − 12 r² ln r.</summary>
    public static double PhaseSpaceFactor(double r) => 1 - 8 * r + 8 * r * r * r - r * r * r * r - 12 * r * r * Math.Log(r);

    /// <summary>Normalised density at x = 1 − r − d.</summary>
    public double Density(double x, double d) => x * x * d * d / ((_r + d) * _norm);

    /// <summary>Probability of less than the given x.</summary>
    public double FromZeroEnergy(double x) =>
        x <= 0.2 ? Integral(x, t => Density(t, 1 - _r - t)) : 1 - FromMaximalEnergy(1 - _r - x);

    /// <summary>Probability of y − r less than d: ∫ (1 − t)²(t − r)²/t dt from r to r + d.</summary>
    public double FromMaximalEnergy(double d)
    {
        if (d <= _r)
        {
            return Integral(d, t => Density(1 - _r - t, t));
        }

        double r = _r, y = _r + d;
        return (r * r * Math.Log(y / r) - 2 * r * (1 + r) * d + (1 + 4 * r + r * r) * d * (y + r) / 2
            - 2 * (1 + r) * d * (y * y + y * r + r * r) / 3 + d * (y + r) * (y * y + r * r) / 4) / _norm;
    }

    private static double Integral(double length, Func<double, double> density)
    {
        double sum = 0;
        foreach ((double node, double weight) in Quadrature)
        {
            sum += weight * density(0.5 * length * (1 + node));
        }

        return 0.5 * length * sum;
    }

    private static (double Node, double Weight)[] GaussLegendre(int order)
    {
        (double, double)[] rule = new (double, double)[order];
        for (int i = 0; i < order; i++)
        {
            double x = Math.Cos(Math.PI * (i + 0.75) / (order + 0.5)), slope = 0;
            for (int step = 0; step < 100; step++)
            {
                (double p, double previous) = (x, 1);
                for (int n = 2; n <= order; n++)
                {
                    (p, previous) = (((2 * n - 1) * x * p - (n - 1) * previous) / n, p);
                }

                slope = order * (x * p - previous) / (x * x - 1);
                double change = p / slope;
                x -= change;
                if (Math.Abs(change) < 1e-16)
                {
                    break;
                }
            }

            rule[i] = (x, 2 / ((1 - x * x) * slope * slope));
        }

        return rule;
    }
}
