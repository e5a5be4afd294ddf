namespace AlpToolkit.Io.HepData;

/// <summary>
/// Reads the part of YAML that data files are mostly written in, a row a line, many times as fast as a parser of all of it: block maps and
/// lists of known indentation, maps and lists on one line, texts that are plain or in single quotes. What it takes it reads as
/// <see cref="YamlNode.ReadDocuments"/> does, but without line numbers, so that equal rows are one node; a file with anything else in it
/// is not read at all.
/// </summary>
internal ref struct RegularYaml
{
    // Far below where the specification limits keys (1024 characters), and more than a row has.
    private const int LongestLine = 1000;
    private const int NoLine = 0;
    private const int DeepestNesting = 8;

    // The bins of a plane stand there again in every row of it; most values stand there once.
    private const int MostSharedNodes = 4096;

    private readonly ReadOnlySpan<char> _text;
    private readonly Dictionary<string, YamlNode>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly Dictionary<string, YamlNode>.AlternateLookup<ReadOnlySpan<char>> _rows;
    private int _next;

    // The current line without its end, and the place in it; empty behind the last line.
    private ReadOnlySpan<char> _line;
    private int _at;

    private RegularYaml(ReadOnlySpan<char> text)
    {
        _text = text;
        _words = new Dictionary<string, YamlNode>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _rows = new Dictionary<string, YamlNode>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The one document of a file; null when only a parser of all of YAML can tell what it says.</summary>
    public static YamlNode? TryRead(ReadOnlySpan<char> text)
    {
        RegularYaml yaml = new(text);
        return yaml.MoveToNextLine() && yaml.BlockMap(0, 0) is { } document && yaml._line.IsEmpty && yaml._next == text.Length ? document : null;
    }

    /// <summary>False, with an empty line, at the end of the text, and for a line that is empty, long or not ended.</summary>
    private bool MoveToNextLine()
    {
        int length = _text[_next..].IndexOf('\n');
        if (length is <= 0 or > LongestLine)
        {
            _line = default;
            return false;
        }

        _line = _text.Slice(_next, length);
        _next += length + 1;
        _at = 0;
        return true;
    }

    /// <summary>A map whose first key stands at the current place and the others at this indentation, a line each.</summary>
    private YamlNode? BlockMap(int indentation, int depth)
    {
        List<YamlNode> items = new(4);
        do
        {
            if (Key() is not { } key)
            {
                return null;
            }

            items.Add(key);
            if (Value(indentation, depth) is not { } value)
            {
                return null;
            }

            items.Add(value);
        }
        while (IsIndented(indentation) && _line[_at] != '-');

        return new YamlNode { Kind = YamlKind.Map, Line = NoLine, Items = items };
    }

    /// <summary>What follows the key of a block map, up to the next line: something on the same line, or a list at the same indentation.</summary>
    private YamlNode? Value(int indentation, int depth)
    {
        if (_at == _line.Length)
        {
            return MoveToNextLine() && IsIndented(indentation) && depth < DeepestNesting ? BlockList(indentation, depth + 1) : null;
        }

        if (!Skip(' ') || FlowNode(depth + 1) is not { } value || _at < _line.Length)
        {
            return null;
        }

        MoveToNextLine();
        return value;
    }

    private YamlNode? BlockList(int indentation, int depth)
    {
        List<YamlNode> items = [];
        while (IsIndented(indentation) && Skip('-'))
        {
            if (!Skip(' ') || BlockItem(indentation + 2, depth) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return items.Count > 0 ? new YamlNode { Kind = YamlKind.List, Line = NoLine, Items = items } : null;
    }

    private YamlNode? BlockItem(int indentation, int depth)
    {
        if (_at == _line.Length || _line[_at] != '{')
        {
            return BlockMap(indentation, depth + 1);
        }

        ReadOnlySpan<char> row = _line[_at..];
        if (!_rows.TryGetValue(row, out YamlNode? item))
        {
            item = FlowNode(depth + 1);
            if (item is null || _at < _line.Length)
            {
                return null;
            }

            if (_rows.Dictionary.Count < MostSharedNodes)
            {
                _rows[row] = item;
            }
        }

        MoveToNextLine();
        return item;
    }

    /// <summary>True when the line has exactly this indentation; the place is then behind it.</summary>
    private bool IsIndented(int indentation)
    {
        _at = indentation;
        return _line.Length > indentation && _line[indentation] != ' ' && !_line[..indentation].ContainsAnyExcept(' ');
    }

    /// <summary>A map, list or scalar that ends on its line.</summary>
    private YamlNode? FlowNode(int depth)
    {
        if (_at == _line.Length || depth > DeepestNesting)
        {
            return null;
        }

        return _line[_at] switch
        {
            '{' => FlowMap(depth),
            '[' => FlowList(depth),
            '\'' => Quoted(),
            _ => Plain(),
        };
    }

    private YamlNode? FlowMap(int depth)
    {
        _at++;
        YamlNode[] items = new YamlNode[4];
        int count = 0;
        do
        {
            if (count == items.Length)
            {
                Array.Resize(ref items, 2 * count);
            }

            if (Key() is not { } key || !Skip(' ') || FlowNode(depth + 1) is not { } value)
            {
                return null;
            }

            items[count++] = key;
            items[count++] = value;
        }
        while (Skip(',') && Skip(' '));

        return Skip('}') ? new YamlNode { Kind = YamlKind.Map, Line = NoLine, Items = count == items.Length ? items : items[..count] } : null;
    }

    private YamlNode? FlowList(int depth)
    {
        _at++;
        List<YamlNode> items = new(1);
        if (!Skip(']'))
        {
            do
            {
                if (FlowNode(depth + 1) is not { } item)
                {
                    return null;
                }

                items.Add(item);
            }
            while (Skip(',') && Skip(' '));

            if (!Skip(']'))
            {
                return null;
            }
        }

        return new YamlNode { Kind = YamlKind.List, Line = NoLine, Items = items };
    }

    /// <summary>A key of letters and its colon.</summary>
    private YamlNode? Key()
    {
        int start = _at;
        while (_at < _line.Length && (char.IsAsciiLetter(_line[_at]) || _line[_at] == '_'))
        {
            _at++;
        }

        ReadOnlySpan<char> name = _line[start.._at];
        if (name.IsEmpty || !Skip(':'))
        {
            return null;
        }

        return Word(name);
    }

    private YamlNode? Quoted()
    {
        int start = ++_at;
        bool doubled = false;
        for (; _at < _line.Length; _at++)
        {
            char c = _line[_at];
            if (c == '\'')
            {
                if (_at + 1 == _line.Length || _line[_at + 1] != '\'')
                {
                    string text = _line[start.._at++].ToString();
                    return Scalar(doubled ? text.Replace("''", "'", StringComparison.Ordinal) : text, isPlain: false);
                }

                doubled = true;
                _at++;
            }
            else if (c is < ' ' or (> '~' and < '\u00a1') or '\u2028' or '\u2029' or >= '\ud800')
            {
                // Control characters, line separators, surrogates, byte order mark.
                return null;
            }
        }

        return null;
    }

    /// <summary>A number or words of characters that have no meaning in YAML, with single spaces between them.</summary>
    private YamlNode? Plain()
    {
        int start = _at;
        for (; _at < _line.Length; _at++)
        {
            char c = _line[_at];
            bool isWord = char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '_' or '/' or '(' or ')' or '*' or '%';
            if (!isWord && !(c == ' ' && _at > start && _line[_at - 1] != ' '))
            {
                break;
            }
        }

        ReadOnlySpan<char> text = _line[start.._at];
        bool startsAsText = !text.IsEmpty && (char.IsAsciiLetterOrDigit(text[0])
            || (text[0] is '.' or '-' or '+' && text.Length > 1 && (char.IsAsciiLetterOrDigit(text[1]) || text[1] == '.')));
        return !startsAsText || text[^1] == ' ' ? null : char.IsAsciiLetter(text[0]) ? Word(text) : Scalar(text.ToString(), isPlain: true);
    }

    /// <summary>A plain scalar that is likely to stand there often: a key, the label of an uncertainty.</summary>
    private readonly YamlNode Word(ReadOnlySpan<char> text)
    {
        if (!_words.TryGetValue(text, out YamlNode? word))
        {
            word = Scalar(text.ToString(), isPlain: true);
            if (_words.Dictionary.Count < MostSharedNodes)
            {
                _words[text] = word;
            }
        }

        return word;
    }

    private static YamlNode Scalar(string text, bool isPlain) => new()
    {
        Kind = YamlKind.Scalar,
        Line = NoLine,
        Text = text,
        IsPlain = isPlain,
        Type = isPlain ? YamlScalar.TypeOfPlain(text) : YamlType.Text,
    };

    private bool Skip(char expected)
    {
        if (_at == _line.Length || _line[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }
}
