using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Physics.Integration;

/// <summary>Events of one block: weights, channels and momenta, in the centre of mass with e⁺ along +z. Reusable; one a thread.</summary>
public sealed class GeneratedBlock
{
    internal GeneratedBlock(int particles, SamplingWorker worker)
    {
        Particles = particles;
        Worker = worker;
        EventWeights = new double[EventGenerator.BlockEvents];
        Channels = new int[EventGenerator.BlockEvents];
        Momenta = new double[4 * particles * EventGenerator.BlockEvents];
        Accepted = new AcceptedTrials(particles);
    }

    /// <summary>Number of events.</summary>
    public int Count { get; internal set; }

    /// <summary>Momenta of an event.</summary>
    public int Particles { get; }

    /// <summary>Weights, pb: their mean over all events estimates the cross section.</summary>
    public ReadOnlySpan<double> Weights => EventWeights.AsSpan(0, Count);

    internal double[] EventWeights { get; }

    internal int[] Channels { get; }

    internal double[] Momenta { get; }

    internal SamplingWorker Worker { get; }

    internal AcceptedTrials Accepted { get; }

    /// <summary>Channel of an event: it decides what particles the record shows.</summary>
    /// <param name="index">Event, from 0.</param>
    public int Channel(int index) => Channels[index];

    /// <summary>Four-momentum of a particle, GeV.</summary>
    /// <param name="index">Event, from 0.</param>
    /// <param name="particle">Number of the momentum, as in <see cref="Processes.RecordedParticle.Momentum"/>.</param>
    public FourVector Momentum(int index, int particle)
    {
        int at = 4 * (index * Particles + particle);
        return new FourVector(Momenta[at], Momenta[at + 1], Momenta[at + 2], Momenta[at + 3]);
    }
}

/// <summary>Trials of one round that became events, found by the number of the trial.</summary>
internal sealed class AcceptedTrials(int particles)
{
    /// <summary>Trials of a round.</summary>
    public const int Trials = 8192;

    public int[] Slots { get; } = new int[Trials];

    public int[] ChannelOf { get; } = new int[Trials];

    public int[] Sorted { get; } = new int[Trials];

    public double[] Excess { get; } = new double[Trials];

    public double[] Uniforms { get; } = new double[Trials];

    public double[] Spare { get; } = new double[Trials];

    public double[] Momenta { get; } = new double[4 * particles * Trials];

    public int Count { get; set; }
}
