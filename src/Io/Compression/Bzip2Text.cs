using ICSharpCode.SharpZipLib.BZip2;

namespace AlpToolkit.Io.Compression;

/// <summary>
/// Text of a bzip2 file of one or several streams, as <c>cat</c> and parallel packers make them. The decoder compares the checksum of
/// a block when it has given all of it, and only then takes bytes of the next: text is handed out when that has happened, so that
/// damage is never read as events.
/// </summary>
/// <param name="raw">The packed bytes; closed by their owner.</param>
internal sealed class Bzip2Text(RawInput raw) : ReadOnlyStream
{
    private const int UsualBlock = 1 << 20;

    // The decoder decodes its first block as it is made: only when somebody reads.
    private BZip2InputStream? _decoder;
    private byte[] _block = new byte[UsualBlock];
    private int _next, _length;
    private Exception? _failure;
    private bool _ended;

    /// <summary>True when, at the end, bytes were left that belong to no stream.</summary>
    public bool HasTrailingBytes { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="JoinedFileException">Another file follows.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_next == _length && !buffer.IsEmpty)
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            if (_ended)
            {
                return 0;
            }

            ReadBlock();
        }

        int count = Math.Min(buffer.Length, _length - _next);
        _block.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    private void ReadBlock()
    {
        (_next, _length) = (0, 0);
        long before = raw.Position;
        try
        {
            _decoder ??= new BZip2InputStream(raw) { IsStreamOwner = false };
            before = raw.Position;
            do
            {
                int next = _decoder.ReadByte();
                if (next < 0)
                {
                    EndStream();
                    return;
                }

                if (_length == _block.Length)
                {
                    Array.Resize(ref _block, 2 * _length);
                }

                _block[_length++] = (byte)next;
            }
            while (raw.Position == before);
        }
#pragma warning disable CA1031 // said when the text before it has been handed out
        catch (Exception e)
#pragma warning restore CA1031
        {
            // Once bytes behind the block were taken, its own checksum was right.
            _failure = e;
            _length = raw.Position == before ? 0 : _length;
        }
    }

    // The decoder takes its bytes one by one and none after its stream.
    private void EndStream()
    {
        _decoder = null;
        _ended = !raw.Peek(3).SequenceEqual("BZh"u8);
        try
        {
            HasTrailingBytes = _ended && JoinedFileException.CheckRest(raw);
        }
        catch (JoinedFileException e)
        {
            _failure = e;
        }
    }
}
