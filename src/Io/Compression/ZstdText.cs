using ZstdSharp;

namespace AlpToolkit.Io.Compression;

/// <summary>Text of a Zstandard file of one or several frames (RFC 8878).</summary>
internal sealed class ZstdText : ReadOnlyStream
{
    private readonly TailInput _input;
    private readonly DecompressionStream _decoder;

    /// <summary>Reads from where <paramref name="raw"/> stands.</summary>
    /// <param name="raw">The packed bytes; closed by their owner.</param>
    public ZstdText(RawInput raw)
    {
        _input = new TailInput(raw);
        _decoder = new DecompressionStream(_input, checkEndOfStream: true, leaveOpen: true);
    }

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">The file ends before its text does.</exception>
    /// <exception cref="ZstdException">It is damaged.</exception>
    /// <exception cref="JoinedFileException">Another file follows.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _decoder.Read(buffer);
        }
        catch (ZstdException) when (_input.FindFile(out long at) is { } what)
        {
            throw new JoinedFileException(what, at);
        }
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
