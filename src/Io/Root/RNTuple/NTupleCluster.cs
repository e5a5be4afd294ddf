using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>A page: elements that are compressed together.</summary>
/// <param name="Elements">Number of elements.</param>
/// <param name="HasChecksum">True when a checksum follows the bytes.</param>
/// <param name="Offset">Byte of the file.</param>
/// <param name="Length">Bytes in the file.</param>
internal readonly record struct NTuplePage(int Elements, bool HasChecksum, long Offset, long Length);

/// <summary>The pages of a column in a cluster.</summary>
/// <param name="Pages">The pages.</param>
/// <param name="First">First element of the column in the cluster; negative when the column is stored in another way here.</param>
/// <param name="Compression">Algorithm and level, 100 algorithm + level; not known for a column that is stored in another way.</param>
internal sealed record NTuplePages(NTuplePage[] Pages, long First, long Compression = 0)
{
    /// <summary>True when another representation of the field has the elements of the cluster.</summary>
    public bool IsSuppressed => First < 0;
}

/// <summary>Consecutive entries whose pages stand together.</summary>
/// <param name="First">First entry.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Columns">Pages of every column.</param>
internal sealed record NTupleCluster(long First, long Entries, NTuplePages[] Columns)
{
    /// <summary>Reads a page list: several clusters.</summary>
    public static void Read(ref EnvelopeCursor cursor, List<NTupleCluster> clusters)
    {
        const int flagBits = 8, sharded = 1;

        // Checksum of the header.
        _ = cursor.UInt64();
        (int summaries, int end) = cursor.EnterList();
        List<(long First, long Entries)> ranges = [];
        for (int i = 0; i < summaries; i++)
        {
            int record = cursor.EnterRecord();
            long first = cursor.Int64(), count = cursor.Int64(), entries = count << flagBits >>> flagBits;
            if ((count >>> 64 - flagBits & sharded) != 0)
            {
                throw RootErrors.NotSupported(cursor.Place, "a cluster with columns in several places", "Write the file with an older ROOT.");
            }

            if (first < 0 || entries is < 0 or > int.MaxValue)
            {
                throw RootErrors.Unexpected(cursor.Place, cursor.Position, "a cluster", $"{entries} entries from {first}");
            }

            ranges.Add((first, entries));
            cursor.Leave(record);
        }

        cursor.Leave(end);
        (int listed, int outer) = cursor.EnterList();
        if (listed != ranges.Count)
        {
            throw RootErrors.Unexpected(cursor.Place, cursor.Position, $"pages of {ranges.Count} clusters", $"those of {listed}");
        }

        for (int i = 0; i < listed; i++)
        {
            (int columns, int clusterEnd) = cursor.EnterList();
            NTuplePages[] pages = new NTuplePages[columns];
            for (int c = 0; c < columns; c++)
            {
                pages[c] = ReadPages(ref cursor);
            }

            cursor.Leave(clusterEnd);
            clusters.Add(new NTupleCluster(ranges[i].First, ranges[i].Entries, pages));
        }

        cursor.Leave(outer);
    }

    private static NTuplePages ReadPages(ref EnvelopeCursor cursor)
    {
        (int count, int end) = cursor.EnterList();
        NTuplePage[] pages = new NTuplePage[count];
        for (int i = 0; i < count; i++)
        {
            int position = cursor.Position, elements = cursor.Int32();
            (long offset, long length) = cursor.Locator();
            if (elements == int.MinValue || offset < 0 || length < 0)
            {
                throw RootErrors.Unexpected(cursor.Place, position, "a page", $"{elements} elements in {length} bytes at {offset}");
            }

            pages[i] = new NTuplePage(Math.Abs(elements), elements < 0, offset, length);
        }

        long first = cursor.Int64(), compression = first < 0 || end - cursor.Position < sizeof(uint) ? 0 : cursor.UInt32();
        cursor.Leave(end);
        return new NTuplePages(pages, first, compression);
    }
}
