using ICSharpCode.SharpZipLib.Zip;

namespace AlpToolkit.Io.Compression;

/// <summary>Text of the one file in a zip archive; folders, and what macOS adds to archives, are passed over.</summary>
/// <param name="raw">The archive; closed by its owner.</param>
internal sealed class ZipText(Stream raw) : ReadOnlyStream
{
    private readonly ZipInputStream _archive = new(raw) { IsStreamOwner = false };
    private ZipEntry? _entry;
    private bool _ended;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is damaged, or holds no file, several, or one that needs a password.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        _entry ??= NextFile() ?? throw new InvalidDataException("the archive holds no file");
        int read = _archive.Read(buffer);
        if (read > 0)
        {
            return read;
        }

        _ended = true;
        return NextFile() is { } other ? throw new InvalidDataException($"the archive holds several files, '{_entry.Name}' and '{other.Name}'") : 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _archive.Dispose();
        }

        base.Dispose(disposing);
    }

    private ZipEntry? NextFile()
    {
        while (_archive.GetNextEntry() is { } entry)
        {
            if (entry.IsFile && !entry.Name.StartsWith("__MACOSX/", StringComparison.Ordinal))
            {
                return entry.IsCrypted ? throw new InvalidDataException($"'{entry.Name}' needs a password")
                    : _archive.CanDecompressEntry ? entry
                    : throw new InvalidDataException($"'{entry.Name}' is packed by a method of zip that is not read");
            }
        }

        return null;
    }
}
