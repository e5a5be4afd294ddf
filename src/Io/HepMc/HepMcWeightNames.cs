using System.Text;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>Names of weights as the two versions write them.</summary>
internal static class HepMcWeightNames
{
    /// <summary>Names of HepMC3: separated by <c>\|</c>, a backslash in a name doubled.</summary>
    public static IReadOnlyList<string> Separated(ReadOnlySpan<byte> line)
    {
        List<string> names = [];
        List<byte> name = [];
        line = line.TrimEnd(" \t\r"u8);
        for (int i = 0; i < line.Length; i++)
        {
            bool escaped = line[i] == (byte)'\\' && i + 1 < line.Length;
            if (escaped && line[i + 1] == (byte)'|')
            {
                names.Add(Take(name));
                i++;
                continue;
            }

            i += escaped && line[i + 1] == (byte)'\\' ? 1 : 0;
            name.Add(line[i]);
        }

        names.Add(Take(name));
        return names;
    }

    /// <summary>
    /// Names of HepMC2: their number, then each in quotation marks. HepMC3 writes such lines too and leaves the marks that are in a name
    /// as they are: a mark ends a name only at the end of the line and before another name.
    /// </summary>
    /// <param name="line">The line N without its letter.</param>
    /// <param name="place">Where it is, for messages.</param>
    /// <exception cref="Core.Plugins.PluginException">It is something else.</exception>
    public static IReadOnlyList<string> Quoted(ReadOnlySpan<byte> line, EventPlace place)
    {
        int position = line.IndexOfAnyExcept(" \t"u8);
        if (position < 0 || !NumberText.TryReadInt32(line, ref position, out int declared))
        {
            throw HepMcErrors.WeightName(place);
        }

        List<string> names = [];
        while (names.Count < declared)
        {
            int open = line[position..].IndexOf((byte)'"');
            if (open < 0)
            {
                throw HepMcErrors.WeightName(place);
            }

            position += open + 1;
            names.Add(QuotedName(line, ref position, place));
        }

        return line[position..].IndexOf((byte)'"') < 0 ? names : throw HepMcErrors.WeightName(place);
    }

    private static string QuotedName(ReadOnlySpan<byte> line, ref int position, EventPlace place)
    {
        List<byte> name = [];
        while (position < line.Length)
        {
            byte c = line[position++];
            if (c == (byte)'"' && EndsName(line[position..]))
            {
                return Take(name);
            }

            if (c == (byte)'\\' && position < line.Length && line[position] is (byte)'"' or (byte)'\\')
            {
                c = line[position++];
            }

            name.Add(c);
        }

        throw HepMcErrors.WeightName(place);
    }

    private static bool EndsName(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> next = rest.TrimStart(" \t"u8);
        return next.TrimEnd(" \t\r\n"u8).IsEmpty || (next.Length < rest.Length && next[0] == (byte)'"');
    }

    private static string Take(List<byte> name)
    {
        string text = Encoding.UTF8.GetString([.. name]);
        name.Clear();
        return text;
    }
}
