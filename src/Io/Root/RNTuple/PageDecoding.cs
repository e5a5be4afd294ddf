using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>How the elements of a page are stored: codes of encodings, their widths, and the way back from bytes to numbers.</summary>
internal static class PageDecoding
{
    /// <summary>Bytes of an element that says which alternative of a variant a value has.</summary>
    public const int SwitchBytes = 12;

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

    /// <summary>True for real numbers of eight bytes.</summary>
    public static bool IsDouble(NTupleColumn column) => column.Type is Real64 or SplitReal64;

    /// <summary>True for whole numbers that stand for real ones, which are as exact as the field's type.</summary>
    public static bool IsQuantised(NTupleColumn column) => column.Type == Real32Quant;

    /// <summary>True for ends of lists with eight bytes.</summary>
    public static bool IsLongIndex(NTupleColumn column) => column.Type is Index64 or SplitIndex64;

    /// <summary>True for the ends of lists.</summary>
    public static bool IsIndex(NTupleColumn column) => column.Type is Index32 or Index64 or SplitIndex32 or SplitIndex64;

    /// <summary>True when the elements are numbers of a type: another representation of a field may only differ in how its numbers are packed.</summary>
    public static bool Fits<T>(NTupleColumn column)
        where T : unmanaged => column.Type switch
        {
            Bit => typeof(T) == typeof(bool),
            Real16 or SplitReal16 or Real32Trunc => typeof(T) == typeof(float),
            Real32Quant => typeof(T) == typeof(float) || typeof(T) == typeof(double),
            Switch => false,
            _ => Width(column) == 8 * Unsafe.SizeOf<T>(),
        };

    /// <summary>Bits of an element.</summary>
    public static int Width(NTupleColumn column) => column.Type switch
    {
        Bit => 1,
        Byte or Char or Int8 or UInt8 => 8,
        Int16 or UInt16 or Real16 or SplitInt16 or SplitUInt16 or SplitReal16 => 16,
        Int32 or UInt32 or Real32 or Index32 or SplitInt32 or SplitUInt32 or SplitReal32 or SplitIndex32 => 32,
        Real32Trunc or Real32Quant => Math.Clamp(column.Bits, 1, 32),
        Switch => 8 * SwitchBytes,
        _ => 64,
    };

    /// <summary>Numbers of the bytes of a page.</summary>
    public static void Decode<T>(NTupleColumn column, ReadOnlySpan<byte> bytes, Span<T> values)
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
            case Real32Trunc:
                Truncated(bytes, MemoryMarshal.Cast<T, float>(values), Width(column));
                break;
            case Real32Quant when typeof(T) == typeof(double):
                Quantised(column, bytes, MemoryMarshal.Cast<T, double>(values));
                break;
            case Real32Quant:
                double[] exact = new double[values.Length];
                Quantised(column, bytes, exact);
                Span<float> narrow = MemoryMarshal.Cast<T, float>(values);
                for (int i = 0; i < exact.Length; i++)
                {
                    narrow[i] = (float)exact[i];
                }

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

    // The upper bits of a float.
    private static void Truncated(ReadOnlySpan<byte> bytes, Span<float> values, int width)
    {
        const int floatBits = 32;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BitConverter.UInt32BitsToSingle(Element(bytes, i, width) << (floatBits - width));
        }
    }

    // A whole number between two ends.
    private static void Quantised(NTupleColumn column, ReadOnlySpan<byte> bytes, Span<double> values)
    {
        int width = Width(column);
        double step = (column.High - column.Low) / ((1UL << width) - 1);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Element(bytes, i, width) * step + column.Low;
        }
    }

    // An element of a few bits.
    private static uint Element(ReadOnlySpan<byte> bytes, int index, int width)
    {
        long first = (long)index * width;
        ulong word = 0;
        for (int b = (int)(first >> 3), shift = 0; shift < width + (int)(first & 7); b++, shift += 8)
        {
            word |= (ulong)bytes[b] << shift;
        }

        return (uint)(word >> (int)(first & 7) & ((1UL << width) - 1));
    }
}
