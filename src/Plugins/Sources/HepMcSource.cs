using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.HepMc;

namespace AlpToolkit.Plugins.Sources;

/// <summary>Events from HepMC files, as general-purpose generators write them.</summary>
[Source("hepmc", "Events from HepMC files: HepMC2 (IO_GenEvent) and HepMC3 (Asciiv3), plain, gzip, bzip2, xz, zstd or zip.")]
[Example("hepmc: pythia.hepmc.gz")]
[Example("hepmc: { files: [ 'run_*/events.hepmc3.zst' ], on_error: skip, variations: [ 'MUR2.0_MUF2.0' ] }")]
[Example("hepmc: { files: [ old.hepmc ], energy_unit: 1 GeV, cross_section: 0.919 nb }")]
public sealed class HepMcSource : Source<HepMcSource.Settings>
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
        [Help("weights to read beside the nominal, which is the first: names, #0, #1, ... for their places, or the single word none or all")]
        public IReadOnlyList<string> Variations { get; init; } = [None];

        /// <summary>What the weights add up to.</summary>
        [Help("what the weights add up to")]
        public HepMcWeightConvention Normalisation { get; init; } = HepMcWeightConvention.File;

        /// <summary>Cross section in place of the file's, pb.</summary>
        [Help("cross section in place of the one in the file"), Unit("pb"), Bounds(0, 1e15)]
        public double? CrossSection { get; init; }

        /// <summary>Unit of momenta and energies where the file does not state it, GeV.</summary>
        [Help("unit of momenta and energies of events that do not state theirs"), Unit("GeV"), Bounds(1e-12, 1e6)]
        public double? EnergyUnit { get; init; }
    }

    private const string None = "none", All = "all";

    /// <inheritdoc/>
    public override IReadOnlyList<EventStream> Open(SourceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        HepMcOptions options = ToHepMcOptions();
        return [.. FilePatterns.Expand(context.BaseDirectory, Options.Files).Select(StreamOf)];

        EventStream StreamOf(string file) => file == FilePatterns.StandardInput
            ? new HepMcEventStream("standard input", context.StandardInput, options)
            : new HepMcEventStream(file, options);
    }

    private HepMcOptions ToHepMcOptions()
    {
        IReadOnlyList<string> variations = Options.Variations;
        if (variations.Count > 1 && variations.FirstOrDefault(v => v is None or All) is { } word)
        {
            throw new PluginException($"variations: '{word}' stands alone; it cannot be listed beside {string.Join(", ", variations.Where(v => v != word).Select(v => $"'{v}'"))}.");
        }

        return new HepMcOptions
        {
            OnError = Options.OnError,
            AllVariations = variations is [All],
            Variations = variations is [None] or [All] ? [] : variations,
            Normalisation = Options.Normalisation,
            CrossSection = Options.CrossSection,
            EnergyUnit = Options.EnergyUnit,
        };
    }
}
