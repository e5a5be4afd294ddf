using AlpToolkit.Statistics;
using FsCheck;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Statistics;

public sealed class SearchRegionTests
{
    private const double Luminosity = 100;

    // A toy with a known answer: 1000 bins with 0.1 background events expected in each, signal alike in all, 1 event in total; the
    // simulation amounts to a hundredth of the luminosity, so its one event stands for 100 and lies in one bin. Numbers from a
    // bisection with 40 digits of 1000 bins' Λ = 4.
    private const double TrueLimit = 21.35497071517296;

    [Fact]
    public void AsInThePaper_OverstatesTheReach_TenTimesInTheToy()
    {
        double mu = Limit(Toy(), BackgroundPolicy.AsInThePaper);
        Assert.Equal(2.0020019819421497, mu, 1e-12);
        Assert.Equal(10.666807979109203, TrueLimit / mu, 1e-11);
    }

    [Fact]
    public void Floor_AndUpperBound_DoNotOverstateTheReachInTheToy()
    {
        Assert.Equal(366.6052892418197, Limit(Toy(), BackgroundPolicy.Floor), 1e-9);
        Assert.Equal(679.124099486247, Limit(Toy(), BackgroundPolicy.PoissonUpperBound), 1e-8);
    }

    [Fact]
    public void Floor_AsStated_GivesTheTrueLimit_WhereItIsTheTrueBackground()
    {
        SearchRegion region = Toy(simulated: false) with { Floor = 0.1 };
        Assert.Equal(TrueLimit, Limit(region, BackgroundPolicy.Floor), 1e-11);
    }

    // 100 times the luminosity simulated: each bin holds 10 events of weight 0.01 expected ones
    [Fact]
    public void Policies_Agree_WhenMuchIsSimulated()
    {
        double[] sums = [.. Enumerable.Repeat(0.1 / Luminosity, 1000)];
        double weight = 0.0001 / Luminosity;
        BackgroundSample sample = new(sums, Array.ConvertAll(sums, s => s * weight), 1 / weight);
        SearchRegion region = Toy() with { Backgrounds = [sample] };
        Assert.Equal(TrueLimit, Limit(region, BackgroundPolicy.AsInThePaper), 1e-11);
        Assert.Equal(TrueLimit, Limit(region, BackgroundPolicy.Floor), 1e-11);
        Assert.InRange(Limit(region, BackgroundPolicy.PoissonUpperBound) / TrueLimit, 1, 1.01);
    }

    [Fact]
    public void Limits_TellTheShareFromEmptyBins()
    {
        PolicyLimits limits = Toy().Limits(BackgroundPolicy.AsInThePaper, [4]);
        double mu = limits.Limits[0].SignalStrength;
        Assert.Equal(2 * mu * 0.999 / 4, limits.Limits[0].ShareFromEmptyBins, 1e-12);
        Assert.Equal(0, Toy(simulated: true, bins: 1).Limits(BackgroundPolicy.AsInThePaper, [4]).Limits[0].ShareFromEmptyBins);
    }

    [Fact]
    public void Limits_WithoutBackground_AreExact()
    {
        SearchRegion region = Toy() with { Backgrounds = [] };
        PolicyLimits limits = region.Limits(BackgroundPolicy.PoissonUpperBound, [4]);
        Assert.Equal(2, limits.Limits[0].SignalStrength, 1e-14);
        Assert.Equal(1, limits.Limits[0].ShareFromEmptyBins, 1e-14);
        Assert.Equal(0, limits.TotalBackground);
    }

    [Fact]
    public void Limits_WithoutSignal_AreInfinite_WithoutShare()
    {
        StrengthLimit limit = (Toy() with { Signal = new double[1000] }).Limits(BackgroundPolicy.Floor, [4]).Limits[0];
        Assert.Equal(double.PositiveInfinity, limit.SignalStrength);
        Assert.True(double.IsNaN(limit.ShareFromEmptyBins));
    }

