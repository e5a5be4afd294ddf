using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>Objects of a class: a column for every member, those of base classes among them.</summary>
/// <param name="className">The class.</param>
/// <param name="isVersioned">False for the pairs of a map and the leaves of a branch, which have no header.</param>
/// <param name="versions">Other versions of the class; null where there are none.</param>
internal sealed class ObjectNode(string className, bool isVersioned, ClassVersions? versions = null) : ColumnNode
{
    private const uint IsReferenced = 0x10;
    private const ushort HasByteCount = 0x4000;
    private readonly List<Step> _steps = [];
    private readonly List<(string Name, ColumnNode Node)> _fields = [];
    private readonly List<string> _leftOut = [];

    public override string TypeName => className;

    // Without a header nothing leads to what follows.
    public override string? Unreadable => isVersioned ? null : _fields.Select(f => f.Node.Unreadable).FirstOrDefault(r => r is not null);

    public override IEnumerable<string> LeftOut => _leftOut.Concat(_fields.SelectMany(f => f.Node.LeftOut));

    /// <summary>True for a class of one member or base class.</summary>
    public bool HasOneMember => _steps.Count == 1;

    /// <summary>Members and their nodes, in the order of the class.</summary>
    public IReadOnlyList<(string Name, ColumnNode Node)> Fields => _fields;

    public override ColumnBuffer CreateBuffer() => new RecordBuffer([.. _fields.Select(f => (f.Name, f.Node.CreateBuffer()))]);

    /// <summary>A member; one that cannot be read has no column.</summary>
    public void AddMember(string name, ColumnNode node)
    {
        if (isVersioned && node.Unreadable is { } reason)
        {
            _leftOut.Add($"member {name} of {className}: {reason}");
            _steps.Add(new Step(StepKind.Skipped, _fields.Count, 0, node));
            return;
        }

        _steps.Add(new Step(StepKind.Member, _fields.Count, 0, node));
        _fields.Add((name, node));
    }

    /// <summary>An array whose number of elements is another member.</summary>
    public void AddCounted(string name, ColumnNode item, string counter)
    {
        _steps.Add(new Step(StepKind.Counted, _fields.Count, _fields.FindIndex(f => f.Name == counter), item));
        _fields.Add((name, new CountedNode(item)));
    }

    /// <summary>An array of objects whose number is another member, with one header for the arrays of several objects.</summary>
    public void AddLoop(string name, ColumnNode item, string counter)
    {
        _steps.Add(new Step(StepKind.Loop, _fields.Count, _fields.FindIndex(f => f.Name == counter), item));
        _fields.Add((name, new CountedNode(item)));
    }

    /// <summary>A base class: its members become members.</summary>
    public void AddBase(ObjectNode node)
    {
        _steps.Add(new Step(StepKind.Base, _fields.Count, node._fields.Count, node));
        _fields.AddRange(node._fields);
        _leftOut.AddRange(node._leftOut);
    }

    /// <summary>The base class TObject, which has no column.</summary>
    public void AddTObject() => _steps.Add(new Step(StepKind.TObject, 0, 0, this));

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ReadObject(ref cursor, ((RecordBuffer)buffer).Fields);
        }

        ((RecordBuffer)buffer).Add(count);
    }

    /// <summary>Reads an object whose members have no header before them.</summary>
    public void ReadBare(ref RootCursor cursor, ColumnBuffer buffer)
    {
        ReadSteps(ref cursor, ((RecordBuffer)buffer).Fields, 0, 1, isMemberwise: false);
        ((RecordBuffer)buffer).Add(1);
    }

    /// <summary>Reads objects member by member: those of base classes as well, without a header.</summary>
    /// <param name="cursor">Stands at the first member of the first object.</param>
    /// <param name="buffer">Where they go.</param>
    /// <param name="count">How many.</param>
    /// <param name="version">Version of the class; null for the plan's.</param>
    /// <param name="checksum">Checksum that stands for it in a class without versions.</param>
    public void ReadMembers(ref RootCursor cursor, ColumnBuffer buffer, int count, int? version = null, uint? checksum = null)
    {
        ReadVersion(ref cursor, ((RecordBuffer)buffer).Fields, 0, count, version, checksum, isMemberwise: true);
        ((RecordBuffer)buffer).Add(count);
    }

    /// <summary>Reads identifier and bits of a TObject.</summary>
    public static (uint Id, uint Bits) ReadTObject(ref RootCursor cursor)
    {
        if ((cursor.UInt16() & HasByteCount) != 0)
        {
            cursor.Skip(sizeof(uint));
        }

        uint id = cursor.UInt32(), bits = cursor.UInt32();
        cursor.Skip((bits & IsReferenced) != 0 ? sizeof(ushort) : 0);
        return (id, bits);
    }

    private void ReadObject(ref RootCursor cursor, IReadOnlyList<(string Name, ColumnBuffer Values)> fields, int first = 0)
    {
        if (!isVersioned)
        {
            foreach (Step step in _steps)
            {
                step.Node.ReadItems(ref cursor, fields[first + step.Field].Values, 1);
            }

            return;
        }

        RootHeader header = cursor.Header();
        uint? checksum = header.Version <= 0 && header.End is not null ? cursor.UInt32() : null;
        ReadVersion(ref cursor, fields, first, 1, header.Version, checksum, isMemberwise: false);
        cursor.CheckEnd(header, className);
    }

    private void ReadVersion(ref RootCursor cursor, IReadOnlyList<(string Name, ColumnBuffer Values)> fields, int first, int count, int? version, uint? checksum, bool isMemberwise)
    {
        if (version is not int number || versions?.Other(number, checksum) is not { } other)
        {
            ReadSteps(ref cursor, fields, first, count, isMemberwise);
            return;
        }

        RecordBuffer members = (RecordBuffer)other.CreateBuffer();
        other.ReadSteps(ref cursor, members.Fields, 0, count, isMemberwise);
        members.Add(count);
        versions.Move((RecordColumn)members.ToColumn(), [.. fields.Skip(first).Take(_fields.Count)], cursor.Place);
    }

    private void ReadSteps(ref RootCursor cursor, IReadOnlyList<(string Name, ColumnBuffer Values)> fields, int first, int count, bool isMemberwise)
    {
        foreach (Step step in _steps)
        {
            int field = first + step.Field;
            switch (step.Kind)
            {
                case StepKind.Member:
                    step.Node.ReadMember(ref cursor, fields[field].Values, count);
                    break;
                case StepKind.Skipped:
                    step.Node.SkipMember(ref cursor, count);
                    break;
                case StepKind.Counted:
                    CountedNode.Read(ref cursor, step.Node, (JaggedBuffer)fields[field].Values, step.Other < 0 ? null : fields[first + step.Other].Values, count);
                    break;
                case StepKind.Loop:
                    RootHeader header = cursor.Header();
                    CountedNode.Read(ref cursor, step.Node, (JaggedBuffer)fields[field].Values, step.Other < 0 ? null : fields[first + step.Other].Values, count, hasFlag: false);
                    cursor.CheckEnd(header, step.Node.TypeName);
                    break;
                case StepKind.Base when isMemberwise && step.Node is ObjectNode { TypeName: not "TNamed" } above:
                    above.ReadSteps(ref cursor, fields, field, count, isMemberwise);
                    break;
                case StepKind.TObject:
                    for (int i = 0; i < count; i++)
                    {
                        _ = ReadTObject(ref cursor);
                    }

                    break;
                default:
                    for (int i = 0; i < count; i++)
                    {
                        ((ObjectNode)step.Node).ReadObject(ref cursor, fields, field);
                    }

                    break;
            }
        }
    }

    private enum StepKind
    {
        Member,
        Skipped,
        Counted,
        Loop,
        Base,
        TObject,
    }

    private readonly record struct Step(StepKind Kind, int Field, int Other, ColumnNode Node);
}

