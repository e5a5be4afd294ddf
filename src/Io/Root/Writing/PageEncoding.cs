using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>How an RNTuple stores numbers of a type.</summary>
/// <param name="TypeName">Type in C++.</param>
/// <param name="Code">Code of the encoding.</param>
/// <param name="Bits">Bits of an element.</param>
internal sealed record PageEncoding(string TypeName, int Code, int Bits)
{
    private const int Bit = 0x00, Char = 0x02, Int8 = 0x03, UInt8 = 0x04, SplitInt16 = 0x11, SplitUInt16 = 0x12, SplitInt32 = 0x13, SplitUInt32 = 0x14, SplitInt64 = 0x15, SplitUInt64 = 0x16,
        SplitReal32 = 0x18, SplitReal64 = 0x19, SplitIndex64 = 0x1B;

    /// <summary>Ends of lists and strings.</summary>
    public static PageEncoding Index { get; } = new("", SplitIndex64, 64);

    /// <summary>Characters of strings.</summary>
    public static PageEncoding Characters { get; } = new("char", Char, 8);

    /// <summary>Numbers of a type.</summary>
    /// <exception cref="ArgumentException">ROOT has no such numbers.</exception>
    public static PageEncoding Of<T>()
        where T : unmanaged => default(T) switch
        {
            bool => new PageEncoding("bool", Bit, 1),
            sbyte => new PageEncoding("std::int8_t", Int8, 8),
            byte => new PageEncoding("std::uint8_t", UInt8, 8),
            short => new PageEncoding("std::int16_t", SplitInt16, 16),
            ushort => new PageEncoding("std::uint16_t", SplitUInt16, 16),
            int => new PageEncoding("std::int32_t", SplitInt32, 32),
            uint => new PageEncoding("std::uint32_t", SplitUInt32, 32),
            long => new PageEncoding("std::int64_t", SplitInt64, 64),
            ulong => new PageEncoding("std::uint64_t", SplitUInt64, 64),
            float => new PageEncoding("float", SplitReal32, 32),
            double => new PageEncoding("double", SplitReal64, 64),
            _ => throw new ArgumentException($"a column of ROOT cannot hold {typeof(T).Name}"),
        };

    /// <summary>Bytes of a page.</summary>
    public int Size(int elements) => (int)(((long)elements * Bits + 7) / 8);

    /// <summary>Encodes a page.</summary>
    /// <param name="values">The elements, which may be changed.</param>
    /// <param name="page">As many bytes as the page takes.</param>
    public void Encode<T>(Span<T> values, Span<byte> page)
        where T : unmanaged
    {
        switch (Code)
        {
            case Bit:
                page.Clear();
                Span<bool> bits = MemoryMarshal.Cast<T, bool>(values);
                for (int i = 0; i < bits.Length; i++)
                {
                    page[i >> 3] |= (byte)((bits[i] ? 1 : 0) << (i & 7));
                }

                return;
            case Char or Int8 or UInt8:
                MemoryMarshal.AsBytes(values).CopyTo(page);
                return;
            case SplitInt16:
                foreach (ref short v in MemoryMarshal.Cast<T, short>(values))
                {
                    v = (short)(v << 1 ^ v >> 15);
                }

                break;
            case SplitInt32:
                foreach (ref int v in MemoryMarshal.Cast<T, int>(values))
                {
                    v = v << 1 ^ v >> 31;
                }

                break;
            case SplitInt64:
                foreach (ref long v in MemoryMarshal.Cast<T, long>(values))
                {
                    v = v << 1 ^ v >> 63;
                }

                break;
            case SplitIndex64:
                Span<long> ends = MemoryMarshal.Cast<T, long>(values);
                for (int i = ends.Length - 1; i > 0; i--)
                {
                    ends[i] -= ends[i - 1];
                }

                break;
        }

        Split(MemoryMarshal.AsBytes(values), page, Unsafe.SizeOf<T>());
    }

    // All first bytes, then all second bytes: bytes of one significance pack better together.
    private static void Split(ReadOnlySpan<byte> elements, Span<byte> planes, int size)
    {
        int count = elements.Length / size;
        for (int plane = 0; plane < size; plane++)
        {
            Span<byte> to = planes.Slice(plane * count, count);
            for (int i = 0, from = plane; i < to.Length; i++, from += size)
            {
                to[i] = elements[from];
            }
        }
    }
}
