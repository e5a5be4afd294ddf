using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Physics.Integration;

/// <summary>Evaluates points of a process, one thread at a time: coordinates from Philox, through the grid, to weights.</summary>
internal sealed class SamplingWorker
{
    private readonly PointEvaluator _evaluator;
    private readonly double[] _jacobians = new double[PointBlock.Capacity];
    private readonly double[] _spare = new double[PointBlock.Capacity];
    private readonly byte[] _bins;
    private readonly ulong _key;

    public SamplingWorker(ScatteringProcess process, ulong key)
    {
        int dimensions = 0;
        for (int channel = 0; channel < process.Channels; channel++)
        {
            dimensions = Math.Max(dimensions, process.Dimensions(channel));
        }

        // Two coordinates come from one draw, so an odd number leaves a column to spare.
        Block = new PointBlock(dimensions, process.Particles);
        _bins = new byte[dimensions * PointBlock.Capacity];
        _evaluator = process.NewEvaluator();
        _key = key;
    }

    /// <summary>The points last evaluated.</summary>
    public PointBlock Block { get; }

    /// <summary>
    /// Evaluates points and multiplies their weights by the volume that the grid gives them. Negative zero, and whatever is below
    /// zero, has been dropped by the evaluator.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="grid">Its grid.</param>
    /// <param name="counter">Second counter word: what the points are for.</param>
    /// <param name="stream">Third counter word: which sequence.</param>
    /// <param name="first">Number of the first point.</param>
    /// <param name="count">At most <see cref="PointBlock.Capacity"/>.</param>
    public void Evaluate(int channel, AdaptiveGrid grid, uint counter, uint stream, uint first, int count)
    {
        Block.Begin(count);
        int vectors = Block.Vectors;
        for (int d = 0; d < grid.Dimensions; d += 2)
        {
            Span<Vector256<double>> second = d + 1 < grid.Dimensions
                ? Block.CoordinateVectors(d + 1)
                : MemoryMarshal.Cast<double, Vector256<double>>(_spare.AsSpan());
            PhiloxLanes.Fill(_key, first, counter, stream, (uint)(d / 2), Block.CoordinateVectors(d)[..vectors], second[..vectors]);
        }

        if (grid.IsUniform)
        {
            _evaluator.Evaluate(channel, Block);
            return;
        }

        grid.Map(Block, _jacobians, _bins);
        _evaluator.Evaluate(channel, Block);
        Span<double> weights = Block.Weights;
        ReadOnlySpan<int> origins = Block.Origins;
        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] *= _jacobians[origins[k]];
        }
    }

    /// <summary>Helicities of a survivor of the points last evaluated, see <see cref="PointEvaluator.Helicities"/>.</summary>
    public void Helicities(int channel, int survivor, double uniform, Span<sbyte> helicities) => _evaluator.Helicities(channel, Block, survivor, uniform, helicities);

    /// <summary>Runs a unit of an integration.</summary>
    public SamplingSums Run(in SamplingUnit unit)
    {
        SamplingSums sums = new() { Points = unit.Points, Importance = unit.Train ? new double[unit.Grid.Dimensions * AdaptiveGrid.Bins] : null, Histogram = unit.Train ? null : new WeightHistogram(unit.Scale) };
        for (int done = 0; done < unit.Points; done += PointBlock.Capacity)
        {
            int count = Math.Min(PointBlock.Capacity, unit.Points - done);
            Evaluate(unit.Channel, unit.Grid, unit.Counter, (uint)unit.Channel, (uint)(unit.First + done), count);
            foreach (double weight in Block.Weights)
            {
                if (!double.IsFinite(weight))
                {
                    throw new ArithmeticException($"channel {unit.Channel}: the weight of point {unit.First + done} and following is not a finite number");
                }

                sums.Sum += weight;
                sums.SumOfSquares += weight * weight;
                sums.Largest = Math.Max(sums.Largest, weight);
                sums.Histogram?.Add(weight);
            }

            sums.Survivors += Block.Survivors;
            if (sums.Importance is { } importance)
            {
                Train(unit.Grid, importance);
            }
        }

        return sums;
    }

    private void Train(AdaptiveGrid grid, double[] importance)
    {
        ReadOnlySpan<double> weights = Block.Weights;
        ReadOnlySpan<int> origins = Block.Origins;
        for (int d = 0; d < grid.Dimensions; d++)
        {
            Span<double> own = importance.AsSpan(d * AdaptiveGrid.Bins, AdaptiveGrid.Bins);
            ReadOnlySpan<byte> bins = _bins.AsSpan(d * PointBlock.Capacity, PointBlock.Capacity);
            ReadOnlySpan<double> coordinates = Block.Coordinate(d);
            for (int k = 0; k < weights.Length; k++)
            {
                int i = origins[k];
                int bin = grid.IsUniform ? (int)(coordinates[i] * AdaptiveGrid.Bins) & (AdaptiveGrid.Bins - 1) : bins[i];
                own[bin] += weights[k] * weights[k];
            }
        }
    }
}

/// <summary>Consecutive points of one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Grid">Its grid.</param>
/// <param name="Counter">What the points are for: the iteration.</param>
/// <param name="First">Number of the first point in channel and iteration.</param>
/// <param name="Points">Number of points.</param>
/// <param name="Train">Collect what the grid is refined from; a histogram of weights otherwise.</param>
/// <param name="Scale">Scale of the histogram, pb.</param>
internal readonly record struct SamplingUnit(int Channel, AdaptiveGrid Grid, uint Counter, long First, int Points, bool Train, double Scale);

/// <summary>Sums over points of one channel.</summary>
internal sealed class SamplingSums
{
    public long Points { get; set; }

    public long Survivors { get; set; }

    public double Sum { get; set; }

    public double SumOfSquares { get; set; }

    public double Largest { get; set; }

    public double[]? Importance { get; init; }

    public WeightHistogram? Histogram { get; init; }

    /// <summary>Estimate of the channel's cross section, pb.</summary>
    public double Mean => Points > 0 ? Sum / Points : 0;

    /// <summary>Variance of the weight of a point, pb².</summary>
    public double Variance => Points > 1 ? Math.Max(0, SumOfSquares / Points - Mean * Mean) * Points / (Points - 1) : 0;

    public void Add(SamplingSums other)
    {
        Points += other.Points;
        Survivors += other.Survivors;
        Sum += other.Sum;
        SumOfSquares += other.SumOfSquares;
        Largest = Math.Max(Largest, other.Largest);
        for (int i = 0; i < Importance?.Length; i++)
        {
            Importance[i] += other.Importance![i];
        }

        Histogram?.Add(other.Histogram!);
    }
}
