using System.Runtime.CompilerServices;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>Finds listings, and where their events begin and end. What it finds does not depend on how the text arrives.</summary>
/// <param name="text">The file.</param>
/// <param name="warnings">Takes what is odd but readable.</param>
/// <param name="listings">Takes every listing with its lines of tools and attributes; null to keep neither.</param>
internal sealed class HepMcEventSplitter(TextWindow text, EventWarnings warnings, List<HepMcListing>? listings = null)
{
    /// <summary>Longest event, or text between two events, bytes.</summary>
    public const int EventLimit = 64 << 20;

    private readonly HepMcHeadLines _head = new(text.Name, warnings, listings);
    private int _position, _eventStart = -1;
    private long _events;
    private bool _atEnd;
    private PluginException? _failure;

    /// <summary>Fills a block with the next events.</summary>
    /// <returns>False when there are none left.</returns>
    /// <exception cref="PluginException">The text is not a list of events. The whole events before it were given first.</exception>
    public bool ReadBlock(HepMcEventBlock block, CancellationToken cancellation)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        try
        {
            while (block.EventCount < EventBatch.Capacity && FindStart(block, cancellation) && FindEnd(block, cancellation))
            {
            }
        }
        catch (PluginException e)
        {
            _failure = e;
            if (block.EventCount == 0)
            {
                throw;
            }
        }

        int end = block.End;
        if (end == 0)
        {
            return false;
        }

        block.TakeFrom(text);
        _position -= end;
        _eventStart = _eventStart < 0 ? -1 : _eventStart - end;
        return true;
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
                    _head.End(text.LineAt(text.Length));
                }

                return false;
            }

            ReadOnlySpan<byte> line = text.Span[_position..end];
            if (_head.Listing is not null && line.StartsWith("E "u8))
            {
                _head.BeginEvents();
                _eventStart = _position++;
            }
            else
            {
                _head.Read(line, text.LineAt(_position));
                _position = Math.Min(end + 1, text.Length);
            }
        }

        return true;
    }

    // Finds the end of the line at _position, without its '\n'; false when there is none.
    private bool FindLine(HepMcEventBlock block, out int end, CancellationToken cancellation)
    {
        int scanned = _position;
        while (true)
        {
            int found = text.Span[scanned..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                end = scanned + found;
                return true;
            }

            scanned = text.Length;
            if (text.Length - block.End > EventLimit)
            {
                throw HepMcErrors.BetweenTooLong(text.Name, text.LineAt(_position), _events, EventLimit);
            }

            if (!text.Fill(cancellation))
            {
                end = text.Length;
                return end > _position;
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
            ReadOnlySpan<byte> rest = text.Span[_position..];
            int found = rest.IndexOf(nextEvent);
            int listing = rest[..(found < 0 ? rest.Length : found)].IndexOf(nextListing);
            found = listing >= 0 ? listing : found;
            if (found >= 0)
            {
                return Close(block, _position + found + 1, isOpen: false);
            }

            _position = Math.Max(_position, text.Length - nextListing.Length + 1);
            if (text.Length > TextEventBlock.LengthLimit && block.EventCount > 0)
            {
                return false;
            }

            if (text.Length - _eventStart > EventLimit)
            {
                throw HepMcErrors.EventTooLong(text.Name, text.LineAt(_eventStart), _events + 1, EventLimit);
            }

            if (!text.Fill(cancellation))
            {
                return Close(block, text.Length, isOpen: true);
            }
        }
    }

    private bool Close(HepMcEventBlock block, int end, bool isOpen)
    {
        if (end > TextEventBlock.LengthLimit && block.EventCount > 0)
        {
            _position = _eventStart + 1;
            return false;
        }

        block.Add(_eventStart, end, _head.Listing!, isOpen);
        _events++;
        _position = end;
        _eventStart = -1;
        return true;
    }
}
