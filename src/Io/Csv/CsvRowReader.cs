using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Io.Csv;

/// <summary>
/// Reads rows below a row of names as columns. Their types come from all the texts of a column: true and false, whole numbers, numbers, lists of numbers as [1,2,3], and text
/// for everything else; an empty cell among numbers is NaN. Lines that begin with # before the names are comments. UTF-8, quotes as in RFC 4180.
/// </summary>
public sealed class CsvRowReader
{
    // What has a meaning in names of ROOT, where such names are written.
    private static readonly char[] s_special = ['[', ']', '/', ':', ';', ',', '"', '\\'];

    private readonly string _path;
    private readonly CellKind[] _kinds;
    private readonly int[] _read;

    private CsvRowReader(string path, IReadOnlyList<string> names, CellKind[] kinds, long rows, ListCounters counters, IReadOnlyList<string> notes)
    {
        (_path, _kinds, Rows, Notes) = (path, kinds, rows, notes);
        _read = [.. Enumerable.Range(0, names.Count).Where(i => !counters.Counts(i))];
        try
        {
            Columns = [.. _read.Select(i => Column(names[i], kinds[i], counters.NameFor(i, names)))];
        }
        catch (ArgumentException e)
        {
            throw new PluginException($"{path}: {e.Message.Split(" (Parameter")[0].TrimEnd('.')}. Rename it in the row of names.", e);
        }
    }

    /// <summary>The columns: names and types. Columns that count the elements of lists are the counters of those.</summary>
    public IReadOnlyList<RootColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public long Rows { get; }

    /// <summary>What a user may not expect of the types, in words.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Reads a file once to find names and types.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PluginException">It cannot be read, has no row of names, or a row has another number of cells; the message says in which line.</exception>
    public static CsvRowReader Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        (string[] names, CellKind[] kinds, long rows) = ([], [], 0);
        ListCounters counters = new();
        ExactIntegers? exact = null;
        List<string> notes = [];
        foreach ((int line, List<CsvField> cells) in Records(path))
        {
            if (names.Length == 0)
            {
                CheckSeparator(path, line, cells);
                names = Names(path, line, cells);
                notes.AddRange(Renamed(path, cells, names));
                exact = new ExactIntegers(names.Length);
                kinds = new CellKind[names.Length];
                continue;
            }

            rows++;
            for (int i = 0; i < kinds.Length; i++)
            {
                CellKind before = kinds[i];
                kinds[i] = Join(before, KindOf(cells[i], before));
                exact!.Look(i, cells[i].Text, line);
                if (kinds[i] == CellKind.Text && before is not (CellKind.None or CellKind.Empty or CellKind.Text))
                {
                    notes.Add($"{path}:{line}: column '{names[i]}' is text, since '{Shortened(cells[i].Text)}' is not like the cells before it");
                }
            }

            counters.Add(kinds, cells);
        }

        notes.AddRange(exact?.Rounded(path, names, kinds) ?? []);
        return names.Length > 0 ? new CsvRowReader(path, names, kinds, rows, counters, notes) : throw new PluginException($"{path}: expected a row of names, found the end of the file.");
    }

    private static string[] Names(string path, int line, List<CsvField> cells)
    {
        if (cells.TrueForAll(c => CellBuffer.TryNumber(c.Text, out _)))
        {
            throw new PluginException($"{path}:{line}: expected a row of names, found numbers. Names in a comment need a row of their own, without #.");
        }

        // evt/Beg is the branch Beg below the branch evt.
        return [.. cells.Select(c => string.Join('_', c.Text.Trim().Split('/')[^1].Split(s_special, StringSplitOptions.RemoveEmptyEntries)))];
    }

    private static void CheckSeparator(string path, int line, List<CsvField> cells)
    {
        if (cells is [{ Quoted: false } only] && only.Text.AsSpan().IndexOfAny(';', '\t') is >= 0 and int at)
        {
            throw new PluginException($"{path}:{line}: expected names with commas between them, found {(only.Text[at] == ';' ? "semicolons" : "tabs")}. Write commas, or quote the name.");
        }
    }

    private static IEnumerable<string> Renamed(string path, List<CsvField> cells, string[] names)
    {
        int[] renamed = [.. Enumerable.Range(0, names.Length).Where(i => names[i] != cells[i].Text.Trim().Split('/')[^1])];
        return renamed.Length == 0 ? [] : [$"{path}: {renamed.Length} {(renamed.Length == 1 ? "column has another name" : "columns have other names")}, as '{names[renamed[0]]}' for '{Shortened(cells[renamed[0]].Text)}': {new string(s_special)} have a meaning in ROOT"];
    }

    private static string Shortened(string text)
    {
        const int longest = 40;
        return text.Length > longest ? $"{text[..longest]}…" : text;
    }

