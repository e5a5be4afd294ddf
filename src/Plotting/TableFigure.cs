using AlpToolkit.Core.Results;

namespace AlpToolkit.Plotting;

/// <summary>A table as a drawing: histograms as steps, distributions in a plane as heat maps, scans as curves with their bands.</summary>
public static class TableFigure
{
    private const double WideRange = 50;

    private static readonly Dictionary<string, string> s_symbols = new(StringComparer.Ordinal)
    {
        ["m_a"] = "m_{a}", ["m_ee"] = "m_{ee}", ["m_ee_tau"] = "|m_{ee}^{τ}|", ["m_miss2"] = "m_{miss}^{2}", ["m_miss"] = "m_{miss}", ["e_miss"] = "E_{miss}", ["eta_miss"] = "η_{miss}",
        ["sqrt_s"] = "√s", ["theta_min"] = "θ_{min}", ["limit on the coupling g"] = "g_{aγγ}",
    };

    /// <summary>The drawing of a table; null for one that has no numbers to draw, such as a cut-flow.</summary>
    /// <param name="table">The table.</param>
    /// <param name="provenance">What the drawing's description says of its origin.</param>
    public static Figure? Of(Table table, string provenance = "")
    {
        ArgumentNullException.ThrowIfNull(table);
        Panel? panel = table.RowCount == 0 ? null : table.Independent.Count switch
        {
            1 => OnOneAxis(table),
            2 => OnTwoAxes(table),
            _ => null,
        };
        return panel is null ? null : new Figure { Title = table.Name, Provenance = provenance.Length > 0 ? $"{table.Description} {provenance}" : table.Description, Panels = [panel] };
    }

