using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>A field of an RNTuple.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="typeName">Type in C++.</param>
/// <param name="pages">Its columns.</param>
/// <param name="child">The field of its elements; null for none.</param>
internal abstract class FieldWriter(string name, string typeName, IReadOnlyList<PageWriter> pages, FieldWriter? child = null)
{
    /// <summary>Name of the field.</summary>
    public string Name => name;

    /// <summary>Type in C++.</summary>
    public string TypeName => typeName;

    /// <summary>Its columns.</summary>
    public IReadOnlyList<PageWriter> Pages => pages;

    /// <summary>The field of its elements; null for none.</summary>
    public FieldWriter? Child => child;

    /// <summary>Takes a block of entries.</summary>
    public abstract void Fill(NTupleOutput output, Column column);

    /// <summary>Ends of lists count from the beginning of a cluster.</summary>
    public virtual void BeginCluster()
    {
    }
}

/// <summary>One number an entry, or the elements of a list.</summary>
internal sealed class NumberField<T> : FieldWriter
    where T : unmanaged
{
    private readonly PageWriter<T> _values;

    public NumberField(string name)
        : this(name, new PageWriter<T>(PageEncoding.Of<T>()))
    {
    }

    private NumberField(string name, PageWriter<T> values)
        : base(name, values.Encoding.TypeName, [values]) => _values = values;

    /// <inheritdoc/>
    public override void Fill(NTupleOutput output, Column column) => Fill(output, ((PrimitiveColumn<T>)column).Values.Span);

    /// <summary>Takes numbers.</summary>
    public void Fill(NTupleOutput output, ReadOnlySpan<T> values) => _values.Add(output, values);
}

/// <summary>A list of numbers an entry: a vector.</summary>
internal sealed class ListField<T> : FieldWriter
    where T : unmanaged
{
    private readonly NumberField<T> _items;
    private readonly IndexWriter _ends;

    public ListField(string name)
        : this(name, new NumberField<T>("_0"), new IndexWriter())
    {
    }

    private ListField(string name, NumberField<T> items, IndexWriter ends)
        : base(name, $"std::vector<{items.TypeName}>", [ends.Pages], items) => (_items, _ends) = (items, ends);

    /// <inheritdoc/>
    public override void Fill(NTupleOutput output, Column column)
    {
        JaggedColumn lists = (JaggedColumn)column;
        ReadOnlySpan<int> offsets = lists.Offsets.Span;
        _ends.Add(output, offsets);
        _items.Fill(output, ((PrimitiveColumn<T>)lists.Items).Values.Span[offsets[0]..offsets[^1]]);
    }

    /// <inheritdoc/>
    public override void BeginCluster() => _ends.BeginCluster();
}

/// <summary>A string an entry.</summary>
internal sealed class TextField : FieldWriter
{
    private readonly PageWriter<byte> _characters;
    private readonly IndexWriter _ends;

    public TextField(string name)
        : this(name, new PageWriter<byte>(PageEncoding.Characters), new IndexWriter())
    {
    }

    private TextField(string name, PageWriter<byte> characters, IndexWriter ends)
        : base(name, "std::string", [ends.Pages, characters]) => (_characters, _ends) = (characters, ends);

    /// <inheritdoc/>
    public override void Fill(NTupleOutput output, Column column)
    {
        StringColumn strings = (StringColumn)column;
        ReadOnlySpan<int> offsets = strings.Offsets.Span;
        _ends.Add(output, offsets);
        _characters.Add(output, strings.Bytes.Span[offsets[0]..offsets[^1]]);
    }

    /// <inheritdoc/>
    public override void BeginCluster() => _ends.BeginCluster();
}

/// <summary>Ends of lists or strings.</summary>
internal sealed class IndexWriter
{
    private long[] _ends = [];
    private long _last;

    /// <summary>The column.</summary>
    public PageWriter<long> Pages { get; } = new(PageEncoding.Index);

    /// <summary>Adds the ends of lists that begin at offsets.</summary>
    public void Add(NTupleOutput output, ReadOnlySpan<int> offsets)
    {
        if (_ends.Length < offsets.Length)
        {
            _ends = new long[offsets.Length];
        }

        Span<long> ends = _ends.AsSpan(0, offsets.Length - 1);
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = _last + (offsets[i + 1] - offsets[0]);
        }

        Pages.Add(output, ends);
        _last += offsets[^1] - offsets[0];
    }

    /// <summary>The next list begins at 0.</summary>
    public void BeginCluster() => _last = 0;
}