    /// <summary>Reads the rows, some at a time.</summary>
    /// <param name="count">Rows at a time.</param>
    /// <exception cref="PluginException">The file was changed since it was opened.</exception>
    public IEnumerable<IReadOnlyList<Column>> Read(int count)
    {
        CellBuffer[] buffers = [.. _read.Select(i => CellBuffer.For(_kinds[i]))];
        int rows = 0;
        foreach ((int line, List<CsvField> cells) in Records(_path).Skip(1))
        {
            for (int i = 0; i < buffers.Length; i++)
            {
                if (!buffers[i].TryAdd(cells[_read[i]].Text))
                {
                    throw new PluginException($"{_path}:{line}: the file was changed while it was read ('{Shortened(cells[_read[i]].Text)}' in column '{Columns[i].Name}').");
                }
            }

            if (++rows == count)
            {
                yield return [.. buffers.Select(b => b.Take())];
                rows = 0;
            }
        }

        if (rows > 0)
        {
            yield return [.. buffers.Select(b => b.Take())];
        }
    }

    private static IEnumerable<(int Line, List<CsvField> Cells)> Records(string path)
    {
        using StreamReader text = Open(path, FileShare.Read);
        CsvRecords records = new(text);
        List<CsvField> cells = [];
        int width = 0;
        while (records.Peek is { } line)
        {
            // An empty line in a table of one column is a row with an empty cell.
            if ((line.Length == 0 && width != 1) || (width == 0 && line[0] == '#'))
            {
                records.TakeLine();
                continue;
            }

            try
            {
                records.TakeRecord(cells);
            }
            catch (FormatException e)
            {
                throw new PluginException($"{path}: {e.Message}", e);
            }

            width = width == 0 ? cells.Count : width;
            if (cells.Count != width)
            {
                throw new PluginException($"{path}:{records.Line}: expected {width} cells, as in the row of names, found {cells.Count}.");
            }

            yield return (records.Line, cells);
        }
    }

    private static StreamReader Open(string path, FileShare share)
    {
        try
        {
            return new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, share, 1 << 16), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"{path}: cannot be opened. {e.Message}", e);
        }
    }

    private static RootColumn Column(string name, CellKind kind, string? counter) => kind switch
    {
        CellKind.Flag => RootColumn.Number<bool>(name),
        CellKind.Whole or CellKind.Integer => RootColumn.Number<long>(name),
        CellKind.Unsigned => RootColumn.Number<ulong>(name),
        CellKind.Number or CellKind.Empty => RootColumn.Number<double>(name),
        CellKind.Integers or CellKind.EmptyList => RootColumn.List<long>(name, counter),
        CellKind.Flags => RootColumn.List<bool>(name, counter),
        CellKind.Numbers => RootColumn.List<double>(name, counter),
        _ => RootColumn.Text(name),
    };

    // A text of a kind that is known is looked at for that kind first.
    private static CellKind KindOf(CsvField cell, CellKind known)
    {
        string text = cell.Text;
        return known == CellKind.Text ? CellKind.Text
            : text.Length == 0 ? (cell.Quoted ? CellKind.Text : CellKind.Empty)
            : text is "true" or "false" ? CellKind.Flag
            : text[0] == '[' && text[^1] == ']' ? ListKind(text.AsSpan(1, text.Length - 2))
            : ScalarKind(text);
    }

    private static CellKind ScalarKind(ReadOnlySpan<char> text) =>
        CellBuffer.TryInteger(text, out long value) ? (value < 0 ? CellKind.Integer : CellKind.Whole) : CellBuffer.TryUnsigned(text, out _) ? CellKind.Unsigned : CellBuffer.TryNumber(text, out _) ? CellKind.Number : CellKind.Text;

    private static CellKind ListKind(ReadOnlySpan<char> items)
    {
        if (items.Trim().IsEmpty)
        {
            return CellKind.EmptyList;
        }

        CellKind kind = CellKind.EmptyList;
        foreach (Range item in items.Split(','))
        {
            kind = Join(kind, items[item].Trim() is "true" or "false" ? CellKind.Flags : ScalarKind(items[item]) switch { CellKind.Whole or CellKind.Integer => CellKind.Integers, CellKind.Unsigned or CellKind.Number => CellKind.Numbers, _ => CellKind.Text });
        }

        return kind;
    }

    // The narrowest kind that holds both.
    private static CellKind Join(CellKind a, CellKind b) => (a, b) switch
    {
        _ when a == b => a,
        (CellKind.None, _) => b,
        (CellKind.Text, _) or (_, CellKind.Text) or (CellKind.Flag, _) or (_, CellKind.Flag) => CellKind.Text,
        (CellKind.EmptyList, CellKind.Flags or CellKind.Integers or CellKind.Numbers) => b,
        (CellKind.Flags or CellKind.Integers or CellKind.Numbers, CellKind.EmptyList) => a,
        (CellKind.Integers, CellKind.Numbers) or (CellKind.Numbers, CellKind.Integers) => CellKind.Numbers,
        (CellKind.EmptyList or CellKind.Flags or CellKind.Integers or CellKind.Numbers, _) or (_, CellKind.EmptyList or CellKind.Flags or CellKind.Integers or CellKind.Numbers) => CellKind.Text,
        (CellKind.Whole, CellKind.Integer or CellKind.Unsigned) => b,
        (CellKind.Integer or CellKind.Unsigned, CellKind.Whole) => a,
        _ => CellKind.Number,
    };
}
