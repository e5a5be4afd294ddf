namespace AlpToolkit.Io.Lhe;

/// <summary>
/// Weights declared in <c>&lt;initrwgt&gt;</c> (hep-ph/0609017, arXiv:1405.1067). Groups are opened and closed by their tags alone:
/// some generators nest them wrongly. A file may declare its weights twice, in the header and in <c>&lt;init&gt;</c>.
/// </summary>
internal sealed class LheWeightDeclarations
{
    private readonly List<LheWeightDeclaration> _weights = [];
    private readonly List<LheWeightGroup> _groups = [];
    private readonly Dictionary<string, string> _textById = [];
    private readonly HashSet<string> _ambiguous = [];

    /// <summary>The weights, each id once.</summary>
    public IReadOnlyList<LheWeightDeclaration> Weights => _weights;

    /// <summary>The groups.</summary>
    public IReadOnlyList<LheWeightGroup> Groups => _groups;

    /// <summary>Ids declared twice with different texts.</summary>
    public IReadOnlySet<string> Ambiguous => _ambiguous;

    /// <summary>Adds the declarations of one <c>&lt;initrwgt&gt;</c>.</summary>
    /// <param name="block">What stands in it.</param>
    /// <returns>How many weights have no id.</returns>
    public int Read(ReadOnlySpan<byte> block)
    {
        Stack<string?> open = new();
        int nameless = 0;
        int position = 0;
        while (block[position..].IndexOf((byte)'<') is >= 0 and int bracket)
        {
            position += bracket;
            ReadOnlySpan<byte> rest = block[position..];
            if (rest.StartsWith("<!--"u8))
            {
                int close = rest.IndexOf("-->"u8);
                position += close < 0 ? rest.Length : close;
                continue;
            }

            ReadOnlySpan<byte> tag = rest[..(LheTag.End(rest) + 1)];
            if (LheTag.Is(rest, "weightgroup"u8))
            {
                string? name = LheTag.Attribute(tag, "name"u8) ?? LheTag.Attribute(tag, "type"u8);
                _groups.Add(new LheWeightGroup(name, LheTag.Attribute(tag, "combine"u8)));
                open.Push(name);
            }
            else if (LheTag.Is(rest, "/weightgroup"u8))
            {
                open.TryPop(out _);
            }
            else if (LheTag.Is(rest, "weight"u8))
            {
                ReadOnlySpan<byte> text = rest[tag.Length..];
                int close = text.IndexOf((byte)'<');
                nameless += Add(LheTag.Attribute(tag, "id"u8), LheTag.TextOf(close < 0 ? text : text[..close]), open.Count > 0 ? open.Peek() : null) ? 0 : 1;
            }

            position++;
        }

        return nameless;
    }

    private bool Add(string? id, string text, string? group)
    {
        if (string.IsNullOrEmpty(id))
        {
            return false;
        }

        if (_textById.TryAdd(id, text))
        {
            _weights.Add(new LheWeightDeclaration(id, text, group));
        }
        else if (_textById[id] != text)
        {
            _ambiguous.Add(id);
        }

        return true;
    }
}
