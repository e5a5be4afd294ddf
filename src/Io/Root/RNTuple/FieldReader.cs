using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>What the fields of an RNTuple are read from.</summary>
/// <param name="Pages">Reads the elements of columns.</param>
/// <param name="Clusters">The clusters.</param>
/// <param name="Streamers">What the RNTuple says of classes.</param>
/// <param name="File">The file, which may say more of classes.</param>
internal sealed record FieldSource(PageReader Pages, IReadOnlyList<NTupleCluster> Clusters, StreamerCatalogue Streamers, RootFile File);

/// <summary>Reads a field with those below, cluster by cluster.</summary>
internal sealed partial class FieldReader
{
    private readonly FieldDescription _field;
    private readonly FieldSource _source;
    private readonly Lazy<ColumnNode?> _streamed;

    public FieldReader(FieldDescription field, FieldSource source, string path)
    {
        (_field, _source, Path) = (field, source, path);
        Fields = [.. field.Children.Select(c => new FieldReader(c, source, $"{path}.{c.Name}"))];
        _streamed = new Lazy<ColumnNode?>(() => new[] { source.Streamers, source.File.Streamers }.Select(c => PlanBuilder.Type(c, field.TypeName)).FirstOrDefault(n => n.Unreadable is null));
    }

    /// <summary>What the RNTuple says of the field.</summary>
    public FieldDescription Field => _field;

    /// <summary>Names from the top field down, with points between them.</summary>
    public string Path { get; }

    /// <summary>Fields below.</summary>
    public IReadOnlyList<FieldReader> Fields { get; }

    /// <summary>Pages, and bytes of their elements before and after compression, of the field and those below.</summary>
    public (int Pages, long Uncompressed, long Compressed) Size
    {
        get
        {
            (int pages, long uncompressed, long compressed) = (0, 0, 0);

            // Views of the columns of other fields have no pages of their own.
            foreach (NTupleColumn column in _field.Columns.Where(c => c.Field == _field.Id))
            {
                foreach (NTuplePage page in _source.Clusters.Where(c => column.Id < c.Columns.Length).SelectMany(c => c.Columns[column.Id].Pages))
                {
                    pages++;
                    uncompressed += ((long)page.Elements * column.Bits + 7) / 8;
                    compressed += page.Length;
                }
            }

            foreach (FieldReader below in Fields)
            {
                (int morePages, long moreUncompressed, long moreCompressed) = below.Size;
                (pages, uncompressed, compressed) = (pages + morePages, uncompressed + moreUncompressed, compressed + moreCompressed);
            }

            return (pages, uncompressed, compressed);
        }
    }

    /// <summary>Values of all entries.</summary>
    public Column Read() => Read(0, _source.Clusters.Count);

    /// <summary>Values of consecutive clusters.</summary>
    /// <exception cref="PluginException">Something is damaged, or of a type that cannot be read.</exception>
    public Column Read(int first, int count)
    {
        try
        {
            ColumnBuffer buffer = CreateBuffer();
            if (_field.Columns is [var only] && Fields.Count == 0 && buffer is not FixedArrayBuffer)
            {
                _source.Pages.Reserve(only, _source.Clusters.Skip(first).Take(count).Where(c => only.Id < c.Columns.Length).Select(c => c.Columns[only.Id]), buffer);
            }

            for (int i = first; i < first + count; i++)
            {
                NTupleCluster cluster = _source.Clusters[i];
                int before = buffer.Count;
                Read(cluster, buffer, cluster.Entries);
                if (buffer.Count - before != cluster.Entries)
                {
                    throw Damaged($"{buffer.Count - before} values in a cluster of {cluster.Entries} entries from {cluster.First}");
                }
            }

            return buffer.ToColumn();
        }
        catch (OverflowException)
        {
            throw Damaged($"clusters {first} to {first + count} hold more elements than can be counted");
        }
    }

    // Ends and characters; another way to store them is another representation.
    private bool IsString => _field.TypeName == "std::string"
        || (_field.Role == FieldRole.Leaf && Fields.Count == 0 && _field.Columns.Count(c => c.Representation == _field.Columns[0].Representation) == 2 && PageDecoding.IsIndex(_field.Columns[0]));

    // An enumeration or atomic, which is the field below.
    private bool IsWrapper => _field.Role == FieldRole.Leaf && _field.ArraySize is null && _field.Columns.Count == 0 && Fields.Count == 1;

    private bool IsList => Fields.Count > 0 && (_field.Role == FieldRole.Collection || (_field.Role == FieldRole.Leaf && _field.Columns.Count > 0 && PageDecoding.IsIndex(_field.Columns[0])));

    private ColumnBuffer CreateBuffer()
    {
        if (IsString)
        {
            return new StringBuffer();
        }

        if (_field.ArraySize is int size)
        {
            return new FixedArrayBuffer(size, Fields.Count > 0 ? Fields[0].CreateBuffer() : Numbers());
        }

        return _field.Role switch
        {
            _ when IsList => new JaggedBuffer(Fields[0].CreateBuffer()),
            FieldRole.Record => new RecordBuffer([.. Fields.Select(f => (f.Field.Name, f.CreateBuffer()))]),
            FieldRole.Variant => new VariantBuffer([.. Fields.Select(f => f.CreateBuffer())]),
            FieldRole.Streamer => _streamed.Value?.CreateBuffer() ?? new JaggedBuffer(new PrimitiveBuffer<byte>()),
            FieldRole.Unknown or FieldRole.Collection => throw NotKnown("its role is none that this version knows"),
            _ when IsWrapper => Fields[0].CreateBuffer(),
            _ when _field.Columns.Count == 0 && Fields.Count > 0 => new RecordBuffer([.. Fields.Select(f => (f.Field.Name, f.CreateBuffer()))]),
            _ when _field.Columns.Count > 0 && PageDecoding.IsIndex(_field.Columns[0]) => new PrimitiveBuffer<long>(),
            _ => Numbers(),
        };
    }

