using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>Reads the elements of a column in a cluster: unpacks its pages and undoes their encoding.</summary>
internal sealed class PageReader(RootFile file, string ntuple)
{
    private const int ChecksumLength = 8, SwitchBytes = 12, LargestScratch = 16 << 20, MostCompressed = 100;

    [ThreadStatic]
    private static byte[]? s_packed, s_unpacked;

    /// <summary>Codes of encodings.</summary>
    private const int Bit = 0x00, Byte = 0x01, Char = 0x02, Int8 = 0x03, UInt8 = 0x04, Int16 = 0x05, UInt16 = 0x06, Int32 = 0x07, UInt32 = 0x08, Int64 = 0x09, UInt64 = 0x0A, Real16 = 0x0B,
        Real32 = 0x0C, Real64 = 0x0D, Index32 = 0x0E, Index64 = 0x0F, Switch = 0x10, SplitInt16 = 0x11, SplitUInt16 = 0x12, SplitInt32 = 0x13, SplitUInt32 = 0x14, SplitInt64 = 0x15,
        SplitUInt64 = 0x16, SplitReal16 = 0x17, SplitReal32 = 0x18, SplitReal64 = 0x19, SplitIndex32 = 0x1A, SplitIndex64 = 0x1B, Real32Trunc = 0x1C, Real32Quant = 0x1D;

    /// <summary>An empty column for numbers of an encoding.</summary>
    /// <param name="column">The column.</param>
    /// <param name="typeName">Type of the field: real numbers of different encodings have the type of their field.</param>
    public static ColumnBuffer? CreateBuffer(NTupleColumn column, string typeName) => column.Type switch
    {
        Bit => new PrimitiveBuffer<bool>(),
        Byte or UInt8 => new PrimitiveBuffer<byte>(),
        Char or Int8 => new PrimitiveBuffer<sbyte>(),
        Int16 or SplitInt16 => new PrimitiveBuffer<short>(),
        UInt16 or SplitUInt16 => new PrimitiveBuffer<ushort>(),
        Int32 or SplitInt32 => new PrimitiveBuffer<int>(),
        UInt32 or SplitUInt32 => new PrimitiveBuffer<uint>(),
        Int64 or SplitInt64 => new PrimitiveBuffer<long>(),
        UInt64 or SplitUInt64 => new PrimitiveBuffer<ulong>(),
        Real16 or Real32 or SplitReal16 or SplitReal32 or Real32Trunc or Real32Quant or Real64 or SplitReal64 => typeName is "double" or "Double32_t" ? new PrimitiveBuffer<double>()
            : column.Type is Real64 or SplitReal64 && typeName != "float" ? new PrimitiveBuffer<double>() : new PrimitiveBuffer<float>(),
        _ => null,
    };

