using System.Globalization;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>The <c>&lt;init&gt;</c> block (hep-ph/0109068 table 1, hep-ph/0609017): a line for the run, one for each process, then tags.</summary>
internal static class LheInit
{
    private const int MaximalProcesses = 100_000;

    private static readonly string[] s_runFields =
    [
        "the PDG code of beam 1", "the PDG code of beam 2", "the energy of beam 1", "the energy of beam 2", "PDF code 1", "PDF code 2", "PDF set code 1", "PDF set code 2", "the weighting code IDWTUP", "the number of processes NPRUP",
    ];

    private static readonly string[] s_processFields = ["XSECUP", "XERRUP", "XMAXUP", "the process code LPRUP"];

    /// <summary>Reads the block.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="firstLine">Line on which the block begins.</param>
    /// <param name="block">What stands in it.</param>
    /// <param name="weights">Takes weights that are declared in the block.</param>
    public static LheHead Read(string name, long firstLine, ReadOnlySpan<byte> block, LheWeightDeclarations weights)
    {
        double[] fields = new double[10];
        LheHead? head = null;
        List<LheProcess> processes = [];
        int declared = 0;
        long line = firstLine;
        int position = 0;
        while (position < block.Length)
        {
            int length = block[position..].IndexOf((byte)'\n');
            length = length < 0 ? block.Length - position : length;
            ReadOnlySpan<byte> row = block.Slice(position, length).Trim(" \t\r"u8);
            if (row.StartsWith("<"u8))
            {
                break;
            }

            if (row.IsEmpty || row[0] == (byte)'#')
            {
                // Nothing to read.
            }
            else if (head is null)
            {
                int found = ReadFields(name, line, row, s_runFields, fields);
                if (found < fields.Length)
                {
                    throw LheErrors.InitFields(name, line, found);
                }

                declared = (int)fields[9];
                if (declared is < 1 or > MaximalProcesses)
                {
                    throw LheErrors.ProcessCount(name, line, declared, 0);
                }

                head = RunOf(fields);
            }
            else if (processes.Count < declared)
            {
                int found = ReadFields(name, line, row, s_processFields, fields);
                if (found < 4)
                {
                    throw LheErrors.ProcessFields(name, line, processes.Count + 1, found);
                }

                processes.Add(new LheProcess((int)fields[3], fields[0], fields[1], fields[2]));
            }
            else if (IsProcess(row))
            {
                throw LheErrors.ProcessCount(name, line, declared, declared + 1);
            }

            position += length + 1;
            line++;
        }

        if (head is null)
        {
            throw LheErrors.InitFields(name, line, 0);
        }

        if (processes.Count < declared)
        {
            throw LheErrors.ProcessCount(name, line, declared, processes.Count);
        }

        ReadOnlySpan<byte> tags = block[Math.Min(position, block.Length)..];
        if (tags.IndexOf("<initrwgt"u8) is >= 0 and int start)
        {
            int end = tags[start..].IndexOf("</initrwgt"u8);
            weights.Read(end < 0 ? tags[start..] : tags.Slice(start, end));
        }

        return head with { Processes = processes, Generators = GeneratorsIn(tags), EventFiles = LheEventFiles.In(tags) };
    }

    private static LheHead RunOf(double[] fields) => new()
    {
        Version = null,
        Beam1PdgId = (int)fields[0],
        Beam2PdgId = (int)fields[1],
        Beam1Energy = fields[2],
        Beam2Energy = fields[3],
        PdfCodes = [(int)fields[4], (int)fields[5], (int)fields[6], (int)fields[7]],
        WeightStrategy = (int)fields[8],
        Processes = [],
    };

    private static int ReadFields(string name, long line, ReadOnlySpan<byte> row, string[] names, double[] values)
    {
        int position = 0;
        int count = 0;
        while (count < names.Length)
        {
            while (position < row.Length && row[position] is (byte)' ' or (byte)'\t')
            {
                position++;
            }

            if (position >= row.Length)
            {
                break;
            }

            bool whole = names[count].Contains("code", StringComparison.Ordinal) || names[count].Contains("number", StringComparison.Ordinal);
            int start = position;
            double value;
            bool read = whole ? NumberText.TryReadInt32(row, ref position, out int integer) & (value = integer) == integer : NumberText.TryReadDouble(row, ref position, out value);
            if (!read)
            {
                ReadOnlySpan<byte> token = row[start..];
                int end = token.IndexOfAny(" \t"u8);
                throw LheErrors.InitNumber(name, line, names[count], end < 0 ? token : token[..end]);
            }

            values[count++] = value;
        }

        return count;
    }

    // Free text may follow the processes; four numbers are one process too many.
    private static bool IsProcess(ReadOnlySpan<byte> row)
    {
        int position = 0;
        for (int i = 0; i < 4; i++)
        {
            position += Math.Max(0, row[position..].IndexOfAnyExcept(" \t"u8));
            if (!NumberText.TryReadDouble(row, ref position, out _))
            {
                return false;
            }
        }

        return row[position..].IndexOfAnyExcept(" \t"u8) < 0;
    }

    private static List<LheEventFile> EventFilesIn(ReadOnlySpan<byte> tags)
    {
        List<LheEventFile> files = [];
        int position = 0;
        while (tags[position..].IndexOf("<eventfile "u8) is >= 0 and int found)
        {
            position += found;
            ReadOnlySpan<byte> rest = tags[position..];
            ReadOnlySpan<byte> tag = rest[..(LheTag.End(rest) + 1)];
            if (LheTag.Attribute(tag, "name"u8) is { Length: > 0 } name && !name.Contains('\0'))
            {
                files.Add(new LheEventFile(name, long.TryParse(LheTag.Attribute(tag, "neve"u8), NumberStyles.None, CultureInfo.InvariantCulture, out long events) ? events : null));
            }

            position++;
        }

        return files;
    }

    private static List<LheGenerator> GeneratorsIn(ReadOnlySpan<byte> tags)
    {
        List<LheGenerator> generators = [];
        int position = 0;
        while (tags[position..].IndexOf("<generator"u8) is >= 0 and int found)
        {
            position += found;
            ReadOnlySpan<byte> rest = tags[position..];
            ReadOnlySpan<byte> tag = rest[..(LheTag.End(rest) + 1)];
            ReadOnlySpan<byte> text = rest[tag.Length..];
            int close = text.IndexOf("</generator"u8);
            bool alone = tag.EndsWith("/>"u8) || close < 0;
            generators.Add(new LheGenerator(LheTag.Attribute(tag, "name"u8), LheTag.Attribute(tag, "version"u8), alone ? "" : LheTag.TextOf(text[..close])));
            position++;
        }

        return generators;
    }
}
