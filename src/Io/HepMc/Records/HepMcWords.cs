using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Words of a text, separated by blanks.</summary>
internal static class HepMcWords
{
    /// <summary>Where the next word begins; the length of the text when there is none.</summary>
    public static int Next(ReadOnlySpan<byte> text, int position)
    {
        int found = text[position..].IndexOfAnyExcept(" \t\r"u8);
        return found < 0 ? text.Length : position + found;
    }

    /// <summary>Where the word that begins at a place ends.</summary>
    public static int EndOf(ReadOnlySpan<byte> text, int position)
    {
        int found = text[position..].IndexOfAny(" \t\r"u8);
        return found < 0 ? text.Length : position + found;
    }

    /// <summary>Reads a whole number; false when the next word is none.</summary>
    public static bool TryReadInt32(ReadOnlySpan<byte> text, ref int position, out int value)
    {
        int start = Next(text, position);
        bool found = NumberText.TryReadInt32(text, ref start, out value);
        position = found ? start : position;
        return found;
    }

    /// <summary>Reads a real number; false when the next word is none.</summary>
    public static bool TryReadDouble(ReadOnlySpan<byte> text, ref int position, out double value)
    {
        int start = Next(text, position);
        bool found = NumberText.TryReadDouble(text, ref start, out value);
        position = found ? start : position;
        return found;
    }

    /// <summary>True when no word is left.</summary>
    public static bool AtEnd(ReadOnlySpan<byte> text, int position) => Next(text, position) == text.Length;
}
