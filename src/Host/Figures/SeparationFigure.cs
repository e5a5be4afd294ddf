using AlpToolkit.Core.Results;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Plotting;
using AlpToolkit.Statistics;

namespace AlpToolkit.Host.Figures;

/// <summary>Fig. 5 of arXiv:2307.06369: QED² in the plane of missing mass and energy, and m_ee^τ - m_ee of signals and τ pairs with skewed-Gaussian fits.</summary>
internal static class SeparationFigure
{
    private static readonly (string Sample, string Legend, string Colour)[] s_distributions =
    [
        ("tautau_light", "τ^{+}τ^{−}, 1 GeV", "#f4a582"), ("signal_light", "signal, 1 GeV", Palette.Sky),
        ("tautau_heavy", "τ^{+}τ^{−}, 6 GeV", "#b2182b"), ("signal_heavy", "signal, 6 GeV", "#08519c"),
    ];

    // Table I, and what the reach finds between: m_a and E_miss^low, GeV.
    private static readonly (double Mass, double EnergyLow)[] s_tableI = [(0.025, 1.8), (7, 7.1)];

    public static FigureOutput Draw(FigureInputs inputs)
    {
        IReadOnlyList<Table> smeared = inputs.Run("figure5.yaml");
        IReadOnlyList<Table> truth = inputs.Run("figure5.yaml", "stages.smearing.noise=0", "stages.smearing.stochastic=0", "stages.smearing.constant=0", "stages.smearing.angle_resolution=0");
        (double Mass, double EnergyLow)[] cuts = inputs.Reach is null ? s_tableI : Cuts(inputs);
        List<Table> tables = [Named(smeared, "eegammagamma/plane"), Named(smeared, "eegammagamma/central")];
        Panel[] planes = [Plane(smeared, "plane", "all η_{miss}", cuts), Plane(smeared, "central", "|η_{miss}| < 1.4", cuts)];
        List<Layer> layers = [];
        List<(string Name, SkewedGaussian Smeared, SkewedGaussian Truth)> fits = [];
        foreach ((string sample, string legend, string colour) in s_distributions)
        {
            (double[] edges, double[] density, double[] errors) = Density(smeared, sample);
            (_, double[] exact, double[] exactErrors) = Density(truth, sample);
            double[] centres = [.. edges.Zip(edges.Skip(1), (a, b) => (a + b) / 2)];
            (SkewedGaussian fit, SkewedGaussian fitOfTruth) = (SkewedGaussian.Fit(centres, density, errors), SkewedGaussian.Fit(centres, exact, exactErrors));
            fits.Add((sample, fit, fitOfTruth));
            double[] fine = [.. Enumerable.Range(0, 601).Select(i => -3 + i * 0.01)];
            layers.Add(new Steps(edges, density) { Colour = colour, Fill = 0.25, Legend = legend });
            layers.Add(new Curve(fine, [.. fine.Select(fit.At)]) { Colour = colour, Width = 1.8 });
            layers.Add(new Curve(fine, [.. fine.Select(fitOfTruth.At)]) { Colour = colour, Width = 1.4, Style = LineStyle.Dashed });
            tables.Add(Named(smeared, $"{sample}/difference"));
        }

        Panel right = new()
        {
            X = new PlotAxis("|m_{ee}^{τ}| − m_{ee} [GeV]", -3, 3),
            Y = new PlotAxis("normalised [1/GeV]", 0.005, 30, true),
            Layers = layers,
            Legend = Corner.TopLeft,
            Title = "solid: fits; dashed: fits without smearing",
        };
        tables.Add(new Table
        {
            Name = "figure 5: skewed-Gaussian fits",
            Description = "Fits of A exp(-(x - mu)^2/(2 sigma^2)) (1 + erf(gamma x/2)) to the normalised distributions of m_ee_tau - m_ee, smeared and not.",
            Independent = [new("sample", "", [.. fits.SelectMany(f => new[] { f.Name, $"{f.Name}, not smeared" }).Select(IndependentValue.Label)])],
            Dependent =
            [
                FitColumn("A", "GeV^-1", f => f.Amplitude), FitColumn("mu", "GeV", f => f.Mean), FitColumn("sigma", "GeV", f => f.Width), FitColumn("gamma", "GeV^-1", f => f.Skewness), FitColumn("chi2 per degree of freedom", "", f => f.ChiSquaredPerDegreeOfFreedom),
            ],
        });
        return new FigureOutput(new Figure { Title = "Figure 5: separation of backgrounds and signal", Panels = [planes[0], planes[1], right], Columns = 3 }, tables);

        DependentVariable FitColumn(string name, string units, Func<SkewedGaussian, double> value) =>
            TableNumbers.Column(name, units, fits.SelectMany(f => new[] { value(f.Smeared), value(f.Truth) }));
    }

