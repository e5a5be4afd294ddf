using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>
/// Reads one object with everything that it points to, as ROOT's TBufferFile does: pointers are class names once and references to them afterwards. For what a file
/// describes itself with; entries of trees are read as columns.
/// </summary>
/// <param name="catalogue">Descriptions of classes.</param>
/// <param name="keyLength">Length of the key before the bytes: references count from its start.</param>
/// <param name="skipsMisfits">True to go on behind an object that its description does not fit; false to end with an error.</param>
internal sealed partial class ObjectReader(StreamerCatalogue catalogue, int keyLength, bool skipsMisfits = false)
{
    private const uint NewClass = 0xFFFF_FFFF, ClassMask = 0x8000_0000, ByteCountMask = 0x4000_0000;
    private const int MapOffset = 2, Deepest = 150;
    private readonly Dictionary<long, object?> _references = [];
    private int _depth;

    /// <summary>Reads an object of a known class.</summary>
    /// <exception cref="PluginException">The bytes are damaged.</exception>
    public RootObject Read(string className, ref RootCursor cursor)
    {
        RootObject target = new(className);
        ReadInto(target, className, ref cursor);
        return target;
    }

    /// <summary>Reads a pointer: null, an object that was read before, or a new one.</summary>
    public object? ReadPointer(ref RootCursor cursor)
    {
        int begin = cursor.Position, start = 0;
        uint count = cursor.UInt32(), tag = count;
        bool hasCount = (count & ByteCountMask) != 0 && count != NewClass;
        int? end = null;
        if (hasCount)
        {
            long length = count & ~ByteCountMask;
            if (length > cursor.Left)
            {
                throw RootErrors.Truncated(cursor.Place, begin, "an object", length, cursor.Left);
            }

            end = cursor.Position + (int)length;
            start = cursor.Position;
            tag = cursor.UInt32();
        }

        string className;
        if (tag == NewClass)
        {
            className = RootCursor.Text(cursor.ZeroTerminated());
            _references[hasCount ? start + keyLength + MapOffset : _references.Count + 1] = className;
        }
        else if ((tag & ClassMask) == 0)
        {
            if (tag is 0 or 1 || !_references.TryGetValue(tag, out object? known))
            {
                cursor.MoveTo(end ?? cursor.Position);
                return null;
            }

            return known;
        }
        else
        {
            className = _references.GetValueOrDefault(tag & ~ClassMask) as string
                ?? throw RootErrors.Unexpected(cursor.Place, start, "a reference to a class", $"{tag & ~ClassMask}, which is none");
        }

        RootObject target = new(className);
        _references[hasCount ? begin + keyLength + MapOffset : _references.Count + 1] = target;
        (int depth, int? around) = (_depth, _end);
        try
        {
            ReadInto(target, className, ref cursor);
        }
        catch (PluginException) when (end is int last && IsLeftOut(last, around))
        {
            LeaveOut(target, $"class {className}, which cannot be read at offset {cursor.Position} of the object");
            (_depth, _end) = (depth, around);
        }

        if (end is int expected && expected != cursor.Position)
        {
            cursor.MoveTo(expected);
        }

        return target;
    }

    private void ReadInto(RootObject target, string className, ref RootCursor cursor)
    {
        if (++_depth > Deepest)
        {
            throw RootErrors.Damaged(cursor.Place, $"{className} lies more than {Deepest} objects deep");
        }

        if (!ReadKnown(target, className, ref cursor) && !ReadStandard(target, className, ref cursor))
        {
            RootHeader header = cursor.Header();
            uint? checksum = header.Version <= 0 && header.End is not null ? cursor.UInt32() : null;
            target.Checksum = className == target.ClassName ? checksum : target.Checksum;
            StreamerInfo? info = catalogue.Find(className, header.Version, checksum);
            if (info is null)
            {
                if (header.End is null)
                {
                    throw RootErrors.NotSupported(cursor.Place, $"class {className}, which the file does not describe,", "Nothing else says how it is read.");
                }

                LeaveOut(target, Undescribed(className, header.Version));
                cursor.SkipToEnd(header);
            }
            else
            {
                ReadDescribed(target, info, header, ref cursor);
            }
        }

        _depth--;
    }

