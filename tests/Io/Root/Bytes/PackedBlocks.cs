using System.Buffers.Binary;
using System.IO.Hashing;

namespace AlpToolkit.Tests.Io.Root.Bytes;

/// <summary>ROOT's compressed blocks with data of the system's own compression programs in them.</summary>
internal static class PackedBlocks
{
    private const int LargestBlock = (1 << 24) - 1, LargestLz4 = 4 << 20;

    /// <summary>Packs data, in several blocks where they are longer than one may be.</summary>
    /// <param name="kind">zlib, old, lzma, lz4 or zstd.</param>
    /// <param name="options">What the program is called with: levels and checks.</param>
    /// <param name="data">The data.</param>
    public static byte[] Pack(string kind, string options, byte[] data)
    {
        List<byte> blocks = [];
        foreach (byte[] part in data.Chunk(kind == "lz4" ? LargestLz4 : LargestBlock))
        {
            blocks.AddRange(Block(kind, Payload(kind, options, part), part.Length));
        }

        return [.. blocks];
    }

    /// <summary>Two letters, a method, and both sizes in three little-endian bytes.</summary>
    public static byte[] Block(string kind, byte[] payload, int size) =>
    [
        .. kind switch { "zlib" => "ZL\x08"u8, "old" => "CS\x08"u8, "lzma" => "XZ\0"u8, "lz4" => "L4\x01"u8, _ => "ZS\x01"u8 },
        (byte)payload.Length, (byte)(payload.Length >> 8), (byte)(payload.Length >> 16), (byte)size, (byte)(size >> 8), (byte)(size >> 16), .. payload,
    ];

    private static byte[] Payload(string kind, string options, byte[] data)
    {
        const int gzipHead = 10, gzipTail = 8;
        switch (kind)
        {
            case "zlib":
                byte[] adler = new byte[sizeof(uint)];
                BinaryPrimitives.WriteUInt32BigEndian(adler, Adler32(data));
                return [0x78, 0x9C, .. Tool.Run("gzip", $"-nc {options}", data)[gzipHead..^gzipTail], .. adler];
            case "old":
                return Tool.Run("gzip", $"-nc {options}", data)[gzipHead..^gzipTail];
            case "lzma":
                return Tool.Run("xz", $"-c {options}", data);
            case "lz4":
                byte[] block = Lz4Block(Tool.Run("lz4", $"-c -B7 {options}", data), data), sum = new byte[sizeof(ulong)];
                BinaryPrimitives.WriteUInt64BigEndian(sum, XxHash64.HashToUInt64(block));
                return [.. sum, .. block];
            default:
                return Tool.Run("zstd", $"-c {options}", data);
        }
    }

    // The program writes frames: seven bytes of head and, with this block size, the length of the only block. Blocks that do not shrink are stored there as they are; as a block they are one run of literals.
    private static byte[] Lz4Block(byte[] frame, byte[] data)
    {
        const int lengthAt = 7, dataAt = 11, longRun = 15, most = 255;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(lengthAt));
        return length >> 31 == 0 ? frame[dataAt..(dataAt + (int)length)]
            : data.Length < longRun ? [(byte)(data.Length << 4), .. data]
            : [longRun << 4, .. Enumerable.Repeat((byte)most, (data.Length - longRun) / most), (byte)((data.Length - longRun) % most), .. data];
    }

    // RFC 1950.
    private static uint Adler32(byte[] data)
    {
        const uint modulus = 65521;
        uint a = 1, b = 0;
        foreach (byte d in data)
        {
            a = (a + d) % modulus;
            b = (b + a) % modulus;
        }

        return b << 16 | a;
    }
}
