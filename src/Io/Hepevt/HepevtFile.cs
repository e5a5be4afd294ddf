using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Hepevt;

/// <summary>Tells HEPEVT text from other files.</summary>
public static class HepevtFile
{
    /// <summary>
    /// True when a file begins with an event: a line of <c>E</c> and two whole numbers; or the number of particles as basf2 and Geant4 write it, and
    /// a particle in one of the forms that <see cref="HepevtEventStream"/> reads. Also when its name has <c>.hepevt</c> and its text no tags.
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="PluginException">The file cannot be opened.</exception>
    public static bool IsHepevt(string path)
    {
        ReadOnlySpan<byte> text = TextStart.Of(path);
        return BeginsWithEvent(text) || (Path.GetFileName(path).Contains(".hepevt", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("<"u8));
    }

    /// <summary>True when text begins with an event, by the first bytes of it, packed or not.</summary>
    /// <param name="start">The first bytes; some ten thousand are enough.</param>
    /// <exception cref="PluginException">They are packed in a way that cannot be read.</exception>
    public static bool IsHepevt(byte[] start) => BeginsWithEvent(TextStart.Of(start));

    private static bool BeginsWithEvent(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> line = TakeLine(ref text);
            if (line.IsEmpty)
            {
                continue;
            }

            if (!HepevtLayout.TryReadHead(line, out int particles, out _))
            {
                return false;
            }

            if (line[0] == (byte)'E')
            {
                return true;
            }

            // A number alone is the head of an event without particles, or of anything.
            if (particles > 0)
            {
                ReadOnlySpan<byte> first = TakeLine(ref text), second = TakeLine(ref text);
                return HepevtLayout.Of(first, second) is { } layout && layout.Fits(first, second);
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return line.Trim(" \t\r"u8);
    }
}
