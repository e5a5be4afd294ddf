using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using K4os.Compression.LZ4;
using ZstdSharp;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>Packs bytes into ROOT's compressed blocks: the counterpart of <see cref="Bytes.RootCompression"/>.</summary>
/// <param name="options">Algorithm and level.</param>
internal sealed class BlockPacker(RootWriteOptions options) : IDisposable
{
    // Sizes of a block take three bytes; ROOT compresses no objects of fewer than 256.
    private const int HeaderLength = 9, ChecksumLength = 8, LargestBlock = (1 << 24) - 1, FewestBytes = 256, MostExtra = 64;

    // ROOT's nine levels are every second one of ZSTD's.
    private const int ZstdLevels = 2;

    private byte[] _packed = [];
    private Compressor? _zstandard;

    /// <summary>The blocks, or the bytes themselves when they are few or do not shrink. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> bytes)
    {
        if (options.Compression == RootCompressionKind.None || bytes.Length < FewestBytes)
        {
            return bytes;
        }

        // No algorithm makes bytes that do not shrink larger than this: DEFLATE with fixed codes takes nine bits for eight.
        int room = bytes.Length + bytes.Length / 7 + MostExtra * (1 + bytes.Length / LargestBlock);
        if (_packed.Length < room)
        {
            _packed = new byte[room];
        }

        int length = 0;
        for (int at = 0; at < bytes.Length; at += LargestBlock)
        {
            ReadOnlySpan<byte> block = bytes.Slice(at, Math.Min(LargestBlock, bytes.Length - at));
            Span<byte> target = _packed.AsSpan(length);
            Span<byte> data = target[HeaderLength..];
            int packed = options.Compression switch
            {
                RootCompressionKind.Lz4 => Lz4(block, data),
                RootCompressionKind.Zstd => (_zstandard ??= new Compressor(ZstdLevels * options.Level)).Wrap(block, data),
                _ => Zlib(block, data),
            };
            length += HeaderLength + packed;
            if (length >= bytes.Length || packed > LargestBlock)
            {
                return bytes;
            }

            Header(target, packed, block.Length);
        }

        return _packed.AsSpan(0, length);
    }

    /// <inheritdoc/>
    public void Dispose() => _zstandard?.Dispose();

    private void Header(Span<byte> header, int packed, int size)
    {
        const byte deflate = 8, lz4Version = 1, zstdVersion = 1;
        (header[0], header[1], header[2]) = options.Compression switch
        {
            RootCompressionKind.Lz4 => ((byte)'L', (byte)'4', lz4Version),
            RootCompressionKind.Zstd => ((byte)'Z', (byte)'S', zstdVersion),
            _ => ((byte)'Z', (byte)'L', deflate),
        };
        for (int i = 0; i < 3; i++)
        {
            header[3 + i] = (byte)(packed >> 8 * i);
            header[6 + i] = (byte)(size >> 8 * i);
        }
    }

    private int Lz4(ReadOnlySpan<byte> block, Span<byte> room)
    {
        // The first levels are the fast encoder; above, the numbers are those of LZ4's high compression.
        int written = LZ4Codec.Encode(block, room[ChecksumLength..], options.Level < 3 ? LZ4Level.L00_FAST : (LZ4Level)options.Level);
        BinaryPrimitives.WriteUInt64BigEndian(room, XxHash64.HashToUInt64(room.Slice(ChecksumLength, written)));
        return ChecksumLength + written;
    }

    private unsafe int Zlib(ReadOnlySpan<byte> block, Span<byte> room)
    {
        fixed (byte* start = room)
        {
            using UnmanagedMemoryStream output = new(start, 0, room.Length, FileAccess.Write);
            using (ZLibStream stream = new(output, new ZLibCompressionOptions { CompressionLevel = options.Level }, leaveOpen: true))
            {
                stream.Write(block);
            }

            return (int)output.Length;
        }
    }
}
