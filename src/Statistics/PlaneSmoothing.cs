namespace AlpToolkit.Statistics;

/// <summary>Direction in which a neighbourhood is longest.</summary>
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
/// Estimates of a falling distribution in bins of a plane that hold few events each: a bin with less than a number of effective events takes what an exponential
/// with the number and the mean position of the events in the smallest neighbourhood that holds enough of them, and knows the slope from them to the bin well enough for
/// the estimate to be worth a third of that number, has at its place. For distributions simulated with too few events for every bin to have its own.
/// </summary>
/// <remarks>
/// The local likelihood estimate of a density by a log-linear one (C. R. Loader, Annals of Statistics 24 (1996) 1602), with a uniform kernel: a moving average that does
/// not carry more down a slope than it leaves above it. One effective event spread evenly over the neighbourhood is added to the mean position, so that few events,
/// far away, do not prove that there are none near. At an edge across the direction nothing is carried over it. Contents are not conserved: a bin with enough events keeps
/// its own, and what its neighbours take of it is theirs in addition. A bin that finds too few events takes the widest neighbourhood, if there is any event in it.
/// </remarks>
public sealed class PlaneSmoothing
{
    // What the slope may add to the variance: an estimate at the edge of the events is worth a third of them at least.
    private const double LargestVariance = 3;

