using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>How the entries of a branch become a column.</summary>
internal sealed class BranchPlan
{
    private readonly ColumnNode _node;
    private readonly EntryForm _form;
    private readonly bool _isBare;

    private BranchPlan(ColumnNode node, EntryForm form, bool isBare = false) => (_node, _form, _isBare) = (node, form, isBare);

    /// <summary>Type of a value.</summary>
    public string TypeName => _form is EntryForm.Counted or EntryForm.PerObject ? $"list<{_node.TypeName}>" : _node.TypeName;

    /// <summary>True when another branch counts the elements of every entry.</summary>
    public bool NeedsCounts => _form == EntryForm.PerObject;

    /// <summary>True when another branch gives the length of an array in each of these elements.</summary>
    public bool NeedsLengths => NeedsCounts && _node is CountedNode;

    /// <summary>Bytes of an element of an entry's list, where entries are lists of elements of one length.</summary>
    public int? ItemSize => _form is EntryForm.Counted or EntryForm.PerObject ? _node.Size : (_node as ListNode)?.ItemSize;

    /// <summary>Bytes of an entry, or of its elements; null where entries have different lengths.</summary>
    public int? EntrySize => _node.Size;

    /// <summary>Why the values cannot be read, as the beginning of a sentence; null for those that can.</summary>
    public string? Unreadable => _node.Unreadable;

    /// <summary>What is left out of values that can be read.</summary>
    public IEnumerable<string> LeftOut => _node.LeftOut;

    /// <summary>True when all entries have one length.</summary>
    public bool IsFixed => _form == EntryForm.Fixed;

    /// <summary>An empty column.</summary>
    public ColumnBuffer CreateBuffer() => _form is EntryForm.Counted or EntryForm.PerObject ? new JaggedBuffer(_node.CreateBuffer()) : _node.CreateBuffer();

    /// <summary>Finds out from what the file says of the branch.</summary>
    public static BranchPlan Make(StreamerCatalogue catalogue, RootObject branch) => branch.Unread is { } unread ? new BranchPlan(new SkippedNode(branch.ClassName, $"{unread},"), EntryForm.Items) : branch.ClassName switch
    {
        "TBranchElement" => Element(catalogue, branch),
        "TBranchObject" => new BranchPlan(new NamedObjectNode(catalogue, branch.String("fClassName"), HasClassNames(branch)), EntryForm.Items),
        "TBranchSTL" => new BranchPlan(new SkippedNode(branch.String("fContName"), $"{branch.String("fContName")} in a TBranchSTL"), EntryForm.Items),
        _ => Leaves(branch),
    };

    /// <summary>Reads entries of a basket.</summary>
    /// <param name="data">The basket.</param>
    /// <param name="from">First entry in it.</param>
    /// <param name="to">Where to stop.</param>
    /// <param name="buffer">Where the values go.</param>
    /// <param name="counts">Elements of these entries, where another branch counts them.</param>
    /// <param name="lengths">Lengths of the arrays in these elements, where another branch gives them.</param>
    /// <param name="allCounts">Elements of all entries of the basket, where its offsets have to be found from them.</param>
    public void Read(BasketData data, int from, int to, ColumnBuffer buffer, ReadOnlySpan<int> counts, ReadOnlySpan<int> lengths, Func<int, int[]?> allCounts)
    {
        if (data.Offsets is null && _form == EntryForm.Fixed && _node.Size is int each && (long)each * data.Entries != data.Bytes.Length)
        {
            throw RootErrors.Unexpected(data.Place, 0, $"{data.Entries} entries of {each} bytes, {(long)each * data.Entries} in all", $"{data.Bytes.Length} bytes");
        }

        if (data.Offsets is null && _form != EntryForm.Counted && to > data.Bytes.Length)
        {
            // An entry takes a byte, or there would be no end to the number of those that take none.
            throw RootErrors.Unexpected(data.Place, 0, $"{to} entries of the basket", $"{data.Bytes.Length} bytes");
        }

        switch (_form)
        {
            case EntryForm.Fixed when data.Offsets is null && _node.Size is int size:
                RootCursor all = new(data.Bytes.Span, data.Place);
                all.Skip((long)size * from);
                _node.ReadItems(ref all, buffer, to - from);
                return;
            case EntryForm.Counted:
                ReadCounted(data, from, to, (JaggedBuffer)buffer, allCounts);
                return;
            default:
                for (int entry = from; entry < to; entry++)
                {
                    (int begin, int end) = Entry(data, entry);
                    RootCursor cursor = new(data.Bytes.Span[begin..end], data.Place, data.KeyLength + begin);
                    int count = counts.IsEmpty ? 0 : counts[entry - from];
                    ReadEntry(ref cursor, buffer, count, NeedsLengths ? lengths[..Math.Clamp(count, 0, lengths.Length)] : []);
                    lengths = NeedsLengths ? lengths[Math.Clamp(count, 0, lengths.Length)..] : lengths;
                    if (cursor.Left > 0)
                    {
                        throw RootErrors.Unexpected(data.Place, begin + cursor.Position, $"the end of entry {entry} of the basket", $"{cursor.Left} bytes more");
                    }
                }

                return;
        }
    }

