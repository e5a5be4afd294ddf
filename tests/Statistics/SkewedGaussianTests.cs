using AlpToolkit.Statistics;

namespace AlpToolkit.Tests.Statistics;

public sealed class SkewedGaussianTests
{
    private static readonly double[] s_x = [.. Enumerable.Range(0, 121).Select(i => -3 + 0.05 * i)];

    // The formula of Fig. 5's footnote at points where its factors are known: erf(0) = 0, erf(1) = 0.8427007929.
    [Fact]
    public void At_IsTheFormulaOfTheFootnote()
    {
        SkewedGaussian function = new(2, 1, 0.5, 2);
        Assert.Equal(2 * Math.Exp(-2), function.At(0), 12);
        Assert.Equal(2 * (1 + 0.8427007929497149), function.At(1), 10);
    }

    // The function that made the values comes back.
    [Theory]
    [InlineData(1.5, 0.2, 0.4, 1.5)]
    [InlineData(3, -0.1, 0.3, 0)]
    [InlineData(0.8, 0.4, 0.9, -2)]
    public void Fit_OfTheFunctionItself_FindsIt(double amplitude, double mean, double width, double skewness)
    {
        SkewedGaussian truth = new(amplitude, mean, width, skewness);
        SkewedGaussian fit = SkewedGaussian.Fit(s_x, [.. s_x.Select(truth.At)], [.. s_x.Select(_ => 1e-3)]);
        Assert.All(s_x, x => Assert.Equal(truth.At(x), fit.At(x), 2e-3 * amplitude));
        Assert.InRange(fit.ChiSquaredPerDegreeOfFreedom, 0, 1e-4);
    }

    [Fact]
    public void Fit_OfNothing_IsRefused() => Assert.Throws<ArgumentException>(() => SkewedGaussian.Fit(s_x, new double[s_x.Length], new double[s_x.Length]));
}
