using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>A field of an RNTuple.</summary>
public sealed class NTupleField
{
    private readonly FieldReader _reader;

    internal NTupleField(FieldDescription field, FieldSource source, string path)
        : this(new FieldReader(field, source, path))
    {
    }

    private NTupleField(FieldReader reader)
    {
        _reader = reader;
        Fields = [.. reader.Fields.Select(f => new NTupleField(f))];
    }

    /// <summary>Name of the field.</summary>
    public string Name => _reader.Field.Name;

    /// <summary>Names from the top field down, with points between them.</summary>
    public string Path => _reader.Path;

    /// <summary>C++ type of a value.</summary>
    public string TypeName => _reader.Field.TypeName;

    /// <summary>Fields below: members, elements or alternatives.</summary>
    public IReadOnlyList<NTupleField> Fields { get; }

    /// <summary>Pages of the field and those below.</summary>
    public int Pages => _reader.Size.Pages;

    /// <summary>Bytes of the elements before and after compression, those of fields below among them.</summary>
    public (long Uncompressed, long Compressed) Bytes => (_reader.Size.Uncompressed, _reader.Size.Compressed);

    /// <summary>Values of all entries.</summary>
    /// <exception cref="PluginException">Something is damaged, or of a type that cannot be read.</exception>
    public Column Read() => _reader.Read();

    /// <summary>Values of consecutive clusters.</summary>
    /// <param name="first">First cluster.</param>
    /// <param name="count">Number of clusters.</param>
    /// <exception cref="PluginException">Something is damaged, or of a type that cannot be read.</exception>
    public Column Read(int first, int count) => _reader.Read(first, count);
}

/// <summary>Variants.</summary>
internal sealed class VariantBuffer(IReadOnlyList<ColumnBuffer> alternatives) : ColumnBuffer
{
    private readonly PrimitiveBuffer<int> _tags = new(), _indices = new();

    public override int Count => _tags.Count;

    public IReadOnlyList<ColumnBuffer> Alternatives { get; } = alternatives;

    public void Add(int tag, int index)
    {
        _tags.Add(tag);
        _indices.Add(index);
    }

    public override void AddEmpty(int count)
    {
        _tags.Append(count).Fill(-1);
        _indices.AddEmpty(count);
    }

    public override Column ToColumn() => new VariantColumn(_tags.ToArray(), _indices.ToArray(), [.. Alternatives.Select(a => a.ToColumn())]);
}
