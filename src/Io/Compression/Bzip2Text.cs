using ICSharpCode.SharpZipLib.BZip2;

namespace AlpToolkit.Io.Compression;

/// <summary>Text of a bzip2 file of one or several streams, as <c>cat</c> and parallel packers make them.</summary>
/// <param name="raw">The packed bytes; closed by their owner.</param>
internal sealed class Bzip2Text(RawInput raw) : ReadOnlyStream
{
    // The decoder decodes its first block as it is made: only when somebody reads.
    private BZip2InputStream? _decoder;
    private bool _ended;

    /// <summary>True when, at the end, bytes were left that belong to no stream.</summary>
    public bool HasTrailingBytes { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            _decoder ??= new BZip2InputStream(raw) { IsStreamOwner = false };
            if (_decoder.Read(buffer) is > 0 and int read)
            {
                return read;
            }

            // It takes its bytes one by one and none after its stream.
            _decoder = null;
            ReadOnlySpan<byte> next = raw.Peek(3);
            _ended = !next.SequenceEqual("BZh"u8);
            HasTrailingBytes = _ended && !next.IsEmpty;
        }

        return 0;
    }
}
