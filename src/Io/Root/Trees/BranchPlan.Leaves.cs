using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Trees;

// Branches without a class: what their leaves say.
internal sealed partial class BranchPlan
{
    private static BranchPlan Leaves(RootObject branch)
    {
        RootObject[] leaves = [.. branch.List("fLeaves").OfType<RootObject>()];
        if (leaves is [var only])
        {
            ColumnNode node = Leaf(only);
            return only.ClassName == "TLeafC" ? new BranchPlan(node, EntryForm.Member) : new BranchPlan(node, only.Object("fLeafCount") is null ? EntryForm.Fixed : EntryForm.Counted);
        }

        ColumnNode[] nodes = [.. leaves.Select(Leaf)];
        string typeName = LeafTypes(leaves, nodes);
        if (leaves.Any(l => l.Object("fLeafCount") is not null))
        {
            return CountedLeaves(leaves, nodes, typeName);
        }

        ObjectNode record = new(typeName, isVersioned: false);
        foreach ((RootObject leaf, ColumnNode node) in leaves.Zip(nodes))
        {
            record.AddMember(leaf.String("fName"), node);
        }

        return new BranchPlan(record, EntryForm.Items);
    }

    private static BranchPlan CountedLeaves(RootObject[] leaves, ColumnNode[] nodes, string typeName)
    {
        Dictionary<RootObject, int> before = new(ReferenceEqualityComparer.Instance);
        List<(string Name, ColumnNode Node, int Counter)> list = [];
        foreach ((RootObject leaf, ColumnNode node) in leaves.Zip(nodes))
        {
            int at = -1;
            if (leaf.Object("fLeafCount") is { } counter && (!before.TryGetValue(counter, out at) || list[at].Counter >= 0 || !CountedNode.IsCounter(nodes[at]) || node.Size is not > 0))
            {
                // ROOT takes whole numbers as counters, of leaves that are there when the list is made.
                string reason = $"leaf '{leaf.String("fName")}' ({leaf.ClassName}) with the counter '{counter.String("fName")}' ({counter.ClassName}), which is no whole number before it in the branch,";
                return new BranchPlan(new SkippedNode(typeName, reason), EntryForm.Items);
            }

            before[leaf] = list.Count;
            list.Add((leaf.String("fName"), node, at));
        }

        return new BranchPlan(new LeafListNode(typeName, list), EntryForm.Leaves);
    }

    // As values are shown: {k: int32, x: list<float>}.
    private static string LeafTypes(RootObject[] leaves, ColumnNode[] nodes)
    {
        const int most = 8;
        IEnumerable<string> types = leaves.Zip(nodes, (leaf, node) => $"{leaf.String("fName")}: {(leaf.Object("fLeafCount") is null ? node.TypeName : $"list<{node.TypeName}>")}");
        return $"{{{string.Join(", ", leaves.Length <= most ? types : types.Take(most - 1).Append($"… {leaves.Length - most + 1} more"))}}}";
    }

    private static ColumnNode Leaf(RootObject leaf)
    {
        bool isUnsigned = leaf.Integer("fIsUnsigned") != 0;
        string title = leaf.String("fTitle");
        ColumnNode? node = leaf.ClassName switch
        {
            "TLeafO" => new NumberNode<bool>(),
            "TLeafB" => isUnsigned ? new NumberNode<byte>() : new NumberNode<sbyte>(),
            "TLeafS" => isUnsigned ? new NumberNode<ushort>() : new NumberNode<short>(),
            "TLeafI" => isUnsigned ? new NumberNode<uint>() : new NumberNode<int>(),
            "TLeafL" or "TLeafG" => isUnsigned ? new NumberNode<ulong>() : new NumberNode<long>(),
            "TLeafF" => new NumberNode<float>(),
            "TLeafD" => new NumberNode<double>(),
            "TLeafF16" => new PackedNode(PackedFloat.For(StreamerElement.ParseRange(title), isFloat16: true), isFloat16: true),
            "TLeafD32" => new PackedNode(PackedFloat.For(StreamerElement.ParseRange(title), isFloat16: false), isFloat16: false),
            "TLeafC" => new StringNode(hasHeader: false),
            _ => null,
        };
        if (node is null or StringNode)
        {
            return node ?? new SkippedNode(leaf.ClassName, $"a leaf of class {leaf.ClassName}");
        }

        List<int> dimensions = Dimensions(title);
        long product = dimensions.Aggregate(1L, (p, d) => Math.Min(int.MaxValue, p * d)), length = leaf.Integer("fLen");
        if (product != length && length > 0)
        {
            dimensions = [(int)Math.Min(length, int.MaxValue)];
        }

        for (int i = dimensions.Count - 1; i >= 0; i--)
        {
            node = dimensions is [1] ? node : new FixedArrayNode(dimensions[i], node);
        }

        return node;
    }

    // The numbers in 'x[n][3][4]'; a name counts.
    private static List<int> Dimensions(string title)
    {
        List<int> dimensions = [];
        for (int open = title.IndexOf('[', StringComparison.Ordinal); open >= 0; open = title.IndexOf('[', open + 1))
        {
            const int longest = 12;
            int close = title.IndexOf(']', open, Math.Min(longest, title.Length - open));
            if (close > open && int.TryParse(title.AsSpan(open + 1, close - open - 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int size))
            {
                dimensions.Add(size);
            }
        }

        return dimensions;
    }

    // Every entry with all of the basket before it, so that messages say where in the basket something is.
    private void ReadLeaves(BasketData data, int from, int to, ColumnBuffer buffer)
    {
        int[] offsets = data.Offsets ?? OffsetsFromLeaves(data);
        for (int entry = from; entry < to; entry++)
        {
            RootCursor cursor = new(data.Bytes.Span[..offsets[entry + 1]], data.Place, data.KeyLength);
            cursor.MoveTo(offsets[entry]);
            _node.ReadItems(ref cursor, buffer, 1);
            if (cursor.Left > 0)
            {
                throw RootErrors.Unexpected(data.Place, cursor.Position, $"the end of entry {entry} of the basket", $"{cursor.Left} bytes more");
            }
        }
    }

    private int[] OffsetsFromLeaves(BasketData data) => data.Entries <= data.Bytes.Length
        ? ((LeafListNode)_node).Offsets(new RootCursor(data.Bytes.Span, data.Place, data.KeyLength), data.Entries)
        : throw RootErrors.Unexpected(data.Place, 0, $"{data.Entries} entries of the basket", $"{data.Bytes.Length} bytes");
}
