using System.Globalization;
using AlpToolkit.Core.Results;
using AlpToolkit.Plotting;

namespace AlpToolkit.Host.Figures;

/// <summary>Fig. 4 of arXiv:2307.06369: mean and lowest tenth of the missing energy of a light signal against the smallest angle.</summary>
internal static class MissingEnergyFigure
{
    private const double LowestShare = 0.1;

    public static FigureOutput Draw(FigureInputs inputs)
    {
        IReadOnlyList<Table> tables = inputs.Run("figure4.yaml");
        (double Angle, Table All, Table Central)[] points = [.. tables
            .Where(t => t.Name.EndsWith("/all", StringComparison.Ordinal))
            .Select(t => (Name: t.Name[..^"/all".Length], Table: t))
            .Select(t => (double.Parse(t.Name["signal_".Length..], CultureInfo.InvariantCulture), t.Table, tables.Single(c => c.Name == $"{t.Name}/central")))
            .OrderBy(p => p.Item1)];
        double[] angles = [.. points.Select(p => p.Angle)];
        double[] mean = [.. points.Select(p => Mean(p.All))], meanCentral = [.. points.Select(p => Mean(p.Central))];
        double[] low = [.. points.Select(p => Quantile(p.All, LowestShare))], lowCentral = [.. points.Select(p => Quantile(p.Central, LowestShare))];
        Panel panel = new()
        {
            X = new PlotAxis("θ_{min} [deg]", 0, 40),
            Y = new PlotAxis("E_{miss} [GeV]", 0, 5.3),
            Layers =
            [
                new Rule(22) { Colour = Palette.Red, Style = LineStyle.Dashed, Legend = "ECAL" },
                new Rule(17) { Colour = Palette.Red, Style = LineStyle.Dotted, Legend = "tracker" },
                new Curve(angles, mean) { Colour = Palette.Blue, Width = 3, Legend = "mean" },
                new Curve(angles, meanCentral) { Colour = Palette.Blue, Width = 3, Style = LineStyle.Dashed, Legend = "mean, |η_{miss}| < 1.4" },
                new Curve(angles, low) { Colour = Palette.Green, Width = 1.4, Legend = "lowest 10 %" },
                new Curve(angles, lowCentral) { Colour = Palette.Green, Width = 1.4, Style = LineStyle.Dashed, Legend = "lowest 10 %, |η_{miss}| < 1.4" },
            ],
            Legend = Corner.BottomRight,
            Title = "e^{+}e^{−} → e^{+}e^{−}a, m_{a} = 0.1 GeV",
        };
        Table table = TableNumbers.Of(
            "figure 4: missing energy",
            "Missing energy of e+e- -> e+e-a, m_a = 0.1 GeV, electrons above 0.25 GeV: mean, and the energy that a tenth of the signal stays below, without and with |eta_miss| < 1.4.",
            "theta_min",
            "deg",
            angles,
            TableNumbers.Column("mean", "GeV", mean),
            TableNumbers.Column("mean, |eta_miss| < 1.4", "GeV", meanCentral),
            TableNumbers.Column("lowest tenth", "GeV", low),
            TableNumbers.Column("lowest tenth, |eta_miss| < 1.4", "GeV", lowCentral));
        return new FigureOutput(new Figure { Title = "Figure 4: missing energy against the acceptance", Panels = [panel], Columns = 1 }, [table]);
    }

    // Of a histogram: every bin at its middle.
    private static double Mean(Table histogram)
    {
        double sum = 0, weights = 0;
        foreach ((double low, double high, double content) in Bins(histogram))
        {
            sum += content * (low + high) / 2;
            weights += content;
        }

        return sum / weights;
    }

    // Where the contents below reach a share of all, linear in its bin.
    private static double Quantile(Table histogram, double share)
    {
        (double Low, double High, double Content)[] bins = [.. Bins(histogram)];
        double left = share * bins.Sum(b => b.Content);
        foreach ((double low, double high, double content) in bins)
        {
            if (content >= left)
            {
                return low + (high - low) * left / content;
            }

            left -= content;
        }

        return bins[^1].High;
    }

    private static IEnumerable<(double Low, double High, double Content)> Bins(Table histogram)
    {
        double[] contents = histogram.Ordinates("cross section");
        for (int row = 0; row < contents.Length; row++)
        {
            IndependentValue bin = histogram.Independent[0].Values[row];
            if (double.IsFinite(bin.Low!.Value) && double.IsFinite(bin.High!.Value))
            {
                yield return (bin.Low.Value, bin.High.Value, contents[row]);
            }
        }
    }
}
