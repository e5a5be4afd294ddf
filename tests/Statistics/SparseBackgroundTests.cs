using AlpToolkit.Statistics;

namespace AlpToolkit.Tests.Statistics;

public sealed class SparseBackgroundTests
{
    // -ln(1 - CL): the upper bound on a mean of which no event was seen.
    private const double Level = 0.6827;
    private static readonly double s_bound = -Math.Log(1 - Level);

    // One event of weight 2 in the middle of 7 × 7 bins: eight neighbours share one bound of it, as all of them lie within two bins of
    // one another; the 40 bins farther out share one among them.
    [Fact]
    public void Expected_SharesABoundAmongEmptyBins()
    {
        double[] sums = new double[49], squares = new double[49];
        (sums[24], squares[24]) = (2, 4);
        SparseBackground background = new(sums, squares, 7, 1, _ => true);
        Assert.Equal(2, background.Expected(24, BackgroundPolicy.PoissonUpperBound, Level));
        Assert.Equal(2 * s_bound / 8, background.Expected(23, BackgroundPolicy.PoissonUpperBound, Level), 1e-12);
        Assert.Equal(2 * s_bound / 40, background.Expected(0, BackgroundPolicy.PoissonUpperBound, Level), 1e-12);
        Assert.Equal(0, background.Expected(23, BackgroundPolicy.AsInThePaper, Level));
        Assert.Equal(2 / 3.0 / 8, background.Expected(23, BackgroundPolicy.Floor, Level), 1e-12);
    }

    // Events of weights 100 and 1 in two corners of 5 × 5 bins: midway between their neighbours a bin takes the geometric mean, 10, of which 17 bins far from events share one bound.
    [Fact]
    public void Expected_FarFromEvents_GoesByTheGeometricMeanOfTheirWeights()
    {
        double[] sums = new double[25], squares = new double[25];
        (sums[0], squares[0], sums[20], squares[20]) = (100, 10_000, 1, 1);
        SparseBackground background = new(sums, squares, 5, 1, _ => true);
        Assert.Equal(10 * s_bound / 17, background.Expected(10, BackgroundPolicy.PoissonUpperBound, Level), 1e-12);
    }

    // Copies of one event count as one: the weight is that of Σw²/Σw.
    [Fact]
    public void Expected_OfAnEmptyPlane_IsAnEventOfTheSampleSharedByTheBinsThatMatter()
    {
        SparseBackground background = new(new double[6], new double[6], 3, 5, bin => bin < 2);
        Assert.Equal(5 * s_bound / 2, background.Expected(0, BackgroundPolicy.PoissonUpperBound, Level), 1e-12);
    }

    [Fact]
    public void EffectiveEvents_AreThoseOfTheWeights() =>
        Assert.Equal(4, new SparseBackground([8], [16], 1, 1, _ => true).EffectiveEvents(0));

    [Fact]
    public void Shapes_ThatDoNotFit_AreRefused() => Assert.Throws<ArgumentException>(() => new SparseBackground([1, 2], [1], 1, 1, _ => true));

    // Nine events, and one spread evenly, have the mean place 0.9 among −1, 0, 1. An exponential x^place has it when (1 − m)x² − mx − (1 + m) = 0, and the bin at 0 has the share 1/(1 + x + 1/x).
    private static double ShareOfThree(double mean) => 1 / (1 + RatioOfThree(mean) + 1 / RatioOfThree(mean));

    private static double RatioOfThree(double mean) => (mean + Math.Sqrt(mean * mean + 4 * (1 - mean * mean))) / (2 * (1 - mean));

    // The mean place of n events has the variance of places over n; the share at 0 changes by mean/variance for it, and by n/(n + 1) of that with the event that is added.
    private static double RelativeVarianceOfThree(double mean, double events)
    {
        double x = RatioOfThree(mean), variance = (x + 1 / x) * ShareOfThree(mean) - mean * mean;
        return mean * mean / (events * variance) * Math.Pow(events / (events + 1), 2);
    }

