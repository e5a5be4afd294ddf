using System.Globalization;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>TClonesArray as one object: its class stands in every entry, with a flag before every object, or member by member without flags.</summary>
/// <param name="catalogue">Descriptions of classes.</param>
/// <param name="depth">Depth of the plan: an object may hold a TClonesArray of its own class.</param>
internal sealed class ClonesNode(StreamerCatalogue catalogue, PlanDepth depth) : ColumnNode
{
    private const uint BypassStreamer = 0x1000;
    private readonly Dictionary<string, ObjectNode?> _classes = [];

    public override string TypeName => "TClonesArray";

    public override ColumnBuffer CreateBuffer() => new ClonesBuffer();

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        const int withObject = 2, withName = 1;
        ClonesBuffer lists = (ClonesBuffer)buffer;
        for (int i = 0; i < count; i++)
        {
            RootHeader header = cursor.Header();
            uint bits = header.Version > withObject ? ObjectNode.ReadTObject(ref cursor).Bits : 0;
            if (header.Version > withName)
            {
                _ = cursor.StringBytes();
            }

            string[] parts = cursor.String().Split(';');
            string className = parts[0];
            int position = cursor.Position, objects = cursor.Int32();

            // The smallest number of all stays negative.
            objects = objects < 0 ? -objects : objects;
            cursor.Skip(sizeof(int));
            if (objects < 0 || objects > cursor.Left)
            {
                throw RootErrors.Unexpected(cursor.Place, position, "a number of objects", $"{objects} with {cursor.Left} bytes left");
            }

            if (objects > 0)
            {
                if (depth.IsLastPointer)
                {
                    throw RootErrors.NotSupported(cursor.Place, "a TClonesArray inside of very many others", "Read the other branches.");
                }

                ObjectNode node = NodeOf(className) ?? throw RootErrors.NotSupported(cursor.Place, $"class {className}, which the file does not describe,", "Read the other branches.");
                ColumnBuffer items = lists.Items(node, cursor.Place);
                if ((bits & BypassStreamer) != 0)
                {
                    int? version = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
                    node.ReadMembers(ref cursor, items, objects, version);
                }
                else
                {
                    for (int k = 0; k < objects; k++)
                    {
                        if (cursor.Byte() != 0)
                        {
                            node.ReadItems(ref cursor, items, 1);
                        }
                    }
                }
            }

            lists.EndList();
            cursor.CheckEnd(header, "TClonesArray");
        }
    }

    private ObjectNode? NodeOf(string className)
    {
        lock (_classes)
        {
            return _classes.TryGetValue(className, out ObjectNode? node) ? node : _classes[className] = PlanBuilder.Class(catalogue, className, null, null, depth.Follow());
        }
    }

    // Lists whose elements have a class from the first list that has any.
    private sealed class ClonesBuffer : ColumnBuffer
    {
        private readonly PrimitiveBuffer<int> _ends = new();
        private ObjectNode? _node;
        private ColumnBuffer? _items;

        public override int Count => _ends.Count;

        public ColumnBuffer Items(ObjectNode node, RootPlace place)
        {
            _node ??= node;
            _items ??= node.CreateBuffer();
            return _node == node ? _items : throw RootErrors.NotSupported(place, $"a TClonesArray of {node.TypeName} after one of {_node.TypeName}", "Read the other branches.");
        }

        public void EndList() => _ends.Add(_items?.Count ?? 0);

        public override void AddEmpty(int count) => _ends.Append(count).Fill(_items?.Count ?? 0);

        public override Column ToColumn() => new JaggedColumn((int[])[0, .. _ends.ToArray()], _items?.ToColumn() ?? new RecordColumn(0, []));
    }
}

/// <summary>TArrayD and its like: a number of elements, and the elements.</summary>
internal sealed class PlainArrayNode(ColumnNode item) : ColumnNode
{
    public override string TypeName => $"list<{item.TypeName}>";

    public override ColumnBuffer CreateBuffer() => new JaggedBuffer(item.CreateBuffer());

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        JaggedBuffer lists = (JaggedBuffer)buffer;
        for (int i = 0; i < count; i++)
        {
            item.ReadItems(ref cursor, lists.Items, cursor.Count(item.Size ?? 1, "elements"));
            lists.EndList();
        }
    }
}
