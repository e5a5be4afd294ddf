using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Physics.Processes;

/// <summary>Lower and upper bound of a quantity, both inside.</summary>
/// <param name="Minimum">Lower bound.</param>
/// <param name="Maximum">Upper bound.</param>
public readonly record struct Interval(double Minimum, double Maximum)
{
    /// <summary>Every number.</summary>
    public static Interval Everything => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>True when the interval is the whole line.</summary>
    public bool IsEverything => double.IsNegativeInfinity(Minimum) && double.IsPositiveInfinity(Maximum);

    /// <summary>True when the value is inside.</summary>
    /// <param name="value">The value; NaN is outside.</param>
    public bool Contains(double value) => value >= Minimum && value <= Maximum;
}

/// <summary>Where photons that are not seen may be.</summary>
public enum PhotonLoss
{
    /// <summary>Below the energy threshold or in the blind cones: whatever fails Eq. (7).</summary>
    Anywhere,

    /// <summary>In the blind cones around the beams, at any energy.</summary>
    BlindCones,
}

/// <summary>
/// What part of phase space is generated; everything in the centre-of-mass frame. The missing system is all that is neither a
/// charged lepton nor a visible photon: Eq. (12). Immutable.
/// </summary>
public sealed record GenerationCuts
{
    /// <summary>Every charged lepton is in this region; null for no cut.</summary>
    public AcceptanceRegion? Leptons { get; init; }

    /// <summary>Where a photon is visible, Eq. (7).</summary>
    public AcceptanceRegion Photons { get; init; } = AcceptanceRegion.BelleIICalorimeter;

    /// <summary>Number of visible photons; null for any.</summary>
    public int? VisiblePhotons { get; init; }

    /// <summary>Where photons that are not visible may be, when <see cref="VisiblePhotons"/> is given.</summary>
    public PhotonLoss PhotonLoss { get; init; }

    /// <summary>Smallest energy of every photon, GeV: the regulator of the soft divergence.</summary>
    public double PhotonEnergyMin { get; init; }

    /// <summary>m²_miss of Eq. (11), GeV².</summary>
    public Interval MissingMassSquared { get; init; } = Interval.Everything;

    /// <summary>E*_miss of Eq. (12), GeV.</summary>
    public Interval MissingEnergy { get; init; } = Interval.Everything;

    /// <summary>Smallest |η*_miss| of Eq. (10).</summary>
    public double MissingPseudorapidityMin { get; init; }

    /// <summary>Largest |η*_miss| of Eq. (10).</summary>
    public double MissingPseudorapidityMax { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// |m_ee^τ|/m_ee of Eq. (19) and (23), with the azimuth around the beams for φ: 1 for most τ pairs. What τ pairs there are beside their line can be generated
    /// alone.
    /// </summary>
    public Interval TauMassRatio { get; init; } = Interval.Everything;

    /// <summary>Invariant mass of the two charged leptons, GeV.</summary>
    public Interval PairMass { get; init; } = Interval.Everything;
}
