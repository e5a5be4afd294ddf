using System.Collections.Concurrent;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Physics.Integration;

/// <summary>
/// Integrates a process: grids are adapted channel by channel in iterations that are thrown away, then frozen; the cross section comes
/// from points of the frozen grids alone, all with equal weight, so that no estimate is favoured because it came out small.
/// Points go to channels in proportion to the spread of their weights. The result is the same to the last bit for any number of threads.
/// </summary>
/// <param name="process">The process.</param>
/// <param name="settings">Precision, seed, threads.</param>
public sealed class ProcessIntegrator(ScatteringProcess process, IntegrationSettings settings)
{
    private const int UnitPoints = 8192, Rounds = 4, MostTrainingShare = 32, MostScoutingShare = 128, MostFruitlessShare = 32;

    private const uint ScoutingCounter = 0x1000;

    // Variance of weights, in units of their mean squared, up to which a uniform grid is left alone.
    private const double EvenEnough = 0.5;

    // Sums of a round are kept by unit until it ends: this bounds their memory to some 50 MB.
    private const double MostInRound = 1 << 26;

    // A point that alone makes this share of the variance says that there may be others, larger and not found yet.
    private const double SuspiciousVarianceShare = 0.2, SuspiciousDeviations = 6;

    private readonly ConcurrentBag<SamplingWorker> _workers = [];
    private readonly int _channels = process.Channels;

    // The cuts of a stratum leave its grids less to learn: after six iterations their efficiencies change no more.
    private readonly int _trainingIterations = process.Strata > 1 ? 6 : 12;

    // Hundreds of channels share what is known of the whole.
    private readonly int _leastPoints = process.Strata > 1 ? 1024 : 4096;
    private readonly int _leastOfARound = process.Strata > 1 ? 512 : 8192;
    private CancellationToken _cancellation;

    /// <summary>Adapts, then integrates until the wanted error is reached.</summary>
    /// <param name="progress">Is told the share of the work that is done, 0 to 1; may be null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="ArithmeticException">A weight is not a number: a mistake of the process, not of the user.</exception>
    public IntegrationResult Run(IProgress<double>? progress, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        AdaptiveGrid[] grids = new AdaptiveGrid[_channels];
        for (int c = 0; c < _channels; c++)
        {
            grids[c] = AdaptiveGrid.Uniform(process.Dimensions(c));
        }

        (SamplingSums[] trained, long points) = Adapt(grids, progress);
        List<SamplingSums[]> rounds = Measure(grids, trained, points, progress);
        return Summarise(grids, rounds, points);
    }

    private (SamplingSums[] Last, long Points) Adapt(AdaptiveGrid[] grids, IProgress<double>? progress)
    {
        (SamplingSums[] sums, long points) = Scout(grids);
        long[] numbers = new long[_channels];
        for (int iteration = 0; iteration < _trainingIterations; iteration++)
        {
            if (iteration > 0)
            {
                sums = Sample(grids, numbers, (uint)iteration, train: true, new double[_channels]);
                points += numbers.Sum();
            }

            double[] importance = Importance([.. sums.Select(s => s.Mean)]);
            double[] spreads = [.. sums.Select((s, c) => Spread(s) * importance[c])];
            double total = spreads.Sum();
            for (int c = 0; c < _channels; c++)
            {
                // Where weights vary little, or are constant and only cut, a grid would learn noise and make them less even.
                if (sums[c].Survivors > 0 && (!grids[c].IsUniform || sums[c].Variance > EvenEnough * sums[c].Mean * sums[c].Mean))
                {
                    grids[c] = grids[c].Refine(sums[c].Importance!, sums[c].Survivors);
                }

                // What a grid learns from are points inside of the cuts; those outside cost little. A channel that looks small has its share
                // too: it may only look so.
                double wanted = Math.Max(settings.AdaptationPoints / 8.0, total > 0 ? spreads[c] / total * settings.AdaptationPoints * _channels : settings.AdaptationPoints);
                double needed = sums[c].Survivors > 0 ? wanted * sums[c].Points / sums[c].Survivors : process.Strata == 1 ? 4.0 * numbers[c] : 0;
                numbers[c] = (long)Math.Clamp(needed, _leastPoints, (double)MostTrainingShare * settings.AdaptationPoints);
            }

            progress?.Report(0.5 * (iteration + 1) / _trainingIterations);
        }

        return (sums, points);
    }

