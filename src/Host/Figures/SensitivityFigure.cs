using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Physics.Cosmology;
using AlpToolkit.Plotting;

namespace AlpToolkit.Host.Figures;

/// <summary>Fig. 1 of arXiv:2307.06369: expected limits on g_aγγ against m_a, and the couplings of resonant freeze-out.</summary>
internal static class SensitivityFigure
{
    private const string Limit = "limit on the coupling g, Lambda = 4";
    private static readonly double[] s_fineTunings = [0.1, 0.01, 0.001];

    public static FigureOutput Draw(FigureInputs inputs)
    {
        Table reach = inputs.ReachTables(inputs.Reach, "ee-invisible.yaml", "reach")[0];
        Table photon = inputs.ReachTables(inputs.PhotonReach, "gamma-invisible.yaml", "reach")[0];
        Table freezeOut = FreezeOutTable([.. Enumerable.Range(0, 40).Select(i => 0.02 * Math.Pow(600, i / 39.0))]);
        Table limits = reach with
        {
            Name = "figure 1: e+e- + invisible",
            Dependent = [.. reach.Dependent.Where(d => d.Units == "GeV^-1")],
        };
        double[] masses = reach.Abscissae(), limit = reach.Ordinates(Limit);
        List<Layer> layers = [];
        if (reach.Dependent.FirstOrDefault(d => d.Name == "limit on the coupling g, 95 % CLs asymptotic") is { } band && band.Values.All(v => v.Uncertainties is { Count: > 0 }))
        {
            layers.Add(new Band(masses, [.. band.Values.Select(v => v.Value!.Value + v.Uncertainties![0].Minus)], [.. band.Values.Select(v => v.Value!.Value + v.Uncertainties![0].Plus)]) { Colour = Palette.Red, Opacity = 0.18, Legend = "95 % CLs, ±1σ" });
        }

        foreach ((string file, int i) in inputs.Overlays.Select((f, i) => (f, i)))
        {
            layers.Add(Overlay(inputs, file, Palette.Curves[(i + 3) % Palette.Curves.Count]));
        }

        LineStyle[] styles = [LineStyle.DashDotted, LineStyle.Dashed, LineStyle.Dotted];
        for (int i = 0; i < s_fineTunings.Length; i++)
        {
            layers.Add(new Curve(freezeOut.Abscissae(), freezeOut.Ordinates(Name(s_fineTunings[i]))) { Colour = Palette.Blue, Style = styles[i], Width = 1.6, Legend = $"freeze-out, F.T. = {100 * s_fineTunings[i]:0.##} %" });
        }

        layers.Add(new Curve(freezeOut.Abscissae(), freezeOut.Ordinates("minimal coupling")) { Colour = Palette.Blue, Width = 1.6, Legend = "freeze-out, minimal g_{aγγ}" });
        layers.Add(new Curve(photon.Abscissae(), photon.Ordinates(Limit)) { Colour = Palette.Orange, Legend = "γ + inv., ideal detector" });
        layers.Add(new Curve(masses, limit) { Colour = Palette.Red, Width = 2.6, Legend = "e^{+}e^{−} + inv." });
        Panel panel = new()
        {
            X = new PlotAxis("m_{a} [GeV]", 0.01, 12, true),
            Y = new PlotAxis("g_{aγγ} [GeV^{−1}]", 1e-7, 1e-2, true),
            Layers = layers,
            Legend = Corner.Outside,
            Title = "Belle II, 50 ab^{−1}",
        };
        Figure drawing = new() { Title = "Figure 1: expected sensitivity to the ALP-photon coupling", Panels = [panel], Columns = 1 };
        return new FigureOutput(drawing, [limits, photon with { Name = "figure 1: gamma + invisible, ideal detector", Dependent = [.. photon.Dependent.Where(d => d.Units == "GeV^-1")] }, freezeOut]);
    }

    /// <summary>Couplings of freeze-out against the mass of the ALP, Eq. (4) with x_* and σ_f.o. of arXiv:1204.3622.</summary>
    /// <param name="masses">m_a, GeV.</param>
    public static Table FreezeOutTable(double[] masses)
    {
        FreezeOut[] atThreshold = [.. masses.Select(m => FreezeOut.Of(m / 2))];
        return TableNumbers.Of(
            "figure 1: freeze-out",
            $"Coupling with which resonant freeze-out leaves a relic density of {FreezeOut.RelicDensity}: Eq. (4) of arXiv:2307.06369 at x_* equals sigma_f.o. of arXiv:1204.3622, for fine-tunings 1/2 - M_chi/m_a, and the smallest of all.",
            "m_a",
            "GeV",
            masses,
            [
                .. s_fineTunings.Select(t => TableNumbers.Column(Name(t), "GeV^-1", masses.Select(m => ResonantAnnihilation.CouplingOfFreezeOut(FreezeOut.Of(m * (0.5 - t)), 0.5 - t)))),
                TableNumbers.Column("minimal coupling", "GeV^-1", atThreshold.Select(ResonantAnnihilation.MinimalCoupling)),
                TableNumbers.Column("x_*", "", atThreshold.Select(f => f.X)),
                TableNumbers.Column("sigma_f.o.", "cm^3/s", atThreshold.Select(f => f.CrossSection * FreezeOut.CubicCentimetresPerSecond)),
            ]);
    }

    private static string Name(double fineTuning) => FormattableString.Invariant($"coupling, F.T. = {fineTuning}");

    private static Curve Overlay(FigureInputs inputs, string file, string colour)
    {
        Table table = inputs.Read(file, "--overlay");
        if (table.Independent.Count != 1 || table.Dependent.Count < 1 || table.Independent[0].Units != "GeV" || table.Dependent[0].Units != "GeV^-1")
        {
            throw new PluginException($"--overlay {file}: expected a table of a coupling in GeV^-1 against a mass in GeV, as HepData writes it");
        }

        return new Curve(table.Abscissae(), [.. table.Dependent[0].Values.Select(v => v.Value ?? double.NaN)]) { Colour = colour, Legend = MathText.Literal(table.Name), Style = LineStyle.Dashed };
    }
}
