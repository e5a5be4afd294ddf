using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>Finds where events begin and end, and nothing else. What it finds does not depend on how the text arrives.</summary>
internal sealed class LheEventSplitter(TextWindow text, EventWarnings warnings, EventErrorPolicy policy, LheDocuments documents)
    : TextEventSplitter<LheEventBlock>(text)
{
    /// <summary>Longest event, or text between two events, bytes.</summary>
    public const int EventLimit = 64 << 20;

    private const int LongestTagName = 24;
    private const int LongestTag = 1 << 16;

    private int _eventStart = -1;
    private long _events;
    private bool _rootClosed, _strayText, _atDocument;
    private byte[] _dropped = [];

    /// <summary>True for a file that holds events and no head.</summary>
    public bool IsPart { get; init; }

    /// <summary>True to keep what stands between documents.</summary>
    public bool KeepsText { get; init; }

    /// <summary>Event groups opened so far.</summary>
    public long EventGroups { get; private set; }

    /// <summary>Where the first of them begins, <c>file:line</c>; null when there is none.</summary>
    public string? FirstEventGroup { get; private set; }

    /// <summary>What stood between the documents passed over since the last call.</summary>
    public byte[] TakeDropped()
    {
        byte[] dropped = _dropped;
        _dropped = [];
        return dropped;
    }

    /// <inheritdoc/>
    protected override bool FindEvent(LheEventBlock block, CancellationToken cancellation)
    {
        while (!FindStart(block, cancellation))
        {
            // A block holds events of one document.
            if (!_atDocument || block.EventCount > 0)
            {
                return false;
            }

            BeginDocument(cancellation);
        }

        return FindEnd(block, cancellation);
    }

    /// <inheritdoc/>
    protected override void Taken(int count)
    {
        base.Taken(count);
        _eventStart = _eventStart < 0 ? -1 : _eventStart - count;
    }

    private void BeginDocument(CancellationToken cancellation)
    {
        if (!_rootClosed)
        {
            warnings.AddLoss($"{Text.Name}:{Text.LineAt(Position)}: another LHE document begins and the one before it has no </LesHouchesEvents>; it may be truncated between two events.");
        }

        long line = Text.LineAt(Position);
        _dropped = KeepsText ? [.. _dropped, .. Text.Span[..Position]] : [];
        Text.Drop(Position);
        (Position, _atDocument, _rootClosed) = (0, false, false);

        // What is odd about its head was said of the first.
        documents.Begin(new LheHeadReader(Text, new EventWarnings(), cancellation).Read(), line);
    }

    // Puts _eventStart on the next <event>; false at the end of the file or of a document.
    private bool FindStart(LheEventBlock block, CancellationToken cancellation)
    {
        while (_eventStart < 0 && !_atDocument)
        {
            int skipped = Text.Span[Position..].IndexOfAnyExcept(" \t\r\n"u8);
            if (skipped < 0)
            {
                Position = Text.Length;
                if (!FillBetween(block, cancellation))
                {
                    EndOfFile();
                    return false;
                }

                continue;
            }

            Position += skipped;
            Text.Reach(Position + LongestTagName, cancellation);
            ReadOnlySpan<byte> rest = Text.Span[Position..];
            if (rest[0] == (byte)'#')
            {
                SkipTo("\n"u8, block, cancellation);
            }
            else if (rest[0] != (byte)'<')
            {
                CheckJoined(rest);
                WarnOfText(rest);
                if (rest.IndexOfAnyExcept((byte)0) is not 0 and int zeros)
                {
                    Position = zeros < 0 ? Text.Length : Position + zeros;
                    continue;
                }

                SkipTo("<"u8, block, cancellation);
            }
            else if (rest.StartsWith("<!--"u8))
            {
                SkipTo("-->"u8, block, cancellation);
                Position = Math.Min(Position + 3, Text.Length);
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
            throw LheErrors.SecondFile(Text.Name, Text.LineAt(Position));
        }

        if (LheTag.Is(tag, "LesHouchesEvents"u8) && !IsPart)
        {
            _atDocument = true;
        }
        else if (LheTag.Is(tag, "event"u8))
        {
            _eventStart = Position;
            Position += "<event".Length;
        }
        else if (LheTag.Is(tag, "init"u8))
        {
            throw LheErrors.SecondInit(Text.Name, Text.LineAt(Position));
        }
        else if (LheTag.Is(tag, "/event"u8))
        {
            PluginException error = LheErrors.NoEventStart(Text.Name, Text.LineAt(Position), _events);
            if (policy != EventErrorPolicy.Skip)
            {
                throw error;
            }

            warnings.Skip(_events, error.Message);
            Position++;
        }
        else
        {
            if (LheTag.Is(tag, "eventgroup"u8))
            {
                EventGroups++;
                FirstEventGroup ??= $"{Text.Name}:{Text.LineAt(Position)}";
            }

            _rootClosed |= LheTag.Is(tag, "/LesHouchesEvents"u8);
            int end = LheTag.End(tag);
            while (end < 0 && Text.Length - Position < LongestTag && Text.Fill(cancellation))
            {
                end = LheTag.End(Text.Span[Position..]);
            }

            Position += end < 0 ? 1 : end + 1;
        }
    }

    // Notes the event at _eventStart; false when it must go into the next block.
    private bool FindEnd(LheEventBlock block, CancellationToken cancellation)
    {
        while (true)
        {
            int found = Text.Span[Position..].IndexOf("event"u8);
            if (found < 0 || Position + found + "event".Length >= Text.Length)
            {
                Position = found < 0 ? Math.Max(Position, Text.Length - "event".Length + 1) : Position + found;
                if (Text.Length > TextEventBlock.LengthLimit && block.EventCount > 0)
                {
                    return false;
                }

                if (Text.Length - _eventStart > EventLimit)
                {
                    throw LheErrors.EventTooLong(Text.Name, Text.LineAt(_eventStart), _events + 1, EventLimit);
                }

                if (!Text.Fill(cancellation))
                {
                    throw LheErrors.TextTruncated(Text.Name, Text.LineAt(Text.Length), _events + 1, Text.LineAt(_eventStart));
                }

                continue;
            }

            int word = Position + found;
            Position = word + "event".Length;
            ReadOnlySpan<byte> span = Text.Span;
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

    // A tag behind '#', or within a comment that begins on its line, is Text.
    private static bool IsCommentedOut(ReadOnlySpan<byte> before)
    {
        ReadOnlySpan<byte> line = before[(before.LastIndexOf((byte)'\n') + 1)..].TrimStart(" \t"u8);
        return line.StartsWith("#"u8) || line.LastIndexOf("<!--"u8) > line.LastIndexOf("-->"u8);
    }

    private bool CloseEvent(LheEventBlock block, CancellationToken cancellation)
    {
        Text.Reach(Position + LongestTagName, cancellation);
        int end = Position + Text.Span[Position..].IndexOf((byte)'>') + 1;
        end = end > Position && end <= Position + LongestTagName ? end : Position + 1;
        if (end > TextEventBlock.LengthLimit && block.EventCount > 0)
        {
            Position = _eventStart + "<event".Length;
            return false;
        }

        block.Add(_eventStart, end);
        documents.Count();
        _events++;
        Position = end;
        _eventStart = -1;
        return true;
    }

    // Another event begins before this one is closed.
    private void AbandonEvent(LheEventBlock block, int next)
    {
        PluginException error = LheErrors.NoEventEnd(Text.Name, Text.LineAt(_eventStart), _events + 1);
        if (policy != EventErrorPolicy.Skip)
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
            warnings.AddLoss($"{Text.Name}:{Text.LineAt(Text.Length)}: the file ends without </LesHouchesEvents>; it may be truncated between two events.");
        }
    }

    // Behind the document, or where its end is missing.
    private void CheckJoined(ReadOnlySpan<byte> rest)
    {
        if (FileStart.Of(rest) is { } what)
        {
            throw InputErrors.Joined(Text.Name, Text.LineAt(Position), "LHE", what);
        }
    }

    private void WarnOfText(ReadOnlySpan<byte> rest)
    {
        if (!_strayText)
        {
            _strayText = true;
            warnings.Add($"{Text.Name}:{Text.LineAt(Position)}: text between events is not read{(rest[0] == 0 ? " (it holds NUL bytes)" : "")}.");
        }
    }

    private void SkipTo(ReadOnlySpan<byte> pattern, LheEventBlock block, CancellationToken cancellation)
    {
        while (true)
        {
            int found = Text.Span[Position..].IndexOf(pattern);
            if (found >= 0)
            {
                Position += found;
                return;
            }

            Position = Math.Max(Position, Text.Length - pattern.Length + 1);
            if (!FillBetween(block, cancellation))
            {
                Position = Text.Length;
                return;
            }
        }
    }

    private bool FillBetween(LheEventBlock block, CancellationToken cancellation)
    {
        if (Text.Length - block.End > EventLimit)
        {
            throw LheErrors.BetweenTooLong(Text.Name, Text.LineAt(Position), _events, EventLimit);
        }

        return Text.Fill(cancellation);
    }
}
