using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;

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

    // QED² with both photons along a beam: thinned out, weights are even up to a limit and differ above it, as many events say a third more at least, and they say the same of the
    // cross section and of the mean missing energy.
    [Fact]
    public void Generate_PartiallyUnweighted_MakesSmallWeightsEven()
    {
        BhabhaPhotonsProcess process = new(10.58, 2, new ModelParameters(), new GenerationCuts { Leptons = AcceptanceRegion.BelleIICalorimeter, VisiblePhotons = 0, PhotonLoss = PhotonLoss.BlindCones, PhotonEnergyMin = 0.1 });
        IntegrationResult integral = new ProcessIntegrator(process, new IntegrationSettings { RelativeError = 0.02, Seed = 4, AdaptationPoints = 2000 }).Run(null, CancellationToken.None);
        (double[] even, double energy, double error) = Weights(EventWeighting.PartiallyUnweighted);
        (double[] own, double energyOfOwn, double errorOfOwn) = Weights(EventWeighting.Weighted);

        Assert.True(even.GroupBy(w => w).Max(g => g.Count()) > 0.05 * even.Length);
        Assert.True(even.Distinct().Count() > 0.01 * even.Length);
        Assert.True(Effective(even) > 1.3 * Effective(own), $"{Effective(even)} effective events, {Effective(own)} with weights of their own");
        Assert.InRange(energy - energyOfOwn, -4 * Math.Sqrt(error * error + errorOfOwn * errorOfOwn), 4 * Math.Sqrt(error * error + errorOfOwn * errorOfOwn));
        Assert.InRange(even.Average() / integral.CrossSection, 0.9, 1.1);

        double Effective(double[] weights) => weights.Sum() * weights.Sum() / weights.Sum(w => w * w);

        (double[] Weights, double Mean, double Error) Weights(EventWeighting weighting)
        {
            EventGenerator generator = new(process, integral, weighting, 7);
            GeneratedBlock block = generator.NewBlock();
            List<double> weights = [], energies = [];
            for (int b = 0; b < 8; b++)
            {
                generator.Generate(b, EventGenerator.BlockEvents, block, CancellationToken.None);
                weights.AddRange(block.Weights);
                energies.AddRange(Enumerable.Range(0, block.Count).Select(i => block.Momentum(i, 2).E + block.Momentum(i, 3).E));
            }

            double mean = weights.Zip(energies, (w, e) => w * e).Sum() / weights.Sum();
            return ([.. weights], mean, Math.Sqrt(weights.Zip(energies, (w, e) => w * w * (e - mean) * (e - mean)).Sum()) / weights.Sum());
        }
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
