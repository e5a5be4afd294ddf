using System.Runtime.CompilerServices;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>Finds listings, and where their events begin and end. What it finds does not depend on how the text arrives.</summary>
/// <param name="text">The file.</param>
/// <param name="warnings">Takes what is odd but readable.</param>
/// <param name="listings">Takes every listing with its lines of tools and attributes; null to keep neither.</param>
internal sealed class HepMcEventSplitter(TextWindow text, EventWarnings warnings, List<HepMcListing>? listings = null)
    : TextEventSplitter<HepMcEventBlock>(text)
{
    /// <summary>Longest event, or text between two events, bytes.</summary>
    public const int EventLimit = 64 << 20;

    private readonly HepMcHeadLines _head = new(text.Name, warnings, listings);
    private int _eventStart = -1;
    private long _events;
    private bool _atEnd;

    /// <inheritdoc/>
    protected override bool FindEvent(HepMcEventBlock block, CancellationToken cancellation) => FindStart(block, cancellation) && FindEnd(block, cancellation);

    /// <inheritdoc/>
    protected override void Taken(int count)
    {
        base.Taken(count);
        _eventStart = _eventStart < 0 ? -1 : _eventStart - count;
    }

    // Puts _eventStart on the next line E; false at the end of the file.
    private bool FindStart(HepMcEventBlock block, CancellationToken cancellation)
    {
        while (_eventStart < 0)
        {
            if (!FindLine(block, out int end, cancellation))
            {
                if (!_atEnd)
                {
                    _atEnd = true;
                    _head.End(Text.LineAt(Text.Length));
                }

                return false;
            }

            ReadOnlySpan<byte> line = Text.Span[Position..end];
            if (_head.Listing is not null && line.StartsWith("E "u8))
            {
                _head.BeginEvents();
                _eventStart = Position++;
            }
            else
            {
                _head.Read(line, Text.LineAt(Position));
                Position = Math.Min(end + 1, Text.Length);
            }
        }

        return true;
    }

    // Finds the end of the line at Position, without its '\n'; false when there is none.
    private bool FindLine(HepMcEventBlock block, out int end, CancellationToken cancellation)
    {
        int scanned = Position;
        while (true)
        {
            int found = Text.Span[scanned..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                end = scanned + found;
                return true;
            }

            scanned = Text.Length;
            if (Text.Length - block.End > EventLimit)
            {
                throw HepMcErrors.BetweenTooLong(Text.Name, Text.LineAt(Position), _events, EventLimit);
            }

            if (!Text.Fill(cancellation))
            {
                end = Text.Length;
                return end > Position;
            }
        }
    }

    // Notes the event at _eventStart; false when it must go into the next block.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool FindEnd(HepMcEventBlock block, CancellationToken cancellation)
    {
        ReadOnlySpan<byte> nextEvent = "\nE "u8, nextListing = "\nHepMC::"u8;
        while (true)
        {
            ReadOnlySpan<byte> rest = Text.Span[Position..];
            int found = rest.IndexOf(nextEvent);
            int listing = rest[..(found < 0 ? rest.Length : found)].IndexOf(nextListing);
            found = listing >= 0 ? listing : found;
            if (found >= 0)
            {
                return Close(block, Position + found + 1, isOpen: false);
            }

            Position = Math.Max(Position, Text.Length - nextListing.Length + 1);
            if (Text.Length > TextEventBlock.LengthLimit && block.EventCount > 0)
            {
                return false;
            }

            if (Text.Length - _eventStart > EventLimit)
            {
                throw HepMcErrors.EventTooLong(Text.Name, Text.LineAt(_eventStart), _events + 1, EventLimit);
            }

            if (!Text.Fill(cancellation))
            {
                // The listing has no end: another file may begin in what looks like its last event.
                int file = FileStart.LineIn(Text.Span[_eventStart..]);
                return file < 0 ? Close(block, Text.Length, isOpen: true) : Close(block, _eventStart + file, isOpen: false);
            }
        }
    }

    private bool Close(HepMcEventBlock block, int end, bool isOpen)
    {
        if (end > TextEventBlock.LengthLimit && block.EventCount > 0)
        {
            Position = _eventStart + 1;
            return false;
        }

        block.Add(_eventStart, end, _head.Listing!, isOpen);
        _events++;
        Position = end;
        _eventStart = -1;
        return true;
    }
}
