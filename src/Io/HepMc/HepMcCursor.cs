using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>Walks over the lines of an event and the numbers in them.</summary>
internal ref struct HepMcCursor(ReadOnlySpan<byte> text, HepMcEventBlock block, int index)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private bool _inLine;

    /// <summary>Place in the event's text.</summary>
    public int Position;

    /// <summary>Letter that the line begins with; 0 when it begins with more than one.</summary>
    public byte Kind { get; private set; }

    /// <summary>The place as it is named in messages.</summary>
    public readonly EventPlace Place => new(block, index, Position);

    /// <summary>What is left of the line, without blanks at its ends.</summary>
    public readonly ReadOnlySpan<byte> Rest
    {
        get
        {
            ReadOnlySpan<byte> rest = _text[Position..];
            int length = rest.IndexOf((byte)'\n');
            return (length < 0 ? rest : rest[..length]).Trim(" \t\r"u8);
        }
    }

    /// <summary>Where the line ends.</summary>
    public readonly int LineEnd => _text[Position..].IndexOf((byte)'\n') is >= 0 and int length ? Position + length : _text.Length;

    /// <summary>True when nothing is left of the line.</summary>
    public bool AtLineEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            SkipBlanks();
            return Position >= _text.Length || _text[Position] == (byte)'\n';
        }
    }

    /// <summary>Goes to the next line that is not blank; false when there is none. Stands behind its letter then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool NextLine()
    {
        if (_inLine)
        {
            int length = _text[Position..].IndexOf((byte)'\n');
            Position = length < 0 ? _text.Length : Position + length + 1;
        }

        while (Position < _text.Length && _text[Position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            Position++;
        }

        _inLine = Position < _text.Length;
        if (_inLine)
        {
            Kind = Position + 1 >= _text.Length || _text[Position + 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' ? _text[Position] : (byte)0;
            Position++;
        }

        return _inLine;
    }

    /// <summary>Reads a whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadInt32(string field)
    {
        SkipBlanks();
        if (!NumberText.TryReadInt32(_text, ref Position, out int value))
        {
            Refuse(field, isWhole: true);
        }

        return value;
    }

    /// <summary>Reads a real number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double ReadDouble(string field)
    {
        if (!TryReadDouble(out double value))
        {
            Refuse(field, isWhole: false);
        }

        return value;
    }

    /// <summary>Reads a real number; false when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadDouble(out double value)
    {
        SkipBlanks();
        return NumberText.TryReadDouble(_text, ref Position, out value);
    }

    /// <summary>Reads a word; empty at the end of the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> ReadWord()
    {
        SkipBlanks();
        int start = Position;
        Position = TextWord.End(_text, start, tagEnds: false);
        return _text[start..Position];
    }

    /// <summary>Passes over a column that is not used.</summary>
    /// <param name="field">What it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Skip(string field)
    {
        SkipBlanks();
        int start = Position;
        Position = TextWord.End(_text, start, tagEnds: false);
        if (Position == start)
        {
            Refuse(field, isWhole: false);
        }
    }

    /// <summary>Passes over a character; false when another stands there.</summary>
    public bool TrySkip(byte character)
    {
        SkipBlanks();
        bool found = Position < _text.Length && _text[Position] == character;
        Position += found ? 1 : 0;
        return found;
    }

    /// <summary>Reads a whole number that a comma or bracket may follow; false when there is none.</summary>
    public bool TryReadListed(out int value)
    {
        SkipBlanks();
        long number = 0;
        int start = Position;
        while (Position < _text.Length && (uint)(_text[Position] - '0') <= 9 && number <= int.MaxValue)
        {
            number = 10 * number + (_text[Position++] - '0');
        }

        value = (int)Math.Min(number, int.MaxValue);
        return Position > start && number <= int.MaxValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipBlanks()
    {
        while (Position < _text.Length && _text[Position] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            Position++;
        }
    }

    [DoesNotReturn]
    private readonly void Refuse(string field, bool isWhole)
    {
        ReadOnlySpan<byte> rest = Rest;
        int length = rest.IndexOfAny(" \t"u8);
        throw HepMcErrors.Field(Place, field, isWhole, length < 0 ? rest : rest[..length]);
    }
}
