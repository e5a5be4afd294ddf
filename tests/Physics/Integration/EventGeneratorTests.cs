using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Tests.Physics.Integration;

public sealed class EventGeneratorTests
{
    private readonly KnownProcess _process = new(3, 0.05, 0.4);
    private readonly IntegrationResult _integral;

    public EventGeneratorTests() => _integral = ProcessIntegratorTests.Run(_process, 2, 11);

    // The marginal of a peak is known: P(|x − ½| < w) = atan(1)/atan(1/2w) in channel 0; the corner has 3·0.4³ of the total.
    [Theory]
    [InlineData(EventWeighting.Unweighted)]
    [InlineData(EventWeighting.Weighted)]
    [InlineData(EventWeighting.PartiallyUnweighted)]
    public void Generate_FollowsTheDensity(EventWeighting weighting)
    {
        GeneratedBlock block = Generate(weighting, block: 0, EventGenerator.BlockEvents, out double sum);
        double inPeak = 0, first = 0, squares = 0;
        for (int i = 0; i < block.Count; i++)
        {
            double weight = block.Weights[i];
            squares += weight * weight;
            first += block.Channel(i) == 0 ? weight : 0;
            inPeak += block.Channel(i) == 0 && Math.Abs(block.Momentum(i, 0).X - 0.5) < 0.05 ? weight : 0;
        }

        double relativeError = Math.Sqrt(squares) / sum;
        double corner = 3 * Math.Pow(0.4, 3) / _process.Expected;
        Assert.Equal(EventGenerator.BlockEvents, block.Count);
        Assert.InRange(sum / block.Count / _process.Expected, 1 - 4 * relativeError - 0.01, 1 + 4 * relativeError + 0.01);
        Assert.InRange(first / sum, 1 - corner - 4 * relativeError, 1 - corner + 4 * relativeError);
        Assert.InRange(inPeak / first, Math.Atan(1) / Math.Atan(10) - 4 * relativeError, Math.Atan(1) / Math.Atan(10) + 4 * relativeError);
    }

    [Fact]
    public void Generate_Unweighted_GivesOneWeightButForTheStatedExcess()
    {
        GeneratedBlock block = Generate(EventWeighting.Unweighted, 1, EventGenerator.BlockEvents, out double sum);
        double least = block.Weights.ToArray().Min();

        Assert.InRange(block.Weights.ToArray().Count(w => w == least), (int)(0.95 * block.Count), block.Count);
        Assert.InRange(1 - least * block.Count / sum, 0, 5e-3);
        Assert.InRange(_integral.OverweightFraction, 0, 1e-3 * 1.01);
    }

    // Thinned out to what costs least, the weights of a channel are even up to its limit and as many as are above it differ.
    [Fact]
    public void Generate_PartiallyUnweighted_MakesSmallWeightsEven()
    {
        GeneratedBlock even = Generate(EventWeighting.PartiallyUnweighted, 1, EventGenerator.BlockEvents, out double sum);
        GeneratedBlock own = Generate(EventWeighting.Weighted, 1, EventGenerator.BlockEvents, out double sumOfOwn);
        double[] weights = even.Weights.ToArray();
        double squares = weights.Sum(w => w * w), squaresOfOwn = own.Weights.ToArray().Sum(w => w * w);

        Assert.True(weights.GroupBy(w => w).Max(g => g.Count()) > 0.1 * even.Count);
        Assert.True(weights.Distinct().Count() > 10);
        Assert.True(sum * sum / squares > 1.2 * sumOfOwn * sumOfOwn / squaresOfOwn, $"{sum * sum / squares} effective events, {sumOfOwn * sumOfOwn / squaresOfOwn} with weights of their own");
    }

    [Fact]
    public void Generate_OfABlock_IsTheSameWheneverAndHoweverLong()
    {
        GeneratedBlock whole = Generate(EventWeighting.Unweighted, 7, 1000, out _);
        EventGenerator again = new(_process, _integral, EventWeighting.Unweighted, 99);
        GeneratedBlock part = again.NewBlock();
        again.Generate(8, 10, part, CancellationToken.None);
        again.Generate(7, 300, part, CancellationToken.None);

        Assert.Equal(300, part.Count);
        for (int i = 0; i < part.Count; i++)
        {
            Assert.Equal(whole.Momentum(i, 0), part.Momentum(i, 0));
            Assert.Equal(whole.Weights[i], part.Weights[i]);
        }
    }

    [Fact]
    public void Generate_WithAnotherSeedOrBlock_GivesOtherEvents()
    {
        GeneratedBlock one = Generate(EventWeighting.Unweighted, 0, 10, out _);
        GeneratedBlock other = Generate(EventWeighting.Unweighted, 1, 10, out _);

        Assert.DoesNotContain(Enumerable.Range(0, 10), i => one.Momentum(i, 0) == other.Momentum(i, 0));
    }

    private GeneratedBlock Generate(EventWeighting weighting, long block, int count, out double sum)
    {
        EventGenerator generator = new(_process, _integral, weighting, 99);
        GeneratedBlock events = generator.NewBlock();
        generator.Generate(block, count, events, CancellationToken.None);
        sum = 0;
        foreach (double weight in events.Weights)
        {
            sum += weight;
        }

        return events;
    }
}
