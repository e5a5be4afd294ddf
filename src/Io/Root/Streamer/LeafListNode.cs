using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>
/// Leaves of one branch, lists that an earlier leaf counts among them: k/I:x[k]/F:y[k]/D. An entry has the leaves one after the other, each list with as many elements as its counter says
/// (ROOT's TBranch::FillLeaves, TLeaf::GetLen).
/// </summary>
internal sealed class LeafListNode : ColumnNode
{
    private readonly Leaf[] _leaves;

    /// <summary>From the leaves in their order.</summary>
    /// <param name="typeName">Type of an entry.</param>
    /// <param name="leaves">Names, how a leaf or an element of its list is read, and which earlier leaf counts the elements: -1 for those that are no list.</param>
    public LeafListNode(string typeName, IReadOnlyList<(string Name, ColumnNode Node, int Counter)> leaves)
    {
        TypeName = typeName;
        Dictionary<int, long> counted = leaves.Where(l => l.Counter >= 0).GroupBy(l => l.Counter).ToDictionary(g => g.Key, g => g.Sum(l => (long)l.Node.Size!.Value));
        _leaves = [.. leaves.Select((leaf, i) => new Leaf(leaf.Name, leaf.Node, leaf.Counter, (int)Math.Min(int.MaxValue, counted.GetValueOrDefault(i))))];
    }

    public override string TypeName { get; }

    public override string? Unreadable => _leaves.Select(l => l.Node.Unreadable).FirstOrDefault(r => r is not null);

    public override ColumnBuffer CreateBuffer() => new RecordBuffer([.. _leaves.Select(l => (l.Name, l.Counter < 0 ? l.Node.CreateBuffer() : new JaggedBuffer(l.Node.CreateBuffer())))]);

    public override void ReadItems(ref RootCursor cursor, ColumnBuffer buffer, int count)
    {
        RecordBuffer records = (RecordBuffer)buffer;
        for (int i = 0; i < count; i++)
        {
            ReadEntry(ref cursor, records.Fields);
        }

        records.Add(count);
    }

    /// <summary>Where every entry begins in bytes that hold nothing else, and where the last ends: found by reading them, as their counters say it.</summary>
    /// <exception cref="Core.Plugins.PluginException">They are damaged.</exception>
    public int[] Offsets(RootCursor cursor, int entries)
    {
        int[] offsets = new int[entries + 1];
        ColumnBuffer values = CreateBuffer();
        for (int i = 0; i < entries; i++)
        {
            ReadItems(ref cursor, values, 1);
            offsets[i + 1] = cursor.Position;
        }

        return cursor.Left == 0 ? offsets : throw RootErrors.Unexpected(cursor.Place, cursor.Position, $"the end of {entries} entries", $"{cursor.Left} bytes more");
    }

    private void ReadEntry(ref RootCursor cursor, IReadOnlyList<(string Name, ColumnBuffer Values)> fields)
    {
        for (int i = 0; i < _leaves.Length; i++)
        {
            ref readonly Leaf leaf = ref _leaves[i];
            int position = cursor.Position;
            if (leaf.Counter < 0)
            {
                leaf.Node.ReadItems(ref cursor, fields[i].Values, 1);
                if (leaf.Counted > 0)
                {
                    Check(cursor, position, leaf, Last(fields[i].Values));
                }
            }
            else
            {
                JaggedBuffer lists = (JaggedBuffer)fields[i].Values;
                leaf.Node.ReadItems(ref cursor, lists.Items, (int)Last(fields[leaf.Counter].Values));
                lists.EndList();
            }
        }
    }

    // Before anything makes room for the elements: all lists of a counter must fit into what is left of the entry.
    private static void Check(RootCursor cursor, int position, in Leaf counter, long count)
    {
        if (count < 0 || count > cursor.Left || count * counter.Counted > cursor.Left)
        {
            throw RootErrors.Unexpected(cursor.Place, position, $"a number of elements in leaf '{counter.Name}'", $"{count}, of {counter.Counted} bytes each, with {cursor.Left} bytes left in the entry");
        }
    }

    private static long Last(ColumnBuffer counter) => CountedNode.ValueOf(counter, counter.Count - 1);

    /// <summary>A leaf.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Node">How it, or an element of its list, is read.</param>
    /// <param name="Counter">Which leaf counts its elements; -1 for none.</param>
    /// <param name="Counted">Bytes that one more in this leaf adds to the entry; 0 for a leaf that does not count.</param>
    private readonly record struct Leaf(string Name, ColumnNode Node, int Counter, int Counted);
}
