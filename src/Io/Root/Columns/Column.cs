namespace AlpToolkit.Io.Root.Columns;

/// <summary>Values of consecutive entries: numbers, or a structure of other columns. One type for TTree and RNTuple.</summary>
public abstract class Column
{
    /// <summary>Number of values.</summary>
    public abstract int Count { get; }
}

/// <summary>A column of numbers; its element type says which.</summary>
public abstract class NumberColumn : Column
{
    /// <summary>Type of the numbers: sbyte to ulong, float, double or bool.</summary>
    public abstract Type ElementType { get; }

    /// <summary>The numbers as doubles: exact for all but 64-bit integers beyond 2^53.</summary>
    public abstract double[] ToDoubles();

    /// <summary>Consecutive numbers.</summary>
    internal abstract NumberColumn Slice(int first, int count);
}

/// <summary>Numbers of one type.</summary>
/// <typeparam name="T">sbyte to ulong, float, double or bool.</typeparam>
/// <param name="values">The numbers.</param>
public sealed class PrimitiveColumn<T>(ReadOnlyMemory<T> values) : NumberColumn
    where T : unmanaged
{
    /// <summary>Numbers of an array, which is not copied.</summary>
    /// <param name="values">The numbers.</param>
    public PrimitiveColumn(T[] values)
        : this(new ReadOnlyMemory<T>(values))
    {
    }

    /// <summary>The numbers.</summary>
    public ReadOnlyMemory<T> Values { get; } = values;

    internal override NumberColumn Slice(int first, int count) => new PrimitiveColumn<T>(Values.Slice(first, count));

    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override Type ElementType => typeof(T);

    /// <inheritdoc/>
    public override double[] ToDoubles()
    {
        double[] doubles = new double[Count];
        switch (this)
        {
            case PrimitiveColumn<double> c: c.Values.Span.CopyTo(doubles); break;
            case PrimitiveColumn<float> c: Convert(c.Values.Span, doubles); break;
            case PrimitiveColumn<int> c: Convert(c.Values.Span, doubles); break;
            case PrimitiveColumn<uint> c: Convert(c.Values.Span, doubles); break;
            case PrimitiveColumn<long> c: Convert(c.Values.Span, doubles); break;
            case PrimitiveColumn<ulong> c: Convert(c.Values.Span, doubles); break;
            case PrimitiveColumn<short> c: Convert(c.Values.Span, doubles); break;
            case PrimitiveColumn<ushort> c: Convert(c.Values.Span, doubles); break;
            case PrimitiveColumn<sbyte> c: Convert(c.Values.Span, doubles); break;
            case PrimitiveColumn<byte> c: Convert(c.Values.Span, doubles); break;
            case PrimitiveColumn<bool> c: Convert(System.Runtime.InteropServices.MemoryMarshal.AsBytes(c.Values.Span), doubles); break;
        }

        return doubles;
    }

    private static void Convert<TFrom>(ReadOnlySpan<TFrom> from, Span<double> to)
        where TFrom : System.Numerics.INumberBase<TFrom>
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = double.CreateTruncating(from[i]);
        }
    }
}

/// <summary>Arrays of one length; of several dimensions as arrays of arrays.</summary>
/// <param name="count">Number of arrays.</param>
/// <param name="size">Elements of each.</param>
/// <param name="items">The elements of all, one array after the other.</param>
public sealed class FixedArrayColumn(int count, int size, Column items) : Column
{
    /// <inheritdoc/>
    public override int Count { get; } = count;

    /// <summary>Elements of each array.</summary>
    public int Size { get; } = size;

    /// <summary>The elements of all.</summary>
    public Column Items { get; } = items;
}

/// <summary>Lists of any length.</summary>
/// <param name="offsets">Where every list begins in the elements, and at the end their number: one more than there are lists.</param>
/// <param name="items">The elements of all lists.</param>
public sealed class JaggedColumn(ReadOnlyMemory<int> offsets, Column items) : Column
{
    /// <summary>Lists whose offsets are an array, which is not copied.</summary>
    /// <param name="offsets">Where every list begins in the elements, and at the end their number.</param>
    /// <param name="items">The elements of all lists.</param>
    public JaggedColumn(int[] offsets, Column items)
        : this(new ReadOnlyMemory<int>(offsets), items)
    {
    }

    /// <inheritdoc/>
    public override int Count => Offsets.Length - 1;

    /// <summary>Where every list begins, and where the last one ends.</summary>
    public ReadOnlyMemory<int> Offsets { get; } = offsets;

    /// <summary>The elements of all lists.</summary>
    public Column Items { get; } = items;
}

/// <summary>Strings.</summary>
/// <param name="offsets">Where every string begins in the bytes, and at the end their number: one more than there are strings.</param>
/// <param name="bytes">The bytes of all strings, as they are in the file.</param>
public sealed class StringColumn(ReadOnlyMemory<int> offsets, ReadOnlyMemory<byte> bytes) : Column
{
    /// <summary>Strings whose offsets and bytes are arrays, which are not copied.</summary>
    /// <param name="offsets">Where every string begins in the bytes, and at the end their number.</param>
    /// <param name="bytes">The bytes of all strings.</param>
    public StringColumn(int[] offsets, byte[] bytes)
        : this(new ReadOnlyMemory<int>(offsets), new ReadOnlyMemory<byte>(bytes))
    {
    }

    /// <inheritdoc/>
    public override int Count => Offsets.Length - 1;

    /// <summary>Where every string begins, and where the last one ends.</summary>
    public ReadOnlyMemory<int> Offsets { get; } = offsets;

    /// <summary>The bytes of all strings.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>One string as text: UTF-8, or Latin-1 where it is none.</summary>
    public string this[int index] => Root.Bytes.RootCursor.Text(Bytes.Span[Offsets.Span[index]..Offsets.Span[index + 1]]);
}

/// <summary>Objects: a column for every member.</summary>
/// <param name="count">Number of objects.</param>
/// <param name="fields">The members in the order of the class; each has <paramref name="count"/> values.</param>
public sealed class RecordColumn(int count, IReadOnlyList<(string Name, Column Values)> fields) : Column
{
    /// <inheritdoc/>
    public override int Count { get; } = count;

    /// <summary>The members.</summary>
    public IReadOnlyList<(string Name, Column Values)> Fields { get; } = fields;

    /// <summary>A member by its name, or null.</summary>
    public Column? Find(string name)
    {
        foreach ((string field, Column values) in Fields)
        {
            if (field == name)
            {
                return values;
            }
        }

        return null;
    }
}

/// <summary>Values that each have one of several types.</summary>
/// <param name="tags">Which alternative every value has; -1 for none.</param>
/// <param name="indices">Which value of its alternative it is.</param>
/// <param name="alternatives">The values of every alternative.</param>
public sealed class VariantColumn(int[] tags, int[] indices, IReadOnlyList<Column> alternatives) : Column
{
    /// <inheritdoc/>
    public override int Count => Tags.Length;

    /// <summary>Which alternative every value has; -1 for none.</summary>
    public ReadOnlyMemory<int> Tags { get; } = tags;

    /// <summary>Which value of its alternative every value is.</summary>
    public ReadOnlyMemory<int> Indices { get; } = indices;

    /// <summary>The values of every alternative.</summary>
    public IReadOnlyList<Column> Alternatives { get; } = alternatives;
}
