using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>A branch of a <see cref="MadeTree"/>.</summary>
internal sealed class MadeBranch(string name, params byte[][] entries)
{
    private readonly List<WrittenBasket> _baskets = [];
    private uint _written, _leaf;

    public byte[][] Entries => entries;

    /// <summary>Class of the branch.</summary>
    public string Kind { get; init; } = "TBranchElement";

    /// <summary>Class of the leaf.</summary>
    public string LeafKind { get; init; } = "TLeafElement";

    /// <summary>Title of the leaf; the name where there is none.</summary>
    public string? LeafTitle { get; init; }

    /// <summary>Several leaves in place of the one.</summary>
    public MadeLeaf[] Leaves { get; init; } = [];

    /// <summary>How many entries every basket has; one basket of all where there are no numbers.</summary>
    public int[] Cuts { get; init; } = [];

    /// <summary>False for entries of different lengths whose offsets the baskets do not have.</summary>
    public bool HasOffsets { get; init; } = true;

    public string ClassName { get; init; } = "";

    public string ClonesName { get; init; } = "";

    public uint Checksum { get; init; }

    public int ClassVersion { get; init; } = 1;

    public int Id { get; init; } = -1;

    public int Type { get; init; }

    public int StreamerType { get; init; } = -1;

    /// <summary>The branch that counts the elements or objects of every entry.</summary>
    public MadeBranch? Counter { get; init; }

    /// <summary>The branch that counts the elements of an array in every object.</summary>
    public MadeBranch? Lengths { get; init; }

    public MadeBranch[] Branches { get; set; } = [];

    /// <summary>True for entries without offsets, which come from the counter.</summary>
    public bool GeneratesOffsets { get; init; }

    /// <summary>Writes the baskets, and those of the branches below.</summary>
    public void WriteBaskets(FileOutput output)
    {
        int done = 0;
        foreach (int count in Cuts.Length > 0 ? Cuts : [entries.Length])
        {
            WriteBasket(output, entries[done..(done + count)], done);
            done += count;
        }

        foreach (MadeBranch below in Branches)
        {
            below.WriteBaskets(output);
        }
    }

    private void WriteBasket(FileOutput output, byte[][] some, int first)
    {
        const int extraLength = 19;
        int entryLength = some.Select(e => e.Length).Distinct().Count() == 1 ? some[0].Length : 0;
        bool isFixed = GeneratesOffsets || !HasOffsets || (entryLength > 0 && LeafKind != "TLeafElement" && Leaves.Length == 0);
        KeyRecord key = output.NextKey("TBasket", name, "tree", 0, FileRecords.Begin, extraLength + (GeneratesOffsets ? 1 : 0));
        RootBuffer data = new(), extra = new();
        List<int> offsets = [];
        foreach (byte[] entry in some)
        {
            offsets.Add(key.WholeLength + data.Length);
            data.Raw(entry);
        }

        int border = data.Length;
        if (!isFixed)
        {
            data.Int32(some.Length + 1);
            data.Numbers<int>(offsets.ToArray());
            data.Int32(0);
        }

        extra.UInt16(3);
        extra.Int32(32000);

        // A negative size says that a byte of features follows; the first one is that offsets are generated.
        extra.Int32(GeneratesOffsets ? -1000 : isFixed ? entryLength : some.Length + 1);
        extra.Raw(GeneratesOffsets ? [1] : []);
        extra.Int32(some.Length);
        extra.Int32(key.WholeLength + border);
        extra.Byte(0);
        output.Append(key, data.Written, extra: extra.Written);
        _baskets.Add(new WrittenBasket(first, key.Offset, key.Length));
    }

    public static void WriteList(RootBuffer buffer, MadeBranch[] branches)
    {
        int array = TreeRecord.BeginArray(buffer, branches.Length);
        foreach (MadeBranch branch in branches)
        {
            branch.Write(buffer);
        }

        buffer.End(array);
    }

    private void Write(RootBuffer buffer)
    {
        _written = buffer.BeginPointer(Kind, out int pointer);
        int derived = Kind == "TBranch" ? 0 : buffer.Begin(Kind == "TBranchElement" ? 10 : 1);
        WriteBase(buffer);
        switch (Kind)
        {
            case "TBranchElement":
                buffer.String(ClassName);
                buffer.String("");
                buffer.String(ClonesName);
                buffer.UInt32(Checksum);
                foreach (int number in new[] { ClassVersion, Id, Type, StreamerType, 10 })
                {
                    buffer.Int32(number);
                }

                buffer.UInt32(Counter?._written ?? 0);
                buffer.UInt32(Lengths?._written ?? 0);
                buffer.End(derived);
                break;
            case "TBranchObject":
                buffer.String(ClassName);
                buffer.End(derived);
                break;
        }

        buffer.End(pointer);
    }