    private static Panel Plane(IReadOnlyList<Table> tables, string name, string title, (double Mass, double EnergyLow)[] cuts)
    {
        double[] squares = [.. Enumerable.Range(0, 101).Select(i => (double)i)];
        return new Panel
        {
            Title = $"e^{{+}}e^{{−}}γγ, {title}",
            X = new PlotAxis("m_{miss}^{2} [GeV^{2}]", 0, 100),
            Y = new PlotAxis("E_{miss} [GeV]", 0.5, 10.5),
            Layers =
            [
                PlaneFigure.Map(tables.Single(t => t.Name == $"eegammagamma/{name}"), "e^{+}e^{−}γγ", Palette.Blues, 1),
                new Curve(squares, [.. squares.Select(m2 => MissingSystem.MaximalEnergy(FigureInputs.SqrtS, Math.Sqrt(m2)))]) { Colour = Palette.Black, Width = 1, Style = LineStyle.Dotted },
                .. cuts.Select((c, i) => new Curve(
                    [c.Mass * c.Mass, c.Mass * c.Mass],
                    [c.EnergyLow, MissingSystem.MaximalEnergy(FigureInputs.SqrtS, c.Mass)]) { Colour = Palette.Green, Width = 4, Legend = i == 0 ? "selection, Eq. (22)" : "" }),
            ],
            Legend = Corner.BottomRight,
        };
    }

    private static (double Mass, double EnergyLow)[] Cuts(FigureInputs inputs)
    {
        Table table = inputs.ReachTables(inputs.Reach, "ee-invisible.yaml", "reach_selection")[0];
        return [.. table.Abscissae().Zip(table.Ordinates("E_miss^low"))];
    }

    private static (double[] Edges, double[] Density, double[] Errors) Density(IReadOnlyList<Table> tables, string sample)
    {
        Table table = tables.Single(t => t.Name == $"{sample}/difference");
        double[] contents = table.Ordinates("cross section");
        int[] rows = [.. Enumerable.Range(0, contents.Length).Where(r => double.IsFinite(table.Independent[0].Values[r].Low!.Value) && double.IsFinite(table.Independent[0].Values[r].High!.Value))];
        double all = contents.Sum(), width = table.Independent[0].Values[rows[0]].High!.Value - table.Independent[0].Values[rows[0]].Low!.Value;
        IReadOnlyList<DependentValue> values = table.Dependent.First(d => d.Name == "cross section").Values;
        return (
            [.. rows.Select(r => table.Independent[0].Values[r].Low!.Value), table.Independent[0].Values[rows[^1]].High!.Value],
            [.. rows.Select(r => contents[r] / all / width)],
            [.. rows.Select(r => (values[r].Uncertainties is { Count: > 0 } errors ? errors[0].Plus : 0) / all / width)]);
    }

    private static Table Named(IReadOnlyList<Table> tables, string name) => tables.Single(t => t.Name == name) with { Name = $"figure 5: {name}" };
}
