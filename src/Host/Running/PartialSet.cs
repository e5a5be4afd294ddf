using System.Collections.Concurrent;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Running;

/// <summary>The partial results of one block: one an accumulating stage, and the sums of weights.</summary>
internal sealed class PartialSet(IReadOnlyList<EventStage> stages, SampleInfo sample)
{
    private readonly object?[] _partials = [.. stages.Select(s => s.NewPartialObject(sample))];

    public WeightTotals Weights { get; } = new();

    public void Run(int stage, EventBatch batch) => stages[stage].Run(batch, _partials[stage]);

    public void Add(PartialSet other)
    {
        Weights.Add(other.Weights);
        ForEachPartial(i => stages[i].AddPartial(_partials[i]!, other._partials[i]!));
    }

    public void Scale(double factor)
    {
        Weights.Scale(factor);
        ForEachPartial(i => stages[i].ScalePartial(_partials[i]!, factor));
    }

    public void Clear()
    {
        Weights.Clear();
        ForEachPartial(i => stages[i].ClearPartial(_partials[i]!));
    }

    public void Report(int stage, SampleReport report)
    {
        if (_partials[stage] is { } partial)
        {
            stages[stage].ReportPartial(partial, report);
        }
    }

    private void ForEachPartial(Action<int> action)
    {
        for (int i = 0; i < _partials.Length; i++)
        {
            if (_partials[i] is not null)
            {
                action(i);
            }
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
