namespace AlpToolkit.Physics.Processes;

/// <summary>
/// Decay of the ALP to a pair of Majorana fermions χ by the last term of Eq. (1) of arXiv:2307.06369, and with it the ALP's width. Immutable.
/// <para>
/// Width: L = (g/2) M_χ a χ̄γ₅χ has two ways to contract the identical χ, hence the amplitude g M_χ ū γ₅ v, whose square summed over spins is
/// g²M_χ² · 4(p₁·p₂ + M_χ²) = 2 g²M_χ²m². With the two-body phase space β/8π and 1/2 for identical particles,
/// Γ = (1/2m) · (1/2) · (β/8π) · 2g²M_χ²m² = g² M_χ² m β/16π, β = √(1 − 4M_χ²/m²). Against Γ(a → γγ) = g_aγγ²m³/64π this is Eq. (3).
/// </para>
/// </summary>
public sealed class AlpToDarkMatter
{
    /// <summary>PDG code of dark matter of spin 1/2.</summary>
    public const int PdgId = 52;

    private AlpToDarkMatter(double mass, double coupling, double totalWidth) => (Mass, Coupling, TotalWidth) = (mass, coupling, totalWidth);

    /// <summary>M_χ, GeV.</summary>
    public double Mass { get; }

    /// <summary>g_aχχ, GeV⁻¹.</summary>
    public double Coupling { get; }

    /// <summary>Γ of the ALP at its mass, χχ and γγ together, GeV.</summary>
    public double TotalWidth { get; }

    /// <summary>The ALP with a given coupling to χ, on or off its mass shell.</summary>
    /// <param name="parameters">m_a and g_aγγ.</param>
    /// <param name="mass">M_χ, GeV; more than m_a/2 makes every decay one of an ALP off its mass shell.</param>
    /// <param name="coupling">g_aχχ, GeV⁻¹.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static AlpToDarkMatter FromCoupling(ModelParameters parameters, double mass, double coupling)
    {
        Positive(parameters.AlpMass, nameof(parameters), "the ALP's mass");
        Positive(mass, nameof(mass), "the mass of χ");
        Positive(coupling, nameof(coupling), "the coupling of the ALP to χ");
        return new(mass, coupling, PartialWidth(coupling, mass, parameters.AlpMass) + PhotonWidth(parameters.AlpPhotonCoupling, parameters.AlpMass));
    }

    /// <summary>The ALP with a given total width, all of which is not γγ being χχ.</summary>
    /// <param name="parameters">m_a and g_aγγ.</param>
    /// <param name="mass">M_χ, GeV, below m_a/2.</param>
    /// <param name="totalWidth">Γ, GeV.</param>
    /// <exception cref="ArgumentOutOfRangeException">M_χ is not between 0 and m_a/2, or Γ does not exceed Γ(a → γγ).</exception>
    public static AlpToDarkMatter FromWidth(ModelParameters parameters, double mass, double totalWidth)
    {
        Positive(mass, nameof(mass), "the mass of χ");
        if (!(mass < parameters.AlpMass / 2))
        {
            throw new ArgumentOutOfRangeException(nameof(mass), "the width fixes the coupling only when the mass of χ is below half of the ALP's: give the coupling instead");
        }

        double partial = totalWidth - PhotonWidth(parameters.AlpPhotonCoupling, parameters.AlpMass);
        Positive(partial, nameof(totalWidth), "what the width leaves beside a → γγ");
        return new(mass, Math.Sqrt(partial / PartialWidth(1, mass, parameters.AlpMass)), totalWidth);
    }

    /// <summary>Γ(a → χχ) = g² M_χ² m β/16π, GeV, of an ALP of mass m; 0 below threshold.</summary>
    /// <param name="coupling">g_aχχ, GeV⁻¹.</param>
    /// <param name="mass">M_χ, GeV.</param>
    /// <param name="alpMass">m, GeV.</param>
    public static double PartialWidth(double coupling, double mass, double alpMass) =>
        coupling * coupling * mass * mass * alpMass / (16 * Math.PI) * Math.Sqrt(Math.Max(0, 1 - 4 * mass * mass / (alpMass * alpMass)));

    /// <summary>Γ(a → γγ) = g² m³/64π, GeV.</summary>
    /// <param name="coupling">g_aγγ, GeV⁻¹.</param>
    /// <param name="alpMass">m, GeV.</param>
    public static double PhotonWidth(double coupling, double alpMass) => coupling * coupling * Math.Pow(alpMass, 3) / (64 * Math.PI);

    private static void Positive(double value, string parameter, string what)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(parameter, $"{what} must be positive");
        }
    }
}