    // The uniform grid, until enough points are inside of the cuts to learn from: a grid that learns from a few shuts out the rest.
    private (SamplingSums[] Sums, long Points) Scout(AdaptiveGrid[] grids)
    {
        long[] numbers = new long[_channels];
        Array.Fill(numbers, settings.AdaptationPoints);
        SamplingSums[] sums = Sample(grids, numbers, 0, train: true, new double[_channels]);
        long points = numbers.Sum();
        for (uint repeat = 0; numbers.Any(n => n > 0); repeat++)
        {
            bool[] found = new bool[process.Strata];
            for (int c = 0; c < _channels; c++)
            {
                found[process.StratumOf(c)] |= sums[c].Survivors > 0;
            }

            for (int c = 0; c < _channels; c++)
            {
                // A stratum whose channels all found nothing is one that kinematics excludes.
                long most = (process.Strata == 1 || found[process.StratumOf(c)] ? MostScoutingShare : MostFruitlessShare) * (long)settings.AdaptationPoints;
                numbers[c] = sums[c].Survivors < settings.AdaptationPoints / 4 && sums[c].Points < most ? sums[c].Points : 0;
            }

            SamplingSums?[] more = Sample(grids, numbers, ScoutingCounter + repeat, train: true, new double[_channels]);
            points += numbers.Sum();
            for (int c = 0; c < _channels; c++)
            {
                if (more[c] is { } added)
                {
                    sums[c].Add(added);
                }
            }
        }

        return (sums, points);
    }

    // √⟨w²⟩, not the standard deviation: a channel of constant weight needs points too.
    private static double Spread(SamplingSums sums) => sums.Points > 0 ? Math.Sqrt(sums.SumOfSquares / sums.Points) : 0;

    private List<SamplingSums[]> Measure(AdaptiveGrid[] grids, SamplingSums[] trained, long spent, IProgress<double>? progress)
    {
        double[] scales = [.. trained.Select(s => s.Mean)];
        double[] deviations = [.. trained.Select(s => Math.Max(Math.Sqrt(s.Variance), 0.01 * s.Mean))];
        double crossSection = scales.Sum();
        double[] importance = Importance(scales);
        double needed = crossSection > 0 ? Math.Pow(deviations.Zip(importance, (d, i) => d * i).Sum() / (settings.RelativeError * crossSection), 2) : 0;
        List<SamplingSums[]> rounds = [];
        double error;
        do
        {
            // The first rounds share what the adaptation predicts, with a tenth to spare; later ones add a quarter each.
            double least = (double)_leastOfARound * _channels;
            double inRound = Math.Clamp(needed * 1.1 / Rounds, least, Math.Max(least, Math.Min(MostInRound, settings.MaximumPoints / (double)Rounds)));
            double sum = deviations.Zip(importance, (d, i) => d * i).Sum();
            long[] numbers = new long[_channels];
            for (int c = 0; c < _channels; c++)
            {
                numbers[c] = Math.Max(_leastOfARound / 2, (long)(sum > 0 ? inRound * deviations[c] * importance[c] / sum : 0));
            }

            rounds.Add(Sample(grids, numbers, 0x10000u + (uint)rounds.Count, train: false, scales));
            spent += numbers.Sum();
            SamplingSums[] all = Total(rounds);
            crossSection = all.Sum(s => s.Mean);
            error = Math.Sqrt(all.Sum(s => s.Variance / s.Points));
            deviations = [.. all.Select(s => Math.Max(Math.Sqrt(s.Variance), 0.01 * s.Mean))];
            double goal = settings.RelativeError * crossSection;
            progress?.Report(Math.Min(1, 0.5 + 0.5 * Math.Max((double)rounds.Count / Rounds / 2, error > 0 ? goal * goal / (error * error) : 1)));
        }
        while (rounds.Count < Rounds || (error > settings.RelativeError * crossSection && spent < settings.MaximumPoints));

        return rounds;
    }

    // Strata are worth the same, however small their cross section: each is to be known as well as the others.
    private double[] Importance(double[] means)
    {
        double[] strata = new double[process.Strata];
        for (int c = 0; c < means.Length; c++)
        {
            strata[process.StratumOf(c)] += means[c];
        }

        double average = strata.Sum() / strata.Length;
        return [.. means.Select((_, c) => strata[process.StratumOf(c)] is > 0 and var own ? average / own : 1)];
    }

