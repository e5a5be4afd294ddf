using System.Buffers.Binary;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Io.Root.Copying;

/// <summary>Copies RNTuples of equal fields into one: pages as they are, so that any type of field can be copied.</summary>
internal static class NTupleCopy
{
    /// <summary>Copies them.</summary>
    /// <param name="writer">The new file.</param>
    /// <param name="directory">Where the RNTuple will be.</param>
    /// <param name="parts">RNTuples, one after the other; the first describes the new one.</param>
    /// <param name="cancellation">Ends the copy.</param>
    /// <exception cref="PluginException">They have different fields, or something is damaged.</exception>
    public static void Write(RootFileWriter writer, DirectoryRecord directory, IReadOnlyList<(RootFile File, RootKey Key)> parts, CancellationToken cancellation)
    {
        (RootFile file, RootKey key) = parts[0];
        NTuple first = NTuple.Open(file, key);
        NTupleOutput output = new(writer.Output);
        WrittenBlob header = output.WriteEnvelope(first.Header.Span);
        ulong checksum = BinaryPrimitives.ReadUInt64LittleEndian(first.Header.Span[^sizeof(ulong)..]);
        List<NTupleClusterRecord> clusters = [];
        long entries = 0;
        long[] elements = [];
        for (int i = 0; i < parts.Count; i++)
        {
            NTuple part = i == 0 ? first : NTuple.Open(parts[i].File, parts[i].Key);
            if (i > 0)
            {
                Check(first, file, part, parts[i].File);
            }

            (long[] ends, bool hasOthers) = Ends(part, elements);
            if (parts.Count > 1 && (hasOthers || !IsEmpty(part.Extension.Span)))
            {
                throw RootErrors.NotSupported(parts[i].Key.Place, "joining an RNTuple whose fields were added later or are stored in several ways", "Write it again with one model.");
            }

            Dictionary<long, WrittenBlob> copied = [];
            foreach (NTupleCluster cluster in part.ClusterList)
            {
                cancellation.ThrowIfCancellationRequested();
                clusters.Add(new NTupleClusterRecord(entries + cluster.First, cluster.Entries, [.. cluster.Columns.Select((c, n) => Copy(part, parts[i].Key, c, n < elements.Length ? elements[n] : 0, output, copied))]));
            }

            entries += part.Entries;
            elements = ends;
        }

        WrittenBlob pageList = output.WriteEnvelope(NTupleEnvelopes.PageList(checksum, clusters, output.Options.Code).Finish(out _));
        WrittenBlob footer = output.WriteEnvelope(NTupleEnvelopes.Footer(checksum, entries, clusters.Count, pageList, first.Extension.Span).Finish(out _));
        writer.WriteObject(directory, key.ClassName, key.Name, key.Title, buffer => NTupleEnvelopes.WriteAnchor(buffer, header, footer), compress: false);
    }

    private static void Check(NTuple first, RootFile file, NTuple other, RootFile otherFile)
    {
        if (!first.Schema.Span.SequenceEqual(other.Schema.Span))
        {
            string[] a = [.. first.Fields.Select(f => $"{f.Name} ({f.TypeName})")], b = [.. other.Fields.Select(f => $"{f.Name} ({f.TypeName})")];
            string difference = a.Except(b).FirstOrDefault() is { } missing ? $"there is no field {missing}" : b.Except(a).FirstOrDefault() is { } more ? $"field {more} is new" : "the fields are stored in another way";
            throw new PluginException($"{otherFile.Name}: RNTuple '{other.Name}' differs from that of {file.Name}: {difference}. Only RNTuples of equal fields become one.");
        }
    }

    // A record with four empty lists.
    private static bool IsEmpty(ReadOnlySpan<byte> extension)
    {
        const int emptyList = sizeof(long) + sizeof(uint);
        return extension.Length <= sizeof(long) + 4 * emptyList;
    }

    // Number of elements of every column with those of the RNTuples before, and whether some are not stored in some clusters.
    private static (long[] Ends, bool HasOthers) Ends(NTuple part, long[] before)
    {
        int columns = part.ClusterList.Select(c => c.Columns.Length).DefaultIfEmpty().Max();
        long[] ends = new long[Math.Max(columns, before.Length)];
        before.CopyTo(ends, 0);
        bool hasOthers = false;
        foreach (NTupleCluster cluster in part.ClusterList)
        {
            for (int i = 0; i < cluster.Columns.Length; i++)
            {
                hasOthers |= cluster.Columns[i].IsSuppressed;
                ends[i] += cluster.Columns[i].Pages.Sum(p => (long)p.Elements);
            }
        }

        return (ends, hasOthers);
    }

    private static WrittenColumn Copy(NTuple part, RootKey key, NTuplePages column, long elementsBefore, NTupleOutput output, Dictionary<long, WrittenBlob> copied)
    {
        WrittenPage[] pages = new WrittenPage[column.Pages.Length];
        for (int i = 0; i < pages.Length; i++)
        {
            NTuplePage page = column.Pages[i];

            // Pages of equal bytes may be in the file once.
            if (!copied.TryGetValue(page.Offset, out WrittenBlob blob))
            {
                long stored = page.Length + (page.HasChecksum ? sizeof(ulong) : 0);
                byte[] bytes = part.Blobs.Get(key.Place with { Offset = page.Offset }, "a page", stored, stored);
                copied[page.Offset] = blob = output.CopyPage(bytes, (int)page.Length);
            }

            pages[i] = new WrittenPage(page.Elements, blob, page.HasChecksum);
        }

        return new WrittenColumn(column.IsSuppressed ? column.First : elementsBefore + column.First, pages, column.Compression);
    }
}
