using AlpToolkit.Statistics.Selection;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Statistics.Selection;

public sealed class CutOptimiserTests
{
    // Every combination of thresholds at signal events, tried one by one: the definition of the optimum.
    [Property(MaxTest = 60)]
    public void Optimise_OfThreeCuts_IsTheBestOfAllCombinations(int seed)
    {
        Random random = new(seed);
        SelectionPoints signal = Points(random, 14, 3), background = Points(random, 60, 3);
        double least = 0.6 * signal.Weights.ToArray().Sum();
        OptimalCuts found = CutOptimiser.Optimise(signal, background, new CutRequirements(least));
        double best = 0;
        foreach (double a in signal.Coordinates[0].ToArray())
        {
            foreach (double b in signal.Coordinates[1].ToArray())
            {
                foreach (double c in signal.Coordinates[2].ToArray())
                {
                    double[] thresholds = [a, b, c];
                    double s = signal.SumKept(thresholds), noise = background.SumKept(thresholds);
                    best = s >= least ? Math.Max(best, noise > 0 ? s / Math.Sqrt(noise) : double.PositiveInfinity) : best;
                }
            }
        }

        Assert.True(found.IsFeasible);
        Assert.Equal(0, found.Gap);
        Assert.Equal(signal.SumKept(found.Thresholds), found.Signal, 1e-9);
        Assert.Equal(background.SumKept(found.Thresholds), found.Background, 1e-9);
        Assert.True(found.Signal >= least * (1 - 1e-12));
        if (double.IsInfinity(best))
        {
            Assert.True(double.IsInfinity(found.SignalOverRootBackground));
        }
        else
        {
            Assert.Equal(1, found.SignalOverRootBackground / best, 1e-9);
        }
    }

    // By hand: the third signal event costs all of the background; two of three are enough.
    [Fact]
    public void Optimise_LeavesOutWhatCostsMoreThanItBrings()
    {
        SelectionPoints signal = new([new double[] { 1, 2, 3 }], new double[] { 1, 1, 1 }), background = new([new double[] { 0.5, 2.5, 2.6 }], new double[] { 1, 10, 10 });
        OptimalCuts found = CutOptimiser.Optimise(signal, background, new CutRequirements(2));
        Assert.Equal([2.0], found.Thresholds);
        Assert.Equal((2.0, 1.0), (found.Signal, found.Background));
        Assert.Equal([3.0], CutOptimiser.Optimise(signal, background, new CutRequirements(3)).Thresholds);
    }

    [Fact]
    public void Optimise_KeepsAFixedThreshold()
    {
        SelectionPoints signal = new([new double[] { 1, 2, 3 }, new double[] { 3, 1, 2 }], new double[] { 1, 1, 1 });
        SelectionPoints background = new([new double[] { 1 }, new double[] { 0.5 }], new double[] { 1 });
        OptimalCuts found = CutOptimiser.Optimise(signal, background, new CutRequirements(1) { Fixed = [2.5, null] });
        Assert.Equal([2.5, 3.0], found.Thresholds);
    }

    [Fact]
    public void Optimise_OfMoreThanThereIs_SaysSo()
    {
        SelectionPoints signal = new([new double[] { 1, 2 }], new double[] { 1, 1 });
        Assert.False(CutOptimiser.Optimise(signal, signal, new CutRequirements(3)).IsFeasible);
    }

    [Fact]
    public void Optimise_OfNegativeWeights_IsRefused()
    {
        SelectionPoints signal = new([new double[] { 1 }], new double[] { -1 });
        Assert.Throws<ArgumentException>(() => CutOptimiser.Optimise(signal, signal, new CutRequirements(0)));
    }

    private static SelectionPoints Points(Random random, int count, int cuts) => new(
        [.. Enumerable.Range(0, cuts).Select(_ => (ReadOnlyMemory<double>)Enumerable.Range(0, count).Select(_ => (double)random.Next(12)).ToArray())],
        Enumerable.Range(0, count).Select(_ => random.NextDouble()).ToArray());
}