    // What cannot be read ends the class that it is a member of: its byte count leads to what follows.
    private void ReadMembers(RootObject target, StreamerInfo info, RootHeader header, ref RootCursor cursor)
    {
        const int ofBases = 8;
        target.Reserve(info.Elements.Count + ofBases);
        foreach (StreamerElement element in info.Elements)
        {
            if (header.End is not null && !IsReadable(element, ref cursor))
            {
                target.Unread ??= $"member {element.Name} ({element.TypeName}) of {info.Name}";
                cursor.SkipToEnd(header);
                return;
            }

            // What a user keeps beside a tree is no reason not to read the tree.
            bool skipsMisfits = _skipsMisfits;
            _skipsMisfits |= info.Name == "TTree" && element.Name == "fUserInfo";
            ReadMember(target, element, ref cursor);
            _skipsMisfits = skipsMisfits;
        }

        cursor.CheckEnd(header, info.Name);
    }

    // False for streamers of a class's own without a byte count, and for types that no description gives.
    private static bool IsReadable(StreamerElement element, ref RootCursor cursor) => element.Type switch
    {
        StreamerElement.CustomLoop => false,
        StreamerElement.Custom => cursor.Peek(1) is [var first] && (first & 0x40) != 0,
        _ => true,
    };

    private void ReadMember(RootObject target, StreamerElement element, ref RootCursor cursor)
    {
        int type = element.Type;
        switch (type)
        {
            case -1:
                return;
            case StreamerElement.Base or StreamerElement.ObjectBase or StreamerElement.Named when element.Kind == "TStreamerBase":
                ReadInto(target, element.Name, ref cursor);
                return;
            case StreamerElement.Float16 or StreamerElement.Double32:
                RootCursor start = cursor;
                target.Set(element.Name, ReadNumber(element, type, ref cursor));
                target.SetBytes(element.Name, start.Take(cursor.Position - start.Position).ToArray());
                return;
            case > 0 and < StreamerElement.Fixed:
                target.Set(element.Name, ReadNumber(element, type, ref cursor));
                return;
            case > StreamerElement.Fixed and < StreamerElement.Pointer:
                target.Set(element.Name, ReadNumbers(element, type - StreamerElement.Fixed, element.ArrayLength, ref cursor));
                return;
            case > StreamerElement.Pointer and < StreamerElement.Pointer + StreamerElement.Fixed:
                bool isThere = cursor.Byte() != 0;
                target.Set(element.Name, ReadNumbers(element, type - StreamerElement.Pointer, isThere ? target.Integer(element.CountName) : 0, ref cursor));
                return;
            case StreamerElement.String:
                target.Set(element.Name, cursor.String());
                return;
            case StreamerElement.Object or StreamerElement.Any or StreamerElement.ObjectPointer or StreamerElement.AnyPointer or StreamerElement.ObjectBase or StreamerElement.Named:
                target.Set(element.Name, Read(BareType(element.TypeName), ref cursor));
                return;
            case StreamerElement.ObjectPointerNullable or StreamerElement.AnyPointerNullable:
                target.Set(element.Name, ReadPointer(ref cursor));
                return;
            case > StreamerElement.Object + StreamerElement.Fixed - 1 and < StreamerElement.AnyPointerNullable + StreamerElement.Fixed + 1:
                target.Set(element.Name, ReadArray(element, ref cursor));
                return;
            default:
                ReadContainer(target, element, ref cursor);
                return;
        }
    }

    private object?[] ReadArray(StreamerElement element, ref RootCursor cursor)
    {
        object?[] items = new object?[Math.Clamp(element.ArrayLength, 0, cursor.Left)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = (element.Type - StreamerElement.Fixed) switch
            {
                StreamerElement.String => cursor.String(),
                StreamerElement.ObjectPointerNullable or StreamerElement.AnyPointerNullable => ReadPointer(ref cursor),
                _ => Read(BareType(element.TypeName), ref cursor),
            };
        }

        return items;
    }

