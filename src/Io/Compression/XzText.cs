using SharpCompress.Compressors.Xz;

namespace AlpToolkit.Io.Compression;

/// <summary>
/// Text of an xz file of one or several streams (xz file format 1.2.1). The blocks are unpacked by SharpCompress, which compares their checksums; the
/// heads of blocks are looked at before, because a dictionary is allocated as long as they say.
/// </summary>
internal sealed class XzText(RawInput raw) : ReadOnlyStream
{
    // xz -9 takes a dictionary of 64 MiB: code 28.
    private const int LargestDictionary = 28;

    // The decoder forgets what it unpacked when it fails: it is asked for little at once, and near the end of the bytes for less than
    // they can hold: text takes no more bytes than it has, but for heads of chunks.
    private const int LargestRead = 4096, ChunkHead = 64;

    private const int Lzma2 = 0x21, FirstBranchFilter = 4, LastBranchFilter = 9, FooterAlignment = 4, LongestBlockHead = 1024;

    private readonly List<long> _sizes = [];
    private XZHeader? _stream;
    private XZBlock? _block;
    private bool _ended;

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">The file ends before its text does.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or wants too large a dictionary.</exception>
    /// <exception cref="JoinedFileException">Another file follows.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (!_ended)
        {
            if (_block is null && !NextBlock())
            {
                continue;
            }

            int read = _block!.Read(buffer[..Math.Min(buffer.Length, SafeRead())]);
            if (raw.WasAskedForMore)
            {
                // The decoder takes what is not there for bytes of all ones, and makes text of them.
                throw new EndOfStreamException();
            }

            if (read > 0)
            {
                _sizes[^1] += read;
                return read;
            }

            _block = null;
        }

        return 0;
    }

    private int SafeRead() => Math.Max(1, (raw.Peek(2 * LargestRead + ChunkHead).Length - ChunkHead) / 2);

    // False at the end of a stream or of the file.
    private bool NextBlock()
    {
        _stream ??= XZHeader.FromStream(raw);
        ReadOnlySpan<byte> start = raw.Peek(1);
        if (start.IsEmpty)
        {
            throw new EndOfStreamException();
        }

        if (start[0] == 0)
        {
            EndStream();
            return false;
        }

        CheckFilters(raw.Peek(Math.Min(LongestBlockHead, 4 * (start[0] + 1))));
        _block = new XZBlock(raw, _stream.BlockCheckType, _stream.BlockCheckSize);
        _sizes.Add(0);
        return true;
    }

    private void EndStream()
    {
        XZIndex index = XZIndex.FromStream(raw, indexMarkerAlreadyVerified: false);
        XZFooter.FromStream(raw);
        if (!index.Records.Select(r => (long)r.UncompressedSize).SequenceEqual(_sizes))
        {
            throw new InvalidDataException("the sizes of the blocks are not those of the index");
        }

        (_stream, _ended) = (null, true);
        _sizes.Clear();
        Span<byte> padding = stackalloc byte[FooterAlignment];
        while (raw.Peek(FooterAlignment) is { Length: > 0 } next)
        {
            if (next.ContainsAnyExcept((byte)0))
            {
                if (InputFile.PackingOf(raw.Peek(FileStart.Longest)) != Packing.Xz)
                {
                    JoinedFileException.CheckRest(raw);
                }

                _ended = false;
                return;
            }

            raw.ReadAtLeast(padding, next.Length);
        }
    }

    // Size, flags, sizes of the block where the flags say so, then code, length and properties of every filter.
    private static void CheckFilters(ReadOnlySpan<byte> head)
    {
        int at = 2, filters = head.Length > 1 ? (head[1] & 3) + 1 : 0, sizes = head.Length > 1 ? (head[1] >> 6 & 1) + (head[1] >> 7) : 0;
        for (int i = 0; i < sizes; i++)
        {
            Integer(head, ref at);
        }

        for (int i = 0; i < filters; i++)
        {
            long code = Integer(head, ref at), length = Integer(head, ref at);
            if (code is not (Lzma2 or (>= FirstBranchFilter and <= LastBranchFilter)))
            {
                throw new InvalidDataException($"filter {code} of xz is not read");
            }

            if (code == Lzma2 && at < head.Length && head[at] > LargestDictionary)
            {
                throw new InvalidDataException("the dictionary is larger than 64 MiB");
            }

            at = (int)Math.Min(head.Length, at + length);
        }
    }

    private static long Integer(ReadOnlySpan<byte> head, ref int at)
    {
        long value = 0;
        for (int shift = 0; at < head.Length && shift < 63; shift += 7)
        {
            byte next = head[at++];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        return value;
    }
}