    /// <summary>True for the ends of lists.</summary>
    public static bool IsIndex(NTupleColumn column) => column.Type is Index32 or Index64 or SplitIndex32 or SplitIndex64;

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
    public static void Reserve(NTupleColumn column, IEnumerable<NTuplePages> clusters, ColumnBuffer buffer)
    {
        long elements = 0, stored = 0;
        foreach (NTuplePage page in clusters.SelectMany(c => c.Pages))
        {
            elements += page.Elements;
            stored += page.Length;
        }

        if (elements * Width(column) / 8 / MostCompressed <= stored)
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
            case PrimitiveBuffer<float> b when column.Type is Real64 or SplitReal64: Convert(column, pages, b); break;
            case PrimitiveBuffer<float> b: Append(column, pages, b); break;
            case PrimitiveBuffer<double> b when column.Type is not Real64 and not SplitReal64: Convert(column, pages, b); break;
            case PrimitiveBuffer<double> b: Append(column, pages, b); break;
        }
    }

    /// <summary>Ends of lists in a cluster, counted from its start.</summary>
    /// <exception cref="PluginException">A page is damaged, or the ends fall.</exception>
    public long[] ReadIndex(NTupleColumn column, NTuplePages pages)
    {
        PrimitiveBuffer<long> ends = new();
        if (column.Type is Index64 or SplitIndex64)
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
            ReadOnlySpan<byte> bytes = Unpack(column, page, (long)SwitchBytes * page.Elements);
            for (int i = 0; i < page.Elements; i++)
            {
                indices.Add(BinaryPrimitives.ReadInt64LittleEndian(bytes[(SwitchBytes * i)..]));
                tags.Add(BinaryPrimitives.ReadInt32LittleEndian(bytes[(SwitchBytes * i + sizeof(long))..]));
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
        if (!Fits<T>(column))
        {
            throw RootErrors.Damaged(Place(column, pages.Pages.Length > 0 ? pages.Pages[0].Offset : 0), $"an encoding {column.Type}, which does not fit the other representations of the field");
        }

        foreach (NTuplePage page in pages.Pages)
        {
            long bits = (long)page.Elements * Width(column);
            ReadOnlySpan<byte> bytes = Unpack(column, page, (bits + 7) / 8);
            Decode(column, bytes, buffer.Append(page.Elements));
        }
    }

    // Another representation of a field may only differ in how its numbers are packed.
    private static bool Fits<T>(NTupleColumn column)
        where T : unmanaged => column.Type switch
        {
            Bit => typeof(T) == typeof(bool),
            Real16 or SplitReal16 or Real32Trunc or Real32Quant => typeof(T) == typeof(float),
            Switch => false,
            _ => Width(column) == 8 * Unsafe.SizeOf<T>(),
        };

    private static int Width(NTupleColumn column) => column.Type switch
    {
        Bit => 1,
        Byte or Char or Int8 or UInt8 => 8,
        Int16 or UInt16 or Real16 or SplitInt16 or SplitUInt16 or SplitReal16 => 16,
        Int32 or UInt32 or Real32 or Index32 or SplitInt32 or SplitUInt32 or SplitReal32 or SplitIndex32 => 32,
        Real32Trunc or Real32Quant => Math.Clamp(column.Bits, 1, 32),
        Switch => 8 * SwitchBytes,
        _ => 64,
    };

    private ReadOnlySpan<byte> Unpack(NTupleColumn column, NTuplePage page, long size)
    {
        RootPlace place = Place(column, page.Offset);
        long stored = Math.Min(page.Length, int.MaxValue) + (page.HasChecksum ? ChecksumLength : 0);
        file.Source.Check(place, "a page", stored);
        Span<byte> bytes = Scratch(ref s_packed, (int)stored);
        file.Source.Read(place, "a page", bytes);
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

    private static void Decode<T>(NTupleColumn column, ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged
    {
        switch (column.Type)
        {
            case Bit:
                Span<bool> bits = MemoryMarshal.Cast<T, bool>(values);
                for (int i = 0; i < bits.Length; i++)
                {
                    bits[i] = (bytes[i >> 3] >> (i & 7) & 1) != 0;
                }

                break;
            case Real16:
                Widen(MemoryMarshal.Cast<byte, Half>(bytes), MemoryMarshal.Cast<T, float>(values));
                break;
            case SplitReal16:
                Half[] halves = new Half[values.Length];
                BytePlanes.Join(bytes, MemoryMarshal.AsBytes(halves.AsSpan()), sizeof(ushort));
                Widen(halves, MemoryMarshal.Cast<T, float>(values));
                break;
            case Real32Trunc or Real32Quant:
                Unpack(column, bytes, MemoryMarshal.Cast<T, float>(values));
                break;
            case SplitInt16 or SplitInt32 or SplitInt64:
                BytePlanes.Join(bytes, MemoryMarshal.AsBytes(values), Unsafe.SizeOf<T>());
                Zigzag(values);
                break;
            case SplitIndex32 or SplitIndex64:
                BytePlanes.Join(bytes, MemoryMarshal.AsBytes(values), Unsafe.SizeOf<T>());
                Sum(values);
                break;
            case SplitUInt16 or SplitUInt32 or SplitUInt64 or SplitReal32 or SplitReal64:
                BytePlanes.Join(bytes, MemoryMarshal.AsBytes(values), Unsafe.SizeOf<T>());
                break;
            default:
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
                break;
        }
    }

    private static void Zigzag<T>(Span<T> values)
        where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case sizeof(ushort):
                foreach (ref ushort v in MemoryMarshal.Cast<T, ushort>(values))
                {
                    v = (ushort)(v >> 1 ^ -(v & 1));
                }

                break;
            case sizeof(uint):
                foreach (ref uint v in MemoryMarshal.Cast<T, uint>(values))
                {
                    v = v >> 1 ^ (0 - (v & 1));
                }

                break;
            default:
                foreach (ref ulong v in MemoryMarshal.Cast<T, ulong>(values))
                {
                    v = v >> 1 ^ (0 - (v & 1));
                }

                break;
        }
    }

    private static void Sum<T>(Span<T> values)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == sizeof(uint))
        {
            uint sum = 0;
            foreach (ref uint v in MemoryMarshal.Cast<T, uint>(values))
            {
                v = sum += v;
            }
        }
        else
        {
            ulong sum = 0;
            foreach (ref ulong v in MemoryMarshal.Cast<T, ulong>(values))
            {
                v = sum += v;
            }
        }
    }

    private static void Widen(ReadOnlySpan<Half> halves, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)halves[i];
        }
    }

    // Elements of a few bits: the upper bits of a float, or a whole number between two ends.
    private static void Unpack(NTupleColumn column, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        const int floatBits = 32;
        int width = Width(column);
        double step = (column.High - column.Low) / ((1UL << width) - 1);
        for (int i = 0; i < values.Length; i++)
        {
            long first = (long)i * width;
            ulong word = 0;
            for (int b = (int)(first >> 3), shift = 0; shift < width + (int)(first & 7); b++, shift += 8)
            {
                word |= (ulong)bytes[b] << shift;
            }

            uint element = (uint)(word >> (int)(first & 7) & ((1UL << width) - 1));
            values[i] = column.Type == Real32Trunc ? BitConverter.UInt32BitsToSingle(element << (floatBits - width)) : (float)(column.Low + element * step);
        }
    }

    private RootPlace Place(NTupleColumn column, long offset) => new(file.Name, $"RNTuple '{ntuple}', column {column.Id}", offset);
}
