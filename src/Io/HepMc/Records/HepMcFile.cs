using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Tells HepMC text from other files.</summary>
public static class HepMcFile
{
    private const int HeadLength = 4096;

    /// <summary>True when the first line of a file that is not blank begins with <c>HepMC::</c>, whatever it is packed with and called.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="PluginException">The file cannot be opened.</exception>
    public static bool IsHepMc(string path)
    {
        using InputFile input = InputFile.Open(path);
        return IsHepMc(input);
    }

    /// <summary>True when the first line of a file that is not blank begins with <c>HepMC::</c>, by the first bytes of the file, packed or not.</summary>
    /// <param name="start">The first bytes; some ten thousand are enough.</param>
    /// <exception cref="PluginException">They are packed in a way that cannot be read.</exception>
    public static bool IsHepMc(byte[] start)
    {
        using InputFile input = InputFile.Open("", new MemoryStream(start, writable: false), null);
        return IsHepMc(input);
    }

    private static bool IsHepMc(InputFile input)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        int length = 0;
        try
        {
            int read;
            do
            {
                read = input.Read(head[length..]);
                length += read;
            }
            while (read > 0 && length < HeadLength);
        }
        catch (PluginException)
        {
            // What was read before the damage tells; who reads on says what is wrong.
        }

        ReadOnlySpan<byte> text = head[..length];
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        return text.TrimStart(" \t\r\n"u8).StartsWith("HepMC::"u8);
    }
}
