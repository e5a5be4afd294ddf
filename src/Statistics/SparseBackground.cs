namespace AlpToolkit.Statistics;

/// <summary>
/// What is assumed of a simulated background in the bins of a plane where none of its events lies, when its events have very
/// different weights: an event in an empty bin would weigh about as much as those nearest to it.
/// </summary>
/// <remarks>
/// That not one event fell into a number of empty bins bounds their sum, which they share. A bin beside bins with events shares with the empty bins
/// within two rows and columns that are as near to events as it is; bins farther away share among all of those that are of interest. A sample of few
/// events leaves large gaps, and its bounds are large; of a dense sample they are small, and vanish where weights fall off, as in the tails of a
/// resolution that was sampled beyond what the luminosity can populate. Bins with events are taken as simulated: their errors are those of
/// the sample, and together with the empty ones they are right on average.
/// </remarks>
public sealed class SparseBackground
{
    // Bins without events: with events beside them, and farther away.
    private const int Beside = 1, Far = 2;

    private readonly double[] _central, _squares, _nearest;
    private readonly int[] _distance;
    private readonly int _columns;
    private int _far;

    /// <summary>Looks at a plane.</summary>
    /// <param name="sums">Σw of every bin, in rows of <paramref name="columns"/> bins; any unit.</param>
    /// <param name="squares">Σw² of every bin; events that are copies of one count with the square of their sum.</param>
    /// <param name="columns">Bins in a row.</param>
    /// <param name="fallbackWeight">Weight of an event when the plane holds none.</param>
    /// <param name="isOfInterest">True for the bins that a background is needed for: those share the bound on bins far from events.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public SparseBackground(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, int columns, double fallbackWeight, Func<int, bool> isOfInterest)
        : this(sums, squares, WeightsOf(sums, squares), columns, fallbackWeight, isOfInterest)
    {
    }

    /// <summary>Looks at a plane whose contents were estimated from more than the events of each bin.</summary>
    /// <param name="sums">Estimate of every bin, in rows of <paramref name="columns"/> bins; any unit.</param>
    /// <param name="squares">Its squared error; 0 for a bin of which nothing is known.</param>
    /// <param name="weights">Weight of the events that were simulated in every bin, see <see cref="WeightsOf"/>: what bounds bins of which nothing is known.</param>
    /// <param name="columns">Bins in a row.</param>
    /// <param name="fallbackWeight">Weight of an event when the plane holds none.</param>
    /// <param name="isOfInterest">True for the bins that a background is needed for: those share the bound on bins far from events.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public SparseBackground(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, ReadOnlySpan<double> weights, int columns, double fallbackWeight, Func<int, bool> isOfInterest)
    {
        ArgumentNullException.ThrowIfNull(isOfInterest);
        if (sums.Length != squares.Length || sums.Length != weights.Length || columns < 1 || sums.Length % columns != 0)
        {
            throw new ArgumentException($"{sums.Length} sums and {squares.Length} squares do not make rows of {columns}", nameof(squares));
        }

        _columns = columns;
        _central = [.. sums];
        _squares = [.. squares];
        (_nearest, _distance) = (new double[sums.Length], new int[sums.Length]);
        Spread(weights, fallbackWeight, isOfInterest);
    }

    /// <summary>Weight of an event of every bin, Σw²/Σw, where there are events; 0 elsewhere.</summary>
    /// <param name="sums">Σw of every bin.</param>
    /// <param name="squares">Σw² of every bin.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static double[] WeightsOf(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares)
    {
        if (sums.Length != squares.Length)
        {
            throw new ArgumentException($"{sums.Length} sums and {squares.Length} squares are not of the same bins", nameof(squares));
        }

        double[] weights = new double[sums.Length];
        for (int bin = 0; bin < weights.Length; bin++)
        {
            weights[bin] = squares[bin] > 0 ? sums[bin] > 0 ? squares[bin] / sums[bin] : Math.Sqrt(squares[bin]) : 0;
        }

        return weights;
    }

    /// <summary>Effective number of simulated events in a bin, (Σw)²/Σw².</summary>
    /// <param name="bin">The bin.</param>
    public double EffectiveEvents(int bin) => _squares[bin] > 0 ? _central[bin] * _central[bin] / _squares[bin] : 0;

