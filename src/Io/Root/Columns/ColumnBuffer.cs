namespace AlpToolkit.Io.Root.Columns;

/// <summary>A column that grows while it is read.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>Number of values so far.</summary>
    public abstract int Count { get; }

    /// <summary>The column; the buffer is not used any more.</summary>
    public abstract Column ToColumn();

    /// <summary>Makes room for so many values in all, where that is known and backed by bytes of the file.</summary>
    public virtual void Reserve(long count)
    {
    }

    /// <summary>Adds zeros, empty strings and lists: what a member is that an object does not have.</summary>
    public abstract void AddEmpty(int count);

    /// <summary>Adds the values of a column; members by their names.</summary>
    /// <returns>False, with nothing said of what was added, when the values are of another kind.</returns>
    public virtual bool TryAppend(Column values) => false;
}

/// <summary>Numbers.</summary>
internal sealed class PrimitiveBuffer<T> : ColumnBuffer
    where T : unmanaged
{
    private const int MostRoomLeft = 10;
    private T[] _values = [];
    private int _count;

    public override int Count => _count;

    public override void Reserve(long count)
    {
        if (count > _values.Length && count <= Array.MaxLength)
        {
            Grow((int)count);
        }
    }

    /// <summary>Room for more values, which count as there.</summary>
    public Span<T> Append(int count)
    {
        int needed = checked(_count + count);
        if (needed > _values.Length)
        {
            Grow((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _values.Length)));
        }

        Span<T> room = _values.AsSpan(_count, count);
        _count = needed;
        return room;
    }

    public void Add(T value) => Append(1)[0] = value;

    public override void AddEmpty(int count) => Append(count).Clear();

    public override bool TryAppend(Column values)
    {
        if (values is PrimitiveColumn<T> same)
        {
            same.Values.Span.CopyTo(Append(same.Count));
            return true;
        }

        if (values is not NumberColumn numbers)
        {
            return false;
        }

        foreach (double number in numbers.ToDoubles())
        {
            Add(Number(number));
        }

        return true;
    }

    public T this[int index] => _values[index];

    public T[] ToArray()
    {
        Array.Resize(ref _values, _count);
        return _values;
    }

    /// <summary>The values, without a copy where little room is left over.</summary>
    public ReadOnlyMemory<T> ToMemory() => _values.Length - _count <= _count / MostRoomLeft ? _values.AsMemory(0, _count) : ToArray();

    public override Column ToColumn() => new PrimitiveColumn<T>(ToMemory());

    // What is appended is written before it is read, so that zeros would be written for nothing.
    private void Grow(int length)
    {
        T[] values = GC.AllocateUninitializedArray<T>(length);
        _values.AsSpan(0, _count).CopyTo(values);
        _values = values;
    }

    // As a cast in C++, with the ends of the range for what lies outside.
    private static T Number(double value) => (T)(object)(default(T) switch
    {
        bool => value != 0,
        sbyte => (object)sbyte.CreateSaturating(value),
        byte => byte.CreateSaturating(value),
        short => short.CreateSaturating(value),
        ushort => ushort.CreateSaturating(value),
        int => int.CreateSaturating(value),
        uint => uint.CreateSaturating(value),
        long => long.CreateSaturating(value),
        ulong => ulong.CreateSaturating(value),
        float => (float)value,
        _ => value,
    });
}

/// <summary>Arrays of one length.</summary>
internal sealed class FixedArrayBuffer(int size, ColumnBuffer items) : ColumnBuffer
{
    // Elements that no bytes stand for: a damaged file may say that every array has very many.
    private const int MostEmpty = 1 << 20;
    private int _count, _empty;

    public override int Count => _count;

    public ColumnBuffer Items { get; } = items;

    /// <summary>Elements of an array, those of arrays in it counted one by one.</summary>
    public double Elements => size * (Items is FixedArrayBuffer inner ? inner.Elements : 1);

    public override void Reserve(long count) => Items.Reserve(count * size);

    public void Add(int count) => _count = checked(_count + count);

    public override void AddEmpty(int count)
    {
        int elements = checked(count * size);
        _empty = checked(_empty + elements) <= MostEmpty ? _empty + elements : throw new OverflowException();
        Items.AddEmpty(elements);
        Add(count);
    }

    public override bool TryAppend(Column values)
    {
        if (values is not FixedArrayColumn arrays || arrays.Size != size || !Items.TryAppend(arrays.Items))
        {
            return false;
        }

        Add(arrays.Count);
        return true;
    }

    public override Column ToColumn() => new FixedArrayColumn(_count, size, Items.ToColumn());
}

/// <summary>Strings.</summary>
internal sealed class StringBuffer : ColumnBuffer
{
    private readonly PrimitiveBuffer<byte> _bytes = new();
    private readonly PrimitiveBuffer<int> _offsets = new();

    public StringBuffer() => _offsets.Add(0);

    public override int Count => _offsets.Count - 1;

    public override void Reserve(long count) => _offsets.Reserve(count + 1);

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.Append(text.Length));
        _offsets.Add(_bytes.Count);
    }

    public override void AddEmpty(int count) => _offsets.Append(count).Fill(_bytes.Count);

    public override bool TryAppend(Column values)
    {
        if (values is not StringColumn strings)
        {
            return false;
        }

        for (int i = 0; i < strings.Count; i++)
        {
            Add(strings.Bytes.Span[strings.Offsets.Span[i]..strings.Offsets.Span[i + 1]]);
        }

        return true;
    }

    public override Column ToColumn() => new StringColumn(_offsets.ToMemory(), _bytes.ToMemory());
}

/// <summary>Objects.</summary>
internal sealed class RecordBuffer(IReadOnlyList<(string Name, ColumnBuffer Values)> fields) : ColumnBuffer
{
    private int _count;

    public override int Count => _count;

    public IReadOnlyList<(string Name, ColumnBuffer Values)> Fields { get; } = fields;

    public void Add(int count) => _count = checked(_count + count);

    public override void AddEmpty(int count)
    {
        foreach ((_, ColumnBuffer values) in Fields)
        {
            values.AddEmpty(count);
        }

        Add(count);
    }

    public override bool TryAppend(Column values)
    {
        if (values is not RecordColumn records)
        {
            return false;
        }

        foreach ((string name, ColumnBuffer field) in Fields)
        {
            if (records.Find(name) is not { } found)
            {
                field.AddEmpty(records.Count);
            }
            else if (!field.TryAppend(found))
            {
                return false;
            }
        }

        Add(records.Count);
        return true;
    }

    public override Column ToColumn() => new RecordColumn(_count, [.. Fields.Select(f => (f.Name, f.Values.ToColumn()))]);
}
