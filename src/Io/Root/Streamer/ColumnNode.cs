using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>
/// How values of one type are read into a column: made once from the descriptions of a file, used for every entry. The same nodes read objects one after the other and members one after the other.
/// </summary>
internal abstract class ColumnNode
{
    /// <summary>Bytes of a value; null when values have different lengths.</summary>
    public virtual int? Size => null;

    /// <summary>An empty column for the values.</summary>
    public abstract ColumnBuffer CreateBuffer();

    /// <summary>Reads values that stand one after the other, as the elements of a container do.</summary>
    /// <param name="cursor">Stands at the first.</param>
    /// <param name="buffer">Where they go; made by <see cref="CreateBuffer"/>.</param>
    /// <param name="count">How many.</param>
    public abstract void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count);

    /// <summary>Reads a member of several objects: containers have one header for all of them.</summary>
    public virtual void ReadMember(ref RootCursor cursor, ColumnBuffer buffer, int count) => ReadItems(ref cursor, buffer, count);

    /// <summary>Type of a value.</summary>
    public virtual string TypeName => "object";

    /// <summary>Why the values cannot be read, as the beginning of a sentence: 'class Hit, which the file does not describe,'; null for those that can.</summary>
    public virtual string? Unreadable => null;

    /// <summary>What is left out of values that can be read: members of a type that cannot.</summary>
    public virtual IEnumerable<string> LeftOut => [];

    /// <summary>Skips a member of several objects, by byte counts.</summary>
    public virtual void SkipMember(ref RootCursor cursor, int count) => ReadMember(ref cursor, CreateBuffer(), count);
}

/// <summary>Numbers as they are in memory, big-endian.</summary>
internal sealed class NumberNode<T> : ColumnNode
    where T : unmanaged
{
    private static readonly int s_size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    public override int? Size => s_size;

    public override string TypeName => typeof(T).Name switch
    {
        "Boolean" => "bool",
        "SByte" => "int8",
        "Byte" => "uint8",
        "Single" => "float",
        var name => name.ToLowerInvariant(),
    };

    public override ColumnBuffer CreateBuffer() => new PrimitiveBuffer<T>();

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        ReadOnlySpan<byte> bytes = cursor.Take((long)s_size * count);
        BigEndian.Copy(bytes, ((PrimitiveBuffer<T>)buffer).Append(count));
    }
}

/// <summary>Double32_t and Float16_t.</summary>
internal sealed class PackedNode(PackedFloat form, bool isFloat16) : ColumnNode
{
    public override int? Size => form.Bytes;

    public override string TypeName => isFloat16 ? "float" : "double";

    public override ColumnBuffer CreateBuffer() => isFloat16 ? new PrimitiveBuffer<float>() : new PrimitiveBuffer<double>();

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        RootCursor values = new(cursor.Take((long)form.Bytes * count), cursor.Place);
        if (buffer is PrimitiveBuffer<float> floats)
        {
            foreach (ref float value in floats.Append(count))
            {
                value = form.ReadSingle(ref values);
            }
        }
        else
        {
            foreach (ref double value in ((PrimitiveBuffer<double>)buffer).Append(count))
            {
                value = form.Read(ref values);
            }
        }
    }
}

/// <summary>The bits of a TObject: two bytes follow those of one that is referenced.</summary>
internal sealed class BitsNode : ColumnNode
{
    private const uint IsReferenced = 0x10;

    public override string TypeName => "uint32";

    public override ColumnBuffer CreateBuffer() => new PrimitiveBuffer<uint>();

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            uint bits = cursor.UInt32();
            ((PrimitiveBuffer<uint>)buffer).Add(bits);
            cursor.Skip((bits & IsReferenced) != 0 ? sizeof(ushort) : 0);
        }
    }
}

/// <summary>Arrays of one length.</summary>
internal sealed class FixedArrayNode(int size, ColumnNode item) : ColumnNode
{
    // What does not fit into an integer does not fit into a basket either.
    public override int? Size => item.Size is int each ? (int)Math.Min(int.MaxValue, (long)each * size) : null;

    public override string TypeName => $"{item.TypeName}[{size}]";

    public override string? Unreadable => item.Unreadable;

    public override IEnumerable<string> LeftOut => item.LeftOut;

    public override void SkipMember(ref RootCursor cursor, int count) => item.SkipMember(ref cursor, (int)Math.Min(int.MaxValue, (long)size * count));

    public override ColumnBuffer CreateBuffer() => new FixedArrayBuffer(size, item.CreateBuffer());

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count) => Read(ref cursor, buffer, count, isMember: false);

    public override void ReadMember(ref RootCursor cursor, ColumnBuffer buffer, int count) => Read(ref cursor, buffer, count, isMember: true);

    private void Read(ref RootCursor cursor, ColumnBuffer buffer, int count, bool isMember)
    {
        FixedArrayBuffer arrays = (FixedArrayBuffer)buffer;
        long all = (long)size * count;
        if (all * (item.Size ?? 1) > cursor.Left && all > 0)
        {
            throw RootErrors.Truncated(cursor.Place, cursor.Position, $"{count} arrays of {size}", all * (item.Size ?? 1), cursor.Left);
        }

        int items = (int)all;
        if (isMember)
        {
            item.ReadMember(ref cursor, arrays.Items, items);
        }
        else
        {
            item.ReadItems(ref cursor, arrays.Items, items);
        }

        arrays.Add(count);
    }
}

/// <summary>TString, and std::string with the header that its members have.</summary>
internal sealed class StringNode(bool hasHeader) : ColumnNode
{
    public override string TypeName => "string";

