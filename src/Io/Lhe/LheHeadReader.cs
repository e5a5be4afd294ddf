using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>
/// Reads an LHE file up to the end of <c>&lt;init&gt;</c>. Headers hold run cards that are not XML, so tags are looked for one
/// by one: comments and CDATA hide what is in them, and inside <c>&lt;header&gt;</c> only the weight declarations matter.
/// </summary>
internal sealed class LheHeadReader(TextWindow text, EventWarnings warnings, CancellationToken cancellation)
{
    /// <summary>Longest head, bytes.</summary>
    public const int Limit = 64 << 20;

    private const int LongestTagName = 24;

    private readonly LheWeightDeclarations _weights = new();
    private int _position, _rootEnd;

    /// <summary>Gets the text of the head before it is dropped, and where in it the root tag ends, <c>&lt;init&gt;</c> begins, and its text begins and ends.</summary>
    public HeadText? Text { get; init; }

    /// <summary>Reads the head and drops it from the text.</summary>
    /// <exception cref="PluginException">It is not the head of an LHE file.</exception>
    public LheHead Read()
    {
        string? version = ReadRoot();
        bool inHeader = false;
        while (true)
        {
            ReadOnlySpan<byte> tag = NextTag(inHeader ? "</header>" : "<init>");
            if (inHeader)
            {
                inHeader = !LheTag.Is(tag, "/header"u8);
                if (LheTag.Is(tag, "initrwgt"u8))
                {
                    ReadWeights();
                }
            }
            else if (LheTag.Is(tag, "header"u8))
            {
                int end = LheTag.End(tag);
                inHeader = end < 1 || tag[end - 1] != (byte)'/';
            }
            else if (LheTag.Is(tag, "initrwgt"u8))
            {
                ReadWeights();
            }
            else if (LheTag.Is(tag, "init"u8))
            {
                return ReadInit(version);
            }
            else if (LheTag.Is(tag, "event"u8) || LheTag.Is(tag, "eventgroup"u8))
            {
                throw LheErrors.NoInit(text.Name, Line, "an event");
            }
            else if (LheTag.Is(tag, "/LesHouchesEvents"u8))
            {
                throw LheErrors.NoInit(text.Name, Line, "the end");
            }

            _position++;
        }
    }

    private long Line => text.LineAt(_position);

    private string? ReadRoot()
    {
        text.Reach(512, cancellation);
        RefuseOtherFormats(text.Span);
        _position = text.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (true)
        {
            SkipBlanks();
            text.Reach(_position + LongestTagName, cancellation);
            ReadOnlySpan<byte> rest = text.Span[_position..];
            if (rest.StartsWith("<!--"u8))
            {
                SkipPast("<!--", "-->"u8);
            }
            else if (rest.StartsWith("<?"u8))
            {
                SkipPast("<?", "?>"u8);
            }
            else if (rest.StartsWith("<!DOCTYPE"u8))
            {
                SkipPast("<!DOCTYPE", ">"u8);
            }
            else if (LheTag.Is(rest, "LesHouchesEvents"u8))
            {
                int end = Find(">"u8, _position);
                if (end < 0)
                {
                    throw LheErrors.NotClosed(text.Name, Line, "<LesHouchesEvents", ">");
                }

                string? version = LheTag.Attribute(text.Span[_position..(end + 1)], "version"u8);
                _position = _rootEnd = end + 1;
                CheckVersion(version);
                return version;
            }
            else
            {
                throw rest.IsEmpty ? LheErrors.Empty(text.Name) : LheErrors.NoRoot(text.Name, rest);
            }
        }
    }

