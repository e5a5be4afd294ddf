namespace AlpToolkit.Core.Results;

/// <summary>
/// The axis of a histogram: n bins between n + 1 ascending edges, plus underflow (bin 0) and overflow (bin n + 1). A value on
/// an edge belongs to the bin above it; the last edge belongs to the overflow.
/// </summary>
public sealed class Axis
{
    private readonly double[] _edges;
    private readonly bool _logarithmic;
    private readonly double _origin, _inverseWidth;

    private Axis(double[] edges, Spacing spacing, string units)
    {
        _edges = edges;
        Units = units;
        _logarithmic = spacing == Spacing.Logarithmic;
        if (spacing != Spacing.Variable)
        {
            _origin = _logarithmic ? Math.Log(edges[0]) : edges[0];
            double end = _logarithmic ? Math.Log(edges[^1]) : edges[^1];
            _inverseWidth = (edges.Length - 1) / (end - _origin);
        }
    }

    private enum Spacing
    {
        Variable,
        Regular,
        Logarithmic,
    }

    /// <summary>Number of bins between the first and the last edge.</summary>
    public int BinCount => _edges.Length - 1;

    /// <summary>The edges, ascending; shape <c>BinCount + 1</c>.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>Unit of the edges as printed; empty for a pure number.</summary>
    public string Units { get; }

    /// <summary>Bins of equal width.</summary>
    /// <param name="bins">Number of bins, 1 to 1,000,000.</param>
    /// <param name="low">First edge.</param>
    /// <param name="high">Last edge, above the first.</param>
    /// <param name="units">Unit as printed.</param>
    /// <exception cref="ArgumentException">The edges do not ascend, or the number of bins is out of range.</exception>
    public static Axis Regular(int bins, double low, double high, string units = "")
    {
        Check(bins, low, high);
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++)
        {
            edges[i] = i == bins ? high : low + (high - low) * i / bins;
        }

        return new Axis(edges, Spacing.Regular, units);
    }

    /// <summary>Bins of equal ratio between low and high edge.</summary>
    /// <param name="bins">Number of bins, 1 to 1,000,000.</param>
    /// <param name="low">First edge, above 0.</param>
    /// <param name="high">Last edge, above the first.</param>
    /// <param name="units">Unit as printed.</param>
    /// <exception cref="ArgumentException">The edges are not positive and ascending, or the number of bins is out of range.</exception>
    public static Axis Logarithmic(int bins, double low, double high, string units = "")
    {
        Check(bins, low, high);
        if (!(low > 0))
        {
            throw new ArgumentException("a logarithmic axis starts above 0", nameof(low));
        }

        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++)
        {
            edges[i] = i == 0 ? low : i == bins ? high : low * Math.Pow(high / low, (double)i / bins);
        }

        return new Axis(edges, Spacing.Logarithmic, units);
    }

    /// <summary>
    /// Bins whose width is a fixed fraction of their low edge, δm/m (the paper's 2 %): low, low(1 + r), low(1 + r)², … up to the
    /// first edge at or above <paramref name="high"/>.
    /// </summary>
    /// <param name="relativeWidth">r, above 0 and at most 1.</param>
    /// <param name="low">First edge, above 0.</param>
    /// <param name="high">Every value below it has a bin, to one part in 10⁹.</param>
    /// <param name="units">Unit as printed.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or the axis would have over 1,000,000 bins.</exception>
    public static Axis RelativeWidth(double relativeWidth, double low, double high, string units = "")
    {
        if (!(relativeWidth > 0 && relativeWidth <= 1))
        {
            throw new ArgumentException("a relative bin width is above 0 and at most 100 %", nameof(relativeWidth));
        }

        if (!(low > 0 && high > low && double.IsFinite(high)))
        {
            throw new ArgumentException("an axis of relative width starts above 0 and ends above its start", nameof(low));
        }

        double bins = Math.Ceiling(Math.Log(high / low) / Math.Log(1 + relativeWidth) - 1e-9);
        Check(bins > 1_000_000 ? int.MaxValue : Math.Max(1, (int)bins), low, high);
        double[] edges = new double[Math.Max(1, (int)bins) + 1];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = low * Math.Pow(1 + relativeWidth, i);
        }

        return new Axis(edges, Spacing.Logarithmic, units);
    }

    /// <summary>Bins between given edges.</summary>
    /// <param name="edges">At least two finite, strictly ascending numbers.</param>
    /// <param name="units">Unit as printed.</param>
    /// <exception cref="ArgumentException">The edges do not ascend or are too few.</exception>
    public static Axis Variable(ReadOnlySpan<double> edges, string units = "")
    {
        if (edges.Length < 2)
        {
            throw new ArgumentException("an axis needs at least two edges", nameof(edges));
        }

        for (int i = 0; i < edges.Length; i++)
        {
            if (!double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1]))
            {
                throw new ArgumentException($"edges must be finite and ascend; edge {i + 1} is {edges[i]:R}", nameof(edges));
            }
        }

        return new Axis(edges.ToArray(), Spacing.Variable, units);
    }

    /// <summary>The bin of a value: 0 underflow, 1 to <see cref="BinCount"/>, <see cref="BinCount"/> + 1 overflow; −1 for NaN.</summary>
    /// <param name="value">The value, in the axis' unit.</param>
    public int FindBin(double value)
    {
        double[] edges = _edges;
        if (!(value >= edges[0]))
        {
            return double.IsNaN(value) ? -1 : 0;
        }

        if (value >= edges[^1])
        {
            return edges.Length;
        }

        if (_inverseWidth == 0)
        {
            int found = Array.BinarySearch(edges, value);
            return found >= 0 ? found + 1 : ~found;
        }

        // The formula may be off by one next to an edge; the edges decide, so that bins hold exactly what they say.
        int bin = (int)(((_logarithmic ? Math.Log(value) : value) - _origin) * _inverseWidth);
        bin = Math.Clamp(bin, 0, edges.Length - 2);
        while (value < edges[bin])
        {
            bin--;
        }

        while (value >= edges[bin + 1])
        {
            bin++;
        }

        return bin + 1;
    }

    private static void Check(int bins, double low, double high)
    {
        if (bins is < 1 or > 1_000_000)
        {
            throw new ArgumentException("an axis has 1 to 1,000,000 bins", nameof(bins));
        }

        if (!(low < high && double.IsFinite(low) && double.IsFinite(high)))
        {
            throw new ArgumentException("an axis ends above its start", nameof(low));
        }
    }
}
