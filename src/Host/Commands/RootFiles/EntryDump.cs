using System.IO.Enumeration;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary>Entries of a tree or an RNTuple as rows, with commas between the columns.</summary>
internal static class EntryDump
{
    /// <summary>Writes rows; columns that cannot be read and were not asked for by name are left out with a warning.</summary>
    /// <param name="output">Takes the rows.</param>
    /// <param name="error">Takes the warnings.</param>
    /// <param name="table">The entries.</param>
    /// <param name="names">Columns, or branches above them; all where there are none.</param>
    /// <param name="first">First entry.</param>
    /// <param name="count">Number of entries.</param>
    /// <exception cref="PluginException">A column does not exist or cannot be read.</exception>
    public static void Write(TextWriter output, TextWriter error, EntryTable table, IReadOnlyList<string> names, long first, long count)
    {
        List<string> columns = [.. Choose(table, names)];
        long end = count > table.Entries - first ? table.Entries : first + count;
        bool hasHead = false;
        foreach ((long First, int Count) block in table.Blocks.Where(b => b.First < end && b.First + b.Count > first))
        {
            Column[] values = Read(table, block, columns, mayLeaveOut: names.Count == 0 && !hasHead, isFirst: !hasHead, error);
            WriteHead(output, columns, ref hasHead);
            for (long entry = Math.Max(first, block.First); entry < Math.Min(end, block.First + block.Count); entry++)
            {
                output.WriteLine(string.Join(',', values.Select(v => ValueText.Cell(v, (int)(entry - block.First))).Prepend(ValueText.Of(entry))));
            }
        }

        WriteHead(output, columns, ref hasHead);
        if (first > 0 && first >= table.Entries)
        {
            error.WriteLine($"alp: note: there are {table.Entries} entries, from 0 on, and none from {first}");
        }
    }

    /// <summary>The columns of names, or of branches above them; all where there are none.</summary>
    /// <exception cref="PluginException">A column does not exist.</exception>
    public static IEnumerable<string> Choose(EntryTable table, IReadOnlyList<string> names) => names.Count == 0 ? table.Columns.Select(c => c.Name) : names.SelectMany(n => Find(table, n)).Distinct();

    /// <summary>Values of columns in a block.</summary>
    /// <param name="table">The entries.</param>
    /// <param name="block">One of its blocks.</param>
    /// <param name="columns">The columns; those that cannot be read are taken out.</param>
    /// <param name="mayLeaveOut">True to leave out what cannot be read, with a warning.</param>
    /// <param name="isFirst">True to warn of members that the objects of a column have no values for.</param>
    /// <param name="error">Takes the warnings.</param>
    /// <exception cref="PluginException">A column cannot be read.</exception>
    public static Column[] Read(EntryTable table, (long First, int Count) block, List<string> columns, bool mayLeaveOut, bool isFirst, TextWriter error)
    {
        Dictionary<string, Column> values = [];
        foreach (string column in columns)
        {
            try
            {
                values[column] = table.Read(column, block);
                foreach (string part in isFirst ? table.LeftOutOf(column) : [])
                {
                    error.WriteLine($"alp: warning: left out: {part}");
                }
            }
            catch (RootNotSupportedException e) when (mayLeaveOut)
            {
                error.WriteLine($"alp: warning: left out: {e.Message}");
            }
        }

        columns.RemoveAll(c => !values.ContainsKey(c));
        return [.. columns.Select(c => values[c])];
    }

    private static void WriteHead(TextWriter output, List<string> columns, ref bool isWritten)
    {
        if (!isWritten)
        {
            output.WriteLine(string.Join(',', columns.Select(ValueText.Cell).Prepend("entry")));
            isWritten = true;
        }
    }

    private static string[] Find(EntryTable table, string name)
    {
        if (name.AsSpan().ContainsAny('*', '?'))
        {
            string[] fitting = [.. table.Columns.Select(c => c.Name).Where(c => FileSystemName.MatchesSimpleExpression(name, c, ignoreCase: false) || FileSystemName.MatchesSimpleExpression(name, c.Split('/')[^1], ignoreCase: false))];
            return fitting.Length > 0 ? fitting : throw new PluginException($"--branch {name}: there is no such branch or field.");
        }

        string[] exact = [.. table.Columns.Select(c => c.Name).Where(c => c == name)];
        string[] found = exact.Length > 0 ? exact : [.. table.Columns.Select(c => c.Name).Where(c => c.StartsWith($"{name}/", StringComparison.Ordinal) || c.EndsWith($"/{name}", StringComparison.Ordinal))];
        string hint = DidYouMean.Find(name, table.Columns.SelectMany(c => (string[])[c.Name, c.Name.Split('/')[^1]])) is { } near ? $" Did you mean '{near}'?" : "";
        return found.Length > 0 ? found : throw new PluginException($"--branch {name}: there is no such branch or field.{hint}");
    }
}
