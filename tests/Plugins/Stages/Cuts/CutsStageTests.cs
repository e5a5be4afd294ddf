using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Plugins.Stages.Cuts;

namespace AlpToolkit.Tests.Plugins.Stages.Cuts;

public sealed class CutsStageTests
{
    // Counts and sums of this test worked out by hand.
    [Fact]
    public void Process_OfWeightedEvents_GivesTheCutFlow()
    {
        StageHarness<CutsStage.Settings> harness = Stage("x > 1.5", "y < 10")
            .Event(1).Event(2).Event(3).Event(4).Event(5).Event(-1)
            .Column("x", 1, 2, 3, double.NaN, 5, 6)
            .Column("y", 0, 20, 0, 0, 0, 20);

        EventBatch batch = harness.Run();
        Assert.Equal([false, false, true, false, true, false], Enumerable.Range(0, 6).Select(i => batch.Selection[i]));

        CutFlow flow = FlowOf(harness.Report());
        Assert.Equal(new WeightedCount(6, 14, 56), flow.All[0]);
        Assert.Equal(new WeightedCount(6, 14, 56), flow.Before[0]);
        Assert.Equal(new WeightedCount(4, 9, 39), flow.Steps[0].Counts[0]);
        Assert.Equal(new WeightedCount(2, 8, 34), flow.Final[0]);
        Assert.Equal([1, 0], flow.Steps.Select(s => s.EventsWithNaN));
        Assert.Equal(new WeightedCount(4, 13, 51), flow.Steps[0].PassingAllOthers[0]);
        Assert.Equal(new WeightedCount(4, 9, 39), flow.Steps[1].PassingAllOthers[0]);
        Assert.Equal(new ColumnRange("x", "", 1, 6), flow.Steps[0].Ranges[0]);
        Assert.Equal(new ColumnRange("y", "", 0, 20), flow.Steps[1].Ranges[0]);
    }

    [Fact]
    public void Process_AfterEarlierStagesDeselectedEvents_CountsTheseOnlyInAll()
    {
        CutsStage stage = new();
        Expression expression = Expression.Parse("1 < 2");
        _ = new StageHarness<CutsStage.Settings>(stage, new CutsStage.Settings { Cuts = [new(null, expression)] }).Column("x", 1).Run();
        SampleInfo sample = new() { Name = "sample", SqrtS = 10.58 };
        EventBatch batch = new(0, 0);
        batch.Begin(sample, 0);
        batch.EndEvent(1);
        batch.EndEvent(2);
        batch.EndFilling();
        batch.Selection.Deselect(0);
        CutFlowPartial partial = stage.NewPartial(sample);
        stage.Process(batch, partial);
        CutFlow flow = partial.ToCutFlow("cutflow", [new(null, "1 < 2", [])], ["nominal"]);
        Assert.Equal((2, 1, 1, 1), (flow.All[0].Events, flow.Before[0].Events, flow.Final[0].Events, flow.Steps[0].PassingAllOthers[0].Events));
    }

    // Table I of arXiv:2307.06369 at m_a = 7 GeV: kappa = 2, E_low = 7.1 GeV, eta_high = 2.5. Eq. (20): half-width 2 * 0.7599 = 1.5198 GeV^2;
    // Eq. (22): upper end (10.58^2 + 49)/(2 * 10.58) = 7.6057 GeV.
    [Fact]
    public void Process_OfThePapersSelection_KeepsWhatLiesInAllWindows()
    {
        StageHarness<CutsStage.Settings> harness = new(new CutsStage(), Settings("abs(m_miss2 - m_a^2) <= kappa * delta_m_miss2(m_a)", "e_miss in [7.1 GeV, (s + m_a^2) / (2 * sqrt_s)]", "abs(eta_miss) <= 2.5"))
        {
            Context = new StageContext { Parameters = new Dictionary<string, Quantity> { ["m_a"] = new(7, new Dimension(1)), ["kappa"] = new(2, null) } },
        };
        harness
            .Column("m_miss2", 49, 50.6, 47.5, 49, 49, 49)
            .Column("e_miss", 7.5, 7.5, 7.2, 7.0, 7.61, 7.605)
            .Column("eta_miss", 0, 0, -2.5, 0, 0, 2.6)
            .Run();
        CutFlow flow = FlowOf(harness.Report());
        Assert.Equal([5, 3, 2], flow.Steps.Select(s => s.Counts[0].Events));
    }

