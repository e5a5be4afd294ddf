using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.Lhe;

namespace AlpToolkit.Plugins.Sources;

/// <summary>Events from Les Houches event files, as MadGraph writes them.</summary>
[Source("lhe", "Events from Les Houches event files (LHE 1.0 to 3.0), plain, gzip, bzip2, xz, zstd or zip.")]
[Example("lhe: signal_ma1.lhe.gz")]
[Example("lhe: { files: [ 'run_*/unweighted_events.lhe.gz' ], on_error: skip, variations: [ '1001', '1002' ] }")]
[Example("lhe: { files: [ tautau.lhe ], normalisation: sum, cross_section: 0.919 nb }")]
public sealed class LheSource : Source<LheSource.Settings>
{
    /// <summary>Options of the source.</summary>
    public sealed record Settings
    {
        /// <summary>Files, patterns, or <c>-</c>.</summary>
        [Shorthand, Help("files, in this order; * and ? stand for parts of a name, ** for folders of any depth, - for standard input")]
        public required IReadOnlyList<string> Files { get; init; }

        /// <summary>What to do with a malformed event.</summary>
        [Help("what to do with a malformed event or a truncated file")]
        public EventErrorPolicy OnError { get; init; } = EventErrorPolicy.Stop;

        /// <summary>Weights beside the nominal.</summary>
        [Help("weights to read beside the nominal: ids, #0, #1, ... for the numbers in <weights>, or the single word none or all")]
        public IReadOnlyList<string> Variations { get; init; } = [None];

        /// <summary>What the weights add up to.</summary>
        [Help("what the weights (XWGTUP) add up to")]
        public LheWeightConvention Normalisation { get; init; } = LheWeightConvention.Auto;

        /// <summary>Cross section in place of the file's, pb.</summary>
        [Help("cross section in place of the one in the file"), Unit("pb"), Bounds(0, 1e15)]
        public double? CrossSection { get; init; }
    }

    private const string None = "none", All = "all";

    /// <inheritdoc/>
    public override IReadOnlyList<EventStream> Open(SourceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        LheOptions options = ToLheOptions();
        return [.. FilePatterns.Expand(context.BaseDirectory, Options.Files).Select(StreamOf)];

        EventStream StreamOf(string file) => file == FilePatterns.StandardInput
            ? new LheEventStream("standard input", context.StandardInput, options)
            : new LheEventStream(file, options);
    }

    private LheOptions ToLheOptions()
    {
        IReadOnlyList<string> variations = Options.Variations;
        if (variations.Count > 1 && variations.FirstOrDefault(v => v is None or All) is { } word)
        {
            throw new PluginException($"variations: '{word}' stands alone; it cannot be listed beside {string.Join(", ", variations.Where(v => v != word).Select(v => $"'{v}'"))}.");
        }

        return new LheOptions
        {
            OnError = Options.OnError,
            AllVariations = variations is [All],
            Variations = variations is [None] or [All] ? [] : variations,
            Normalisation = Options.Normalisation,
            CrossSection = Options.CrossSection,
        };
    }
}
