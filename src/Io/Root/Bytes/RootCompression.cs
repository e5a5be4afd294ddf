using System.IO.Compression;
using System.IO.Hashing;
using AlpToolkit.Core.Plugins;
using K4os.Compression.LZ4;
using SharpCompress.Compressors.Xz;
using ZstdSharp;

namespace AlpToolkit.Io.Root.Bytes;

/// <summary>
/// ROOT's compressed blocks: two letters of algorithm, a method, compressed and uncompressed size in three little-endian bytes each, then the data; repeated
/// until the object is whole. Every block says its own algorithm.
/// </summary>
internal static class RootCompression
{
    private const int HeaderLength = 9, ChecksumLength = 8;

    [ThreadStatic]
    private static Decompressor? s_zstandard;

    /// <summary>Algorithm of the first block: ZLIB, LZMA, LZ4, ZSTD or OLD; null for other bytes.</summary>
    public static string? Algorithm(ReadOnlySpan<byte> packed) => packed.Length < HeaderLength ? null : (packed[0], packed[1]) switch
    {
        ((byte)'Z', (byte)'L') => "ZLIB",
        ((byte)'X', (byte)'Z') => "LZMA",
        ((byte)'L', (byte)'4') => "LZ4",
        ((byte)'Z', (byte)'S') => "ZSTD",
        ((byte)'C', (byte)'S') => "OLD",
        _ => null,
    };

    /// <summary>Unpacks all blocks. Their sizes are compared with what is expected, and with what an algorithm can do, before anything is allocated.</summary>
    /// <param name="packed">The blocks.</param>
    /// <param name="size">Bytes that the data must have.</param>
    /// <param name="place">Where the blocks come from.</param>
    /// <exception cref="PluginException">A block is damaged, or the data are longer or shorter.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, long size, RootPlace place)
    {
        Check(packed, size, place);
        byte[] output = GC.AllocateUninitializedArray<byte>((int)size);
        Unpack(packed, output.AsSpan(), place);
        return output;
    }

    /// <summary>Compares the sizes of all blocks with what is expected, and with what an algorithm can do: before memory for the data is there.</summary>
    /// <exception cref="PluginException">They do not fit.</exception>
    public static void Check(ReadOnlySpan<byte> packed, long size, RootPlace place)
    {
        int at = 0;
        long done = 0;
        while (done < size)
        {
            Block block = ReadBlock(packed, at, done, size, place);
            if (block.Size / LargestRatio(block.Algorithm) > block.Length)
            {
                throw RootErrors.Damaged(place, $"{block.Length} bytes of a {block.Algorithm} block are said to hold {block.Size}");
            }

            at = block.Start + block.Length;
            done += block.Size;
        }

        if (size is < 0 or > int.MaxValue)
        {
            throw RootErrors.Damaged(place, $"an object of {size} bytes");
        }
    }

    /// <summary>Unpacks blocks that were checked.</summary>
    /// <exception cref="PluginException">A block is damaged.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<byte> output, RootPlace place)
    {
        int at = 0;
        for (int done = 0; done < output.Length;)
        {
            Block block = ReadBlock(packed, at, done, output.Length, place);
            Unpack(block.Algorithm, packed.Slice(block.Start, block.Length), output.Slice(done, block.Size), place);
            at = block.Start + block.Length;
            done += block.Size;
        }
    }

    private static Block ReadBlock(ReadOnlySpan<byte> packed, int at, long done, long all, RootPlace place)
    {
        if (packed.Length - at < HeaderLength)
        {
            throw RootErrors.Damaged(place, $"the compressed data end after {done} of {all} bytes");
        }

        ReadOnlySpan<byte> header = packed.Slice(at, HeaderLength);
        string algorithm = Algorithm(header) ?? throw RootErrors.Damaged(place, $"a compressed block begins with {Convert.ToHexStringLower(header[..2])}, which is no algorithm of ROOT");
        int length = header[3] | header[4] << 8 | header[5] << 16, size = header[6] | header[7] << 8 | header[8] << 16;
        at += HeaderLength;
        return length <= packed.Length - at && size <= all - done && size > 0
            ? new Block(algorithm, at, length, size)
            : throw RootErrors.Damaged(place, $"a compressed block of {length} bytes for {size}, where {packed.Length - at} bytes are left for {all - done}");
    }

