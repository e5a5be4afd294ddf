using System.Buffers.Binary;
using System.IO.Hashing;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>Reads the elements of a column in a cluster: unpacks its pages and undoes their encoding.</summary>
/// <param name="blobs">The pages.</param>
/// <param name="file">Name of the file.</param>
/// <param name="ntuple">Name of the RNTuple.</param>
internal sealed class PageReader(NTupleBlobs blobs, string file, string ntuple)
{
    private const int ChecksumLength = 8, LargestScratch = 16 << 20, MostCompressed = 100, FewZeros = 1 << 20;

    [ThreadStatic]
    private static byte[]? s_packed, s_unpacked;

    /// <summary>Number of elements that no page has, as fields have that were added later: what other columns can have made the file worth.</summary>
    public bool CanBeMissing(long elements) => elements <= FewZeros + 8L * MostCompressed * blobs.FileLength;

    /// <summary>Numbers that no page has.</summary>
    public static void AppendZeros(ColumnBuffer buffer, int count)
    {
        switch (buffer)
        {
            case PrimitiveBuffer<bool> b: b.Append(count).Clear(); break;
            case PrimitiveBuffer<byte> b: b.Append(count).Clear(); break;
            case PrimitiveBuffer<sbyte> b: b.Append(count).Clear(); break;
            case PrimitiveBuffer<short> b: b.Append(count).Clear(); break;
            case PrimitiveBuffer<ushort> b: b.Append(count).Clear(); break;
            case PrimitiveBuffer<int> b: b.Append(count).Clear(); break;
            case PrimitiveBuffer<uint> b: b.Append(count).Clear(); break;
            case PrimitiveBuffer<long> b: b.Append(count).Clear(); break;
            case PrimitiveBuffer<ulong> b: b.Append(count).Clear(); break;
            case PrimitiveBuffer<float> b: b.Append(count).Clear(); break;
            case PrimitiveBuffer<double> b: b.Append(count).Clear(); break;
        }
    }

    /// <summary>Makes room for the elements of several clusters, where their bytes can be what they are said to be.</summary>
    public void Reserve(NTupleColumn column, IEnumerable<NTuplePages> clusters, ColumnBuffer buffer)
    {
        long elements = 0, stored = 0;
        foreach (NTuplePage page in clusters.SelectMany(c => c.Pages))
        {
            elements += page.Elements;
            stored += page.Length;
        }

        if (elements * PageDecoding.Width(column) / 8 / MostCompressed <= Math.Min(stored, blobs.FileLength))
        {
            buffer.Reserve(elements);
        }
    }

    /// <summary>Reads numbers behind those that are there.</summary>
    /// <exception cref="PluginException">A page is damaged.</exception>
    public void ReadNumbers(NTupleColumn column, NTuplePages pages, ColumnBuffer buffer)
    {
        switch (buffer)
        {
            case PrimitiveBuffer<bool> b: Append(column, pages, b); break;
            case PrimitiveBuffer<byte> b: Append(column, pages, b); break;
            case PrimitiveBuffer<sbyte> b: Append(column, pages, b); break;
            case PrimitiveBuffer<short> b: Append(column, pages, b); break;
            case PrimitiveBuffer<ushort> b: Append(column, pages, b); break;
            case PrimitiveBuffer<int> b: Append(column, pages, b); break;
            case PrimitiveBuffer<uint> b: Append(column, pages, b); break;
            case PrimitiveBuffer<long> b: Append(column, pages, b); break;
            case PrimitiveBuffer<ulong> b: Append(column, pages, b); break;
            case PrimitiveBuffer<float> b when PageDecoding.IsDouble(column): Convert(column, pages, b); break;
            case PrimitiveBuffer<float> b: Append(column, pages, b); break;
            case PrimitiveBuffer<double> b when !PageDecoding.IsDouble(column) && !PageDecoding.IsQuantised(column): Convert(column, pages, b); break;
            case PrimitiveBuffer<double> b: Append(column, pages, b); break;
        }
    }

