using AlpToolkit.Core.Plugins;
using AlpToolkit.Statistics;

namespace AlpToolkit.Plugins.Stages.Statistics;

/// <summary>Options of <see cref="StatisticsStage"/>.</summary>
public sealed record StatisticsSettings
{
    /// <summary>Histogram that every sample has, by name.</summary>
    [Help("histogram of the samples that holds the search region, by name"), Shorthand]
    public required string Histogram { get; init; }

    /// <summary>Samples that enter; empty for all.</summary>
    [Help("samples that enter, by name; all of them when none is given. Samples of one role are added bin by bin")]
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>How the bins are used.</summary>
    [Help("likelihood of every bin, or of the region counted as one bin")]
    public LikelihoodMethod Method { get; init; } = LikelihoodMethod.PoissonLikelihood;

    /// <summary>Whether under- and overflow are bins of the region; they are not by default, because their width is not stated.</summary>
    [Help("whether under- and overflow belong to the search region")]
    public bool IncludeOverflow { get; init; }

    /// <summary>Values of Λ that exclude.</summary>
    [Help("values of Lambda that exclude a signal strength")]
    public IReadOnlyList<double> Thresholds { get; init; } = [TestStatistic.PaperThreshold, TestStatistic.ChiSquared95];

    /// <summary>Policy whose limit is quoted first; all are reported.</summary>
    [Help("what is assumed of bins with few simulated background events, for the limit quoted first; all three are reported")]
    public BackgroundPolicy Policy { get; init; } = BackgroundPolicy.PoissonUpperBound;

    /// <summary>Least expected background of a bin under the policy floor; null for a third of a simulated event of every sample.</summary>
    [Help("least expected background events a bin under the policy floor; without it a third of one simulated event of every background sample"), Bounds(0, 1e15)]
    public double? BackgroundFloor { get; init; }

    /// <summary>Confidence level of the policy poisson_upper_bound.</summary>
    [Help("confidence level of the policy poisson_upper_bound"), Bounds(0.01, 0.9999)]
    public double ConfidenceLevel { get; init; } = 0.6827;

    /// <summary>Coupling of the simulated signal; null for limits on the signal strength alone.</summary>
    [Help("coupling of the simulated signal, for limits on the coupling")]
    public CouplingSettings? Coupling { get; init; }

    /// <summary>Name of the result; null for <c>limit_</c> and the histogram's name.</summary>
    [Help("name of the result; without it limit_ and the histogram's name")]
    public string? Name { get; init; }
}

/// <summary>Coupling that the signal was simulated with.</summary>
public sealed record CouplingSettings
{
    /// <summary>g_ref, GeV⁻¹. The signal cross section is proportional to its square.</summary>
    [Help("coupling that the signal was simulated with"), Unit("GeV^-1"), Bounds(1e-20, 1e6), Shorthand]
    public required double Reference { get; init; }
}

/// <summary>How the bins of a search region are used.</summary>
public enum LikelihoodMethod
{
    /// <summary>Eq. (24) of arXiv:2307.06369: the Poisson likelihood of every bin.</summary>
    PoissonLikelihood,

    /// <summary>The region is counted as one bin.</summary>
    Counting,
}
