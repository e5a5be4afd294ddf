using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Events;

/// <summary>
/// The particles of a block of events as flat columns; the particles of event i are the rows from
/// <c>Offsets[i]</c> to <c>Offsets[i + 1]</c> of its <see cref="EventBatch"/>.
/// </summary>
public sealed class ParticleTable
{
    private int[] _pdgId = new int[64], _status = new int[64], _mother1 = new int[64], _mother2 = new int[64];
    private double[] _px = new double[64], _py = new double[64], _pz = new double[64], _e = new double[64], _m = new double[64];

    /// <summary>Number of particles of all events together.</summary>
    public int Count { get; private set; }

    /// <summary>Particle codes of the Particle Data Group.</summary>
    public Span<int> PdgId => _pdgId.AsSpan(0, Count);

    /// <summary>Status as in LHE: −1 incoming, 1 final state, 2 intermediate; others kept as read.</summary>
    public Span<int> Status => _status.AsSpan(0, Count);

    /// <summary>First mother: 1-based position within the event, 0 for none.</summary>
    public Span<int> Mother1 => _mother1.AsSpan(0, Count);

    /// <summary>Last mother: 1-based position within the event, 0 for none.</summary>
    public Span<int> Mother2 => _mother2.AsSpan(0, Count);

    /// <summary>Momentum along x, GeV, in the sample's frame.</summary>
    public Span<double> Px => _px.AsSpan(0, Count);

    /// <summary>Momentum along y, GeV, in the sample's frame.</summary>
    public Span<double> Py => _py.AsSpan(0, Count);

    /// <summary>Momentum along z, GeV, in the sample's frame.</summary>
    public Span<double> Pz => _pz.AsSpan(0, Count);

    /// <summary>Energy, GeV, in the sample's frame.</summary>
    public Span<double> E => _e.AsSpan(0, Count);

    /// <summary>Mass as the source gives it, GeV: E² − p² loses the electron's mass.</summary>
    public Span<double> M => _m.AsSpan(0, Count);

    /// <summary>Four-momentum of one particle, GeV.</summary>
    /// <param name="index">Row, from 0.</param>
    public FourVector Momentum(int index) => new(_e[index], _px[index], _py[index], _pz[index]);

    /// <summary>Appends one particle.</summary>
    /// <param name="particle">Its properties.</param>
    public void Add(in Particle particle)
    {
        if (Count == _pdgId.Length)
        {
            Reserve(2 * Count);
        }

        int i = Count++;
        _pdgId[i] = particle.PdgId;
        _status[i] = particle.Status;
        _mother1[i] = particle.Mother1;
        _mother2[i] = particle.Mother2;
        _px[i] = particle.Momentum.X;
        _py[i] = particle.Momentum.Y;
        _pz[i] = particle.Momentum.Z;
        _e[i] = particle.Momentum.E;
        _m[i] = particle.Mass;
    }

    /// <summary>Removes the particles from <paramref name="count"/> on: an event that was not whole is taken back.</summary>
    /// <param name="count">How many particles stay; the arrays are kept for the next block.</param>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        Count = count;
    }

    private void Reserve(int capacity)
    {
        Array.Resize(ref _pdgId, capacity);
        Array.Resize(ref _status, capacity);
        Array.Resize(ref _mother1, capacity);
        Array.Resize(ref _mother2, capacity);
        Array.Resize(ref _px, capacity);
        Array.Resize(ref _py, capacity);
        Array.Resize(ref _pz, capacity);
        Array.Resize(ref _e, capacity);
        Array.Resize(ref _m, capacity);
    }
}
