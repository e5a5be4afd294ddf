using System.Text.Json;
using AlpToolkit.Statistics;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Statistics;

public sealed class ClsLimitTests
{
    private const string Values = "reference/stat/values", Workspaces = "reference/stat/workspaces", Plane = "new6a_grid40x40_asimov_nonuis.json", Empty = "new1c_counting_b0.json";

    // Without background CLs = exp(-μS): μS = -ln 0.05.
    [Fact]
    public void Counting_WithoutBackground_IsMinusLogarithmOfAlpha()
    {
        Assert.Equal(-Math.Log(0.05) / 2, ClsLimit.Counting(2, 0, 0.95), 1e-5);
        Assert.Equal(-Math.Log(0.05) / 2, ClsLimit.Exact([1, 0.5, 0.5], [0, 0, 0], 0.95), 1e-3);
    }

    // With many events the median limit is 1.96 √B, and Λ = 3.84.
    [Fact]
    public void Exact_WithManyEvents_IsTheNormalLimit()
    {
        Assert.Equal(1, ClsLimit.Exact([1], [1e6], 0.95) / (1.96 * 1e3), 0.005);
        Assert.Equal(3.8415, ClsLimit.AsymptoticThreshold(0, 0.95), 4e-4);
    }

    // A bin that holds everything: the likelihood ratio orders as the count does. A bin of many events is taken as normal: half of the
    // probability lies up to its median, and P(n ≤ 20 | 20) = 0.559 of the discrete count, which is worth 3.3 % of the limit.
    [Theory]
    [InlineData(0.5, 0.002)]
    [InlineData(3.2, 0.011)]
    [InlineData(20, 0.035)]
    public void Exact_InOneBin_IsCounting(double background, double tolerance) =>
        Assert.Equal(1, ClsLimit.Exact([1], [background], 0.95) / ClsLimit.Counting(1, background, 0.95), tolerance);

    // Eq. 88 of arXiv:1007.1727 with CLs, for α = 0.05: (Φ⁻¹(1 - α Φ(n)) + n)² by tables of Φ.
    [Theory]
    [InlineData(-2, 1.0544)]
    [InlineData(-1, 1.4122)]
    [InlineData(1, 2.7265)]
    [InlineData(2, 3.6555)]
    public void AsymptoticThreshold_OfTheBands_IsThatOfTheFormula(double deviations, double root) =>
        Assert.Equal(root * root, ClsLimit.AsymptoticThreshold(deviations, 0.95), 0.01);

    // The limits of another program's asymptotic formulae for the same plane of 1600 bins, most of them without background.
    [SharedDataFact($"{Values}/{Plane}", $"{Workspaces}/{Plane}")]
    public void AsymptoticThreshold_OnAPlane_GivesTheLimitsOfAnotherProgram()
    {
        using JsonDocument workspace = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf($"{Workspaces}/{Plane}")));
        JsonElement samples = workspace.RootElement.GetProperty("channels")[0].GetProperty("samples");
        double[] signal = DataOf("signal"), background = DataOf("background");
        double[] expected = Limits(Plane);
        for (int i = 0; i < 5; i++)
        {
            double found = TestStatistic.SignalStrengthAt(ClsLimit.AsymptoticThreshold(i - 2, 0.95), signal, background);
            Assert.Equal(1, found / expected[i], 2e-4);
        }

        double[] DataOf(string name) => [.. samples.EnumerateArray().Where(s => (s.GetProperty("name").GetString() == "sig") == (name == "signal"))
            .Select(s => s.GetProperty("data").EnumerateArray().Select(v => v.GetDouble()).ToArray())
            .Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)])];
    }

    [SharedDataFact($"{Values}/{Empty}")]
    public void AsymptoticThreshold_WithoutBackground_GivesTheLimitsOfAnotherProgram()
    {
        double[] expected = Limits(Empty);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(1, TestStatistic.SignalStrengthAt(ClsLimit.AsymptoticThreshold(i - 2, 0.95), [1], [0]) / expected[i], 2e-4);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void ConfidenceLevel_OutOfRange_IsRefused(double level) => Assert.Throws<ArgumentOutOfRangeException>(() => ClsLimit.Exact([1], [1], level));

    [Fact]
    public void Exact_WithoutSignal_IsInfinite() => Assert.Equal(double.PositiveInfinity, ClsLimit.Exact([0, 0], [1, 0], 0.95));

    private static double[] Limits(string file)
    {
        using JsonDocument values = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf($"{Values}/{file}")));
        return [.. values.RootElement.GetProperty("upper_limit_95_qtilde").GetProperty("exp").EnumerateArray().Select(v => v.GetDouble())];
    }
}
