using AlpToolkit.Core.Events;
using AlpToolkit.Core.Results;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Core.Results;

public sealed class CutFlowTests
{
    private static readonly IReadOnlyList<CutDescription> s_cuts = [new(null, "x > 1", [("x", "GeV")]), new("second", "y > 1", [])];

    [Fact]
    public void EfficiencyOf_EqualWeights_HasTheBinomialError()
    {
        DependentValue efficiency = new WeightedCount(3, 6, 12).EfficiencyOf(new WeightedCount(4, 8, 16));
        Assert.Equal(0.75, efficiency.Value);
        Assert.Equal(Math.Sqrt(0.75 * 0.25 / 4), Assert.Single(efficiency.Uncertainties!).Plus, 1e-15);
        Assert.True(efficiency.Uncertainties![0].IsSymmetric);
    }

    // Passing weights 2, 3, 5, -1 (sum 9, squares 39) of 1, 2, 3, 4, 5, -1 (sum 14, squares 56):
    // sqrt(((5/14)^2 39 + (9/14)^2 17) / 14^2) worked out in Python.
    [Fact]
    public void EfficiencyOf_DifferentWeights_CountsPassingAndFailingApart()
    {
        DependentValue efficiency = new WeightedCount(4, 9, 39).EfficiencyOf(new WeightedCount(6, 14, 56));
        Assert.Equal(9.0 / 14, efficiency.Value);
        Assert.Equal(0.24743582965269678, Assert.Single(efficiency.Uncertainties!).Plus, 1e-15);
    }

    // Clopper-Pearson at 68.27 % for 0 or 100 of 100: the beta quantile has the closed form 1 - 0.158655^(1/100) = 0.018242.
    [Fact]
    public void EfficiencyOf_NoneOrAll_HasAOneSidedError()
    {
        WeightedCount all = new(100, 50, 25);
        Uncertainty none = Assert.Single(default(WeightedCount).EfficiencyOf(all).Uncertainties!);
        Uncertainty every = Assert.Single(all.EfficiencyOf(all).Uncertainties!);
        Assert.Equal((0.018242, 0), (Math.Round(none.Plus, 6), none.Minus));
        Assert.Equal((0, -0.018242), (every.Plus, Math.Round(every.Minus, 6)));
    }

    [Fact]
    public void EfficiencyOf_NothingOfNothing_IsMissing() =>
        Assert.Equal(DependentValue.Missing, default(WeightedCount).EfficiencyOf(default));

    [Fact]
    public void Scale_MultipliesSumsAndSquares_AndLeavesCounts()
    {
        CutFlowPartial partial = Fill([(2, 2, 2), (3, 0, 2), (4, double.NaN, 0)]);
        partial.Scale(0.5);
        CutFlow flow = partial.ToCutFlow("cutflow", s_cuts, ["nominal"]);
        Assert.Equal(new WeightedCount(3, 4.5, 7.25), flow.All[0]);
        Assert.Equal(new WeightedCount(1, 1, 1), flow.Final[0]);
        Assert.Equal(new WeightedCount(2, 2.5, 3.25), flow.Steps[0].PassingAllOthers[0]);
        Assert.Equal(1, flow.Steps[0].EventsWithNaN);
        Assert.Equal((0, 2), (flow.Steps[0].Ranges[0].Low, flow.Steps[0].Ranges[0].High));
    }

    [Fact]
    public void Clear_LeavesAnEmptyCutFlow()
    {
        CutFlowPartial partial = Fill([(2, 2, 2), (3, 0, 2)]);
        partial.Clear();
        CutFlow flow = partial.ToCutFlow("cutflow", s_cuts, ["nominal"]);
        Assert.Equal((default, default, default), (flow.All[0], flow.Final[0], flow.Steps[1].PassingAllOthers[0]));
        Assert.True(flow.Steps[0].Ranges[0].IsEmpty);
        Assert.Null(flow.FirstToRemoveAll);
    }

    [Property]
    public Property Add_OfPartsOfASample_IsTheWhole() => Prop.ForAll(
        (from weight in Gen.Choose(-9, 9) from x in Gen.Choose(0, 3) from y in Gen.Choose(0, 3) select ((double)weight, x == 3 ? double.NaN : x, (double)y)).ListOf().ToArbitrary(),
        Gen.Choose(0, 20).ToArbitrary(),
        (events, first) =>
        {
            CutFlowPartial parts = Fill([.. events.Take(first)]);
            parts.Add(Fill([.. events.Skip(first)]));
            Assert.Equal(TablesOf(Fill([.. events])), TablesOf(parts));
        });

