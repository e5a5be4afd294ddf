using AlpToolkit.Core.Plugins;
using ICSharpCode.SharpZipLib;
using SharpCompress.Common;
using ZstdSharp;

namespace AlpToolkit.Io.Compression;

/// <summary>
/// An input file as text, whatever it was packed with: what it is, is read from its first bytes, never from its name. Size and
/// SHA-256 of the bytes on disk are made on the way. For one thread, except <see cref="BytesRead"/>.
/// </summary>
internal sealed class InputFile : ReadOnlyStream
{
    private readonly RawInput _raw;
    private Stream? _text;

    private InputFile(string name, RawInput raw)
    {
        Name = name;
        _raw = raw;
        Packing = PackingOf(raw.Peek(6));
    }

    /// <summary>Name for messages.</summary>
    public string Name { get; }

    /// <summary>What the bytes on disk are packed with.</summary>
    public Packing Packing { get; }

    /// <summary>Size on disk; null when not known.</summary>
    public long? Size => _raw.Size;

    /// <summary>Bytes read from disk so far; any thread.</summary>
    public long BytesRead => _raw.BytesRead;

    /// <summary>True when bytes follow the packed data that belong to no file.</summary>
    public bool HasTrailingBytes => _text is GzipText { HasTrailingBytes: true } or Bzip2Text { HasTrailingBytes: true } or ZipText { HasTrailingBytes: true } or ZstdText { HasTrailingBytes: true };

    /// <summary>SHA-256 of the bytes on disk, lower-case hexadecimal; null before <see cref="FinishSha256"/>.</summary>
    public string? Sha256 => _raw.Sha256;

    /// <summary>Reads what is left on disk, to know <see cref="Sha256"/>.</summary>
    /// <exception cref="PluginException">It cannot be read.</exception>
    public void FinishSha256()
    {
        try
        {
            _raw.FinishSha256();
        }
        catch (IOException e)
        {
            throw InputErrors.CannotRead(Name, e);
        }
    }

    /// <summary>Opens a file by its path.</summary>
    /// <exception cref="PluginException">It cannot be opened, or is packed in a way that cannot be read.</exception>
    public static InputFile Open(string path)
    {
        try
        {
            // The read-ahead has its own buffers.
            FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
            return Open(path, file, file.CanSeek ? file.Length : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.CannotOpen(path, e);
        }
    }

    /// <summary>Reads from a stream, which is closed with this one.</summary>
    /// <exception cref="PluginException">It is packed in a way that cannot be read.</exception>
    public static InputFile Open(string name, Stream stream, long? size)
    {
        try
        {
            return new InputFile(name, new RawInput(stream, size));
        }
        catch (IOException e)
        {
            stream.Dispose();
            throw InputErrors.CannotRead(name, e);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads text.</summary>
    /// <exception cref="PluginException">The packed bytes are damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return (_text ??= Unpack()).Read(buffer);
        }
        catch (EndOfStreamException)
        {
            throw InputErrors.Truncated(Name, BytesRead);
        }
        catch (JoinedFileException e)
        {
            throw InputErrors.Joined(Name, Packing, e.At, e.What);
        }
        catch (Exception e) when (e is InvalidDataException or SharpZipBaseException or SharpCompressException or ZstdException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            // BZip2InputStream and XZBlock index their tables with what damaged input says.
            throw _raw.WasAskedForMore && Packing is (Packing.Xz or Packing.Bzip2) && e is not InvalidDataException
                ? InputErrors.Truncated(Name, BytesRead)
                : InputErrors.Damaged(Name, Packing, BytesRead, e);
        }
        catch (IOException e)
        {
            throw InputErrors.CannotRead(Name, e);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text?.Dispose();
            _raw.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>What bytes that begin so are packed with.</summary>
    public static Packing PackingOf(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? Packing.Gzip
        : start.StartsWith("BZh"u8) ? Packing.Bzip2
        : start.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? Packing.Xz
        : start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]) ? Packing.Zstandard
        : start.StartsWith("PK\x03\x04"u8) ? Packing.Zip
        : Packing.None;

    private Stream Unpack() => Packing switch
    {
        Packing.Gzip => new GzipText(_raw),
        Packing.Bzip2 => new Bzip2Text(_raw),
        Packing.Xz => new XzText(_raw),
        Packing.Zip => new ZipText(_raw),
        Packing.Zstandard => new ZstdText(_raw),
        _ => _raw,
    };
}

/// <summary>What a file is packed with.</summary>
internal enum Packing
{
    None,
    Gzip,
    Bzip2,
    Xz,
    Zstandard,
    Zip,
}
