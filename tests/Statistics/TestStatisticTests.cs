using System.Globalization;
using System.Text.Json;
using AlpToolkit.Statistics;
using AlpToolkit.Tests.Shared;
using FsCheck;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Statistics;

public sealed class TestStatisticTests
{
    private const string Reference = "reference/stat/lambda_reference.json";

    // reference values with many digits, ../shared/reference/stat/lambda_reference.json; its value for S = 1e-9, B = 1e9 lost digits
    // (1.0000000000000024e-27, where S²/B (1 − 2S/3B) is 1e-27 to 1e-18), so that one is taken from the expansion.
    [SharedDataFact(Reference)]
    public void Lambda_OfOneBin_AgreesWithTheReference_To4Ulp()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf(Reference)));
        Assert.All(reference.RootElement.GetProperty("single").EnumerateArray(), value =>
        {
            double signal = Number(value.GetProperty("S")), background = Number(value.GetProperty("B"));
            double expected = (signal, background) == (1e-9, 1e9) ? 1e-27 : Number(value.GetProperty("Lambda"));
            Ulps.AssertWithin(4, expected, TestStatistic.Lambda(signal, background));
        });
    }

    [SharedDataFact(Reference)]
    public void Lambda_OfManyBins_AndItsRoots_AgreeWithTheReference_To4Ulp()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf(Reference)));
        Assert.All(reference.RootElement.GetProperty("arrays").EnumerateObject(), array =>
        {
            double[] signal = Numbers(array.Value.GetProperty("S")), background = Numbers(array.Value.GetProperty("B"));
            Ulps.AssertWithin(4, Number(array.Value.GetProperty("Lambda_mu1")), TestStatistic.Lambda(signal, background));
            Ulps.AssertWithin(4, Number(array.Value.GetProperty("mu_at_Lambda_4")), TestStatistic.SignalStrengthAt(TestStatistic.PaperThreshold, signal, background));
            Ulps.AssertWithin(4, Number(array.Value.GetProperty("mu_at_3p841458820694124")), TestStatistic.SignalStrengthAt(TestStatistic.ChiSquared95, signal, background));
            Ulps.AssertWithin(4, Number(array.Value.GetProperty("mu_at_2p705543454095404")), TestStatistic.SignalStrengthAt(2.705543454095404, signal, background));
        });
    }

    // a few of the reference values, so that a checkout without ../shared is tested too
    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(2, 0, 4)]
    [InlineData(1, 1, 0.61370563888010938)]
    [InlineData(1e-9, 1, 9.9999999933333333e-19)]
    [InlineData(1e-9, 1e9, 1.0000000000000000e-27)]
    [InlineData(3, 1e10, 8.9999999982e-10)]
    [InlineData(100, 10, 152.04209454403259)]
    [InlineData(1, 1e-300, 2)]
    public void Lambda_OfOneBin_HasNoCancellation(double signal, double background, double expected) =>
        Ulps.AssertWithin(4, expected, TestStatistic.Lambda(signal, background));

    [Property]
    public bool Lambda_RisesWithMu_AndAtMostQuadratically(NormalFloat[] counts, NormalFloat strength)
    {
        (double[] signal, double[] background) = Bins(counts);
        double mu = 1 + Math.Abs(strength.Get) % 100;
        double at1 = TestStatistic.Lambda(signal, background), atMu = TestStatistic.Lambda(signal, background, mu);
        return atMu >= mu * at1 * (1 - 1e-14) && atMu <= mu * mu * at1 * (1 + 1e-14);
    }

    [Property]
    public bool Lambda_OfBinsApart_IsAtLeastThatOfTheBinsTogether(NormalFloat[] counts)
    {
        (double[] signal, double[] background) = Bins(counts);
        return TestStatistic.Lambda(signal, background) >= TestStatistic.Lambda(signal.Sum(), background.Sum()) * (1 - 1e-13);
    }

    [Property]
    public bool Lambda_ScalesWithTheLuminosity(NormalFloat[] counts, PositiveInt luminosity)
    {
        (double[] signal, double[] background) = Bins(counts);
        double scaled = TestStatistic.Lambda(Array.ConvertAll(signal, s => s * luminosity.Get), Array.ConvertAll(background, b => b * luminosity.Get));
        return Close(scaled, luminosity.Get * TestStatistic.Lambda(signal, background));
    }

    [Property]
    public bool SignalStrengthAt_ReachesTheThreshold_AndScalesInverselyWithTheSignal(NormalFloat[] counts, PositiveInt scale)
    {
        (double[] signal, double[] background) = Bins(counts);
        double mu = TestStatistic.SignalStrengthAt(4, signal, background);
        if (signal.Sum() == 0)
        {
            return double.IsPositiveInfinity(mu);
        }

        double scaled = TestStatistic.SignalStrengthAt(4, Array.ConvertAll(signal, s => s * scale.Get), background);
        return Close(TestStatistic.Lambda(signal, background, mu), 4) && Close(scaled * scale.Get, mu);
    }

    // S << B: Lambda = mu² S²/B; B = 0: Lambda = 2 mu S
    [Theory]
    [InlineData(1e-150, 1e100, 2e200)]
    [InlineData(1e-12, 1e12, 2e18)]
    [InlineData(1e-200, 0, 2e200)]
    [InlineData(1e200, 0, 2e-200)]
    [InlineData(1e12, 1e-12, 2e-12)]
    public void SignalStrengthAt_OfTinyAndHugeCounts_IsFound(double signal, double background, double expected) =>
        Assert.Equal(1, TestStatistic.SignalStrengthAt(4, [signal], [background]) / expected, 1e-5);

    [Fact]
    public void SignalStrengthAt_WithBothKindsOfBins_FarApart_IsFound()
    {
        // quadratic at the root (1e10 bins' worth of signal on background), linear from a trace in an empty bin
        double mu = TestStatistic.SignalStrengthAt(4, [1e-20, 1], [0, 1e20]);
        Ulps.AssertWithin(8, 4, TestStatistic.Lambda([1e-20, 1], [0, 1e20], mu));
        Assert.Equal(20000000000.333333, mu, 1e-5); // 2e10 (1 + x/3) from S²/B (1 − 2x/3) with x = 2e-10, less half the 1e-10 of the other bin
    }

    [Fact]
    public void SignalStrengthAt_WithoutSignal_IsInfinite()
    {
        Assert.Equal(double.PositiveInfinity, TestStatistic.SignalStrengthAt(4, [0, 0], [1, 0]));
        Assert.Equal(double.PositiveInfinity, TestStatistic.SignalStrengthAt(4, [], []));
        Assert.Equal(double.PositiveInfinity, TestStatistic.SignalStrengthAt(4, [1e-300], [1e300]));
    }

    // g goes as the root of the cross section
    [Fact]
    public void CouplingAt_ScalesWithTheRootOfTheStrength()
    {
        Assert.Equal(1e-4, TestStatistic.CouplingAt(1e-4, 1));
        Assert.Equal(1e-5, TestStatistic.CouplingAt(1e-4, 0.01), 1e-20);
        Assert.Equal(double.PositiveInfinity, TestStatistic.CouplingAt(1e-4, double.PositiveInfinity));
        Assert.Equal(2, TestStatistic.SignalOverRootBackground(6, 9));
        Assert.Equal(double.PositiveInfinity, TestStatistic.SignalOverRootBackground(6, 0));
    }

    [Fact]
    public void CountsThatAreNone_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TestStatistic.Lambda(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TestStatistic.Lambda(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => TestStatistic.Lambda(double.PositiveInfinity, 1));
        Assert.Throws<ArgumentException>(() => TestStatistic.Lambda([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TestStatistic.SignalStrengthAt(0, [1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TestStatistic.SignalStrengthAt(4, [-1], [1]));
    }

    private static (double[] Signal, double[] Background) Bins(NormalFloat[] counts)
    {
        int bins = counts.Length / 2;
        double[] values = Array.ConvertAll(counts, c => Math.Abs(c.Get) % 1e9);
        return (values[..bins], values[bins..(2 * bins)]);
    }

    private static bool Close(double left, double right) => Math.Abs(left - right) <= 1e-13 * Math.Abs(right);

    private static double Number(JsonElement text) => double.Parse(text.GetString()!, CultureInfo.InvariantCulture);

    private static double[] Numbers(JsonElement texts) => [.. texts.EnumerateArray().Select(Number)];
}
