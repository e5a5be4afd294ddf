using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.Hepevt;

namespace AlpToolkit.Plugins.Sources;

/// <summary>Events as text of the common block HEPEVT, as basf2, HepMC and Geant4 exchange them.</summary>
[Source("hepevt", "Events as lines of HEPEVT, in the forms of HepMC, basf2 and Geant4, plain, gzip, bzip2, xz, zstd or zip.")]
[Example("hepevt: { files: [ signal.hepevt ], cross_section: 1 pb }")]
[Example("hepevt: { files: [ 'run_*/events.hepevt.gz' ], normalisation: mean, on_error: skip }")]
public sealed class HepevtSource : Source<HepevtSource.Settings>
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

        /// <summary>What the weights add up to.</summary>
        [Help("what the weights add up to, when no cross section is given")]
        public HepevtWeightConvention Normalisation { get; init; } = HepevtWeightConvention.Relative;

        /// <summary>Cross section, pb.</summary>
        [Help("cross section; the format has no place for it"), Unit("pb"), Bounds(0, 1e15)]
        public double? CrossSection { get; init; }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<EventStream> Open(SourceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        HepevtOptions options = new() { OnError = Options.OnError, Normalisation = Options.Normalisation, CrossSection = Options.CrossSection };
        return [.. FilePatterns.Expand(context.BaseDirectory, Options.Files).Select(StreamOf)];

        EventStream StreamOf(string file) => file == FilePatterns.StandardInput
            ? new HepevtEventStream("standard input", context.StandardInput, options)
            : new HepevtEventStream(file, options);
    }
}
