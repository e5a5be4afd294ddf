using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>The split encoding: all first bytes of a page's elements, then all second bytes, and so on.</summary>
internal static class BytePlanes
{
    /// <summary>Puts the bytes of every element together, sixteen elements at a time: most of the time that an uncompressed page takes.</summary>
    /// <param name="planes">The bytes in planes.</param>
    /// <param name="elements">Where the elements go.</param>
    /// <param name="size">Bytes of an element: 2, 4 or 8.</param>
    public static void Join(ReadOnlySpan<byte> planes, Span<byte> elements, int size)
    {
        int count = elements.Length / size, done = 0;
        if (size != sizeof(ushort))
        {
            for (; done <= count - Vector128<byte>.Count; done += Vector128<byte>.Count)
            {
                Span<byte> target = elements[(done * size)..];
                if (size == sizeof(uint))
                {
                    Words(planes, count, done, 0).CopyTo(MemoryMarshal.Cast<byte, uint>(target));
                }
                else
                {
                    Join(Words(planes, count, done, 0), Words(planes, count, done, sizeof(uint)), MemoryMarshal.Cast<byte, ulong>(target));
                }
            }
        }

        for (int plane = 0; plane < size; plane++)
        {
            ReadOnlySpan<byte> from = planes.Slice(plane * count, count);
            for (int i = done; i < count; i++)
            {
                elements[i * size + plane] = from[i];
            }
        }
    }

    // Four planes of sixteen bytes to sixteen words.
    private static SixteenWords Words(ReadOnlySpan<byte> planes, int count, int first, int plane)
    {
        Vector128<byte> a = Load(planes, count, first, plane), b = Load(planes, count, first, plane + 1), c = Load(planes, count, first, plane + 2), d = Load(planes, count, first, plane + 3);
        Vector128<ushort> lowHalf = Pair(Vector128.WidenLower(a), Vector128.WidenLower(b)), highHalf = Pair(Vector128.WidenUpper(a), Vector128.WidenUpper(b));
        Vector128<ushort> lowRest = Pair(Vector128.WidenLower(c), Vector128.WidenLower(d)), highRest = Pair(Vector128.WidenUpper(c), Vector128.WidenUpper(d));
        const int half = 16;
        return new SixteenWords(
            Vector128.WidenLower(lowHalf) | Vector128.WidenLower(lowRest) << half,
            Vector128.WidenUpper(lowHalf) | Vector128.WidenUpper(lowRest) << half,
            Vector128.WidenLower(highHalf) | Vector128.WidenLower(highRest) << half,
            Vector128.WidenUpper(highHalf) | Vector128.WidenUpper(highRest) << half);
    }

    private static void Join(SixteenWords low, SixteenWords high, Span<ulong> target)
    {
        Join(low.A, high.A, target);
        Join(low.B, high.B, target[4..]);
        Join(low.C, high.C, target[8..]);
        Join(low.D, high.D, target[12..]);
    }

    private static void Join(Vector128<uint> low, Vector128<uint> high, Span<ulong> target)
    {
        const int word = 32;
        (Vector128.WidenLower(low) | Vector128.WidenLower(high) << word).CopyTo(target);
        (Vector128.WidenUpper(low) | Vector128.WidenUpper(high) << word).CopyTo(target[2..]);
    }

    private static Vector128<byte> Load(ReadOnlySpan<byte> planes, int count, int first, int plane) => Vector128.Create(planes.Slice(plane * count + first, Vector128<byte>.Count));

    private static Vector128<ushort> Pair(Vector128<ushort> low, Vector128<ushort> high)
    {
        const int bitsOfByte = 8;
        return low | high << bitsOfByte;
    }

    private readonly record struct SixteenWords(Vector128<uint> A, Vector128<uint> B, Vector128<uint> C, Vector128<uint> D)
    {
        public void CopyTo(Span<uint> target)
        {
            A.CopyTo(target);
            B.CopyTo(target[4..]);
            C.CopyTo(target[8..]);
            D.CopyTo(target[12..]);
        }
    }
}
