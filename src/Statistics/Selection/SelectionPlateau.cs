namespace AlpToolkit.Statistics.Selection;

/// <summary>
/// The middle of all cuts that are as good as the best, as far as a simulation can tell. The maximum of S/√B is flat: among cuts that differ by far less in S/√B than its
/// statistical error the best one is an accident of the sample, and what depends on the cuts in another way than S/√B does, as a binned limit, would inherit it.
/// </summary>
public static class SelectionPlateau
{
    // Thresholds that are tried for every cut, evenly spaced over those that can keep enough signal. Most good cuts keep just enough of it: the last cut has to be
    // fine, to find for all combinations of the others where that is.
    private const int Steps = 48, StepsOfTheLast = 1000;

    /// <summary>
    /// Mean of the cuts that keep enough signal and have S/√B within a tolerance of the best, weighted from 0 at the tolerance to 1 at the best. Where the mean
    /// itself keeps too little, it is loosened towards the best until it keeps enough.
    /// </summary>
    /// <param name="signal">Signal events.</param>
    /// <param name="background">Background events.</param>
    /// <param name="requirements">What the best cuts were asked to keep.</param>
    /// <param name="best">The best cuts, from <see cref="CutOptimiser"/> with these events or a part of them: towards them a mean is loosened.</param>
    /// <param name="tolerance">By how much less, as a share of S/√B, cuts are as good as the best.</param>
    /// <returns>The cuts with what they keep; the best ones when nothing was to be chosen.</returns>
    public static OptimalCuts CentreOf(SelectionPoints signal, SelectionPoints background, CutRequirements requirements, OptimalCuts best, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(background);
        ArgumentNullException.ThrowIfNull(requirements);
        ArgumentNullException.ThrowIfNull(best);
        if (!(tolerance > 0) || !best.IsFeasible || !(best.Background > 0))
        {
            return best;
        }

        double[][] thresholds = [.. Enumerable.Range(0, best.Thresholds.Count).Select(d => ThresholdsOf(signal, requirements, best.Thresholds[d], d))];
        double[] s = Kept(signal, thresholds), b = Kept(background, thresholds);
        double bestMerit = s.Zip(b).Where(x => x.First >= requirements.LeastSignal && x.Second > 0).Select(x => x.First / Math.Sqrt(x.Second)).DefaultIfEmpty(0).Max(), total = 0;
        double[] mean = new double[thresholds.Length];
        for (int index = 0; index < s.Length; index++)
        {
            double weight = s[index] >= requirements.LeastSignal && b[index] > 0 ? Math.Min(1, 1 - (1 - s[index] / Math.Sqrt(b[index]) / bestMerit) / tolerance) : 0;
            if (!(weight > 0))
            {
                continue;
            }

            total += weight;
            for (int d = thresholds.Length - 1, rest = index; d >= 0; d--)
            {
                mean[d] += weight * thresholds[d][rest % thresholds[d].Length];
                rest /= thresholds[d].Length;
            }
        }

        return total > 0 ? Feasible(signal, background, requirements, best, [.. mean.Select(m => m / total)]) : best;
    }

    private static OptimalCuts Feasible(SelectionPoints signal, SelectionPoints background, CutRequirements requirements, OptimalCuts best, double[] mean)
    {
        double[] loose = [.. mean.Select((m, d) => Math.Max(m, best.Thresholds[d]))];
        double tight = 0, enough = 1;
        if (signal.SumKept(mean) >= requirements.LeastSignal)
        {
            enough = 0;
        }

        for (int i = 0; i < 20 && enough > 0; i++)
        {
            double middle = 0.5 * (tight + enough);
            (tight, enough) = signal.SumKept(Between(middle)) >= requirements.LeastSignal ? (tight, middle) : (middle, enough);
        }

        double[] cuts = Between(enough);
        return best with { Thresholds = cuts, Signal = signal.SumKept(cuts), Background = background.SumKept(cuts) };

        double[] Between(double share) => [.. mean.Select((m, d) => m + share * (loose[d] - m))];
    }

    // From what keeps just enough signal when it is the only cut, to what keeps all of it.
    private static double[] ThresholdsOf(SelectionPoints signal, CutRequirements requirements, double best, int cut)
    {
        if (requirements.Fixed.Count > cut && requirements.Fixed[cut] is not null)
        {
            return [best];
        }

        double[] values = signal.Coordinates[cut].ToArray(), weights = signal.Weights.ToArray();
        Array.Sort(values, weights);
        double sum = 0;
        int first = 0;
        while (first < values.Length - 1 && (sum += weights[first]) < requirements.LeastSignal)
        {
            first++;
        }

        double low = values[first], high = values.Last(v => !double.IsNaN(v));
        int steps = cut == signal.Coordinates.Count - 1 ? StepsOfTheLast : Steps;
        return [.. Enumerable.Range(0, steps + 1).Select(i => low + (high - low) * i / steps)];
    }

    // Sum of the weights that every combination of thresholds keeps; the last cut changes fastest.
    private static double[] Kept(SelectionPoints points, double[][] thresholds)
    {
        double[] sums = new double[thresholds.Aggregate(1, (n, t) => n * t.Length)];
        for (int i = 0; i < points.Count; i++)
        {
            int index = 0;
            for (int d = 0; d < thresholds.Length && index >= 0; d++)
            {
                double value = points.Coordinates[d].Span[i];
                int found = Array.BinarySearch(thresholds[d], value);
                int own = found >= 0 ? found : ~found;
                index = own < thresholds[d].Length && !double.IsNaN(value) ? index * thresholds[d].Length + own : -1;
            }

            if (index >= 0)
            {
                sums[index] += points.Weights.Span[i];
            }
        }

        for (int d = thresholds.Length - 1, stride = 1; d >= 0; stride *= thresholds[d].Length, d--)
        {
            for (int index = 0; index < sums.Length; index++)
            {
                if (index / stride % thresholds[d].Length > 0)
                {
                    sums[index] += sums[index - stride];
                }
            }
        }

        return sums;
    }
}
