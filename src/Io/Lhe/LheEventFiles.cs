using System.Globalization;

namespace AlpToolkit.Io.Lhe;

/// <summary>The tags <c>&lt;eventfile&gt;</c> of <c>&lt;init&gt;</c> (arXiv:1405.1067).</summary>
internal static class LheEventFiles
{
    /// <summary>The files named.</summary>
    public static List<LheEventFile> In(ReadOnlySpan<byte> text)
    {
        List<LheEventFile> files = [];
        for (int start = Next(text, 0, out int end); start >= 0; start = Next(text, end, out end))
        {
            if (Of(text[start..end]) is { } file)
            {
                files.Add(file);
            }
        }

        return files;
    }

    /// <summary>The text without the tags of some files.</summary>
    public static byte[] Without(ReadOnlySpan<byte> text, Func<LheEventFile, bool> isLeftOut)
    {
        List<byte> kept = [];
        int position = 0;
        for (int start = Next(text, 0, out int end); start >= 0; start = Next(text, end, out end))
        {
            kept.AddRange(text[position..start]);
            if (Of(text[start..end]) is not { } file || !isLeftOut(file))
            {
                kept.AddRange(text[start..end]);
            }

            position = Of(text[start..end]) is { } gone && isLeftOut(gone) ? AfterElement(text, end) : end;
        }

        return [.. kept, .. text[position..]];
    }

    // Past the closing tag of an element that is not closed in itself.
    private static int AfterElement(ReadOnlySpan<byte> text, int end)
    {
        int close = text[..end].EndsWith("/>"u8) ? -1 : text[end..].IndexOf("</eventfile>"u8), next = text[end..].IndexOf("<eventfile"u8);
        return close >= 0 && (next < 0 || close < next) ? end + close + "</eventfile>".Length : end;
    }

    private static LheEventFile? Of(ReadOnlySpan<byte> tag) =>
        LheTag.Attribute(tag, "name"u8) is { Length: > 0 } name && !name.Contains('\0')
            ? new LheEventFile(name, long.TryParse(LheTag.Attribute(tag, "neve"u8), NumberStyles.None, CultureInfo.InvariantCulture, out long events) ? events : null)
            : null;

    private static int Next(ReadOnlySpan<byte> text, int from, out int end)
    {
        for (int at = from; text[at..].IndexOf("<eventfile"u8) is >= 0 and int found;)
        {
            at += found;
            int close = LheTag.End(text[at..]);
            if (LheTag.Is(text[at..], "eventfile"u8) && close >= 0)
            {
                end = at + close + 1;
                return at;
            }

            at++;
        }

        end = text.Length;
        return -1;
    }
}
