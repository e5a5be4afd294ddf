namespace AlpToolkit.Io.Lhe.Records;

/// <summary>
/// Where the text of a head says how many events follow: <c>neve</c> of <c>&lt;xsecinfo&gt;</c> (arXiv:1405.1067), and
/// <c>#  Number of Events        :       25</c> in MadGraph's <c>&lt;MGGenerationInfo&gt;</c>.
/// </summary>
internal static class LheEventCounts
{
    /// <summary>True when it does.</summary>
    public static bool AreIn(ReadOnlySpan<byte> text) => Find(text).Count > 0;

    /// <summary>The text with another number of events; itself when it states none.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> text, long events)
    {
        List<(int Start, int Length)> places = Find(text.Span);
        if (places.Count == 0)
        {
            return text;
        }

        byte[] number = LheTag.BytesOf(events.ToString(System.Globalization.CultureInfo.InvariantCulture));
        ByteText changed = new();
        int from = 0;
        foreach ((int start, int length) in places)
        {
            changed.Append(text.Span[from..start]);
            changed.Append(number);
            from = start + length;
        }

        changed.Append(text.Span[from..]);
        return changed.Span.ToArray();
    }

    private static List<(int Start, int Length)> Find(ReadOnlySpan<byte> text)
    {
        List<(int Start, int Length)> places = [];
        for (int at = Next(text, 0); at < text.Length; at = Next(text, at + 1))
        {
            ReadOnlySpan<byte> tag = text[at..];
            ReadOnlySpan<byte> number = LheTag.Is(tag, "xsecinfo"u8) ? OfCrossSections(tag) : LheTag.Is(tag, "MGGenerationInfo"u8) ? OfMadGraph(tag) : [];
            number = number.Trim(" \t\r\n"u8);
            if (!number.IsEmpty && number.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && text.Overlaps(number, out int start))
            {
                places.Add((start, number.Length));
            }
        }

        return places;
    }

    private static int Next(ReadOnlySpan<byte> text, int from)
    {
        int found = text[from..].IndexOf((byte)'<');
        return found < 0 ? text.Length : from + found;
    }

    private static ReadOnlySpan<byte> OfCrossSections(ReadOnlySpan<byte> tag)
    {
        int end = LheTag.End(tag);
        return end >= 0 && LheTag.TryAttribute(tag[..(end + 1)], "neve"u8, out ReadOnlySpan<byte> value) ? value : [];
    }

    private static ReadOnlySpan<byte> OfMadGraph(ReadOnlySpan<byte> tag)
    {
        int end = tag.IndexOf("</MGGenerationInfo"u8), words = end < 0 ? -1 : tag[..end].IndexOf("Number of Events"u8);
        if (words < 0)
        {
            return [];
        }

        ReadOnlySpan<byte> line = tag[words..end];
        int length = line.IndexOf((byte)'\n');
        line = length < 0 ? line : line[..length];
        return line[(line.IndexOf((byte)':') + 1)..];
    }
}
