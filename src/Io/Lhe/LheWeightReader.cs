using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>
/// Walks over the weights of an event beside the nominal one: <c>&lt;wgt id&gt;</c> in <c>&lt;rwgt&gt;</c>, the numbers in
/// <c>&lt;weights&gt;</c>, and <c>&lt;weight name&gt;</c> of LHE 2.0. Other tags and <c>#</c> lines are passed over. Numbers are not read
/// unless asked for.
/// </summary>
internal ref struct LheWeightReader(ReadOnlySpan<byte> text, LheEventBlock block, int index, int position)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _position = position;
    private int _numberStart;
    private bool _inWeights, _inNamed;

    /// <summary>Id of the current weight; empty for one in <c>&lt;weights&gt;</c>.</summary>
    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>Place of the current weight in <c>&lt;weights&gt;</c>, from 0; −1 for one with an id.</summary>
    public int Ordinal { get; private set; } = -1;

    /// <summary>Where the number of the current weight begins.</summary>
    public readonly int NumberStart => _numberStart;

    /// <summary>How many numbers <c>&lt;weights&gt;</c> has, as far as it has been walked over.</summary>
    public int PositionalCount { get; private set; }

    /// <summary>True when the event has a <c>&lt;rwgt&gt;</c>, as far as it has been walked over.</summary>
    public bool HasNamed { get; private set; }

    /// <summary>The place as it is named in messages.</summary>
    public readonly EventPlace Place => new(block, index, _position);

    /// <summary>Goes to the next weight.</summary>
    public bool MoveNext()
    {
        if (_inWeights && NextNumber())
        {
            return true;
        }

        while (_position < _text.Length)
        {
            int found = _text[_position..].IndexOfAny((byte)'<', (byte)'#');
            if (found < 0)
            {
                break;
            }

            _position += found;
            if (_text[_position] == (byte)'#')
            {
                SkipComment();
            }
            else if (EnterTag())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Value of the current weight.</summary>
    public readonly double Value()
    {
        int p = _numberStart;
        if (!NumberText.TryReadDouble(_text, ref p, out double value))
        {
            int length = _text[p..].IndexOfAny(" \t\r\n<"u8);
            throw LheErrors.NotANumber(Place, Ordinal < 0 ? $"the weight '{TextErrors.Shown(Id)}'" : $"number {Ordinal} of <weights>", _text.Slice(p, length < 0 ? _text.Length - p : length));
        }

        return value;
    }

    private bool EnterTag()
    {
        ReadOnlySpan<byte> rest = _text[_position..];
        if (_inNamed && rest.StartsWith("</wgt>"u8))
        {
            _position += "</wgt>".Length;
            return false;
        }

        if (_inNamed && LheTag.Is(rest, "wgt"u8))
        {
            return EnterWeight(rest, "id"u8);
        }

        if (rest.StartsWith("<!--"u8))
        {
            int end = rest.IndexOf("-->"u8);
            _position = end < 0 ? _text.Length : _position + end + 3;
            return false;
        }

        if (LheTag.Is(rest, "weight"u8))
        {
            return EnterWeight(rest, "name"u8);
        }

        _inNamed = LheTag.Is(rest, "rwgt"u8) || (_inNamed && !LheTag.Is(rest, "/rwgt"u8));
        HasNamed |= _inNamed;
        if (LheTag.Is(rest, "weights"u8))
        {
            _position += rest.IndexOf((byte)'>') is >= 0 and int close ? close + 1 : rest.Length;
            _inWeights = true;
            return NextNumber();
        }

        _position++;
        return false;
    }

    private bool EnterWeight(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> attribute)
    {
        int close = rest.IndexOf((byte)'>');
        if (close < 0 || !(TryOnlyId(rest[..(close + 1)], out ReadOnlySpan<byte> id) || LheTag.TryAttribute(rest[..(close + 1)], attribute, out id)) || id.IsEmpty)
        {
            throw LheErrors.WeightWithoutId(Place);
        }

        Id = id;
        Ordinal = -1;
        _position += close + 1;
        SkipBlanks();
        _numberStart = _position;
        return true;
    }

    // As generators write a hundred of them an event.
    private static bool TryOnlyId(ReadOnlySpan<byte> tag, out ReadOnlySpan<byte> id)
    {
        int start = "<wgt id='".Length;
        id = default;
        if (tag.Length <= start + 1 || !tag.StartsWith("<wgt id="u8) || tag[start - 1] is not ((byte)'\'' or (byte)'"') || tag[^2] != tag[start - 1])
        {
            return false;
        }

        id = tag[start..^2];
        return !id.Contains(tag[start - 1]);
    }

    private bool NextNumber()
    {
        SkipBlanks();
        if (_position >= _text.Length || _text[_position] == (byte)'<')
        {
            _inWeights = false;
            return false;
        }

        _numberStart = _position;
        int length = _text[_position..].IndexOfAny(" \t\r\n<"u8);
        _position = length < 0 ? _text.Length : _position + length;
        Id = default;
        Ordinal = PositionalCount++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && _text[_position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _position++;
        }
    }

    // Only at the start of a line; elsewhere it is text.
    private void SkipComment()
    {
        ReadOnlySpan<byte> before = _text[.._position];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        bool comment = before[lineStart..].IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;
        int length = comment ? _text[_position..].IndexOf((byte)'\n') : 0;
        _position = length < 0 ? _text.Length : _position + length + 1;
    }
}
