using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>Finds where events begin and end, and nothing else. What it finds does not depend on how the text arrives.</summary>
internal sealed class LheEventSplitter(TextWindow text, EventWarnings warnings, LheErrorPolicy policy, LheDocuments documents)
{
    /// <summary>Longest event, or text between two events, bytes.</summary>
    public const int EventLimit = 64 << 20;

    /// <summary>A block of several events is not longer than this, bytes.</summary>
    public const int BlockLimit = 32 << 20;

    private const int LongestTagName = 24;
    private const int LongestTag = 1 << 16;

    private int _position, _eventStart = -1;
    private long _events;
    private bool _rootClosed, _strayText, _atDocument;
    private byte[] _dropped = [];
    private PluginException? _failure;

    /// <summary>True for a file that holds events and no head.</summary>
    public bool IsPart { get; init; }

    /// <summary>True to keep what stands between documents.</summary>
    public bool KeepsText { get; init; }

    /// <summary>Event groups opened so far.</summary>
    public long EventGroups { get; private set; }

    /// <summary>What stood between the documents passed over since the last call.</summary>
    public byte[] TakeDropped()
    {
        byte[] dropped = _dropped;
        _dropped = [];
        return dropped;
    }

    /// <summary>Fills a block with the next events.</summary>
    /// <returns>False when there are none left.</returns>
    /// <exception cref="PluginException">The text is not a list of events. The whole events before it were given first.</exception>
    public bool ReadBlock(LheEventBlock block, CancellationToken cancellation)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        try
        {
            while (block.EventCount < EventBatch.Capacity && (FindStart(block, cancellation) ? FindEnd(block, cancellation) : _atDocument && block.EventCount == 0))
            {
                if (_atDocument)
                {
                    BeginDocument(cancellation);
                }
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

    // A block holds events of one document.
    private void BeginDocument(CancellationToken cancellation)
    {
        if (!_rootClosed)
        {
            warnings.Add($"{text.Name}:{text.LineAt(_position)}: another LHE document begins and the one before it has no </LesHouchesEvents>; it may be truncated between two events.");
        }

        long line = text.LineAt(_position);
        _dropped = KeepsText ? [.. _dropped, .. text.Span[.._position]] : [];
        text.Drop(_position);
        (_position, _atDocument, _rootClosed) = (0, false, false);

        // What is odd about its head was said of the first.
        documents.Begin(new LheHeadReader(text, new EventWarnings(), cancellation).Read(), line);
    }

    // Puts _eventStart on the next <event>; false at the end of the file or of a document.
    private bool FindStart(LheEventBlock block, CancellationToken cancellation)
    {
        while (_eventStart < 0 && !_atDocument)
        {
            int skipped = text.Span[_position..].IndexOfAnyExcept(" \t\r\n"u8);
            if (skipped < 0)
            {
                _position = text.Length;
                if (!FillBetween(block, cancellation))
                {
                    EndOfFile();
                    return false;
                }

                continue;
            }

            _position += skipped;
            text.Reach(_position + LongestTagName, cancellation);
            ReadOnlySpan<byte> rest = text.Span[_position..];
            if (rest[0] == (byte)'#')
            {
                SkipTo("\n"u8, block, cancellation);
            }
            else if (rest[0] != (byte)'<')
            {
                WarnOfText(rest);
                SkipTo("<"u8, block, cancellation);
            }
            else if (rest.StartsWith("<!--"u8))
            {
                SkipTo("-->"u8, block, cancellation);
                _position = Math.Min(_position + 3, text.Length);
            }
            else
            {
                EnterTag(rest, cancellation);
            }
        }

        return _eventStart >= 0;
    }

    private void EnterTag(ReadOnlySpan<byte> tag, CancellationToken cancellation)
    {
        if (_rootClosed && (LheTag.Is(tag, "event"u8) || LheTag.Is(tag, "init"u8)))
        {
            throw LheErrors.SecondFile(text.Name, text.LineAt(_position));
        }

        if (LheTag.Is(tag, "LesHouchesEvents"u8) && !IsPart)
        {
            _atDocument = true;
        }
        else if (LheTag.Is(tag, "event"u8))
        {
            _eventStart = _position;
            _position += "<event".Length;
        }
        else if (LheTag.Is(tag, "init"u8))
        {
            throw LheErrors.SecondInit(text.Name, text.LineAt(_position));
        }
        else if (LheTag.Is(tag, "/event"u8))
        {
            PluginException error = LheErrors.NoEventStart(text.Name, text.LineAt(_position), _events);
            if (policy != LheErrorPolicy.Skip)
            {
                throw error;
            }

            warnings.Skip(_events, error.Message);
            _position++;
        }
        else
        {
            EventGroups += LheTag.Is(tag, "eventgroup"u8) ? 1 : 0;
            _rootClosed |= LheTag.Is(tag, "/LesHouchesEvents"u8);
            int end = LheTag.End(tag);
            while (end < 0 && text.Length - _position < LongestTag && text.Fill(cancellation))
            {
                end = LheTag.End(text.Span[_position..]);
            }

            _position += end < 0 ? 1 : end + 1;
        }
    }

    // Notes the event at _eventStart; false when it must go into the next block.
    private bool FindEnd(LheEventBlock block, CancellationToken cancellation)
    {
        while (true)
        {
            int found = text.Span[_position..].IndexOf("event"u8);
            if (found < 0 || _position + found + "event".Length >= text.Length)
            {
                _position = found < 0 ? Math.Max(_position, text.Length - "event".Length + 1) : _position + found;
                if (text.Length > BlockLimit && block.EventCount > 0)
                {
                    return false;
                }

                if (text.Length - _eventStart > EventLimit)
                {
                    throw LheErrors.EventTooLong(text.Name, text.LineAt(_eventStart), _events + 1, EventLimit);
                }

                if (!text.Fill(cancellation))
                {
                    throw LheErrors.TextTruncated(text.Name, text.LineAt(text.Length), _events + 1, text.LineAt(_eventStart));
                }

                continue;
            }

            int word = _position + found;
            _position = word + "event".Length;
            ReadOnlySpan<byte> span = text.Span;
            if (span[word - 1] == (byte)'/' && LheTag.Is(span[(word - 2)..], "/event"u8))
            {
                if (!IsCommentedOut(span[_eventStart..(word - 2)]))
                {
                    return CloseEvent(block, cancellation);
                }
            }
            else if (span[word - 1] == (byte)'<' && LheTag.Is(span[(word - 1)..], "event"u8) && !IsCommentedOut(span[_eventStart..(word - 1)]))
            {
                AbandonEvent(block, word - 1);
            }
        }
    }

    // A tag behind '#', or within a comment that begins on its line, is text.
    private static bool IsCommentedOut(ReadOnlySpan<byte> before)
    {
        ReadOnlySpan<byte> line = before[(before.LastIndexOf((byte)'\n') + 1)..].TrimStart(" \t"u8);
        return line.StartsWith("#"u8) || line.LastIndexOf("<!--"u8) > line.LastIndexOf("-->"u8);
    }

    private bool CloseEvent(LheEventBlock block, CancellationToken cancellation)
    {
        text.Reach(_position + LongestTagName, cancellation);
        int end = _position + text.Span[_position..].IndexOf((byte)'>') + 1;
        end = end > _position && end <= _position + LongestTagName ? end : _position + 1;
        if (end > BlockLimit && block.EventCount > 0)
        {
            _position = _eventStart + "<event".Length;
            return false;
        }

        block.Add(_eventStart, end);
        documents.Count();
        _events++;
        _position = end;
        _eventStart = -1;
        return true;
    }

    // Another event begins before this one is closed.
    private void AbandonEvent(LheEventBlock block, int next)
    {
        PluginException error = LheErrors.NoEventEnd(text.Name, text.LineAt(_eventStart), _events + 1);
        if (policy != LheErrorPolicy.Skip)
        {
            throw error;
        }

        warnings.Skip(_events, error.Message);
        _eventStart = next;
    }

    private void EndOfFile()
    {
        if (!_rootClosed && !IsPart)
        {
            _rootClosed = true;
            warnings.Add($"{text.Name}:{text.LineAt(text.Length)}: the file ends without </LesHouchesEvents>; it may be truncated between two events.");
        }
    }

    private void WarnOfText(ReadOnlySpan<byte> rest)
    {
        if (!_strayText)
        {
            _strayText = true;
            warnings.Add($"{text.Name}:{text.LineAt(_position)}: text between events is not read{(rest[0] == 0 ? " (it holds NUL bytes)" : "")}.");
        }
    }

    private void SkipTo(ReadOnlySpan<byte> pattern, LheEventBlock block, CancellationToken cancellation)
    {
        while (true)
        {
            int found = text.Span[_position..].IndexOf(pattern);
            if (found >= 0)
            {
                _position += found;
                return;
            }

            _position = Math.Max(_position, text.Length - pattern.Length + 1);
            if (!FillBetween(block, cancellation))
            {
                _position = text.Length;
                return;
            }
        }
    }

    private bool FillBetween(LheEventBlock block, CancellationToken cancellation)
    {
        if (text.Length - block.End > EventLimit)
        {
            throw LheErrors.BetweenTooLong(text.Name, text.LineAt(_position), _events, EventLimit);
        }

        return text.Fill(cancellation);
    }
}
