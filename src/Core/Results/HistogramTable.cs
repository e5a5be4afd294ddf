using System.Globalization;
using System.Text;

namespace AlpToolkit.Core.Results;

/// <summary>A histogram as it is published: bins, cross section a bin, simulated and expected events.</summary>
internal static class HistogramTable
{
    /// <summary>HepData's heat maps become unusable above about this many rows; then only bins with events are listed.</summary>
    public const int MostRows = 5000;

    public static Table Make(Histogram histogram, TableContext context)
    {
        StringBuilder description = new();
        description.Append(histogram.YName is { } y ? $"Distribution in the plane of {histogram.XName} and {y}" : $"Distribution of {histogram.XName}");
        description.Append(context.Sample is { } sample ? $" of sample '{sample}'." : ".");
        description.Append(" Cross section in each bin, not divided by its width.");
        List<int> bins = histogram.Y is null ? RowsOnOneAxis(histogram) : RowsOnTwoAxes(histogram, description);
        if (histogram.NotANumber() is { Count: > 0 } apart)
        {
            description.Append($" {Events(apart)} without a value (NaN) {Are(apart)} in no bin.");
        }

        return new Table
        {
            Name = context.TableName(histogram.Name),
            Description = description.ToString(),
            Independent = Independent(histogram, bins),
            Dependent = [.. Dependent(histogram, bins, context)],
            Keywords = context.Keywords,
        };
    }

    private static List<int> RowsOnOneAxis(Histogram histogram)
    {
        ReadOnlySpan<BinContent> content = histogram.Bins();
        List<int> rows = [];
        for (int bin = 0; bin < content.Length; bin++)
        {
            if (histogram.IsInside(bin) || content[bin].Count > 0)
            {
                rows.Add(bin);
            }
        }

        return rows;
    }

    private static List<int> RowsOnTwoAxes(Histogram histogram, StringBuilder description)
    {
        ReadOnlySpan<BinContent> content = histogram.Bins();
        bool all = (long)histogram.X.BinCount * histogram.Y!.BinCount <= MostRows;
        List<int> rows = [];
        BinContent outside = default;
        for (int bin = 0; bin < content.Length; bin++)
        {
            if (!histogram.IsInside(bin))
            {
                outside += content[bin];
            }
            else if (all || content[bin].Count > 0)
            {
                rows.Add(bin);
            }
        }

        // Bins are numbered along the first axis; in a table the first column is the one that changes last.
        int rowLength = histogram.X.BinCount + 2;
        rows.Sort((a, b) => (a % rowLength, a).CompareTo((b % rowLength, b)));
        if (!all)
        {
            string bins = $"{histogram.X.BinCount} × {histogram.Y.BinCount} bins";
            description.Append(rows.Count switch
            {
                0 => $" None of the {bins} holds a simulated event.",
                1 => $" Of {bins} the one with simulated events is listed; all others are empty.",
                _ => $" Of {bins} the {rows.Count} with simulated events are listed; all others are empty.",
            });
        }

        // A variable of a HepData table may have one underflow and one overflow bin; in a plane every row of it would have its own.
        if (outside.Count > 0)
        {
            description.Append($" {Events(outside)} outside the axes {Are(outside)} not listed.");
        }

        return rows;
    }

    private static string Events(BinContent content) =>
        $"{content.Count} simulated event{(content.Count == 1 ? "" : "s")} ({content.SumOfWeights.ToString("g6", CultureInfo.InvariantCulture)} pb)";

    private static string Are(BinContent content) => content.Count == 1 ? "is" : "are";

    private static List<IndependentVariable> Independent(Histogram histogram, List<int> bins)
    {
        int rowLength = histogram.X.BinCount + 2;
        List<IndependentVariable> variables = [new(histogram.XName, histogram.X.Units, bins.ConvertAll(bin => Edges(histogram.X, bin % rowLength)))];
        if (histogram.Y is { } y)
        {
            variables.Add(new(histogram.YName!, y.Units, bins.ConvertAll(bin => Edges(y, bin / rowLength))));
        }

        return variables;
    }

    private static IndependentValue Edges(Axis axis, int bin) => IndependentValue.Bin(
        bin == 0 ? double.NegativeInfinity : axis.Edges[bin - 1],
        bin > axis.BinCount ? double.PositiveInfinity : axis.Edges[bin]);

    private static IEnumerable<DependentVariable> Dependent(Histogram histogram, List<int> bins, TableContext context)
    {
        for (int v = 0; v < histogram.WeightNames.Count; v++)
        {
            int variation = v;
            string name = v == 0 ? "cross section" : $"cross section ({histogram.WeightNames[v]})";
            yield return Variable(name, "pb", bin => WithError(histogram.Bins(variation)[bin], 1));
        }

        if (context.Luminosity is { } luminosity)
        {
            yield return Variable("expected events", "", bin => WithError(histogram.Bins()[bin], luminosity));
        }

        yield return Variable("simulated events", "", bin => DependentValue.Number(histogram.Bins()[bin].Count)) with { IsCount = true };

        DependentVariable Variable(string name, string units, Converter<int, DependentValue> value) =>
            new(name, units, bins.ConvertAll(value)) { Qualifiers = context.Qualifiers };
    }

    private static DependentValue WithError(BinContent content, double factor) =>
        DependentValue.WithError(content.SumOfWeights * factor, content.Error * factor, "stat");
}