/// <summary>Arrays behind a pointer, each with a byte before it that says whether it is there.</summary>
internal sealed class CountedNode(ColumnNode item) : ColumnNode
{
    /// <summary>How an element is read.</summary>
    public ColumnNode Item => item;

    public override string TypeName => $"list<{item.TypeName}>";

    public override ColumnBuffer CreateBuffer() => new JaggedBuffer(item.CreateBuffer());

    /// <summary>A single array that takes all bytes: the entry of a branch.</summary>
    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        JaggedBuffer lists = (JaggedBuffer)buffer;
        for (int i = 0; i < count; i++)
        {
            if (cursor.Left > 0 && cursor.Byte() != 0)
            {
                item.ReadItems(ref cursor, lists.Items, item.Size is > 0 and int size ? cursor.Left / size : 0);
            }

            lists.EndList();
        }
    }

    /// <summary>The arrays of several objects, whose lengths are the last values of a counter.</summary>
    public static void Read(ref RootCursor cursor, ColumnNode item, JaggedBuffer lists, ColumnBuffer? counter, int count, bool hasFlag = true)
    {
        for (int i = 0; i < count; i++)
        {
            Read(ref cursor, item, lists, ValueOf(counter, counter is null ? 0 : counter.Count - count + i), hasFlag);
        }
    }

    /// <summary>True for whole numbers, which can count.</summary>
    public static bool IsCounter(ColumnNode node) =>
        node is NumberNode<int> or NumberNode<uint> or NumberNode<long> or NumberNode<ulong> or NumberNode<short> or NumberNode<ushort> or NumberNode<byte> or NumberNode<sbyte>;

    /// <summary>A value of a counter; 0 where there is none. Numbers of 64 bits without sign that are too large are negative.</summary>
    public static long ValueOf(ColumnBuffer? counter, int index) => counter switch
    {
        PrimitiveBuffer<int> n => n[index],
        PrimitiveBuffer<uint> n => n[index],
        PrimitiveBuffer<long> n => n[index],
        PrimitiveBuffer<ulong> n => (long)n[index],
        PrimitiveBuffer<short> n => n[index],
        PrimitiveBuffer<ushort> n => n[index],
        PrimitiveBuffer<byte> n => n[index],
        PrimitiveBuffer<sbyte> n => n[index],
        _ => 0,
    };

    /// <summary>One array of a known length.</summary>
    public static void Read(ref RootCursor cursor, ColumnNode item, JaggedBuffer lists, long length, bool hasFlag = true)
    {
        if (!hasFlag || cursor.Byte() != 0)
        {
            if (length < 0 || length > cursor.Left || length * (item.Size ?? 1) > cursor.Left)
            {
                throw RootErrors.Unexpected(cursor.Place, cursor.Position, "an array", $"{length} elements with {cursor.Left} bytes left");
            }

            item.ReadItems(ref cursor, lists.Items, (int)length);
        }

        lists.EndList();
    }
}
