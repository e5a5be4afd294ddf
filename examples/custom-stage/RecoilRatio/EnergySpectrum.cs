using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;

namespace Acme;

/// <summary>Energies of all final-state particles of some kinds: several entries an event, which no column can hold.</summary>
[Stage("acme/energy-spectrum", "Histogram of the energies of all final-state particles of some kinds.")]
[Example("- acme/energy-spectrum: { particles: [22], bins: 20 from 0 to 6 GeV, name: photon_energy }")]
public sealed class EnergySpectrum : AccumulatingStage<EnergySpectrum.Settings, HistogramPartial>
{
    private Axis _axis = null!;
    private int[] _particles = [];

    /// <summary>What YAML can set.</summary>
    public sealed record Settings
    {
        /// <summary>Particle codes; the particles of a list of them are counted together.</summary>
        [Shorthand, Help("particle codes of the Particle Data Group")] public required IReadOnlyList<int> Particles { get; init; }

        /// <summary>Bins in energy.</summary>
        [Help("bins of the energy in the centre-of-mass frame")] public Binning Bins { get; init; } = Binning.Parse("20 from 0 to 6 GeV");

        /// <summary>Name of the histogram among the results.</summary>
        [Help("name of the histogram; another stage of this kind in the same pipeline needs another name")] public string Name { get; init; } = "energy_spectrum";
    }

    /// <inheritdoc/>
    public override void Declare(DataFlow flow) => flow.Reports(Options.Name, "energies of particles in the centre-of-mass frame");

    /// <inheritdoc/>
    public override void Prepare(StageContext context)
    {
        _axis = Options.Bins.ToAxis(new Dimension(Energy: 1), context.SqrtS);
        _particles = [.. Options.Particles];
    }

    /// <inheritdoc/>
    public override HistogramPartial NewPartial(SampleInfo sample) => new(_axis);

    /// <inheritdoc/>
    public override void Process(EventBatch batch, HistogramPartial partial)
    {
        LorentzTransform toCentreOfMass = batch.Sample.ToCentreOfMass;
        foreach (EventView collision in batch.Events)
        {
            for (int i = 0; collision.IsSelected && i < collision.ParticleCount; i++)
            {
                ParticleView particle = collision[i];
                if (particle.Status == 1 && _particles.Contains(particle.PdgId))
                {
                    partial.Fill(toCentreOfMass.Apply(particle.Momentum).E, collision.Weight);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Report(HistogramPartial total, SampleReport report) => report.Add(new Histogram(Options.Name, total, "energy"));
}
