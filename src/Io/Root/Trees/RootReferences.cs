using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>Finds the objects that TRef and TRefArray point to, among those of the same event: of Delphes, the particle of a track or the constituents of a jet.</summary>
/// <remarks>
/// ROOT numbers every object that is referenced (TObject::fUniqueID). The lower 24 bits are the number; the upper ones say which process gave it, and are equal in the events of
/// one file.
/// </remarks>
public static class RootReferences
{
    private const uint NumberMask = 0x00FF_FFFF;

    /// <summary>Finds the objects.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="references">A branch of references: one or a list of them in every event or every object.</param>
    /// <param name="collections">Branches of split objects among which they are, as 'Particle'; the first that has the number is taken.</param>
    /// <param name="first">First entry.</param>
    /// <param name="count">Number of entries.</param>
    /// <returns>Two columns of the shape of the references: the index of the object in its collection of the event, and the number of the collection; -1 for no object.</returns>
    /// <exception cref="PluginException">There is no such branch, it has no references, or a collection has no numbers of its objects.</exception>
    public static (Column Index, Column Collection) Resolve(RootTree tree, string references, IReadOnlyList<string> collections, long first, int count)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(collections);
        Column all = tree.Find(references).Read(first, count);
        ReadOnlySpan<uint> numbers = Numbers(all) ?? throw new PluginException($"tree '{tree.Name}': branch '{references}' holds no references.");
        (JaggedColumn Lists, uint[] Numbers)[] objects = [.. collections.Select(c => Objects(tree, c, first, count))];
        int[] index = new int[numbers.Length], collection = new int[numbers.Length];
        Dictionary<uint, (int Collection, int Index)> known = [];
        for (int entry = 0, next = 0; entry < count; entry++)
        {
            int end = End(all, entry + 1);
            known.Clear();
            for (int c = 0; c < objects.Length && end > next; c++)
            {
                Add(known, c, objects[c].Numbers, objects[c].Lists.Offsets.Span[entry], objects[c].Lists.Offsets.Span[entry + 1]);
            }

            for (; next < end; next++)
            {
                (collection[next], index[next]) = known.TryGetValue(numbers[next] & NumberMask, out (int, int) found) ? found : (-1, -1);
            }
        }

        return (Shaped(all, index), Shaped(all, collection));
    }

    private static void Add(Dictionary<uint, (int Collection, int Index)> known, int collection, uint[] numbers, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            // Objects that nothing refers to have no number.
            if ((numbers[i] & NumberMask) is not 0 and var number)
            {
                known.TryAdd(number, (collection, i - from));
            }
        }
    }

    private static (JaggedColumn Lists, uint[] Numbers) Objects(RootTree tree, string collection, long first, int count) =>
        (tree.TryFind($"{collection}.fUniqueID") ?? tree.TryFind($"{collection}/fUniqueID"))?.Read(first, count) is JaggedColumn { Items: PrimitiveColumn<uint> numbers } lists
            ? (lists, numbers.Values.ToArray())
            : throw new PluginException($"tree '{tree.Name}': '{collection}' is no branch of split objects with numbers (fUniqueID), which references need.");

    private static uint[]? Numbers(Column column) => column switch
    {
        JaggedColumn lists => Numbers(lists.Items),
        FixedArrayColumn arrays => Numbers(arrays.Items),
        RecordColumn records => records.Find("ref") is PrimitiveColumn<uint> one ? one.Values.ToArray()
            : records.Find("refs") is JaggedColumn { Items: PrimitiveColumn<int> several } ? Array.ConvertAll(several.Values.ToArray(), n => unchecked((uint)n))
            : null,
        _ => null,
    };

    // References before an entry.
    private static int End(Column column, int position) => column switch
    {
        JaggedColumn lists => End(lists.Items, lists.Offsets.Span[position]),
        FixedArrayColumn arrays => End(arrays.Items, position * arrays.Size),
        RecordColumn records when records.Find("refs") is JaggedColumn lists => lists.Offsets.Span[position],
        _ => position,
    };

    private static Column Shaped(Column column, int[] values) => column switch
    {
        JaggedColumn lists => new JaggedColumn(lists.Offsets, Shaped(lists.Items, values)),
        FixedArrayColumn arrays => new FixedArrayColumn(arrays.Count, arrays.Size, Shaped(arrays.Items, values)),
        RecordColumn records when records.Find("refs") is JaggedColumn lists => new JaggedColumn(lists.Offsets, new PrimitiveColumn<int>(values)),
        _ => new PrimitiveColumn<int>(values),
    };
}
