using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Core.Results;

/// <summary>Events and sums of weights per weight variation, as they are added up: for partial results of stages.</summary>
/// <param name="variations">Number of weight variations, nominal included.</param>
public sealed class WeightedSums(int variations) : IPartialResult<WeightedSums>
{
    private readonly double[] _sums = new double[variations], _squares = new double[variations];
    private long _events;

    /// <summary>Simulated events added.</summary>
    public long Events => _events;

    /// <summary>Adds one event of a batch with all its weights.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="index">Position of the event in the batch.</param>
    public void AddEvent(EventBatch batch, int index)
    {
        _events++;
        for (int variation = 0; variation < _sums.Length; variation++)
        {
            double weight = batch.Weights(variation)[index];
            _sums[variation] += weight;
            _squares[variation] += weight * weight;
        }
    }

    /// <summary>Counts for each weight variation.</summary>
    public IReadOnlyList<WeightedCount> ToCounts() => [.. _sums.Select((sum, variation) => new WeightedCount(_events, sum, _squares[variation]))];

    /// <inheritdoc/>
    public void Add(WeightedSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _events += other._events;
        for (int variation = 0; variation < _sums.Length; variation++)
        {
            _sums[variation] += other._sums[variation];
            _squares[variation] += other._squares[variation];
        }
    }

    /// <inheritdoc/>
    public void Scale(double factor)
    {
        for (int variation = 0; variation < _sums.Length; variation++)
        {
            _sums[variation] *= factor;
            _squares[variation] *= factor * factor;
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        _events = 0;
        Array.Clear(_sums);
        Array.Clear(_squares);
    }
}
