using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>A field of an RNTuple.</summary>
public sealed class NTupleField
{
    private const int MostZeros = 1 << 26;
    private readonly FieldDescription _field;
    private readonly PageReader _pages;
    private readonly IReadOnlyList<NTupleCluster> _clusters;

    internal NTupleField(FieldDescription field, PageReader pages, IReadOnlyList<NTupleCluster> clusters, string path)
    {
        (_field, _pages, _clusters, Path) = (field, pages, clusters, path);
        Fields = [.. field.Children.Select(c => new NTupleField(c, pages, clusters, $"{path}.{c.Name}"))];
    }

    /// <summary>Name of the field.</summary>
    public string Name => _field.Name;

    /// <summary>Names from the top field down, with points between them.</summary>
    public string Path { get; }

    /// <summary>C++ type of a value.</summary>
    public string TypeName => _field.TypeName;

    /// <summary>Fields below: members, elements or alternatives.</summary>
    public IReadOnlyList<NTupleField> Fields { get; }

    /// <summary>Values of all entries.</summary>
    /// <exception cref="PluginException">Something is damaged, or of a type that cannot be read.</exception>
    public Column Read() => Read(0, _clusters.Count);

    /// <summary>Values of consecutive clusters.</summary>
    /// <param name="first">First cluster.</param>
    /// <param name="count">Number of clusters.</param>
    /// <exception cref="PluginException">Something is damaged, or of a type that cannot be read.</exception>
    public Column Read(int first, int count)
    {
        try
        {
            ColumnBuffer buffer = CreateBuffer();
        if (_field.Columns is [var only] && Fields.Count == 0)
        {
            PageReader.Reserve(only, _clusters.Skip(first).Take(count).Where(c => only.Id < c.Columns.Length).Select(c => c.Columns[only.Id]), buffer);
        }

            for (int i = first; i < first + count; i++)
            {
                NTupleCluster cluster = _clusters[i];
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

    private bool IsString => _field.TypeName == "std::string" || (_field.Role == FieldRole.Leaf && _field.Columns.Count >= 2 && Fields.Count == 0 && PageReader.IsIndex(_field.Columns[0]));

    private ColumnBuffer CreateBuffer()
    {
        if (IsString)
        {
            return new StringBuffer();
        }

        if (_field.ArraySize > 0)
        {
            return new FixedArrayBuffer((int)_field.ArraySize, Fields.Count > 0 ? Fields[0].CreateBuffer() : Numbers());
        }

        return _field.Role switch
        {
            FieldRole.Collection when Fields.Count > 0 => new JaggedBuffer(Fields[0].CreateBuffer()),
            FieldRole.Record => new RecordBuffer([.. Fields.Select(f => (f.Name, f.CreateBuffer()))]),
            FieldRole.Variant => new VariantBuffer([.. Fields.Select(f => f.CreateBuffer())]),
            FieldRole.Streamer => new JaggedBuffer(new PrimitiveBuffer<byte>()),
            _ when _field.Columns.Count == 0 && Fields.Count == 1 => Fields[0].CreateBuffer(),
            _ when _field.Columns.Count == 0 => new RecordBuffer([.. Fields.Select(f => (f.Name, f.CreateBuffer()))]),
            _ when PageReader.IsIndex(_field.Columns[0]) => new PrimitiveBuffer<long>(),
            _ => Numbers(),
        };
    }

    private ColumnBuffer Numbers() => (_field.Columns.Count > 0 ? PageReader.CreateBuffer(_field.Columns[0], _field.TypeName) : null)
        ?? throw new PluginException($"RNTuple field '{Path}' of type {TypeName} cannot be read: its columns are of no known encoding.");

    // Reads the values of a cluster behind those that are there; 'values' is their number, for types without a column of their own.
    private void Read(NTupleCluster cluster, ColumnBuffer buffer, long values)
    {
        switch (buffer)
        {
            case StringBuffer strings:
                ReadStrings(cluster, strings, values);
                break;
            case FixedArrayBuffer arrays:
                long items = Count(Math.BigMul(Count(values), (int)_field.ArraySize));
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
                foreach ((NTupleField field, (_, ColumnBuffer column)) in Fields.Zip(records.Fields))
                {
                    field.Read(cluster, column, values);
                }

                records.Add(Count(values));
                break;
            case VariantBuffer variants:
                ReadVariants(cluster, variants, values);
                break;
            default:
                if (_field.Columns.Count == 0)
                {
                    Fields[0].Read(cluster, buffer, values);
                }
                else if (PageReader.IsIndex(_field.Columns[0]))
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

    private void ReadStrings(NTupleCluster cluster, StringBuffer strings, long values)
    {
        long[] ends = Ends(cluster, values);
        (NTupleColumn column, NTuplePages pages) = Active(cluster, 1);
        PrimitiveBuffer<sbyte> characters = new();
        _pages.ReadNumbers(column, pages, characters);
        ReadOnlySpan<byte> text = System.Runtime.InteropServices.MemoryMarshal.AsBytes(characters.ToArray().AsSpan());
        Check(ends, text.Length);
        int start = 0;
        foreach (long end in ends)
        {
            strings.Add(text[start..(int)end]);
            start = (int)end;
        }
    }

    private void ReadLists(NTupleCluster cluster, JaggedBuffer lists, long values)
    {
        long[] ends = Ends(cluster, values);
        int before = lists.Items.Count;
        long items = ends.Length > 0 ? ends[^1] : 0;
        if (_field.Role == FieldRole.Streamer)
        {
            (NTupleColumn column, NTuplePages pages) = Active(cluster, 1);
            _pages.ReadNumbers(column, pages, lists.Items);
        }
        else
        {
            Fields[0].Read(cluster, lists.Items, items);
        }

        Check(ends, lists.Items.Count - before);
        foreach (long end in ends)
        {
            lists.EndList(before + (int)end);
        }
    }

    private void ReadVariants(NTupleCluster cluster, VariantBuffer variants, long values)
    {
        (NTupleColumn column, NTuplePages pages) = Active(cluster, 0);
        (long[] indices, int[] tags) = _pages.ReadSwitch(column, pages);
        int[] before = [.. variants.Alternatives.Select(a => a.Count)];
        long[] counts = new long[before.Length];
        for (int i = 0; i < tags.Length; i++)
        {
            if (tags[i] < 0 || tags[i] > before.Length || indices[i] < 0 || indices[i] > int.MaxValue)
            {
                throw Damaged($"a variant with alternative {tags[i]} of {before.Length} and element {indices[i]}");
            }

            if (tags[i] > 0)
            {
                counts[tags[i] - 1] = Math.Max(counts[tags[i] - 1], indices[i] + 1);
            }
        }

        for (int a = 0; a < before.Length; a++)
        {
            Fields[a].Read(cluster, variants.Alternatives[a], counts[a]);
            if (variants.Alternatives[a].Count - before[a] < counts[a])
            {
                throw Damaged($"{variants.Alternatives[a].Count - before[a]} elements of alternative {a + 1}, and {counts[a]} are referred to");
            }
        }

        for (int i = 0; i < tags.Length; i++)
        {
            variants.Add(tags[i] - 1, tags[i] > 0 ? before[tags[i] - 1] + (int)indices[i] : 0);
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
        _pages.ReadNumbers(column, pages, buffer);
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

        long[] ends = _pages.ReadIndex(column, pages);
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

    // Elements of fields that were added later have no pages: their number is backed by nothing. Clusters hold 1 GiB or less.
    private int Zeros(long values) => values <= MostZeros ? Count(values) : throw Damaged($"{values} elements without pages");

    private PluginException Damaged(string what) => new($"RNTuple field '{Path}': {what}. The file may be damaged.");
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
