using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.RootFiles;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Writes tables of ROOT files as CSV (RFC 4180): a row of names, a row an entry, numbers with all their digits.</summary>
internal static class TableToCsv
{
    /// <summary>Writes a tree or an RNTuple. Lists are cells like "[1,2,3]".</summary>
    /// <exception cref="PluginException">A column does not exist or cannot be read, or the file cannot be written.</exception>
    public static string Write(EntryTable table, string path, IReadOnlyList<string> names, TextWriter error, CancellationToken cancellation)
    {
        List<string> columns = [.. EntryDump.Choose(table, names)];
        using NewFile file = NewFile.Create(path);
        bool hasHead = false;
        foreach ((long First, int Count) block in table.Blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            Column[] values = EntryDump.Read(table, block, columns, mayLeaveOut: names.Count == 0 && !hasHead, isFirst: !hasHead, error);
            if (columns.Count == 0)
            {
                throw new PluginException($"{path}: no column is left to write");
            }

            if (!hasHead)
            {
                file.Text.WriteLine(Head(columns));
                hasHead = true;
            }

            for (int i = 0; i < block.Count; i++)
            {
                for (int k = 0; k < values.Length; k++)
                {
                    file.Text.Write(k == 0 ? "" : ",");
                    string cell = Cell(values[k] is StringColumn strings ? strings[i] : ValueText.Of(values[k], i));

                    // An empty line would be no row.
                    file.Text.Write(cell.Length == 0 && values.Length == 1 ? "\"\"" : cell);
                }

                file.Text.Write('\n');
            }
        }

        if (!hasHead)
        {
            file.Text.WriteLine(Head(columns));
        }

        file.Commit();
        return string.Create(CultureInfo.InvariantCulture, $"{table.Entries} rows of {columns.Count} columns");
    }

    /// <summary>Writes the bins of a histogram or profile, or the points of a graph.</summary>
    /// <exception cref="PluginException">The object is of another class, or the file cannot be written.</exception>
    public static string WriteObject(RootFile root, RootKey key, string path)
    {
        (int rows, (string Name, Func<int, string> Cell)[] columns) = RootObjects.Read(root, key) switch
        {
            RootHistogram h => Bins(h.Axes, ["content", "error"], [h.Contents, [.. h.Variances.Select(Math.Sqrt)]]),
            RootProfile p => Bins(p.Axes, ["mean", "error", "sum_of_weights"], [p.Means, p.Errors, p.SumsOfWeights]),
            RootGraph { YErrors.Up.Count: 0 } g => Numbers(["x", "y"], [g.X, g.Y]),
            RootGraph g => Numbers(["x", "y", "x_error_down", "x_error_up", "y_error_down", "y_error_up"], [g.X, g.Y, g.XErrors.Down, g.XErrors.Up, g.YErrors.Down, g.YErrors.Up]),
            _ => throw new PluginException($"{root.Name}: '{key.Name}' is a {key.ClassName}; trees, RNTuples, histograms, profiles and graphs become CSV"),
        };
        using NewFile file = NewFile.Create(path);
        file.Text.WriteLine(string.Join(',', columns.Select(c => c.Name)));
        for (int i = 0; i < rows; i++)
        {
            file.Text.WriteLine(string.Join(',', columns.Select(c => c.Cell(i))));
        }

        file.Commit();
        return string.Create(CultureInfo.InvariantCulture, $"{rows} {(columns[0].Name == "x" ? "points" : "bins, those outside of the axes among them")}");
    }

    private static (int Rows, (string Name, Func<int, string> Cell)[] Columns) Numbers(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>> values) =>
        (values[0].Count, [.. names.Zip(values, (name, numbers) => (name, (Func<int, string>)(i => ValueText.Of(numbers[i]))))]);

    // Edges of bins, and their labels where there are any; under- and overflow reach to infinity.
    private static (int Rows, (string Name, Func<int, string> Cell)[] Columns) Bins(IReadOnlyList<RootAxis> axes, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>> values)
    {
        List<(string Name, Func<int, string> Cell)> columns = [];
        int stride = 1;
        for (int a = 0; a < axes.Count; a++)
        {
            RootAxis axis = axes[a];
            int size = axis.Bins + 2, step = stride;
            char letter = "xyz"[a];
            columns.Add(($"{letter}_low", i => ValueText.Of(i / step % size is 0 ? double.NegativeInfinity : axis.Edge(i / step % size - 1))));
            columns.Add(($"{letter}_high", i => ValueText.Of(i / step % size == size - 1 ? double.PositiveInfinity : axis.Edge(i / step % size))));
            if (axis.Labels.Count > 0)
            {
                columns.Add(($"{letter}_label", i => i / step % size is 0 || i / step % size == size - 1 ? "" : Cell(axis.Labels[i / step % size - 1])));
            }

            stride *= size;
        }

        return (values[0].Count, [.. columns, .. Numbers(names, values).Columns]);
    }

    // Names without those of the branches above, where they are the only ones.
    private static string Head(List<string> columns)
    {
        Dictionary<string, int> names = columns.Select(c => c.Split('/')[^1]).GroupBy(n => n).ToDictionary(g => g.Key, g => g.Count());
        return string.Join(',', columns.Select(c => Cell(names[c.Split('/')[^1]] == 1 ? c.Split('/')[^1] : c)));
    }

    private static string Cell(string text) => ValueText.Cell(text);
}