    [Fact]
    public void Merged_CountsTheRegionAsOneBin()
    {
        SearchRegion merged = Toy().Merged();
        PolicyLimits limits = merged.Limits(BackgroundPolicy.AsInThePaper, [4]);
        Assert.Equal(1, limits.TotalSignal, 1e-14);
        Assert.Equal(100, limits.TotalBackground, 1e-12);
        Assert.Equal(TestStatistic.SignalStrengthAt(4, [1], [100]), limits.Limits[0].SignalStrength, 1e-11);
    }

    // 2 simulated events of one sample and none of another: 0.6827 limits 3.519… and 1.1479… (Poisson), a third of an event for the floor
    [Fact]
    public void Expected_OfTwoSamples_AddsWhatEachContributes()
    {
        BackgroundSample filled = new(new[] { 2.0 }, new[] { 2.0 }, 1), empty = new(new[] { 0.0 }, new[] { 0.0 }, 0.1);
        Assert.Equal(200, Expected(BackgroundPolicy.AsInThePaper, null), 1e-12);
        Assert.Equal(100 * (2 + 10 / 3.0), Expected(BackgroundPolicy.Floor, null), 1e-10);
        Assert.Equal(500, Expected(BackgroundPolicy.Floor, 500), 1e-10);
        Assert.Equal(200, Expected(BackgroundPolicy.Floor, 50), 1e-10);
        Assert.Equal(100 * (3.51925774557248 + 10 * 1.1479075803929872), Expected(BackgroundPolicy.PoissonUpperBound, null), 1e-8);

        double Expected(BackgroundPolicy policy, double? floor)
        {
            double[] expected = new double[1];
            BackgroundEstimate.Expected([filled, empty], Luminosity, policy, floor, 0.6827, expected);
            return expected[0];
        }
    }

    [Property]
    public bool Policies_NeverGiveABetterLimitThanThePaper(byte[] simulated, PositiveInt effective)
    {
        double weight = 1.0 / effective.Get;
        double[] sums = Array.ConvertAll(simulated, n => n % 5 * weight);
        SearchRegion region = new(Array.ConvertAll(sums, _ => 0.01), [new BackgroundSample(sums, Array.ConvertAll(sums, s => s * weight), effective.Get)], Luminosity);
        double paper = Limit(region, BackgroundPolicy.AsInThePaper), floor = Limit(region, BackgroundPolicy.Floor), bound = Limit(region, BackgroundPolicy.PoissonUpperBound);
        return simulated.Length == 0 ? double.IsInfinity(paper) : paper <= floor * (1 + 1e-12) && floor <= bound * (1 + 1e-12);
    }

    // a sum that negative weights cancelled bounds nothing: at least its error, and no bin better than an empty one
    [Fact]
    public void UpperBound_OfNegativeAndTinySums_IsNotBelowThatOfAnEmptyBin()
    {
        BackgroundSample sample = new(new[] { 0, -1, 1e-6 }, new[] { 0, 9.0, 1e-12 }, 2);
        double empty = sample.CrossSection(0, BackgroundPolicy.PoissonUpperBound, 0, 0.9);
        Assert.Equal(0.5 * 2.302585092994046, empty, 1e-14);
        Assert.Equal(3 * 2.302585092994046, sample.CrossSection(1, BackgroundPolicy.PoissonUpperBound, 0, 0.9), 1e-13);
        Assert.Equal(empty, sample.CrossSection(2, BackgroundPolicy.PoissonUpperBound, 0, 0.9));
        Assert.Equal(0, sample.CrossSection(1, BackgroundPolicy.AsInThePaper, 0, 0.9));
    }

    private static double Limit(SearchRegion region, BackgroundPolicy policy) => region.Limits(policy, [4]).Limits[0].SignalStrength;

    private static SearchRegion Toy(bool simulated = true, int bins = 1000)
    {
        double[] signal = [.. Enumerable.Repeat(1 / Luminosity / bins, bins)];
        double[] sums = new double[bins], squares = new double[bins];
        if (simulated)
        {
            (sums[0], squares[0]) = (1, 1);
        }

        return new SearchRegion(signal, [new BackgroundSample(sums, squares, 1)], Luminosity);
    }
}