    /// <summary>Label of a variable: its symbol, and its unit in brackets.</summary>
    /// <param name="name">Name, as in a table.</param>
    /// <param name="units">Unit; empty for none.</param>
    public static string Label(string name, string units)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(units);
        string symbol = s_symbols.TryGetValue(name, out string? known) ? known : MathText.Literal(name);
        string unit = units.Replace("^-1", "^{−1}", StringComparison.Ordinal).Replace("^2", "^{2}", StringComparison.Ordinal);
        return units.Length > 0 ? $"{symbol} [{unit}]" : symbol;
    }

    private static Panel? OnOneAxis(Table table)
    {
        IndependentVariable x = table.Independent[0];
        DependentVariable[] drawn = [.. table.Dependent.Where(d => d.Units == table.Dependent[0].Units && d.IsCount == table.Dependent[0].IsCount && d.Values.Any(v => v.Value is not null))];
        if (drawn.Length == 0 || x.Values.Any(v => v.Text is not null))
        {
            return null;
        }

        bool isHistogram = x.Values.Any(v => v.Low is not null);
        int[] rows = [.. Enumerable.Range(0, x.Values.Count).Where(i => !isHistogram || (double.IsFinite(x.Values[i].Low ?? double.NaN) && double.IsFinite(x.Values[i].High ?? double.NaN)))];
        if (rows.Length < 2)
        {
            return null;
        }

        // 'limit, floor' beside 'limit, counting' are 'floor' and 'counting'.
        string common = drawn[0].Name.Split(", ")[0] + ", ";
        bool haveCommon = drawn.Length > 1 && drawn.All(d => d.Name.StartsWith(common, StringComparison.Ordinal));
        List<Layer> layers = [];
        for (int i = 0; i < drawn.Length; i++)
        {
            string colour = Palette.Curves[i % Palette.Curves.Count], legend = drawn.Length > 1 ? Label(haveCommon ? drawn[i].Name[common.Length..] : drawn[i].Name, "") : "";
            double[] values = [.. rows.Select(r => drawn[i].Values[r].Value ?? double.NaN)];
            if (isHistogram)
            {
                double[] edges = [.. rows.Select(r => x.Values[r].Low!.Value), x.Values[rows[^1]].High!.Value];
                layers.Add(new Steps(edges, [.. values.Select(v => double.IsNaN(v) ? 0 : v)]) { Colour = colour, Legend = legend, Fill = drawn.Length == 1 ? 0.25 : 0 });
            }
            else
            {
                AddCurve(layers, drawn[i], [.. rows.Select(r => x.Values[r].Value ?? double.NaN)], rows, values, colour, legend);
            }
        }

        double[] abscissae = [.. rows.SelectMany(r => isHistogram ? new[] { x.Values[r].Low!.Value, x.Values[r].High!.Value } : [x.Values[r].Value ?? double.NaN])];
        double[] ordinates = [.. drawn.SelectMany(d => rows.Select(r => d.Values[r].Value ?? double.NaN))];
        string ordinate = drawn.Length == 1 || drawn.All(d => d.Name == drawn[0].Name) ? drawn[0].Name : drawn[0].Name.Split(", ")[0];
        if (AxisOf(Label(x.Name, x.Units), abscissae, mayStartAtZero: false, margin: 0) is not { } horizontal || AxisOf(Label(ordinate, drawn[0].Units), ordinates, mayStartAtZero: true, margin: 0.08) is not { } vertical)
        {
            return null;
        }

        return new Panel { X = horizontal, Y = vertical, Layers = layers, Legend = drawn.Length > 3 ? Corner.Outside : Corner.TopRight };
    }

    private static void AddCurve(List<Layer> layers, DependentVariable variable, double[] x, int[] rows, double[] values, string colour, string legend)
    {
        double[] down = Errors(variable, rows, e => e.Minus, Math.Min), up = Errors(variable, rows, e => e.Plus, Math.Max);
        if (up.Any(e => e > 0) || down.Any(e => e < 0))
        {
            layers.Add(new Band(x, [.. values.Zip(down, (v, e) => v + e)], [.. values.Zip(up, (v, e) => v + e)]) { Colour = colour, Opacity = 0.2 });
        }

        layers.Add(new Curve(x, values) { Colour = colour, Legend = legend });
    }

    // The first uncertainty: one standard deviation.
    private static double[] Errors(DependentVariable variable, int[] rows, Func<Uncertainty, double> part, Func<double, double, double> bound) =>
        [.. rows.Select(r => variable.Values[r].Uncertainties is { Count: > 0 } errors ? bound(0, part(errors[0])) : 0)];

    private static Panel? OnTwoAxes(Table table)
    {
        (IndependentVariable x, IndependentVariable y) = (table.Independent[0], table.Independent[1]);
        DependentVariable z = table.Dependent[0];
        List<HeatCell> cells = [];
        for (int row = 0; row < table.RowCount; row++)
        {
            if (x.Values[row] is { Low: { } x1, High: { } x2 } && y.Values[row] is { Low: { } y1, High: { } y2 } && z.Values[row].Value is { } value && double.IsFinite(x1 + x2 + y1 + y2))
            {
                cells.Add(new HeatCell(x1, x2, y1, y2, value));
            }
        }

        double[] values = [.. cells.Select(c => c.Value).Where(v => v > 0)];
        if (values.Length == 0
            || AxisOf(Label(z.Name, z.Units), values, mayStartAtZero: true, margin: 0) is not { } colours
            || AxisOf(Label(x.Name, x.Units), [.. cells.SelectMany(c => new[] { c.XLow, c.XHigh })], mayStartAtZero: false, margin: 0) is not { } horizontal
            || AxisOf(Label(y.Name, y.Units), [.. cells.SelectMany(c => new[] { c.YLow, c.YHigh })], mayStartAtZero: false, margin: 0) is not { } vertical)
        {
            return null;
        }

        return new Panel { X = horizontal, Y = vertical, Layers = [new HeatMap([.. cells.Where(c => c.Value > 0)], colours)] };
    }

    /// <summary>An axis that shows all values, logarithmic where they span a wide range.</summary>
    /// <param name="label">Label.</param>
    /// <param name="values">Values; those that are not finite count for nothing.</param>
    /// <param name="mayStartAtZero">True where zero belongs to a linear axis of positive values.</param>
    /// <param name="margin">Room beyond the values, a share of the axis.</param>
    internal static PlotAxis? AxisOf(string label, IReadOnlyList<double> values, bool mayStartAtZero, double margin)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double[] positive = [.. finite.Where(v => v > 0)];
        if (finite.Length == 0 || finite.Max() == finite.Min() && finite[0] == 0)
        {
            return null;
        }

        (double low, double high) = (finite.Min(), finite.Max());
        if (positive.Length == 0 || low < 0 || positive.Max() / positive.Min() < WideRange)
        {
            low = mayStartAtZero && low > 0 ? 0 : low;
            double room = high > low ? (high - low) * margin : Math.Abs(high) / 2;
            return new PlotAxis(label, low == 0 ? 0 : low - room, high + room);
        }

        double beyond = Math.Pow(positive.Max() / positive.Min(), margin);
        return new PlotAxis(label, positive.Min() / beyond, positive.Max() * beyond, IsLogarithmic: true);
    }
}
