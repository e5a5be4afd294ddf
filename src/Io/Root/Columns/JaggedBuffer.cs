using System.Numerics;
using System.Runtime.CompilerServices;

namespace AlpToolkit.Io.Root.Columns;

/// <summary>Lists.</summary>
internal sealed class JaggedBuffer : ColumnBuffer
{
    private readonly PrimitiveBuffer<int> _offsets = new();

    public JaggedBuffer(ColumnBuffer items)
    {
        Items = items;
        _offsets.Add(0);
    }

    public override int Count => _offsets.Count - 1;

    public ColumnBuffer Items { get; }

    public override void Reserve(long count) => _offsets.Reserve(count + 1);

    /// <summary>Ends a list after the elements that are there.</summary>
    public void EndList() => _offsets.Add(Items.Count);

    /// <summary>Ends a list at an element that is there already.</summary>
    public void EndList(int end) => _offsets.Add(end);

    /// <summary>Ends lists at elements that are there already.</summary>
    /// <param name="offsets">Byte at which every list begins, and at which the last ends.</param>
    /// <param name="size">Bytes of an element.</param>
    /// <param name="before">Elements before the first list.</param>
    /// <returns>The first list that does not end between two elements; -1 for none.</returns>
    public int EndLists(ReadOnlySpan<int> offsets, int size, int before)
    {
        Span<int> ends = _offsets.Append(offsets.Length - 1);
        bool isEven = BitOperations.IsPow2(size) ? Shift(offsets, size, before, ends) : Divide(offsets, size, before, ends);
        for (int i = 0; !isEven && i < ends.Length; i++)
        {
            if ((offsets[i + 1] - offsets[0]) % size != 0)
            {
                return i;
            }
        }

        return -1;
    }

    public override void AddEmpty(int count) => _offsets.Append(count).Fill(Items.Count);

    public override bool TryAppend(Column values)
    {
        int before = Items.Count;
        if (values is not JaggedColumn lists || !Items.TryAppend(lists.Items))
        {
            return false;
        }

        foreach (int end in lists.Offsets.Span[1..])
        {
            EndList(before + end);
        }

        return true;
    }

    public override Column ToColumn() => new JaggedColumn(_offsets.ToMemory(), Items.ToColumn());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Divide(ReadOnlySpan<int> offsets, int size, int before, Span<int> ends)
    {
        int rests = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            (int elements, int rest) = Math.DivRem(offsets[i + 1] - offsets[0], size);
            ends[i] = before + elements;
            rests |= rest;
        }

        return rests == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Shift(ReadOnlySpan<int> offsets, int size, int before, Span<int> ends)
    {
        int start = offsets[0], shift = BitOperations.Log2((uint)size), rests = 0, done = 0;
        Vector<int> vectorRests = Vector<int>.Zero;
        for (; done <= ends.Length - Vector<int>.Count; done += Vector<int>.Count)
        {
            Vector<int> bytes = new Vector<int>(offsets[(done + 1)..]) - new Vector<int>(start);
            (new Vector<int>(before) + (bytes >> shift)).CopyTo(ends[done..]);
            vectorRests |= bytes & new Vector<int>(size - 1);
        }

        for (; done < ends.Length; done++)
        {
            int bytes = offsets[done + 1] - start;
            ends[done] = before + (bytes >> shift);
            rests |= bytes & (size - 1);
        }

        return rests == 0 && vectorRests == Vector<int>.Zero;
    }
}