    private readonly byte[] _radius;
    private readonly double[] _effective;
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
        (_rows, _columns, _direction, _across) = (sums.Length / columns, columns, direction, across);
        (_radius, _effective) = (new byte[sums.Length], new double[sums.Length]);
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
                    _effective[bin] = sum * sum / square;
                    if (radius == 0 || RelativeVariance(bin, radius, sums, squares) * events <= LargestVariance)
                    {
                        break;
                    }
                }
            }

            _effective[bin] = square > 0 ? sum * sum / square : 0;
            _radius[bin] = sum > 0 ? (byte)Math.Min(radius, mostBins) : (byte)0;
        }
    }

    /// <summary>How far a bin's neighbourhood reaches, in bins; 0 for one that stays as it is.</summary>
    /// <param name="bin">The bin.</param>
    public int Radius(int bin) => _radius[bin];

    /// <summary>The estimate of every bin.</summary>
    /// <param name="values">Contents of the bins.</param>
    /// <param name="part">Share of the events looked at that the contents are of.</param>
    /// <exception cref="ArgumentException">There are more or fewer bins than there were.</exception>
    public double[] Apply(ReadOnlySpan<double> values, double part = 1) => Apply(values, values, part).Estimates;

    /// <summary>The estimate of every bin, and its squared error, from the number of events and from the slope.</summary>
    /// <param name="values">Contents of the bins.</param>
    /// <param name="squares">Σw² of the bins.</param>
    /// <param name="part">Share of the events looked at that the contents are of.</param>
    /// <exception cref="ArgumentException">There are more or fewer bins than there were.</exception>
    public (double[] Estimates, double[] Squares) Apply(ReadOnlySpan<double> values, ReadOnlySpan<double> squares, double part = 1)
    {
        if (values.Length != _radius.Length || squares.Length != _radius.Length)
        {
            throw new ArgumentException($"{values.Length} values and {squares.Length} squares for {_radius.Length} bins", nameof(values));
        }

        double[] estimates = values.ToArray(), errors = squares.ToArray();
        for (int bin = 0; bin < estimates.Length; bin++)
        {
            int reach = _radius[bin];
            if (reach == 0)
            {
                continue;
            }

            (estimates[bin], errors[bin]) = Estimate(bin, reach, values, squares, part * _effective[bin]);
        }

        return (estimates, errors);
    }

    private double RelativeVariance(int bin, int reach, ReadOnlySpan<double> values, ReadOnlySpan<double> squares)
    {
        (double estimate, double variance) = Estimate(bin, reach, values, squares, _effective[bin]);
        return variance / (estimate * estimate);
    }

    // The estimate from a neighbourhood, and its squared error.
    private (double Value, double Square) Estimate(int bin, int reach, ReadOnlySpan<double> values, ReadOnlySpan<double> squares, double events)
    {
        int width = (int)(_across * reach);
        Span<double> along = stackalloc double[2 * reach + 1], across = stackalloc double[2 * width + 1];
        NeighbourhoodSums sums = Sums(bin, reach, width, values, squares, along, across);
        double count = LogLinearDensity.Count(along);
        if (!(sums.Sum > 0))
        {
            return (sums.Sum / count, sums.Squares / (count * count));
        }

        // The exponential is one along times one across, and so is its sum over a neighbourhood that is not cut by an edge of the plane.
        (double shareAlong, double varianceAlong) = LogLinearDensity.ShareAtTheCentre(along, sums.Along / sums.Sum, events);
        (double shareAcross, double varianceAcross) = LogLinearDensity.ShareAtTheCentre(across, sums.Across / sums.Sum, events);
        double estimate = sums.Sum * Math.Min(1, count * shareAlong * shareAcross);
        return (estimate, estimate * estimate * (sums.Squares / (sums.Sum * sums.Sum) + varianceAlong + varianceAcross));
    }

    // Sums over a whole neighbourhood, and the number of its bins at every place along and across.
    private NeighbourhoodSums Sums(int bin, int reach, int width, ReadOnlySpan<double> values, ReadOnlySpan<double> squares, Span<double> alongBins, Span<double> acrossBins)
    {
        (int row, int column) = Math.DivRem(bin, _columns);
        double sum = 0, alongMoment = 0, acrossMoment = 0, square = 0;
        for (int across = -width; across <= width; across++)
        {
            int firstRow = _direction == SmoothingDirection.X ? row : row + across, firstColumn = _direction == SmoothingDirection.X ? column + across : column;
            int low = -reach, high = reach, step = 0;
            Confine(_direction != SmoothingDirection.Y, firstRow, _rows, _columns, ref low, ref high, ref step);
            Confine(_direction != SmoothingDirection.X, firstColumn, _columns, 1, ref low, ref high, ref step);
            double inLine = 0;
            if (_direction == SmoothingDirection.Y && high >= low)
            {
                int start = firstRow * _columns + firstColumn + low, length = high - low + 1;
                LineSums line = LineSums.Of(values.Slice(start, length), squares.Slice(start, length), low);
                (inLine, alongMoment, square) = (line.Sum, alongMoment + line.Moment, square + line.Squares);
                foreach (ref double number in alongBins[(low + reach)..(high + reach + 1)])
                {
                    number++;
                }
            }
            else
            {
                for (int along = low, near = firstRow * _columns + firstColumn + low * step; along <= high; along++, near += step)
                {
                    alongBins[along + reach]++;
                    inLine += values[near];
                    alongMoment += values[near] * along;
                    square += squares[near];
                }
            }

            acrossBins[across + width] = Math.Max(0, high - low + 1);
            sum += inLine;
            acrossMoment += inLine * across;
        }

        return new NeighbourhoodSums(sum, alongMoment, acrossMoment, square);
    }

    // Places along a line that stay inside of the plane, for one of its axes; none when the line lies outside.
    private static void Confine(bool isAlong, int first, int count, int stride, ref int low, ref int high, ref int step)
    {
        if (isAlong)
        {
            (low, high, step) = (Math.Max(low, -first), Math.Min(high, count - 1 - first), step + stride);
        }
        else if (first < 0 || first >= count)
        {
            high = low - 1;
        }
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

    // Contents, contents times their places along and across, and squares.
    private readonly record struct NeighbourhoodSums(double Sum, double Along, double Across, double Squares);

    private void Add(int row, int column, Span<int> ring, ref int count)
    {
        if (row >= 0 && row < _rows && column >= 0 && column < _columns)
        {
            ring[count++] = row * _columns + column;
        }
    }
}
