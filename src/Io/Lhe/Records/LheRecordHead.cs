namespace AlpToolkit.Io.Lhe.Records;

/// <summary>
/// What stands before the events of an LHE file: its numbers, which may be replaced, and the text around them, which is kept. A head
/// that is made has no text: its generators and weights are written from <see cref="Init"/>.
/// </summary>
/// <param name="Init">Beams, processes, weighting, and what is declared.</param>
public sealed record LheRecordHead(LheHead Init)
{
    /// <summary>What stands before the root tag: XML prolog, comments.</summary>
    public ReadOnlyMemory<byte> Prologue { get; init; }

    /// <summary>Attributes of the root tag as written, without the version.</summary>
    public ReadOnlyMemory<byte> RootAttributes { get; init; }

    /// <summary>What stands between the root tag and <c>&lt;init&gt;</c>: headers, weight declarations, comments.</summary>
    public ReadOnlyMemory<byte>? Header { get; init; }

    /// <summary>Attributes of <c>&lt;init&gt;</c> as written.</summary>
    public ReadOnlyMemory<byte> InitAttributes { get; init; }

    /// <summary>What stands in <c>&lt;init&gt;</c>, its numbers too; those of <see cref="Init"/> are written in their place.</summary>
    public ReadOnlyMemory<byte>? InitText { get; init; }

    /// <summary>True when its text says how many events follow: <c>neve</c> of <c>&lt;xsecinfo&gt;</c>, or MadGraph's <c>&lt;MGGenerationInfo&gt;</c>.</summary>
    public bool StatesEvents => LheEventCounts.AreIn(Header.GetValueOrDefault().Span) || LheEventCounts.AreIn(InitText.GetValueOrDefault().Span);

    /// <summary>The head of a file of another number of events: where its text says how many there are, it says so.</summary>
    /// <param name="events">Number of events.</param>
    public LheRecordHead WithEvents(long events) => this with
    {
        Header = Header is { } header ? LheEventCounts.Replace(header, events) : null,
        InitText = InitText is { } init ? LheEventCounts.Replace(init, events) : null,
    };

    internal static LheRecordHead Of(LheHead head, HeadText text)
    {
        ReadOnlySpan<byte> root = text.Root.AsSpan("<LesHouchesEvents".Length..^1).Trim(" \t\r\n"u8);
        int version = root.IndexOf("version"u8);
        if (version >= 0)
        {
            int end = EndOfAttribute(root[version..]);
            root = (byte[])[.. root[..version].TrimEnd(" \t\r\n"u8), .. root[(version + end)..]];
        }

        return new LheRecordHead(head)
        {
            Prologue = text.Prologue,
            RootAttributes = root.Trim(" \t\r\n/"u8).ToArray(),
            Header = text.Header,
            InitAttributes = text.InitTag.AsSpan("<init".Length..^1).Trim(" \t\r\n"u8).ToArray(),
            InitText = text.Init,
        };
    }

    private static int EndOfAttribute(ReadOnlySpan<byte> text)
    {
        int value = text.IndexOf((byte)'=') + 1;
        if (value == 0)
        {
            return text.Length;
        }

        value += Math.Max(0, text[value..].IndexOfAnyExcept(" \t\r\n"u8));
        bool isQuoted = value < text.Length && text[value] is (byte)'"' or (byte)'\'';
        int length = isQuoted ? text[(value + 1)..].IndexOf(text[value]) : text[value..].IndexOfAny(" \t\r\n"u8);
        return length < 0 ? text.Length : value + length + (isQuoted ? 2 : 0);
    }
}
