using System.Buffers.Binary;

namespace AlpToolkit.Io.Compression;

/// <summary>
/// The bytes of Zstandard frames (RFC 8878, 3.1) and none behind the last: the decoder does not say where it ended. Blocks say how
/// long they are, so that nothing is unpacked to find the end.
/// </summary>
internal sealed class ZstdFrames(RawInput raw) : ReadOnlyStream
{
    private const uint Magic = 0xfd2fb528, SkippableMagic = 0x184d2a50;

    private const int LongestHead = 18, BlockHead = 3, Checksum = 4;

    private bool _inFrame, _hasChecksum;
    private long _left;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_left == 0)
        {
            _left = buffer.IsEmpty ? 0 : _inFrame ? NextBlock() : NextFrame();
        }

        int read = raw.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }

    // Length of the head of a frame, or of a whole one that is to be skipped; 0 behind the last.
    private long NextFrame()
    {
        const int skippableHead = 8;
        ReadOnlySpan<byte> head = raw.Peek(LongestHead);
        uint magic = head.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(head);
        if ((magic & ~0xfu) == SkippableMagic)
        {
            return head.Length < skippableHead ? head.Length : skippableHead + (long)BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        }

        _inFrame = magic == Magic;
        if (!_inFrame || head.Length < 5)
        {
            return _inFrame ? head.Length : 0;
        }

        bool isSingle = (head[4] & 0x20) != 0;
        _hasChecksum = (head[4] & 4) != 0;
        int dictionary = (head[4] & 3) switch { 0 => 0, 1 => 1, 2 => 2, _ => 4 };
        int content = (head[4] >> 6) switch { 0 => isSingle ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        return 5 + (isSingle ? 0 : 1) + dictionary + content;
    }

    // Where the file is cut, what is left: the decoder says so.
    private long NextBlock()
    {
        ReadOnlySpan<byte> head = raw.Peek(BlockHead);
        if (head.Length < BlockHead)
        {
            return head.Length;
        }

        const int runLength = 1;
        int block = head[0] | head[1] << 8 | head[2] << 16, type = block >> 1 & 3;
        _inFrame = (block & 1) == 0;
        return BlockHead + (type == runLength ? 1 : block >> 3) + (!_inFrame && _hasChecksum ? Checksum : 0);
    }
}
