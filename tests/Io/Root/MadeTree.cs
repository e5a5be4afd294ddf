using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>A tree of branches of classes, with entries made byte by byte: what our writer does not write.</summary>
/// <param name="classes">Descriptions of the classes.</param>
internal sealed class MadeTree(params RootObject[] classes) : IDisposable
{
    private static readonly RootObject[] s_entries =
    [
        MadeClass.Of("TLeafElement", 1, 0xA0A5B3A9, MadeClass.Base("TLeaf", 2), MadeClass.Number(3, "int", "fID"), MadeClass.Number(3, "int", "fType")),
        MadeClass.Of("TLeafF16", 1, 1, MadeClass.Base("TLeaf", 2), MadeClass.Number(19, "Float16_t", "fMinimum"), MadeClass.Number(19, "Float16_t", "fMaximum")),
        MadeClass.Of("TLeafD32", 1, 2, MadeClass.Base("TLeaf", 2), MadeClass.Number(9, "Double32_t", "fMinimum"), MadeClass.Number(9, "Double32_t", "fMaximum")),
        MadeClass.Of("TBranchObject", 1, 3, MadeClass.Base("TBranch", 13), MadeClass.Text("fClassName")),
        MadeClass.Of("TFriendElement", 2, 5, MadeClass.Base("TNamed", 1), MadeClass.Text("fTreeName"), MadeClass.Number(18, "bool", "fOwnFile")),
        MadeClass.Of("TLeafObject", 4, 4, MadeClass.Base("TLeaf", 2), MadeClass.Number(18, "bool", "fVirtual")),
        MadeClass.Of(
            "TBranchElement",
            10,
            0x9B2B0A4A,
            MadeClass.Base("TBranch", 13),
            MadeClass.Text("fClassName"),
            MadeClass.Text("fParentName"),
            MadeClass.Text("fClonesName"),
            MadeClass.Number(13, "unsigned int", "fCheckSum"),
            MadeClass.Number(3, "int", "fClassVersion"),
            MadeClass.Number(3, "int", "fID"),
            MadeClass.Number(3, "int", "fType"),
            MadeClass.Number(3, "int", "fStreamerType"),
            MadeClass.Number(3, "int", "fMaximum"),
            MadeClass.Object("TStreamerObjectPointer", 64, "TBranchElement*", "fBranchCount"),
            MadeClass.Object("TStreamerObjectPointer", 64, "TBranchElement*", "fBranchCount2")),
    ];

    private readonly TemporaryFile _place = new();
    private RootFile? _file;

    /// <summary>Path of the file.</summary>
    public string Path => _place.Path;

    /// <summary>The file, once it is written.</summary>
    public RootFile File => _file!;

    /// <summary>Version of the tree: 20, or 4 of the time before descriptions of classes.</summary>
    public int Version { get; init; } = 20;

    /// <summary>Friends: name, tree, and file or nothing.</summary>
    public IReadOnlyList<(string Name, string Tree, string File)> Friends { get; init; } = [];

    /// <summary>Writes the objects that a user keeps with the tree; null for none.</summary>
    public Action<RootBuffer>? UserInfo { get; init; }

    public void Dispose()
    {
        _file?.Dispose();
        _place.Dispose();
    }

    /// <summary>Writes the tree 'tree' and opens it.</summary>
    public RootTree Write(params MadeBranch[] branches)
    {
        using (RootFileWriter writer = RootFileWriter.Create(Path, new RootWriteOptions { Compression = RootCompressionKind.None }))
        {
            foreach (RootObject info in classes.Concat(s_entries))
            {
                writer.Copied.Add(info);
            }

            // For the descriptions of trees, branches and leaves.
            writer.CreateTree("plain", [RootColumn.Number<int>("x")]).Fill([new PrimitiveColumn<int>([1])]);
            foreach (MadeBranch branch in branches)
            {
                branch.WriteBasket(writer.Output);
            }

            writer.WriteObject(writer.Root, "TTree", "tree", "", buffer => WriteTree(buffer, branches), isCopied: true);
            writer.Commit();
        }

        _file = RootFile.Open(Path);
        return RootTree.Open(_file, _file.Root.Find("tree"));
    }

    /// <summary>Bytes of an entry.</summary>
    public static byte[] Bytes(Action<RootBuffer> write)
    {
        RootBuffer buffer = new();
        write(buffer);
        return buffer.Written.ToArray();
    }

    private void WriteTree(RootBuffer buffer, MadeBranch[] branches)
    {
        int start = buffer.Begin(Version);
        buffer.Named("tree", "");
        PlotStyle.WriteLine(buffer, PlotStyle.HistogramLine);
        PlotStyle.WriteFill(buffer);
        PlotStyle.WriteMarker(buffer);
        if (Version < 5)
        {
            WriteOldTree(buffer, branches);
            buffer.End(start);
            return;
        }

        buffer.Int64(branches[0].Entries.Length);
        foreach (long number in new long[] { 0, 0, 0, 0 })
        {
            buffer.Int64(number);
        }

        buffer.Double(1);
        foreach (int number in new[] { 0, 25, 0, 1000, 0 })
        {
            buffer.Int32(number);
        }

        foreach (long number in new[] { 1_000_000_000_000, 1_000_000_000_000, 0, -300_000_000, -30_000_000, 1_000_000 })
        {
            buffer.Int64(number);
        }

        buffer.Counted<long>([]);
        buffer.Counted<long>([]);
        TreeRecord.WriteFeatures(buffer);
        MadeBranch.WriteList(buffer, branches);
        int leaves = TreeRecord.BeginArray(buffer, 0);
        buffer.End(leaves);
        buffer.Null();
        buffer.Array<double>([]);
        buffer.Array<int>([]);
        buffer.Null();
        WriteFriends(buffer);
        (UserInfo ?? (b => b.Null()))(buffer);
        buffer.Null();
        buffer.End(start);
    }

    // As ROOT's own streamer read it: numbers of entries and bytes as doubles, and the lists of branches, leaves and two of an index and of infos.
    private static void WriteOldTree(RootBuffer buffer, MadeBranch[] branches)
    {
        buffer.Numbers<int>([25, 0, 0]);
        buffer.Numbers<double>([branches[0].Entries.Length, 0, 0]);
        buffer.Numbers<int>([0, 0]);
        MadeBranch.WriteList(buffer, branches);
        int leaves = TreeRecord.BeginArray(buffer, 0);
        buffer.End(leaves);
        buffer.Array<double>([]);
        buffer.Array<int>([]);
    }

    private void WriteFriends(RootBuffer buffer)
    {
        buffer.BeginPointer("TList", out int pointer);
        int list = buffer.Begin(5);
        buffer.Object();
        buffer.String("");
        buffer.Int32(Friends.Count);
        foreach ((string name, string tree, string file) in Friends)
        {
            buffer.BeginPointer("TFriendElement", out int friend);
            int start = buffer.Begin(2);
            buffer.Named(name, file);
            buffer.String(tree);
            buffer.Boolean(file.Length > 0);
            buffer.End(start);
            buffer.End(friend);
            buffer.Byte(0);
        }

        buffer.End(list);
        buffer.End(pointer);
    }
}

/// <summary>A branch of such a tree.</summary>
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
