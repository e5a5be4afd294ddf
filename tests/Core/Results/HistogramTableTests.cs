using AlpToolkit.Core.Results;

namespace AlpToolkit.Tests.Core.Results;

public sealed class HistogramTableTests
{
    private static readonly TableContext s_context = new()
    {
        Sample = "tautau",
        Luminosity = 1000,
        Qualifiers = [new Qualifier("SQRT(S)", "10.58", "GeV")],
        Keywords = [new Keyword("observables", ["SIG"])],
    };

    [Fact]
    public void ToTables_OnOneAxis_ListsEveryBin_AndOutsideOnlyWhereFilled()
    {
        HistogramPartial filled = new(Axis.Variable([0, 1, 3], "GeV"));
        filled.Fill(0.5, 0.3);
        filled.Fill(0.5, 0.4);
        filled.Fill(7, 0.1);
        filled.Fill(double.NaN, 0.2);
        Table table = Assert.Single(new Histogram("e_miss", filled, "E_miss").ToTables(s_context));

        Assert.Equal("tautau/e_miss", table.Name);
        Assert.Equal([IndependentValue.Bin(0, 1), IndependentValue.Bin(1, 3), IndependentValue.Bin(3, double.PositiveInfinity)], table.Independent[0].Values);
        Assert.Equal(("E_miss", "GeV"), (table.Independent[0].Name, table.Independent[0].Units));
        Assert.Equal(["cross section", "expected events", "simulated events"], table.Dependent.Select(d => d.Name));
        Assert.Equal([0.3 + 0.4, 0, 0.1], table.Dependent[0].Values.Select(v => v.Value!.Value));
        Assert.Equal(new Uncertainty("stat", Math.Sqrt(0.3 * 0.3 + 0.4 * 0.4), -Math.Sqrt(0.3 * 0.3 + 0.4 * 0.4)), table.Dependent[0].Values[0].Uncertainties![0]);
        Assert.Null(table.Dependent[0].Values[1].Uncertainties);
        Assert.Equal(1000 * (0.3 + 0.4), table.Dependent[1].Values[0].Value);
        Assert.Equal(2, table.Dependent[2].Values[0].Value);
        Assert.All(table.Dependent, d => Assert.Equal(s_context.Qualifiers, d.Qualifiers));
        Assert.Contains("1 simulated event (0.2 pb) without a value (NaN) is in no bin.", table.Description, StringComparison.Ordinal);
        Assert.Equal(s_context.Keywords, table.Keywords);
    }

    [Fact]
    public void ToTables_WithoutLuminosity_PredictsNoEvents_AndShowsVariations()
    {
        HistogramPartial filled = new(Axis.Regular(1, 0, 1), variations: 2);
        filled.Fill(0.5, [1, 2]);
        Table table = Assert.Single(new Histogram("h", filled, "x", weightNames: ["nominal", "mu=2"]).ToTables(new TableContext()));
        Assert.Equal("h", table.Name);
        Assert.Equal(["cross section", "cross section (mu=2)", "simulated events"], table.Dependent.Select(d => d.Name));
        Assert.Equal(2, table.Dependent[1].Values[0].Value);
    }

    [Fact]
    public void ToTables_OfASmallPlane_ListsAllBins_AndTellsWhatLiesOutside()
    {
        HistogramPartial filled = new(Axis.Regular(2, 0, 2), Axis.Regular(3, 0, 3));
        filled.Fill(1.5, 2.5, 1);
        filled.Fill(-1, 0, 4);
        Table table = Assert.Single(new Histogram("plane", filled, "m_ee", "m_ee_tau").ToTables(s_context));
        Assert.Equal(6, table.RowCount);
        Assert.Equal([0, 0, 0, 0, 0, 1], table.Dependent[0].Values.Select(v => v.Value!.Value));
        Assert.Equal(IndependentValue.Bin(1, 2), table.Independent[0].Values[5]);
        Assert.Equal(IndependentValue.Bin(2, 3), table.Independent[1].Values[5]);
        Assert.Contains("1 simulated event (4 pb) outside the axes is not listed.", table.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void ToTables_OfAPlane_SortsRowsByTheFirstColumn()
    {
        HistogramPartial filled = new(Axis.Regular(2, 0, 2), Axis.Regular(3, 0, 3));
        Table table = Assert.Single(new Histogram("plane", filled, "m_ee", "m_ee_tau").ToTables(s_context));
        Assert.Equal([0.0, 0, 0, 1, 1, 1], table.Independent[0].Values.Select(v => v.Low!.Value));
        Assert.Equal([0.0, 1, 2, 0, 1, 2], table.Independent[1].Values.Select(v => v.Low!.Value));
    }

    [Theory, InlineData(0, "None of the 100 × 100 bins holds a simulated event."), InlineData(2, "Of 100 × 100 bins the 2 with simulated events are listed; all others are empty.")]
    public void ToTables_OfALargePlane_TellsHowManyBinsAreListed(int filledBins, string sentence)
    {
        Axis axis = Axis.Regular(100, 0, 1);
        HistogramPartial filled = new(axis, axis);
        for (int i = 0; i < filledBins; i++)
        {
            filled.Fill(0.005 + 0.01 * i, 0.5, 1);
        }

        Table table = Assert.Single(new Histogram("plane", filled, "x", "y").ToTables(s_context));
        Assert.Equal(filledBins, table.RowCount);
        Assert.Contains(sentence, table.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void ToTables_CountSimulatedEventsAlone()
    {
        Table table = Assert.Single(new Histogram("h", new HistogramPartial(Axis.Regular(1, 0, 1)), "x").ToTables(s_context));
        Assert.Equal([false, false, true], table.Dependent.Select(d => d.IsCount));
    }

    [Fact]
    public void ToTables_OfALargePlane_ListsOnlyBinsWithEvents_AndSaysSo()
    {
        Axis axis = Axis.Regular(100, 0, 1);
        HistogramPartial filled = new(axis, axis);
        filled.Fill(0.505, 0.995, 2);
        Table table = Assert.Single(new Histogram("plane", filled, "x", "y").ToTables(s_context));
        Assert.Equal(1, table.RowCount);
        Assert.Equal(0.99, table.Independent[1].Values[0].Low!.Value, 1e-15);
        Assert.Contains("Of 100 × 100 bins the one with simulated events is listed; all others are empty.", table.Description, StringComparison.Ordinal);
    }
}
