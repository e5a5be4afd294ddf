using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Plugins.Stages.Statistics;
using AlpToolkit.Statistics;

namespace AlpToolkit.Tests.Plugins.Stages.Statistics;

public sealed class StatisticsStageTests
{
    private const double Luminosity = 1000;

    // S = 3, 5, 2 and B = 1000, 2500, 400 at the luminosity: array C_high_bkg of ../shared/reference/stat/lambda_reference.json
    [Fact]
    public void Conclude_GivesTheLimitOfTheReference_AndTheCoupling()
    {
        StatisticsSettings settings = new() { Histogram = "h", Policy = BackgroundPolicy.AsInThePaper, Coupling = new CouplingSettings { Reference = 1e-4 } };
        RunReport report = Conclude(settings, Signal(0.003, 0.005, 0.002), Background("b", 1e9, 1, 2.5, 0.4));
        LimitResult result = Assert.IsType<LimitResult>(Assert.Single(report.Results));
        IReadOnlyList<StrengthLimit> limits = result.Policies[0].Limits;
        Assert.Equal(11.898052939833268, limits[0].SignalStrength, 1e-12);
        Assert.Equal(11.656865898688273, limits[1].SignalStrength, 1e-12);
        Assert.Empty(report.Warnings);

        IReadOnlyList<Table> tables = result.ToTables(new TableContext());
        Assert.Equal(["limit_h", "limit_h_lambda", "limit_h_samples"], tables.Select(t => t.Name));
        Assert.Equal(6, tables[0].RowCount);
        Assert.Equal("as_in_the_paper", tables[0].Independent[0].Values[0].Text);
        Assert.Equal(1e-4 * Math.Sqrt(11.898052939833268), Column(tables[0], "limit on the coupling g").Values[0].Value!.Value, 1e-17);
        Assert.Equal(10 / Math.Sqrt(3900), Column(tables[0], "S/sqrt(B)").Values[0].Value!.Value, 1e-12);
        Assert.Equal(3, tables[1].Dependent.Count);
        Assert.Equal([10, 3900], Column(tables[2], "expected events in the region").Values.Select(v => Math.Round(v.Value!.Value, 9)));
        Assert.Equal(1e6, Column(tables[2], "effective luminosity over luminosity").Values[1].Value!.Value, 1e-3);
    }

    [Fact]
    public void Conclude_AddsSamplesOfOneRole()
    {
        StatisticsSettings settings = new() { Histogram = "h" };
        double together = Limit(Conclude(settings, Signal(0.003, 0.005, 0.002), Background("b", 1e9, 1, 2.5, 0.4)));
        double apart = Limit(Conclude(settings, Signal(0.003, 0, 0), Signal(0, 0.005, 0.002), Background("b", 1e9, 1, 1.5, 0), Background("c", 1e9, 0, 1, 0.4)));
        Assert.Equal(together, apart, 1e-12);
    }

    [Fact]
    public void Conclude_ByCounting_UsesTheSumOfTheBins_AndOverflowOnlyWhenAsked()
    {
        StatisticsSettings settings = new() { Histogram = "h", Method = LikelihoodMethod.Counting };
        SampleResults[] samples = [Signal(0.003, 0.005, 0.002), Background("b", 1e9, 1, 2.5, 0.4, overflow: 2)];
        Assert.Equal(TestStatistic.SignalStrengthAt(4, [10], [3900]), Limit(Conclude(settings, samples)), 1e-10);
        Assert.Equal(TestStatistic.SignalStrengthAt(4, [10], [5900]), Limit(Conclude(settings with { IncludeOverflow = true }, samples)), 1e-10);
    }

