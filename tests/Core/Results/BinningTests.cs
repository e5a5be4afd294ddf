using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Tests.Core.Results;

public sealed class BinningTests
{
    private static readonly Dimension s_energy = new(1), s_angle = new(0, 1);

    [Theory]
    [InlineData("100 from 0 to 5.29 GeV", 100, 0, 5.29)]
    [InlineData("100 from 0 GeV to 5290 MeV", 100, 0, 5.29)]
    [InlineData("4 from 250 MeV to 1GeV", 4, 0.25, 1)]
    [InlineData("100 from 0 to 5.29", 100, 0, 5.29)]
    [InlineData("2 from -1e-3 to 1.5E+1 GeV", 2, -0.001, 15)]
    [InlineData("50 logarithmic from 0.01 to 10 GeV", 50, 0.01, 10)]
    [InlineData("edges 0 0.5 1 2 GeV", 3, 0, 2)]
    [InlineData("edges 0, 500, 1000, 2000 MeV", 3, 0, 2)]
    [InlineData("edges 5eV 10eV", 1, 5e-9, 1e-8)]
    public void ToAxis_HasTheBinsAsWritten(string text, int bins, double low, double high)
    {
        Axis axis = Binning.Parse(text).ToAxis(s_energy, null);
        Assert.Equal(bins, axis.BinCount);
        Assert.Equal(low, axis.Edges[0], 1e-15);
        Assert.Equal(high, axis.Edges[^1], 1e-15);
        Assert.Equal("GeV", axis.Units);
    }

    [Fact]
    public void ToAxis_OfAnglesInDegrees_IsInRadians()
    {
        Axis axis = Binning.Parse("180 from 0 to 180 deg").ToAxis(s_angle, null);
        Assert.Equal(Math.PI, axis.Edges[^1], 1e-15);
        Assert.Equal("rad", axis.Units);
    }

    [Fact]
    public void ToAxis_OfARelativeWidthAlone_RunsFrom50MeVToTheCentreOfMassEnergy()
    {
        Axis axis = Binning.Parse("relative 2 %").ToAxis(s_energy, 10.58);
        Assert.Equal(0.05, axis.Edges[0]);
        Assert.True(axis.Edges[^1] >= 10.58 && axis.Edges[^2] < 10.58);
        Assert.Equal(axis.Edges.ToArray(), Binning.Parse("relative 0.02 from 0.05 to 10.58 GeV").ToAxis(s_energy, null).Edges.ToArray());
    }

    [Theory]
    [InlineData("relative 2 %", "states no beams")]
    [InlineData("100 from 0 to 90 deg", "the bins are in angle (rad) and the values are energy (GeV)")]
    [InlineData("10 from 0 to 100 %", "the bins are in pure numbers")]
    public void ToAxis_ThatDoesNotFitTheValues_SaysWhy(string text, string expected)
    {
        FormatException error = Assert.Throws<FormatException>(() => Binning.Parse(text).ToAxis(s_energy, null));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"bins '{text}': ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToAxis_OfARelativeWidthAlone_ForAnAngle_AsksForARange()
    {
        FormatException error = Assert.Throws<FormatException>(() => Binning.Parse("relative 2 %").ToAxis(s_angle, 10.58));
        Assert.Contains("Write a range", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "expected '100 from 0 to 5.29 GeV'")]
    [InlineData("hundred from 0 to 5", "'hundred' is not a whole number of bins")]
    [InlineData("1.5 from 0 to 5", "'1.5' is not a whole number of bins")]
    [InlineData("100 from 0 5.29 GeV", "expected a range")]
    [InlineData("100 from 0 to", "expected a range")]
    [InlineData("100 from to 5", "expected a range")]
    [InlineData("100 from 0 to 5,29 GeV", "one number before 'to'")]
    [InlineData("100 from 0 to 5 GEV", "Did you mean 'GeV'?")]
    [InlineData("100 from 0.5 GeV to 2", "does not fit")]
    [InlineData("100 from 0 GeV to 2 rad", "does not fit")]
    [InlineData("100 from zero to 2 GeV", "'zero' is not a number")]
    [InlineData("100 from 2 to 1 GeV", "ends above its start")]
    [InlineData("0 from 0 to 1 GeV", "1 to 1,000,000 bins")]
    [InlineData("-5 from 0 to 1 GeV", "1 to 1,000,000 bins")]
    [InlineData("10 logarithmic from 0 to 1 GeV", "starts above 0")]
    [InlineData("relative 0 % from 1 to 2 GeV", "above 0 and at most 100 %")]
    [InlineData("relative 2 GeV", "a relative width is a pure number")]
    [InlineData("relative", "is not a number")]
    [InlineData("edges 1 GeV", "at least two edges")]
    [InlineData("edges 1", "at least two edges")]
    [InlineData("edges 2 1 GeV", "ascend")]
    [InlineData("edges 1 GeV GeV 2", "'GeV' is not a number")]
    public void Parse_OfTextThatDoesNotFit_SaysWhatWasExpected(string text, string expected)
    {
        FormatException error = Assert.Throws<FormatException>(() => Binning.Parse(text));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
