using AlpToolkit.Statistics;

namespace AlpToolkit.Tests.Statistics;

public sealed class LogarithmsTests
{
    // Python's decimal module, 120 to 800 digits, rounded to the nearest double
    [Theory]
    [InlineData(1e-300, 5e-301)]
    [InlineData(1e-20, 5e-21)]
    [InlineData(1e-09, 4.999999996666667e-10)]
    [InlineData(1e-05, 4.999966666916665e-06)]
    [InlineData(0.001, 0.0004996669164668332)]
    [InlineData(0.01, 0.004966914683191715)]
    [InlineData(0.1, 0.0468982019567514)]
    [InlineData(0.2, 0.08839221603022687)]
    [InlineData(0.2499999, 0.10742575771347686)]
    [InlineData(0.25, 0.10742579474316098)]
    [InlineData(0.3, 0.1254524517750298)]
    [InlineData(0.5, 0.18906978378367123)]
    [InlineData(0.75, 0.25384561608610307)]
    [InlineData(1.0, 0.3068528194400547)]
    [InlineData(1.5, 0.38913951208389663)]
    [InlineData(2.0, 0.45069385566594516)]
    [InlineData(2.5, 0.4988948126018528)]
    [InlineData(2.6, 0.5073331363607445)]
    [InlineData(2.6000001, 0.5073331446257091)]
    [InlineData(3.0, 0.5379018796267031)]
    [InlineData(4.0, 0.5976405218914749)]
    [InlineData(5.5, 0.6596723314724379)]
    [InlineData(10.0, 0.760210472720163)]
    [InlineData(100.0, 0.9538487948315874)]
    [InlineData(1000000.0, 0.999986184488442)]
    [InlineData(1e+16, 0.9999999999999963)]
    [InlineData(1e+100, 1.0)]
    public void OneMinusLog1pOverX_AgreesWithDecimalArithmetic_To2Ulp(double x, double expected) =>
        Ulps.AssertWithin(2, expected, Logarithms.OneMinusLog1pOverX(x));

    [Fact]
    public void OneMinusLog1pOverX_AtTheEnds_IsExact()
    {
        Assert.Equal(0, Logarithms.OneMinusLog1pOverX(0));
        Assert.Equal(1, Logarithms.OneMinusLog1pOverX(double.PositiveInfinity));
        Assert.True(double.IsNaN(Logarithms.OneMinusLog1pOverX(double.NaN)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Logarithms.OneMinusLog1pOverX(-1e-300));
    }

    [Fact]
    public void OneMinusLog1pOverX_Rises_AcrossTheChangesOfMethod()
    {
        foreach (double limit in (double[])[0.25, 2.6])
        {
            double before = Logarithms.OneMinusLog1pOverX(limit * (1 - 1e-14));
            double after = Logarithms.OneMinusLog1pOverX(limit * (1 + 1e-14));
            Assert.InRange(after / before, 1, 1 + 3e-14);
        }
    }
}
