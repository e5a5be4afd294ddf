using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>
/// Pointers to objects: null, an object after the name of its class, or an object of the same pointers that was read before in the entry. Objects of other pointers that are
/// pointed to again are null.
/// </summary>
/// <param name="catalogue">Descriptions of classes.</param>
/// <param name="declared">Type in C++.</param>
/// <param name="depth">Depth of the plan: an object may point to one of its own class.</param>
internal sealed class PointerNode(StreamerCatalogue catalogue, string declared, PlanDepth depth) : ColumnNode
{
    private const uint NewClass = 0xFFFF_FFFF, ClassMask = 0x8000_0000, ByteCountMask = 0x4000_0000;
    private const int MapOffset = 2;
    private readonly Dictionary<string, ColumnNode?> _classes = [];

    public override string TypeName => declared;

    public override ColumnBuffer CreateBuffer() => new PointerBuffer();

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Read(ref cursor, (PointerBuffer)buffer);
        }
    }

    private void Read(ref RootCursor cursor, PointerBuffer pointers)
    {
        int begin = cursor.Position, tagAt = begin;
        uint tag = cursor.UInt32();
        int? end = null;
        if ((tag & ByteCountMask) != 0 && tag != NewClass)
        {
            long length = tag & ~ByteCountMask;
            if (length > cursor.Left)
            {
                throw RootErrors.Truncated(cursor.Place, begin, "an object", length, cursor.Left);
            }

            end = cursor.Position + (int)length;
            tagAt = cursor.Position;
            tag = cursor.UInt32();
        }

        if (tag != NewClass && (tag & ClassMask) == 0)
        {
            pointers.AddAgain(cursor, (int)tag - MapOffset);
            cursor.MoveTo(end ?? cursor.Position);
            return;
        }

        if (depth.IsLastPointer)
        {
            throw RootErrors.NotSupported(cursor.Place, $"{declared}, behind very many other pointers,", "Read the other branches.");
        }

        string className = tag == NewClass ? RootCursor.Text(cursor.ZeroTerminated()) : ClassAt(cursor, (int)(tag & ~ClassMask) - MapOffset - cursor.Origin, tagAt);
        if (NodeOf(className) is { } node)
        {
            node.ReadItems(ref cursor, pointers.Add(className, node, cursor, begin), 1);
        }
        else if (end is null)
        {
            throw RootErrors.NotSupported(cursor.Place, $"class {className}, which the file does not describe,", "Read the other branches.");
        }
        else
        {
            pointers.AddEmpty(1);
        }

        cursor.MoveTo(end ?? cursor.Position);
    }

    // The name stands where the class was first: at the place that the reference says, or, in entries that were moved after they were written, last before this one.
    private static string ClassAt(RootCursor cursor, int position, int tagAt)
    {
        ReadOnlySpan<byte> newClass = [0xFF, 0xFF, 0xFF, 0xFF], before = cursor.All[..tagAt];
        int at = position >= 0 && position < before.Length && before[position..].StartsWith(newClass) ? position : before.LastIndexOf(newClass);
        if (at < 0)
        {
            throw RootErrors.Unexpected(cursor.Place, tagAt, "a reference to a class", "one to none");
        }

        cursor.MoveTo(at + newClass.Length);
        return RootCursor.Text(cursor.ZeroTerminated());
    }

    private ColumnNode? NodeOf(string className)
    {
        lock (_classes)
        {
            if (!_classes.TryGetValue(className, out ColumnNode? node))
            {
                node = PlanBuilder.Type(catalogue, className, depth.Follow());
                _classes[className] = node = node.Unreadable is null ? node : null;
            }

            return node;
        }
    }
}

/// <summary>Objects behind pointers: those of every class, and which one every pointer is.</summary>
internal sealed class PointerBuffer : ColumnBuffer
{
    private readonly PrimitiveBuffer<int> _tags = new(), _indices = new();
    private readonly List<(string Name, ColumnBuffer Values)> _classes = [];
    private readonly Dictionary<int, (int Tag, int Index)> _entry = [];
    private RootPlace? _place;
    private int _origin;
    private bool _isPlain = true;

