using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>Objects of the first kind of branches for classes: each follows the name of its class, which may be one derived from the branch's.</summary>
/// <param name="catalogue">Descriptions of classes.</param>
/// <param name="className">Class of the branch.</param>
/// <param name="hasName">False for a branch whose objects are all of its class, and stand without its name.</param>
internal sealed class NamedObjectNode(StreamerCatalogue catalogue, string className, bool hasName) : ColumnNode
{
    private readonly ColumnNode _own = PlanBuilder.Type(catalogue, className);
    private readonly Dictionary<string, ColumnNode> _derived = [];

    public override string TypeName => _own.TypeName;

    public override string? Unreadable => _own.Unreadable;

    public override IEnumerable<string> LeftOut => _own.LeftOut;

    public override ColumnBuffer CreateBuffer() => new PointerBuffer();

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int begin = cursor.Position;
            string name = hasName ? Name(ref cursor) : className;
            ColumnNode node = NodeOf(name);
            if (node.Unreadable is { } reason)
            {
                throw RootErrors.NotSupported(cursor.Place, reason, "Read the other branches.");
            }

            node.ReadMember(ref cursor, ((PointerBuffer)buffer).Add(name, node, cursor, begin), 1);
        }
    }

    // Its length, the name, and a zero.
    private static string Name(ref RootCursor cursor)
    {
        string name = RootCursor.Text(cursor.Take(cursor.Byte(), "the name of a class"));
        cursor.Skip(1);
        return name;
    }

    private ColumnNode NodeOf(string name)
    {
        if (name == className)
        {
            return _own;
        }

        lock (_derived)
        {
            if (!_derived.TryGetValue(name, out ColumnNode? node))
            {
                _derived[name] = node = PlanBuilder.Type(catalogue, name);
            }

            return node;
        }
    }
}
