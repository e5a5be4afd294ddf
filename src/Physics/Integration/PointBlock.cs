using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Integration;

/// <summary>
/// Up to <see cref="Capacity"/> phase-space points as columns: coordinates in the unit hypercube go in; momenta of the outgoing
/// particles in the centre of mass (GeV) and weights dσ/du (pb) come out, for the points that survive the generation cuts. One a worker.
/// Arrays are whole numbers of <see cref="Vector256{T}"/>; lanes beyond the last point hold valid points that count for nothing.
/// </summary>
internal sealed class PointBlock
{
    /// <summary>Most points in a block; a multiple of 4.</summary>
    public const int Capacity = 512;

    /// <summary>Points in a hardware vector.</summary>
    public const int Width = 4;

    // Columns lie a vector apart from a multiple of the page: at one the same cache lines would serve all of them.
    private const int Stride = Capacity + Width;

    private static readonly int[] s_identity = [.. Enumerable.Range(0, Capacity)];

    private readonly double[] _coordinates, _momenta;
    private readonly double[] _weights = new double[Capacity];
    private readonly int[] _origins = new int[Capacity];
    private bool _compressed;

    public PointBlock(int dimensions, int particles)
    {
        Dimensions = dimensions;
        Particles = particles;
        _coordinates = new double[dimensions * Stride];
        _momenta = new double[4 * particles * Stride];
    }

    /// <summary>Most coordinates of a point.</summary>
    public int Dimensions { get; }

    /// <summary>Outgoing particles with a momentum.</summary>
    public int Particles { get; }

    /// <summary>Points that went in.</summary>
    public int Count { get; private set; }

    /// <summary>Points that came out: they are the first of the momenta and of the weights.</summary>
    public int Survivors { get; private set; }

    /// <summary>Vectors that hold the points that went in.</summary>
    public int Vectors => (Count + Width - 1) / Width;

    /// <summary>Vectors that hold the survivors.</summary>
    public int SurvivingVectors => (Survivors + Width - 1) / Width;

    /// <summary>Weights in pb, one a survivor.</summary>
    public Span<double> Weights => _weights.AsSpan(0, Survivors);

    /// <summary>Weights, four points each: written for all that went in before <see cref="Compress"/>, for survivors after it.</summary>
    public Span<Vector256<double>> WeightVectors => Vectorized(_weights);

    /// <summary>For each survivor the position at which it went in.</summary>
    public ReadOnlySpan<int> Origins => (_compressed ? _origins : s_identity).AsSpan(0, Survivors);

    /// <summary>One coordinate of all points, in (0, 1).</summary>
    public Span<double> Coordinate(int dimension) => _coordinates.AsSpan(dimension * Stride, Capacity);

    /// <summary>One coordinate, four points each.</summary>
    public Span<Vector256<double>> CoordinateVectors(int dimension) => Vectorized(Coordinate(dimension));

    /// <summary>One component of one particle's momentum, GeV; components are E, x, y, z.</summary>
    public Span<double> Momentum(int particle, int component) => _momenta.AsSpan((4 * particle + component) * Stride, Capacity);

    /// <summary>One component of one particle's momentum, four points each.</summary>
    public Span<Vector256<double>> MomentumVectors(int particle, int component) => Vectorized(Momentum(particle, component));

    /// <summary>Reads the four-momentum of one particle at four points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FourVectorLanes Load(int particle, int vector) => new(
        At(particle, 0, vector), At(particle, 1, vector), At(particle, 2, vector), At(particle, 3, vector));

    /// <summary>Writes the four-momentum of one particle at four points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int particle, int vector, in FourVectorLanes momentum)
    {
        At(particle, 0, vector) = momentum.E;
        At(particle, 1, vector) = momentum.X;
        At(particle, 2, vector) = momentum.Y;
        At(particle, 3, vector) = momentum.Z;
    }

    /// <summary>Copies the momenta of one survivor: E, x, y, z of every particle.</summary>
    public void CopyMomenta(int survivor, Span<double> into)
    {
        ref double column = ref _momenta[survivor];
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = Unsafe.Add(ref column, i * Stride);
        }
    }

    /// <summary>Begins a block of points; its coordinates are to be written next, up to a whole number of vectors.</summary>
    public void Begin(int count)
    {
        Count = count;
        Survivors = count;
        _compressed = false;
    }

    /// <summary>
    /// Moves the points whose weight is positive to the front, momenta and weights with them, and remembers where they came from.
    /// The rest of the last vector is filled with copies of its first point, weight 0. A NaN weight is kept, to be found.
    /// </summary>
    public void Compress()
    {
        int survivors = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!(_weights[i] <= 0))
            {
                _origins[survivors++] = i;
            }
        }

        Survivors = survivors;
        _compressed = true;
        int padded = (survivors + Width - 1) / Width * Width;
        Gather(_weights.AsSpan(0, Capacity), survivors, padded);
        for (int column = 0; column < 4 * Particles; column++)
        {
            Gather(_momenta.AsSpan(column * Stride, Capacity), survivors, padded);
        }

        _weights.AsSpan(survivors, padded - survivors).Clear();
    }

    private void Gather(Span<double> column, int survivors, int padded)
    {
        for (int k = 0; k < survivors; k++)
        {
            column[k] = column[_origins[k]];
        }

        if (padded > survivors)
        {
            column[survivors..padded].Fill(column[padded - Width]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Vector256<double> At(int particle, int component, int vector) =>
        ref Unsafe.As<double, Vector256<double>>(ref _momenta[(4 * particle + component) * Stride + Width * vector]);

    private static Span<Vector256<double>> Vectorized(Span<double> column) => MemoryMarshal.Cast<double, Vector256<double>>(column);
}