    private SamplingSums[] Sample(AdaptiveGrid[] grids, long[] numbers, uint counter, bool train, double[] scales)
    {
        List<SamplingUnit> units = [];
        for (int c = 0; c < _channels; c++)
        {
            for (long first = 0; first < numbers[c]; first += UnitPoints)
            {
                units.Add(new SamplingUnit(c, grids[c], counter, first, (int)Math.Min(UnitPoints, numbers[c] - first), train, scales[c]));
            }
        }

        SamplingSums[] results = new SamplingSums[units.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Max(1, settings.Threads), CancellationToken = _cancellation };
        try
        {
            Parallel.For(0, units.Count, options, () => _workers.TryTake(out SamplingWorker? worker) ? worker : new SamplingWorker(process, settings.Seed), (i, _, worker) =>
            {
                results[i] = worker.Run(units[i]);
                return worker;
            }, _workers.Add);
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        // In the order of the units, whichever thread was first.
        SamplingSums?[] sums = new SamplingSums?[_channels];
        for (int i = 0; i < results.Length; i++)
        {
            int c = units[i].Channel;
            if (sums[c] is { } sum)
            {
                sum.Add(results[i]);
            }
            else
            {
                sums[c] = results[i];
            }
        }

        return sums!;
    }

    private SamplingSums[] Total(List<SamplingSums[]> rounds)
    {
        SamplingSums[] all = new SamplingSums[_channels];
        for (int c = 0; c < _channels; c++)
        {
            all[c] = new SamplingSums();
            foreach (SamplingSums[] round in rounds)
            {
                all[c].Add(round[c]);
            }
        }

        return all;
    }

    private IntegrationResult Summarise(AdaptiveGrid[] grids, List<SamplingSums[]> rounds, long trainingPoints)
    {
        SamplingSums[] all = Total(rounds);
        double crossSection = all.Sum(s => s.Mean);
        double variance = all.Sum(s => s.Variance / s.Points);
        ChannelSampling[] sampling = new ChannelSampling[_channels];
        ChannelResult[] channels = new ChannelResult[_channels];
        double capped = 0, maxima = 0, largestShare = 0, largestVariance = 0;
        for (int c = 0; c < _channels; c++)
        {
            WeightHistogram histogram = rounds[0][c].Histogram!;
            foreach (SamplingSums[] round in rounds.Skip(1))
            {
                histogram.Add(round[c].Histogram!);
            }

            SamplingSums s = all[c];
            double maximum = histogram.Maximum(settings.OverweightFraction, s.Largest);
            ChannelMaximum unweighted = MaximumOf(histogram, s.Points, maximum);
            sampling[c] = new ChannelSampling(grids[c], unweighted, MaximumOf(histogram, s.Points, histogram.PartialMaximum(s.Points, EventGenerator.EventCost, s.Largest)), Spread(s), (double)s.Survivors / s.Points);
            channels[c] = new ChannelResult(process.ChannelName(c), s.Mean, Math.Sqrt(s.Variance / s.Points), s.Points, s.Survivors, maximum > 0 ? s.Mean / maximum : 0);
            capped += unweighted.CappedMean;
            maxima += maximum;
            largestShare = Math.Max(largestShare, crossSection > 0 ? s.Largest / s.Points / crossSection : 0);
            largestVariance = Math.Max(largestVariance, variance > 0 ? Math.Pow((s.Largest - s.Mean) / s.Points, 2) / variance : 0);
        }

        return new IntegrationResult(sampling)
        {
            CrossSection = crossSection,
            Error = Math.Sqrt(variance),
            ChiSquaredPerDegreeOfFreedom = ChiSquared(rounds, crossSection),
            Points = trainingPoints + all.Sum(s => s.Points),
            UnweightingEfficiency = maxima > 0 ? capped / maxima : 0,
            OverweightFraction = crossSection > 0 ? Math.Max(0, 1 - capped / crossSection) : 0,
            LargestWeightShare = largestShare,
            Channels = channels,
            Warnings = [.. Warnings(crossSection, Math.Sqrt(variance), largestVariance, all.Sum(s => s.Survivors)), .. Disagreement(rounds, crossSection)],
        };
    }

    private static ChannelMaximum MaximumOf(WeightHistogram histogram, long points, double value) =>
        new(value, histogram.SumCappedAt(value) / points, Math.Sqrt(histogram.SumOfSquaresAbove(value) / points));

    private static double ChiSquared(List<SamplingSums[]> rounds, double crossSection)
    {
        double sum = 0;
        foreach (SamplingSums[] round in rounds)
        {
            double variance = round.Sum(s => s.Variance / s.Points);
            sum += variance > 0 ? Math.Pow(round.Sum(s => s.Mean) - crossSection, 2) / variance : 0;
        }

        return sum / (rounds.Count - 1);
    }

    // χ²/dof has mean 1 and standard deviation √(2/dof).
    private static IEnumerable<string> Disagreement(List<SamplingSums[]> rounds, double crossSection)
    {
        double chiSquared = ChiSquared(rounds, crossSection);
        if (chiSquared > 1 + SuspiciousDeviations * Math.Sqrt(2.0 / (rounds.Count - 1)))
        {
            yield return $"the rounds of the integration differ by more than their errors (chi2/dof = {chiSquared:F1}): the error is underestimated. Ask for more adaptation_points";
        }
    }

    private IEnumerable<string> Warnings(double crossSection, double error, double largestVariance, long survivors)
    {
        if (survivors == 0)
        {
            yield return "no phase-space point passed the generation cuts: the cross section is zero, or the cuts are too narrow to be found";
            yield break;
        }

        if (error > 1.05 * settings.RelativeError * crossSection)
        {
            yield return $"the relative error is {error / crossSection:P2} after {settings.MaximumPoints} points; {settings.RelativeError:P2} was asked for";
        }

        if (largestVariance > SuspiciousVarianceShare)
        {
            yield return $"a single point makes {largestVariance:P0} of the variance: the error may be underestimated. Ask for a higher precision, or narrow the cuts";
        }
    }
}
