using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Running;

/// <summary>Number of events and sums of nominal weights.</summary>
internal sealed class WeightTotals
{
    public long Events { get; private set; }

    public double SumOfWeights { get; private set; }

    public double SumOfSquaredWeights { get; private set; }

    public bool UnitWeights { get; private set; } = true;

    public void Fill(EventBatch batch)
    {
        double sum = 0, squares = 0;
        bool unit = true;
        foreach (double weight in batch.Weights())
        {
            sum += weight;
            squares += weight * weight;
            unit &= Math.Abs(weight) == 1;
        }

        Events += batch.Count;
        SumOfWeights += sum;
        SumOfSquaredWeights += squares;
        UnitWeights &= unit;
    }

    public void Add(WeightTotals other)
    {
        Events += other.Events;
        SumOfWeights += other.SumOfWeights;
        SumOfSquaredWeights += other.SumOfSquaredWeights;
        UnitWeights &= other.UnitWeights;
    }

    public void Scale(double factor)
    {
        SumOfWeights *= factor;
        SumOfSquaredWeights *= factor * factor;
    }

    public void Clear()
    {
        Events = 0;
        SumOfWeights = SumOfSquaredWeights = 0;
        UnitWeights = true;
    }

    public StreamTotals ToTotals() => new(Events, SumOfWeights, SumOfSquaredWeights, Events > 0 && UnitWeights);
}