    private ColumnBuffer Numbers() => (_field.Columns.Count > 0 ? PageDecoding.CreateBuffer(_field.Columns[0], _field.TypeName) : null)
        ?? throw NotKnown("its columns are of no known encoding");

    // Reads the values of a cluster behind those that are there; 'values' is their number, for types without a column of their own.
    private void Read(NTupleCluster cluster, ColumnBuffer buffer, long values)
    {
        switch (buffer)
        {
            case var _ when IsWrapper:
                Fields[0].Read(cluster, buffer, values);
                break;
            case var _ when _field.Role == FieldRole.Streamer && _streamed.Value is { } node:
                ReadStreamed(cluster, node, buffer, values);
                break;
            case StringBuffer strings:
                ReadStrings(cluster, strings, values);
                break;
            case FixedArrayBuffer arrays:
                long items = Count(Math.BigMul(Count(values), _field.ArraySize ?? 0));
                if (Fields.Count > 0)
                {
                    Fields[0].Read(cluster, arrays.Items, items);
                }
                else
                {
                    ReadNumbers(cluster, arrays.Items, items);
                }

                arrays.Add(Count(values));
                break;
            case JaggedBuffer lists:
                ReadLists(cluster, lists, values);
                break;
            case RecordBuffer records:
                foreach ((FieldReader field, (_, ColumnBuffer column)) in Fields.Zip(records.Fields))
                {
                    field.Read(cluster, column, values);
                }

                records.Add(Count(values));
                break;
            case VariantBuffer variants:
                ReadVariants(cluster, variants, values);
                break;
            default:
                if (PageDecoding.IsIndex(_field.Columns[0]))
                {
                    // The number of elements of another field.
                    PrimitiveBuffer<long> sizes = (PrimitiveBuffer<long>)buffer;
                    long last = 0;
                    foreach (long end in Ends(cluster, values))
                    {
                        sizes.Add(end - last);
                        last = end;
                    }
                }
                else
                {
                    ReadNumbers(cluster, buffer, values);
                }

                break;
        }
    }

    private void ReadNumbers(NTupleCluster cluster, ColumnBuffer buffer, long values)
    {
        int before = buffer.Count;
        if (TryActive(cluster, 0) is not (NTupleColumn column, NTuplePages pages))
        {
            PageReader.AppendZeros(buffer, Zeros(values + before) - before);
            return;
        }

        long missing = values - pages.Pages.Sum(p => (long)p.Elements);
        if (missing < 0 || (missing > 0 && column.First == 0))
        {
            throw Damaged($"{values - missing} elements, and {values} are referred to");
        }

        // Elements before the first of a field that was added later are zero.
        PageReader.AppendZeros(buffer, missing == 0 ? 0 : Zeros(missing + before) - before);
        _source.Pages.ReadNumbers(column, pages, buffer);
        if (buffer.Count - before != values)
        {
            throw Damaged($"{buffer.Count - before} elements, and {values} are referred to");
        }
    }

    private long[] Ends(NTupleCluster cluster, long values)
    {
        if (TryActive(cluster, 0) is not (NTupleColumn column, NTuplePages pages))
        {
            return new long[Zeros(values)];
        }

        long[] ends = _source.Pages.ReadIndex(column, pages);
        return ends.Length == values ? ends
            : ends.Length < values && column.First > 0 ? [.. new long[Zeros(values - ends.Length)], .. ends]
            : throw Damaged($"{ends.Length} lists, and {values} are referred to");
    }

    // The column of the representation that has the elements of a cluster; null for a cluster from before the field was added.
    private (NTupleColumn Column, NTuplePages Pages)? TryActive(NTupleCluster cluster, int index)
    {
        foreach (IGrouping<int, NTupleColumn> representation in _field.Columns.GroupBy(c => c.Representation))
        {
            if (representation.ElementAtOrDefault(index) is { } column && column.Id < cluster.Columns.Length && !cluster.Columns[column.Id].IsSuppressed)
            {
                return (column, cluster.Columns[column.Id]);
            }
        }

        return _field.Columns.Any(c => c.Id >= cluster.Columns.Length) ? null : throw Damaged("no representation has the elements of a cluster");
    }

    private (NTupleColumn Column, NTuplePages Pages) Active(NTupleCluster cluster, int index) =>
        TryActive(cluster, index) ?? (_field.Columns[Math.Min(index, _field.Columns.Count - 1)], new NTuplePages([], 0));

    private void Check(long[] ends, int items)
    {
        if (ends.Length > 0 && ends[^1] > items)
        {
            throw Damaged($"lists of {ends[^1]} elements, and {items} are there");
        }
    }

    private int Count(long values) => values is >= 0 and <= int.MaxValue ? (int)values : throw Damaged($"{values} values");

    // Elements of fields that were added later have no pages.
    private int Zeros(long values) => _source.Pages.CanBeMissing(values) ? Count(values) : throw Damaged($"{values} elements without pages");

    private RootNotSupportedException NotKnown(string why) => new($"{_source.File.Name}: RNTuple field '{Path}' of type {_field.TypeName} cannot be read: {why}.");

    private PluginException Damaged(string what) => new($"{_source.File.Name}: RNTuple field '{Path}': {what}. The file may be damaged.");
}
