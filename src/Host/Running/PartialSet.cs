using System.Collections.Concurrent;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Pipeline;

namespace AlpToolkit.Host.Running;

/// <summary>The partial results of one block: one an accumulating stage, and the sums of weights.</summary>
internal sealed class PartialSet(IReadOnlyList<PlannedStage> stages, SampleInfo sample)
{
    private readonly object?[] _partials = [.. stages.Select(s => PluginFailure.Guard(s.Entry, On(sample), () => StageOf(s).NewPartialObject(sample)))];

    public WeightTotals Weights { get; } = new();

    public void Run(int stage, EventBatch batch) => StageOf(stages[stage]).Run(batch, _partials[stage]);

    public void Add(PartialSet other)
    {
        Weights.Add(other.Weights);
        ForEachPartial((stage, i) => stage.AddPartial(_partials[i]!, other._partials[i]!));
    }

    public void Scale(double factor)
    {
        Weights.Scale(factor);
        ForEachPartial((stage, i) => stage.ScalePartial(_partials[i]!, factor));
    }

    public void Clear()
    {
        Weights.Clear();
        ForEachPartial((stage, i) => stage.ClearPartial(_partials[i]!));
    }

    public void Report(int stage, SampleReport report)
    {
        if (_partials[stage] is { } partial)
        {
            Guard(stage, () => StageOf(stages[stage]).ReportPartial(partial, report));
        }
    }

    private static EventStage StageOf(PlannedStage planned) => (EventStage)planned.Stage;

    private static string On(SampleInfo sample) => $"on sample '{sample.Name}'";

    private void ForEachPartial(Action<EventStage, int> action)
    {
        for (int i = 0; i < _partials.Length; i++)
        {
            if (_partials[i] is not null)
            {
                Guard(i, () => action(StageOf(stages[i]), i));
            }
        }
    }

    private void Guard(int stage, Action call)
    {
        try
        {
            call();
        }
        catch (Exception e) when (!stages[stage].Entry.IsBuiltIn)
        {
            throw PluginFailure.Of(stages[stage].Entry, On(sample), e);
        }
    }
}

/// <summary>Cleared partial sets of one sample, to be used again. Thread-safe.</summary>
internal sealed class PartialSetPool(IReadOnlyList<PlannedStage> stages, SampleInfo sample)
{
    private readonly ConcurrentBag<PartialSet> _free = [];

    public PartialSet Rent() => _free.TryTake(out PartialSet? set) ? set : new PartialSet(stages, sample);

    public void Return(PartialSet set)
    {
        set.Clear();
        _free.Add(set);
    }
}
