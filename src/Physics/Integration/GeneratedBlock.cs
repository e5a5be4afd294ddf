using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Physics.Integration;

/// <summary>Events of one block: weights, channels and momenta, in the centre of mass with e⁺ along +z. Reusable; one a thread.</summary>
public sealed class GeneratedBlock
{
    internal GeneratedBlock(int particles, int rows, int events, int trials, SamplingWorker worker)
    {
        Particles = particles;
        Rows = rows;
        HelicityRows = new sbyte[rows * events];
        Worker = worker;
        EventWeights = new double[events];
        Channels = new int[events];
        Momenta = new double[4 * particles * events];
        Accepted = new AcceptedTrials(particles, rows, trials, Math.Min(trials, 2 * events));
    }

    /// <summary>Number of events.</summary>
    public int Count { get; internal set; }

    /// <summary>Momenta of an event.</summary>
    public int Particles { get; }

    /// <summary>Weights, pb: their mean over all events estimates the cross section.</summary>
    public ReadOnlySpan<double> Weights => EventWeights.AsSpan(0, Count);

    /// <summary>Most helicities of an event: those of the two beams and of the record; 0 when the generator draws none.</summary>
    public int Rows { get; }

    internal sbyte[] HelicityRows { get; }

    internal double[] EventWeights { get; }

    internal int[] Channels { get; }

    internal double[] Momenta { get; }

    internal SamplingWorker Worker { get; }

    internal AcceptedTrials Accepted { get; }

    /// <summary>Channel of an event: it decides what particles the record shows.</summary>
    /// <param name="index">Event, from 0.</param>
    public int Channel(int index) => Channels[index];

    /// <summary>
    /// Helicities of an event: beam 1, beam 2, then the rows of the record. +1 or −1, 0 for a scalar, 9 where none is stated. Empty when the
    /// generator draws none.
    /// </summary>
    /// <param name="index">Event, from 0.</param>
    public ReadOnlySpan<sbyte> Helicities(int index) => HelicityRows.AsSpan(index * Rows, Rows);

    /// <summary>Four-momentum of a particle, GeV.</summary>
    /// <param name="index">Event, from 0.</param>
    /// <param name="particle">Number of the momentum, as in <see cref="Processes.RecordedParticle.Momentum"/>.</param>
    public FourVector Momentum(int index, int particle)
    {
        int at = 4 * (index * Particles + particle);
        return new FourVector(Momenta[at], Momenta[at + 1], Momenta[at + 2], Momenta[at + 3]);
    }
}
