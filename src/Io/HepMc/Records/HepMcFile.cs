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