    [Property]
    public Property Counts_OfAnyEvents_OnlyFall_AndNMinusOneIsNotLessThanAllCuts() => Prop.ForAll(
        (from x in Gen.Choose(0, 3) from y in Gen.Choose(0, 3) select (1.0, x == 3 ? double.NaN : x, (double)y)).ListOf().ToArbitrary(),
        events =>
        {
            CutFlow flow = Fill([.. events]).ToCutFlow("cutflow", s_cuts, ["nominal"]);
            Assert.True(flow.All[0].Events >= flow.Before[0].Events && flow.Before[0].Events >= flow.Steps[0].Counts[0].Events && flow.Steps[0].Counts[0].Events >= flow.Final[0].Events);
            Assert.Equal(events.Count(e => e.Item2 > 1), flow.Steps[1].PassingAllOthers[0].Events);
            Assert.Equal(events.Count(e => e.Item3 > 1), flow.Steps[0].PassingAllOthers[0].Events);
            Assert.Equal(events.Count(e => e.Item2 > 1 && e.Item3 > 1), flow.Final[0].Events);
        });

    [Fact]
    public void ToTables_WithALuminosity_GiveExpectedEventsAndErrors()
    {
        IReadOnlyList<Table> tables = Fill([(2, 2, 2), (3, 0, 2), (4, 2, 0)]).ToCutFlow("cutflow", s_cuts, ["nominal"])
            .ToTables(new TableContext { Sample = "signal", Luminosity = 100, SqrtS = 10.58 });
        Assert.Equal(["signal/cutflow", "signal/cutflow_n_minus_1"], tables.Select(t => t.Name));
        Assert.Equal(["all", "before", "x > 1", "second: y > 1"], tables[0].Independent[0].Values.Select(v => v.Text));
        Assert.Equal(
            ["simulated events", "cross section", "expected events", "efficiency of the cut", "efficiency of all cuts so far", "simulated events with NaN"],
            tables[0].Dependent.Select(d => d.Name));
        Assert.Equal([3, 3, 2, 1], tables[0].Dependent[0].Values.Select(v => v.Value));
        Assert.Equal([9, 9, 6, 2], tables[0].Dependent[1].Values.Select(v => v.Value));
        Assert.Equal([900, 900, 600, 200], tables[0].Dependent[2].Values.Select(v => v.Value));
        Assert.Equal(100 * Math.Sqrt(20), tables[0].Dependent[2].Values[2].Uncertainties![0].Plus);
        Assert.Equal([null, 1, 6.0 / 9, 2.0 / 6], tables[0].Dependent[3].Values.Select(v => v.Value));
        Assert.Equal([1, 1, 6.0 / 9, 2.0 / 9], tables[0].Dependent[4].Values.Select(v => v.Value));
        Assert.Equal([null, null, 0, 0], tables[0].Dependent[5].Values.Select(v => v.Value));
        Assert.Equal([2, 2], tables[1].Dependent[0].Values.Select(v => v.Value));
        Assert.Equal([5, 6], tables[1].Dependent[1].Values.Select(v => v.Value));
        Assert.Equal([2.0 / 5, 2.0 / 6], tables[1].Dependent[^1].Values.Select(v => v.Value));
    }

    [Fact]
    public void ToTables_WithoutLuminosityOrCuts_HaveNoExpectedEventsAndNoNMinusOne()
    {
        Table table = Assert.Single(new CutFlow("cutflow", [new(1, 2, 4)], [new(1, 2, 4)], [], ["nominal"]).ToTables(new TableContext()));
        Assert.Equal("cutflow", table.Name);
        Assert.DoesNotContain("expected events", table.Dependent.Select(d => d.Name));
    }

    private static string TablesOf(CutFlowPartial partial) => string.Join('\n', partial.ToCutFlow("cutflow", s_cuts, ["nominal"])
        .ToTables(new TableContext { Luminosity = 7 })
        .SelectMany(t => t.Dependent).SelectMany(d => d.Values)
        .Select(v => $"{v.Value:R} {string.Join(',', v.Uncertainties ?? [])}"));

    /// <summary>Applies the cuts x > 1 and y > 1 to events (weight, x, y).</summary>
    private static CutFlowPartial Fill(params (double Weight, double X, double Y)[] events)
    {
        EventBatch batch = new(0, 0);
        batch.Begin(new SampleInfo { Name = "sample", SqrtS = 10.58 }, 0);
        foreach ((double weight, _, _) in events)
        {
            batch.EndEvent(weight);
        }

        batch.EndFilling();
        double[] x = [.. events.Select(e => e.X)];
        CutFlowPartial partial = new(1, [1, 0]);
        partial.Begin(batch);
        partial.SeeColumn(0, 0, batch, x);
        partial.Apply(0, batch, [.. x.Select(Passes)]);
        partial.Apply(1, batch, [.. events.Select(e => Passes(e.Y))]);
        partial.End(batch);
        return partial;
    }

    private static double Passes(double value) => double.IsNaN(value) ? double.NaN : value > 1 ? 1 : 0;
}
