using System.Security.Cryptography;

namespace AlpToolkit.Io.Compression;

/// <summary>The bytes on disk, counted and hashed as they pass.</summary>
internal sealed class RawInput(Stream stream, long? size) : ReadOnlyStream
{
    private const int BufferSize = 128 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _start, _end;
    private long _bytesRead;

    /// <summary>Size on disk; null when not known.</summary>
    public long? Size => size;

    /// <summary>SHA-256 of all bytes, lower-case hexadecimal; null before <see cref="FinishSha256"/>.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>True when somebody wanted bytes after the last.</summary>
    public bool WasAskedForMore { get; private set; }

    /// <summary>Bytes handed out.</summary>
    public override long Position { get => BytesRead - (_end - _start); set => throw new NotSupportedException(); }

    /// <summary>Bytes read from disk so far; any thread.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>The next bytes without taking them; fewer than <paramref name="count"/> only at the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_start + count > BufferSize)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        while (_end - _start < count)
        {
            int read = ReadHashed(_buffer.AsSpan(_end));
            if (read == 0)
            {
                break;
            }

            _end += read;
        }

        return _buffer.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>Takes bytes that were looked at.</summary>
    /// <param name="count">No more than <see cref="Peek"/> gave.</param>
    public void Skip(int count) => _start += count;

    /// <summary>Reads what is left, to know <see cref="Sha256"/>.</summary>
    public void FinishSha256()
    {
        if (Sha256 is not null)
        {
            return;
        }

        while (ReadHashed(_buffer) > 0)
        {
        }

        _start = _end = 0;
        Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            if (buffer.Length >= BufferSize)
            {
                int whole = ReadHashed(buffer);
                WasAskedForMore |= whole == 0;
                return whole;
            }

            _start = 0;
            _end = ReadHashed(_buffer);
            WasAskedForMore |= _end == 0 && !buffer.IsEmpty;
        }

        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadHashed(Span<byte> buffer)
    {
        int read = Sha256 is null ? stream.Read(buffer) : 0;
        _hash.AppendData(buffer[..read]);
        Interlocked.Add(ref _bytesRead, read);
        return read;
    }
}
