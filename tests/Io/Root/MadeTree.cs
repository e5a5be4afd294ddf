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
                branch.WriteBaskets(writer.Output);
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
