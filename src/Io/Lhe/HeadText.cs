namespace AlpToolkit.Io.Lhe;

/// <summary>The text of an LHE file before its first event, byte by byte.</summary>
internal sealed class HeadText
{
    /// <summary>What stands before the root tag: XML prolog, comments.</summary>
    public byte[] Prologue { get; private set; } = [];

    /// <summary>The root tag.</summary>
    public byte[] Root { get; private set; } = [];

    /// <summary>What stands between the root tag and <c>&lt;init&gt;</c>: headers, comments.</summary>
    public byte[] Header { get; private set; } = [];

    /// <summary>The tag <c>&lt;init&gt;</c>.</summary>
    public byte[] InitTag { get; private set; } = [];

    /// <summary>What stands in <c>&lt;init&gt;</c>.</summary>
    public byte[] Init { get; private set; } = [];

    /// <summary>Takes the text over.</summary>
    /// <param name="text">From the start of the file to <c>&lt;/init&gt;</c>, without it.</param>
    /// <param name="rootEnd">Place after the root tag.</param>
    /// <param name="initTag">Place of <c>&lt;init&gt;</c>.</param>
    /// <param name="init">Place after it.</param>
    public void Take(ReadOnlySpan<byte> text, int rootEnd, int initTag, int init)
    {
        int root = text[..rootEnd].LastIndexOf("<LesHouchesEvents"u8);
        Prologue = text[(text.StartsWith("\uFEFF"u8) ? 3 : 0)..root].ToArray();
        Root = text[root..rootEnd].ToArray();
        Header = text[rootEnd..initTag].ToArray();
        InitTag = text[initTag..init].ToArray();
        Init = text[init..].ToArray();
    }
}