    [Fact]
    public void Conclude_WithEmptyBins_WarnsOfThemAndOfTheThinSample()
    {
        RunReport report = Conclude(new() { Histogram = "h" }, Signal(0.001, 0.001, 0.001), Background("tautau", 1, 1, 0, 0));
        Assert.Equal(2, report.Warnings.Count);
        Assert.Contains("% of Lambda at the limit", report.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("tautau has an effective luminosity of 0.001 fb^-1 of 1 fb^-1", report.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Conclude_WithoutSignalInTheRegion_SaysThatThereIsNoLimit()
    {
        RunReport report = Conclude(new() { Histogram = "h", Coupling = new() { Reference = 1e-4 } }, Signal(0, 0, 0), Background("b", 1e9, 1, 1, 1));
        Assert.Contains("no signal event lies in the search region", Assert.Single(report.Warnings), StringComparison.Ordinal);
        IReadOnlyList<Table> tables = report.Results[0].ToTables(new TableContext());
        Assert.Equal(2, tables.Count);
        Assert.All(tables[0].Dependent.Take(2), d => Assert.All(d.Values, v => Assert.Equal("no limit", v.Text)));
    }

    [Fact]
    public void Conclude_WithNegativeBins_TakesThemAsEmpty_AndWarns()
    {
        RunReport report = Conclude(new() { Histogram = "h" }, Signal(0.003, -0.001, 0.002), Background("b", 1e9, 1, 1, 1));
        Assert.Contains("1 bins of 'h' have a negative signal (-0.001 pb", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.Equal(TestStatistic.SignalStrengthAt(4, [3, 2], [1000, 1000]), Limit(report), 1e-10);
    }

    [Fact]
    public void Conclude_WithoutBackground_Warns()
    {
        RunReport report = Conclude(new() { Histogram = "h" }, Signal(0.001, 0.001, 0));
        Assert.Contains("no sample has 'role: background'", report.Warnings[0], StringComparison.Ordinal);
        Assert.Equal(1, Limit(report), 1e-14);
    }

    // Signal of 0.003 and −0.001 pb: the total is 0.002 pb, and without background Λ = 2μLS is 4 at μ = 2/(LS).
    [Fact]
    public void Counting_OfBinsThatNegativeWeightsMakeNegative_TakesTheirSum()
    {
        RunReport report = Conclude(new() { Histogram = "h", Method = LikelihoodMethod.Counting }, Signal(0.003, -0.001, 0));
        Assert.Equal(2 / (Luminosity * 0.002), Limit(report), 1e-12);
    }

    [Fact]
    public void Samples_ByName_LeaveOutTheOthers()
    {
        double alone = Limit(Conclude(new() { Histogram = "h" }, Signal(0.001, 0.001, 0)));
        RunReport chosen = Conclude(new() { Histogram = "h", Samples = ["signal"] }, Signal(0.001, 0.001, 0), Background("b", 1, 1, 1, 1));
        Assert.Equal(alone, Limit(chosen));
    }

    [Fact]
    public void Errors_AreSentences()
    {
        Assert.Contains("states no luminosity", Assert.Throws<PluginException>(() => Stage(new() { Histogram = "h" }).Prepare(new StageContext())).Message, StringComparison.Ordinal);
        Assert.Contains("thresholds are", Assert.Throws<PluginException>(() => Stage(new() { Histogram = "h", Thresholds = [0] }).Prepare(new StageContext { Luminosity = 1, Samples = [("signal", SampleRole.Signal)] })).Message, StringComparison.Ordinal);
        Assert.Contains("has no histogram 'plain'. It has h", Error(new() { Histogram = "plain" }, Signal(1, 1, 1)), StringComparison.Ordinal);
        Assert.Contains("the sample 'signal' has no histogram 'H'. Did you mean 'h'?", Error(new() { Histogram = "H" }, Signal(1, 1, 1)), StringComparison.Ordinal);
        Assert.Contains("Put a stage 'histogramming' before it", Error(new() { Histogram = "h" }, new SampleResults(Signal(1, 1, 1).Totals, [])), StringComparison.Ordinal);
        Assert.Contains("no sample that enters has 'role: signal'", Error(new() { Histogram = "h" }, Background("b", 1, 1, 1, 1)), StringComparison.Ordinal);
        Assert.Contains("there is no sample 'sgnal'. Did you mean 'signal'?", Error(new() { Histogram = "h", Samples = ["sgnal"] }, Signal(1, 1, 1)), StringComparison.Ordinal);
        Assert.Contains("the background sample 'b' has no events", Error(new() { Histogram = "h" }, Signal(1, 1, 1), Background("b", 0, 0, 0, 0)), StringComparison.Ordinal);
    }

    private static string Error(StatisticsSettings settings, params SampleResults[] samples) =>
        Assert.Throws<PluginException>(() => Conclude(settings, samples)).Message;

    private static double Limit(RunReport report) => ((LimitResult)report.Results[0]).Policies[0].Limits[0].SignalStrength;

    private static DependentVariable Column(Table table, string name) => table.Dependent.Single(d => d.Name == name);

    private static StatisticsStage Stage(StatisticsSettings settings)
    {
        StatisticsStage stage = new();
        stage.OptionsObject = settings;
        return stage;
    }

    private static RunReport Conclude(StatisticsSettings settings, params SampleResults[] samples)
    {
        StatisticsStage stage = Stage(settings);
        stage.Prepare(new StageContext { Luminosity = Luminosity, Samples = [.. samples.Select(s => (s.Totals.Info.Name, s.Totals.Info.Role))] });
        RunReport report = new(samples, Luminosity);
        stage.Conclude(report);
        return report;
    }

    private static SampleResults Signal(double first, double second, double third) => Sample("signal", SampleRole.Signal, 1e9, [first, second, third], 0);

    private static SampleResults Background(string name, double effectiveLuminosity, double first, double second, double third, double overflow = 0) =>
        Sample(name, SampleRole.Background, effectiveLuminosity, [first, second, third], overflow);

    private static SampleResults Sample(string name, SampleRole role, double effectiveLuminosity, double[] bins, double overflow)
    {
        HistogramPartial filled = new(Axis.Regular(3, 0, 3));
        for (int bin = 0; bin <= 3; bin++)
        {
            double sum = bin == 3 ? overflow : bins[bin];
            if (sum != 0)
            {
                filled.Fill(bin + 0.5, sum);
            }
        }

        double total = bins.Sum() + overflow;
        SampleInfo info = new() { Name = name, Role = role, SqrtS = 10.58 };
        return new SampleResults(new SampleTotals(info, 1000, total, double.NaN, effectiveLuminosity > 0 ? total / effectiveLuminosity : 0), [new Histogram("h", filled, "x")]);
    }
}