    /// <summary>Version of TBranch.</summary>
    public int Version { get; init; } = 13;

    private void WriteBase(RootBuffer buffer)
    {
        if (Version < 10)
        {
            WriteOldBase(buffer);
            return;
        }

        const int places = 10;
        int start = buffer.Begin(13);
        buffer.Named(name, "");
        PlotStyle.WriteFill(buffer);
        foreach (int number in new[] { 0, 32000, 1000, entries.Length > 0 ? _baskets.Count : 0 })
        {
            buffer.Int32(number);
        }

        buffer.Int64(entries.Length);
        TreeRecord.WriteFeatures(buffer);
        foreach (int number in new[] { 0, places, Branches.Length > 0 ? 99 : 0 })
        {
            buffer.Int32(number);
        }

        foreach (long number in new[] { entries.Length, 0, 1000, 1000 })
        {
            buffer.Int64(number);
        }

        WriteList(buffer, Branches);
        int leaves = TreeRecord.BeginArray(buffer, Math.Max(1, Leaves.Length));
        WriteLeaves(buffer);
        buffer.End(leaves);
        int baskets = TreeRecord.BeginArray(buffer, 0);
        buffer.End(baskets);
        int[] unused = new int[places - _baskets.Count];
        buffer.Counted<int>([.. _baskets.Select(b => b.Length), .. unused]);
        buffer.Counted<long>([.. _baskets.Select(b => b.First), entries.Length, .. unused.Skip(1).Select(u => (long)u)]);
        buffer.Counted<long>([.. _baskets.Select(b => b.Offset), .. unused.Select(u => (long)u)]);
        buffer.String("");
        buffer.End(start);
    }

    // The layouts of versions 8 and 5, as ROOT's own streamer reads them.
    private void WriteOldBase(RootBuffer buffer)
    {
        bool isFirst = Version < 6;
        int start = buffer.Begin(Version);
        buffer.Named(name, "");
        if (!isFirst)
        {
            PlotStyle.WriteFill(buffer);
        }

        // Number of baskets written, next entry, offset, room for baskets and split level; the first versions have room, baskets and next entry.
        buffer.Numbers<int>([0, 32000, 1000]);
        buffer.Numbers<int>(isFirst ? [2, 1, entries.Length] : [1, entries.Length, 0, 2, 0]);
        buffer.Numbers<double>([entries.Length, 1000, 1000]);
        buffer.Numbers<int>(isFirst ? [0] : []);
        WriteList(buffer, Branches);
        int leaves = TreeRecord.BeginArray(buffer, 1);
        WriteLeaf(buffer);
        buffer.End(leaves);
        int baskets = TreeRecord.BeginArray(buffer, 0);
        buffer.End(baskets);
        if (isFirst)
        {
            buffer.Array<int>([0, entries.Length]);
            buffer.Array<int>([_baskets[0].Length, 0]);
            buffer.Array<int>([(int)_baskets[0].Offset, 0]);
        }
        else
        {
            buffer.Counted<int>([_baskets[0].Length, 0]);
            buffer.Counted<int>([0, entries.Length]);

            // 2 says that places have 8 bytes.
            buffer.Byte(2);
            buffer.Numbers<long>([_baskets[0].Offset, 0]);
        }

        buffer.String("");
        buffer.End(start);
    }

    private void WriteLeaves(RootBuffer buffer)
    {
        List<uint> written = [];
        foreach (MadeLeaf leaf in Leaves)
        {
            written.Add(leaf.Write(buffer, leaf.Counter < 0 ? 0 : leaf.Counter < written.Count ? written[leaf.Counter] : Counter!._leaf));
        }

        if (Leaves.Length == 0)
        {
            WriteLeaf(buffer);
        }
    }

    private void WriteLeaf(RootBuffer buffer)
    {
        _leaf = buffer.BeginPointer(LeafKind, out int pointer);
        int start = buffer.Begin(LeafKind == "TLeafObject" ? 4 : 1), leaf = buffer.Begin(2);
        buffer.Named(name, LeafTitle ?? name);
        foreach (int number in new[] { 1, 0, 0 })
        {
            buffer.Int32(number);
        }

        buffer.Boolean(false);
        buffer.Boolean(false);
        buffer.UInt32(Counter?._leaf ?? 0);
        buffer.End(leaf);
        switch (LeafKind)
        {
            case "TLeafElement":
                buffer.Int32(Id);
                buffer.Int32(Type);
                break;
            case "TLeafF16":
                // Two numbers of exponent and mantissa.
                buffer.Raw(new byte[6]);
                break;
            case "TLeafObject":
                buffer.Boolean(true);
                break;
            default:
                buffer.Int32(0);
                buffer.Int32(0);
                break;
        }

        buffer.End(start);
        buffer.End(pointer);
    }
}
