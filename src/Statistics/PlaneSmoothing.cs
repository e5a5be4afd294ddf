namespace AlpToolkit.Statistics;

/// <summary>
/// Moving averages over the bins of a plane: a bin in which fewer than a number of effective events lie takes the mean of the smallest
/// square of bins around it that holds them. For distributions without structure of the size of a bin, simulated with too few events
/// for every bin to have its own.
/// </summary>
/// <remarks>
/// At an edge the mean reaches across it: what lies outside of a falling background is made larger, not smaller, and a limit weaker. A bin without
/// enough events around it stays as it is.
/// </remarks>
public sealed class PlaneSmoothing
{
    private readonly byte[] _radius;
    private readonly int _rows, _columns;

    /// <summary>Looks how far around every bin enough events are found.</summary>
    /// <param name="sums">Σw of every bin, in rows of <paramref name="columns"/> bins.</param>
    /// <param name="squares">Σw² of every bin; of events with copies in several bins an upper bound that may be added over bins.</param>
    /// <param name="columns">Bins in a row.</param>
    /// <param name="events">Effective events, (Σw)²/Σw², that are enough.</param>
    /// <param name="mostBins">Largest distance in bins.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public PlaneSmoothing(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, int columns, double events, int mostBins)
    {
        if (sums.Length != squares.Length || columns < 1 || sums.Length % columns != 0)
        {
            throw new ArgumentException($"{sums.Length} sums and {squares.Length} squares do not make rows of {columns}", nameof(squares));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(mostBins, byte.MaxValue);
        (_rows, _columns, _radius) = (sums.Length / columns, columns, new byte[sums.Length]);
        double[] s = Totals(sums), q = Totals(squares);
        for (int bin = 0; bin < sums.Length; bin++)
        {
            for (int radius = 0; radius <= mostBins; radius++)
            {
                (double sum, _) = Sum(s, bin, radius);
                (double square, _) = Sum(q, bin, radius);
                if (square > 0 && sum > 0 && sum * sum >= events * square)
                {
                    _radius[bin] = (byte)radius;
                    break;
                }
            }
        }
    }

    /// <summary>How far around a bin the mean reaches, in bins; 0 for one that stays as it is.</summary>
    /// <param name="bin">The bin.</param>
    public int Radius(int bin) => _radius[bin];

    /// <summary>The mean of every bin's square.</summary>
    /// <param name="values">Contents of the bins.</param>
    /// <exception cref="ArgumentException">There are more or fewer bins than there were.</exception>
    public double[] Apply(ReadOnlySpan<double> values) => Apply(values, 1);

    /// <summary>Squared errors of the means: Σw² of every bin's square, over the square of its number of bins.</summary>
    /// <param name="squares">Σw² of the bins.</param>
    /// <exception cref="ArgumentException">There are more or fewer bins than there were.</exception>
    public double[] ApplyToSquares(ReadOnlySpan<double> squares) => Apply(squares, 2);

    private double[] Apply(ReadOnlySpan<double> values, int power)
    {
        if (values.Length != _radius.Length)
        {
            throw new ArgumentException($"{values.Length} values for {_radius.Length} bins", nameof(values));
        }

        double[] totals = Totals(values), smooth = new double[values.Length];
        for (int bin = 0; bin < smooth.Length; bin++)
        {
            if (_radius[bin] == 0)
            {
                smooth[bin] = values[bin];
                continue;
            }

            (double sum, int count) = Sum(totals, bin, _radius[bin]);
            smooth[bin] = sum / (power == 1 ? count : (double)count * count);
        }

        return smooth;
    }

    // Sums over all rows above and columns to the left, with a row and a column of zeros in front.
    private double[] Totals(ReadOnlySpan<double> values)
    {
        int width = _columns + 1;
        double[] totals = new double[(_rows + 1) * width];
        for (int row = 0; row < _rows; row++)
        {
            double inRow = 0;
            for (int column = 0; column < _columns; column++)
            {
                inRow += values[row * _columns + column];
                totals[(row + 1) * width + column + 1] = totals[row * width + column + 1] + inRow;
            }
        }

        return totals;
    }

    private (double Sum, int Bins) Sum(double[] totals, int bin, int radius)
    {
        (int row, int column) = Math.DivRem(bin, _columns);
        (int top, int bottom) = (Math.Max(0, row - radius), Math.Min(_rows, row + radius + 1));
        (int left, int right) = (Math.Max(0, column - radius), Math.Min(_columns, column + radius + 1));
        int width = _columns + 1;
        double sum = totals[bottom * width + right] - totals[top * width + right] - totals[bottom * width + left] + totals[top * width + left];

        // What is left of a difference of large totals is no content.
        return (sum > 1e-12 * totals[bottom * width + right] ? sum : 0, (bottom - top) * (right - left));
    }
}
