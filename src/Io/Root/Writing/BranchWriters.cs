using System.Runtime.CompilerServices;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>One number an entry.</summary>
internal class NumberBranch<T>(TreePlace tree, string name) : BranchWriter(tree, name, LeafType.Of<T>(), hasOffsets: false)
    where T : unmanaged
{
    /// <inheritdoc/>
    public override void Fill(Column column) => Fill(((PrimitiveColumn<T>)column).Values.Span);

    /// <summary>Takes numbers.</summary>
    protected void Fill(ReadOnlySpan<T> values)
    {
        while (!values.IsEmpty)
        {
            int fitting = Math.Min(values.Length, Basket.Room / Unsafe.SizeOf<T>());
            if (fitting == 0)
            {
                Basket.Flush();
                continue;
            }

            Basket.Data.Numbers(values[..fitting]);
            Basket.Add(fitting);
            values = values[fitting..];
        }
    }
}

/// <summary>Numbers of elements of lists.</summary>
internal sealed class CounterBranch : NumberBranch<int>
{
    private int[] _counts = [];

    public CounterBranch(TreePlace tree, string name)
        : base(tree, name) => IsCounter = true;

    /// <inheritdoc/>
    public override void Fill(Column column)
    {
        ReadOnlySpan<int> offsets = ((JaggedColumn)column).Offsets.Span;
        if (_counts.Length < column.Count)
        {
            _counts = new int[column.Count];
        }

        Span<int> counts = _counts.AsSpan(0, column.Count);
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = offsets[i + 1] - offsets[i];
            Largest = Math.Max(Largest, counts[i]);
        }

        Fill(counts);
    }
}

/// <summary>A list of numbers an entry.</summary>
internal sealed class ListBranch<T>(TreePlace tree, string name, BranchWriter counter) : BranchWriter(tree, name, LeafType.Of<T>(), hasOffsets: true, counter)
    where T : unmanaged
{
    /// <inheritdoc/>
    public override void Fill(Column column)
    {
        JaggedColumn lists = (JaggedColumn)column;
        ReadOnlySpan<int> offsets = lists.Offsets.Span;
        ReadOnlySpan<T> values = ((PrimitiveColumn<T>)lists.Items).Values.Span;
        for (int entry = 0; entry < lists.Count;)
        {
            // As many lists as fit, and at least one; then their elements at once.
            int first = entry, size = Unsafe.SizeOf<T>();
            while (entry < lists.Count && (Basket.IsEmpty || size * (long)(offsets[entry + 1] - offsets[first]) + sizeof(int) <= Basket.Room))
            {
                Basket.AddAt(Basket.Data.Length + size * (offsets[entry] - offsets[first]));
                entry++;
            }

            Basket.Data.Numbers(values[offsets[first]..offsets[entry]]);
            if (entry < lists.Count)
            {
                Basket.Flush();
            }
        }
    }
}

/// <summary>A string an entry.</summary>
internal sealed class TextBranch(TreePlace tree, string name) : BranchWriter(tree, name, LeafType.Text, hasOffsets: true)
{
    /// <inheritdoc/>
    public override void Fill(Column column)
    {
        StringColumn strings = (StringColumn)column;
        ReadOnlySpan<int> offsets = strings.Offsets.Span;
        ReadOnlySpan<byte> bytes = strings.Bytes.Span;
        for (int entry = 0; entry < strings.Count; entry++)
        {
            ReadOnlySpan<byte> text = bytes[offsets[entry]..offsets[entry + 1]];
            if (!Basket.IsEmpty && RootBuffer.StringSize(text.Length) + sizeof(int) > Basket.Room)
            {
                Basket.Flush();
            }

            Basket.AddAt(Basket.Data.Length);
            Basket.Data.String(text);
            Largest = Math.Max(Largest, text.Length + 1);
        }
    }
}
