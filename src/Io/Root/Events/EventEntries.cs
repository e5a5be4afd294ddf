using AlpToolkit.Core.Events;

namespace AlpToolkit.Io.Root.Events;

/// <summary>What of a file holds events, an entry each.</summary>
internal abstract class EventEntries
{
    /// <summary>Number of entries.</summary>
    public abstract long Count { get; }

    /// <summary>What the weights add up to when the file itself says it.</summary>
    public abstract RootWeightConvention? Convention { get; }

    /// <summary>Prepares consecutive entries.</summary>
    /// <exception cref="Core.Plugins.PluginException">They are damaged, or do not fit together.</exception>
    public abstract EventStep Read(long first, int count);
}

/// <summary>Consecutive entries. Any thread may take events from it.</summary>
internal abstract class EventStep
{
    /// <summary>Entries that are a further candidate of the event before them.</summary>
    public virtual long FurtherCandidates => 0;

    /// <summary>Adds an event to a batch; nothing where the entry is left out.</summary>
    /// <param name="entry">The entry, from 0 for the first of the step.</param>
    /// <param name="batch">The batch.</param>
    /// <exception cref="Core.Plugins.PluginException">The event is damaged; particles of it may have been added.</exception>
    public abstract void Add(int entry, EventBatch batch);
}

/// <summary>Entries of a tree or RNTuple.</summary>
internal sealed class TableEntries(EventTable table, EventLayout layout, double energyUnit) : EventEntries
{
    /// <inheritdoc/>
    public override long Count => table.Entries;

    /// <inheritdoc/>
    public override RootWeightConvention? Convention => layout.Convention;

    /// <inheritdoc/>
    public override EventStep Read(long first, int count) => EventColumns.Read(table, layout, first, count, energyUnit);
}

/// <summary>Entries of which one half, or both, could not be read.</summary>
/// <param name="left">The first half; null when it is left out.</param>
/// <param name="right">The second half; null when it is left out.</param>
/// <param name="border">First entry of the second half.</param>
internal sealed class DamagedStep(EventStep? left, EventStep? right, int border) : EventStep
{
    /// <inheritdoc/>
    public override long FurtherCandidates => (left?.FurtherCandidates ?? 0) + (right?.FurtherCandidates ?? 0);

    /// <inheritdoc/>
    public override void Add(int entry, EventBatch batch)
    {
        if (entry < border)
        {
            left?.Add(entry, batch);
        }
        else
        {
            right?.Add(entry - border, batch);
        }
    }
}
