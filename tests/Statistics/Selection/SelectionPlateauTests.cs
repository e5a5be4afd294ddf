using AlpToolkit.Statistics.Selection;

namespace AlpToolkit.Tests.Statistics.Selection;

public sealed class SelectionPlateauTests
{
    // Signal t, background t + 4t⁵ below a cut at t: S/√B without events.
    private static double Merit(double t) => t / Math.Sqrt(t + 4 * t * t * t * t * t);

    [Fact]
    public void CentreOf_OneCut_IsTheWeightedMeanOfThePlateau()
    {
        const double Tolerance = 0.02;
        double best = Enumerable.Range(1, 20_000).Select(i => Merit(i / 20_000.0)).Max(), sum = 0, total = 0;
        for (int i = 1; i <= 20_000; i++)
        {
            double t = i / 20_000.0, weight = Math.Max(0, 1 - (1 - Merit(t) / best) / Tolerance);
            (sum, total) = (sum + weight * t, total + weight);
        }

        OptimalCuts taken = Centre(seed: 1, Tolerance, least: 0.3);
        Assert.Equal(sum / total, taken.Thresholds[0], 0.02);
    }

    // The best cut jumps about the plateau with the sample; the middle of what is within 10 % of it, more than the errors of S/√B here, moves less than half as much.
    [Fact]
    public void CentreOf_OtherSamples_MovesLessThanTheBest()
    {
        double[] best = [.. Enumerable.Range(1, 30).Select(seed => Centre(seed, 0, 0.3).Thresholds[0])], middle = [.. Enumerable.Range(1, 30).Select(seed => Centre(seed, 0.1, 0.3).Thresholds[0])];
        Assert.InRange(Deviation(middle), 0, 0.5 * Deviation(best));
    }

    [Fact]
    public void CentreOf_KeepsTheSignalThatIsAskedFor_AndReportsWhatItKeeps()
    {
        (SelectionPoints signal, SelectionPoints background) = Sample(3);
        CutRequirements requirements = new(0.7);
        OptimalCuts best = CutOptimiser.Optimise(signal, background, requirements), taken = SelectionPlateau.CentreOf([signal], [background], requirements, best, 0.05);
        Assert.True(taken.Signal >= 0.7);
        Assert.Equal(signal.SumKept(taken.Thresholds), taken.Signal);
        Assert.Equal(background.SumKept(taken.Thresholds), taken.Background);
        Assert.InRange(taken.SignalOverRootBackground / best.SignalOverRootBackground, 0.95, 1);
    }

    [Fact]
    public void CentreOf_AFixedCut_LeavesItAlone()
    {
        (SelectionPoints signal, SelectionPoints background) = Sample(4);
        CutRequirements requirements = new(0.1) { Fixed = [0.6] };
        OptimalCuts best = CutOptimiser.Optimise(signal, background, requirements);
        Assert.Equal([0.6], SelectionPlateau.CentreOf([signal], [background], requirements, best, 0.05).Thresholds);
    }

    private static double Deviation(double[] values) => Math.Sqrt(values.Sum(v => (v - values.Average()) * (v - values.Average())) / (values.Length - 1));

    private static OptimalCuts Centre(int seed, double tolerance, double least)
    {
        (SelectionPoints signal, SelectionPoints background) = Sample(seed);
        CutRequirements requirements = new(least);
        return SelectionPlateau.CentreOf([signal], [background], requirements, CutOptimiser.Optimise(signal, background, requirements), tolerance);
    }

    // Signal in proportion to t; background t + 4t⁵, one part uniform and four of density 5t⁴.
    private static (SelectionPoints Signal, SelectionPoints Background) Sample(int seed)
    {
        Random random = new(seed);
        double[] signal = [.. Enumerable.Range(0, 4000).Select(_ => random.NextDouble())];
        double[] background = [.. Enumerable.Range(0, 4000).Select(i => i % 5 == 0 ? random.NextDouble() : Math.Pow(random.NextDouble(), 0.2))];
        return (new SelectionPoints([signal], Enumerable.Repeat(1 / 4000.0, 4000).ToArray()), new SelectionPoints([background], Enumerable.Repeat(1 / 800.0, 4000).ToArray()));
    }
}