    public override int Count => _tags.Count;

    /// <summary>Adds a pointer to a new object, and gives the place where its members go.</summary>
    /// <param name="className">Class of the object.</param>
    /// <param name="node">How the object is read.</param>
    /// <param name="cursor">The entry.</param>
    /// <param name="begin">Where the pointer stands.</param>
    public ColumnBuffer Add(string className, ColumnNode node, RootCursor cursor, int begin)
    {
        int tag = _classes.FindIndex(c => c.Name == className);
        if (tag < 0)
        {
            tag = _classes.Count;
            _classes.Add((className, node.CreateBuffer()));
        }

        BeginEntry(cursor);
        _entry[begin + cursor.Origin] = (tag, _classes[tag].Values.Count);
        Add(tag, _classes[tag].Values.Count);
        return _classes[tag].Values;
    }

    /// <summary>Adds a pointer to nothing, or to an object that was read before.</summary>
    /// <param name="cursor">The entry.</param>
    /// <param name="position">Where the first pointer to the object stood.</param>
    public void AddAgain(RootCursor cursor, int position)
    {
        BeginEntry(cursor);
        (int tag, int index) = _entry.GetValueOrDefault(position, (-1, 0));
        _isPlain = false;
        Add(tag, index);
    }

    public override void AddEmpty(int count)
    {
        _isPlain &= count == 0;
        _tags.Append(count).Fill(-1);
        _indices.AddEmpty(count);
    }

    public override bool TryAppend(Column values)
    {
        if (values is not RecordColumn and not VariantColumn)
        {
            return false;
        }

        // Their classes are not known any more.
        AddEmpty(values.Count);
        return values.Count == 0;
    }

    /// <summary>Objects of one class as they are; otherwise variants.</summary>
    public override Column ToColumn() => Count == 0 ? new RecordColumn(0, [])
        : _isPlain && _classes is [var only] ? only.Values.ToColumn()
        : new VariantColumn(_tags.ToArray(), _indices.ToArray(), [.. _classes.Select(c => c.Values.ToColumn())]);

    private void Add(int tag, int index)
    {
        _tags.Add(tag);
        _indices.Add(index);
    }

    private void BeginEntry(RootCursor cursor)
    {
        if (!ReferenceEquals(_place, cursor.Place) || _origin != cursor.Origin)
        {
            _entry.Clear();
            (_place, _origin) = (cursor.Place, cursor.Origin);
        }
    }
}

/// <summary>TObjArray, TList and THashList: a list of pointers.</summary>
internal sealed class CollectionNode(string className, PointerNode item) : ColumnNode
{
    public override string TypeName => className;

    public override ColumnBuffer CreateBuffer() => new JaggedBuffer(item.CreateBuffer());

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        const int arrayWithObject = 2, listWithObject = 3, withName = 1;
        JaggedBuffer lists = (JaggedBuffer)buffer;
        bool isArray = className == "TObjArray";
        for (int i = 0; i < count; i++)
        {
            RootHeader header = cursor.Header();
            bool hasObject = header.Version > (isArray ? arrayWithObject : listWithObject);
            if (hasObject)
            {
                _ = ObjectNode.ReadTObject(ref cursor);
            }

            if (isArray ? header.Version > withName : hasObject)
            {
                _ = cursor.StringBytes();
            }

            int objects = cursor.Count(sizeof(uint), "objects");
            cursor.Skip(isArray ? sizeof(int) : 0);
            for (int k = 0; k < objects; k++)
            {
                item.ReadItems(ref cursor, lists.Items, 1);
                if (!isArray && hasObject)
                {
                    // Drawing options.
                    _ = cursor.StringBytes();
                }
            }

            lists.EndList();
            cursor.CheckEnd(header, className);
        }
    }
}

/// <summary>char*: the number of characters and the characters.</summary>
internal sealed class CharactersNode : ColumnNode
{
    public override string TypeName => "string";

    public override ColumnBuffer CreateBuffer() => new StringBuffer();

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((StringBuffer)buffer).Add(cursor.Take(cursor.Count(1, "characters")));
        }
    }
}