    // STL containers and custom streamers: what a plan for columns can read, read as one value; otherwise to the end that the byte count gives.
    private void ReadContainer(RootObject target, StreamerElement element, ref RootCursor cursor)
    {
        // Containers of classes with streamers of their own have the code of such streamers, and the bytes of containers.
        bool isContainer = element.Type is StreamerElement.Stl or StreamerElement.StlString || (element.Type == StreamerElement.Custom && element.Kind == "TStreamerSTL");
        if (isContainer && PlanBuilder.TryMember(catalogue, element) is { } node)
        {
            RootCursor start = cursor;
            Columns.ColumnBuffer buffer = node.CreateBuffer();
            node.ReadMember(ref cursor, buffer, 1);
            target.SetBytes(element.Name, start.Take(cursor.Position - start.Position).ToArray());
            Columns.Column column = buffer.ToColumn();
            target.Set(element.Name, column is Columns.StringColumn text ? text[0] : column);
            return;
        }

        if (element.Type == StreamerElement.CustomLoop || (cursor.Peek(1) is [var first] && (first & 0x40) == 0))
        {
            throw RootErrors.NotSupported(cursor.Place, $"member {element.Name} ({element.TypeName})", "Drop it, or write the file again without it.");
        }

        target.Set(element.Name, null);
        cursor.SkipToEnd(cursor.Header());
    }

    private static object ReadNumber(StreamerElement element, int type, ref RootCursor cursor) => type switch
    {
        1 => (sbyte)cursor.Byte(),
        2 => cursor.Int16(),
        3 or 6 => cursor.Int32(),
        4 or 16 => cursor.Int64(),
        5 => cursor.Single(),
        7 => RootCursor.Text(cursor.Take(cursor.Count(1, "characters"))),
        8 => cursor.Double(),
        9 or 19 => PackedFloat.For(element.Range, type == StreamerElement.Float16).Read(ref cursor),
        10 or 11 => cursor.Byte(),
        12 => cursor.UInt16(),
        13 or 15 => cursor.UInt32(),
        14 or 17 => cursor.UInt64(),
        18 => cursor.Byte() != 0,
        _ => throw RootErrors.NotSupported(cursor.Place, $"type {type} of member {element.Name}", "Drop the member."),
    };

    private static object ReadNumbers(StreamerElement element, int type, long count, ref RootCursor cursor) => count < 0 || count > cursor.Left
        ? throw RootErrors.Unexpected(cursor.Place, cursor.Position, $"an array in {element.Name}", $"{count} elements with {cursor.Left} bytes left")
        : type switch
        {
            1 => Big<sbyte>(cursor.Take(count)),
            10 or 11 => cursor.Take(count).ToArray(),
            2 => Big<short>(cursor.Take(2 * count)),
            3 or 6 => Big<int>(cursor.Take(4 * count)),
            4 or 16 => Big<long>(cursor.Take(8 * count)),
            5 => Big<float>(cursor.Take(4 * count)),
            8 => Big<double>(cursor.Take(8 * count)),
            12 => Big<ushort>(cursor.Take(2 * count)),
            13 or 15 => Big<uint>(cursor.Take(4 * count)),
            14 or 17 => Big<ulong>(cursor.Take(8 * count)),
            18 => Big<bool>(cursor.Take(count)),
            9 or 19 => PackedFloat.For(element.Range, type == StreamerElement.Float16).Read(ref cursor, count),
            _ => throw RootErrors.NotSupported(cursor.Place, $"an array of type {type} in member {element.Name}", "Drop the member."),
        };

    private static T[] Big<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        T[] values = new T[bytes.Length / System.Runtime.CompilerServices.Unsafe.SizeOf<T>()];
        BigEndian.Copy(bytes, values.AsSpan());
        return values;
    }

    // 'TObjArray*' and 'const TAxis *' to the name of the class.
    private static string BareType(string type) =>
        type.EndsWith('*') || type.EndsWith(' ') || type.Contains("const ", StringComparison.Ordinal) ? type.Replace("const ", "", StringComparison.Ordinal).TrimEnd('*', ' ') : type;
}
