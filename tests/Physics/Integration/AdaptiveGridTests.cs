using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Tests.Physics.Integration;

public sealed class AdaptiveGridTests
{
    // All importance in one bin of 128: of many points it is a peak, of a few an accident that the bins around it share.
    [Fact]
    public void Refine_FromFewPoints_SpreadsWhatItLearnsOverNeighbours()
    {
        double[] importance = new double[AdaptiveGrid.Bins];
        importance[64] = 1;
        AdaptiveGrid few = AdaptiveGrid.Uniform(1).Refine(importance, 1000), many = AdaptiveGrid.Uniform(1).Refine(importance, 1_000_000);

        (double Peak, double Around) fewShares = Shares(few), manyShares = Shares(many);

        Assert.InRange(fewShares.Peak, 1.5 / AdaptiveGrid.Bins, 0.6 * manyShares.Peak);
        Assert.InRange(fewShares.Around, 1.5 * manyShares.Around, 1);
    }

    // What is known of few points is symmetric about the peak, and moves it nowhere.
    [Fact]
    public void Refine_KeepsThePlaceOfAPeak()
    {
        double[] importance = new double[AdaptiveGrid.Bins];
        importance[63] = importance[64] = 1;

        Assert.Equal(0.5, Moved(AdaptiveGrid.Uniform(1).Refine(importance, 1000)).Average(), 1e-3);
    }

    // Shares of evenly spaced points that are moved into the bin, and into the eight around it on either side.
    private static (double Peak, double Around) Shares(AdaptiveGrid grid)
    {
        double[] bins = [.. Moved(grid).Select(u => u * AdaptiveGrid.Bins - 64)];
        return (bins.Average(b => b is >= 0 and < 1 ? 1.0 : 0), bins.Average(b => b is (>= -8 and < -1) or (>= 2 and < 9) ? 1.0 : 0));
    }

    private static double[] Moved(AdaptiveGrid grid)
    {
        PointBlock block = new(1, 1);
        block.Begin(PointBlock.Capacity);
        for (int i = 0; i < PointBlock.Capacity; i++)
        {
            block.Coordinate(0)[i] = (i + 0.5) / PointBlock.Capacity;
        }

        grid.Map(block, new double[PointBlock.Capacity], new byte[PointBlock.Capacity]);
        return block.Coordinate(0).ToArray();
    }
}
