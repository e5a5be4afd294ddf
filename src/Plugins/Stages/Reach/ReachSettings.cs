using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Statistics;

namespace AlpToolkit.Plugins.Stages.Reach;

/// <summary>Options of <see cref="ReachStage"/>.</summary>
public sealed record ReachSettings
{
    /// <summary>Name of the result.</summary>
    [Help("name of the result")]
    public string Name { get; init; } = "reach";

    /// <summary>κ of Eq. (21); null to optimise it.</summary>
    [Help("kappa, the half-width of the missing-mass window in resolutions, Eq. (21); optimised when not given"), Bounds(0.01, 1000)]
    public double? Kappa { get; init; }

    /// <summary>E_miss^low of Eq. (22), GeV; null to optimise it.</summary>
    [OptionName("e_miss_low"), Help("smallest missing energy, Eq. (22); optimised when not given"), Unit("GeV"), Bounds(0, 1e6)]
    public double? MissingEnergyLow { get; init; }

    /// <summary>Where the missing energy ends.</summary>
    [OptionName("e_miss_high"), Help("largest missing energy")]
    public ReachEnergyEnd MissingEnergyHigh { get; init; } = ReachEnergyEnd.Kinematic;

    /// <summary>η_miss^high of Eq. (22); null to optimise it.</summary>
    [OptionName("eta_miss_high"), Help("largest size of the missing pseudorapidity, Eq. (22); optimised when not given"), Bounds(0, 1000)]
    public double? MissingPseudorapidityHigh { get; init; }

    /// <summary>Share of the signal in acceptance that the cuts keep.</summary>
    [Help("share of the signal that reaches this stage which the optimised cuts have to keep"), Bounds(0, 1)]
    public double Keep { get; init; } = 0.9;

    /// <summary>What the share is of.</summary>
    [Help("what keep is a share of")]
    public ReachKeepOf KeepOf { get; init; } = ReachKeepOf.KinematicRange;

    /// <summary>How much less S/√B is as good as the best.</summary>
    [Help("cuts with S/sqrt(B) less than this share below the best are as good, and their mean is taken: the best of them is an accident of the sample; 0 takes the best"), Bounds(0, 0.5)]
    public double Plateau { get; init; } = 0.03;

    /// <summary>Where cuts are looked for.</summary>
    [Help("loosest cuts that are looked at; events beyond them are not stored")]
    public ReachSearchSettings Search { get; init; } = new();

    /// <summary>Events that the optimisation looks at.</summary>
    [Help("most background events that cuts are optimised with, every n-th of them; a sixth as many signal events"), Bounds(100, 1e8)]
    public long OptimisationEvents { get; init; } = 600_000;

    /// <summary>Backgrounds that enter; empty for all.</summary>
    [Help("backgrounds that enter, by name; all of them when none is given")]
    public IReadOnlyList<string> Backgrounds { get; init; } = [];

    /// <summary>Factors on the cross sections of samples.</summary>
    [Help("factors on the cross sections of samples, 1 when not given: { lost_photon: 1e-4 }")]
    public EntryList<double> Scale { get; init; } = new();

    /// <summary>Backgrounds whose sparse bins are estimated with those around them.</summary>
    [Help("backgrounds, by name, whose bins with few simulated events are estimated with the bins around them: { tautau: { along: diagonal } }")]
    public EntryList<ReachSmoothingSettings> Smoothing { get; init; } = new();

    /// <summary>The plane of the likelihood.</summary>
    [Help("the plane that the likelihood of Eq. (24) is binned in")]
    public ReachPlaneSettings Plane { get; init; } = new();

    /// <summary>Λ that excludes.</summary>
    [Help("value of Lambda, Eq. (24), that excludes a signal"), Bounds(1e-3, 1000)]
    public double Threshold { get; init; } = TestStatistic.PaperThreshold;

    /// <summary>Confidence level of the bound on sparse bins.</summary>
    [Help("confidence level of the policy poisson_upper_bound"), Bounds(0.01, 0.9999)]
    public double ConfidenceLevel { get; init; } = 0.6827;

    /// <summary>Coupling that the signal was simulated with, GeV⁻¹.</summary>
    [Help("coupling that the signal was simulated with"), Unit("GeV^-1"), Bounds(1e-20, 1e6)]
    public double Coupling { get; init; } = 1e-4;

    /// <summary>Other assumptions that a limit is given for.</summary>
    [Help("other assumptions that a limit is given for beside the nominal one, with the same cuts: luminosity, or factors on samples")]
    public EntryList<ReachVariationSettings> Variations { get; init; } = new();

    /// <summary>Column of m²_miss, GeV².</summary>
    [OptionName("m_miss2"), Help("column of the squared missing mass, Eq. (11)")]
    public ColumnIn MissingMassSquared { get; init; } = "m_miss2";

    /// <summary>Column of δm²_miss, GeV².</summary>
    [Help("column of the resolution of the squared missing mass, Eq. (20)")]
    public ColumnIn Resolution { get; init; } = "m_miss2_resolution";