    // Every bin has enough by itself, or the 3 × 3 bins around it: an exponential in rows and columns with 9 events at its corner.
    [Fact]
    public void Smoothing_TakesTheSmallestSquareWithEnoughEvents()
    {
        double[] sums = new double[25], squares = new double[25];
        (sums[12], squares[12]) = (9, 9);
        PlaneSmoothing smoothing = new(sums, squares, 5, SmoothingDirection.Y, 1, 9, 1, _ => true);
        (double[] smooth, double[] errors) = smoothing.Apply(sums, squares);
        double share = ShareOfThree(0.9) * ShareOfThree(0.9);
        Assert.Equal(9, smooth[12]);
        Assert.Equal(9 * share, smooth[6], 1e-8);
        Assert.Equal(9 * ShareOfThree(0.9) / 3, smooth[7], 1e-8);
        Assert.Equal(0, smooth[4]);
        Assert.Equal(81 * share * share * (1 / 9.0 + 2 * RelativeVarianceOfThree(0.9, 9)), errors[6], 1e-8);
    }

    // Weights that fall by a constant factor from bin to bin, as effective events enough for none: every bin far enough from the edges is its own estimate but for the one event that is
    // added to some five hundred. A moving average over the same bins is 1.6 times as large.
    [Theory]
    [InlineData(SmoothingDirection.X, 0)]
    [InlineData(SmoothingDirection.Y, 0.4)]
    [InlineData(SmoothingDirection.Diagonal, 0)]
    public void Smoothing_OfAnExponential_KeepsIt(SmoothingDirection direction, double across)
    {
        const int Columns = 31;
        const double Slope = -0.4;
        double[] sums = [.. Enumerable.Range(0, Columns * Columns).Select(i => 1e4 * Math.Exp(Slope * (direction == SmoothingDirection.X ? i / Columns : i % Columns) + across * (i / Columns)))];
        double[] squares = [.. sums.Select(s => s * s / 100)];
        PlaneSmoothing smoothing = new(sums, squares, Columns, direction, across, 1e9, 4, _ => true);
        double[] smooth = smoothing.Apply(sums);
        int middle = 15 * Columns + 15;
        Assert.Equal(4, smoothing.Radius(middle));
        Assert.Equal(1, smooth[middle] / sums[middle], 0.02);
    }

    // 1,000 samples of an exponential with some 33 events in the neighbourhood of a bin, seven in eight of them below it: the estimates spread as much as their errors say, and are right on average
    // within 10 %. From the number of events alone the variances would be less than half as large.
    [Fact]
    public void Smoothing_OfPoissonSamples_SpreadsAsItsErrorsSay()
    {
        const int Bins = 17, Middle = 8, Samples = 1000;
        Random random = new(8);
        double[] expected = [.. Enumerable.Range(0, Bins).Select(i => Math.Exp(-0.25 * (i - Middle)))], estimates = new double[Samples];
        double claimed = 0, fromNumber = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            double[] events = [.. expected.Select(Poisson)];
            (double[] smooth, double[] squares) = new PlaneSmoothing(events, events, Bins, SmoothingDirection.Y, 0, 1e9, Middle, _ => true).Apply(events, events);
            estimates[sample] = smooth[Middle];
            claimed += squares[Middle] / Samples;
            fromNumber += smooth[Middle] * smooth[Middle] / events.Sum() / Samples;
        }

        double mean = estimates.Average(), spread = estimates.Sum(e => (e - mean) * (e - mean)) / (Samples - 1);
        Assert.InRange(mean, 0.9, 1.1);
        Assert.InRange(claimed / spread, 0.75, 1.33);
        Assert.InRange(fromNumber / spread, 0, 0.5);

