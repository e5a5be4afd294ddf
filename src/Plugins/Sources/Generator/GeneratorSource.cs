using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Plugins.Sources.Generator;

/// <summary>Events made on the spot by the built-in generator: tree level, centre-of-mass frame, e⁺ along +z.</summary>
[Source("generator", "Events made by the built-in generator: signal and backgrounds of the paper at tree level.")]
[Example("generator: { process: alp-electrons, events: 1e5, seed: 7, m_a: 1 GeV, cuts: { theta_min: 22 deg, energy_min: 250 MeV } }")]
[Example("generator: { process: tau-pair, events: 2e6, decays: [ee, mumu] }")]
[Example("generator: { process: bhabha-photons, photons: 2, weighting: weighted, cuts: { theta_min: 22 deg, photon_energy_min: 1 MeV, visible_photons: 0, m_miss2_min: 0.9 GeV^2, m_miss2_max: 1.1 GeV^2 } }")]
public sealed partial class GeneratorSource : Source<GeneratorSource.Settings>
{
    /// <inheritdoc/>
    public override IReadOnlyList<EventStream> Open(SourceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return [OpenStream(context)];
    }

    /// <summary>The one stream of <see cref="Open"/>.</summary>
    /// <param name="context">√s where the options have none, and the number of threads.</param>
    /// <exception cref="PluginException">The options do not fit the process, or its cross section diverges.</exception>
    public GeneratorStream OpenStream(SourceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        double sqrtS = Options.SqrtS ?? context.SqrtS
            ?? throw new PluginException("the generator needs a centre-of-mass energy. Give 'beams: { sqrt_s: 10.58 GeV }' to the pipeline, or 'sqrt_s' to the generator.");
        return new GeneratorStream(Options, GeneratorProcess.Create(Options, sqrtS, context.Scan?.Values), context.Threads);
    }
}
