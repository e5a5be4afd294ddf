using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Processes;

/// <summary>
/// A process e⁺e⁻ → X as the generator sees it: a differential cross section on unit hypercubes, one a channel, and the record of
/// the events it makes. Channels add up: each has its own map from coordinates to momenta and its share of the cross section.
/// Centre-of-mass frame, e⁺ along +z. Immutable and thread-safe.
/// </summary>
public abstract class ScatteringProcess
{
    private protected ScatteringProcess(double sqrtS) => SqrtS = sqrtS;

    /// <summary>Centre-of-mass energy √s, GeV.</summary>
    public double SqrtS { get; }

    /// <summary>Number of channels, at least 1.</summary>
    public abstract int Channels { get; }

    /// <summary>Name of a channel, for tables: <c>photon 1 along e-</c>.</summary>
    /// <param name="channel">Channel, from 0.</param>
    public abstract string ChannelName(int channel);

    /// <summary>Uniform numbers that make a point of a channel.</summary>
    /// <param name="channel">Channel, from 0.</param>
    public abstract int Dimensions(int channel);

    /// <summary>Particles whose momenta a point has: those of the final state, and intermediate ones that the record shows.</summary>
    public abstract int Particles { get; }

    /// <summary>The particles of an event of a channel after the two beams, mothers first.</summary>
    /// <param name="channel">Channel, from 0.</param>
    public abstract IReadOnlyList<RecordedParticle> Record(int channel);

    /// <summary>Photons that nothing tells apart: events show them in random order, whatever the channel made of each. Record and momenta have one order.</summary>
    internal virtual (int First, int Count) IdenticalPhotons => (0, 0);

    /// <summary>Number of strata that share the events equally, see <see cref="StratifiedProcess"/>.</summary>
    internal virtual int Strata => 1;

    /// <summary>Power of a stratum's cross section that its number of events is proportional to: 0 for equal numbers.</summary>
    internal virtual double StrataPower => 0;

    /// <summary>The stratum of a channel, from 0.</summary>
    internal virtual int StratumOf(int channel) => 0;

    /// <summary>What turns coordinates into momenta and weights; one a thread, since it owns memory.</summary>
    internal abstract PointEvaluator NewEvaluator();
}

/// <summary>Turns coordinates into momenta and weights. Not thread-safe.</summary>
internal abstract class PointEvaluator
{
    /// <summary>
    /// From the coordinates of the block's points makes momenta and weights dσ/du, pb. Points outside of the cuts or of phase space
    /// are dropped with <see cref="PointBlock.Compress"/> before the matrix element is evaluated.
    /// </summary>
    public abstract void Evaluate(int channel, PointBlock block);

    /// <summary>
    /// Draws the helicities of the beams and of the recorded particles at one survivor of the block evaluated last, with probability
    /// ∝ |M|² of each combination: +1 or −1, 0 for a scalar, <see cref="UnknownHelicity"/> where none is given.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="block">The block.</param>
    /// <param name="survivor">Number of the survivor.</param>
    /// <param name="uniform">A uniform number in (0, 1).</param>
    /// <param name="helicities">e⁺ beam, e⁻ beam, then the rows of the record.</param>
    public virtual void Helicities(int channel, PointBlock block, int survivor, double uniform, Span<sbyte> helicities) => helicities.Fill(UnknownHelicity);

    /// <summary>What LHE writes for a spin that is not stated (hep-ph/0109068).</summary>
    public const sbyte UnknownHelicity = 9;

    /// <summary>A helicity from a bit that is 1 for +1.</summary>
    protected static sbyte Sign(int bit, bool reversed) => (bit == 1) != reversed ? (sbyte)1 : (sbyte)-1;

    /// <summary>
    /// The combination that a uniform number picks among squares of one lane, of which each stands for itself and, reversed, for another of
    /// the same size.
    /// </summary>
    protected static (int Index, bool Reversed) Pick(ReadOnlySpan<Vector256<double>> squares, int lane, double uniform)
    {
        double sum = 0;
        foreach (Vector256<double> square in squares)
        {
            sum += square[lane];
        }

        bool reversed = uniform >= 0.5;
        double wanted = (reversed ? 2 * uniform - 1 : 2 * uniform) * sum;
        int index = 0;
        while (index < squares.Length - 1 && (wanted -= squares[index][lane]) >= 0)
        {
            index++;
        }

        return (index, reversed);
    }
}

/// <summary>One line of an event record.</summary>
/// <param name="PdgId">Particle code of the Particle Data Group.</param>
/// <param name="Status">1 final state, 2 intermediate.</param>
/// <param name="Momentum">Which of the process's momenta, from 0.</param>
/// <param name="Mass">Mass, GeV; null when it differs from event to event: √p² of the momentum then.</param>
/// <param name="Mother1">First mother: 1-based position in the event, where 1 and 2 are the beams.</param>
/// <param name="Mother2">Last mother, likewise.</param>
public sealed record RecordedParticle(int PdgId, int Status, int Momentum, double? Mass, int Mother1 = 1, int Mother2 = 2);