        double Poisson(double expectation)
        {
            int n = 0;
            for (double product = random.NextDouble(), limit = Math.Exp(-expectation); product > limit; product *= random.NextDouble())
            {
                n++;
            }

            return n;
        }
    }

    // What was estimated beside the only event, of weight 2, says nothing of the weight that an event would have in the bins beyond: that is 2, not what the estimate makes of it.
    [Fact]
    public void Expected_BesideSmoothedBins_GoesByTheWeightsOfEvents()
    {
        double[] sums = new double[9], squares = new double[9];
        (sums[4], squares[4]) = (2, 4);
        (double[] smooth, double[] errors) = new PlaneSmoothing(sums, squares, 9, SmoothingDirection.Y, 0, 10, 2, _ => true).Apply(sums, squares);
        SparseBackground background = new(smooth, errors, SparseBackground.WeightsOf(sums, squares), 9, 1, _ => true);
        Assert.Equal(smooth[2], background.Expected(2, BackgroundPolicy.PoissonUpperBound, Level));
        Assert.Equal(2 * s_bound / 4, background.Expected(0, BackgroundPolicy.PoissonUpperBound, Level), 1e-12);
    }

    // A flat distribution of events of weight 1, one in every third bin: the mean is the density, whatever the square.
    [Fact]
    public void Smoothing_OfAFlatDistribution_KeepsItsDensity()
    {
        double[] sums = [.. Enumerable.Range(0, 900).Select(i => (i / 30 + i % 30) % 3 == 0 ? 1.0 : 0)];
        double[] smooth = new PlaneSmoothing(sums, sums, 30, SmoothingDirection.Y, 1, 10, 10, _ => true).Apply(sums);
        Assert.Equal(1 / 3.0, smooth.Average(), 0.01);
        Assert.All(Enumerable.Range(0, 900).Where(i => i / 30 is > 5 and < 25 && i % 30 is > 5 and < 25), i => Assert.InRange(smooth[i], 0.3, 0.37));
    }

    // Nine events in the middle of 5 × 5 bins, means of up to one bin away: the neighbours along the direction see them at their end, the others see nothing.
    [Theory]
    [InlineData(SmoothingDirection.X, new[] { 7, 17 })]
    [InlineData(SmoothingDirection.Y, new[] { 11, 13 })]
    [InlineData(SmoothingDirection.Diagonal, new[] { 6, 18 })]
    public void Smoothing_AlongADirection_ReachesNoOtherBins(SmoothingDirection direction, int[] reached)
    {
        double[] sums = new double[25];
        sums[12] = 9;
        double[] smooth = new PlaneSmoothing(sums, sums, 5, direction, 0, 9, 1, _ => true).Apply(sums);
        Assert.Equal(9, smooth[12]);
        Assert.All(Enumerable.Range(0, 25).Where(b => b != 12), b => Assert.Equal(reached.Contains(b) ? 9 * ShareOfThree(0.9) : 0, smooth[b], 1e-8));
    }

    // Two events are not the ten that were asked for: the widest neighbourhood is taken, 2 events in 5 bins, less of them away from its middle, and the effective number is that of two events in the middle and less elsewhere, for the slope.
    [Fact]
    public void Smoothing_WithTooFewEvents_TakesTheWidestNeighbourhood()
    {
        double[] sums = new double[9];
        sums[4] = 2;
        PlaneSmoothing smoothing = new(sums, sums, 9, SmoothingDirection.Y, 0, 10, 2, _ => true);
        (double[] smooth, double[] squares) = smoothing.Apply(sums, sums);
        Assert.Equal(0.4, smooth[4], 1e-12);
        Assert.All(new[] { 2, 3, 5, 6 }, bin => Assert.InRange(smooth[bin], 0.1, 0.39));
        Assert.Equal(smooth[2], smooth[6], 1e-12);
        Assert.All(new[] { 0, 1, 7, 8 }, bin => Assert.Equal(0, smooth[bin]));
        Assert.Equal(2, smooth[4] * smooth[4] / squares[4], 1e-12);
        Assert.All(new[] { 2, 3, 5, 6 }, bin => Assert.InRange(smooth[bin] * smooth[bin] / squares[bin], 0.3, 1.9));
    }

    // The smallest neighbourhood of every size is whole: a flat plane of ones has as many effective events as bins, (2r + 1)(2⌊ar⌋ + 1), and keeps its density.
    [Theory]
    [InlineData(SmoothingDirection.X, 0.25, 4, 9 * 3)]
    [InlineData(SmoothingDirection.Y, 0.5, 4, 9 * 5)]
    [InlineData(SmoothingDirection.Y, 1, 3, 49)]
    [InlineData(SmoothingDirection.Diagonal, 0.2, 5, 11 * 3)]
    public void Smoothing_WithAWidth_TakesWholeNeighbourhoods(SmoothingDirection direction, double across, int radius, int bins)
    {
        double[] sums = [.. Enumerable.Repeat(1.0, 41 * 41)];
        PlaneSmoothing smoothing = new(sums, sums, 41, direction, across, bins, 20, _ => true);
        int middle = 20 * 41 + 20;
        Assert.Equal(radius, smoothing.Radius(middle));
        (double[] smooth, double[] squares) = smoothing.Apply(sums, sums);
        Assert.Equal(1, smooth[middle], 1e-9);
        Assert.Equal(1.0 / bins, squares[middle], 1e-9);
    }
}
