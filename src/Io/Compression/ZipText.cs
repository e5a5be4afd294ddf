using System.Buffers.Binary;

namespace AlpToolkit.Io.Compression;

/// <summary>
/// Text of the one file in a zip archive (APPNOTE 6.3.10), read from front to back; folders, and what macOS adds to archives, are
/// passed over. The directory behind the files must name as many as were met, and be where it says: an archive joined to another has
/// a directory that knows of one of them only.
/// </summary>
/// <param name="raw">The archive; closed by its owner.</param>
internal sealed class ZipText(RawInput raw) : ReadOnlyStream
{
    private const uint FileHead = 0x04034b50, DirectoryEntry = 0x02014b50, End64 = 0x06064b50, Locator64 = 0x07064b50, End = 0x06054b50;

    private const int MostSkipped = 4096;

    private ZipMember? _file;
    private long _members, _directoryStart;
    private bool _ended;

    /// <summary>True when, at the end, bytes were left that belong to no archive.</summary>
    public bool HasTrailingBytes { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">The archive ends too early.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or holds no file, several, or one that needs a password.</exception>
    /// <exception cref="JoinedFileException">Another file follows.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        _file ??= NextFile() ?? throw new InvalidDataException("the archive holds no file");
        int read = _file.Read(buffer);
        if (read > 0)
        {
            return read;
        }

        if (NextFile() is { } other)
        {
            throw new InvalidDataException($"the archive holds several files, '{_file.Name}' and '{other.Name}'");
        }

        ReadDirectory();
        _ended = true;
        HasTrailingBytes = JoinedFileException.CheckRest(raw);
        return 0;
    }

    private ZipMember? NextFile()
    {
        while (Signature(FileHead))
        {
            _members++;
            ZipMember member = ZipMember.Open(raw);
            if (member.IsFile && !member.Name.StartsWith("__MACOSX/", StringComparison.Ordinal))
            {
                member.CheckCanRead();
                return member;
            }

            member.Pass();
        }

        return null;
    }

    private void ReadDirectory()
    {
        _directoryStart = raw.Position;
        long entries = 0;
        while (Signature(DirectoryEntry))
        {
            ReadOnlySpan<byte> entry = Fixed(46);
            int tail = U16(entry, 28) + U16(entry, 30) + U16(entry, 32);
            Skip(46 + (long)tail);
            entries++;
        }

        (long Entries, long Start)? wide = null;
        if (Signature(End64))
        {
            ReadOnlySpan<byte> end64 = Fixed(56);
            wide = ((long)BinaryPrimitives.ReadUInt64LittleEndian(end64[32..]), (long)BinaryPrimitives.ReadUInt64LittleEndian(end64[48..]));
            Skip(12 + Math.Max(0, (long)BinaryPrimitives.ReadUInt64LittleEndian(end64[4..])));
            Skip(Signature(Locator64) ? 20 : 0);
        }

        if (!Signature(End))
        {
            throw raw.Peek(4).Length < 4 ? new EndOfStreamException() : new InvalidDataException($"at byte {raw.Position} neither a file of the archive nor its directory begins");
        }

        ReadOnlySpan<byte> end = Fixed(22);
        (long named, long start) = (U16(end, 10), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        named = named == ushort.MaxValue && wide is { } many ? many.Entries : named;
        start = start == uint.MaxValue && wide is { } far ? far.Start : start;
        Skip(22 + U16(end, 20));
        if (entries != _members || named != _members || start != _directoryStart)
        {
            throw new InvalidDataException($"its directory, at byte {_directoryStart}, names {named} files and says to be at byte {start}, and {_members} were met: the archive was joined to another or changed");
        }
    }

    private bool Signature(uint signature) => raw.Peek(4) is { Length: 4 } next && BinaryPrimitives.ReadUInt32LittleEndian(next) == signature;

    private ReadOnlySpan<byte> Fixed(int length) => raw.Peek(length) is { } next && next.Length == length ? next : throw new EndOfStreamException();

    private void Skip(long count)
    {
        while (count > 0)
        {
            int length = raw.Peek((int)Math.Min(count, MostSkipped)).Length;
            raw.Skip(length > 0 ? length : throw new EndOfStreamException());
            count -= length;
        }
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