    /// <summary>Where every entry of a basket begins, and where the last ends; null for entries of one length.</summary>
    /// <exception cref="Core.Plugins.PluginException">The entries have different lengths, and nothing in the basket says which.</exception>
    public int[]? EntryOffsets(BasketData data, Func<int, int[]?> allCounts) =>
        data.Offsets is not null ? data.Offsets
        : _form == EntryForm.Counted ? OffsetsFromCounts(data, _node.Size ?? 1, allCounts)
        : IsFixed || !data.HasGeneratedOffsets ? null
        : throw RootErrors.NotSupported(data.Place, $"a basket of {TypeName} without offsets of its entries", "Leave the branch out.");

    private void ReadEntry(ref RootCursor cursor, ColumnBuffer buffer, int count, ReadOnlySpan<int> lengths)
    {
        switch (_form)
        {
            case EntryForm.PerObject:
                JaggedBuffer lists = (JaggedBuffer)buffer;
                if (count < 0 || count > cursor.Left || (_node is CountedNode && lengths.Length != count))
                {
                    throw RootErrors.Unexpected(cursor.Place, cursor.Position, "a number of elements", count.ToString(System.Globalization.CultureInfo.InvariantCulture));
                }

                if (count == 0)
                {
                    // Containers have a header for no elements as well.
                    cursor.MoveTo(cursor.Length);
                }
                else if (_node is CountedNode arrays)
                {
                    foreach (int length in lengths)
                    {
                        CountedNode.Read(ref cursor, arrays.Item, (JaggedBuffer)lists.Items, length);
                    }
                }
                else
                {
                    _node.ReadMember(ref cursor, lists.Items, count);
                }

                lists.EndList();
                break;
            case EntryForm.Member when _node is StringNode && !HasByteCount(cursor):
                _node.ReadItems(ref cursor, buffer, 1);
                break;
            case EntryForm.Member when _node is ObjectNode whole && (!HasByteCount(cursor) || (_isBare && whole.HasOneMember)):
                // Objects that are not split have their members without a header. The header of an only member looks like one.
                whole.ReadBare(ref cursor, buffer);
                break;
            case EntryForm.Member:
                _node.ReadMember(ref cursor, buffer, 1);
                break;
            default:
                _node.ReadItems(ref cursor, buffer, 1);
                break;
        }
    }

    // Elements until the next entry begins: all entries at once, and then their ends.
    private void ReadCounted(BasketData data, int from, int to, JaggedBuffer lists, Func<int, int[]?> allCounts)
    {
        int size = _node.Size ?? 1;
        int[] offsets = data.Offsets ?? OffsetsFromCounts(data, size, allCounts);
        RootCursor cursor = new(data.Bytes.Span[offsets[from]..offsets[to]], data.Place);
        int before = lists.Items.Count;
        _node.ReadItems(ref cursor, lists.Items, cursor.Left / size);
        int uneven = lists.EndLists(offsets.AsSpan(from, to - from + 1), size, before);
        if (uneven >= 0)
        {
            throw RootErrors.Unexpected(data.Place, offsets[from + uneven], $"elements of {size} bytes", $"{offsets[from + uneven + 1] - offsets[from + uneven]} bytes in entry {from + uneven} of the basket");
        }
    }

    private static int[] OffsetsFromCounts(BasketData data, int size, Func<int, int[]?> allCounts)
    {
        int[]? counts = allCounts(data.Entries);
        if (counts is null && data.Entries > data.Bytes.Length)
        {
            throw RootErrors.Unexpected(data.Place, 0, $"{data.Entries} entries of the basket", $"{data.Bytes.Length} bytes");
        }

        int[] offsets = new int[data.Entries + 1];
        for (int i = 0; i < data.Entries; i++)
        {
            long end = offsets[i] + (counts is null ? data.EntrySize : (long)counts[i] * size);
            if (end < offsets[i] || end > data.Bytes.Length)
            {
                throw RootErrors.Unexpected(data.Place, offsets[i], "an entry", $"{end - offsets[i]} bytes with {data.Bytes.Length - offsets[i]} left");
            }

            offsets[i + 1] = (int)end;
        }

        return offsets;
    }

