using System.Buffers;

namespace AlpToolkit.Statistics.Selection;

/// <summary>
/// Simulated events as an optimisation of cuts sees them: a weight, and for each cut the threshold from which on it keeps the event.
/// Columns of one length.
/// </summary>
/// <param name="Coordinates">One column a cut: the cut keeps an event when its coordinate is at most the threshold. NaN is never kept.</param>
/// <param name="Weights">Weights, not negative; in any unit, the same for all.</param>
public sealed record SelectionPoints(IReadOnlyList<ReadOnlyMemory<double>> Coordinates, ReadOnlyMemory<double> Weights)
{
    /// <summary>Number of events.</summary>
    public int Count => Weights.Length;

    /// <summary>Sum of the weights of the events that every threshold keeps.</summary>
    /// <param name="thresholds">One threshold a cut.</param>
    public double SumKept(IReadOnlyList<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        int[] kept = ArrayPool<int>.Shared.Rent(Count);
        int count = Count;
        for (int i = 0; i < count; i++)
        {
            kept[i] = i;
        }

        for (int d = 0; d < thresholds.Count; d++)
        {
            ReadOnlySpan<double> coordinates = Coordinates[d].Span;
            int left = 0;
            for (int k = 0; k < count; k++)
            {
                kept[left] = kept[k];
                left += coordinates[kept[k]] <= thresholds[d] ? 1 : 0;
            }

            count = left;
        }

        ReadOnlySpan<double> weights = Weights.Span;
        CompensatedSum sum = default;
        for (int k = 0; k < count; k++)
        {
            sum.Add(weights[kept[k]]);
        }

        ArrayPool<int>.Shared.Return(kept);
        return sum.Value;
    }
}

/// <summary>What is asked of the cuts.</summary>
/// <param name="LeastSignal">S that has to be kept, in the unit of the weights: 90 % of the signal in acceptance, say.</param>
public sealed record CutRequirements(double LeastSignal)
{
    /// <summary>Thresholds that are not to be optimised, one entry a cut, null for those that are; empty for none fixed.</summary>
    public IReadOnlyList<double?> Fixed { get; init; } = [];

    /// <summary>Boxes after which the search stops with what it has.</summary>
    public long MostBoxes { get; init; } = 5_000_000;
}

/// <summary>The best cuts, and how sure it is that they are.</summary>
/// <param name="Thresholds">One a cut.</param>
/// <param name="Signal">S, sum of the signal's weights kept.</param>
/// <param name="Background">B, sum of the background's weights kept.</param>
/// <param name="IsFeasible">False when no cuts keep enough signal: the thresholds are the loosest then.</param>
/// <param name="Gap">0 when no other cuts are better: proven. Else S/√B can be larger by at most this fraction.</param>
/// <param name="Boxes">Boxes looked at.</param>
public sealed record OptimalCuts(IReadOnlyList<double> Thresholds, double Signal, double Background, bool IsFeasible, double Gap, long Boxes)
{
    /// <summary>S/√B; infinite without background.</summary>
    public double SignalOverRootBackground => TestStatistic.SignalOverRootBackground(Signal, Background);
}
