namespace AlpToolkit.Statistics;

/// <summary>What is searched: signal and simulated backgrounds in the same bins, and the luminosity.</summary>
/// <param name="Signal">Signal cross section of every bin at μ = 1, pb; not negative.</param>
/// <param name="Backgrounds">The backgrounds in the same bins.</param>
/// <param name="Luminosity">L, pb⁻¹.</param>
public sealed record SearchRegion(ReadOnlyMemory<double> Signal, IReadOnlyList<BackgroundSample> Backgrounds, double Luminosity)
{
    /// <summary>Least B of a bin under <see cref="BackgroundPolicy.Floor"/>, expected events; null for a third of a simulated event of every sample.</summary>
    public double? Floor { get; init; }

    /// <summary>Confidence level of <see cref="BackgroundPolicy.PoissonUpperBound"/>.</summary>
    public double ConfidenceLevel { get; init; } = 0.6827;

    /// <summary>The region as one bin: a counting experiment. Shape information is given up; the sparse-bin assumption is made once.</summary>
    public SearchRegion Merged() => this with
    {
        Signal = new[] { Sum(Signal.Span) },
        Backgrounds = [.. Backgrounds.Select(b => b with { SumOfWeights = new[] { Sum(b.SumOfWeights.Span) }, SumOfSquaredWeights = new[] { Sum(b.SumOfSquaredWeights.Span) } })],
    };

    /// <summary>Only the bins that hold signal: the others do not enter Λ.</summary>
    public SearchRegion WithSignal()
    {
        int[] bins = [.. Enumerable.Range(0, Signal.Length).Where(bin => Signal.Span[bin] > 0)];
        return this with
        {
            Signal = Pick(Signal, bins),
            Backgrounds = [.. Backgrounds.Select(b => b with { SumOfWeights = Pick(b.SumOfWeights, bins), SumOfSquaredWeights = Pick(b.SumOfSquaredWeights, bins) })],
        };
    }

    /// <summary>Λ(μ) and limits under one policy.</summary>
    /// <param name="policy">What is assumed of sparse bins.</param>
    /// <param name="thresholds">Values of Λ that exclude.</param>
    public PolicyLimits Limits(BackgroundPolicy policy, IReadOnlyList<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        SearchRegion bins = WithSignal();
        double[] signal = Array.ConvertAll(bins.Signal.ToArray(), s => s * Luminosity);
        double[] background = bins.Background(policy);
        SearchRegion all = Merged();
        return new PolicyLimits(policy, signal, background, all.Signal.Span[0] * Luminosity, all.Background(policy)[0])
        {
            Limits = [.. thresholds.Select(Limit)],
        };

        StrengthLimit Limit(double threshold)
        {
            double strength = TestStatistic.SignalStrengthAt(threshold, signal, background);
            return new StrengthLimit(threshold, strength, double.IsInfinity(strength) ? double.NaN : BackgroundEstimate.ShareFromEmptyBins(signal, background, bins.Backgrounds, strength));
        }
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        CompensatedSum sum = default;
        foreach (double value in values)
        {
            sum.Add(value);
        }

        return sum.Value;
    }

    private static double[] Pick(ReadOnlyMemory<double> values, int[] bins) => Array.ConvertAll(bins, bin => values.Span[bin]);

    private double[] Background(BackgroundPolicy policy)
    {
        double[] background = new double[Signal.Length];
        BackgroundEstimate.Expected(Backgrounds, Luminosity, policy, Floor, ConfidenceLevel, background);
        return background;
    }
}

/// <summary>A limit on the signal strength.</summary>
/// <param name="Threshold">Λ that excludes.</param>
/// <param name="SignalStrength">μ where Λ reaches it; infinite when there is no signal.</param>
/// <param name="ShareFromEmptyBins">Share of Λ there that comes from bins into which no background event was simulated; NaN without limit.</param>
public sealed record StrengthLimit(double Threshold, double SignalStrength, double ShareFromEmptyBins);

/// <summary>Expected events and limits under one policy.</summary>
/// <param name="Policy">What was assumed of sparse bins.</param>
/// <param name="Signal">S of the bins that hold signal, expected events at μ = 1.</param>
/// <param name="Background">B of the same bins, expected events.</param>
/// <param name="TotalSignal">S of the whole region as one bin, expected events at μ = 1.</param>
/// <param name="TotalBackground">B of the whole region as one bin, expected events.</param>
public sealed record PolicyLimits(
    BackgroundPolicy Policy, ReadOnlyMemory<double> Signal, ReadOnlyMemory<double> Background, double TotalSignal, double TotalBackground)
{
    /// <summary>One limit for every threshold.</summary>
    public IReadOnlyList<StrengthLimit> Limits { get; init; } = [];

    /// <summary>Λ(μ), Eq. (24).</summary>
    /// <param name="signalStrength">μ ≥ 0.</param>
    public double Lambda(double signalStrength) => TestStatistic.Lambda(Signal.Span, Background.Span, signalStrength);
}