    private (int Begin, int End) Entry(BasketData data, int entry)
    {
        if (data.Offsets is { } offsets)
        {
            return (offsets[entry], offsets[entry + 1]);
        }

        long size = _node.Size is int fixedSize && _form == EntryForm.Fixed ? fixedSize : data.EntrySize;
        long begin = entry * size, end = begin + size;
        return size < 0 || end > data.Bytes.Length
            ? throw RootErrors.Unexpected(data.Place, 0, $"entry {entry} of the basket", $"{data.Bytes.Length} bytes for {data.Entries} entries of {size}")
            : ((int)begin, (int)end);
    }

    private static bool HasByteCount(RootCursor cursor)
    {
        const int byteCount = 0x40;
        return cursor.Left >= sizeof(uint) + sizeof(ushort) && (cursor.Peek(1)[0] & byteCount) != 0 && cursor.UInt32() == (0x4000_0000u | (uint)cursor.Left);
    }

    private static BranchPlan Element(StreamerCatalogue catalogue, RootObject branch)
    {
        const int clones = 3, stl = 4, clonesMember = 31, stlMember = 41;
        int type = (int)branch.Integer("fType"), id = (int)branch.Integer("fID");
        string className = branch.String("fClassName");
        if (type is clones or stl)
        {
            return new BranchPlan(new NumberNode<int>(), EntryForm.Fixed);
        }

        bool perObject = type is clonesMember or stlMember;
        if (id >= 0 && catalogue.Find(className, (int)branch.Integer("fClassVersion"), (uint)branch.Integer("fCheckSum")) is { } info && id < info.Elements.Count)
        {
            StreamerElement element = info.Elements[id];
            ColumnNode node = element.Kind == "TStreamerBase" ? PlanBuilder.Type(catalogue, element.Name) : PlanBuilder.Member(catalogue, element);
            return perObject ? new BranchPlan(node, EntryForm.PerObject) : new BranchPlan(node, node.Size is null ? EntryForm.Member : EntryForm.Fixed);
        }

        ColumnNode whole = id >= 0 ? MemberOfPair(catalogue, className, id) : PlanBuilder.Type(catalogue, className);
        if (whole is ObjectNode)
        {
            // Of the version that the branch has.
            whole = PlanBuilder.Class(catalogue, className, (int)branch.Integer("fClassVersion"), (uint)branch.Integer("fCheckSum")) ?? whole;
        }

        return perObject ? new BranchPlan(whole, EntryForm.PerObject) : new BranchPlan(whole, EntryForm.Member, isBare: type == 0);
    }

    // Keys or values of a map, whose pairs not all files describe.
    private static ColumnNode MemberOfPair(StreamerCatalogue catalogue, string className, int id) => Streamer.TypeName.Parse(className) is { Name: "pair", Arguments: [var first, var second] } && id <= 1
        ? PlanBuilder.Type(catalogue, (id == 0 ? first : second).ToString())
        : SkippedNode.Unknown(className);

    private static BranchPlan Leaves(RootObject branch)
    {
        RootObject[] leaves = [.. branch.List("fLeaves").OfType<RootObject>()];
        if (leaves is [var only])
        {
            ColumnNode node = Leaf(only);
            return only.ClassName == "TLeafC" ? new BranchPlan(node, EntryForm.Member) : new BranchPlan(node, only.Object("fLeafCount") is null ? EntryForm.Fixed : EntryForm.Counted);
        }

        ObjectNode record = new(branch.String("fName"), isVersioned: false);
        foreach (RootObject leaf in leaves)
        {
            record.AddMember(leaf.String("fName"), Leaf(leaf));
        }

        return new BranchPlan(record, EntryForm.Items);
    }

    // The leaf says so; leaves of the first versions say nothing, and have them.
    private static bool HasClassNames(RootObject branch) => branch.List("fLeaves") is not [RootObject leaf, ..] || leaf.Members.GetValueOrDefault("fVirtual") is not false;

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

    // The numbers in 'x[n][3][4]'; a name counts, and is another branch's.
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

    private enum EntryForm
    {
        /// <summary>All entries have one length.</summary>
        Fixed,

        /// <summary>Elements until the next entry begins.</summary>
        Counted,

        /// <summary>A member of an object: containers have a header.</summary>
        Member,

        /// <summary>A member of as many objects as another branch counts.</summary>
        PerObject,

        /// <summary>Values one after the other without header.</summary>
        Items,
    }
}
