namespace AlpToolkit.Physics.Cosmology;

/// <summary>
/// Thermal freeze-out of a dark-matter particle that is its own antiparticle and annihilates with a ⟨σv⟩ that does not depend on temperature,
/// after G. Steigman, B. Dasgupta, J. F. Beacom, arXiv:1204.3622: when it leaves equilibrium, and which ⟨σv⟩ leaves the density that is observed.
/// </summary>
public sealed record FreezeOut
{
    /// <summary>Ω h² of dark matter today (Planck, arXiv:1807.06209).</summary>
    public const double RelicDensity = 0.12;

    /// <summary>1 GeV⁻² in cm³/s: (ħc)² c.</summary>
    public const double CubicCentimetresPerSecond = 1.167329e-17;

    // GeV; entropy density today over critical density over h², 1/GeV.
    private const double PlanckMass = 1.220890e19, EntropyOverCriticalDensity = 2.7431e8;

    // Y = (1 + Δ) Y_eq at x_*: the Δ of arXiv:1204.3622, the golden ratio less one.
    private const double Departure = 0.6180339887498949;

    private const double First = 1, Last = 2e4;
    private const int Steps = 12_000;

    private FreezeOut(double mass, double x, double crossSection) => (Mass, X, CrossSection) = (mass, x, crossSection);

    /// <summary>M_χ, GeV.</summary>
    public double Mass { get; }

    /// <summary>x_* = M_χ/T_* where the density has left equilibrium.</summary>
    public double X { get; }

    /// <summary>σ_f.o., the ⟨σv⟩ that leaves the density asked for, GeV⁻².</summary>
    public double CrossSection { get; }

    /// <summary>Finds x_* and σ_f.o. of a mass.</summary>
    /// <param name="mass">M_χ, GeV; above a few MeV, so that freeze-out precedes nucleosynthesis.</param>
    /// <param name="relicDensity">Ω h².</param>
    /// <param name="spins">Degrees of freedom of the particle: 2 for a Majorana fermion.</param>
    /// <exception cref="ArgumentOutOfRangeException">Mass, density or degrees of freedom are not positive.</exception>
    public static FreezeOut Of(double mass, double relicDensity = RelicDensity, double spins = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mass);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(relicDensity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spins);
        double crossSection = 2.2e-26 / CubicCentimetresPerSecond;
        double x = 0;
        for (int iteration = 0; iteration < 20; iteration++)
        {
            (double density, x) = Solve(mass, crossSection, spins);
            double ratio = density / relicDensity;
            crossSection *= ratio;
            if (Math.Abs(ratio - 1) < 1e-8)
            {
                break;
            }
        }

        return new FreezeOut(mass, x, crossSection);
    }

    /// <summary>Ω h² that a ⟨σv⟩ leaves.</summary>
    /// <param name="mass">M_χ, GeV.</param>
    /// <param name="crossSection">⟨σv⟩, GeV⁻².</param>
    /// <param name="spins">Degrees of freedom of the particle.</param>
    public static double DensityOf(double mass, double crossSection, double spins = 2) => Solve(mass, crossSection, spins).Density;

    /// <summary>Y_eq = n_eq/s of a particle of Maxwell-Boltzmann statistics.</summary>
    /// <param name="mass">M_χ, GeV.</param>
    /// <param name="x">M_χ/T.</param>
    /// <param name="spins">Degrees of freedom of the particle.</param>
    public static double Equilibrium(double mass, double x, double spins = 2) =>
        45 * spins / (4 * Math.PI * Math.PI * Math.PI * Math.PI) * x * x * ResonantAnnihilation.ScaledBesselK(2, x) * Math.Exp(-x) / RelativisticDegrees.FastEntropy(mass / x);

    // dY/dx = -√(π/45) M_Pl M √g_* ⟨σv⟩/x² (Y² - Y_eq²), implicit Euler steps in ln x, extrapolated in the step.
    private static (double Density, double X) Solve(double mass, double crossSection, double spins)
    {
        (double coarse, _) = Evolve(mass, crossSection, spins, Steps / 2);
        (double fine, double x) = Evolve(mass, crossSection, spins, Steps);
        return (EntropyOverCriticalDensity * mass * (2 * fine - coarse), x);
    }

    private static (double Abundance, double X) Evolve(double mass, double crossSection, double spins, int steps)
    {
        double step = Math.Log(Last / First) / steps, rate = Math.Sqrt(Math.PI / 45) * PlanckMass * mass * crossSection;
        double abundance = Equilibrium(mass, First, spins), left = double.NaN, before = 0;
        for (int i = 1; i <= steps; i++)
        {
            double x = First * Math.Exp(i * step);
            double equilibrium = x < 600 ? Equilibrium(mass, x, spins) : 0;
            double k = rate * RelativisticDegrees.FastSquareRootOfGStar(mass / x) / x * step;

            // k Y² + Y = Y_before + k Y_eq², in the form that does not cancel.
            double known = abundance + k * equilibrium * equilibrium;
            abundance = 2 * known / (1 + Math.Sqrt(1 + 4 * k * known));
            double departure = equilibrium > 0 ? abundance / equilibrium - 1 : double.PositiveInfinity;
            if (double.IsNaN(left) && departure >= Departure)
            {
                left = x * Math.Exp(-step * (departure - Departure) / (departure - before));
            }

            before = departure;
        }

        return (abundance, left);
    }
}