    [Fact]
    public void Process_OfSeveralWeights_SumsEach()
    {
        SampleInfo sample = new() { Name = "sample", SqrtS = 10.58, WeightNames = ["nominal", "up"] };
        CutsStage stage = new();
        _ = new StageHarness<CutsStage.Settings>(stage, Settings("sqrt_s > 1")).Column("x", 1).Run();
        EventBatch batch = new(0, 0);
        batch.Begin(sample, 0);
        batch.EndEvent(1);
        batch.SetWeight(1, 3);
        batch.EndFilling();
        CutFlowPartial partial = stage.NewPartial(sample);
        stage.Process(batch, partial);
        CutFlow flow = partial.ToCutFlow("cutflow", [new(null, "sqrt_s > 1", [])], sample.WeightNames);
        Assert.Equal([new WeightedCount(1, 1, 1), new WeightedCount(1, 3, 9)], flow.Final);
        Assert.Contains("cross section, weight up", flow.ToTables(new TableContext())[0].Dependent.Select(d => d.Name));
    }

    [Fact]
    public void Report_OfACutThatRemovesEverything_WarnsWithTheRangesBeforeIt()
    {
        StageHarness<CutsStage.Settings> harness = new(new CutsStage(), Settings("x > 0", "e_miss > 18", "x > 1"))
        {
            Sample = new SampleInfo { Name = "signal", SqrtS = 10.58 },
        };
        harness.Column("x", 0, 1, 2).Column("e_miss", 99, 0.6, 5.29).Run();
        Assert.Equal(
            ["sample 'signal': cut 'e_miss > 18' removes all 2 events that were left; e_miss was between 0.6 and 5.29"],
            harness.Report().Warnings);
    }

    [Fact]
    public void Report_OfAColumnThatIsNaNThroughout_SaysSo()
    {
        StageHarness<CutsStage.Settings> harness = Stage("x > y").Column("x", double.NaN).Column("y", 1);
        harness.Run();
        Assert.Equal(["sample 'sample': cut 'x > y' removes the one event that was left; x was NaN for every event, y was between 1 and 1"], harness.Report().Warnings);
    }

    [Theory]
    [InlineData(0.6, 5.29, "GeV", "e_miss was between 0.6 and 5.29 GeV")]
    [InlineData(-1.23456, 12345.6, "", "e_miss was between -1.235 and 1.235E+04")]
    public void ColumnRange_IsPrintedWithItsUnit(double low, double high, string units, string expected) =>
        Assert.Equal(expected, new ColumnRange("e_miss", units, low, high).ToString());

    [Fact]
    public void Report_OfCutsThatLeaveEvents_WarnsOfNothing()
    {
        StageHarness<CutsStage.Settings> harness = Stage("x > 1").Column("x", 0, 2);
        harness.Run();
        Assert.Empty(harness.Report().Warnings);
    }

    [Fact]
    public void Prepare_OfAnExpressionThatIsNoCondition_IsRefused()
    {
        PluginException error = Assert.Throws<PluginException>(() => Stage("abs(x)").Column("x", 1).Run());
        Assert.Equal("'abs(x)' is a number, not a condition: compare it with something, as in 'abs(x) > 0'", error.Message);
    }

    [Fact]
    public void Report_NamesTheCutFlowAndItsRowsAsTheOptionsDo()
    {
        StageHarness<CutsStage.Settings> harness = new(new CutsStage(), new CutsStage.Settings { Name = "preselection", Cuts = [new("low", Expression.Parse("x < 1"))] });
        harness.Column("x", 0).Run();
        CutFlow flow = FlowOf(harness.Report());
        Assert.Equal(("preselection", "low: x < 1"), (flow.Name, flow.Steps[0].Cut.Title));
    }

    private static CutsStage.Settings Settings(params string[] cuts) => new() { Cuts = [.. cuts.Select(c => new Labelled<Expression>(null, Expression.Parse(c)))] };

    private static StageHarness<CutsStage.Settings> Stage(params string[] cuts) => new(new CutsStage(), Settings(cuts));

    private static CutFlow FlowOf(SampleReport report) => Assert.IsType<CutFlow>(Assert.Single(report.Results));
}
