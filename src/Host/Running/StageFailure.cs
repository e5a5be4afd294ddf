using AlpToolkit.Host.Discovery;

namespace AlpToolkit.Host.Running;

/// <summary>An exception that a stage did not expect: a mistake in the stage, ours or its author's.</summary>
internal sealed class StageFailure(PluginEntry entry, string sample, long firstEvent, int count, Exception cause)
    : Exception($"stage '{entry.Name}' ({entry.Origin}) failed on sample '{sample}', events {firstEvent} to {firstEvent + count - 1}: {cause.GetType().Name}: {cause.Message}", cause)
{
    /// <summary>True when the stage is the toolkit's own.</summary>
    public bool IsBuiltIn { get; } = entry.IsBuiltIn;
}
