using System.Buffers;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Text;

/// <summary>Text of up to <see cref="EventBatch.Capacity"/> events and where each begins and ends. Blocks are used again.</summary>
/// <param name="name">Name of the file, for messages.</param>
internal abstract class TextEventBlock(string name) : EventBlock(0)
{
    /// <summary>
    /// A block of several events is not longer than this, bytes. Up to four blocks a worker are on their way at once, and text that was
    /// split a moment ago is in the processor's cache when it is decoded.
    /// </summary>
    public const int LengthLimit = 4 << 20;

    // More is given back to the runtime: one file with huge events must not hold its memory for ever.
    private const int KeptCapacity = 16 << 20;

    private readonly int[] _starts = new int[EventBatch.Capacity], _ends = new int[EventBatch.Capacity];
    private byte[] _buffer = [];

    /// <summary>Name of the file, for messages.</summary>
    public string Name { get; } = name;

    /// <summary>Number of the first event in the file, from 0.</summary>
    public long FirstEvent { get; private set; }

    /// <summary>Number of the line on which the block begins, from 1.</summary>
    public long FirstLine { get; private set; }

    /// <summary>Where the last event ends.</summary>
    public int End => EventCount == 0 ? 0 : _ends[EventCount - 1];

    /// <summary>Notes an event.</summary>
    /// <param name="start">Place of its first byte in the window.</param>
    /// <param name="end">Place after its last.</param>
    public void Add(int start, int end)
    {
        _starts[EventCount] = start;
        _ends[EventCount++] = end;
    }

    /// <summary>Leaves only the first events.</summary>
    public void Truncate(int count) => EventCount = count;

    /// <summary>Takes the text of the events noted over from the window.</summary>
    public void TakeFrom(TextWindow text)
    {
        FirstLine = text.FirstLine;
        Return(_buffer);
        _buffer = text.TakeFront(End);
    }

    /// <summary>Text of an event.</summary>
    /// <param name="index">Position of the event in the block.</param>
    public ReadOnlySpan<byte> TextOf(int index) => _buffer.AsSpan(_starts[index], _ends[index] - _starts[index]);

    /// <summary>Text between an event and the one before it, or what stands before the block's first.</summary>
    /// <param name="index">Position of the event in the block.</param>
    public ReadOnlySpan<byte> TextBefore(int index) => _buffer.AsSpan((index == 0 ? 0 : _ends[index - 1]).._starts[index]);

    /// <summary>Number of the line of a place in an event, from 1.</summary>
    /// <param name="index">Position of the event in the block.</param>
    /// <param name="offset">Place in the event's text.</param>
    public long LineOf(int index, int offset) => FirstLine + _buffer.AsSpan(0, _starts[index] + offset).Count((byte)'\n');

    /// <summary>Gives memory for text back to the pool, which all files of a run share.</summary>
    public static void Return(byte[] buffer)
    {
        if (buffer.Length <= KeptCapacity)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Empties the block for new events.</summary>
    /// <param name="firstEvent">Number of the first in the file, from 0.</param>
    protected void Restart(long firstEvent)
    {
        EventCount = 0;
        FirstEvent = firstEvent;
    }

    /// <summary>Puts the block where the next is taken from.</summary>
    protected abstract void GiveBack();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Return(_buffer);
        _buffer = [];
        GiveBack();
    }
}

/// <summary>A place in an event, turned into <c>file:line: event N</c> only when somebody wants to read it.</summary>
/// <param name="Block">The block.</param>
/// <param name="Index">Position of the event in the block.</param>
/// <param name="Offset">Place in the event's text.</param>
internal readonly record struct EventPlace(TextEventBlock Block, int Index, int Offset)
{
    /// <summary>Number of the event in the file, from 1.</summary>
    public long Event => Block.FirstEvent + Index + 1;

    /// <inheritdoc/>
    public override string ToString() => $"{Block.Name}:{Block.LineOf(Index, Offset)}: event {Event}";
}
