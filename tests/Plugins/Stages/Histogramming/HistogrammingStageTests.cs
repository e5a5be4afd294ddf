using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Plugins.Stages.Histogramming;

namespace AlpToolkit.Tests.Plugins.Stages.Histogramming;

public sealed class HistogrammingStageTests
{
    [Fact]
    public void Process_FillsTheHistograms_OnOneAxisAndInThePlane()
    {
        StageHarness<HistogrammingStage.Settings> harness = Harness(
            ("e_miss", new HistogramSettings { Bins = Binning.Parse("2 from 0 to 4") }),
            ("plane", new HistogramSettings { X = Expression.Parse("2 * e_miss"), Y = Expression.Parse("eta"), XBins = Binning.Parse("4 from 0 to 8"), YBins = Binning.Parse("edges -1 0 1") }))
            .Column("e_miss", 0.5, 1.5, 3, 9, double.NaN)
            .Column("eta", -0.5, 0.5, 0.5, 0.5, 0.5)
            .Event(1).Event(2).Event(-4).Event(8).Event(16);
        harness.Run();
        SampleReport report = harness.Report();

        Histogram onOneAxis = Assert.IsType<Histogram>(report.Results[0]);
        Assert.Equal(("e_miss", "e_miss"), (onOneAxis.Name, onOneAxis.XName));
        Assert.Equal([default, new(2, 3, 5), new(1, -4, 16), new BinContent(1, 8, 64)], onOneAxis.Bins().ToArray());
        Assert.Equal(new BinContent(1, 16, 256), onOneAxis.NotANumber());

        Histogram plane = Assert.IsType<Histogram>(report.Results[1]);
        Assert.Equal(("2 * e_miss", "eta"), (plane.XName, plane.YName));
        Assert.Equal(new BinContent(1, 1, 1), plane[1, 1]);
        Assert.Equal(new BinContent(1, 2, 4), plane[2, 2]);
        Assert.Equal(new BinContent(1, -4, 16), plane[4, 2]);
        Assert.Equal(new BinContent(1, 8, 64), plane[5, 2]);
        Assert.Contains("1 of 5 selected events (16 pb) have no value (NaN)", report.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Report_WhenAllLieOutside_Warns()
    {
        StageHarness<HistogrammingStage.Settings> harness = Harness(("x", new HistogramSettings { Bins = Binning.Parse("2 from 0 to 1") })).Column("x", 5, -1);
        harness.Run();
        Assert.Contains("all 2 values lie outside the axes", Assert.Single(harness.Report().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Process_OfSeveralWeights_FillsEveryVariation()
    {
        HistogrammingStage stage = new();
        StageHarness<HistogrammingStage.Settings> harness = new(stage, Settings(("x", new HistogramSettings { Bins = Binning.Parse("1 from 0 to 1") })))
        {
            Sample = new SampleInfo { Name = "s", SqrtS = 10.58, WeightNames = ["nominal", "up"] },
        };
        EventBatch batch = harness.Column("x", 0.5, 0.6).Run();
        batch.Weights(1).Fill(3);
        HistogrammingPartial partial = stage.NewPartial(harness.Sample);
        stage.Process(batch, partial);
        Histogram histogram = new("x", partial.Histograms[0], "x", weightNames: harness.Sample.WeightNames);
        Assert.Equal(new BinContent(2, 2, 2), histogram[1]);
        Assert.Equal(new BinContent(2, 6, 18), histogram[1, variation: 1]);
    }

    [Fact]
    public void Process_LeavesOutEventsThatAreNotSelected()
    {
        HistogrammingStage stage = new();
        StageHarness<HistogrammingStage.Settings> harness = new(stage, Settings(("x", new HistogramSettings { Bins = Binning.Parse("1 from 0 to 1") })));
        EventBatch batch = harness.Column("x", 0.5, 0.6, 0.7).Run();
        batch.Selection.Deselect(1);
        HistogrammingPartial partial = stage.NewPartial(harness.Sample);
        stage.Process(batch, partial);
        Assert.Equal(2, new Histogram("x", partial.Histograms[0], "x")[1].Count);
    }

    [Fact]
    public void Prepare_OfARelativeWidth_EndsAtTheCentreOfMassEnergy()
    {
        HistogrammingStage stage = new();
        StageHarness<HistogrammingStage.Settings> harness = new(stage, Settings(("m_ee", new HistogramSettings { Bins = Binning.Parse("relative 2 %") })))
        {
            Context = new StageContext { SqrtS = 10.58 },
        };
        harness.Column("m_ee", 1).Run();
        Assert.Equal(271, ((Histogram)harness.Report().Results[0]).X.BinCount);
    }

    [Fact]
    public void Prepare_OfOptionsThatDoNotFit_SaysWhichHistogramAndWhy()
    {
        Assert.Contains("histogram 'x' has no bins for x", Error(("x", new HistogramSettings())), StringComparison.Ordinal);
        Assert.Contains("histogram 'h' has no bins for x. Add 'bins' or 'y_bins'", Error(("h", new HistogramSettings { X = Expression.Parse("x"), Y = Expression.Parse("x"), XBins = Binning.Parse("1 from 0 to 1") })), StringComparison.Ordinal);
        Assert.Contains("has y_bins and no y", Error(("x", new HistogramSettings { YBins = Binning.Parse("1 from 0 to 1") })), StringComparison.Ordinal);
        Assert.Contains("states no beams", Error(("x", new HistogramSettings { Bins = Binning.Parse("relative 2 %") })), StringComparison.Ordinal);
        Assert.Contains("histogram 'h', 2 GeV: bins '1 from 0 to 1 deg': the bins are in angle (rad) and the values are energy (GeV)",
            Error(("h", new HistogramSettings { X = Expression.Parse("2 GeV"), Bins = Binning.Parse("1 from 0 to 1 deg") })), StringComparison.Ordinal);
        Assert.Contains("MiB", Error(("x", new HistogramSettings { Y = Expression.Parse("x"), Bins = Binning.Parse("100000 from 0 to 1") })), StringComparison.Ordinal);
        Assert.Contains("there is no histogram", Error(), StringComparison.Ordinal);
    }

    private static string Error(params (string Name, HistogramSettings Settings)[] histograms) =>
        Assert.Throws<PluginException>(() => Harness(histograms).Column("x", 1).Run()).Message;

    private static StageHarness<HistogrammingStage.Settings> Harness(params (string Name, HistogramSettings Settings)[] histograms) => new(new HistogrammingStage(), Settings(histograms));

    private static HistogrammingStage.Settings Settings(params (string Name, HistogramSettings Settings)[] histograms) =>
        new() { Histograms = new EntryList<HistogramSettings>([.. histograms.Select(h => KeyValuePair.Create(h.Name, h.Settings))]) };
}
