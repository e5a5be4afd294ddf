using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Tests.Physics.Integration;

public sealed class WeightHistogramTests
{
    // Log-normal weights of a width of three octaves among as many points of no weight: at the maximum, time times variance is within 2 % of the smallest for
    // any maximum, computed from the weights themselves.
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void PartialMaximum_MakesTimeTimesVarianceSmallest(double cost)
    {
        Random random = new(5);
        double[] weights = [.. Enumerable.Range(0, 20_000).Select(_ => Math.Exp(2 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
        WeightHistogram histogram = new(1);
        foreach (double weight in weights)
        {
            histogram.Add(weight);
        }

        double found = histogram.PartialMaximum(2 * weights.Length, cost, weights.Max());
        double best = Enumerable.Range(-160, 320).Min(i => Product(Math.Pow(2, i / 16.0)));
        Assert.InRange(Product(found) / best, 1, 1.02);
        Assert.Equal(1, histogram.SumOfSquaresAbove(found) / weights.Sum(w => w * Math.Max(w, found)), 0.01);

        double Product(double maximum) => (2 * weights.Length + cost * weights.Sum(w => Math.Min(1, w / maximum))) * weights.Sum(w => w * Math.Max(w, maximum));
    }
}
