using System.Collections.Concurrent;

namespace AlpToolkit.Io.Compression;

/// <summary>
/// Reads and unpacks an <see cref="InputFile"/> on a thread of its own, a few pieces ahead of who takes them, so that unpacking
/// and parsing overlap. What goes wrong there is thrown at the taker, after the pieces before it. One taker.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    // With pieces of 256 kB a block of text: whoever splits and decodes on one thread takes none for as long as it decodes a block.
    private const int Depth = 16;

    private readonly InputFile _input;
    private readonly ConcurrentQueue<Piece> _filled = new();
    private readonly ConcurrentBag<byte[]> _free = [];
    private readonly SemaphoreSlim _filledCount = new(0), _freeCount = new(Depth);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly int _pieceSize;
    private bool _disposed;

    /// <summary>Starts to read.</summary>
    /// <param name="input">Where from; closed by <see cref="Dispose"/>.</param>
    /// <param name="pieceSize">Size of a piece, bytes.</param>
    public ReadAhead(InputFile input, int pieceSize)
    {
        _input = input;
        _pieceSize = pieceSize;
        _thread = new Thread(Run) { IsBackground = true, Name = "read ahead" };
        _thread.Start();
    }

    /// <summary>The next piece, of any length; empty at the end. It stays valid until <see cref="Return"/>.</summary>
    public ArraySegment<byte> Take(CancellationToken cancellation)
    {
        _filledCount.Wait(cancellation);
        if (!_filled.TryPeek(out Piece piece))
        {
            throw new InvalidOperationException("a piece was announced and is not there");
        }

        if (piece.Failure is not null || piece.Length == 0)
        {
            // It stays, so that asking again gives the same answer.
            _filledCount.Release();
            return piece.Failure is null ? ArraySegment<byte>.Empty : throw piece.Failure;
        }

        _filled.TryDequeue(out _);
        return new ArraySegment<byte>(piece.Buffer, 0, piece.Length);
    }

    /// <summary>Gives a piece back to be filled again.</summary>
    public void Return(ArraySegment<byte> piece)
    {
        _free.Add(piece.Array!);
        _freeCount.Release();
    }

    /// <summary>Stops reading and closes the input.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _stop.Cancel();

        // A read from standard input may block for ever: its thread then closes it whenever it wakes up.
        if (_thread.Join(TimeSpan.FromSeconds(1)))
        {
            _stop.Dispose();
            _filledCount.Dispose();
            _freeCount.Dispose();
        }
    }

    private void Run()
    {
        using (_input)
        {
            try
            {
                bool more = true;
                while (more)
                {
                    _freeCount.Wait(_stop.Token);
                    more = Fill(_free.TryTake(out byte[]? buffer) ? buffer : new byte[_pieceSize]);
                }
            }
            catch (OperationCanceledException)
            {
                // Disposed: nobody waits for more.
            }
        }
    }

    private bool Fill(byte[] buffer)
    {
        int length = 0;
        Exception? failure = null;
        bool ended = false;
        try
        {
            while (length < buffer.Length && !ended)
            {
                int read = _input.Read(buffer.AsSpan(length));
                ended = read == 0;
                length += read;
            }

            if (ended)
            {
                _input.FinishSha256();
            }
        }
#pragma warning disable CA1031 // whatever it is, the taker must learn of it
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = e;
        }

        if (length > 0)
        {
            Publish(new Piece(buffer, length, null));
        }

        if (failure is not null || ended)
        {
            Publish(new Piece([], 0, failure));
            return false;
        }

        return true;
    }

    private void Publish(Piece piece)
    {
        _filled.Enqueue(piece);
        _filledCount.Release();
    }

    private readonly record struct Piece(byte[] Buffer, int Length, Exception? Failure);
}
