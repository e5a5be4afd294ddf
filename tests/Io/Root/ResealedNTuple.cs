using System.Buffers.Binary;
using System.IO.Hashing;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>A file with an RNTuple whose header, footer or page list is changed at random, with right checksums.</summary>
internal static class ResealedNTuple
{
    private const int PlacesInAnchor = 14, ContentOfAnchor = 6, ChecksumLength = 8, HeaderChecksumInFooter = 16, ContentOfEnvelope = 8, PageListType = 3;

    public static byte[] Of(string path, int seed)
    {
        using RootFile file = RootFile.Open(path);
        RootKey key = file.Root.Keys.First(NTuple.IsNTuple);
        byte[] anchor = key.ReadObject();
        byte[] header = Blob(file, Place(anchor, 0), Place(anchor, 1), Place(anchor, 2)), footer = Blob(file, Place(anchor, 3), Place(anchor, 4), Place(anchor, 5));
        Random random = new(seed);
        List<byte> bytes = [.. File.ReadAllBytes(path)];
        switch (seed % 3)
        {
            case 0:
                header = Change(header, random);
                break;
            case 1:
                footer = Change(footer, random);
                break;
            default:
                ChangePageList(file, footer, bytes, random);
                break;
        }

        header.AsSpan(header.Length - ChecksumLength).CopyTo(footer.AsSpan(HeaderChecksumInFooter));
        Seal(footer);
        long[] places = [bytes.Count, header.Length, header.Length, bytes.Count + header.Length, footer.Length, footer.Length];
        bytes.AddRange(header);
        bytes.AddRange(footer);
        for (int i = 0; i < places.Length; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(anchor.AsSpan(PlacesInAnchor + sizeof(long) * i), places[i]);
        }

        int end = anchor.Length - ChecksumLength;
        BinaryPrimitives.WriteUInt64BigEndian(anchor.AsSpan(end), XxHash3.HashToUInt64(anchor.AsSpan(ContentOfAnchor..end)));
        byte[] all = [.. bytes];
        anchor.CopyTo(all, (int)key.Offset + key.KeyLength);
        return all;
    }

    private static long Place(byte[] anchor, int index) => BinaryPrimitives.ReadInt64BigEndian(anchor.AsSpan(PlacesInAnchor + sizeof(long) * index));

    private static byte[] Blob(RootFile file, long offset, long stored, long length)
    {
        RootPlace place = new(file.Name, "", offset);
        byte[] bytes = file.Source.Read(place, "an envelope", stored);
        return stored == length ? bytes : RootCompression.Unpack(bytes, length, place);
    }

    private static byte[] Change(byte[] envelope, Random random)
    {
        byte[] changed = Mutation.Of(envelope, random, ContentOfEnvelope, envelope.Length - ChecksumLength);
        Seal(changed);
        return changed;
    }

    private static void Seal(byte[] envelope) =>
        BinaryPrimitives.WriteUInt64LittleEndian(envelope.AsSpan(envelope.Length - ChecksumLength), XxHash3.HashToUInt64(envelope.AsSpan(0, envelope.Length - ChecksumLength)));

    // The footer has length, stored length and place of the page list: the numbers where one is found.
    private static void ChangePageList(RootFile file, byte[] footer, List<byte> bytes, Random random)
    {
        for (int at = ContentOfEnvelope; at + 20 <= footer.Length; at++)
        {
            long length = BinaryPrimitives.ReadInt64LittleEndian(footer.AsSpan(at)), offset = BinaryPrimitives.ReadInt64LittleEndian(footer.AsSpan(at + 12));
            int stored = BinaryPrimitives.ReadInt32LittleEndian(footer.AsSpan(at + 8));
            if (length > 0 && length < file.Length * 100 && stored > 0 && stored <= length && offset > 0 && offset < file.Length && TryBlob(file, offset, stored, length) is [PageListType, ..] list)
            {
                BinaryPrimitives.WriteInt32LittleEndian(footer.AsSpan(at + 8), list.Length);
                BinaryPrimitives.WriteInt64LittleEndian(footer.AsSpan(at + 12), bytes.Count);
                bytes.AddRange(Change(list, random));
                return;
            }
        }
    }

    private static byte[]? TryBlob(RootFile file, long offset, long stored, long length)
    {
        try
        {
            return Blob(file, offset, stored, length);
        }
        catch (PluginException)
        {
            return null;
        }
    }
}
