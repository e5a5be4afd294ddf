using AlpToolkit.Core.Results;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root.Writing;

public sealed class RootPlotWritingTests
{
    [Fact]
    public void Histogram_WithUniformBins_IsReadBackWithAllItsNumbers()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => w.Write("h", WrittenPlots.Uniform));
        RootObject h = Objects.Read(file, "h");
        Assert.Equal("TH1D", h.ClassName);
        Assert.Equal(("h", "Missing mass"), (h.String("fName"), h.String("fTitle")));
        Assert.Equal(WrittenPlots.Uniform.Contents.ToArray(), h.Numbers("fArray"));
        Assert.Equal(WrittenPlots.Uniform.SquaredWeights.ToArray(), h.Object("fSumw2")!.Numbers("fArray"));
        Assert.Equal((17, 6, 1.5, 2.5, 3.5, 4.5), (h.Number("fEntries"), h.Number("fNcells"), h.Number("fTsumw"), h.Number("fTsumw2"), h.Number("fTsumwx"), h.Number("fTsumwx2")));
        RootObject x = h.Object("fXaxis")!;
        Assert.Equal((4, 0.0, 10.0, "m [GeV]"), ((int)x.Integer("fNbins"), x.Number("fXmin"), x.Number("fXmax"), x.String("fTitle")));
        Assert.Empty(x.Object("fXbins")!.Numbers("fArray"));
    }

    [Fact]
    public void Histogram_WithVariableBins_HasItsEdgesAndSumsOfItsBins()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => w.Write("h", WrittenPlots.Variable));
        RootObject h = Objects.Read(file, "h");
        Assert.Equal([0, 1, 3, 7], h.Object("fXaxis")!.Object("fXbins")!.Numbers("fArray"));
        Assert.Empty(h.Object("fSumw2")!.Numbers("fArray"));

        // Bins at 0.5, 2 and 5 with 2, 3 and 4 in them; 1 below and 5 above do not count.
        Assert.Equal((9.0, 9.0, 27.0, 112.5), (h.Number("fTsumw"), h.Number("fTsumw2"), h.Number("fTsumwx"), h.Number("fTsumwx2")));
    }

    [Fact]
    public void Histogram_OnTwoAxes_IsReadBackWithAllItsNumbers()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => w.Write("plane", WrittenPlots.Plane));
        RootObject h = Objects.Read(file, "plane");
        Assert.Equal("TH2D", h.ClassName);
        Assert.Equal(WrittenPlots.Plane.Contents.ToArray(), h.Numbers("fArray"));
        Assert.Equal((20, 2, 3), (h.Integer("fNcells"), h.Object("fXaxis")!.Integer("fNbins"), h.Object("fYaxis")!.Integer("fNbins")));
        Assert.Equal((1.0, 6.0, 7.0, 8.0), (h.Number("fScalefactor"), h.Number("fTsumwy"), h.Number("fTsumwy2"), h.Number("fTsumwxy")));
    }

    [Fact]
    public void Profile_IsReadBackWithAllItsSums()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => w.Write("p", WrittenPlots.Profile));
        RootObject p = Objects.Read(file, "p");
        Assert.Equal(WrittenPlots.Profile.Weights.ToArray(), p.Object("fBinEntries")!.Numbers("fArray"));
        Assert.Equal(WrittenPlots.Profile.Y.ToArray(), p.Numbers("fArray"));
        Assert.Equal(WrittenPlots.Profile.Y2.ToArray(), p.Object("fSumw2")!.Numbers("fArray"));
        Assert.Equal(WrittenPlots.Profile.SquaredWeights.ToArray(), p.Object("fBinSumw2")!.Numbers("fArray"));
        Assert.Equal((5.0, 3.0, 4.5), (p.Number("fTsumw"), p.Number("fTsumwy"), p.Number("fTsumwy2")));
    }

    [Theory]
    [InlineData("TGraph")]
    [InlineData("TGraphErrors")]
    [InlineData("TGraphAsymmErrors")]
    public void Graph_IsReadBackWithItsPointsAndErrors(string className)
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => w.Write("g", WrittenPlots.Graph(className)));
        RootObject g = Objects.Read(file, "g");
        Assert.Equal(className, g.ClassName);
        Assert.Equal([1, 2, 3], g.Numbers("fX"));
        Assert.Equal([10, 20, 15], g.Numbers("fY"));
        Assert.Equal(className == "TGraphErrors" ? [1, 2, 1.5] : [], g.Numbers("fEY"));
        Assert.Equal(className == "TGraphErrors" ? [0, 0, 0] : [], g.Numbers("fEX"));
        Assert.Equal(className == "TGraphAsymmErrors" ? [1, 2, 1.5] : [], g.Numbers("fEYlow"));
        Assert.Equal(className == "TGraphAsymmErrors" ? [3, 4, 5] : [], g.Numbers("fEYhigh"));
    }

    [Fact]
    public void Histogram_OfAResult_HasItsSumsOfWeights()
    {
        HistogramPartial filled = new(Axis.Logarithmic(3, 1, 1000, "GeV"));
        filled.Fill(2, 0.5);
        filled.Fill(3, 0.25);
        filled.Fill(5000, -1);
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => w.Write("h", RootHistogram.Of(new Histogram("mass", filled, "m"))));
        RootObject h = Objects.Read(file, "h");
        Assert.Equal([0, 0.75, 0, 0, -1], h.Numbers("fArray"));
        Assert.Equal([0, 0.3125, 0, 0, 1], h.Object("fSumw2")!.Numbers("fArray"));
        Assert.Equal((3.0, "m [GeV]"), (h.Number("fEntries"), h.Object("fXaxis")!.String("fTitle")));
        Assert.Equal(4, h.Object("fXaxis")!.Object("fXbins")!.Numbers("fArray").Length);
    }

    [Fact]
    public void Histogram_WithTheWrongNumberOfBins_IsRefused()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w =>
        {
            ArgumentException e = Assert.Throws<ArgumentException>(() => w.Write("h", WrittenPlots.Uniform with { Contents = new double[5] }));
            Assert.Contains("the content has 5 numbers, and 6 are expected", e.Message, StringComparison.Ordinal);
            w.Write("h", WrittenPlots.Uniform);
        });
        Assert.Equal(["h;1"], file.Root.Keys.Select(k => $"{k.Name};{k.Cycle}"));
    }
}
