namespace AlpToolkit.Physics.Integration;

/// <summary>How an integration is done.</summary>
public sealed record IntegrationSettings
{
    /// <summary>Relative statistical error at which it stops.</summary>
    public double RelativeError { get; init; } = 0.002;

    /// <summary>Points after which it stops whatever the error.</summary>
    public long MaximumPoints { get; init; } = 200_000_000;

    /// <summary>Points inside of the cuts that a channel has in each iteration of the adaptation, on average: more of them find narrower peaks.</summary>
    public int AdaptationPoints { get; init; } = 16384;

    /// <summary>Seed of the random numbers.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; the result does not depend on them.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Share of the cross section that may lie in weights above the unweighting maximum, as excess over it.</summary>
    public double OverweightFraction { get; init; } = 1e-3;
}

/// <summary>The integral of one channel.</summary>
/// <param name="Name">Name of the channel.</param>
/// <param name="CrossSection">Its share of the cross section, pb.</param>
/// <param name="Error">Statistical error, pb.</param>
/// <param name="Points">Points evaluated.</param>
/// <param name="Survivors">Points inside of phase space and cuts.</param>
/// <param name="UnweightingEfficiency">Mean weight over unweighting maximum.</param>
public sealed record ChannelResult(string Name, double CrossSection, double Error, long Points, long Survivors, double UnweightingEfficiency);

/// <summary>A cross section, how well it is known, and what events are drawn with. Immutable.</summary>
public sealed class IntegrationResult
{
    internal IntegrationResult(IReadOnlyList<ChannelSampling> sampling) => Sampling = sampling;

    /// <summary>Cross section, pb.</summary>
    public required double CrossSection { get; init; }

    /// <summary>Statistical error, pb.</summary>
    public required double Error { get; init; }

    /// <summary>χ² of the estimates of the rounds against their mean, by degree of freedom.</summary>
    public required double ChiSquaredPerDegreeOfFreedom { get; init; }

    /// <summary>Points evaluated, adaptation included.</summary>
    public required long Points { get; init; }

    /// <summary>Share of points that become events of weight 1.</summary>
    public required double UnweightingEfficiency { get; init; }

    /// <summary>Expected excess of weights over the unweighting maximum, as a share of the cross section.</summary>
    public required double OverweightFraction { get; init; }

    /// <summary>Largest contribution of a single point to the cross section, as a share of it.</summary>
    public required double LargestWeightShare { get; init; }

    /// <summary>The channels.</summary>
    public required IReadOnlyList<ChannelResult> Channels { get; init; }

    /// <summary>One-line warnings for the user.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    internal IReadOnlyList<ChannelSampling> Sampling { get; }
}

/// <summary>How events of one channel are drawn.</summary>
/// <param name="Grid">The grid, as it was when the cross section was measured.</param>
/// <param name="Unweighted">For unweighted events.</param>
/// <param name="PartiallyUnweighted">For partially unweighted events.</param>
/// <param name="RootMeanSquare">√⟨w²⟩, pb.</param>
/// <param name="SurvivingFraction">Share of points with a weight.</param>
internal sealed record ChannelSampling(AdaptiveGrid Grid, ChannelMaximum Unweighted, ChannelMaximum PartiallyUnweighted, double RootMeanSquare, double SurvivingFraction);

/// <summary>A weight up to which points are accepted in proportion to their own.</summary>
/// <param name="Value">The weight W, pb.</param>
/// <param name="CappedMean">Mean of min(w, W), pb.</param>
/// <param name="RootMeanSquare">√⟨w max(w, W)⟩, pb: of what accepted points stand for.</param>
internal readonly record struct ChannelMaximum(double Value, double CappedMean, double RootMeanSquare)
{
    /// <summary>Share of points that are accepted.</summary>
    public double Acceptance => Value > 0 ? CappedMean / Value : 0;
}
