using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>Reads the entries of one branch.</summary>
internal sealed class BranchReader
{
    private const int MostCompressed = 100, OffsetBytes = 4;
    private readonly RootFile _file;
    private readonly RootKey _tree;
    private readonly string _path;
    private readonly Lazy<BranchPlan> _plan;
    private BranchReader? _counter, _lengths;

    public BranchReader(RootFile file, RootKey tree, RootObject meta, string path)
    {
        (_file, _tree, Meta, _path) = (file, tree, meta, path);
        Baskets = FindBaskets(meta);
        _plan = new Lazy<BranchPlan>(() => BranchPlan.Make(file.Streamers, meta));
    }

    /// <summary>What the file says of the branch.</summary>
    public RootObject Meta { get; }

    /// <summary>Names from the top branch down.</summary>
    public string Path => _path;

    /// <summary>Baskets in the order of their entries.</summary>
    public IReadOnlyList<BasketPlace> Baskets { get; }

    /// <summary>The branch that counts this one's elements; null for none.</summary>
    public BranchReader? Counter => _counter;

    /// <summary>Type of a value.</summary>
    public string TypeName => _plan.Value.TypeName;

    /// <summary>Why no values can be read; null when they can.</summary>
    public string? Unreadable => _plan.Value.Unreadable is { } reason ? NotSupported(reason).Message : null;

    /// <summary>What is left out of values that can be read.</summary>
    public IEnumerable<string> LeftOut => _plan.Value.LeftOut.Distinct().Select(r => NotSupported(r).Message);

    /// <summary>False for a branch that only holds others.</summary>
    public bool HasValues => Baskets.Count > 0 || Meta.List("fBranches").Count == 0;

    /// <summary>Finds the branch that counts this one's elements.</summary>
    public void Connect(Dictionary<RootObject, BranchReader> readers, Dictionary<RootObject, BranchReader> leaves)
    {
        if (Meta.Object("fBranchCount") is { } count)
        {
            _counter = readers.GetValueOrDefault(count);
            _lengths = Meta.Object("fBranchCount2") is { } lengths ? readers.GetValueOrDefault(lengths) : null;
        }
        else if (Meta.List("fLeaves") is [RootObject leaf, ..] && leaf.Object("fLeafCount") is { } counter)
        {
            _counter = leaves.GetValueOrDefault(counter);
        }
    }

    /// <summary>Values of consecutive entries.</summary>
    /// <param name="first">First entry.</param>
    /// <param name="count">Number of entries.</param>
    /// <param name="team">Threads that unpack baskets in the meantime; null for none.</param>
    public Column Read(long first, int count, BranchTeam? team = null)
    {
        long entries = Meta.Integer("fEntries");
        if (first < 0 || count < 0 || first > entries - count)
        {
            throw new PluginException($"{_file.Name}: tree '{_tree.Name}', branch '{_path}': entries {first} to {first + count} of {entries} do not exist.");
        }

        try
        {
            return ReadBaskets(first, count, team);
        }
        catch (OverflowException)
        {
            throw RootErrors.Damaged(Place(0, _tree.Offset), $"entries {first} to {first + count} hold more elements than can be counted");
        }
    }

    private Column ReadBaskets(long first, int count, BranchTeam? team)
    {
        BranchPlan plan = _plan.Value;
        if (plan.Unreadable is { } reason)
        {
            throw NotSupported(reason);
        }

        ColumnBuffer buffer = plan.CreateBuffer();
        Reserve(plan, buffer, first, count);
        int[]? counts = plan.NeedsCounts ? Counts(first, count) : null, lengths = plan.NeedsLengths ? Lengths(first, count) : null;
        int objects = 0;
        long next = first, end = first + count;
        int firstBasket = FirstBasket(first);
        using BasketAhead baskets = new(this, firstBasket, end, team);
        for (int i = firstBasket; next < end; i++)
        {
            if (i >= Baskets.Count || Baskets[i].First > next)
            {
                throw RootErrors.Damaged(Place(i, 0), $"no basket holds entry {next}");
            }

            BasketPlace basket = Baskets[i];
            if (basket.First + basket.Entries <= next)
            {
                continue;
            }

            using BasketData data = baskets.Take(i);
            int from = (int)Math.Min(next - basket.First, data.Entries), to = (int)Math.Min(end - basket.First, data.Entries);
            if (to <= from)
            {
                throw RootErrors.Damaged(data.Place, $"{data.Entries} entries are in the basket, and {basket.Entries} should be");
            }

            ReadOnlySpan<int> ofEntries = counts is null ? [] : counts.AsSpan((int)(next - first), to - from);
            plan.Read(data, from, to, buffer, ofEntries, lengths.AsSpan(Math.Min(objects, lengths?.Length ?? 0)), n => WholeCounts(basket.First, data.Entries));
            foreach (int n in lengths is null ? [] : ofEntries)
            {
                objects = checked(objects + n);
            }

            next = basket.First + to;
        }

        return buffer.ToColumn();
    }

    /// <summary>A basket, unpacked.</summary>
    public BasketData Open(int index)
    {
        BasketPlace basket = Baskets[index];
        return basket.Embedded is { } embedded
            ? new BasketData(embedded.Bytes, embedded.Offsets, embedded.Entries, embedded.EntrySize, embedded.KeyLength, PlaceOf(index))
            {
                HasGeneratedOffsets = embedded.HasGeneratedOffsets,
                HasDisplacements = embedded.HasDisplacements,
            }
            : BasketData.Read(_file, PlaceOf(index), basket.Length);
    }

