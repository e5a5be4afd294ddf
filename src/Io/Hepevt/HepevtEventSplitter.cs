using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Hepevt;

/// <summary>Finds where events begin and end: the head of one says how many lines follow.</summary>
internal sealed class HepevtEventSplitter(TextWindow text)
    : TextEventSplitter<HepevtEventBlock>(text)
{
    private const int EventLimit = 64 << 20;

    private HepevtLayout? _layout;
    private long _events;

    /// <inheritdoc/>
    protected override bool FindEvent(HepevtEventBlock block, CancellationToken cancellation)
    {
        if (block.End >= TextEventBlock.LengthLimit)
        {
            return false;
        }

        int start, next;
        do
        {
            start = Position;
            next = LineEnd(start, start, cancellation);
            if (next < 0)
            {
                return _events > 0 ? false : throw HepevtErrors.Empty(Text.Name);
            }

            Position = next;
        }
        while (HepevtLayout.CountColumns(Text.Span[start..next]) == 0);

        if (!HepevtLayout.TryReadHead(Text.Span[start..next].TrimEnd((byte)'\n'), out int particles, out _))
        {
            throw HepevtErrors.Head(Text.Name, Text.LineAt(start), Text.Span[start..next].Trim(" \t\r\n"u8));
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
            end = after >= 0 ? after : throw HepevtErrors.Truncated(Text.Name, Text.LineAt(start), _events + 1, lines, line);
        }

        block.Layout = _layout;
        block.Add(start, end);
        Position = end;
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
        ReadOnlySpan<byte> line = second < 0 ? [] : Text.Span[first..second];
        _layout = HepevtLayout.Of(line, third < 0 ? [] : Text.Span[second..third])
            ?? throw HepevtErrors.Layout(Text.Name, Text.LineAt(first), HepevtLayout.CountColumns(line));
    }

    // Place behind the line that begins at a place; −1 when there is none.
    private int LineEnd(int eventStart, int from, CancellationToken cancellation)
    {
        for (int scanned = from; ;)
        {
            int found = Text.Span[scanned..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                return scanned + found + 1;
            }

            scanned = Text.Length;
            if (Text.Length - eventStart > EventLimit)
            {
                throw HepevtErrors.EventTooLong(Text.Name, Text.LineAt(eventStart), _events + 1, EventLimit);
            }

            if (!Text.Fill(cancellation))
            {
                return Text.Length > from ? Text.Length : -1;
            }
        }
    }
}
