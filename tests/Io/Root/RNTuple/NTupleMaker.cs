using System.Buffers.Binary;
using System.IO.Hashing;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root.RNTuple;

/// <summary>A field of a made RNTuple.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Type">Type in C++.</param>
/// <param name="Role">0 plain, 1 collection, 2 record, 3 variant, 4 streamer.</param>
/// <param name="Parent">Number of the field above; null for a field at the top.</param>
/// <param name="Size">Elements of an array of fixed size.</param>
/// <param name="Source">The field that this one is another view of.</param>
internal sealed record MadeField(string Name, string Type, int Role = 0, int? Parent = null, long? Size = null, int? Source = null);

/// <summary>A column of a made RNTuple.</summary>
/// <param name="Type">Code of the encoding.</param>
/// <param name="Bits">Bits of an element.</param>
/// <param name="Field">Number of its field.</param>
/// <param name="Representation">Which of the ways to store the field it belongs to.</param>
/// <param name="First">First element, for a column that was added later.</param>
/// <param name="Low">Lower end of a range.</param>
/// <param name="High">Upper end of a range.</param>
internal sealed record MadeColumn(int Type, int Bits, int Field, int Representation = 0, long? First = null, double? Low = null, double High = 0);

/// <summary>A page: number of elements and their bytes.</summary>
internal sealed record MadePage(int Elements, byte[] Bytes);

/// <summary>A cluster: its entries, and the pages of every column; null for a column that is not stored here.</summary>
internal sealed record MadeCluster(long Entries, params MadePage[]?[] Columns);

/// <summary>Makes RNTuples by the binary format specification 1.0: whatever fields, columns and pages a test wants.</summary>
internal sealed class NTupleMaker
{
    private const int HeaderType = 1, FooterType = 2, PageListType = 3;

    public List<MadeField> Fields { get; } = [];

    public List<MadeColumn> Columns { get; } = [];

    /// <summary>Columns that other fields show as well: number of the column, and of the field.</summary>
    public List<(int Column, int Field)> Aliases { get; } = [];

    /// <summary>Fields and columns that the footer adds.</summary>
    public List<MadeField> LaterFields { get; } = [];

    public List<MadeColumn> LaterColumns { get; } = [];

    /// <summary>Groups of clusters, each with a page list of its own.</summary>
    public List<MadeCluster[]> Groups { get; } = [];

    /// <summary>Descriptions of classes: a TList behind a pointer.</summary>
    public byte[]? Descriptions { get; set; }

    public long LongestRecord { get; set; } = 1 << 30;

    /// <summary>True for places with 64-bit lengths.</summary>
    public bool HasLargeLocators { get; set; }

    public int Epoch { get; set; } = 1;

    public string ClassName { get; set; } = "ROOT::RNTuple";

    /// <summary>Flags of the clusters.</summary>
    public int ClusterFlags { get; set; }

    /// <summary>A byte that is changed after the checksum was made: 'header', 'footer', 'list', 'page' or 'anchor'.</summary>
    public string Damage { get; set; } = "";

    public void Write(RootFileWriter writer, string name)
    {
        EnvelopeBuffer header = new(HeaderType);
        header.UInt64(0);
        header.String(name);
        header.String("made");
        header.String("tests");
        Schema(header, Fields, 0, Columns, Aliases, null);
        byte[] head = header.Finish(out ulong checksum).ToArray();
        WrittenBlob headerBlob = Put(writer, head, "header");
        List<(long First, long Entries, int Clusters, WrittenBlob List)> groups = [];
        long first = 0;
        long[] elements = new long[Columns.Count + LaterColumns.Count];
        foreach (MadeCluster[] group in Groups)
        {
            long start = first;
            byte[] list = PageList(writer, checksum, group, ref first, elements);
            groups.Add((start, first - start, group.Length, Put(writer, list, "list")));
        }

        EnvelopeBuffer footer = new(FooterType);
        footer.UInt64(0);
        footer.UInt64(checksum);
        int extension = footer.BeginRecord();
        if (LaterFields.Count + LaterColumns.Count > 0 || Descriptions is not null)
        {
            Schema(footer, LaterFields, Fields.Count, LaterColumns, [], Descriptions);
        }

        footer.EndRecord(extension);
        int all = footer.BeginList(groups.Count);
        foreach ((long begin, long entries, int clusters, WrittenBlob blob) in groups)
        {
            int record = footer.BeginRecord();
            footer.Int64(begin);
            footer.Int64(entries);
            footer.UInt32(clusters);
            footer.Int64(blob.Length);
            Locator(footer, blob);
            footer.EndRecord(record);
        }

        footer.EndList(all);
        WrittenBlob footerBlob = Put(writer, footer.Finish(out _).ToArray(), "footer");
        writer.WriteObject(writer.Root, ClassName, name, "", buffer => Anchor(buffer, headerBlob, footerBlob), compress: false, isCopied: ClassName != "ROOT::RNTuple");
    }

