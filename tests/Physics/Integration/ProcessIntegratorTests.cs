using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Tests.Physics.Integration;

public sealed class ProcessIntegratorTests
{
    // ∫ 1/((x − ½)² + w²) dx over (0, 1) = 2 atan(1/2w)/w, a product of them, plus a cube's volume: closed forms.
    [Theory]
    [InlineData(1, 0.01, 0.5)]
    [InlineData(3, 0.003, 0.05)]
    [InlineData(5, 0.02, 0.2)]
    public void Run_OnADensityOfKnownIntegral_IsWithinThreeErrors(int dimensions, double width, double corner)
    {
        KnownProcess process = new(dimensions, width, corner);

        IntegrationResult result = Run(process, threads: 2, seed: 3);

        Assert.InRange(result.CrossSection, process.Expected - 3 * result.Error, process.Expected + 3 * result.Error);
        Assert.InRange(result.Error / result.CrossSection, 1e-5, 0.002);
        Assert.InRange(result.ChiSquaredPerDegreeOfFreedom, 0.02, 5);
        Assert.Empty(result.Warnings);
    }

    // The spread of independent runs is what the errors say: mean of squared pulls 1, for 40 runs with a standard deviation of 0.22.
    [Fact]
    public void Run_RepeatedWithOtherSeeds_SpreadsAsItsErrorsSay()
    {
        KnownProcess process = new(4, 0.02, 0.3);

        double[] pulls = [.. Enumerable.Range(1, 40).Select(seed => Run(process, 2, (ulong)seed)).Select(r => (r.CrossSection - process.Expected) / r.Error)];

        Assert.InRange(pulls.Average(p => p * p), 0.4, 1.9);
        Assert.InRange(pulls.Average(), -0.5, 0.5);
    }

    [Fact]
    public void Run_WithAnyNumberOfThreads_GivesTheSameBits()
    {
        KnownProcess process = new(3, 0.01, 0.1);

        IntegrationResult one = Run(process, threads: 1, seed: 5);
        IntegrationResult three = Run(process, threads: 3, seed: 5);

        Assert.Equal(one.CrossSection, three.CrossSection);
        Assert.Equal(one.Error, three.Error);
        Assert.Equal(one.Sampling.Select(s => (s.Unweighted, s.PartiallyUnweighted)), three.Sampling.Select(s => (s.Unweighted, s.PartiallyUnweighted)));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => new ProcessIntegrator(new KnownProcess(3, 0.01, 0.1), new IntegrationSettings()).Run(null, source.Token));
    }

    [Fact]
    public void Run_OnACornerTooSmallToFind_ShowsAChannelWithoutPoints()
    {
        IntegrationResult result = Run(new KnownProcess(8, 1e9, 1e-3), threads: 2, seed: 1);

        Assert.Equal(1, result.Channels.Count(c => c.Survivors == 0));
    }

    internal static IntegrationResult Run(KnownProcess process, int threads, ulong seed) =>
        new ProcessIntegrator(process, new IntegrationSettings { Threads = threads, Seed = seed }).Run(null, CancellationToken.None);
}