    /// <summary>Where every entry of a basket begins, and where the last ends; null for entries of one length.</summary>
    /// <exception cref="PluginException">The entries' lengths cannot be found.</exception>
    public int[]? EntryOffsets(int index, BasketData data) => _plan.Value.EntryOffsets(data, n => WholeCounts(Baskets[index].First, n));

    /// <summary>Where a basket is, for messages.</summary>
    public RootPlace PlaceOf(int index) => Place(index, Baskets[index].Embedded is null ? Baskets[index].Offset : _tree.Offset);

    // As much as the entries take, so that nothing is copied while the column grows; no more than the file could hold.
    private void Reserve(BranchPlan plan, ColumnBuffer buffer, long first, int count)
    {
        long entries = Math.Max(1, Meta.Integer("fEntries")), bytes = Meta.Integer("fTotBytes");
        if (count == 0 || bytes <= 0 || bytes / MostCompressed > _file.Length || entries * (buffer is FixedArrayBuffer arrays ? arrays.Elements : 1) > bytes)
        {
            return;
        }

        if (buffer is not FixedArrayBuffer || (long)count * (plan.EntrySize ?? int.MaxValue) <= bytes)
        {
            // A damaged file may say that every entry is an array of very many.
            buffer.Reserve(count);
        }

        if (buffer is JaggedBuffer lists && plan.ItemSize is > 0 and int size)
        {
            // Offsets take 4 bytes an entry beside the elements.
            lists.Items.Reserve(Math.Max(0, (long)((bytes - OffsetBytes * (double)entries) * count / entries / size)));
        }
    }

    private static List<BasketPlace> FindBaskets(RootObject meta)
    {
        long[] seeks = meta.Integers("fBasketSeek"), entries = meta.Integers("fBasketEntry"), bytes = meta.Integers("fBasketBytes");
        IReadOnlyList<object?> embedded = meta.List("fBaskets");
        int written = (int)Math.Min(meta.Integer("fWriteBasket"), Math.Min(seeks.Length, entries.Length));
        long all = meta.Integer("fEntries");
        List<BasketPlace> baskets = [];
        for (int i = 0; i < Math.Max(written, embedded.Count); i++)
        {
            EmbeddedBasket? inside = i < embedded.Count ? (embedded[i] as RootObject)?.Members.GetValueOrDefault("basket") as EmbeddedBasket : null;
            if (i < entries.Length && (entries[i] < 0 || entries[i] > all))
            {
                // Of a damaged file; its entries are then in no basket.
                continue;
            }

            if (i < written && seeks[i] > 0)
            {
                long next = i + 1 < entries.Length && i + 1 <= written && (i + 1 < written || entries[i + 1] > entries[i]) ? entries[i + 1] : all;
                baskets.Add(new BasketPlace(entries[i], Math.Max(0, Math.Min(next, all) - entries[i]), seeks[i], i < bytes.Length ? bytes[i] : 0, null));
            }
            else if (inside is { Entries: > 0 })
            {
                long first = i < entries.Length ? entries[i] : baskets.Count > 0 ? baskets[^1].First + baskets[^1].Entries : 0;
                baskets.Add(new BasketPlace(first, Math.Min(inside.Entries, Math.Max(0, all - first)), 0, inside.Bytes.Length, inside));
            }
        }

        baskets.Sort((a, b) => a.First.CompareTo(b.First));
        return baskets;
    }

    private int FirstBasket(long entry)
    {
        int low = 0, high = Baskets.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = Baskets[middle].First <= entry ? (middle, high) : (low, middle - 1);
        }

        // Empty baskets begin where their successors do.
        while (low > 0 && Baskets[low].First == entry && Baskets[low - 1].First == entry)
        {
            low--;
        }

        return low;
    }

    private int[] Counts(long first, int count)
    {
        // A counter that needs a counter itself could lead back here.
        return _counter is { _plan.Value.IsFixed: true } counter && Flat(counter.Read(first, count)) is NumberColumn numbers
            ? Integers(numbers)
            : throw RootErrors.Damaged(Place(0, _tree.Offset), "the branch that counts the elements is missing, or does not hold numbers");
    }

    // A branch of as many numbers as there are objects.
    private int[] Lengths(long first, int count) => _lengths is { _plan.Value: { NeedsCounts: true, NeedsLengths: false } } lengths && lengths.Read(first, count) is JaggedColumn { Items: NumberColumn numbers }
        ? Integers(numbers)
        : throw RootErrors.Damaged(Place(0, _tree.Offset), "the branch that gives the lengths of arrays is missing, or does not hold numbers");

    private static int[] Integers(NumberColumn numbers) => [.. numbers.ToDoubles().Select(int.CreateSaturating)];

    private int[]? WholeCounts(long first, int count) => _counter is null ? null : Counts(first, count);

    private static Column Flat(Column column) => column is FixedArrayColumn { Size: 1 } array ? array.Items : column;

    private PluginException NotSupported(string what) => RootErrors.NotSupported(new RootPlace(_file.Name, $"tree '{_tree.Name}', branch '{_path}'", _tree.Offset), what, "Read the other branches.");

    private RootPlace Place(int basket, long offset) => new(_file.Name, $"tree '{_tree.Name}', branch '{_path}', basket {basket}", offset);
}

/// <summary>Where a basket is.</summary>
/// <param name="First">Its first entry.</param>
/// <param name="Entries">Number of its entries.</param>
/// <param name="Offset">Byte of the file; 0 for one inside of the tree.</param>
/// <param name="Length">Bytes in the file.</param>
/// <param name="Embedded">The basket itself when it is inside of the tree.</param>
internal sealed record BasketPlace(long First, long Entries, long Offset, long Length, EmbeddedBasket? Embedded);
