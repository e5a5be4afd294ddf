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

    /// <summary>Entries that are left out for lack of the rank that is asked for.</summary>
    public virtual long WithoutRank => 0;

    /// <summary>Reads an event.</summary>
    /// <param name="entry">The entry, from 0 for the first of the step.</param>
    /// <param name="particles">Takes its particles.</param>
    /// <param name="weight">Its weight.</param>
    /// <returns>False where the entry is left out.</returns>
    /// <exception cref="Core.Plugins.PluginException">The event is damaged; particles of it may have been added.</exception>
    public abstract bool TryRead(int entry, ParticleTable particles, out double weight);
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
    public override long WithoutRank => (left?.WithoutRank ?? 0) + (right?.WithoutRank ?? 0);

    /// <inheritdoc/>
    public override bool TryRead(int entry, ParticleTable particles, out double weight)
    {
        (EventStep? half, int place) = entry < border ? (left, entry) : (right, entry - border);
        weight = 0;
        return half is not null && half.TryRead(place, particles, out weight);
    }
}

/// <summary>Entries that could not be read, where reading ends at the first of them.</summary>
internal sealed class UnreadableStep(Core.Plugins.PluginException reason) : EventStep
{
    /// <inheritdoc/>
    public override bool TryRead(int entry, ParticleTable particles, out double weight) => throw reason;
}
