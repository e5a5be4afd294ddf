using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>Walks over the rows of numbers of an event.</summary>
internal ref struct LheCursor(ReadOnlySpan<byte> text, LheEventBlock block, int index)
{
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Place in the event's text.</summary>
    public int Position;

    /// <summary>The first column passed over that does not begin as a number does; null for none.</summary>
    public string? OddField;

    /// <summary>The place as it is named in messages.</summary>
    public readonly EventPlace Place => new(block, index, Position);

    /// <summary>Goes to the next row of numbers, over blank lines and comments of both kinds; false before a tag. Stands on the row's first byte then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool NextRow()
    {
        while (Position < _text.Length)
        {
            byte c = _text[Position];
            if (c <= (byte)' ' && c != 0)
            {
                Position++;
            }
            else if (c == (byte)'#')
            {
                SkipLine();
            }
            else if (c == (byte)'<' && _text[Position..].StartsWith("<!--"u8) && _text[Position..].IndexOf("-->"u8) is >= 0 and int comment)
            {
                Position += comment + "-->".Length;
            }
            else
            {
                return c != (byte)'<';
            }
        }

        return false;
    }

    /// <summary>Reads a whole number of the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadInt32(string field, int column, int columns)
    {
        SkipBlanks();
        if (!NumberText.TryReadInt32(_text, ref Position, out int value))
        {
            Refuse(field, column, columns);
        }

        return value;
    }

    /// <summary>Reads a real number of the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double ReadDouble(string field, int column, int columns)
    {
        SkipBlanks();
        if (!NumberText.TryReadDouble(_text, ref Position, out double value))
        {
            Refuse(field, column, columns);
        }

        return value;
    }

    /// <summary>Passes over a column of the row that is not used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Skip(string field, int column, int columns)
    {
        SkipBlanks();
        int start = Position;
        Position = TextWord.End(_text, start, tagEnds: true);
        if (Position == start)
        {
            Refuse(field, column, columns);
        }

        byte c = _text[start];
        c = c is (byte)'-' or (byte)'+' && start + 1 < Position ? _text[start + 1] : c;
        if ((uint)(c - '0') > 9 && c != (byte)'.')
        {
            OddField ??= field;
        }
    }

    /// <summary>Goes to the end of the row; true when more columns were left than are known. A <c>#</c> begins a comment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool EndRow()
    {
        SkipBlanks();
        bool more = Position < _text.Length && _text[Position] is not ((byte)'\n' or (byte)'#' or (byte)'<');
        if (Position < _text.Length && _text[Position] != (byte)'<')
        {
            SkipLine();
        }

        return more;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipBlanks()
    {
        while (Position < _text.Length && _text[Position] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            Position++;
        }
    }

    private void SkipLine()
    {
        int length = _text[Position..].IndexOf((byte)'\n');
        Position = length < 0 ? _text.Length : Position + length + 1;
    }

    [DoesNotReturn]
    private readonly void Refuse(string field, int column, int columns)
    {
        ReadOnlySpan<byte> rest = _text[Position..];
        int length = rest.IndexOfAny(" \t\r\n<"u8);
        if (length == 0 || rest.IsEmpty)
        {
            throw LheErrors.Fields(Place, columns == 6 ? "its own line" : "a particle line", columns, column);
        }

        throw LheErrors.NotANumber(Place, field, length < 0 ? rest : rest[..length]);
    }
}
