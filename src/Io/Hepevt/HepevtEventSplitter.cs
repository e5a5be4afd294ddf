using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Hepevt;

/// <summary>Finds where events begin and end: the head of one says how many lines follow.</summary>
internal sealed class HepevtEventSplitter(TextWindow text)
{
    private const int EventLimit = 64 << 20;

    private HepevtLayout? _layout;
    private int _position;
    private long _events;
    private PluginException? _failure;

    /// <summary>Fills a block with the next events.</summary>
    /// <returns>False when there are none left.</returns>
    /// <exception cref="PluginException">The text is not a list of events. The whole events before it were given first.</exception>
    public bool ReadBlock(HepevtEventBlock block, CancellationToken cancellation)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        try
        {
            while (block.EventCount < EventBatch.Capacity && (block.EventCount == 0 || block.End < TextEventBlock.LengthLimit) && FindEvent(block, cancellation))
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

        block.Layout = _layout;
        block.TakeFrom(text);
        _position -= end;
        return true;
    }

    private bool FindEvent(HepevtEventBlock block, CancellationToken cancellation)
    {
        int start, next;
        do
        {
            start = _position;
            next = LineEnd(start, start, cancellation);
            if (next < 0)
            {
                return _events > 0 ? false : throw HepevtErrors.Empty(text.Name);
            }

            _position = next;
        }
        while (HepevtLayout.CountColumns(text.Span[start..next]) == 0);

        if (!HepevtLayout.TryReadHead(text.Span[start..next].TrimEnd((byte)'\n'), out int particles, out _))
        {
            throw HepevtErrors.Head(text.Name, text.LineAt(start), text.Span[start..next].Trim(" \t\r\n"u8));
        }

        if (particles > 0)
        {
            FindLayout(start, next, cancellation);
        }

        long lines = (long)particles * (_layout?.Lines ?? 1);
        int end = next;
        for (long line = 0; line < lines; line++)
        {
            int after = LineEnd(start, end, cancellation);
            end = after >= 0 ? after : throw HepevtErrors.Truncated(text.Name, text.LineAt(start), _events + 1, lines, line);
        }

        block.Add(start, end);
        _position = end;
        _events++;
        return true;
    }

    private void FindLayout(int start, int first, CancellationToken cancellation)
    {
        if (_layout is not null)
        {
            return;
        }

        int second = LineEnd(start, first, cancellation);
        int third = second < 0 ? -1 : LineEnd(start, second, cancellation);
        ReadOnlySpan<byte> line = second < 0 ? [] : text.Span[first..second];
        _layout = HepevtLayout.Of(line, third < 0 ? [] : text.Span[second..third])
            ?? throw HepevtErrors.Layout(text.Name, text.LineAt(first), HepevtLayout.CountColumns(line));
    }

    // Place behind the line that begins at a place; −1 when there is none.
    private int LineEnd(int eventStart, int from, CancellationToken cancellation)
    {
        for (int scanned = from; ;)
        {
            int found = text.Span[scanned..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                return scanned + found + 1;
            }

            scanned = text.Length;
            if (text.Length - eventStart > EventLimit)
            {
                throw HepevtErrors.EventTooLong(text.Name, text.LineAt(eventStart), _events + 1, EventLimit);
            }

            if (!text.Fill(cancellation))
            {
                return text.Length > from ? text.Length : -1;
            }
        }
    }
}
