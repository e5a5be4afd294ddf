using System.Numerics;
using AlpToolkit.Core.Events;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Plugins.Stages.WriteEvents;

/// <summary>Puts the values of selected events behind one another, column by column.</summary>
/// <param name="values">Takes the values.</param>
/// <param name="rows">How many events are selected.</param>
/// <param name="selection">The events.</param>
internal ref struct RowWriter(Span<double> values, int rows, EventSelection selection)
{
    private readonly EventSelection _selection = selection;
    private readonly int _rows = rows;
    private Span<double> _rest = values;

    public void Next(Func<int, double> value)
    {
        Span<double> column = Take(_rows);
        int row = 0;
        foreach (int i in _selection)
        {
            column[row++] = value(i);
        }
    }

    public void Next(ReadOnlySpan<double> all)
    {
        Span<double> column = Take(_rows);
        int row = 0;
        foreach (int i in _selection)
        {
            column[row++] = all[i];
        }
    }

    public void Next(ReadOnlySpan<int> roles, Func<int, double> value)
    {
        Span<double> column = Take(_rows);
        int row = 0;
        foreach (int i in _selection)
        {
            column[row++] = value(roles[i]);
        }
    }

    public void NextList(EventBatch batch, Func<ParticleTable, int, bool> isKept, Func<int, double> value)
    {
        int count = 0;
        foreach (int i in _selection)
        {
            for (int row = batch.Offsets[i]; row < batch.Offsets[i + 1]; row++)
            {
                if (isKept(batch.Particles, row))
                {
                    _rest[count++] = value(row);
                }
            }
        }

        _rest = _rest[count..];
    }

    private Span<double> Take(int count)
    {
        Span<double> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}

/// <summary>Reads what <see cref="RowWriter"/> wrote.</summary>
/// <param name="values">The values.</param>
/// <param name="rows">How many events they are of.</param>
internal ref struct RowReader(ReadOnlySpan<double> values, int rows)
{
    private readonly int _rows = rows;
    private ReadOnlySpan<double> _rest = values;

    public PrimitiveColumn<T> Integers<T>(int? count = null)
        where T : unmanaged, INumberBase<T>
    {
        ReadOnlySpan<double> taken = Take(count ?? _rows);
        T[] integers = new T[taken.Length];
        for (int i = 0; i < integers.Length; i++)
        {
            integers[i] = T.CreateChecked(taken[i]);
        }

        return new PrimitiveColumn<T>(integers);
    }

    public PrimitiveColumn<double> Doubles(double factor, int? count = null)
    {
        double[] doubles = Take(count ?? _rows).ToArray();
        if (factor != 1)
        {
            foreach (ref double value in doubles.AsSpan())
            {
                value *= factor;
            }
        }

        return new PrimitiveColumn<double>(doubles);
    }

    public int[] Offsets()
    {
        ReadOnlySpan<double> lengths = Take(_rows);
        int[] offsets = new int[_rows + 1];
        for (int i = 0; i < _rows; i++)
        {
            offsets[i + 1] = offsets[i] + (int)lengths[i];
        }

        return offsets;
    }

    private ReadOnlySpan<double> Take(int count)
    {
        ReadOnlySpan<double> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
