using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Core.Results;

/// <summary>
/// A cut-flow as it is added up. For each batch: <see cref="Begin"/>, then for every cut in order <see cref="SeeColumn"/> and
/// <see cref="Apply"/>, then <see cref="End"/>.
/// </summary>
public sealed class CutFlowPartial : IPartialResult<CutFlowPartial>
{
    private const byte NotSelected = 2;

    private readonly WeightedSums _all, _before;
    private readonly WeightedSums[] _after, _failingOnly;
    private readonly long[] _nan;
    private readonly (double Low, double High)[][] _ranges;

    // Of each event of the batch: how many cuts it failed (2 stands for more, and for events that were not selected), and which first.
    private readonly byte[] _failures = new byte[EventBatch.Capacity];
    private readonly int[] _firstFailure = new int[EventBatch.Capacity];

    /// <summary>An empty cut-flow.</summary>
    /// <param name="variations">Number of weight variations, nominal included.</param>
    /// <param name="columnsOfCuts">For each cut the number of columns whose range is kept.</param>
    public CutFlowPartial(int variations, IReadOnlyList<int> columnsOfCuts)
    {
        ArgumentNullException.ThrowIfNull(columnsOfCuts);
        _all = new WeightedSums(variations);
        _before = new WeightedSums(variations);
        _after = [.. columnsOfCuts.Select(_ => new WeightedSums(variations))];
        _failingOnly = [.. columnsOfCuts.Select(_ => new WeightedSums(variations))];
        _nan = new long[columnsOfCuts.Count];
        _ranges = [.. columnsOfCuts.Select(count => new (double, double)[count])];
        ClearRanges();
    }

    /// <summary>Number of cuts.</summary>
    public int CutCount => _after.Length;

    /// <summary>Starts a batch: counts all its events, and those selected on entry.</summary>
    public void Begin(EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _failures.AsSpan(0, batch.Count).Fill(NotSelected);
        for (int i = 0; i < batch.Count; i++)
        {
            _all.AddEvent(batch, i);
        }

        foreach (int i in batch.Selection)
        {
            _before.AddEvent(batch, i);
            _failures[i] = 0;
        }
    }

    /// <summary>Takes the range of a column before a cut, over the events still selected; NaN is left out.</summary>
    /// <param name="cut">Position of the cut, from 0.</param>
    /// <param name="column">Position of the column among those of the cut.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="values">The column.</param>
    public void SeeColumn(int cut, int column, EventBatch batch, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(batch);
        (double low, double high) = _ranges[cut][column];
        foreach (int i in batch.Selection)
        {
            double value = values[i];
            low = value < low ? value : low;
            high = value > high ? value : high;
        }

        _ranges[cut][column] = (low, high);
    }

    /// <summary>Applies a cut: counts the events that pass and deselects the others. A NaN fails, and is counted.</summary>
    /// <param name="cut">Position of the cut, from 0.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="condition">For each event of the batch, selected or not: 1 passes, 0 and NaN fail.</param>
    public void Apply(int cut, EventBatch batch, ReadOnlySpan<double> condition)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (int i = 0; i < condition.Length; i++)
        {
            if (condition[i] != 1)
            {
                _firstFailure[i] = _failures[i] == 0 ? cut : _firstFailure[i];
                _failures[i] = _failures[i] == 0 ? (byte)1 : NotSelected;
            }
        }

        WeightedSums after = _after[cut];
        foreach (int i in batch.Selection)
        {
            if (condition[i] == 1)
            {
                after.AddEvent(batch, i);
                continue;
            }

            _nan[cut] += double.IsNaN(condition[i]) ? 1 : 0;
            batch.Selection.Deselect(i);
        }
    }

    /// <summary>Ends a batch: counts the events that fail one cut only, for the N−1 table.</summary>
    public void End(EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        for (int i = 0; i < batch.Count; i++)
        {
            if (_failures[i] == 1)
            {
                _failingOnly[_firstFailure[i]].AddEvent(batch, i);
            }
        }
    }

    /// <summary>The cut-flow of a sample.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="cuts">Names, conditions and columns of the cuts.</param>
    /// <param name="weightNames">Names of the weight variations, nominal first.</param>
    public CutFlow ToCutFlow(string name, IReadOnlyList<CutDescription> cuts, IReadOnlyList<string> weightNames)
    {
        ArgumentNullException.ThrowIfNull(cuts);
        CutFlowStep[] steps = new CutFlowStep[CutCount];
        for (int cut = 0; cut < steps.Length; cut++)
        {
            (double Low, double High)[] ranges = _ranges[cut];
            IReadOnlyList<WeightedCount> final = _after[^1].ToCounts();
            steps[cut] = new CutFlowStep
            {
                Cut = cuts[cut],
                Counts = _after[cut].ToCounts(),
                EventsWithNaN = _nan[cut],
                Ranges = [.. cuts[cut].Columns.Select((column, i) => new ColumnRange(column.Name, column.Units, ranges[i].Low, ranges[i].High))],
                PassingAllOthers = [.. _failingOnly[cut].ToCounts().Select((only, variation) => only + final[variation])],
            };
        }

        return new CutFlow(name, _all.ToCounts(), _before.ToCounts(), steps, weightNames);
    }

    /// <inheritdoc/>
    public void Add(CutFlowPartial other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _all.Add(other._all);
        _before.Add(other._before);
        for (int cut = 0; cut < CutCount; cut++)
        {
            _after[cut].Add(other._after[cut]);
            _failingOnly[cut].Add(other._failingOnly[cut]);
            _nan[cut] += other._nan[cut];
            for (int column = 0; column < _ranges[cut].Length; column++)
            {
                (double low, double high) = _ranges[cut][column];
                (double otherLow, double otherHigh) = other._ranges[cut][column];
                _ranges[cut][column] = (Math.Min(low, otherLow), Math.Max(high, otherHigh));
            }
        }
    }

    /// <inheritdoc/>
    public void Scale(double factor)
    {
        _all.Scale(factor);
        _before.Scale(factor);
        for (int cut = 0; cut < CutCount; cut++)
        {
            _after[cut].Scale(factor);
            _failingOnly[cut].Scale(factor);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        _all.Clear();
        _before.Clear();
        for (int cut = 0; cut < CutCount; cut++)
        {
            _after[cut].Clear();
            _failingOnly[cut].Clear();
        }

        Array.Clear(_nan);
        ClearRanges();
    }

    private void ClearRanges()
    {
        foreach ((double, double)[] ranges in _ranges)
        {
            Array.Fill(ranges, (double.PositiveInfinity, double.NegativeInfinity));
        }
    }
}
