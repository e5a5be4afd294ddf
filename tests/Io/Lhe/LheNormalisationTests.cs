using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Lhe;

namespace AlpToolkit.Tests.Io.Lhe;

public sealed class LheNormalisationTests
{
    // One process of 20 +- 0.1 pb; 1000 events of the weight given.
    [Theory]
    [InlineData(20.0, -4, LheWeightConvention.Mean, 20.0)]
    [InlineData(0.02, 3, LheWeightConvention.Sum, 20.0)]
    [InlineData(1.0, 3, LheWeightConvention.Unit, 20.0)]
    [InlineData(-1.0, 3, LheWeightConvention.Unit, 20.0)]
    [InlineData(20.15, -4, LheWeightConvention.Mean, 20.15)] // within 1 %: the weights stand, nothing is corrected
    [InlineData(5.0, 3, LheWeightConvention.Header, 20.0)]
    [InlineData(5.0, -4, LheWeightConvention.Mean, 5.0)]
    [InlineData(5.0, 9, LheWeightConvention.Mean, 5.0)]
    public void Decide_OfEqualWeights_ComparesThemWithTheHeader(double weight, int strategy, LheWeightConvention convention, double crossSection)
    {
        LheNormalisation found = LheNormalisation.Decide(Head(20, 0.1, strategy), Equal(weight, 1000), new LheOptions());
        Assert.Equal(convention, found.Convention);
        Assert.Equal(crossSection, found.CrossSection, 1e-12);
        Assert.Equal(crossSection, 1000 * weight * found.WeightFactor, 1e-9);
        Assert.Equal(weight is 5 or -1, found.Warning is not null);
        if (found.Warning is { } warning)
        {
            Assert.Contains(weight < 0 ? "the weights add up to -1000, so that all change their sign to add up to 20 pb" : "the mean (5 pb) nor the sum (5000 pb) of XWGTUP is XSECUP (20 pb)", warning, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Decide_OfNegativeWeights_UsesTheirStatisticalError()
    {
        // 600 of +50 and 400 of -50: mean 10 +- 1.55; the header's 12 is within 5 of that, though not within 1 %.
        StreamTotals totals = new(1000, 10_000, 2_500_000, false);
        LheNormalisation found = LheNormalisation.Decide(Head(12, 0.01, -4), totals, new LheOptions());
        Assert.Equal(LheWeightConvention.Mean, found.Convention);
        Assert.Equal(10, found.CrossSection, 1e-12);
        Assert.Equal(Math.Sqrt((2500 - 100) / 999.0), found.CrossSectionError, 1e-9);
        Assert.StartsWith("the mean of XWGTUP is 10 ± 1.5 pb and XSECUP 12 ± 0.01 pb", found.Warning, StringComparison.Ordinal);
        Assert.Equal("mean of XWGTUP is 1.3 standard errors from XSECUP", found.Text);
    }

    // The mean is 40 ± 36 pb, which says nothing of XSECUP; nor does the sum of 400 ± 360 pb, one standard error away.
    [Fact]
    public void Decide_OfTooFewEvents_SaysSo()
    {
        LheNormalisation found = LheNormalisation.Decide(Head(40, 0.1, -4), new StreamTotals(10, 400, 10 * (1600 + 9 * 1300), false), new LheOptions());
        Assert.Contains("too few, or their weights too uneven", found.Warning, StringComparison.Ordinal);
    }

    // Weights that add up to XSECUP, 40 pb, in 2000 events of which 1800 are there; spread as 1 ± 2 in units of the mean: 36 ± 1.7 pb are left.
    [Theory, InlineData(LheWeightConvention.Auto), InlineData(LheWeightConvention.Sum)]
    public void Decide_OfASumThatLacksEvents_TakesXsecup(LheWeightConvention convention)
    {
        StreamTotals totals = new(1800, 36, 1800 * 5 * 0.02 * 0.02, false);
        LheOptions options = new() { Normalisation = convention };
        LheNormalisation whole = LheNormalisation.Decide(Head(40, 0.1, 3), totals, options), cut = LheNormalisation.Decide(Head(40, 0.1, 3), totals, options, mayLackEvents: true);
        Assert.Equal((LheWeightConvention.Sum, 36.0, 1.0), (whole.Convention, whole.CrossSection, whole.WeightFactor));
        Assert.Equal((LheWeightConvention.Sum, 40.0, 0.1, 40.0 / 36), (cut.Convention, cut.CrossSection, cut.CrossSectionError, cut.WeightFactor));
        Assert.Equal("the sum of XWGTUP, 36 pb, lacks the events that are missing; XSECUP, 40 pb, is taken", cut.Warning);
    }

    [Theory]
    [InlineData(LheWeightConvention.Mean, 2.0)]
    [InlineData(LheWeightConvention.Sum, 2000.0)]
    [InlineData(LheWeightConvention.Header, 20.0)]
    public void Decide_WhenTheUserSaysHow_DoesThat(LheWeightConvention convention, double crossSection)
    {
        LheNormalisation found = LheNormalisation.Decide(Head(20, 0.1, 3), Equal(2, 1000), new LheOptions { Normalisation = convention });
        Assert.Equal(crossSection, found.CrossSection, 1e-9);
        Assert.Equal(crossSection, 2000 * found.WeightFactor, 1e-9);
        Assert.Equal(convention == LheWeightConvention.Header, found.Warning is null);
        if (found.Warning is { } warning)
        {
            Assert.Contains($"of XWGTUP, {crossSection} pb, is taken as the user says, and XSECUP is 20 ± 0.1 pb", warning, StringComparison.Ordinal);
        }
    }

    // What the user says against what the file says: XSECUP is 20 pb in all.
    [Theory]
    [InlineData(0.02, LheWeightConvention.Mean, "normalisation: mean was asked for, and the mean of XWGTUP is 0.02 ± 0 pb; but their sum is XSECUP, 20 ± 0.1 pb.")]
    [InlineData(20, LheWeightConvention.Sum, "normalisation: sum was asked for, and the sum of XWGTUP is 20000 ± 0 pb; but their mean is XSECUP, 20 ± 0.1 pb.")]
    [InlineData(1, LheWeightConvention.Mean, "normalisation: mean was asked for, and the mean of XWGTUP is 1 ± 0 pb; but every XWGTUP is +1 or -1, and XSECUP is 20 ± 0.1 pb.")]
    public void Decide_WhenTheFileSaysOtherwise_IsAnErrorWithBothNumbers(double weight, LheWeightConvention convention, string message) =>
        Assert.StartsWith(message, Assert.Throws<PluginException>(() => LheNormalisation.Decide(Head(20, 0.1, -4), Equal(weight, 1000), new LheOptions { Normalisation = convention })).Message, StringComparison.Ordinal);

    // 500 weights of 0.01 and 500 of 0.03: their sum is 20 +- 0.01 sqrt(1000).
    [Fact]
    public void Measured_HasStatisticalErrors()
    {
        LheNormalisation found = LheNormalisation.Decide(Head(20.5, 0, 3), new StreamTotals(1000, 20, 0.5, false), new LheOptions());
        Assert.Equal((LheWeightConvention.Sum, "sum"), (found.Convention, found.Measured!.Finding));
        Assert.Equal(0.02, found.Measured.Mean, 1e-12);
        Assert.Equal(0.01 / Math.Sqrt(999), found.Measured.MeanError, 1e-12);
        Assert.Equal(10 / Math.Sqrt(999), found.Measured.SumError, 1e-9);
    }

    // Three documents of one run, whose weights add up to its 20 pb each.
    [Fact]
    public void Decide_OfSeveralDocuments_TakesTheMeanOfTheirSums()
    {
        LheNormalisation found = LheNormalisation.Decide(Head(20, 0.1, 3) with { Documents = 3 }, Equal(0.02, 3000), new LheOptions());
        Assert.Equal((LheWeightConvention.Sum, 20.0, 1.0 / 3), (found.Convention, found.CrossSection, found.WeightFactor));
    }

    [Fact]
    public void Decide_WithAGivenCrossSection_ScalesToIt()
    {
        LheNormalisation found = LheNormalisation.Decide(Head(20, 0.1, 3), Equal(20, 1000), new LheOptions { CrossSection = 12 });
        Assert.Equal((12.0, 12.0 / 20_000), (found.CrossSection, found.WeightFactor));
        Assert.True(double.IsNaN(found.CrossSectionError));
    }

    [Fact]
    public void Decide_OfContradictions_IsAnError()
    {
        Assert.Throws<PluginException>(() => LheNormalisation.Decide(Head(20, 0.1, 3), Equal(2, 10), new LheOptions { Normalisation = LheWeightConvention.Unit }));
        Assert.Throws<PluginException>(() => LheNormalisation.Decide(Head(20, 0.1, 3), new StreamTotals(10, 0, 10, true), new LheOptions { Normalisation = LheWeightConvention.Header }));
    }

    [Fact]
    public void Decide_WithoutEvents_DividesByNothing()
    {
        LheNormalisation found = LheNormalisation.Decide(Head(20, 0.1, 3), default, new LheOptions());
        Assert.Equal((20.0, 0.0), (found.CrossSection, found.WeightFactor));
    }

    private static StreamTotals Equal(double weight, long events) => new(events, events * weight, events * weight * weight, Math.Abs(weight) == 1);

    private static LheHead Head(double crossSection, double error, int strategy) => new()
    {
        Version = "3.0",
        Beam1PdgId = -11,
        Beam2PdgId = 11,
        Beam1Energy = 5.29,
        Beam2Energy = 5.29,
        PdfCodes = [0, 0, 0, 0],
        WeightStrategy = strategy,
        Processes = [new LheProcess(1, crossSection, error, 1)],
    };
}
