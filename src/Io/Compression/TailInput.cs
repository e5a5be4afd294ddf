namespace AlpToolkit.Io.Compression;

/// <summary>Remembers the last piece of the bytes on disk that a decoder took, for decoders that do not say where they ended.</summary>
internal sealed class TailInput(RawInput raw) : ReadOnlyStream
{
    private byte[] _piece = [];
    private int _length;

    /// <summary>Looks for another file in the last piece and behind it.</summary>
    /// <param name="at">Its place in the file.</param>
    /// <returns>What it is; null when there is none.</returns>
    public string? FindFile(out long at)
    {
        long start = raw.Position - _length;
        byte[] bytes = [.. _piece.AsSpan(0, _length), .. raw.Peek(FileStart.Reach)];
        int found = FileStart.In(bytes);
        at = start + found;
        return found < 0 ? null : FileStart.Of(bytes.AsSpan(found));
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
