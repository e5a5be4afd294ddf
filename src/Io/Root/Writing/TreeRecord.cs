namespace AlpToolkit.Io.Root.Writing;

/// <summary>Writes the object that describes a tree: a TTree.</summary>
internal static class TreeRecord
{
    private const int Version = 20, ArrayVersion = 3;

    /// <summary>Writes the tree.</summary>
    public static void Write(RootBuffer buffer, string name, string title, long entries, IReadOnlyList<BranchWriter> branches)
    {
        // What ROOT gives to a new tree: numbers for scanning, for caches and for trees that grow.
        const int scanField = 25, offsetsToBegin = 1000;
        const long mostEntries = 1_000_000_000_000, autoSave = -300_000_000, autoFlush = -30_000_000, estimate = 1_000_000;
        int start = buffer.Begin(Version);
        buffer.Named(name, title);
        PlotStyle.WriteLine(buffer, PlotStyle.HistogramLine);
        PlotStyle.WriteFill(buffer);
        PlotStyle.WriteMarker(buffer);
        buffer.Int64(entries);
        buffer.Int64(branches.Sum(b => b.Basket.Bytes.Total));
        buffer.Int64(branches.Sum(b => b.Basket.Bytes.Stored));
        buffer.Int64(0);
        buffer.Int64(0);
        buffer.Double(1);
        buffer.Int32(0);
        buffer.Int32(scanField);
        buffer.Int32(0);
        buffer.Int32(offsetsToBegin);

        // No ranges of clusters.
        buffer.Int32(0);
        buffer.Int64(mostEntries);
        buffer.Int64(mostEntries);
        buffer.Int64(0);
        buffer.Int64(autoSave);
        buffer.Int64(autoFlush);
        buffer.Int64(estimate);
        buffer.Counted<long>([]);
        buffer.Counted<long>([]);
        WriteFeatures(buffer);
        int array = BeginArray(buffer, branches.Count);
        foreach (BranchWriter branch in branches)
        {
            branch.Write(buffer, entries);
        }

        buffer.End(array);
        int leaves = BeginArray(buffer, branches.Count);
        foreach (BranchWriter branch in branches)
        {
            branch.WriteLeafReference(buffer);
        }

        buffer.End(leaves);

        // No aliases, no index, no friends, nothing of the user, no references.
        buffer.Null();
        buffer.Array<double>([]);
        buffer.Array<int>([]);
        buffer.Null();
        buffer.Null();
        buffer.Null();
        buffer.Null();
        buffer.End(start);
    }

    /// <summary>Begins a TObjArray; its elements are pointers.</summary>
    public static int BeginArray(RootBuffer buffer, int count)
    {
        int start = buffer.Begin(ArrayVersion);
        buffer.Object();
        buffer.String("");
        buffer.Int32(count);
        buffer.Int32(0);
        return start;
    }

    /// <summary>A TIOFeatures without features. The class has no version, and its checksum stands for it.</summary>
    public static void WriteFeatures(RootBuffer buffer)
    {
        int start = buffer.Begin(0);
        buffer.UInt32(ClassDescription.Of("ROOT::TIOFeatures").Checksum);
        buffer.Byte(0);
        buffer.End(start);
    }
}
