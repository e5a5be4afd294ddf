using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Tests.Core.Numerics;

public sealed class QuantityTests
{
    // Exact decimal factors: what is a round number in the internal unit comes out as that number.
    [Theory]
    [InlineData("250 MeV", 0.25, "energy")]
    [InlineData("50 ab^-1", 5e7, "luminosity")]
    [InlineData("50/ab", 5e7, "luminosity")]
    [InlineData("0.919 nb", 919, "cross section")]
    [InlineData("2 %", 0.02, "number")]
    [InlineData("83 mrad", 0.083, "angle")]
    [InlineData("1e-4 GeV^-1", 1e-4, "energy^-1")]
    [InlineData("4 GeV^2", 4, "energy^2")]
    [InlineData("1.5e3MeV", 1.5, "energy")]
    [InlineData("3 cm", 30, "length")]
    public void TryParse_ANumberWithUnit_IsInInternalUnits(string text, double value, string dimension)
    {
        Assert.True(Quantity.TryParse(text, out Quantity quantity, out string? error), error);
        Assert.Equal(value, quantity.Value);
        Assert.Equal(dimension, quantity.Dimension!.Value.Name);
    }

    [Fact]
    public void TryParse_Degrees_AreRadians()
    {
        Assert.True(Quantity.TryParse("22 deg", out Quantity quantity, out _));
        Assert.Equal(22 * Math.PI / 180, quantity.Value);
    }

    [Theory]
    [InlineData("5,2", "'5,2' is not a number")]
    [InlineData("wide", "'wide' is not a number")]
    [InlineData("", "'' is not a number")]
    [InlineData("1 GEV", "'GEV' is not a unit. Did you mean 'GeV'?")]
    [InlineData("1 degs", "'degs' is not a unit. Did you mean 'deg'?")]
    [InlineData("1 GeV^x", "'GeV^x' is not a unit")]
    [InlineData("1e999", "'1e999' is not a number")]
    public void TryParse_SomethingElse_SaysWhat(string text, string expected)
    {
        Assert.False(Quantity.TryParse(text, out _, out string? error));
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("emis", "e_miss")]
    [InlineData("m_mis2", "m_miss2")]
    [InlineData("cutz", "cuts")]
    [InlineData("tehta_min", "theta_min")]
    [InlineData("xyz", null)]
    public void DidYouMean_OfATypingMistake_IsTheName(string written, string? meant) =>
        Assert.Equal(meant, DidYouMean.Find(written, ["e_miss", "m_miss2", "cuts", "theta_min", "histogramming"]));
}
