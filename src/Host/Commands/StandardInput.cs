using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.Convert;
using AlpToolkit.Io.Hepevt;
using AlpToolkit.Io.HepMc.Records;

namespace AlpToolkit.Host.Commands;

/// <summary>Standard input, of which the first bytes are looked at before it is read.</summary>
internal sealed class StandardInput : Stream
{
    /// <summary>Its name for messages.</summary>
    public const string Name = "standard input";

    private const int HeadLength = 1 << 16;
    private readonly Stream _rest;
    private readonly byte[] _head;
    private int _position;

    private StandardInput(Stream rest)
    {
        _rest = rest;
        byte[] head = new byte[HeadLength];
        _head = head[..rest.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
    }

    /// <summary>Waits for its first bytes.</summary>
    public static StandardInput Open() => new(Console.OpenStandardInput());

    /// <summary>What it is: HepMC or HEPEVT; other text is LHE, whose reader says what is wrong.</summary>
    /// <exception cref="PluginException">It is packed in a way that cannot be read, or a ROOT file.</exception>
    public FileFormat Format => _head.AsSpan().StartsWith("root"u8) ? throw new PluginException("standard input is a ROOT file, which is read in an order of its own: name the file") : HepMcFile.IsHepMc(_head) ? FileFormat.HepMc : HepevtFile.IsHepevt(_head) ? FileFormat.Hepevt : FileFormat.Lhe;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _head.Length - _position);
        if (count == 0)
        {
            return _rest.Read(buffer);
        }

        _head.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
