namespace AlpToolkit.Io.Compression;

/// <summary>Remembers the last piece of the bytes on disk that a decoder took, for a decoder that does not say where it ended.</summary>
internal sealed class TailInput(RawInput raw) : ReadOnlyStream
{
    private byte[] _piece = [];
    private int _length;

    /// <summary>Looks for another file in the last piece and behind it.</summary>
    /// <param name="own">How this file is packed: of that packing it is no other.</param>
    /// <param name="isEnd">True when packed data may end with these bytes.</param>
    /// <param name="at">Its place in the file.</param>
    /// <returns>What it is; null when there is none.</returns>
    public string? FindFile(Packing own, Func<ReadOnlySpan<byte>, bool> isEnd, out long at)
    {
        long start = raw.Position - _length;
        byte[] bytes = [.. _piece.AsSpan(0, _length), .. raw.Peek(FileStart.Reach)];
        for (int found = FileStart.In(bytes, 0); found >= 0; found = FileStart.In(bytes, found + 1))
        {
            ReadOnlySpan<byte> before = bytes.AsSpan(0, found);
            if (InputFile.PackingOf(bytes.AsSpan(found)) != own && (isEnd(before) || isEnd(before.TrimEnd("\0 \t\r\n"u8))))
            {
                at = start + found;
                return FileStart.Of(bytes.AsSpan(found));
            }
        }

        at = -1;
        return null;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read = raw.Read(buffer);
        if (read > 0)
        {
            _piece = _piece.Length < read ? new byte[Math.Max(read, buffer.Length)] : _piece;
            buffer[..read].CopyTo(_piece);
            _length = read;
        }

        return read;
    }
}
