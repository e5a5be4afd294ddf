using AlpToolkit.Statistics;

namespace AlpToolkit.Tests.Statistics;

public sealed class PoissonLikelihoodTests
{
    // solved from e^-v sum v^k/k! = 1 - CL by bisection with 40 digits; the 90 and 95 % columns are the PDG's table (2.30, 3.89, …; 3.00, 4.74, …)
    [Theory]
    [InlineData(0.9, 0, 2.302585092994046)]
    [InlineData(0.9, 1, 3.889720169867429)]
    [InlineData(0.9, 2, 5.32232033783421)]
    [InlineData(0.9, 5, 9.274673893351622)]
    [InlineData(0.9, 100, 114.07453713067453)]
    [InlineData(0.95, 0, 2.995732273553991)]
    [InlineData(0.95, 1, 4.743864518390579)]
    [InlineData(0.95, 10, 16.9622192357219)]
    [InlineData(0.6827, 0, 1.1479075803929872)]
    [InlineData(0.6827, 1, 2.359784379558492)]
    [InlineData(0.6827, 3, 4.652022011555243)]
    [InlineData(0.6827, 100, 105.50955731674503)]
    public void UpperLimit_OfWholeNumbers_IsThePoissonLimit(double confidenceLevel, double seen, double expected) =>
        Assert.Equal(1, PoissonLikelihood.UpperLimit(seen, confidenceLevel) / expected, 1e-11);

    [Theory, InlineData(0.01), InlineData(0.5), InlineData(0.6827), InlineData(0.9999)]
    public void UpperLimit_RisesWithTheNumberSeen_AlsoBetweenWholeNumbersAndAcrossTheApproximation(double confidenceLevel)
    {
        double[] seen = [0, 1e-6, 0.01, 0.5, 1, 1.5, 2, 10, 1e3, 1e5, 999_999, 1_000_001, 1e9];
        double[] limits = Array.ConvertAll(seen, n => PoissonLikelihood.UpperLimit(n, confidenceLevel));
        Assert.Equal(limits.Order(), limits);
        Assert.Equal(limits.Length, limits.Distinct().Count());
        Assert.Equal(2, limits[11] - limits[10], 0.01);
    }

    // ln of e^-8 8^5/5!, and with Gamma(1.5) = sqrt(pi)/2
    [Fact]
    public void LogFactor_IsEquation25()
    {
        Assert.Equal(Math.Log(Math.Exp(-8) * Math.Pow(8, 5) / 120), PoissonLikelihood.LogFactor(3, 5), 1e-13);
        Assert.Equal(0.5 * Math.Log(2.5) - 2.5 - Math.Log(Math.Sqrt(Math.PI) / 2), PoissonLikelihood.LogFactor(2, 0.5), 1e-13);
        Assert.Equal(-2, PoissonLikelihood.LogFactor(2, 0));
        Assert.Equal(0, PoissonLikelihood.LogFactor(0, 0));
    }

    [Theory, InlineData(1, 1), InlineData(3, 10), InlineData(0.8, 0), InlineData(100, 10)]
    public void LogFactors_MakeUpLambda(double signal, double background) => Assert.Equal(
        TestStatistic.Lambda(signal, background),
        -2 * (PoissonLikelihood.LogFactor(signal, background) - PoissonLikelihood.LogFactor(0, background)),
        1e-11);

    [Fact]
    public void ArgumentsOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonLikelihood.UpperLimit(-1, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonLikelihood.UpperLimit(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonLikelihood.UpperLimit(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonLikelihood.LogFactor(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonLikelihood.LogFactor(0, -1));
    }
}