    /// <summary>Σw² of a bin.</summary>
    /// <param name="bin">The bin.</param>
    public double SumOfSquares(int bin) => _squares[bin];

    /// <summary>What the sample contributes to a bin, in the unit of its weights; 0 for bins far from events that are not of interest.</summary>
    /// <param name="bin">The bin.</param>
    /// <param name="policy">What is assumed of sparse bins.</param>
    /// <param name="confidenceLevel">CL of <see cref="BackgroundPolicy.PoissonUpperBound"/>.</param>
    public double Expected(int bin, BackgroundPolicy policy, double confidenceLevel)
    {
        double central = Math.Max(0, _central[bin]);
        if (policy == BackgroundPolicy.AsInThePaper)
        {
            return central;
        }

        if (_squares[bin] > 0)
        {
            return central;
        }

        double events = policy == BackgroundPolicy.Floor ? BackgroundEstimate.NeutralFloor : PoissonLikelihood.UpperLimit(0, confidenceLevel);
        return events * _nearest[bin] / (_distance[bin] == Far ? Math.Max(1, _far) : Companions(bin));
    }

    // Empty bins beside bins with events, in the square of five bins a side around one of them.
    private int Companions(int bin)
    {
        const int Reach = 2;
        int rows = _distance.Length / _columns, count = 0;
        (int row, int column) = Math.DivRem(bin, _columns);
        for (int r = Math.Max(0, row - Reach); r <= Math.Min(rows - 1, row + Reach); r++)
        {
            for (int c = Math.Max(0, column - Reach); c <= Math.Min(_columns - 1, column + Reach); c++)
            {
                count += _distance[r * _columns + c] == Beside && !(_squares[r * _columns + c] > 0) ? 1 : 0;
            }
        }

        return Math.Max(1, count);
    }

    // Beside bins with events the largest of their weights. Farther out the geometric mean of those at the edge, each counted with the inverse square of its distance: weights
    // differ by orders of magnitude there, and the few heavy ones are not those that continue the distribution.
    private void Spread(ReadOnlySpan<double> weights, double fallbackWeight, Func<int, bool> isOfInterest)
    {
        Array.Fill(_distance, Far);
        List<(int Row, int Column, double LogWeight)> edge = [];
        for (int bin = 0; bin < _central.Length; bin++)
        {
            if (weights[bin] > 0)
            {
                _distance[bin] = 0;
                if (ReachNeighbours(bin, weights))
                {
                    (int row, int column) = Math.DivRem(bin, _columns);
                    edge.Add((row, column, Math.Log(weights[bin])));
                }
            }
        }

        for (int bin = 0; bin < _central.Length; bin++)
        {
            if (_distance[bin] == Far && !(_squares[bin] > 0) && (edge.Count == 0 || isOfInterest(bin)))
            {
                _far += isOfInterest(bin) ? 1 : 0;
                _nearest[bin] = edge.Count == 0 ? fallbackWeight : WeightFrom(edge, bin);
            }
        }
    }

    // Tells the empty bins around a bin its weight; false when there are none.
    private bool ReachNeighbours(int bin, ReadOnlySpan<double> weights)
    {
        (int row, int column) = Math.DivRem(bin, _columns);
        int rows = _central.Length / _columns;
        bool isAtTheEdge = false;
        for (int r = Math.Max(0, row - 1); r <= Math.Min(rows - 1, row + 1); r++)
        {
            for (int c = Math.Max(0, column - 1); c <= Math.Min(_columns - 1, column + 1); c++)
            {
                int neighbour = r * _columns + c;
                if (!(weights[neighbour] > 0))
                {
                    (_distance[neighbour], _nearest[neighbour], isAtTheEdge) = (Beside, Math.Max(_nearest[neighbour], weights[bin]), true);
                }
            }
        }

        return isAtTheEdge;
    }

    private double WeightFrom(List<(int Row, int Column, double LogWeight)> edge, int bin)
    {
        (int row, int column) = Math.DivRem(bin, _columns);
        double sum = 0, total = 0;
        foreach ((int r, int c, double logWeight) in edge)
        {
            double share = 1.0 / ((r - row) * (r - row) + (c - column) * (c - column));
            (sum, total) = (sum + share * logWeight, total + share);
        }

        return Math.Exp(sum / total);
    }
}
