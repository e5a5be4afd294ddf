using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Core.Results;

/// <summary>
/// A histogram while it is filled: number of fills, Σw and Σw² of every bin for every weight variation, on one or two axes.
/// A stage makes one per histogram in its partial result and turns the total into a <see cref="Histogram"/>.
/// <para>
/// Clearing and adding cost what was touched, not what the axes span (the paper's plane has 73,000 bins, a block fills at most
/// 4,096 of them): touched bins are listed until they are a quarter of all. Every bin is added on its own, in the order of the
/// calls, so the sums do not depend on which way was taken.
/// </para>
/// </summary>
public sealed class HistogramPartial : IPartialResult<HistogramPartial>
{
    /// <summary>Most numbers a histogram may hold (256 MiB): bins with under- and overflow times (1 + 2 × variations).</summary>
    public const int MaxNumbers = 1 << 25;

    // Bin after bin: N, then Σw and Σw² of each variation; a last bin takes fills that are no number. N is exact up to 2^53.
    private readonly double[] _cells;
    private readonly int _stride, _rowLength, _nanBin;
    private readonly int[] _touched;
    private int _touchedCount;
    private bool _dense;

    /// <summary>An empty histogram on one axis.</summary>
    /// <param name="x">The axis.</param>
    /// <param name="variations">Number of weights a fill carries, nominal included.</param>
    /// <exception cref="ArgumentException">It would hold more than <see cref="MaxNumbers"/> numbers.</exception>
    public HistogramPartial(Axis x, int variations = 1)
        : this(x, null, variations)
    {
    }

    /// <summary>An empty histogram on two axes, or on one when the second is null.</summary>
    /// <param name="x">First axis.</param>
    /// <param name="y">Second axis; null for a histogram on one.</param>
    /// <param name="variations">Number of weights a fill carries, nominal included.</param>
    /// <exception cref="ArgumentException">It would hold more than <see cref="MaxNumbers"/> numbers.</exception>
    public HistogramPartial(Axis x, Axis? y, int variations = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(variations, 1);
        X = x;
        Y = y;
        Variations = variations;
        _rowLength = x.BinCount + 2;
        long bins = (long)_rowLength * (y is null ? 1 : y.BinCount + 2);
        long numbers = (bins + 1) * (1 + 2L * variations);
        if (numbers > MaxNumbers)
        {
            throw new ArgumentException($"{bins:N0} bins with {variations} weights each need {numbers * 8 >> 20:N0} MiB for every block of events; {(long)MaxNumbers * 8 >> 20} MiB is the most. Use fewer bins or weights");
        }

        _nanBin = (int)bins;
        _stride = 1 + 2 * variations;
        _cells = new double[numbers];
        _touched = new int[bins / 4];
    }

    /// <summary>First axis.</summary>
    public Axis X { get; }

    /// <summary>Second axis; null for a histogram on one.</summary>
    public Axis? Y { get; }

    /// <summary>Number of weights a fill carries, nominal included.</summary>
    public int Variations { get; }

    /// <summary>Number of bins, under- and overflow included.</summary>
    public int BinCount => _nanBin;

    /// <summary>Fills a histogram on one axis and with one weight.</summary>
    /// <param name="x">Value in the unit of the axis; NaN is counted apart.</param>
    /// <param name="weight">Weight; may be negative.</param>
    public void Fill(double x, double weight) => Add(BinOf(x), weight);

    /// <summary>Fills a histogram on two axes and with one weight.</summary>
    /// <param name="x">Value in the unit of the first axis; NaN is counted apart.</param>
    /// <param name="y">Value in the unit of the second axis; NaN is counted apart.</param>
    /// <param name="weight">Weight; may be negative.</param>
    public void Fill(double x, double y, double weight) => Add(BinOf(x, y), weight);

    /// <summary>Fills a histogram on one axis.</summary>
    /// <param name="x">Value in the unit of the axis; NaN is counted apart.</param>
    /// <param name="weights">One weight a variation, nominal first.</param>
    public void Fill(double x, ReadOnlySpan<double> weights) => Add(BinOf(x), weights);

