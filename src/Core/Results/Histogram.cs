namespace AlpToolkit.Core.Results;

/// <summary>
/// A histogram of one sample on one or two axes: N, Σw in pb and Σw² in pb² of every bin, under- and overflow included, for
/// every weight variation. Fills that are no number are in no bin and counted apart.
/// </summary>
public sealed class Histogram : Result
{
    private readonly BinContent[][] _bins;
    private readonly BinContent[] _notANumber;

    /// <summary>Takes a snapshot of what was filled.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="filled">Total over the sample, weights in pb.</param>
    /// <param name="xName">What the first axis shows, without unit.</param>
    /// <param name="yName">What the second axis shows; not used on one axis.</param>
    /// <param name="weightNames">Names of the variations, nominal first; null for nominal alone.</param>
    /// <exception cref="ArgumentException">The number of names is not that of the variations.</exception>
    public Histogram(string name, HistogramPartial filled, string xName, string? yName = null, IReadOnlyList<string>? weightNames = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(filled);
        X = filled.X;
        Y = filled.Y;
        XName = xName;
        YName = Y is null ? null : yName ?? throw new ArgumentNullException(nameof(yName));
        WeightNames = weightNames ?? ["nominal"];
        if (WeightNames.Count != filled.Variations)
        {
            throw new ArgumentException($"the histogram was filled with {filled.Variations} weights and has {WeightNames.Count} names", nameof(weightNames));
        }

        _bins = new BinContent[filled.Variations][];
        _notANumber = new BinContent[filled.Variations];
        for (int v = 0; v < _bins.Length; v++)
        {
            _bins[v] = new BinContent[filled.BinCount];
            for (int bin = 0; bin < filled.BinCount; bin++)
            {
                _bins[v][bin] = filled.Content(bin, v);
            }

            _notANumber[v] = filled.Content(filled.BinCount, v);
        }
    }

    /// <summary>First axis.</summary>
    public Axis X { get; }

    /// <summary>Second axis; null for a histogram on one.</summary>
    public Axis? Y { get; }

    /// <summary>What the first axis shows, without unit.</summary>
    public string XName { get; }

    /// <summary>What the second axis shows; null for a histogram on one.</summary>
    public string? YName { get; }

    /// <summary>Names of the weight variations, nominal first.</summary>
    public IReadOnlyList<string> WeightNames { get; }

    /// <summary>Content of a bin; 0 is underflow, <c>BinCount + 1</c> overflow.</summary>
    /// <param name="x">Bin on the first axis.</param>
    /// <param name="y">Bin on the second axis; 0 on one axis.</param>
    /// <param name="variation">Position in <see cref="WeightNames"/>.</param>
    public BinContent this[int x, int y = 0, int variation = 0] => _bins[variation][y * (X.BinCount + 2) + x];

    /// <summary>All bins of a variation, under- and overflow included: the bin (x, y) is number y · (BinCount of X + 2) + x.</summary>
    /// <param name="variation">Position in <see cref="WeightNames"/>.</param>
    public ReadOnlySpan<BinContent> Bins(int variation = 0) => _bins[variation];

    /// <summary>Fills that were no number: in no bin.</summary>
    /// <param name="variation">Position in <see cref="WeightNames"/>.</param>
    public BinContent NotANumber(int variation = 0) => _notANumber[variation];

    /// <summary>True for a bin between the edges, false for under- and overflow of either axis.</summary>
    /// <param name="bin">Number of the bin, see <see cref="Bins"/>.</param>
    public bool IsInside(int bin)
    {
        (int y, int x) = Math.DivRem(bin, X.BinCount + 2);
        return x >= 1 && x <= X.BinCount && (Y is null || (y >= 1 && y <= Y.BinCount));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Table> ToTables(TableContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return [HistogramTable.Make(this, context)];
    }
}
