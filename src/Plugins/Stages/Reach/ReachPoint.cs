using AlpToolkit.Statistics.Selection;

namespace AlpToolkit.Plugins.Stages.Reach;

/// <summary>A background in the selection of one mass.</summary>
/// <param name="Sample">Name.</param>
/// <param name="Events">Expected events.</param>
/// <param name="Error">Its statistical error.</param>
/// <param name="Simulated">Simulated events that pass, copies counted.</param>
internal sealed record ReachBackground(string Sample, double Events, double Error, long Simulated);

/// <summary>What was found for one mass. Couplings in GeV⁻¹; infinite where nothing is excluded.</summary>
internal sealed record ReachPoint
{
    public required ReachCuts Cuts { get; init; }

    /// <summary>The cuts with the best S/√B.</summary>
    public required OptimalCuts Found { get; init; }

    /// <summary>S/√B of the cuts that are taken over the best.</summary>
    public required double Merit { get; init; }

    /// <summary>Signal events expected in the selection at the reference coupling.</summary>
    public required double Signal { get; init; }

    /// <summary>Share of the signal that reached the stage which the cuts keep.</summary>
    public required double Efficiency { get; init; }

    public required IReadOnlyList<ReachBackground> Backgrounds { get; init; }

    /// <summary>Limit with the background as simulated.</summary>
    public required double Coupling { get; init; }

    /// <summary>Its statistical error, by the jackknife.</summary>
    public required double CouplingError { get; init; }

    /// <summary>Limit with the policy floor.</summary>
    public required double CouplingFloor { get; init; }

    /// <summary>Limit with the policy Poisson upper bound.</summary>
    public required double CouplingUpperBound { get; init; }

    /// <summary>Limit from half of the simulated events.</summary>
    public required double CouplingHalf { get; init; }

    /// <summary>Limit with every bin as simulated, nothing smoothed.</summary>
    public required double CouplingUnsmoothed { get; init; }

    /// <summary>Limit when the selection is counted as one bin.</summary>
    public required double CouplingCounting { get; init; }

    /// <summary>Expected limit at 95 % CLs, asymptotic: median and the bands of one and two standard deviations, ascending.</summary>
    public required IReadOnlyList<double> CouplingCls { get; init; }

    /// <summary>Expected median limit at 95 % CLs from the distribution of the likelihood ratio.</summary>
    public required double CouplingClsExact { get; init; }

    /// <summary>Signal events at the limit.</summary>
    public required double SignalAtLimit { get; init; }

    /// <summary>Background in bins with signal after smoothing over that before; NaN without background.</summary>
    public required double SmoothedOverSimulated { get; init; }

    /// <summary>Share of Λ at the limit from bins whose background has at least 10 effective simulated events.</summary>
    public required double ShareCovered { get; init; }

    /// <summary>Share of Λ from bins whose background, at its upper bound, is below 1 % of the signal at the limit.</summary>
    public required double ShareExcluded { get; init; }

    /// <summary>Share of Λ from the other bins.</summary>
    public double ShareSparse => 1 - ShareCovered - ShareExcluded;

    /// <summary>Limits of the variations, in their order.</summary>
    public required IReadOnlyList<double> Variations { get; init; }
}
