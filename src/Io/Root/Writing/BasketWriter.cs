namespace AlpToolkit.Io.Root.Writing;

/// <summary>A tree in its file.</summary>
/// <param name="Output">The file.</param>
/// <param name="Directory">Byte at which the directory of the tree begins.</param>
/// <param name="Name">Name of the tree.</param>
internal sealed record TreePlace(FileOutput Output, long Directory, string Name);

/// <summary>A basket in the file.</summary>
/// <param name="First">Its first entry.</param>
/// <param name="Offset">Byte at which it begins.</param>
/// <param name="Length">Its bytes in the file.</param>
internal readonly record struct WrittenBasket(long First, long Offset, int Length);

/// <summary>Collects entries of a branch, and writes them when there are enough for a basket.</summary>
/// <param name="tree">The tree.</param>
/// <param name="name">Name of the branch.</param>
/// <param name="entrySize">Bytes of an entry; 0 for entries of different lengths, which get offsets.</param>
internal sealed class BasketWriter(TreePlace tree, string name, int entrySize)
{
    // Version, sizes, numbers of entries and bytes, and a flag, which stand behind the key and belong to it.
    private const int Extra = 2 + 4 * sizeof(int) + 1, Version = 3;

    private readonly RootBuffer _extra = new();
    private int[] _offsets = [];
    private int _entries;

    /// <summary>The bytes of the entries.</summary>
    public RootBuffer Data { get; } = new();

    /// <summary>The baskets in the file.</summary>
    public List<WrittenBasket> Baskets { get; } = [];

    /// <summary>Entries in baskets and waiting.</summary>
    public long Entries { get; private set; }

    /// <summary>Bytes of the baskets before and after compression, keys among them.</summary>
    public (long Total, long Stored) Bytes { get; private set; }

    /// <summary>Bytes that fit before the basket is full.</summary>
    public int Room => tree.Output.Options.BasketSize - Data.Length - (entrySize == 0 ? sizeof(int) * _entries : 0);

    /// <summary>True when no entry is waiting.</summary>
    public bool IsEmpty => _entries == 0;

    /// <summary>Says that entries of one length were added.</summary>
    public void Add(int entries)
    {
        _entries += entries;
        Entries += entries;
    }

    /// <summary>Says that an entry will be added at a place of the data.</summary>
    public void AddAt(int offset)
    {
        if (_entries == _offsets.Length)
        {
            Array.Resize(ref _offsets, Math.Max(256, 2 * _entries));
        }

        _offsets[_entries] = offset;
        Add(1);
    }

    /// <summary>Writes the entries that are waiting.</summary>
    public void Flush()
    {
        if (IsEmpty)
        {
            return;
        }

        KeyRecord key = tree.Output.NextKey("TBasket", name, tree.Name, Baskets.Count & short.MaxValue, tree.Directory, Extra);
        int border = Data.Length;
        if (entrySize == 0)
        {
            WriteOffsets(key.WholeLength);
        }

        _extra.Clear();
        _extra.UInt16(Version);
        _extra.Int32(Math.Max(tree.Output.Options.BasketSize, key.WholeLength + Data.Length));
        _extra.Int32(entrySize == 0 ? _entries + 1 : entrySize);
        _extra.Int32(_entries);
        _extra.Int32(key.WholeLength + border);
        _extra.Byte(0);
        tree.Output.Append(key, Data.Written, extra: _extra.Written);
        Baskets.Add(new WrittenBasket(Entries - _entries, key.Offset, key.Length));
        Bytes = (Bytes.Total + key.WholeLength + key.ObjectLength, Bytes.Stored + key.Length);
        Data.Clear();
        _entries = 0;
    }

    // Their number, where every entry begins from the start of the key, and a word that ROOT does not look at.
    private void WriteOffsets(int keyLength)
    {
        Span<int> offsets = _offsets.AsSpan(0, _entries);
        foreach (ref int offset in offsets)
        {
            offset += keyLength;
        }

        Data.Int32(_entries + 1);
        Data.Numbers<int>(offsets);
        Data.Int32(0);
    }
}
