using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Tells HepMC text from other files.</summary>
public static class HepMcFile
{
    /// <summary>
    /// True when the first line of a file that is not blank begins with <c>HepMC::</c>, or is the first of an event, which a file has that
    /// lost its head: its reader says so. Whatever the file is packed with and called.
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="PluginException">The file cannot be opened.</exception>
    public static bool IsHepMc(string path) => IsHepMcText(TextStart.Of(path));

    /// <summary>The same by the first bytes of a file, packed or not.</summary>
    /// <param name="start">The first bytes; some ten thousand are enough.</param>
    /// <exception cref="PluginException">They are packed in a way that cannot be read.</exception>
    public static bool IsHepMc(byte[] start) => IsHepMcText(TextStart.Of(start));

    private static bool IsHepMcText(ReadOnlySpan<byte> text) =>
        text.StartsWith("HepMC::"u8) || HepMcHeadLines.ListingOfEvent(TextStart.FirstLine(text)) is not null;
}
