using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>A branch of a <see cref="MadeTree"/>.</summary>
internal sealed class MadeBranch(string name, params byte[][] entries)
{
    private WrittenBasket _basket;
    private uint _written, _leaf;

    public byte[][] Entries => entries;

    /// <summary>Class of the branch.</summary>
    public string Kind { get; init; } = "TBranchElement";

    /// <summary>Class of the leaf.</summary>
    public string LeafKind { get; init; } = "TLeafElement";

    /// <summary>Title of the leaf; the name where there is none.</summary>
    public string? LeafTitle { get; init; }

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

    /// <summary>Writes the basket, and those of the branches below.</summary>
    public void WriteBasket(FileOutput output)
    {
        const int extraLength = 19;
        int entryLength = entries.Select(e => e.Length).Distinct().Count() == 1 ? entries[0].Length : 0;
        bool isFixed = GeneratesOffsets || (entryLength > 0 && LeafKind != "TLeafElement");
        KeyRecord key = output.NextKey("TBasket", name, "tree", 0, FileRecords.Begin, extraLength + (GeneratesOffsets ? 1 : 0));
        RootBuffer data = new(), extra = new();
        List<int> offsets = [];
        foreach (byte[] entry in entries)
        {
            offsets.Add(key.WholeLength + data.Length);
            data.Raw(entry);
        }

        int border = data.Length;
        if (!isFixed)
        {
            data.Int32(entries.Length + 1);
            data.Numbers<int>(offsets.ToArray());
            data.Int32(0);
        }

        extra.UInt16(3);
        extra.Int32(32000);

        // A negative size says that a byte of features follows; the first one is that offsets are generated.
        extra.Int32(GeneratesOffsets ? -1000 : isFixed ? entryLength : entries.Length + 1);
        extra.Raw(GeneratesOffsets ? [1] : []);
        extra.Int32(entries.Length);
        extra.Int32(key.WholeLength + border);
        extra.Byte(0);
        output.Append(key, data.Written, extra: extra.Written);
        _basket = new WrittenBasket(0, key.Offset, key.Length);
        foreach (MadeBranch below in Branches)
        {
            below.WriteBasket(output);
        }
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

        int start = buffer.Begin(13);
        buffer.Named(name, "");
        PlotStyle.WriteFill(buffer);
        foreach (int number in new[] { 0, 32000, 1000, entries.Length > 0 ? 1 : 0 })
        {
            buffer.Int32(number);
        }

        buffer.Int64(entries.Length);
        TreeRecord.WriteFeatures(buffer);
        foreach (int number in new[] { 0, 10, Branches.Length > 0 ? 99 : 0 })
        {
            buffer.Int32(number);
        }

        foreach (long number in new[] { entries.Length, 0, 1000, 1000 })
        {
            buffer.Int64(number);
        }

        WriteList(buffer, Branches);
        int leaves = TreeRecord.BeginArray(buffer, 1);
        WriteLeaf(buffer);
        buffer.End(leaves);
        int baskets = TreeRecord.BeginArray(buffer, 0);
        buffer.End(baskets);
        buffer.Counted<int>([_basket.Length, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        buffer.Counted<long>([0, entries.Length, 0, 0, 0, 0, 0, 0, 0, 0]);
        buffer.Counted<long>([_basket.Offset, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
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
            buffer.Array<int>([_basket.Length, 0]);
            buffer.Array<int>([(int)_basket.Offset, 0]);
        }
        else
        {
            buffer.Counted<int>([_basket.Length, 0]);
            buffer.Counted<int>([0, entries.Length]);

            // 2 says that places have 8 bytes.
            buffer.Byte(2);
            buffer.Numbers<long>([_basket.Offset, 0]);
        }

        buffer.String("");
        buffer.End(start);
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
