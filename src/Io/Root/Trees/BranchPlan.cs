using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>How the entries of a branch become a column.</summary>
internal sealed partial class BranchPlan
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
            case EntryForm.Leaves:
                ReadLeaves(data, from, to, buffer);
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
        : _form == EntryForm.Leaves ? OffsetsFromLeaves(data)
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

    // The leaf says so; leaves of the first versions say nothing, and have them.
    private static bool HasClassNames(RootObject branch) => branch.List("fLeaves") is not [RootObject leaf, ..] || leaf.Members.GetValueOrDefault("fVirtual") is not false;

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

        /// <summary>Leaves one after the other, of which some count the elements of others.</summary>
        Leaves,
    }
}
