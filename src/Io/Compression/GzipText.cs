using System.Buffers.Binary;
using System.IO.Compression;

namespace AlpToolkit.Io.Compression;

/// <summary>
/// Text of a gzip file of one or several members (RFC 1952). The runtime's decoder is native and checks CRC-32 and length of
/// every member, but takes a file that is cut off for a whole one. So one more member, made here, is put after the end of the
/// file: if the decoder finds it, the file was whole; if it stumbles over it, the file was cut off inside a member; if it
/// never asks for it, bytes follow the last member that belong to none. All text of the file has been handed out before
/// the decoder asks for that member, because it asks for input only when it has no output left.
/// </summary>
internal sealed class GzipText : ReadOnlyStream
{
    private const int TrailerLength = 8;

    private static readonly byte[] s_mark = "whole to the end"u8.ToArray();
    private static readonly byte[] s_lastMember = Pack(s_mark);

    private readonly TailInput _file;
    private readonly MarkedInput _input;
    private readonly GZipStream _decoder;
    private long _length;
    private bool _ended;

    /// <summary>Reads gzip from where <paramref name="raw"/> stands.</summary>
    /// <param name="raw">The packed bytes; closed by their owner.</param>
    public GzipText(RawInput raw)
    {
        _file = new TailInput(raw);
        _input = new MarkedInput(_file);
        _decoder = new GZipStream(_input, CompressionMode.Decompress);
    }

    /// <summary>True when, at the end, bytes were left that belong to no member.</summary>
    public bool HasTrailingBytes { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">The file ends inside a member.</exception>
    /// <exception cref="InvalidDataException">A member is damaged.</exception>
    /// <exception cref="JoinedFileException">Another file follows.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            int read = _decoder.Read(buffer);
            _length += read;
            if (_input.LastMemberServed)
            {
                _ended = true;
                return IsMark(buffer[..read]) ? 0 : throw new EndOfStreamException();
            }

            _ended = read == 0;
            HasTrailingBytes = _ended && _file.FindFile(Packing.Gzip, MayEnd, out long at) is { } what ? throw new JoinedFileException(what, at) : _ended;
            return read;
        }
        catch (InvalidDataException) when (_input.LastMemberServed)
        {
            throw new EndOfStreamException();
        }
        catch (InvalidDataException e)
        {
            // The runtime's text is about archives of other methods.
            throw new InvalidDataException("codes or a checksum are wrong", e);
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

    // A member ends with its checksum and its length, which is no more than that of all: data that are stored as they are hold any text.
    private bool MayEnd(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= TrailerLength && (_length > uint.MaxValue || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) <= _length);

    private bool IsMark(ReadOnlySpan<byte> start)
    {
        Span<byte> text = stackalloc byte[s_mark.Length + 1];
        int length = Math.Min(start.Length, text.Length);
        start[..length].CopyTo(text);
        while (length < text.Length && _decoder.Read(text[length..]) is > 0 and int read)
        {
            length += read;
        }

        return text[..length].SequenceEqual(s_mark);
    }

    private static byte[] Pack(ReadOnlySpan<byte> text)
    {
        using MemoryStream packed = new();
        using (GZipStream encoder = new(packed, CompressionLevel.Fastest))
        {
            encoder.Write(text);
        }

        return packed.ToArray();
    }

    private sealed class MarkedInput(TailInput raw) : ReadOnlyStream
    {
        private int _served;

        public bool LastMemberServed { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (!LastMemberServed && raw.Read(buffer) is > 0 and int read)
            {
                return read;
            }

            LastMemberServed = true;
            int count = Math.Min(buffer.Length, s_lastMember.Length - _served);
            s_lastMember.AsSpan(_served, count).CopyTo(buffer);
            _served += count;
            return count;
        }
    }
}
