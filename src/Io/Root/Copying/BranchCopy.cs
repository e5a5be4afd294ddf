using System.Buffers;
using System.Collections;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Io.Root.Copying;

/// <summary>The entries of one branch on their way into another file: whole baskets as they are, or entries of baskets one by one.</summary>
/// <param name="place">The tree that is written.</param>
/// <param name="name">Name of the branch.</param>
internal sealed class BranchCopy(TreePlace place, string name)
{
    private readonly List<WrittenBasket> _baskets = [];
    private BasketWriter? _pending;
    private int _pendingSize;
    private long _entries, _total, _stored;

    /// <summary>Takes a basket without unpacking it.</summary>
    /// <param name="file">The file that has it.</param>
    /// <param name="basket">The basket.</param>
    /// <param name="from">Where it is, for messages.</param>
    /// <returns>False when it cannot stand at the end of the file as it is.</returns>
    /// <exception cref="Core.Plugins.PluginException">It is damaged, or does not have the entries that it should.</exception>
    public bool TryAddWhole(RootFile file, BasketPlace basket, RootPlace from)
    {
        file.Source.Check(from, "a basket", basket.Length);
        byte[] record = ArrayPool<byte>.Shared.Rent((int)basket.Length);
        try
        {
            Span<byte> bytes = record.AsSpan(0, (int)basket.Length);
            file.Source.Read(from, "a basket", bytes);
            RootCursor cursor = new(bytes, from);
            RootKey key = RootKey.Read(file, ref cursor, from.Offset);
            BasketHead head = BasketHead.Read(ref cursor);
            if (head.Entries != basket.Entries || key.Length > bytes.Length)
            {
                throw RootErrors.Unexpected(from, cursor.Position, $"{basket.Entries} entries in a record of {bytes.Length} bytes", $"{head.Entries} in {key.Length}");
            }

            Flush();
            if (!RecordCopy.Fits(key, place.Output))
            {
                return false;
            }

            long offset = RecordCopy.Append(place.Output, key, bytes[..key.Length], place.Directory, _baskets.Count & short.MaxValue);
            Added(new WrittenBasket(_entries, offset, key.Length), head.Entries, key.KeyLength + key.ObjectLength, key.Length);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(record);
        }
    }

    /// <summary>Takes entries of a basket.</summary>
    /// <param name="data">The basket, unpacked.</param>
    /// <param name="offsets">Where every entry begins, and where the last ends; null for entries of one length.</param>
    /// <param name="first">Number of its first entry in the tree.</param>
    /// <param name="selected">Which entries of the tree are taken; null for all.</param>
    /// <exception cref="Core.Plugins.PluginException">The entries have no length.</exception>
    public void Add(BasketData data, int[]? offsets, long first, BitArray? selected)
    {
        int size = 0;
        if (offsets is null && data.Entries > 0)
        {
            size = data.Bytes.Length / data.Entries;
            if (size == 0 || size * data.Entries != data.Bytes.Length)
            {
                throw RootErrors.Unexpected(data.Place, 0, $"{data.Entries} entries of one length", $"{data.Bytes.Length} bytes");
            }
        }

        for (int entry = 0; entry < data.Entries;)
        {
            int end = entry;
            while (end < data.Entries && (selected is null || (first + end < selected.Count && selected[(int)(first + end)])))
            {
                end++;
            }

            AddRun(data, offsets, size, entry, end);
            entry = end + 1;
        }
    }

    /// <summary>Writes the entries that are waiting for a basket.</summary>
    public void Flush()
    {
        if (_pending is { IsEmpty: false } pending)
        {
            int before = pending.Baskets.Count;
            (long total, long stored) = pending.Bytes;
            pending.Flush();
            WrittenBasket basket = pending.Baskets[before];
            Added(basket with { First = _entries }, pending.Entries - basket.First, pending.Bytes.Total - total, pending.Bytes.Stored - stored);
        }
    }

    /// <summary>Says in the branch where its baskets are.</summary>
    /// <param name="meta">The branch as it was read; its members are changed.</param>
    /// <returns>Entries, and bytes before and after compression.</returns>
    public (long Entries, long Total, long Stored) Finish(RootObject meta)
    {
        const int fewestPlaces = 10;
        Flush();
        int places = Math.Max(fewestPlaces, _baskets.Count + 1);
        int[] lengths = new int[places];
        long[] firsts = new long[places], seeks = new long[places];
        for (int i = 0; i < _baskets.Count; i++)
        {
            (firsts[i], seeks[i], lengths[i]) = _baskets[i];
        }

        // Where the basket after the last would begin.
        firsts[_baskets.Count] = _entries;
        meta.Set("fMaxBaskets", places);
        meta.Set("fWriteBasket", _baskets.Count);
        meta.Set("fEntryNumber", _entries);
        meta.Set("fEntries", _entries);
        meta.Set("fFirstEntry", 0L);
        meta.Set("fTotBytes", _total);
        meta.Set("fZipBytes", _stored);
        meta.Set("fBasketBytes", lengths);
        meta.Set("fBasketEntry", firsts);
        meta.Set("fBasketSeek", seeks);
        meta.Set("fFileName", "");
        if (meta.Object("fBaskets") is { } inside)
        {
            inside.Items = [];
        }

        return (_entries, _total, _stored);
    }

    private void AddRun(BasketData data, int[]? offsets, int size, int from, int to)
    {
        while (from < to)
        {
            if (_pending is null || _pendingSize != size)
            {
                Flush();
                (_pending, _pendingSize) = (new BasketWriter(place, name, size), size);
            }

            // At least one entry, whatever the room.
            int count = 1;
            if (offsets is null)
            {
                count = Math.Clamp(_pending.Room / size, 1, to - from);
                _pending.Data.Raw(data.Bytes.Span.Slice(from * size, count * size));
                _pending.Add(count);
            }
            else
            {
                _pending.AddAt(_pending.Data.Length);
                _pending.Data.Raw(data.Bytes.Span[offsets[from]..offsets[from + 1]]);
            }

            from += count;
            if (_pending.Room <= 0)
            {
                Flush();
            }
        }
    }

    private void Added(WrittenBasket basket, long entries, long total, long stored)
    {
        _baskets.Add(basket);
        _entries += entries;
        _total += total;
        _stored += stored;
    }
}
