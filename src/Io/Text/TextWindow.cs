using System.Buffers;
using AlpToolkit.Io.Compression;

namespace AlpToolkit.Io.Text;

/// <summary>
/// The text of a file from some place on: a window that grows at its end and is cut at its front, so that no piece of text that
/// belongs together is ever split. The length of a line is limited, that of the window by who fills it.
/// </summary>
internal sealed class TextWindow(string name, ReadAhead input)
{
    /// <summary>Longest line, bytes.</summary>
    public const int LineLimit = 16 << 20;

    // For a small file, and for a block with the piece that goes beyond it: only longer events need more.
    private const int InitialCapacity = 1 << 20, UsualCapacity = TextEventBlock.LengthLimit + (1 << 19);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _lineLength;
    private Core.Plugins.PluginException? _failure;

    /// <summary>Name for messages.</summary>
    public string Name => name;

    /// <summary>The window.</summary>
    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    /// <summary>Length of the window.</summary>
    public int Length { get; private set; }

    /// <summary>Number of the line, from 1, on which the window begins.</summary>
    public long FirstLine { get; private set; } = 1;

    /// <summary>Number of the line, from 1, of a place in the window.</summary>
    public long LineAt(int position) => FirstLine + Span[..Math.Min(position, Length)].Count((byte)'\n');

    /// <summary>Adds text at the end; false when there is no more.</summary>
    /// <exception cref="Core.Plugins.PluginException">A line is too long, or the file cannot be unpacked.</exception>
    public bool Fill(CancellationToken cancellation)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        ArraySegment<byte> piece = input.Take(cancellation);
        if (piece.Count == 0)
        {
            return false;
        }

        try
        {
            CheckLines(piece);
            if (Length + piece.Count > _buffer.Length)
            {
                Grow(Length + piece.Count);
            }

            piece.AsSpan().CopyTo(_buffer.AsSpan(Length));
            Length += piece.Count;
        }
        finally
        {
            input.Return(piece);
        }

        return true;
    }

    /// <summary>
    /// Makes sure that the window reaches to a place, if the file does. Where it is damaged before that, <see cref="Fill"/> will say so:
    /// what is in the window may be a whole event.
    /// </summary>
    public void Reach(int position, CancellationToken cancellation)
    {
        try
        {
            while (Length < position && _failure is null && Fill(cancellation))
            {
            }
        }
        catch (Core.Plugins.PluginException e)
        {
            _failure = e;
        }
    }

    /// <summary>Drops the front of the window.</summary>
    /// <returns>How many lines ended in it.</returns>
    public int Drop(int count)
    {
        int lines = Span[..count].Count((byte)'\n');
        Span[count..].CopyTo(_buffer);
        Length -= count;
        FirstLine += lines;
        return lines;
    }

    /// <summary>Hands the front of the window over with its memory.</summary>
    /// <param name="count">Length of the front.</param>
    /// <returns>Memory, of the shared pool, whose first <paramref name="count"/> bytes are the front.</returns>
    public byte[] TakeFront(int count)
    {
        int rest = Length - count;
        byte[] front = _buffer;
        FirstLine += Span[..count].Count((byte)'\n');
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(rest, Math.Min(front.Length, UsualCapacity)));
        front.AsSpan(count, rest).CopyTo(_buffer);
        Length = rest;
        return front;
    }

    private void Grow(int needed)
    {
        int larger = _buffer.Length < UsualCapacity ? UsualCapacity : (int)Math.Min(2L * _buffer.Length, _buffer.Length + (32L << 20));
        byte[] grown = ArrayPool<byte>.Shared.Rent(Math.Max(needed, larger));
        Span.CopyTo(grown);
        TextEventBlock.Return(_buffer);
        _buffer = grown;
    }

    private void CheckLines(ReadOnlySpan<byte> piece)
    {
        int first = piece.IndexOf((byte)'\n');
        long length = (long)_lineLength + (first < 0 ? piece.Length : first);
        if (length > LineLimit)
        {
            throw TextErrors.LineTooLong(name, LineAt(Length), LineLimit);
        }

        _lineLength = first < 0 ? (int)length : piece.Length - 1 - piece.LastIndexOf((byte)'\n');
    }
}
