using System.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Text on one line, as Asciiv3 writes it: a line end is <c>\|</c>, a backslash <c>\\</c>.</summary>
internal static class HepMcEscapes
{
    /// <summary>The text that a line holds.</summary>
    public static string Decode(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line);
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isEscape = text[i] == '\\' && i + 1 < text.Length && (text[i + 1] is '|' or '\\');
            i += isEscape ? 1 : 0;
            plain.Append(isEscape && text[i] == '|' ? '\n' : text[i]);
        }

        return plain.ToString();
    }

    /// <summary>The line that holds a text.</summary>
    public static string Encode(string text) =>
        text.AsSpan().IndexOfAny('\\', '\n', '\r') < 0 ? text
            : text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\r\n", @"\|", StringComparison.Ordinal).Replace("\n", @"\|", StringComparison.Ordinal).Replace("\r", @"\|", StringComparison.Ordinal);
}
