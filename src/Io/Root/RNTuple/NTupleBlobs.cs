using System.Buffers.Binary;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.RNTuple;

/// <summary>
/// Envelopes and pages in a file. Those longer than a record may be are in several: where the others begin stands at the end of the first (RNTuple binary format 1.0, "Anchor schema").
/// </summary>
/// <param name="source">The file.</param>
/// <param name="longest">Bytes that a record holds at most; not positive for no limit.</param>
internal sealed class NTupleBlobs(RootSource source, long longest)
{
    /// <summary>Bytes of the file.</summary>
    public long FileLength => source.Length;

    /// <summary>Bytes of an envelope or page, unpacked where they are compressed.</summary>
    /// <param name="place">Where they begin.</param>
    /// <param name="what">What they are.</param>
    /// <param name="stored">Their number in the file.</param>
    /// <param name="length">Their number before compression.</param>
    /// <exception cref="PluginException">The file does not have them, or they are damaged.</exception>
    public byte[] Get(RootPlace place, string what, long stored, long length)
    {
        Check(place, what, stored);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)stored);
        Read(place, what, bytes);
        return stored == length ? bytes : RootCompression.Unpack(bytes, length, place);
    }

    /// <summary>Checks that the file can have as many bytes, before there is memory for them.</summary>
    /// <exception cref="PluginException">It is shorter.</exception>
    public void Check(RootPlace place, string what, long length) => source.Check(IsWhole(length) ? place : place with { Offset = 0 }, what, length);

    /// <summary>Fills a span from where <paramref name="place"/> says.</summary>
    /// <exception cref="PluginException">The file does not have the bytes.</exception>
    public void Read(RootPlace place, string what, Span<byte> target)
    {
        if (IsWhole(target.Length))
        {
            source.Read(place, what, target);
            return;
        }

        long others = Records(target.Length, longest) - 1, list = sizeof(ulong) * others;
        if (list >= longest)
        {
            throw RootErrors.Damaged(place, $"{what} of {target.Length} bytes in records of {longest}, which have no room for the places of the others");
        }

        int done = (int)(longest - list);
        source.Read(place, what, target[..done]);
        byte[] places = source.Read(place with { Offset = place.Offset + done }, what, list);
        for (int i = 0; i < others && done < target.Length; i++)
        {
            Span<byte> part = target.Slice(done, (int)Math.Min(longest, target.Length - done));
            source.Read(place with { Offset = BinaryPrimitives.ReadInt64LittleEndian(places.AsSpan(sizeof(ulong) * i)) }, what, part);
            done += part.Length;
        }
    }

    // The places may make one record more necessary.
    private static long Records(long length, long longest)
    {
        long records = (length + longest - 1) / longest;
        return sizeof(ulong) * (records - 1) > records * longest - length ? records + 1 : records;
    }

    private bool IsWhole(long length) => longest <= 0 || length <= longest;
}