    public override ColumnBuffer CreateBuffer() => new StringBuffer();

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((StringBuffer)buffer).Add(cursor.StringBytes());
        }
    }

    public override void ReadMember(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        RootHeader? header = hasHeader ? cursor.Header() : null;
        ReadItems(ref cursor, buffer, count);
        if (header is { } h)
        {
            cursor.CheckEnd(h, "string");
        }
    }
}

/// <summary>vector, set, list, deque, and map as a list of pairs.</summary>
internal sealed class ListNode(ColumnNode item) : ColumnNode
{
    public override string TypeName => $"list<{item.TypeName}>";

    /// <summary>Bytes of an element; null when elements have different lengths.</summary>
    public int? ItemSize => item.Size;

    public override string? Unreadable => item.Unreadable;

    public override IEnumerable<string> LeftOut => item.LeftOut;

    public override ColumnBuffer CreateBuffer() => new JaggedBuffer(item.CreateBuffer());

    public override void SkipMember(ref RootCursor cursor, int count) => cursor.SkipToEnd(cursor.Header());

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count) => Read(ref cursor, (JaggedBuffer)buffer, count, isMemberwise: false);

    public override void ReadMember(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        // The version of the elements' class, or its checksum, since version 8 of ROOT's descriptions.
        const int withVersion = 8;
        RootHeader header = cursor.Header();
        int? version = header.IsMemberwise && header.Version >= withVersion ? cursor.Int16() : null;
        uint? checksum = version <= 0 ? cursor.UInt32() : null;
        Read(ref cursor, (JaggedBuffer)buffer, count, header.IsMemberwise, version, checksum);
        cursor.CheckEnd(header, "container");
    }

    private void Read(ref RootCursor cursor, JaggedBuffer lists, int count, bool isMemberwise, int? version = null, uint? checksum = null)
    {
        for (int i = 0; i < count; i++)
        {
            // An element takes a byte, or there would be no end to the number of those that take none.
            int items = cursor.Count(Math.Max(1, item.Size ?? 1), "elements");
            if (items > 0)
            {
                if (isMemberwise && item is ObjectNode objects)
                {
                    objects.ReadMembers(ref cursor, lists.Items, items, version, checksum);
                }
                else
                {
                    item.ReadItems(ref cursor, lists.Items, items);
                }
            }

            lists.EndList();
        }
    }
}

/// <summary>A reference to another object: its number, unique in the file or the event.</summary>
internal sealed class ReferenceNode : ColumnNode
{
    private const uint HasUuid = 0x20;

    public override string TypeName => "reference";

    public override ColumnBuffer CreateBuffer() => new RecordBuffer([("ref", new PrimitiveBuffer<uint>())]);

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        RecordBuffer records = (RecordBuffer)buffer;
        for (int i = 0; i < count; i++)
        {
            (uint id, uint bits) = ObjectNode.ReadTObject(ref cursor);
            if ((bits & HasUuid) != 0)
            {
                _ = cursor.StringBytes();
            }
            else
            {
                cursor.Skip(sizeof(ushort));
            }

            ((PrimitiveBuffer<uint>)records.Fields[0].Values).Add(id);
        }

        records.Add(count);
    }
}

/// <summary>Lists of references.</summary>
internal sealed class ReferenceArrayNode : ColumnNode
{
    public override string TypeName => "list<reference>";

    public override ColumnBuffer CreateBuffer() => new RecordBuffer(
        [("fName", new StringBuffer()), ("fSize", new PrimitiveBuffer<int>()), ("refs", new JaggedBuffer(new PrimitiveBuffer<int>()))]);

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        RecordBuffer records = (RecordBuffer)buffer;
        JaggedBuffer references = (JaggedBuffer)records.Fields[2].Values;
        for (int i = 0; i < count; i++)
        {
            RootHeader header = cursor.Header();
            _ = ObjectNode.ReadTObject(ref cursor);
            ((StringBuffer)records.Fields[0].Values).Add(cursor.StringBytes());
            int size = cursor.Count(sizeof(int), "references");
            ((PrimitiveBuffer<int>)records.Fields[1].Values).Add(size);

            // Lower bound and process.
            cursor.Skip(sizeof(int) + sizeof(ushort));
            BigEndian.Copy(cursor.Take((long)sizeof(int) * size), ((PrimitiveBuffer<int>)references.Items).Append(size));
            references.EndList();
            cursor.CheckEnd(header, "TRefArray");
        }

        records.Add(count);
    }
}

/// <summary>What is not read, and skipped by its byte count.</summary>
/// <param name="typeName">Type in C++.</param>
/// <param name="reason">Why it is not read, as <see cref="ColumnNode.Unreadable"/>.</param>
internal sealed class SkippedNode(string typeName, string reason) : ColumnNode
{
    public override string TypeName => typeName;

    public override string? Unreadable => reason;

    /// <summary>A class that no description gives.</summary>
    public static SkippedNode Unknown(string className) => new(className, $"class {className}, which the file does not describe,");

    public override ColumnBuffer CreateBuffer() => new RecordBuffer([]);

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        const uint byteCountMask = 0x4000_0000;
        for (int i = 0; i < count; i++)
        {
            int start = cursor.Position;
            uint word = cursor.UInt32();
            if ((word & byteCountMask) != 0)
            {
                cursor.Skip(word & ~byteCountMask);
            }
            else if (word != 0)
            {
                throw RootErrors.NotSupported(cursor.Place with { Offset = cursor.Place.Offset + start }, reason, "Read the other branches.");
            }
        }

        ((RecordBuffer)buffer).Add(count);
    }
}