    // Deflate and LZ4 cannot do better by their formats; zstd and LZMA pack a repeated byte some 10,000 to 1.
    private static int LargestRatio(string algorithm) => algorithm switch
    {
        "LZ4" => 255,
        "ZLIB" or "OLD" => 1032,
        _ => 20_000,
    };

    private static void Unpack(string algorithm, ReadOnlySpan<byte> packed, Span<byte> output, RootPlace place)
    {
        int found;
        try
        {
            found = algorithm switch
            {
                "LZ4" => Lz4(packed, output, place),
                "ZSTD" => (s_zstandard ??= new Decompressor()).Unwrap(packed, output),
                "LZMA" => Lzma(packed, output, place),
                "OLD" => Fill(static s => new DeflateStream(s, CompressionMode.Decompress), packed, output, knowsItsEnd: true),
                _ => Fill(static s => new ZLibStream(s, CompressionMode.Decompress), packed, output, knowsItsEnd: true),
            };
        }
        catch (Exception e) when (e is not PluginException and not OutOfMemoryException)
        {
            // .NET says of DEFLATE that an archive entry was compressed in another way.
            string reason = e is InvalidDataException && algorithm is not ("LZMA" or "ZSTD" or "LZ4") ? "its bytes are not such data, or do not fit their checksum" : e.Message.TrimEnd('.');
            throw new PluginException(RootErrors.Damaged(place, $"a block of {algorithm} cannot be unpacked: {reason}").Message, e);
        }

        if (found != output.Length)
        {
            throw RootErrors.Damaged(place, $"expected {output.Length} bytes after decompression, found {(found > output.Length ? "more" : found)}");
        }
    }

    private static int Lz4(ReadOnlySpan<byte> packed, Span<byte> output, RootPlace place)
    {
        if (packed.Length < ChecksumLength)
        {
            throw RootErrors.Damaged(place, "an LZ4 block has no room for its checksum");
        }

        ReadOnlySpan<byte> data = packed[ChecksumLength..];
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(packed) == XxHash64.HashToUInt64(data)
            ? LZ4Codec.Decode(data, output)
            : throw RootErrors.Damaged(place, "the checksum of an LZ4 block is wrong");
    }

    // The dictionary, as long as the head of the stream says, is allocated at once. Blocks of ROOT hold 16 MiB at most, and the best of its levels takes 64 MiB.
    private static int Lzma(ReadOnlySpan<byte> packed, Span<byte> output, RootPlace place)
    {
        const int flags = 13, identifier = 14, dictionary = 16, sizesAndFilters = 0xC3, lzma2 = 0x21, largest = 28;
        return packed.Length > dictionary && (packed[flags] & sizesAndFilters) == 0 && packed[identifier] == lzma2 && packed[dictionary] <= largest
            ? Fill(static s => new XZStream(s), packed, output)
            : throw RootErrors.Damaged(place, "an LZMA block has a form or a dictionary that ROOT does not write");
    }

    private static unsafe int Fill(Func<Stream, Stream> decoder, ReadOnlySpan<byte> packed, Span<byte> output, bool knowsItsEnd = false)
    {
        fixed (byte* start = packed)
        {
            using PackedBytes input = new(start, packed.Length);
            using Stream stream = decoder(input);
            int found = stream.ReadAtLeast(output, output.Length, throwOnEndOfStream: false);

            // Only who reads on to the end has the checksum behind the data compared; and .NET's DEFLATE ends silently where its input does.
            int more = stream.ReadByte();
            return knowsItsEnd && input.WasAskedForMore ? throw new EndOfStreamException("it has no end") : found + (more < 0 ? 0 : 1);
        }
    }

    /// <summary>The bytes of a block, and whether the decoder wanted more of them than there are.</summary>
    private sealed unsafe class PackedBytes(byte* start, long length) : UnmanagedMemoryStream(start, length)
    {
        public bool WasAskedForMore { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            WasAskedForMore |= read == 0 && count > 0;
            return read;
        }
    }

    // Sizes of a block as its header gives them.
    private readonly record struct Block(string Algorithm, int Start, int Length, int Size);
}
