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
    /// as they are: where the line is no list of names otherwise, a mark ends a name only at the end of the line and before another name.
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

        ReadOnlySpan<byte> list = line[position..].TrimEnd(" \t\r\n"u8);
        return ReadList(list, declared, holdMarks: false) ?? ReadList(list, declared, holdMarks: true) ?? throw HepMcErrors.WeightName(place);
    }

    // Null when it is no list of so many names.
    private static List<string>? ReadList(ReadOnlySpan<byte> list, int count, bool holdMarks)
    {
        List<string> names = [];
        while (names.Count < count)
        {
            list = list.TrimStart(" \t"u8);
            if (list.IsEmpty || list[0] != (byte)'"' || ReadName(ref list, holdMarks) is not { } name)
            {
                return null;
            }

            names.Add(name);
        }

        return list.IsEmpty ? names : null;
    }

    private static string? ReadName(ref ReadOnlySpan<byte> list, bool holdMarks)
    {
        List<byte> name = [];
        for (int i = 1; i < list.Length; i++)
        {
            if (list[i] == (byte)'"' && (!holdMarks || EndsName(list[(i + 1)..])))
            {
                list = list[(i + 1)..];
                return Take(name);
            }

            i += list[i] == (byte)'\\' && i + 1 < list.Length && list[i + 1] is (byte)'"' or (byte)'\\' ? 1 : 0;
            name.Add(list[i]);
        }

        return null;
    }

    private static bool EndsName(ReadOnlySpan<byte> rest) => rest.IsEmpty || (rest[0] is (byte)' ' or (byte)'\t' && rest.TrimStart(" \t"u8)[0] == (byte)'"');

    private static string Take(List<byte> name)
    {
        string text = Encoding.UTF8.GetString([.. name]);
        name.Clear();
        return text;
    }
}
