using ZstdSharp;

namespace AlpToolkit.Io.Compression;

/// <summary>Text of a Zstandard file of one or several frames.</summary>
/// <param name="raw">The packed bytes; closed by their owner.</param>
internal sealed class ZstdText(RawInput raw) : ReadOnlyStream
{
    private readonly DecompressionStream _decoder = new(new ZstdFrames(raw), checkEndOfStream: true, leaveOpen: false);
    private bool _ended;

    /// <summary>True when, at the end, zeros were left that belong to no frame.</summary>
    public bool HasTrailingBytes { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">The file ends before its text does.</exception>
    /// <exception cref="ZstdException">It is damaged.</exception>
    /// <exception cref="InvalidDataException">Other bytes than zeros follow.</exception>
    /// <exception cref="JoinedFileException">Another file follows.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _ended || buffer.IsEmpty ? 0 : _decoder.Read(buffer);
        if (read == 0 && !buffer.IsEmpty && !_ended)
        {
            _ended = true;
            HasTrailingBytes = JoinedFileException.CheckRest(raw);

            // It may be a frame whose first bytes are damaged.
            if (raw.Peek(FileStart.Reach).ContainsAnyExcept((byte)0))
            {
                throw new InvalidDataException($"no frame begins at byte {raw.Position}");
            }
        }

        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
        }

        base.Dispose(disposing);
    }
}
