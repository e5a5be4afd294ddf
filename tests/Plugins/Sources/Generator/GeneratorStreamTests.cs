using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Plugins.Sources.Generator;
using AlpToolkit.Tests.Physics.Integration;

namespace AlpToolkit.Tests.Plugins.Sources.Generator;

/// <summary>The stream of events, with a density of known integral in place of a process.</summary>
public sealed class GeneratorStreamTests
{
    private static readonly KnownProcess s_process = new(2, 0.1, 0.25);

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(4096, new[] { 4096 })]
    [InlineData(4097, new[] { 4096, 1 })]
    [InlineData(10_000, new[] { 4096, 4096, 1808 })]
    public void Blocks_HoldTheEventsAskedFor(long events, int[] counts)
    {
        using GeneratorStream stream = Stream(events);
        stream.ReadHead();
        List<int> found = [];
        while (stream.ReadBlock(CancellationToken.None) is { } block)
        {
            found.Add(Decoded(stream, block).Count);
        }

        Assert.Equal(counts, found);
        Assert.Equal(1, stream.Progress);
    }

    [Fact]
    public void Head_HasThePositronFirst_AndBeamsOnTheirMassShell()
    {
        using GeneratorStream stream = Stream(1);
        StreamHead head = stream.ReadHead();
        Assert.Equal(-11, head.FirstBeamPdgId);
        Assert.Equal((5, 5), (head.Beam1!.Value.E, head.Beam2!.Value.E));
        Assert.Equal(0, (head.Beam1.Value + head.Beam2.Value).Momentum);
        Assert.True(head.Beam1.Value.Z > 0);

        // 2 m_e² from E² = 25 GeV² cancels 7 digits.
        Assert.Equal(0.51099895e-3 * 0.51099895e-3, head.Beam1.Value.MassSquared, 1e-14);
    }

    [Fact]
    public void Event_BeginsWithTheBeams_ThenHasTheRecordOfItsProcess()
    {
        using GeneratorStream stream = Stream(100);
        stream.ReadHead();
        EventBatch batch = Decoded(stream, stream.ReadBlock(CancellationToken.None)!);
        Assert.Equal([-11, 11, 22], batch.Particles.PdgId[..3].ToArray());
        Assert.Equal([-1, -1, 1], batch.Particles.Status[..3].ToArray());
        Assert.Equal([0, 0, 1], batch.Particles.Mother1[..3].ToArray());
        Assert.Equal([0, 0, 2], batch.Particles.Mother2[..3].ToArray());
        Assert.Equal([0.51099895e-3, 0.51099895e-3, 0], batch.Particles.M[..3].ToArray());
        Assert.Equal(300, batch.Particles.Count);
    }

    [Theory, InlineData(EventWeighting.Unweighted), InlineData(EventWeighting.Weighted)]
    public void MeanWeight_IsTheCrossSection(EventWeighting weighting)
    {
        using GeneratorStream stream = Stream(40_000, weighting);
        stream.ReadHead();
        double sum = 0, squares = 0;
        while (stream.ReadBlock(CancellationToken.None) is { } block)
        {
            EventBatch batch = Decoded(stream, block);
            foreach (double weight in batch.Weights())
            {
                sum += weight;
                squares += weight * weight;
            }
        }

        StreamSummary summary = stream.Complete(new StreamTotals(40_000, sum, squares, false));
        Assert.Equal(sum / 40_000, summary.CrossSection);
        Assert.Equal(1.0 / 40_000, summary.WeightFactor);
        Assert.Equal(5UL, summary.Seed);
        Assert.InRange(summary.CrossSectionError, stream.Integral.Error, 0.02 * s_process.Expected);
        Assert.InRange(summary.CrossSection, s_process.Expected - 4 * summary.CrossSectionError, s_process.Expected + 4 * summary.CrossSectionError);
    }

    // Stratified blocks are longer than batches, and their batches come in turn: shards that begin in the middle of a block, or with one, hold the events of the whole between them.
    [Theory, InlineData(8192), InlineData(32_768), InlineData(40_960)]
    public void Shards_OfStratifiedEvents_HoldTheEventsOfTheWhole(long first)
    {
        using GeneratorStream whole = Stratified(0, 50_000), before = Stratified(0, first), after = Stratified(first, 50_000 - first);
        double[] expected = Energies(whole), shards = [.. Energies(before), .. Energies(after)];
        Assert.Equal(50_000, expected.Distinct().Count());
        Assert.Equal(expected.Order(), shards.Order());
    }

    // Batches of several blocks come in turn: the weights of all of them, not their order, are those of the cross section.
    [Fact]
    public void MeanWeight_OfStratifiedEvents_IsTheSumOfTheStrata()
    {
        using GeneratorStream stream = Stratified(0, 50_000);
        double sum = 0;
        while (stream.ReadBlock(CancellationToken.None) is { } block)
        {
            foreach (double weight in Decoded(stream, block).Weights())
            {
                sum += weight;
            }
        }

        Assert.Equal(1, sum / 50_000 / (2 * s_process.Expected), 0.02);
    }

    private static GeneratorStream Stratified(long first, long events)
    {
        GeneratorStream stream = new(
            new GeneratorSource.Settings { Process = ProcessName.Parse("tau-pair"), Events = events, FirstEvent = first, Weighting = EventWeighting.Weighted, Seed = 5 },
            new StratifiedProcess([("one", s_process), ("other", s_process)]), threads: 2);
        stream.ReadHead();
        return stream;
    }

    private static double[] Energies(GeneratorStream stream)
    {
        List<double> energies = [];
        while (stream.ReadBlock(CancellationToken.None) is { } block)
        {
            EventBatch batch = Decoded(stream, block);
            for (int i = 0; i < batch.Count; i++)
            {
                energies.Add(batch.Particles.Px[batch.Offsets[i] + 2] + 1e3 * batch.Particles.Py[batch.Offsets[i] + 2]);
            }
        }

        return [.. energies];
    }

    [Fact]
    public void Dispose_StopsTheWork()
    {
        using GeneratorStream stream = Stream(10_000);
        stream.ReadHead();
        EventBlock block = stream.ReadBlock(CancellationToken.None)!;
        stream.Dispose();
        Assert.ThrowsAny<OperationCanceledException>(() => Decoded(stream, block));
    }

    private static GeneratorStream Stream(long events, EventWeighting weighting = EventWeighting.Unweighted) =>
        new(new GeneratorSource.Settings { Process = ProcessName.Parse("tau-pair"), Events = events, Weighting = weighting, Seed = 5 }, s_process, threads: 2);

    private static EventBatch Decoded(GeneratorStream stream, EventBlock block)
    {
        EventBatch batch = new(0, 0);
        batch.Begin(new SampleInfo { Name = "sample", SqrtS = 10 }, 0);
        using (block)
        {
            stream.Decode(block, batch);
        }

        return batch;
    }
}
