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

    /// <summary>Unpacks all blocks.</summary>
    /// <param name="packed">The blocks.</param>
    /// <param name="output">Where the data go: as many bytes as they must have.</param>
    /// <param name="place">Where the blocks come from.</param>
    /// <exception cref="PluginException">A block is damaged, or the data are longer or shorter.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<byte> output, RootPlace place)
    {
        int at = 0, done = 0;
        while (done < output.Length)
        {
            if (packed.Length - at < HeaderLength)
            {
                throw RootErrors.Damaged(place, $"the compressed data end after {done} of {output.Length} bytes");
            }

            ReadOnlySpan<byte> header = packed.Slice(at, HeaderLength);
            string algorithm = Algorithm(header) ?? throw RootErrors.Damaged(place, $"a compressed block begins with {Convert.ToHexStringLower(header[..2])}, which is no algorithm of ROOT");
            int length = header[3] | header[4] << 8 | header[5] << 16, size = header[6] | header[7] << 8 | header[8] << 16;
            at += HeaderLength;
            if (length > packed.Length - at || size > output.Length - done || size == 0)
            {
                throw RootErrors.Damaged(place, $"a compressed block of {length} bytes for {size}, where {packed.Length - at} bytes are left for {output.Length - done}");
            }

            Unpack(algorithm, packed.Slice(at, length), output.Slice(done, size), place);
            at += length;
            done += size;
        }
    }

    private static void Unpack(string algorithm, ReadOnlySpan<byte> packed, Span<byte> output, RootPlace place)
    {
        int found;
        try
        {
            found = algorithm switch
            {
                "LZ4" => Lz4(packed, output, place),
                "ZSTD" => (s_zstandard ??= new Decompressor()).Unwrap(packed, output),
                "LZMA" => Fill(static s => new XZStream(s), packed, output),
                "OLD" => Fill(static s => new DeflateStream(s, CompressionMode.Decompress), packed, output),
                _ => Fill(static s => new ZLibStream(s, CompressionMode.Decompress), packed, output),
            };
        }
        catch (Exception e) when (e is not PluginException and not OutOfMemoryException)
        {
            throw new PluginException(RootErrors.Damaged(place, $"a {algorithm} block cannot be unpacked: {e.Message.TrimEnd('.')}").Message, e);
        }

        if (found != output.Length)
        {
            throw RootErrors.Damaged(place, $"expected {output.Length} bytes after decompression, found {found}");
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

    private static unsafe int Fill(Func<Stream, Stream> decoder, ReadOnlySpan<byte> packed, Span<byte> output)
    {
        fixed (byte* start = packed)
        {
            using UnmanagedMemoryStream input = new(start, packed.Length);
            using Stream stream = decoder(input);
            return stream.ReadAtLeast(output, output.Length, throwOnEndOfStream: false);
        }
    }
}
