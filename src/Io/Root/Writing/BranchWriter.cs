using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>A branch of a tree with one leaf.</summary>
/// <param name="tree">The tree.</param>
/// <param name="name">Name of the branch.</param>
/// <param name="type">How its elements are stored.</param>
/// <param name="hasOffsets">True for entries of different lengths.</param>
/// <param name="counter">The branch that counts the elements of an entry; null for none.</param>
internal abstract class BranchWriter(TreePlace tree, string name, LeafType type, bool hasOffsets, BranchWriter? counter = null)
{
    private const int BranchVersion = 13, LeafVersion = 2, FewestPlaces = 10, OffsetsToBegin = 1000;
    private uint _leaf;

    /// <summary>Name of the branch.</summary>
    public string Name => name;

    /// <summary>How its elements are stored.</summary>
    public LeafType Type => type;

    /// <summary>True for a branch that counts the elements of others.</summary>
    public bool IsCounter { get; init; }

    /// <summary>The entries.</summary>
    public BasketWriter Basket { get; } = new(tree, name, hasOffsets ? 0 : type.Size);

    /// <summary>Largest number of elements, where others are counted, or of bytes of a string with its end.</summary>
    protected int Largest { get; set; }

    /// <summary>Takes a block of entries.</summary>
    public abstract void Fill(Column column);

    /// <summary>Writes the branch behind a pointer.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="entries">Entries of the tree.</param>
    public void Write(RootBuffer buffer, long entries)
    {
        RootWriteOptions options = tree.Output.Options;
        List<WrittenBasket> baskets = Basket.Baskets;
        int places = Math.Max(FewestPlaces, baskets.Count + 1);
        buffer.BeginPointer("TBranch", out int pointer);
        int start = buffer.Begin(BranchVersion);
        buffer.Named(name, $"{LeafTitle}/{type.Code}");
        PlotStyle.WriteFill(buffer);
        buffer.Int32(options.Code);
        buffer.Int32(options.BasketSize);
        buffer.Int32(hasOffsets ? OffsetsToBegin : 0);
        buffer.Int32(baskets.Count);
        buffer.Int64(entries);
        TreeRecord.WriteFeatures(buffer);
        buffer.Int32(0);
        buffer.Int32(places);

        // Not split; the first entry is 0.
        buffer.Int32(0);
        buffer.Int64(entries);
        buffer.Int64(0);
        buffer.Int64(Basket.Bytes.Total);
        buffer.Int64(Basket.Bytes.Stored);
        int branches = TreeRecord.BeginArray(buffer, 0);
        buffer.End(branches);
        int leaves = TreeRecord.BeginArray(buffer, 1);
        WriteLeaf(buffer);
        buffer.End(leaves);
        int inside = TreeRecord.BeginArray(buffer, 0);
        buffer.End(inside);

        int[] lengths = new int[places];
        long[] firsts = new long[places], seeks = new long[places];
        for (int i = 0; i < baskets.Count; i++)
        {
            (firsts[i], seeks[i], lengths[i]) = baskets[i];
        }

        // Where the basket after the last would begin.
        firsts[baskets.Count] = entries;
        buffer.Counted<int>(lengths);
        buffer.Counted<long>(firsts);
        buffer.Counted<long>(seeks);

        // No other file has the baskets.
        buffer.String("");
        buffer.End(start);
        buffer.End(pointer);
    }

    /// <summary>A pointer to the leaf, which was written with the branch.</summary>
    public void WriteLeafReference(RootBuffer buffer) => buffer.Reference(_leaf);

    // A dot parts the names of branches, as in Particle.Px: leaves have the last part, as those of ROOT's split objects do.
    private string LeafName => name[(name.LastIndexOf('.') + 1)..];

    private string LeafTitle => counter is null ? LeafName : $"{LeafName}[{counter.Name}]";

    private void WriteLeaf(RootBuffer buffer)
    {
        bool isText = type == LeafType.Text;
        _leaf = buffer.BeginPointer(type.ClassName, out int pointer);
        int start = buffer.Begin(1), leaf = buffer.Begin(LeafVersion);
        buffer.Named(LeafName, LeafTitle);
        buffer.Int32(isText ? Math.Max(1, Largest) : 1);
        buffer.Int32(type.Size);
        buffer.Int32(0);
        buffer.Boolean(IsCounter);
        buffer.Boolean(type.IsUnsigned);
        if (counter is null)
        {
            buffer.Null();
        }
        else
        {
            counter.WriteLeafReference(buffer);
        }

        buffer.End(leaf);
        type.WriteLimit(buffer, 0);
        type.WriteLimit(buffer, Largest);
        buffer.End(start);
        buffer.End(pointer);
    }
}
