namespace AlpToolkit.Core.Plugins;

/// <summary>Where a run writes, for stages that write files of their own.</summary>
/// <param name="Directory">
/// The run's folder under its temporary name. What a stage leaves in it when the last sample is reported is published; a run that fails or is cancelled removes it with all that is in it.
/// </param>
/// <param name="Program">Name and version of the program, for provenance.</param>
public sealed record RunSite(string Directory, string Program)
{
    /// <summary>Stops long work.</summary>
    public CancellationToken Cancellation { get; init; }
}
