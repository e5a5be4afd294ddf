using AlpToolkit.Io.Root.Objects;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary>Objects as text for the terminal: bins and points as tables, other members one a line.</summary>
internal static class ObjectDump
{
    public static void Write(TextWriter output, RootItem item)
    {
        switch (item)
        {
            case RootHistogram h:
                output.WriteLine(Summary(h));
                Bins(output, h.Axes, [("content", h.Contents), ("error", [.. h.Variances.Select(Math.Sqrt)])]);
                break;
            case RootProfile p:
                output.WriteLine(Summary(p));
                Bins(output, p.Axes, [("mean", p.Means), ("error", p.Errors), ("sum of weights", p.SumsOfWeights)]);
                break;
            case RootGraph g:
                output.WriteLine(Summary(g));
                Points(output, g);
                break;
            default:
                foreach ((string name, object value) in ItemText.Values(item))
                {
                    output.WriteLine($"{name}: {(value is string text ? text : ValueText.Of((IConvertible)value))}");
                }

                break;
        }
    }

    /// <summary>One line on an object.</summary>
    public static string Summary(RootItem item) => item switch
    {
        RootHistogram h => $"{Head(h)}: {ValueText.Of(h.Entries)} entries, {string.Join(", ", h.Axes.Select(Axis))}",
        RootProfile p => $"{Head(p)}: {ValueText.Of(p.Entries)} entries, {string.Join(", ", p.Axes.Select(Axis))}",
        RootEfficiency e => $"{Head(e)}: {string.Join(", ", e.Total.Axes.Select(Axis))}",
        RootSparseHistogram s => $"{Head(s)}: {ValueText.Of(s.Entries)} entries, {s.Bins.Count} filled bins on {s.Axes.Count} axes",
        RootGraph g => $"{Head(g)}: {g.X.Count} points",
        RootList l => $"{Head(l)}: {l.Items.Count} objects",
        RootMap m => $"{Head(m)}: {m.Pairs.Count} pairs",
        RootText t => $"{t.ClassName}: {t.Text}",
        RootParameter p => $"{Head(p)}: {ValueText.Of(p.Value)}",
        RootMatrix m => $"{m.ClassName}: {m.Rows} x {m.Columns}",
        RootVector v => $"{v.ClassName}: {v.Values.Count} elements",
        _ => Head(item),
    };

    private static string Head(RootItem item) => $"{item.ClassName} '{item.Name}'{(item.Title.Length > 0 ? $" ({item.Title})" : "")}";

    private static string Axis(RootAxis axis) =>
        $"{axis.Bins} {(axis.IsUniform ? "bins" : "bins of different width")} from {ValueText.Of(axis.Low)} to {ValueText.Of(axis.High)}{(axis.Title.Length > 0 ? $" of {axis.Title}" : "")}";

    private static void Bins(TextWriter output, IReadOnlyList<RootAxis> axes, (string Name, IReadOnlyList<double> Values)[] columns)
    {
        List<string[]> rows = [[.. "xyz".Take(axes.Count).Select(c => c.ToString()), .. columns.Select(c => c.Name)]];
        for (int i = 0; i < columns[0].Values.Count; i++)
        {
            int rest = i;
            List<string> row = [];
            foreach (RootAxis axis in axes)
            {
                row.Add(Bin(axis, rest % (axis.Bins + 2)));
                rest /= axis.Bins + 2;
            }

            rows.Add([.. row, .. columns.Select(c => ValueText.Of(c.Values[i]))]);
        }

        TextTable.Write(output, rows, axes.Count);
    }

    private static string Bin(RootAxis axis, int bin) => bin == 0 ? "underflow"
        : bin > axis.Bins ? "overflow"
        : axis.Labels.Count > 0 && axis.Labels[bin - 1].Length > 0 ? axis.Labels[bin - 1]
        : $"{TextTable.Number(axis.Edge(bin - 1))} to {TextTable.Number(axis.Edge(bin))}";

    private static void Points(TextWriter output, RootGraph graph)
    {
        List<string[]> rows = [graph.YErrors.Up.Count == 0 ? ["x", "y"] : ["x", "y", "x error -", "x error +", "y error -", "y error +"]];
        for (int i = 0; i < graph.X.Count; i++)
        {
            string[] point = [ValueText.Of(graph.X[i]), ValueText.Of(graph.Y[i])];
            rows.Add(graph.YErrors.Up.Count == 0 ? point : [.. point, ValueText.Of(graph.XErrors.Down[i]), ValueText.Of(graph.XErrors.Up[i]), ValueText.Of(graph.YErrors.Down[i]), ValueText.Of(graph.YErrors.Up[i])]);
        }

        TextTable.Write(output, rows, leftAligned: 0);
    }
}
