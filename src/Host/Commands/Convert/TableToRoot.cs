using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.RootFiles;
using AlpToolkit.Io.Csv;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Writes tables as a TTree or an RNTuple.</summary>
internal static class TableToRoot
{
    private const int RowsAtATime = 10_000;

    /// <summary>Writes the rows of a CSV file.</summary>
    /// <exception cref="PluginException">The file is no table, or the new one cannot be written.</exception>
    public static string Write(string source, string target, TableOptions options, TextWriter error, CancellationToken cancellation)
    {
        CsvRowReader reader = CsvRowReader.Open(source);
        foreach (string note in reader.Notes)
        {
            error.WriteLine($"alp: warning: {note}");
        }

        return Write(target, Path.GetFileNameWithoutExtension(source), "", reader.Columns, reader.Read(RowsAtATime), options, cancellation);
    }

    /// <summary>Writes the entries of a tree or RNTuple; members of objects become columns of their own.</summary>
    /// <exception cref="PluginException">A column does not exist or cannot be read, or the file cannot be written.</exception>
    public static string Write(EntryTable table, string name, string title, string target, TableOptions options, TextWriter error, CancellationToken cancellation)
    {
        List<string> columns = [.. EntryDump.Choose(table, options.Columns)];
        bool mayLeaveOut = options.Columns.Count == 0;

        // The first entries tell the types; there are none without entries.
        (long First, int Count) sample = table.Blocks.Count > 0 ? table.Blocks[0] : (0, 0);
        Column[] found = EntryDump.Read(table, sample, columns, mayLeaveOut, isFirst: true, error);
        List<FlatColumn> flat = [];
        for (int i = 0; i < found.Length; i++)
        {
            FlatColumn[] parts = [.. FlatColumn.Of(columns[i], found[i], table.CounterOf(columns[i]))];
            if (parts.FirstOrDefault(p => p.Type is null) is { } unknown)
            {
                string message = unknown.Problem(found[i]);
                if (!mayLeaveOut)
                {
                    throw new PluginException($"--branch {message}. alp root merge and slim copy branches of any type");
                }

                error.WriteLine($"alp: warning: left out: {message}");
            }

            flat.AddRange(parts.Where(p => p.Type is not null).Select(p => p with { Source = i }));
        }

        if (!options.IsNTuple)
        {
            // The writer makes the branches that count.
            flat.RemoveAll(f => f.Counter is null && flat.Exists(l => l.Counter == f.Type!.Name));
        }

        (string Name, string Written)[] renamed = [.. flat.Select(f => (f.Name.Split('/')[^1], f.Type!.Name)).Where(f => f.Item1 != f.Item2)];
        if (renamed.Length > 0)
        {
            error.WriteLine($"alp: warning: {renamed.Length} {(renamed.Length == 1 ? "column has another name" : "columns have other names")}, as '{renamed[0].Written}' for '{renamed[0].Name}'");
        }

        if (flat.Count == 0)
        {
            throw new PluginException($"{target}: no column is left to write");
        }

        return Write(target, name, title, [.. flat.Select(f => f.Type!)], Blocks(), options, cancellation);

        IEnumerable<IReadOnlyList<Column>> Blocks()
        {
            foreach ((long First, int Count) block in table.Blocks)
            {
                Column[] values = EntryDump.Read(table, block, columns, mayLeaveOut: false, isFirst: false, error);
                yield return [.. flat.Select(f => f.Take(values[f.Source]))];
            }
        }
    }

    private static string Write(string target, string name, string title, IReadOnlyList<RootColumn> columns, IEnumerable<IReadOnlyList<Column>> blocks, TableOptions options, CancellationToken cancellation)
    {
        using RootFileWriter writer = RootFileWriter.Create(target, new RootWriteOptions { Compression = options.Compression });
        long rows = 0;
        try
        {
            RootTreeWriter? tree = options.IsNTuple ? null : writer.CreateTree(name, columns, title);
            RootNTupleWriter? ntuple = options.IsNTuple ? writer.CreateNTuple(name, columns, title) : null;
            foreach (IReadOnlyList<Column> block in blocks)
            {
                cancellation.ThrowIfCancellationRequested();
                tree?.Fill(block);
                ntuple?.Fill(block);
                rows += block[0].Count;
            }
        }
        catch (ArgumentException e)
        {
            throw new PluginException($"{target}: {e.Message.Split(" (Parameter")[0]}", e);
        }

        writer.Commit();
        return string.Create(CultureInfo.InvariantCulture, $"{rows} entries of {columns.Count} {(options.IsNTuple ? "fields" : "branches")} in '{name}'");
    }
}
