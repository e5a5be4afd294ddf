using AlpToolkit.Core.Results;
using AlpToolkit.Plotting;

namespace AlpToolkit.Host.Figures;

/// <summary>Fig. 3 of arXiv:2307.06369: signal and backgrounds in the planes of the selection.</summary>
internal static class PlaneFigure
{
    private const double SmallestEvents = 1e-2;

    public static FigureOutput Draw(FigureInputs inputs)
    {
        IReadOnlyList<Table> tables = inputs.Run("figure3.yaml");
        Table[] shown =
        [
            tables.Single(t => t.Name == "signal/eta_energy"), tables.Single(t => t.Name == "eegammagamma/eta_energy"),
            tables.Single(t => t.Name == "signal/masses"), tables.Single(t => t.Name == "tautau/masses"),
        ];
        Panel left = new()
        {
            Title = "m_{a} = 1 GeV and e^{+}e^{−}γγ",
            X = new PlotAxis("η_{miss}", -3, 3),
            Y = new PlotAxis("E_{miss} [GeV]", 0.4, 5.6),
            Layers = [Map(shown[1], "e^{+}e^{−}γγ", Palette.Reds, 1), Map(shown[0], "signal, g_{aγγ} = 10^{−4} GeV^{−1}", Palette.Blues, 0.75)],
        };
        Panel right = new()
        {
            Title = "m_{a} = 1 GeV and τ^{+}τ^{−}",
            X = new PlotAxis("m_{ee} [GeV]", 0.05, 10.58, true),
            Y = new PlotAxis("|m_{ee}^{τ}| [GeV]", 1, 10.58, true),
            Layers = [Map(shown[3], "τ^{+}τ^{−}", Palette.Reds, 1), Map(shown[2], "signal, g_{aγγ} = 10^{−4} GeV^{−1}", Palette.Blues, 0.75)],
        };
        return new FigureOutput(new Figure { Title = "Figure 3: distributions of signal and backgrounds in the missing-mass window", Panels = [left, right] }, [.. shown.Select(t => t with { Name = $"figure 3: {t.Name}" })]);
    }

    /// <summary>A table in a plane as a heat map of expected events.</summary>
    internal static HeatMap Map(Table table, string legend, IReadOnlyList<string> scale, double opacity)
    {
        double[] events = table.Ordinates("expected events");
        List<HeatCell> cells = [];
        for (int row = 0; row < events.Length; row++)
        {
            (IndependentValue x, IndependentValue y) = (table.Independent[0].Values[row], table.Independent[1].Values[row]);
            if (events[row] >= SmallestEvents)
            {
                cells.Add(new HeatCell(x.Low!.Value, x.High!.Value, y.Low!.Value, y.High!.Value, events[row]));
            }
        }

        double highest = cells.Count > 0 ? cells.Max(c => c.Value) : 1;
        PlotAxis colours = new($"{legend}: events a bin", Math.Max(SmallestEvents, highest * 1e-6), Math.Max(highest, 10 * SmallestEvents), true);
        return new HeatMap([.. cells.Where(c => c.Value >= colours.Low)], colours) { Scale = scale, Opacity = opacity };
    }
}
