namespace AlpToolkit.Statistics.Selection;

/// <summary>A box's share of the points: what its tightest corner keeps, and the points that only looser corners do.</summary>
/// <param name="Tight">Sum of the weights that the tightest corner keeps.</param>
/// <param name="Undecided">Sum of the weights of the undecided points.</param>
/// <param name="First">Where the undecided points begin in the stack of <see cref="RankedPoints"/>.</param>
/// <param name="Count">Number of undecided points.</param>
internal readonly record struct Branch(double Tight, double Undecided, int First, int Count);

/// <summary>
/// Points whose coordinates are replaced by the number of the first threshold that keeps them, and a stack of the points that are undecided in the
/// boxes from the root to the current one. Not thread-safe.
/// </summary>
internal sealed class RankedPoints
{
    private readonly int _cuts;
    private readonly int[] _ranks;
    private readonly double[] _weights;
    private int[] _stack;

    public RankedPoints(SelectionPoints points, double[][] thresholds)
    {
        _cuts = thresholds.Length;
        List<int> ranks = [];
        List<double> weights = [];
        int[] own = new int[_cuts];
        for (int i = 0; i < points.Count; i++)
        {
            bool kept = points.Weights.Span[i] > 0;
            for (int d = 0; d < _cuts && kept; d++)
            {
                double value = points.Coordinates[d].Span[i];
                int found = Array.BinarySearch(thresholds[d], value);
                own[d] = found >= 0 ? found : ~found;
                kept = !double.IsNaN(value) && own[d] < thresholds[d].Length;
            }

            if (kept)
            {
                ranks.AddRange(own);
                weights.Add(points.Weights.Span[i]);
            }
        }

        (_ranks, _weights) = ([.. ranks], [.. weights]);
        _stack = new int[Math.Max(16, 4 * _weights.Length)];
    }

    /// <summary>Every point that some threshold keeps.</summary>
    public IEnumerable<int> Loosest => Enumerable.Range(0, _weights.Length);

    public double Sum(IEnumerable<int> points)
    {
        CompensatedSum sum = default;
        foreach (int point in points)
        {
            sum.Add(_weights[point]);
        }

        return sum.Value;
    }

    /// <summary>The share of the box of all thresholds.</summary>
    public Branch Root(int[] low)
    {
        for (int i = 0; i < _weights.Length; i++)
        {
            _stack[i] = i;
        }

        return Above(new Branch(0, 0, 0, _weights.Length), low);
    }

    /// <summary>The share of the half with smaller thresholds of one cut: points beyond them are gone.</summary>
    public Branch Below(in Branch parent, int cut, int high)
    {
        int first = Reserve(parent), count = 0;
        double undecided = 0;
        for (int k = parent.First; k < parent.First + parent.Count; k++)
        {
            int point = _stack[k];
            if (_ranks[point * _cuts + cut] <= high)
            {
                _stack[first + count++] = point;
                undecided += _weights[point];
            }
        }

        return new Branch(parent.Tight, undecided, first, count);
    }

    /// <summary>The share of the half with larger thresholds: points that the new tightest corner keeps are decided.</summary>
    public Branch Above(in Branch parent, int[] low)
    {
        int first = Reserve(parent), count = 0;
        double undecided = 0, tight = parent.Tight;
        for (int k = parent.First; k < parent.First + parent.Count; k++)
        {
            int point = _stack[k];
            bool kept = true;
            for (int d = 0; d < _cuts && kept; d++)
            {
                kept = _ranks[point * _cuts + d] <= low[d];
            }

            if (kept)
            {
                tight += _weights[point];
            }
            else
            {
                _stack[first + count++] = point;
                undecided += _weights[point];
            }
        }

        return new Branch(tight, undecided, first, count);
    }

    private int Reserve(in Branch parent)
    {
        int first = parent.First + parent.Count;
        if (first + parent.Count > _stack.Length)
        {
            Array.Resize(ref _stack, 2 * (first + parent.Count));
        }

        return first;
    }
}
