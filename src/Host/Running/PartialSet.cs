using System.Collections.Concurrent;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Pipeline;

namespace AlpToolkit.Host.Running;

/// <summary>The partial results of one block: one an accumulating stage, and the sums of weights.</summary>
internal sealed class PartialSet(IReadOnlyList<PlannedStage> stages, SampleInfo sample)
{
    // Null where the stage only transforms.
    private readonly object?[] _partials = [.. stages.Select(s => PluginFailure.Guard(s.Entry, On(sample), () => StageOf(s).NewPartialObject(sample)))];

    public WeightTotals Weights { get; } = new();

    public void Run(int stage, EventBatch batch) => StageOf(stages[stage]).Run(batch, _partials[stage]);

    public void Add(PartialSet other)
    {
        Weights.Add(other.Weights);
        ForEachPartial(other, 0, static (stage, partial, others, _) => stage.AddPartial(partial, others!));
    }

    public void Scale(double factor)
    {
        Weights.Scale(factor);
        ForEachPartial(null, factor, static (stage, partial, _, factor) => stage.ScalePartial(partial, factor));
    }

    public void Clear()
    {
        Weights.Clear();
        ForEachPartial(null, 0, static (stage, partial, _, _) => stage.ClearPartial(partial));
    }

    public void Report(int stage, SampleReport report)
    {
        if (_partials[stage] is not { } partial)
        {
            return;
        }

        try
        {
            StageOf(stages[stage]).ReportPartial(partial, report);
        }
        catch (Exception e) when (!stages[stage].Entry.IsBuiltIn)
        {
            throw PluginFailure.Of(stages[stage].Entry, On(sample), e);
        }
    }

    private static EventStage StageOf(PlannedStage planned) => (EventStage)planned.Stage;

    private static string On(SampleInfo sample) => $"on sample '{sample.Name}'";

    // The actions capture nothing: joining and clearing a block's results allocates nothing.
    private void ForEachPartial(PartialSet? other, double factor, Action<EventStage, object, object?, double> action)
    {
        for (int i = 0; i < _partials.Length; i++)
        {
            if (_partials[i] is not { } partial)
            {
                continue;
            }

            try
            {
                action(StageOf(stages[i]), partial, other?._partials[i], factor);
            }
            catch (Exception e) when (!stages[i].Entry.IsBuiltIn)
            {
                throw PluginFailure.Of(stages[i].Entry, On(sample), e);
            }
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
