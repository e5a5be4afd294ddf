namespace AlpToolkit.Statistics;

/// <summary>
/// What is assumed of a simulated background in the bins of a plane where few of its events lie, or none, when its events have very
/// different weights: an event in an empty bin would weigh about as much as those nearest to it.
/// </summary>
/// <remarks>
/// A bin next to one with events may be empty by chance alone: it is treated as in <see cref="BackgroundPolicy"/>, with the weight of the events
/// nearest to it. Bins farther away are empty together: that not one event fell into all of them bounds their sum, which is shared among
/// them. A sample of few events leaves large gaps, and its bounds are large; of a dense sample they are small, and vanish where weights fall
/// off, as in the tails of a resolution that was sampled beyond what the luminosity can populate.
/// </remarks>
public sealed class SparseBackground
{
    private readonly double[] _central, _squares, _nearest;
    private readonly int[] _distance;
    private readonly int _far;

    /// <summary>Looks at a plane.</summary>
    /// <param name="sums">Σw of every bin, in rows of <paramref name="columns"/> bins; any unit.</param>
    /// <param name="squares">Σw² of every bin; events that are copies of one count with the square of their sum.</param>
    /// <param name="columns">Bins in a row.</param>
    /// <param name="fallbackWeight">Weight of an event when the plane holds none.</param>
    /// <param name="isOfInterest">True for the bins that a background is needed for: those share the bound on bins far from events.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public SparseBackground(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, int columns, double fallbackWeight, Func<int, bool> isOfInterest)
    {
        ArgumentNullException.ThrowIfNull(isOfInterest);
        if (sums.Length != squares.Length || columns < 1 || sums.Length % columns != 0)
        {
            throw new ArgumentException($"{sums.Length} sums and {squares.Length} squares do not make rows of {columns}", nameof(squares));
        }

        _central = [.. sums];
        _squares = [.. squares];
        (_nearest, _distance) = (new double[sums.Length], new int[sums.Length]);
        Spread(columns, fallbackWeight);
        for (int bin = 0; bin < _distance.Length; bin++)
        {
            _far += _distance[bin] > 1 && isOfInterest(bin) ? 1 : 0;
        }
    }

    /// <summary>Effective number of simulated events in a bin, (Σw)²/Σw².</summary>
    /// <param name="bin">The bin.</param>
    public double EffectiveEvents(int bin) => _squares[bin] > 0 ? _central[bin] * _central[bin] / _squares[bin] : 0;

    /// <summary>Σw² of a bin.</summary>
    /// <param name="bin">The bin.</param>
    public double SumOfSquares(int bin) => _squares[bin];

    /// <summary>What the sample contributes to a bin, in the unit of its weights.</summary>
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
            // The weight of the bin's own events, as in BackgroundSample.
            double weight = central > 0 ? _squares[bin] / central : Math.Sqrt(_squares[bin]);
            return policy == BackgroundPolicy.Floor
                ? Math.Max(central, BackgroundEstimate.NeutralFloor * weight)
                : weight * PoissonLikelihood.UpperLimit(central > 0 ? central * central / _squares[bin] : 0, confidenceLevel);
        }

        double events = policy == BackgroundPolicy.Floor ? BackgroundEstimate.NeutralFloor : PoissonLikelihood.UpperLimit(0, confidenceLevel);
        return events * _nearest[bin] / (_distance[bin] > 1 ? Math.Max(1, _far) : 1);
    }

    // From every bin with events outwards, ring by ring; where rings meet the larger weight counts.
    private void Spread(int columns, double fallbackWeight)
    {
        List<int> ring = [];
        for (int bin = 0; bin < _central.Length; bin++)
        {
            bool hasEvents = _squares[bin] > 0;
            _distance[bin] = hasEvents ? 0 : int.MaxValue;
            if (hasEvents)
            {
                _nearest[bin] = _central[bin] > 0 ? _squares[bin] / _central[bin] : Math.Sqrt(_squares[bin]);
                ring.Add(bin);
            }
        }

        if (ring.Count == 0)
        {
            Array.Fill(_nearest, fallbackWeight);
            return;
        }

        int rows = _central.Length / columns;
        for (int distance = 1; ring.Count > 0; distance++)
        {
            List<int> next = [];
            foreach (int bin in ring)
            {
                (int row, int column) = Math.DivRem(bin, columns);
                for (int r = Math.Max(0, row - 1); r <= Math.Min(rows - 1, row + 1); r++)
                {
                    for (int c = Math.Max(0, column - 1); c <= Math.Min(columns - 1, column + 1); c++)
                    {
                        int neighbour = r * columns + c;
                        if (_distance[neighbour] == int.MaxValue)
                        {
                            _distance[neighbour] = distance;
                            next.Add(neighbour);
                        }

                        if (_distance[neighbour] == distance)
                        {
                            _nearest[neighbour] = Math.Max(_nearest[neighbour], _nearest[bin]);
                        }
                    }
                }
            }

            ring = next;
        }
    }
}
