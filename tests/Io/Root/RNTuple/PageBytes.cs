using System.Runtime.InteropServices;

namespace AlpToolkit.Tests.Io.Root.RNTuple;

/// <summary>Encodings of pages, by the words of the specification.</summary>
internal static class PageBytes
{
    /// <summary>A page of numbers as they are in memory.</summary>
    public static MadePage Plain<T>(params T[] values)
        where T : unmanaged => new(values.Length, [.. MemoryMarshal.AsBytes<T>(values)]);

    /// <summary>All first bytes, then all second bytes, …</summary>
    public static MadePage Split<T>(params T[] values)
        where T : unmanaged
    {
        byte[] bytes = Plain(values).Bytes;
        int size = values.Length == 0 ? 1 : bytes.Length / values.Length;
        return new MadePage(values.Length, [.. Enumerable.Range(0, bytes.Length).Select(i => bytes[i % values.Length * size + i / values.Length])]);
    }

    /// <summary>2x for x of zero and above, −(2x + 1) below; then split.</summary>
    public static MadePage ZigzagSplit<T>(Func<long, T> narrow, params long[] values)
        where T : unmanaged => Split([.. values.Select(v => narrow(v >= 0 ? 2 * v : -(2 * v + 1)))]);

    /// <summary>The first element, then the steps to the next ones; then split.</summary>
    public static MadePage DeltaSplit<T>(Func<long, T> narrow, params long[] values)
        where T : unmanaged => Split([.. values.Select((v, i) => narrow(i == 0 ? v : v - values[i - 1]))]);

    /// <summary>Elements of some bits one after the other, the lowest bit first.</summary>
    public static MadePage Bits(int width, params uint[] values)
    {
        byte[] bytes = new byte[(width * values.Length + 7) / 8];
        for (int i = 0; i < width * values.Length; i++)
        {
            bytes[i / 8] |= (byte)((values[i / width] >> (i % width) & 1) << (i % 8));
        }

        return new MadePage(values.Length, bytes);
    }

    /// <summary>Which element of which alternative; alternatives count from 1.</summary>
    public static MadePage Switch(params (long Index, int Tag)[] values) => new(values.Length, [.. values.SelectMany(v => (byte[])[.. BitConverter.GetBytes(v.Index), .. BitConverter.GetBytes(v.Tag)])]);
}