    private static void Schema(EnvelopeBuffer buffer, List<MadeField> fields, int firstField, List<MadeColumn> columns, List<(int Column, int Field)> aliases, byte[]? descriptions)
    {
        int list = buffer.BeginList(fields.Count);
        for (int i = 0; i < fields.Count; i++)
        {
            MadeField field = fields[i];
            int record = buffer.BeginRecord();
            buffer.UInt32(0);
            buffer.UInt32(0);
            buffer.UInt32(field.Parent ?? firstField + i);
            buffer.UInt16(field.Role);
            buffer.UInt16((field.Size is null ? 0 : 1) | (field.Source is null ? 0 : 2));
            foreach (string text in new[] { field.Name, field.Type, "", "" })
            {
                buffer.String(text);
            }

            if (field.Size is long size)
            {
                buffer.Int64(size);
            }

            if (field.Source is int source)
            {
                buffer.UInt32(source);
            }

            buffer.EndRecord(record);
        }

        buffer.EndList(list);
        list = buffer.BeginList(columns.Count);
        foreach (MadeColumn column in columns)
        {
            int record = buffer.BeginRecord();
            buffer.UInt16(column.Type);
            buffer.UInt16(column.Bits);
            buffer.UInt32(column.Field);
            buffer.UInt16((column.First is null ? 0 : 1) | (column.Low is null ? 0 : 2));
            buffer.UInt16(column.Representation);
            if (column.First is long first)
            {
                buffer.Int64(first);
            }

            if (column.Low is double low)
            {
                buffer.Int64(BitConverter.DoubleToInt64Bits(low));
                buffer.Int64(BitConverter.DoubleToInt64Bits(column.High));
            }

            buffer.EndRecord(record);
        }

        buffer.EndList(list);
        list = buffer.BeginList(aliases.Count);
        foreach ((int column, int field) in aliases)
        {
            int record = buffer.BeginRecord();
            buffer.UInt32(column);
            buffer.UInt32(field);
            buffer.EndRecord(record);
        }

        buffer.EndList(list);
        list = buffer.BeginList(descriptions is null ? 0 : 1);
        if (descriptions is not null)
        {
            int record = buffer.BeginRecord();
            buffer.UInt32(0);
            buffer.UInt32(0);
            buffer.String("");
            buffer.UInt32(descriptions.Length);
            buffer.Raw(descriptions);

            buffer.EndRecord(record);
        }

        buffer.EndList(list);
    }

    private byte[] PageList(RootFileWriter writer, ulong checksum, MadeCluster[] group, ref long first, long[] elements)
    {
        EnvelopeBuffer list = new(PageListType);
        list.UInt64(checksum);
        int summaries = list.BeginList(group.Length);
        foreach (MadeCluster cluster in group)
        {
            int record = list.BeginRecord();
            list.Int64(first);
            list.Int64(cluster.Entries | (long)ClusterFlags << 56);
            list.EndRecord(record);
            first += cluster.Entries;
        }

        list.EndList(summaries);
        int clusters = list.BeginList(group.Length);
        foreach (MadeCluster cluster in group)
        {
            int columns = list.BeginList(cluster.Columns.Length);
            for (int c = 0; c < cluster.Columns.Length; c++)
            {
                MadePage[]? stored = cluster.Columns[c];
                int pages = list.BeginList(stored?.Length ?? 0);
                foreach (MadePage page in stored ?? [])
                {
                    byte[] sum = new byte[sizeof(ulong)];
                    BinaryPrimitives.WriteUInt64LittleEndian(sum, XxHash3.HashToUInt64(page.Bytes));
                    list.Int32(-page.Elements);
                    WrittenBlob blob = Put(writer, [.. page.Bytes, .. sum], "page");
                    Locator(list, blob with { Stored = page.Bytes.Length });
                }

                list.Int64(stored is null ? long.MinValue : elements[c]);
                if (stored is not null)
                {
                    list.UInt32(0);
                    elements[c] += stored.Sum(p => p.Elements);
                }

                list.EndList(pages);
            }

            list.EndList(columns);
        }

        list.EndList(clusters);
        return list.Finish(out _).ToArray();
    }

    private void Anchor(RootBuffer buffer, WrittenBlob header, WrittenBlob footer)
    {
        int start = buffer.Begin(2), first = buffer.Length;
        buffer.UInt16(Epoch);
        buffer.UInt16(0);
        buffer.UInt16(0);
        buffer.UInt16(0);
        foreach (long number in new[] { header.Offset, header.Stored, header.Length, footer.Offset, footer.Stored, footer.Length, LongestRecord })
        {
            buffer.Int64(number);
        }

        buffer.End(start);
        buffer.UInt64(XxHash3.HashToUInt64(buffer.Written[first..]) + (Damage == "anchor" ? 1UL : 0));
    }

    private void Locator(EnvelopeBuffer buffer, WrittenBlob blob)
    {
        if (!HasLargeLocators)
        {
            buffer.Locator(blob);
            return;
        }

        const int size = sizeof(int) + 2 * sizeof(long), large = 1;
        buffer.Int32(-(size | large << 24));
        buffer.Int64(blob.Stored);
        buffer.Int64(blob.Offset);
    }

    // What is longer than a record is in several; the first ends with the places of the others.
    private WrittenBlob Put(RootFileWriter writer, byte[] bytes, string what)
    {
        if (Damage == what)
        {
            bytes[bytes.Length / 2] ^= 1;
        }

        if (bytes.Length <= LongestRecord)
        {
            return new WrittenBlob(Record(writer, bytes), bytes.Length, bytes.Length);
        }

        int longest = (int)LongestRecord, records = (bytes.Length + longest - 1) / longest;
        while (sizeof(long) * (records - 1) + bytes.Length > records * longest)
        {
            records++;
        }

        int first = longest - sizeof(long) * (records - 1);
        byte[] places = new byte[sizeof(long) * (records - 1)];
        for (int i = 0; i < records - 1; i++)
        {
            int begin = first + i * longest;
            BinaryPrimitives.WriteInt64LittleEndian(places.AsSpan(sizeof(long) * i), Record(writer, bytes[begin..Math.Min(bytes.Length, begin + longest)]));
        }

        return new WrittenBlob(Record(writer, [.. bytes[..first], .. places]), bytes.Length, bytes.Length);
    }

    private static long Record(RootFileWriter writer, byte[] bytes)
    {
        KeyRecord key = writer.Output.NextKey("RBlob", "", "", 1, FileRecords.Begin);
        writer.Output.Append(key, bytes, compress: false);
        return key.Offset + key.KeyLength;
    }
}
