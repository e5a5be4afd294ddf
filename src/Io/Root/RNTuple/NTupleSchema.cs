using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>What a field is made of.</summary>
internal enum FieldRole
{
    Leaf,
    Collection,
    Record,
    Variant,
    Streamer,

    /// <summary>One of a newer version of the format: the field cannot be read.</summary>
    Unknown,
}

/// <summary>A column of an RNTuple: elements of one encoding in pages.</summary>
/// <param name="Id">Number of the column.</param>
/// <param name="Type">Code of the encoding.</param>
/// <param name="Bits">Bits of an element.</param>
/// <param name="Field">Field that it belongs to.</param>
/// <param name="Representation">Which of the ways to store the field it belongs to.</param>
/// <param name="First">First element that exists; elements before are zero.</param>
/// <param name="Low">Lower end of the range of a quantised number.</param>
/// <param name="High">Upper end of it.</param>
internal sealed record NTupleColumn(int Id, int Type, int Bits, int Field, int Representation, long First, double Low, double High);

/// <summary>A field as the header or footer describes it.</summary>
internal sealed class FieldDescription
{
    public required int Id { get; init; }

    public required int Parent { get; init; }

    /// <summary>Number of fields above.</summary>
    public int Depth { get; init; }

    public required FieldRole Role { get; init; }

    public required string Name { get; init; }

    public required string TypeName { get; init; }

    /// <summary>Elements of an array of fixed size; null for none.</summary>
    public int? ArraySize { get; init; }

    public List<FieldDescription> Children { get; } = [];

    /// <summary>Columns, those of other fields that it is a view of among them.</summary>
    public List<NTupleColumn> Columns { get; } = [];
}

/// <summary>Fields and columns of an RNTuple.</summary>
internal sealed class NTupleSchema
{
    private const int Repetitive = 1, Projected = 2, HasChecksum = 4, Deferred = 1, HasRange = 2, Deepest = 100;
    private readonly List<FieldDescription> _fields = [];
    private readonly List<NTupleColumn> _columns = [];

    /// <summary>The fields at the top.</summary>
    public IEnumerable<FieldDescription> Top => _fields.Where(f => f.Parent == f.Id);

    /// <summary>What the RNTuple says of classes.</summary>
    public StreamerCatalogue Streamers { get; } = StreamerCatalogue.Empty();

    /// <summary>Reads a description: that of the header, or what the footer adds.</summary>
    public void Read(ref EnvelopeCursor cursor)
    {
        (int fields, int end) = cursor.EnterList();
        for (int i = 0; i < fields; i++)
        {
            ReadField(ref cursor);
        }

        cursor.Leave(end);
        (int columns, end) = cursor.EnterList();
        for (int i = 0; i < columns; i++)
        {
            ReadColumn(ref cursor);
        }

        cursor.Leave(end);
        (int aliases, end) = cursor.EnterList();
        for (int i = 0; i < aliases; i++)
        {
            int record = cursor.EnterRecord();
            uint column = cursor.UInt32(), field = cursor.UInt32();
            Field(field, ref cursor).Columns.Add(column < _columns.Count ? _columns[(int)column] : throw RootErrors.Unexpected(cursor.Place, cursor.Position, $"one of {_columns.Count} columns", $"{column}"));
            cursor.Leave(record);
        }

        cursor.Leave(end);
        (int infos, end) = cursor.EnterList();
        for (int i = 0; i < infos; i++)
        {
            ReadInformation(ref cursor);
        }

        cursor.Leave(end);
    }

    // Descriptions of the classes of fields that ROOT's streamers wrote.
    private void ReadInformation(ref EnvelopeCursor cursor)
    {
        const int descriptions = 0;
        int record = cursor.EnterRecord(), content = cursor.Int32();
        _ = cursor.UInt32();
        _ = cursor.StringBytes();
        ReadOnlySpan<byte> bytes = cursor.StringBytes();
        if (content == descriptions)
        {
            Streamers.AddPointer(bytes, cursor.Place);
        }

        cursor.Leave(record);
    }

    private void ReadField(ref EnvelopeCursor cursor)
    {
        int record = cursor.EnterRecord();
        _ = cursor.UInt32();
        _ = cursor.UInt32();
        uint parent = cursor.UInt32();
        int role = cursor.UInt16(), flags = cursor.UInt16();
        string name = cursor.String(), type = cursor.String();
        _ = cursor.StringBytes();
        _ = cursor.StringBytes();
        ulong? size = (flags & Repetitive) != 0 ? cursor.UInt64() : null;
        if ((flags & Projected) != 0)
        {
            _ = cursor.UInt32();
        }

        if ((flags & HasChecksum) != 0)
        {
            _ = cursor.UInt32();
        }

        if (parent > _fields.Count || size > int.MaxValue)
        {
            throw RootErrors.Unexpected(cursor.Place, cursor.Position, "a field", $"parent {parent} of {_fields.Count} fields, array of {size}");
        }

        int depth = parent < _fields.Count ? _fields[(int)parent].Depth + 1 : 0;
        if (depth > Deepest)
        {
            throw RootErrors.Damaged(cursor.Place, $"fields more than {Deepest} deep");
        }

        FieldDescription field = new() { Depth = depth, Id = _fields.Count, Parent = (int)parent, Role = (FieldRole)Math.Min(role, (int)FieldRole.Unknown), Name = name, TypeName = type, ArraySize = (int?)size };
        if (field.Parent != field.Id)
        {
            _fields[field.Parent].Children.Add(field);
        }

        _fields.Add(field);
        cursor.Leave(record);
    }

    private void ReadColumn(ref EnvelopeCursor cursor)
    {
        int record = cursor.EnterRecord();
        int type = cursor.UInt16(), bits = cursor.UInt16();
        uint field = cursor.UInt32();
        int flags = cursor.UInt16(), representation = cursor.UInt16();
        long first = (flags & Deferred) != 0 ? cursor.Int64() : 0;
        (double low, double high) = (flags & HasRange) != 0 ? (cursor.Double(), cursor.Double()) : (0, 0);
        NTupleColumn column = new(_columns.Count, type, bits, (int)field, representation, first == long.MinValue ? 0 : Math.Abs(first), low, high);
        Field(field, ref cursor).Columns.Add(column);
        _columns.Add(column);
        cursor.Leave(record);
    }

    private FieldDescription Field(uint id, ref EnvelopeCursor cursor) =>
        id < _fields.Count ? _fields[(int)id] : throw RootErrors.Unexpected(cursor.Place, cursor.Position, $"one of {_fields.Count} fields", $"{id}");
}