    /// <summary>Ends of lists in a cluster, counted from its start.</summary>
    /// <exception cref="PluginException">A page is damaged, or the ends fall.</exception>
    public long[] ReadIndex(NTupleColumn column, NTuplePages pages)
    {
        PrimitiveBuffer<long> ends = new();
        if (PageDecoding.IsLongIndex(column))
        {
            Append(column, pages, ends);
        }
        else
        {
            PrimitiveBuffer<uint> narrow = new();
            Append(column, pages, narrow);
            foreach (uint end in narrow.ToArray())
            {
                ends.Add(end);
            }
        }

        long[] all = ends.ToArray();
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] < (i == 0 ? 0 : all[i - 1]) || all[i] > int.MaxValue)
            {
                throw RootErrors.Damaged(Place(column, pages.Pages.Length > 0 ? pages.Pages[0].Offset : 0), $"list {i} of the cluster ends at element {all[i]}, after {(i == 0 ? 0 : all[i - 1])}");
            }
        }

        return all;
    }

    /// <summary>Alternatives of variants in a cluster, 1 for the first and 0 for none, and their elements.</summary>
    /// <exception cref="PluginException">A page is damaged.</exception>
    public (long[] Indices, int[] Tags) ReadSwitch(NTupleColumn column, NTuplePages pages)
    {
        List<long> indices = [];
        List<int> tags = [];
        foreach (NTuplePage page in pages.Pages)
        {
            ReadOnlySpan<byte> bytes = Unpack(column, page, (long)PageDecoding.SwitchBytes * page.Elements);
            for (int i = 0; i < page.Elements; i++)
            {
                indices.Add(BinaryPrimitives.ReadInt64LittleEndian(bytes[(PageDecoding.SwitchBytes * i)..]));
                tags.Add(BinaryPrimitives.ReadInt32LittleEndian(bytes[(PageDecoding.SwitchBytes * i + sizeof(long))..]));
            }
        }

        return ([.. indices], [.. tags]);
    }

    private void Convert(NTupleColumn column, NTuplePages pages, PrimitiveBuffer<double> buffer)
    {
        PrimitiveBuffer<float> narrow = new();
        Append(column, pages, narrow);
        ReadOnlySpan<float> values = narrow.ToArray();
        Span<double> room = buffer.Append(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            room[i] = values[i];
        }
    }

    private void Convert(NTupleColumn column, NTuplePages pages, PrimitiveBuffer<float> buffer)
    {
        PrimitiveBuffer<double> wide = new();
        Append(column, pages, wide);
        ReadOnlySpan<double> values = wide.ToArray();
        Span<float> room = buffer.Append(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            room[i] = (float)values[i];
        }
    }

    private void Append<T>(NTupleColumn column, NTuplePages pages, PrimitiveBuffer<T> buffer)
        where T : unmanaged
    {
        if (!PageDecoding.Fits<T>(column))
        {
            throw RootErrors.Damaged(Place(column, pages.Pages.Length > 0 ? pages.Pages[0].Offset : 0), $"an encoding {column.Type}, which does not fit the other representations of the field");
        }

        foreach (NTuplePage page in pages.Pages)
        {
            long bits = (long)page.Elements * PageDecoding.Width(column);
            ReadOnlySpan<byte> bytes = Unpack(column, page, (bits + 7) / 8);
            PageDecoding.Decode(column, bytes, buffer.Append(page.Elements));
        }
    }

    private ReadOnlySpan<byte> Unpack(NTupleColumn column, NTuplePage page, long size)
    {
        RootPlace place = Place(column, page.Offset);
        long stored = Math.Min(page.Length, int.MaxValue) + (page.HasChecksum ? ChecksumLength : 0);
        blobs.Check(place, "a page", stored);
        Span<byte> bytes = Scratch(ref s_packed, (int)stored);
        blobs.Read(place, "a page", bytes);
        ReadOnlySpan<byte> packed = bytes[..(int)page.Length];
        if (page.HasChecksum && XxHash3.HashToUInt64(packed) != BinaryPrimitives.ReadUInt64LittleEndian(bytes[(int)page.Length..]))
        {
            throw RootErrors.Damaged(place, "the checksum of a page is wrong");
        }

        if (packed.Length == size)
        {
            return packed;
        }

        RootCompression.Check(packed, size, place);
        Span<byte> output = Scratch(ref s_unpacked, (int)size);
        RootCompression.Unpack(packed, output, place);
        return output;
    }

    // The pages of a thread go through the same memory, one after the other; only large ones have their own.
    private static Span<byte> Scratch(ref byte[]? memory, int length)
    {
        if (length > LargestScratch)
        {
            return GC.AllocateUninitializedArray<byte>(length);
        }

        if (memory is null || memory.Length < length)
        {
            memory = GC.AllocateUninitializedArray<byte>(length);
        }

        return memory.AsSpan(0, length);
    }

    private RootPlace Place(NTupleColumn column, long offset) => new(file, $"RNTuple '{ntuple}', column {column.Id}", offset);
}
