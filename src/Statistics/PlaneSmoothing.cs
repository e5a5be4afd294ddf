namespace AlpToolkit.Statistics;

/// <summary>Direction in which a moving average is longest.</summary>
public enum SmoothingDirection
{
    /// <summary>Along a column: bins of other rows.</summary>
    X,

    /// <summary>Along a row: bins of other columns.</summary>
    Y,

    /// <summary>Along bins as many rows as columns away: for logarithmic axes those of the same ratio.</summary>
    Diagonal,
}

/// <summary>
/// Moving averages over the bins of a plane: a bin in which fewer than a number of effective events lie takes the mean of the smallest
/// neighbourhood that holds them. For distributions without structure of the size of a bin in some direction, simulated with too few events
/// for every bin to have its own.
/// </summary>
/// <remarks>
/// At an edge across the direction nothing is carried over it; at one along the direction the mean reaches across: what lies outside of a falling background is made
/// larger. Contents are not conserved: a bin with enough events keeps its own, and what its neighbours take of it is theirs in addition; a heavy event in a sparse bin is shared with
/// neighbours that may be dense and not take their part. A bin that finds too few events takes the widest mean, if there is any event in it.
/// </remarks>
public sealed class PlaneSmoothing
{
    private readonly byte[] _radius;
    private readonly int _rows, _columns;
    private readonly SmoothingDirection _direction;
    private readonly double _across;

    /// <summary>Looks how far around every bin enough events are found.</summary>
    /// <param name="sums">Σw of every bin, in rows of <paramref name="columns"/> bins.</param>
    /// <param name="squares">Σw² of every bin; of events with copies in several bins an upper bound that may be added over bins.</param>
    /// <param name="columns">Bins in a row.</param>
    /// <param name="direction">Direction in which the neighbourhood is longest.</param>
    /// <param name="across">Its width over its length, 0 for a line to 1 for a square; rounded down to bins.</param>
    /// <param name="events">Effective events, (Σw)²/Σw², that are enough.</param>
    /// <param name="mostBins">Largest distance in bins.</param>
    /// <param name="isOfInterest">True for the bins that are needed: the others stay as they are.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public PlaneSmoothing(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, int columns, SmoothingDirection direction, double across, double events, int mostBins, Func<int, bool> isOfInterest)
    {
        ArgumentNullException.ThrowIfNull(isOfInterest);
        if (sums.Length != squares.Length || columns < 1 || sums.Length % columns != 0)
        {
            throw new ArgumentException($"{sums.Length} sums and {squares.Length} squares do not make rows of {columns}", nameof(squares));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(mostBins, byte.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegative(across);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(across, 1);
        (_rows, _columns, _direction, _across, _radius) = (sums.Length / columns, columns, direction, across, new byte[sums.Length]);
        Span<int> ring = stackalloc int[8 * mostBins + 2];
        for (int bin = 0; bin < sums.Length; bin++)
        {
            if (!isOfInterest(bin))
            {
                continue;
            }

            double sum = 0, square = 0;
            int radius = 0;
            for (; radius <= mostBins; radius++)
            {
                foreach (int near in Ring(bin, radius, ring))
                {
                    sum += sums[near];
                    square += squares[near];
                }

                if (sum > 0 && sum * sum >= events * square)
                {
                    break;
                }
            }

            _radius[bin] = sum > 0 ? (byte)Math.Min(radius, mostBins) : (byte)0;
        }
    }

    /// <summary>How far around a bin the mean reaches, in bins; 0 for one that stays as it is.</summary>
    /// <param name="bin">The bin.</param>
    public int Radius(int bin) => _radius[bin];

    /// <summary>The mean of every bin's neighbourhood.</summary>
    /// <param name="values">Contents of the bins.</param>
    /// <exception cref="ArgumentException">There are more or fewer bins than there were.</exception>
    public double[] Apply(ReadOnlySpan<double> values) => Apply(values, 1);

    /// <summary>Squared errors of the means: Σw² of every bin's neighbourhood, over the square of its number of bins.</summary>
    /// <param name="squares">Σw² of the bins.</param>
    /// <exception cref="ArgumentException">There are more or fewer bins than there were.</exception>
    public double[] ApplyToSquares(ReadOnlySpan<double> squares) => Apply(squares, 2);

    private double[] Apply(ReadOnlySpan<double> values, int power)
    {
        if (values.Length != _radius.Length)
        {
            throw new ArgumentException($"{values.Length} values for {_radius.Length} bins", nameof(values));
        }

        double[] smooth = new double[values.Length];
        Span<int> ring = stackalloc int[8 * byte.MaxValue + 2];
        for (int bin = 0; bin < smooth.Length; bin++)
        {
            if (_radius[bin] == 0)
            {
                smooth[bin] = values[bin];
                continue;
            }

            double sum = 0;
            int count = 0;
            for (int radius = 0; radius <= _radius[bin]; radius++)
            {
                foreach (int near in Ring(bin, radius, ring))
                {
                    sum += values[near];
                    count++;
                }
            }

            smooth[bin] = sum / (power == 1 ? count : (double)count * count);
        }

        return smooth;
    }

    // The bins that a neighbourhood has more than the next smaller one.
    private Span<int> Ring(int bin, int radius, Span<int> ring)
    {
        (int row, int column) = Math.DivRem(bin, _columns);
        if (radius == 0)
        {
            ring[0] = bin;
            return ring[..1];
        }

        int count = 0, width = (int)(_across * radius), inner = (int)(_across * (radius - 1));
        for (int across = -width; across <= width; across++)
        {
            // Inside of the smaller neighbourhood's width only the two ends are new.
            for (int along = -radius; along <= radius; along += Math.Abs(across) <= inner ? 2 * radius : 1)
            {
                (int rows, int columns) = _direction switch
                {
                    SmoothingDirection.X => (along, across),
                    SmoothingDirection.Y => (across, along),
                    _ => (along + across, along),
                };
                Add(row + rows, column + columns, ring, ref count);
            }
        }

        return ring[..count];
    }

    private void Add(int row, int column, Span<int> ring, ref int count)
    {
        if (row >= 0 && row < _rows && column >= 0 && column < _columns)
        {
            ring[count++] = row * _columns + column;
        }
    }
}
