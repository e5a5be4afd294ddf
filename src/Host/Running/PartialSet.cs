using System.Collections.Concurrent;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Running;

/// <summary>The partial results of one block: one an accumulating stage, and the sums of weights.</summary>
internal sealed class PartialSet(IReadOnlyList<EventStage> stages, SampleInfo sample)
{
    // Null where the stage only transforms.
    private readonly object?[] _partials = [.. stages.Select(s => s.NewPartialObject(sample))];

    public WeightTotals Weights { get; } = new();

    public void Run(int stage, EventBatch batch) => stages[stage].Run(batch, _partials[stage]);

    public void Add(PartialSet other)
    {
        Weights.Add(other.Weights);
        for (int i = 0; i < _partials.Length; i++)
        {
            if (_partials[i] is { } partial)
            {
                stages[i].AddPartial(partial, other._partials[i]!);
            }
        }
    }

    public void Scale(double factor)
    {
        Weights.Scale(factor);
        for (int i = 0; i < _partials.Length; i++)
        {
            if (_partials[i] is { } partial)
            {
                stages[i].ScalePartial(partial, factor);
            }
        }
    }

    public void Clear()
    {
        Weights.Clear();
        for (int i = 0; i < _partials.Length; i++)
        {
            if (_partials[i] is { } partial)
            {
                stages[i].ClearPartial(partial);
            }
        }
    }

    public void Report(int stage, SampleReport report)
    {
        if (_partials[stage] is { } partial)
        {
            stages[stage].ReportPartial(partial, report);
        }
    }
}

/// <summary>Cleared partial sets of one sample, to be used again. Thread-safe.</summary>
internal sealed class PartialSetPool(IReadOnlyList<EventStage> stages, SampleInfo sample)
{
    private readonly ConcurrentBag<PartialSet> _free = [];

    public PartialSet Rent() => _free.TryTake(out PartialSet? set) ? set : new PartialSet(stages, sample);

    public void Return(PartialSet set)
    {
        set.Clear();
        _free.Add(set);
    }
}
