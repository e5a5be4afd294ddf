using System.Text;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Text;

/// <summary>What is said about files of text of any format.</summary>
internal static class TextErrors
{
    public static PluginException LineTooLong(string name, long line, int limit) =>
        new($"{name}:{line}: the line is longer than {limit >> 20} MiB. The file may be damaged.");

    /// <summary>Bytes of a file as a message shows them: on one line, not too many.</summary>
    public static string Shown(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        foreach (byte b in bytes[..Math.Min(bytes.Length, 24)])
        {
            text.Append(b is >= 0x20 and < 0x7f ? (char)b : '?');
        }

        return text.Append(bytes.Length > 24 ? "…" : "").ToString();
    }

    /// <summary>A name of a file's, as a message shows it: on one line, not too long.</summary>
    public static string Shown(string name)
    {
        const int longest = 200;
        StringBuilder text = new();
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, longest)))
        {
            text.Append(char.IsControl(c) ? '?' : c);
        }

        return text.Append(name.Length > longest ? "…" : "").ToString();
    }
}
