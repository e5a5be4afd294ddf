using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using ICSharpCode.SharpZipLib.Zip.Compression;

namespace AlpToolkit.Io.Compression;

/// <summary>A file or folder in a zip archive, from its head to what follows its bytes.</summary>
internal sealed class ZipMember
{
    private const int HeadLength = 30, Stored = 0, Deflated = 8, Encrypted = 1, SizesFollow = 8, Wide = 1;

    private const uint DescriptorSignature = 0x08074b50;

    private const int PieceSize = 16 * 1024;

    private readonly RawInput _raw;
    private readonly Crc32 _crc = new();
    private readonly int _flags, _method;
    private readonly uint _statedCrc;
    private readonly long _statedPacked, _statedLength;
    private readonly byte[] _piece = new byte[PieceSize];
    private readonly Inflater? _inflater;
    private long _packed, _length;
    private int _given;
    private bool _ended;

    private ZipMember(RawInput raw, ReadOnlySpan<byte> head, string name, ReadOnlySpan<byte> extra)
    {
        (_raw, Name) = (raw, name);
        (_flags, _method) = (U16(head, 6), U16(head, 8));
        _statedCrc = BinaryPrimitives.ReadUInt32LittleEndian(head[14..]);
        (_statedPacked, _statedLength) = Sizes(BinaryPrimitives.ReadUInt32LittleEndian(head[18..]), BinaryPrimitives.ReadUInt32LittleEndian(head[22..]), extra);
        _inflater = _method == Deflated ? new Inflater(noHeader: true) : null;
    }

    /// <summary>Its path in the archive.</summary>
    public string Name { get; }

    /// <summary>False for a folder.</summary>
    public bool IsFile => !Name.EndsWith('/');

    /// <summary>Reads the head of a member.</summary>
    /// <param name="raw">Stands at its first byte.</param>
    /// <exception cref="EndOfStreamException">The archive ends in it.</exception>
    public static ZipMember Open(RawInput raw)
    {
        byte[] head = new byte[HeadLength];
        raw.ReadExactly(head);
        byte[] name = new byte[U16(head, 26)], extra = new byte[U16(head, 28)];
        raw.ReadExactly(name);
        raw.ReadExactly(extra);
        return new ZipMember(raw, head, Encoding.UTF8.GetString(name), extra);
    }

    /// <summary>Checks that it can be unpacked.</summary>
    /// <exception cref="InvalidDataException">It needs a password, or is packed in another way.</exception>
    public void CheckCanRead()
    {
        if ((_flags & Encrypted) != 0)
        {
            throw new InvalidDataException($"'{Name}' needs a password");
        }

        // A stored file of unknown length has no end that can be found.
        if (_method is not (Stored or Deflated) || (_method == Stored && (_flags & SizesFollow) != 0 && _statedPacked == 0))
        {
            throw new InvalidDataException($"'{Name}' is packed by a method of zip that is not read");
        }
    }

    /// <summary>Reads its bytes; 0 at their end, when length and checksum were compared.</summary>
    /// <exception cref="EndOfStreamException">The archive ends in it.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public int Read(Span<byte> buffer)
    {
        if (_ended)
        {
            return 0;
        }

        int read = _inflater is null ? Copy(buffer) : Inflate(buffer);
        _crc.Append(buffer[..read]);
        _length += read;
        if (read == 0)
        {
            _ended = true;
            Check();
        }

        return read;
    }

    /// <summary>Passes over it.</summary>
    public void Pass()
    {
        if ((_flags & SizesFollow) != 0 || _method is Stored or Deflated)
        {
            CheckCanRead();
            byte[] unread = new byte[PieceSize];
            while (Read(unread) > 0)
            {
            }

            return;
        }

        for (long left = _statedPacked; left > 0;)
        {
            int length = _raw.Peek((int)Math.Min(left, PieceSize)).Length;
            _raw.Skip(length > 0 ? length : throw new EndOfStreamException());
            left -= length;
        }
    }

    private int Copy(Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, _statedPacked - _packed);
        int read = count == 0 ? 0 : _raw.Read(buffer[..count]);
        _packed += read;
        return read > 0 || count == 0 ? read : throw new EndOfStreamException();
    }

    private int Inflate(Span<byte> buffer)
    {
        byte[] text = System.Buffers.ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            while (!_inflater!.IsFinished)
            {
                if (_inflater.IsNeedingInput)
                {
                    Feed();
                }

                int read = _inflater.Inflate(text, 0, Math.Min(buffer.Length, text.Length));
                if (read > 0)
                {
                    text.AsSpan(0, read).CopyTo(buffer);
                    return read;
                }

                if (_inflater.IsNeedingDictionary || !(_inflater.IsNeedingInput || _inflater.IsFinished))
                {
                    throw new InvalidDataException("codes are wrong");
                }
            }

            Take(_given - _inflater.RemainingInput);
            return 0;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(text);
        }
    }

    // What was given stays in the file until it is known how much of it belongs to this member.
    private void Feed()
    {
        Take(_given);
        ReadOnlySpan<byte> next = _raw.Peek(PieceSize);
        if (next.IsEmpty)
        {
            throw new EndOfStreamException();
        }

        next.CopyTo(_piece);
        _given = next.Length;
        _inflater!.SetInput(_piece, 0, _given);
    }

    private void Take(int count)
    {
        _raw.Skip(count);
        _packed += count;
        _given = 0;
    }

    private void Check()
    {
        uint crc = _crc.GetCurrentHashAsUInt32();
        bool fits = (_flags & SizesFollow) != 0 && _method == Deflated ? TakeDescriptor(crc) : crc == _statedCrc && _length == _statedLength && _packed == _statedPacked;
        if (!fits)
        {
            throw new InvalidDataException($"length or checksum of '{Name}' is another than stated");
        }
    }

    // Checksum and sizes behind the bytes, with a signature or without, sizes of 4 or 8 bytes.
    private bool TakeDescriptor(uint crc)
    {
        const int longest = 24, shortest = 12;
        ReadOnlySpan<byte> next = _raw.Peek(longest);
        if (next.Length < shortest)
        {
            throw new EndOfStreamException();
        }

        foreach (int start in (ReadOnlySpan<int>)[4, 0])
        {
            foreach (int size in (ReadOnlySpan<int>)[4, 8])
            {
                int length = start + 4 + 2 * size;
                if (next.Length >= length && (start == 0 || BinaryPrimitives.ReadUInt32LittleEndian(next) == DescriptorSignature)
                    && BinaryPrimitives.ReadUInt32LittleEndian(next[start..]) == crc
                    && Number(next[(start + 4)..], size) == Cut(_packed, size) && Number(next[(start + 4 + size)..], size) == Cut(_length, size))
                {
                    _raw.Skip(length);
                    return true;
                }
            }
        }

        return false;
    }

    private static long Number(ReadOnlySpan<byte> bytes, int size) => size == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);

    private static long Cut(long value, int size) => size == 4 ? (uint)value : value;

    // Sizes that do not fit in four bytes stand in an extra field, first the length, then the packed length.
    private static (long Packed, long Length) Sizes(uint packed, uint length, ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int size = Math.Min(U16(extra, 2), extra.Length - 4);
            ReadOnlySpan<byte> field = extra.Slice(4, size);
            if (U16(extra, 0) == Wide && size >= 16)
            {
                return (packed == uint.MaxValue ? BinaryPrimitives.ReadInt64LittleEndian(field[8..]) : packed, length == uint.MaxValue ? BinaryPrimitives.ReadInt64LittleEndian(field) : length);
            }

            extra = extra[(4 + size)..];
        }

        return (packed, length);
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