    /// <summary>Least resolution, GeV².</summary>
    [Help("least resolution of the squared missing mass: Eq. (20) vanishes at 10 GeV"), Unit("GeV^2"), Bounds(0, 1e6)]
    public double ResolutionFloor { get; init; } = 0.1;

    /// <summary>Column of E_miss, GeV.</summary>
    [OptionName("e_miss"), Help("column of the missing energy, Eq. (12)")]
    public ColumnIn MissingEnergy { get; init; } = "e_miss";

    /// <summary>Column of η_miss.</summary>
    [OptionName("eta_miss"), Help("column of the missing pseudorapidity, Eq. (10)")]
    public ColumnIn MissingPseudorapidity { get; init; } = "eta_miss";

    /// <summary>The largest missing energy that is kept, GeV.</summary>
    internal double EnergyHigh(double sqrtS, double mass) =>
        MissingEnergyHigh == ReachEnergyEnd.Kinematic ? MissingSystem.MaximalEnergy(sqrtS, mass) : double.PositiveInfinity;
}

/// <summary>Where the missing energy that is kept ends.</summary>
public enum ReachEnergyEnd
{
    /// <summary>(s + m_a²)/(2√s), Eq. (22).</summary>
    [Help("(s + m_a^2)/(2 sqrt_s), Eq. (22): more than that a signal of three bodies does not have")]
    Kinematic,

    /// <summary>Nowhere: in two-body kinematics all signal is at the end.</summary>
    [Help("no end: for a photon and a single invisible particle, all of whose signal is at the kinematic end")]
    None,
}

/// <summary>What the share of the signal that cuts have to keep is a share of.</summary>
public enum ReachKeepOf
{
    /// <summary>The signal below the largest missing energy of Eq. (22), which is no cut that could be optimised.</summary>
    [Help("the signal that reaches this stage with a missing energy below the largest, (s + m_a^2)/(2 sqrt_s), which is no cut to be optimised")]
    KinematicRange,

    /// <summary>All signal in acceptance.</summary>
    [Help("all signal that reaches this stage, also what the resolution moves beyond the largest missing energy")]
    Acceptance,
}

/// <summary>The loosest cuts that <see cref="ReachStage"/> looks at.</summary>
public sealed record ReachSearchSettings
{
    /// <summary>Largest κ.</summary>
    [Help("largest kappa"), Bounds(0, 1000)]
    public double KappaMax { get; init; } = 4;

    /// <summary>Smallest E_miss^low, GeV.</summary>
    [OptionName("e_miss_min"), Help("smallest missing energy"), Unit("GeV"), Bounds(0, 1e6)]
    public double MissingEnergyMin { get; init; } = 1.4;

    /// <summary>Largest η_miss^high.</summary>
    [OptionName("eta_miss_max"), Help("largest missing pseudorapidity"), Bounds(0, 1000)]
    public double MissingPseudorapidityMax { get; init; } = 2.6;
}

/// <summary>Estimates of bins with few simulated events from their neighbours.</summary>
public sealed record ReachSmoothingSettings
{
    /// <summary>Where the neighbours are.</summary>
    [Help("direction in which neighbourhoods are longest: along the first axis, the second, or their ratio; the background should have no structure of the size of a bin along it")]
    public SmoothingDirection Along { get; init; } = SmoothingDirection.Y;

    /// <summary>Width over length.</summary>
    [Help("width of a neighbourhood over its length: 0 for a line of bins, 1 for a square"), Bounds(0, 1)]
    public double Across { get; init; } = 1;

    /// <summary>Effective events that are enough.</summary>
    [Help("effective simulated events that are enough for a bin"), Bounds(1, 1e6)]
    public double Events { get; init; } = 10;

    /// <summary>How far a neighbourhood may reach.</summary>
    [Help("how many bins away a neighbourhood may reach"), Bounds(0, 100)]
    public int MostBins { get; init; } = 4;
}

/// <summary>The plane of the likelihood.</summary>
public sealed record ReachPlaneSettings
{
    /// <summary>Column on the first axis.</summary>
    [Help("column on the first axis")]
    public ColumnIn X { get; init; } = "m_ee";

    /// <summary>Column on the second axis.</summary>
    [Help("column on the second axis")]
    public ColumnIn Y { get; init; } = "m_ee_tau";

    /// <summary>Bins of the first axis.</summary>
    [Help("bins of the first axis; what lies below and above them is a bin each")]
    public Binning XBins { get; init; } = Binning.Parse("relative 2 %");

    /// <summary>Bins of the second axis.</summary>
    [Help("bins of the second axis; what lies below and above them is a bin each")]
    public Binning YBins { get; init; } = Binning.Parse("relative 2 %");
}

/// <summary>An assumption that a limit is given for beside the nominal one.</summary>
public sealed record ReachVariationSettings
{
    /// <summary>Luminosity, pb⁻¹; null for the pipeline's.</summary>
    [Help("luminosity in place of the pipeline's"), Unit("pb^-1"), Bounds(0, 1e15)]
    public double? Luminosity { get; init; }

    /// <summary>Factors on samples, in place of those of <see cref="ReachSettings.Scale"/>.</summary>
    [Help("factors on the cross sections of samples, in place of those of scale")]
    public EntryList<double> Scale { get; init; } = new();
}
