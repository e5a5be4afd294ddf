using System.Xml.Linq;
using AlpToolkit.Core.Results;
using AlpToolkit.Plotting;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Plotting;

public sealed class FigureTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private static Figure Drawing(params Layer[] layers) => new()
    {
        Title = "a < b",
        Panels = [new Panel { X = new PlotAxis("m_{a} [GeV]", 0.01, 10, true), Y = new PlotAxis("y", 0, 1), Layers = layers }],
    };

    [Fact]
    public void ToSvg_IsXmlWithTitleAndTheSameBytesAgain()
    {
        Figure figure = Drawing(new Curve([0.01, 0.1, 1], [0.2, 0.4, 0.6]) { Legend = "g_{aγγ} & more" }, new Band([0.01, 1], [0, 0.1], [0.5, double.PositiveInfinity]), new Steps([0.1, 1, 10], [0.3, 0.4]) { Fill = 0.2 },
            new Markers([1], [0.5]) { ErrorsDown = [0.1], ErrorsUp = [0.2] }, new Rule(1), new Rule(0.5, false), new Note(0.1, 0.9, "note"), new HeatMap([new(0.1, 1, 0, 1, 5)], new PlotAxis("z", 1, 10, true)));
        XElement root = XDocument.Parse(figure.ToSvg()).Root!;
        Assert.Equal("a < b", root.Element(s_svg + "title")!.Value);
        Assert.Equal(figure.ToSvg(), figure.ToSvg());
    }

    // A decade of a logarithmic axis of three is a third of its 400 pixels: 0.1 lies at 78 + 400/3, 1 at 78 + 800/3.
    [Fact]
    public void Curve_OnALogarithmicAxis_StandsAtItsDecades()
    {
        string points = XDocument.Parse(Drawing(new Curve([0.1, 1], [0, 1])).ToSvg()).Descendants(s_svg + "polyline").Single().Attribute("points")!.Value;
        Assert.Equal("211.33,354 344.67,34", points);
    }

    // A line that has no place on its axis breaks: two pieces around the zero.
    [Fact]
    public void Curve_BreaksWhereThereIsNoValue()
    {
        Figure figure = Drawing(new Curve([0.01, 0.02, 0.1, 1, 2], [0.1, 0.2, double.NaN, 0.3, 0.4]));
        Assert.Equal(2, XDocument.Parse(figure.ToSvg()).Descendants(s_svg + "polyline").Count());
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, false)]
    [InlineData(0, double.PositiveInfinity, false)]
    public void ToSvg_OfAnAxisWithoutExtent_IsRefused(double low, double high, bool isLogarithmic) =>
        Assert.Throws<ArgumentException>(() => new Figure { Title = "", Panels = [new Panel { X = new PlotAxis("x", low, high, isLogarithmic), Y = new PlotAxis("y", 0, 1), Layers = [] }] }.ToSvg());

    [Fact]
    public void Ticks_OfALinearAxis_AreRound() =>
        Assert.Equal(["0", "0.2", "0.4", "0.6", "0.8", "1.0"], AxisTicks.Of(new PlotAxis("", 0, 1)).Where(t => t.Label.Length > 0).Select(t => t.Label.Length == 1 ? "0" : t.Label).Select(l => l == "0.0" ? "0" : l));

    [Fact]
    public void Ticks_OfALogarithmicAxis_AreItsDecades() =>
        Assert.Equal(["10^{−6}", "10^{−5}", "10^{−4}"], AxisTicks.Of(new PlotAxis("", 1e-6, 2e-4, true)).Where(t => t.Label.Length > 0).Select(t => t.Label));

    // Any axis: ticks ascend, lie on it, and there are between two and a dozen labels.
    [Property]
    public bool Ticks_LieOnTheirAxis(double a, double b, bool isLogarithmic)
    {
        if (!double.IsFinite(a) || !double.IsFinite(b) || Math.Abs(a) > 1e12 || Math.Abs(b) > 1e12)
        {
            return true;
        }

        (double low, double high) = isLogarithmic ? (1e-3 + Math.Abs(a), (1e-3 + Math.Abs(a)) * (1.5 + Math.Abs(b))) : (Math.Min(a, b), Math.Min(a, b) + Math.Abs(a - b) + Math.Max(1e-3, Math.Abs(a) * 1e-3));
        IReadOnlyList<Tick> ticks = AxisTicks.Of(new PlotAxis("", low, high, isLogarithmic));
        double room = (high - low) * 1e-6;
        return ticks.All(t => t.Value >= low - room && t.Value <= high + room) && ticks.Zip(ticks.Skip(1)).All(p => p.First.Value < p.Second.Value) && ticks.Count(t => t.Label.Length > 0) is >= 1 and <= 14;
    }

    [Fact]
    public void TableFigure_OfAHistogram_IsSteps_OfAPlane_AHeatMap_OfATextTable_Nothing()
    {
        Table histogram = new() { Name = "h", Description = "d", Independent = [new("e_miss", "GeV", [IndependentValue.Bin(0, 1), IndependentValue.Bin(1, 2)])], Dependent = [new("events", "", [DependentValue.Number(1), DependentValue.Number(3)])] };
        Assert.IsType<Steps>(TableFigure.Of(histogram)!.Panels[0].Layers[0]);
        Table plane = histogram with { Independent = [.. histogram.Independent, new("m_ee", "GeV", [IndependentValue.Bin(0, 1), IndependentValue.Bin(0, 1)])] };
        Assert.Equal(2, Assert.IsType<HeatMap>(TableFigure.Of(plane)!.Panels[0].Layers[0]).Cells.Count);
        Table text = histogram with { Independent = [new("selection", "", [IndependentValue.Label("all"), IndependentValue.Label("cut")])] };
        Assert.Null(TableFigure.Of(text));
    }

    // A scan over decades is drawn on logarithmic axes, with its symbol and unit.
    [Fact]
    public void TableFigure_OfAScan_IsACurveWithItsBand()
    {
        Table scan = new()
        {
            Name = "reach",
            Description = "d",
            Independent = [new("m_a", "GeV", [IndependentValue.Number(0.01), IndependentValue.Number(10)])],
            Dependent = [new("limit on the coupling g", "GeV^-1", [DependentValue.WithError(1e-6, 1e-7), DependentValue.Number(1e-4)])],
        };
        Panel panel = TableFigure.Of(scan)!.Panels[0];
        Assert.Equal((true, true, "m_{a} [GeV]", "g_{aγγ} [GeV^{−1}]"), (panel.X.IsLogarithmic, panel.Y.IsLogarithmic, panel.X.Label, panel.Y.Label));
        Assert.Collection(panel.Layers, l => Assert.IsType<Band>(l), l => Assert.IsType<Curve>(l));
    }

    // Lightness of a heat map's colours goes in one direction (relative luminance of sRGB, without its gamma).
    [Fact]
    public void Viridis_GetsLighter()
    {
        double[] lightness = [.. Enumerable.Range(0, 11).Select(i => Lightness(Palette.At(Palette.Viridis, i / 10.0)))];
        Assert.Equal(lightness.Order(), lightness);

        static double Lightness(string c) => 0.2126 * Convert.ToInt32(c[1..3], 16) + 0.7152 * Convert.ToInt32(c[3..5], 16) + 0.0722 * Convert.ToInt32(c[5..7], 16);
    }
}
