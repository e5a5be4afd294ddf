using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;

namespace AlpToolkit.Io.Text;

/// <summary>The first text of a file, by which its format is known.</summary>
internal static class TextStart
{
    private const int Length = 8192;

    /// <summary>Reads it from a file, from the first line that is not blank, without a byte order mark.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="PluginException">The file cannot be opened, or is packed in a way that cannot be read.</exception>
    public static ReadOnlySpan<byte> Of(string path)
    {
        using InputFile input = InputFile.Open(path);
        return Of(input);
    }

    /// <summary>Reads it from the first bytes of a file, packed or not.</summary>
    /// <param name="start">The first bytes; some ten thousand are enough.</param>
    /// <exception cref="PluginException">They are packed in a way that cannot be read.</exception>
    public static ReadOnlySpan<byte> Of(byte[] start)
    {
        using InputFile input = InputFile.Open("", new MemoryStream(start, writable: false), null);
        return Of(input);
    }

    /// <summary>The line that a text begins with, without its end.</summary>
    public static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        return (end < 0 ? text : text[..end]).TrimEnd(" \t\r"u8);
    }

    private static ReadOnlySpan<byte> Of(InputFile input)
    {
        byte[] start = new byte[Length];
        int length = 0;
        try
        {
            int read;
            do
            {
                read = input.Read(start.AsSpan(length));
                length += read;
            }
            while (read > 0 && length < Length);
        }
        catch (PluginException)
        {
            // What was read before the damage tells; who reads on says what is wrong.
        }

        ReadOnlySpan<byte> text = start.AsSpan(0, length);
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        return text.TrimStart(" \t\r\n"u8);
    }
}
