using System.IO.Hashing;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>What an RNTuple says of itself: header, page list, footer, and the object that tells where they are (RNTuple binary format 1.0).</summary>
internal static class NTupleEnvelopes
{
    private const int HeaderType = 1, FooterType = 2, PageListType = 3;

    /// <summary>Fields and columns.</summary>
    /// <param name="name">Name of the RNTuple.</param>
    /// <param name="description">What it is.</param>
    /// <param name="top">The fields at the top.</param>
    /// <param name="all">These and those below.</param>
    public static EnvelopeBuffer Header(string name, string description, FieldWriter[] top, IReadOnlyList<FieldWriter> all)
    {
        EnvelopeBuffer header = new(HeaderType);

        // No features that a reader has to know.
        header.UInt64(0);
        header.String(name);
        header.String(description);
        header.String("AlpToolkit");
        int fields = header.BeginList(all.Count);
        for (int id = 0; id < all.Count; id++)
        {
            // A field at the top is its own parent.
            WriteField(header, all[id], id < top.Length ? id : Array.FindIndex(top, f => f.Child == all[id]));
        }

        header.EndList(fields);
        int columns = header.BeginList(all.Sum(f => f.Pages.Count));
        for (int id = 0; id < all.Count; id++)
        {
            foreach (PageWriter column in all[id].Pages)
            {
                int record = header.BeginRecord();
                header.UInt16(column.Encoding.Code);
                header.UInt16(column.Encoding.Bits);
                header.UInt32(id);
                header.UInt16(0);
                header.UInt16(0);
                header.EndRecord(record);
            }
        }

        header.EndList(columns);

        // No columns of other fields, and no more about types.
        header.EmptyList();
        header.EmptyList();
        return header;
    }

    /// <summary>Where the pages of all clusters are.</summary>
    public static EnvelopeBuffer PageList(ulong headerChecksum, IReadOnlyList<NTupleClusterRecord> clusters, int compression)
    {
        EnvelopeBuffer list = new(PageListType);
        list.UInt64(headerChecksum);
        int summaries = list.BeginList(clusters.Count);
        foreach (NTupleClusterRecord cluster in clusters)
        {
            int record = list.BeginRecord();
            list.Int64(cluster.First);
            list.Int64(cluster.Entries);
            list.EndRecord(record);
        }

        list.EndList(summaries);
        int places = list.BeginList(clusters.Count);
        foreach (NTupleClusterRecord cluster in clusters)
        {
            int columns = list.BeginList(cluster.Columns.Count);
            foreach (WrittenColumn column in cluster.Columns)
            {
                int pages = list.BeginList(column.Pages.Count);
                foreach (WrittenPage page in column.Pages)
                {
                    // Negative: a checksum follows the page.
                    list.Int32(page.HasChecksum ? -page.Elements : page.Elements);
                    list.Locator(page.Blob);
                }

                list.Int64(column.First);
                if (column.First >= 0)
                {
                    list.UInt32(column.Compression ?? compression);
                }

                list.EndList(pages);
            }

            list.EndList(columns);
        }

        list.EndList(places);
        return list;
    }

    /// <summary>Where the page list is.</summary>
    /// <param name="headerChecksum">Checksum of the header.</param>
    /// <param name="entries">Entries in all.</param>
    /// <param name="clusters">Clusters in all.</param>
    /// <param name="pageList">The page list.</param>
    /// <param name="extension">Fields and columns that were added after the header, as a record; empty for none.</param>
    public static EnvelopeBuffer Footer(ulong headerChecksum, long entries, int clusters, WrittenBlob pageList, ReadOnlySpan<byte> extension = default)
    {
        EnvelopeBuffer footer = new(FooterType);
        footer.UInt64(0);
        footer.UInt64(headerChecksum);

        if (extension.IsEmpty)
        {
            int none = footer.BeginRecord();
            footer.EmptyList();
            footer.EmptyList();
            footer.EmptyList();
            footer.EmptyList();
            footer.EndRecord(none);
        }
        else
        {
            footer.Raw(extension);
        }

        int groups = footer.BeginList(1);
        int record = footer.BeginRecord();
        footer.Int64(0);
        footer.Int64(entries);
        footer.UInt32(clusters);
        footer.Int64(pageList.Length);
        footer.Locator(pageList);
        footer.EndRecord(record);
        footer.EndList(groups);
        return footer;
    }

    /// <summary>The ROOT::RNTuple that the key of the name stands for.</summary>
    public static void WriteAnchor(RootBuffer buffer, WrittenBlob header, WrittenBlob footer)
    {
        const int version = 2;
        const long largestRecord = 1 << 30;
        int start = buffer.Begin(version), first = buffer.Length;
        buffer.UInt16(1);
        buffer.UInt16(0);
        buffer.UInt16(0);
        buffer.UInt16(0);
        foreach (WrittenBlob envelope in (ReadOnlySpan<WrittenBlob>)[header, footer])
        {
            buffer.Int64(envelope.Offset);
            buffer.Int64(envelope.Stored);
            buffer.Int64(envelope.Length);
        }

        buffer.Int64(largestRecord);
        buffer.End(start);
        buffer.UInt64(XxHash3.HashToUInt64(buffer.Written[first..]));
    }

    private static void WriteField(EnvelopeBuffer header, FieldWriter field, int above)
    {
        const int leaf = 0, collection = 1;
        int record = header.BeginRecord();

        // Versions of the field and its type, which only classes have.
        header.UInt32(0);
        header.UInt32(0);
        header.UInt32(above);
        header.UInt16(field.Child is null ? leaf : collection);
        header.UInt16(0);
        header.String(field.Name);
        header.String(field.TypeName);
        header.String("");
        header.String("");
        header.EndRecord(record);
    }
}