    /// <summary>Fills a histogram on two axes.</summary>
    /// <param name="x">Value in the unit of the first axis; NaN is counted apart.</param>
    /// <param name="y">Value in the unit of the second axis; NaN is counted apart.</param>
    /// <param name="weights">One weight a variation, nominal first.</param>
    public void Fill(double x, double y, ReadOnlySpan<double> weights) => Add(BinOf(x, y), weights);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The other histogram has different axes or variations.</exception>
    public void Add(HistogramPartial other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._cells.Length != _cells.Length || other._rowLength != _rowLength || other._stride != _stride)
        {
            throw new ArgumentException("histograms with different axes cannot be added", nameof(other));
        }

        if (other._dense)
        {
            for (int bin = 0; bin <= _nanBin; bin++)
            {
                AddBin(bin, other);
            }
        }
        else
        {
            foreach (int bin in other.Touched)
            {
                AddBin(bin, other);
            }
        }
    }

    /// <inheritdoc/>
    public void Scale(double factor)
    {
        for (int i = 0; i < _cells.Length; i += _stride)
        {
            if (_cells[i] == 0)
            {
                continue;
            }

            for (int k = i + 1; k < i + _stride; k += 2)
            {
                _cells[k] *= factor;
                _cells[k + 1] *= factor * factor;
            }
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        if (_dense)
        {
            Array.Clear(_cells);
        }
        else
        {
            foreach (int bin in Touched)
            {
                Array.Clear(_cells, bin * _stride, _stride);
            }
        }

        _touchedCount = 0;
        _dense = false;
    }

    /// <summary>Content of a bin; fills that are no number have the bin number <see cref="BinCount"/>.</summary>
    internal BinContent Content(int bin, int variation)
    {
        ReadOnlySpan<double> cell = _cells.AsSpan(bin * _stride, _stride);
        return new BinContent((long)cell[0], cell[1 + 2 * variation], cell[2 + 2 * variation]);
    }

    private ReadOnlySpan<int> Touched => _touched.AsSpan(0, _touchedCount);

    private int BinOf(double x)
    {
        if (Y is not null)
        {
            throw new InvalidOperationException("a histogram on two axes is filled with two values");
        }

        int bin = X.FindBin(x);
        return bin < 0 ? _nanBin : bin;
    }

    private int BinOf(double x, double y)
    {
        if (Y is null)
        {
            throw new InvalidOperationException("a histogram on one axis is filled with one value");
        }

        int column = X.FindBin(x), row = Y.FindBin(y);
        return column < 0 || row < 0 ? _nanBin : row * _rowLength + column;
    }

    private void Add(int bin, double weight)
    {
        if (_stride != 3)
        {
            throw new ArgumentException($"a fill of this histogram carries {Variations} weights", nameof(weight));
        }

        Span<double> cell = Touch(bin);
        cell[0]++;
        cell[1] += weight;
        cell[2] += weight * weight;
    }

    private void Add(int bin, ReadOnlySpan<double> weights)
    {
        if (weights.Length != Variations)
        {
            throw new ArgumentException($"a fill of this histogram carries {Variations} weights, not {weights.Length}", nameof(weights));
        }

        Span<double> cell = Touch(bin);
        cell[0]++;
        for (int v = 0; v < weights.Length; v++)
        {
            cell[1 + 2 * v] += weights[v];
            cell[2 + 2 * v] += weights[v] * weights[v];
        }
    }

    private void AddBin(int bin, HistogramPartial other)
    {
        ReadOnlySpan<double> from = other._cells.AsSpan(bin * _stride, _stride);
        if (from[0] == 0)
        {
            return;
        }

        Span<double> to = Touch(bin);
        for (int k = 0; k < from.Length; k++)
        {
            to[k] += from[k];
        }
    }

    private Span<double> Touch(int bin)
    {
        Span<double> cell = _cells.AsSpan(bin * _stride, _stride);
        if (cell[0] == 0 && !_dense)
        {
            if (_touchedCount == _touched.Length)
            {
                _dense = true;
            }
            else
            {
                _touched[_touchedCount++] = bin;
            }
        }

        return cell;
    }
}
