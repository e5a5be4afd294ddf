using AlpToolkit.Core.Results;

namespace AlpToolkit.Core.Plugins;

/// <summary>What the host sees of a writer. Derive from <see cref="Writer{TOptions}"/>.</summary>
public abstract class Writer
{
    private protected Writer()
    {
    }

    internal abstract Type OptionsType { get; }

    internal abstract object OptionsObject { get; set; }

    /// <summary>Writes the results of a run.</summary>
    /// <param name="run">Tables and what describes them.</param>
    /// <param name="directory">An existing folder; the whole run folder is renamed into place when every writer is done.</param>
    /// <returns>One-line messages for the user (a table that was cropped, say).</returns>
    public abstract IReadOnlyList<string> Write(RunTables run, string directory);
}

/// <summary>A writer of results that can be named in a pipeline.</summary>
/// <typeparam name="TOptions">A record whose properties are the options in YAML.</typeparam>
public abstract class Writer<TOptions> : Writer
    where TOptions : class
{
    /// <summary>The options, as bound from YAML.</summary>
    public TOptions Options { get; private set; } = null!;

    internal sealed override Type OptionsType => typeof(TOptions);

    internal sealed override object OptionsObject
    {
        get => Options;
        set => Options = (TOptions)value;
    }
}

/// <summary>What a run publishes.</summary>
/// <param name="Title">The pipeline's name.</param>
/// <param name="Description">The pipeline's description; empty when it has none.</param>
/// <param name="Tables">Every table, in the order of samples and stages; names are unique.</param>
/// <param name="Program">Name and version of the program, for provenance.</param>
public sealed record RunTables(string Title, string Description, IReadOnlyList<Table> Tables, string Program)
{
    /// <summary>The histograms of the samples, for formats that have bins with under- and overflow: the sample's name, and its histogram in pb.</summary>
    public IReadOnlyList<(string Sample, Histogram Histogram)> Histograms { get; init; } = [];
}
