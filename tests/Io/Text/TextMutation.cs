namespace AlpToolkit.Tests.Io.Text;

/// <summary>Changes text as damage and mistakes do: bytes, signs that mean something, numbers, lines that are missing, twice, or elsewhere.</summary>
internal static class TextMutation
{
    private const int MostChanges = 5, LongestPiece = 200;

    private static readonly string[] s_words =
    [
        "", " ", "\n", "\r\n", "\t", "\0", "<", ">", "/", "\"", "'", "=", "#", "<!--", "-->", "<event>", "</event>", "<init>", "</init>", "<rwgt>", "<wgt id='", "<weights>", "</LesHouchesEvents>",
        "<LesHouchesEvents version=\"3.0\">", "<![CDATA[", "\nE ", "\nV ", "\nP ", "\nHepMC::", "[", "]", "@", "-1", "0", "1", "2147483647", "-2147483648", "2147483648", "99999999999999999999", "1e308", "1e-400", "3.0-101", "1D5",
        "NaN", "-inf", "********", "1,5", "1.0.0", "é", "\uFEFF", "0x10", "+", "-", ".", "e",
    ];

    /// <summary>A changed copy.</summary>
    /// <param name="original">The bytes.</param>
    /// <param name="random">Says what is changed.</param>
    public static byte[] Of(byte[] original, Random random)
    {
        byte[] bytes = original;
        for (int changes = 1 + random.Next(MostChanges); changes > 0; changes--)
        {
            int at = random.Next(bytes.Length), length = Math.Min(random.Next(LongestPiece), bytes.Length - at);
            (int tokenStart, int tokenEnd) = Token(bytes, at);
            bytes = random.Next(7) switch
            {
                0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
                2 => [.. bytes[..at], .. bytes[(at + length)..]],
                3 => [.. bytes[..(at + length)], .. bytes[at..]],
                4 => [.. bytes[..tokenStart], .. Word(random), .. bytes[tokenEnd..]],
                5 => [.. bytes[..at], .. Word(random), .. bytes[at..]],
                _ => Move(bytes, at, length, random.Next(bytes.Length - length + 1)),
            };
            if (bytes.Length == 0)
            {
                return bytes;
            }
        }

        return bytes;
    }

    private static byte[] Word(Random random) => System.Text.Encoding.UTF8.GetBytes(s_words[random.Next(s_words.Length)]);

    private static byte[] Move(byte[] bytes, int from, int length, int to)
    {
        byte[] piece = bytes[from..(from + length)], rest = [.. bytes[..from], .. bytes[(from + length)..]];
        return [.. rest[..to], .. piece, .. rest[to..]];
    }

    private static (int Start, int End) Token(byte[] bytes, int at)
    {
        int start = at, end = at;
        while (start > 0 && bytes[start - 1] > ' ')
        {
            start--;
        }

        while (end < bytes.Length && bytes[end] > ' ')
        {
            end++;
        }

        return (start, end);
    }
}
