using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Plugins.Sources.Generator;

/// <summary>Generated events as rows of the particle table: the beams with status −1, then the process's record.</summary>
internal sealed class ParticleRows
{
    /// <summary>PDG code of the first beam's particles: e⁺.</summary>
    public const int Beam1PdgId = -11;

    /// <summary>PDG code of the second beam's particles: e⁻.</summary>
    public const int Beam2PdgId = 11;

    private readonly double _electronMass;
    private readonly RecordedParticle[][] _records;

    public ParticleRows(ScatteringProcess process, double electronMass)
    {
        double energy = process.SqrtS / 2;
        double momentum = Math.Sqrt((energy - electronMass) * (energy + electronMass));
        _electronMass = electronMass;
        Beam1 = new FourVector(energy, 0, 0, momentum);
        Beam2 = new FourVector(energy, 0, 0, -momentum);
        _records = [.. Enumerable.Range(0, process.Channels).Select(c => process.Record(c).ToArray())];
    }

    public FourVector Beam1 { get; }

    public FourVector Beam2 { get; }

    /// <summary>Adds events to a batch, each a number of times.</summary>
    public void Fill(GeneratedBlock events, int first, int count, int copies, EventBatch batch)
    {
        ParticleTable table = batch.Particles;
        ReadOnlySpan<double> weights = events.Weights;
        for (int i = first; i < first + count; i++)
        {
            for (int copy = 0; copy < copies; copy++)
            {
                table.Add(new Particle(Beam1PdgId, -1, Beam1, _electronMass));
                table.Add(new Particle(Beam2PdgId, -1, Beam2, _electronMass));
                foreach (RecordedParticle particle in _records[events.Channel(i)])
                {
                    FourVector momentum = events.Momentum(i, particle.Momentum);
                    double mass = particle.Mass ?? Math.Sqrt(Math.Max(0, momentum.MassSquared));
                    table.Add(new Particle(particle.PdgId, particle.Status, momentum, mass, particle.Mother1, particle.Mother2));
                }

                batch.EndEvent(weights[i]);
            }
        }
    }
}
