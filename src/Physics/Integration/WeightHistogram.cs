namespace AlpToolkit.Physics.Integration;

/// <summary>
/// Positive weights of a channel, eight bins an octave over 48 octaves around a scale: what an unweighting maximum is chosen from.
/// Sums are exact to rounding whatever the bin.
/// </summary>
internal sealed class WeightHistogram
{
    private const int PerOctave = 8, Octaves = 48, Above = 24;
    private readonly double[] _sums = new double[PerOctave * Octaves];
    private readonly long[] _counts = new long[PerOctave * Octaves];
    private readonly double _scale;

    public WeightHistogram(double scale) => _scale = scale > 0 && double.IsFinite(scale) ? scale : 1;

    /// <summary>Sum of all weights.</summary>
    public double Sum { get; private set; }

    /// <summary>Adds a weight; zero and negative ones are left out.</summary>
    public void Add(double weight)
    {
        if (!(weight > 0))
        {
            return;
        }

        int bin = Math.Clamp((int)Math.Floor(Math.Log2(weight / _scale) * PerOctave) + PerOctave * (Octaves - Above), 0, _sums.Length - 1);
        _sums[bin] += weight;
        _counts[bin]++;
        Sum += weight;
    }

    /// <summary>Adds what another histogram of the same scale holds.</summary>
    public void Add(WeightHistogram other)
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += other._sums[i];
            _counts[i] += other._counts[i];
        }

        Sum += other.Sum;
    }

    /// <summary>
    /// The smallest maximum W (an edge of a bin) for which the weights above it exceed it by no more than a share of all:
    /// Σ max(0, w − W) ≤ share · Σ w.
    /// </summary>
    /// <param name="share">The share, such as 1e-3.</param>
    /// <param name="largest">Largest weight seen.</param>
    public double Maximum(double share, double largest)
    {
        double sum = 0;
        long count = 0;
        double maximum = largest;
        for (int bin = _sums.Length - 1; bin > 0; bin--)
        {
            sum += _sums[bin];
            count += _counts[bin];
            double edge = _scale * double.Exp2((double)bin / PerOctave - (Octaves - Above));
            if (sum - count * edge > share * Sum)
            {
                break;
            }

            maximum = Math.Min(maximum, edge);
        }

        return maximum;
    }

    /// <summary>
    /// The weight W (an edge of a bin) below which points are thinned out, so that an estimate from events of weight max(w, W), which are kept with probability min(1, w/W), is as precise as
    /// can be for what it costs: (points + cost · Σ min(1, w/W)) · Σ w max(w, W) is smallest.
    /// </summary>
    /// <param name="points">Number of points, those without a weight counted.</param>
    /// <param name="cost">What an event costs, in units of a point.</param>
    /// <param name="largest">Largest weight seen.</param>
    public double PartialMaximum(long points, double cost, double largest)
    {
        double best = double.PositiveInfinity, maximum = largest, aboveCount = 0, aboveSquares = 0, below = Sum;
        for (int bin = _sums.Length - 1; bin >= 0; bin--)
        {
            if (_counts[bin] == 0)
            {
                continue;
            }

            below -= _sums[bin];
            aboveCount += _counts[bin];
            aboveSquares += _sums[bin] * _sums[bin] / _counts[bin];
            // The lowest bin holds all that is below it too.
            double edge = bin > 0 ? Math.Min(largest, _scale * double.Exp2((double)bin / PerOctave - (Octaves - Above))) : _sums[0] / _counts[0];
            double product = (points + cost * (aboveCount + Math.Max(0, below) / edge)) * (aboveSquares + Math.Max(0, below) * edge);
            if (product < best)
            {
                (best, maximum) = (product, edge);
            }
        }

        return maximum;
    }

    /// <summary>Σ w max(w, W).</summary>
    public double SumOfSquaresAbove(double maximum)
    {
        double squares = 0;
        for (int bin = 0; bin < _sums.Length; bin++)
        {
            squares += _counts[bin] > 0 ? _sums[bin] * Math.Max(maximum, _sums[bin] / _counts[bin]) : 0;
        }

        return squares;
    }

    /// <summary>Σ min(w, W).</summary>
    public double SumCappedAt(double maximum)
    {
        double capped = 0;
        for (int bin = 0; bin < _sums.Length; bin++)
        {
            double edge = _scale * double.Exp2((double)bin / PerOctave - (Octaves - Above));
            capped += edge >= maximum * (1 - 1e-9) ? Math.Min(_sums[bin], _counts[bin] * maximum) : _sums[bin];
        }

        return capped;
    }
}
