using System.Globalization;
using System.Text;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe.Records;

/// <summary>The text of a head, version 3.0 (arXiv:1405.1067), with its numbers in the place of those it was read with.</summary>
internal static class LheRecordHeadText
{
    private const int RunFields = 10, ProcessFields = 4;

    /// <summary>Writes a head.</summary>
    /// <param name="head">The head.</param>
    /// <param name="numberWidth">Numbers of processes are filled up with blanks to this width, so that others can be put in their place.</param>
    public static ByteText Of(LheRecordHead head, int numberWidth)
    {
        ByteText text = new();
        text.Append(head.Prologue.Span);
        text.Append("<LesHouchesEvents version=\"3.0\""u8);
        AppendAttributes(text, head.RootAttributes.Span);
        text.Append(">"u8);
        text.Append(head.Header is { } header ? header.Span : HeaderOf(head.Init));
        text.Append("<init"u8);
        AppendAttributes(text, head.InitAttributes.Span);
        text.Append(">"u8);
        if (head.InitText is { } init)
        {
            AppendInit(text, init.Span, head.Init, numberWidth);
        }
        else
        {
            text.Append((byte)'\n');
            AppendRun(text, head.Init);
            text.Append((byte)'\n');
            for (int i = 0; i < head.Init.Processes.Count; i++)
            {
                AppendProcess(text, head.Init.Processes[i], numberWidth);
                text.Append((byte)'\n');
            }

            foreach (LheGenerator generator in head.Init.Generators)
            {
                text.Append(Encoding.UTF8.GetBytes(LheHeadText.Generator(generator)));
            }
        }

        text.Append("</init>\n"u8);
        return text;
    }

    // Rows of numbers are replaced, all between and behind them is kept.
    private static void AppendInit(ByteText text, ReadOnlySpan<byte> init, LheHead head, int numberWidth)
    {
        int declared = -1, process = 0, position = 0;
        while (position < init.Length && (declared < 0 || process < declared))
        {
            int length = init[position..].IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = init.Slice(position, length < 0 ? init.Length - position : length + 1);
            ReadOnlySpan<byte> row = line.Trim(" \t\r\n"u8);
            if (row.StartsWith("<"u8))
            {
                break;
            }

            position += line.Length;
            if (row.IsEmpty || row[0] == (byte)'#')
            {
                text.Append(line);
            }
            else if (declared < 0)
            {
                declared = Declared(row);
                AppendRun(text, head);
                text.Append(Behind(row, RunFields));
                text.Append((byte)'\n');
            }
            else if (++process <= head.Processes.Count)
            {
                AppendProcess(text, head.Processes[process - 1], numberWidth);
                text.Append(Behind(row, ProcessFields));
                text.Append((byte)'\n');
            }
        }

        for (; process < head.Processes.Count; process++)
        {
            AppendProcess(text, head.Processes[process], numberWidth);
            text.Append((byte)'\n');
        }

        text.Append(init[position..]);
    }

    private static int Declared(ReadOnlySpan<byte> row)
    {
        int end = row.Length - Behind(row, RunFields).Length;
        int start = row[..end].LastIndexOfAny(" \t"u8) + 1;
        return NumberText.TryReadInt32(row[..end], ref start, out int declared) ? declared : 0;
    }

    // What follows the numbers of a row, with the blank before it.
    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> row, int fields)
    {
        int position = 0;
        for (int i = 0; i < fields && position < row.Length; i++)
        {
            position += Math.Max(0, row[position..].IndexOfAnyExcept(" \t"u8));
            int length = row[position..].IndexOfAny(" \t"u8);
            position = length < 0 ? row.Length : position + length;
        }

        return row[position..];
    }

    private static void AppendRun(ByteText text, LheHead head)
    {
        text.Append(head.Beam1PdgId);
        text.Append((byte)' ');
        text.Append(head.Beam2PdgId);
        AppendNumber(text, head.Beam1Energy, 0);
        AppendNumber(text, head.Beam2Energy, 0);
        foreach (int number in (int[])[.. head.PdfCodes, head.WeightStrategy, head.Processes.Count])
        {
            text.Append((byte)' ');
            text.Append(number);
        }
    }

    private static void AppendProcess(ByteText text, LheProcess process, int numberWidth)
    {
        AppendNumber(text, process.CrossSection, numberWidth);
        AppendNumber(text, process.CrossSectionError, numberWidth);
        AppendNumber(text, process.MaximalWeight, numberWidth);
        text.Append((byte)' ');
        text.Append(process.Id);
    }

    private static void AppendNumber(ByteText text, double value, int width)
    {
        text.Append((byte)' ');
        int start = text.Length;
        text.Append(value);
        while (text.Length - start < width)
        {
            text.Append((byte)' ');
        }
    }

    private static void AppendAttributes(ByteText text, ReadOnlySpan<byte> attributes)
    {
        if (!attributes.IsEmpty)
        {
            text.Append((byte)' ');
            text.Append(attributes);
        }
    }

    private static byte[] HeaderOf(LheHead head)
    {
        StringBuilder text = new("\n<header>\n");
        if (head.Weights.Count > 0)
        {
            text.Append("<initrwgt>\n");
            string? group = null;
            foreach (LheWeightDeclaration weight in head.Weights)
            {
                if (weight.Group != group)
                {
                    text.Append(group is null ? "" : "</weightgroup>\n").Append(weight.Group is null ? "" : GroupTag(head, weight.Group));
                    group = weight.Group;
                }

                text.Append(CultureInfo.InvariantCulture, $"<weight id=\"{LheHeadText.Escaped(weight.Id)}\">{LheHeadText.Escaped(weight.Text)}</weight>\n");
            }

            text.Append(group is null ? "" : "</weightgroup>\n").Append("</initrwgt>\n");
        }

        return LheTag.BytesOf(text.Append("</header>\n").ToString());
    }

    private static string GroupTag(LheHead head, string name)
    {
        string? combine = head.WeightGroups.FirstOrDefault(g => g.Name == name)?.Combine;
        return $"<weightgroup name=\"{LheHeadText.Escaped(name)}\"{(combine is null ? "" : $" combine=\"{LheHeadText.Escaped(combine)}\"")}>\n";
    }
}
