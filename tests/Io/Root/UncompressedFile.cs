using System.Buffers.Binary;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>
/// A file with its objects, baskets and class descriptions uncompressed behind the old ones, and the pointers to them changed: what is changed at random then reaches the readers.
/// Baskets whose numbers stand for something else as well may be lost.
/// </summary>
internal static class UncompressedFile
{
    private const int EndAt = 12, StreamerSeekAt = 37, StreamerLengthAt = 41, ObjectLengthInKey = 6, SeekInKey = 18;

    public static byte[] Of(string path)
    {
        using RootFile file = RootFile.Open(path);
        List<byte> bytes = [.. File.ReadAllBytes(path)];
        (long record, long length) = file.StreamerRecord;
        if (length > 0)
        {
            RootKey key = KeyAt(file, record, length);
            Put(bytes, StreamerSeekAt, (int)Append(bytes, key, key.ReadObject()));
            Put(bytes, StreamerLengthAt, key.KeyLength + key.ObjectLength);
        }

        foreach (RootKey key in RootContents.Of(file.Root).Select(e => e.Key).Where(k => k.IsCompressed || RootTree.IsTree(k)))
        {
            byte[] data = key.ReadObject();
            if (RootTree.IsTree(key))
            {
                MoveBaskets(file, key, data, bytes);
            }

            PointTo(bytes, key, (int)Append(bytes, key, data));
        }

        Put(bytes, EndAt, bytes.Count);
        return [.. bytes];
    }

    private static void MoveBaskets(RootFile file, RootKey tree, byte[] data, List<byte> bytes)
    {
        foreach (BasketPlace basket in RootTree.Open(file, tree).AllBranches.SelectMany(b => b.Reader.Baskets).Where(b => b.Embedded is null))
        {
            RootKey key = KeyAt(file, basket.Offset, basket.Length);
            if (key.IsCompressed)
            {
                long moved = Append(bytes, key, key.ReadObject());
                Replace(data, BigEndian(basket.Offset), BigEndian(moved));
                Replace(data, BigEndian((int)basket.Length), BigEndian(key.KeyLength + key.ObjectLength));
            }
        }
    }

    private static RootKey KeyAt(RootFile file, long offset, long length)
    {
        RootPlace place = new(file.Name, "", offset);
        RootCursor cursor = new(file.Source.Read(place, "a key", length), place);
        return RootKey.Read(file, ref cursor, offset);
    }

    private static long Append(List<byte> bytes, RootKey key, byte[] data)
    {
        long at = bytes.Count;
        byte[] head = [.. bytes.GetRange((int)key.Offset, key.KeyLength)];
        BinaryPrimitives.WriteInt32BigEndian(head, head.Length + data.Length);
        bytes.AddRange(head);
        bytes.AddRange(data);
        return at;
    }

    // The list of keys has a copy of every key.
    private static void PointTo(List<byte> bytes, RootKey key, int moved)
    {
        byte[] all = [.. bytes];
        int Number(int at) => BinaryPrimitives.ReadInt32BigEndian(all.AsSpan(at));
        for (int i = 0; i + SeekInKey + sizeof(int) <= all.Length; i++)
        {
            if (i != key.Offset && Number(i) == key.Length && Number(i + ObjectLengthInKey) == key.ObjectLength && Number(i + SeekInKey) == key.Offset)
            {
                Put(bytes, i, key.KeyLength + key.ObjectLength);
                Put(bytes, i + SeekInKey, moved);
            }
        }
    }

    private static void Put(List<byte> bytes, int at, int number)
    {
        foreach (byte b in BigEndian(number))
        {
            bytes[at++] = b;
        }
    }

    private static byte[] BigEndian(int number)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] BigEndian(long number)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private static void Replace(Span<byte> data, byte[] from, byte[] to)
    {
        for (int at = data.IndexOf(from); at >= 0; at = data.IndexOf(from))
        {
            to.CopyTo(data[at..]);
            data = data[(at + from.Length)..];
        }
    }
}