    private void RefuseOtherFormats(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> trimmed = start.TrimStart(" \t\r\n"u8);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || start.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]) || start.StartsWith("<\0"u8) || start.StartsWith("\0<"u8))
        {
            throw LheErrors.NotLhe(text.Name, "UTF-16 text", "Convert it to UTF-8 ('iconv -f UTF-16 -t UTF-8').");
        }

        if (StartsWithIgnoringCase(trimmed, "<!doctype html"u8) || StartsWithIgnoringCase(trimmed, "<html"u8))
        {
            throw LheErrors.NotLhe(text.Name, "an HTML page", "The download may have failed; fetch the file again.");
        }

        if (start.StartsWith("version https://git-lfs"u8))
        {
            throw LheErrors.NotLhe(text.Name, "a git-LFS pointer", "Fetch the file itself with 'git lfs pull'.");
        }

        if (InputFile.PackingOf(start) is not Packing.None and var packing)
        {
            throw LheErrors.NotLhe(text.Name, $"packed twice: {packing.ToString().ToLowerInvariant()} data inside", "Unpack it once.");
        }
    }

    private static bool StartsWithIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && System.Text.Ascii.EqualsIgnoreCase(text[..start.Length], start);

    private void CheckVersion(string? version)
    {
        if (version is null)
        {
            warnings.Add($"{text.Name}: no version in <LesHouchesEvents>; read as 1.0.");
        }
        else if (!(version is ['1' or '2' or '3'] or ['1' or '2' or '3', '.', ..]))
        {
            warnings.Add($"{text.Name}: version '{TextErrors.Shown(version)}' is not known (1.0, 2.0, 3.0 are); read as 3.0.");
        }
    }

    // The next tag outside comments and CDATA; _position is put on it.
    private ReadOnlySpan<byte> NextTag(string awaited)
    {
        while (true)
        {
            int bracket = Find("<"u8, _position);
            if (bracket < 0)
            {
                throw awaited == "<init>" ? LheErrors.NoInit(text.Name, text.LineAt(text.Length), "the file ends") : LheErrors.NotClosed(text.Name, Line, "<header>", awaited);
            }

            _position = bracket;
            text.Reach(_position + LongestTagName, cancellation);
            ReadOnlySpan<byte> rest = text.Span[_position..];
            if (rest.StartsWith("<!--"u8))
            {
                SkipPast("<!--", "-->"u8);
            }
            else if (rest.StartsWith("<![CDATA["u8))
            {
                SkipPast("<![CDATA[", "]]>"u8);
            }
            else
            {
                return rest;
            }
        }
    }

    private void ReadWeights()
    {
        int end = Find("</initrwgt"u8, _position);
        if (end < 0)
        {
            throw LheErrors.NotClosed(text.Name, Line, "<initrwgt>", "</initrwgt>");
        }

        if (_weights.Read(text.Span[_position..end]) is > 0 and int nameless)
        {
            warnings.Add($"{text.Name}:{Line}: {nameless} <weight> without id in <initrwgt>; not readable by name.");
        }

        _position = end;
    }

    private LheHead ReadInit(string? version)
    {
        int end = Find("</init>"u8, _position);
        if (end < 0)
        {
            throw LheErrors.NotClosed(text.Name, Line, "<init>", "</init>");
        }

        ReadOnlySpan<byte> block = text.Span[_position..end];
        int tagEnd = block.IndexOf((byte)'>') + 1;
        LheHead head = LheInit.Read(text.Name, text.LineAt(_position + tagEnd), block[tagEnd..], _weights);
        Text?.Take(text.Span[..end], _rootEnd, _position, _position + tagEnd);
        text.Drop(end + "</init>".Length);
        return head with { Version = version, Weights = _weights.Weights, WeightGroups = _weights.Groups, AmbiguousWeights = _weights.Ambiguous };
    }

    private void SkipBlanks()
    {
        while (true)
        {
            int blanks = text.Span[_position..].IndexOfAnyExcept(" \t\r\n"u8);
            if (blanks >= 0)
            {
                _position += blanks;
                return;
            }

            _position = text.Length;
            if (!Fill())
            {
                return;
            }
        }
    }

    private void SkipPast(string opening, ReadOnlySpan<byte> closing)
    {
        int found = Find(closing, _position);
        _position = found < 0 ? throw LheErrors.NotClosed(text.Name, Line, opening, System.Text.Encoding.ASCII.GetString(closing)) : found + closing.Length;
    }

    private int Find(ReadOnlySpan<byte> pattern, int from)
    {
        while (true)
        {
            int found = text.Span[from..].IndexOf(pattern);
            if (found >= 0)
            {
                return from + found;
            }

            from = Math.Max(from, text.Length - pattern.Length + 1);
            if (!Fill())
            {
                return -1;
            }
        }
    }

    private bool Fill()
    {
        if (text.Length > Limit)
        {
            throw LheErrors.HeadTooLong(text.Name, Limit);
        }

        return text.Fill(cancellation);
    }
}
