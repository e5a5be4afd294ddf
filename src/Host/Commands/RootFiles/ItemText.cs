using System.Globalization;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Objects;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary>An object as a list of names and plain values: what is shown, and what is compared.</summary>
internal static class ItemText
{
    /// <summary>The values of an object. Names tell the way: 'fXaxis.fNbins', 'contents[3]'.</summary>
    public static IEnumerable<(string Name, object Value)> Values(RootItem? item, string name = "")
    {
        string prefix = name.Length == 0 ? "" : $"{name}.";
        if (item is null)
        {
            return [(name, "null")];
        }

        IEnumerable<(string, object)> head = [($"{prefix}class", item.ClassName), .. Text($"{prefix}name", item.Name), .. Text($"{prefix}title", item.Title)];
        return head.Concat(item switch
        {
            RootHistogram h => [($"{prefix}entries", h.Entries), .. Axes(prefix, h.Axes), .. Numbers($"{prefix}contents", h.Contents), .. Numbers($"{prefix}variances", h.Variances)],
            RootProfile p => [($"{prefix}entries", p.Entries), ($"{prefix}errors are", p.ErrorMode.ToString()), .. Axes(prefix, p.Axes), .. Numbers($"{prefix}means", p.Means), .. Numbers($"{prefix}errors", p.Errors), .. Numbers($"{prefix}sums of weights", p.SumsOfWeights)],
            RootEfficiency e => [.. Values(e.Passed, $"{prefix}passed"), .. Values(e.Total, $"{prefix}total"), ($"{prefix}confidence level", e.ConfidenceLevel), ($"{prefix}statistic option", e.StatisticOption), ($"{prefix}weight", e.Weight)],
            RootSparseHistogram s => [($"{prefix}entries", s.Entries), .. s.Axes.SelectMany((a, k) => Axes($"{prefix}{k + 1} ", [a])), .. s.Bins.SelectMany(b => Bin($"{prefix}bin {string.Join(',', b.Coordinates)}", b))],
            RootGraph g => [.. Numbers($"{prefix}x", g.X), .. Numbers($"{prefix}y", g.Y), .. Numbers($"{prefix}x error down", g.XErrors.Down), .. Numbers($"{prefix}x error up", g.XErrors.Up), .. Numbers($"{prefix}y error down", g.YErrors.Down), .. Numbers($"{prefix}y error up", g.YErrors.Up)],
            RootText t => [($"{prefix}text", t.Text)],
            RootParameter p => [($"{prefix}value", p.Value)],
            RootVector v => [($"{prefix}first", v.First), .. Numbers($"{prefix}values", v.Values)],
            RootMatrix m => [($"{prefix}rows", m.Rows), ($"{prefix}columns", m.Columns), .. Numbers($"{prefix}values", m.Values)],
            RootList l => l.Items.SelectMany((i, k) => Values(i, $"{name}[{k}]")),
            RootMap m => m.Pairs.SelectMany((p, k) => Values(p.Key, $"{name}[{k}].key").Concat(Values(p.Value, $"{name}[{k}].value"))),
            RootStructure s => Structure(s, name, prefix),
            _ => [],
        });
    }

    private static IEnumerable<(string, object)> Bin(string name, RootSparseBin bin) => [($"{name}.content", bin.Content), ($"{name}.variance", bin.Variance)];

    // Bits and numbers of objects say how they lay in memory.
    private static IEnumerable<(string, object)> Structure(RootStructure structure, string name, string prefix) =>
        structure.Members.Where(m => m.Name is not ("fBits" or "fUniqueID" or "fName" or "fTitle")).SelectMany(m => Member($"{prefix}{m.Name}", m.Value))
            .Concat(structure.Items.SelectMany((i, k) => Values(i, $"{name}[{k}]")))
            .Concat(structure.Unread is { } unread ? [($"{prefix}not read", unread)] : []);

    private static IEnumerable<(string, object)> Member(string name, object? value) => value switch
    {
        null => [(name, "null")],
        RootItem item => Values(item, name),
        string text => [(name, text)],
        IConvertible number => [(name, number)],
        Column column => [(name, column.Count == 1 ? ValueText.Of(column, 0) : $"{column.Count} values")],
        Array array => array.Cast<object?>().SelectMany((v, k) => Member($"{name}[{k}]", v)),
        _ => [(name, value.ToString() ?? "")],
    };

    private static IEnumerable<(string, object)> Text(string name, string text) => text.Length == 0 ? [] : [(name, text)];

    private static IEnumerable<(string, object)> Axes(string prefix, IReadOnlyList<RootAxis> axes) =>
        axes.Zip("xyz", (axis, letter) => ((string, object)[])[
            ($"{prefix}{letter} axis.bins", axis.Bins), ($"{prefix}{letter} axis.low", axis.Low), ($"{prefix}{letter} axis.high", axis.High),
            .. Text($"{prefix}{letter} axis.title", axis.Title), .. Numbers($"{prefix}{letter} axis.edges", axis.VariableEdges),
            .. axis.Labels.Select((l, k) => ($"{prefix}{letter} axis.labels[{k.ToString(CultureInfo.InvariantCulture)}]", (object)l))]).SelectMany(a => a);

    private static IEnumerable<(string, object)> Numbers(string name, IReadOnlyList<double> values) => values.Select((v, k) => ($"{name}[{k}]", (object)v));
}
