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
    /// itself is not among them, the cuts are moved towards the best until they are.
    /// </summary>
    /// <param name="signal">Signal events, in parts of any size; gone through several times, one part after the other.</param>
    /// <param name="background">Background events, likewise.</param>
    /// <param name="requirements">What the best cuts were asked to keep.</param>
    /// <param name="best">The best cuts, from <see cref="CutOptimiser"/> with these events or a part of them: what is returned when nothing was to be chosen.</param>
    /// <param name="tolerance">By how much less, as a share of S/√B, cuts are as good as the best.</param>
    /// <returns>The cuts with what they keep; the best ones when nothing was to be chosen.</returns>
    public static OptimalCuts CentreOf(IEnumerable<SelectionPoints> signal, IEnumerable<SelectionPoints> background, CutRequirements requirements, OptimalCuts best, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(background);
        ArgumentNullException.ThrowIfNull(requirements);
        ArgumentNullException.ThrowIfNull(best);
        if (!(tolerance > 0) || !best.IsFeasible || !(best.Background > 0))
        {
            return best;
        }

        double[][] thresholds = [.. Enumerable.Range(0, best.Thresholds.Count).Select(d => ThresholdsOf(signal, requirements, best.Thresholds[d], d, best.Thresholds.Count))];
        double[] merits = Kept(signal, thresholds), kept = Kept(background, thresholds);
        for (int index = 0; index < merits.Length; index++)
        {
            merits[index] = merits[index] >= requirements.LeastSignal && kept[index] > 0 ? merits[index] / Math.Sqrt(kept[index]) : 0;
        }

        int top = Array.IndexOf(merits, merits.Max());
        double total = 0;
        double[] mean = new double[thresholds.Length];
        for (int index = 0; index < merits.Length; index++)
        {
            double weight = merits[index] > 0 ? 1 - (1 - merits[index] / merits[top]) / tolerance : 0;
            if (!(weight > 0))
            {
                continue;
            }

            total += weight;
            double[] cuts = At(thresholds, index);
            for (int d = 0; d < mean.Length; d++)
            {
                mean[d] += weight * cuts[d];
            }
        }

        if (!(total > 0))
        {
            return best;
        }

        // Nearly all that is wrong with the mean is too little signal, of which there are fewer events: the background is summed for cuts that keep enough.
        double[] found = Nearest([.. mean.Select((m, d) => thresholds[d].Length == 1 ? thresholds[d][0] : m / total)], At(thresholds, top), cuts => SumKept(signal, cuts) >= requirements.LeastSignal);
        OptimalCuts taken = best;
        found = Nearest(found, At(thresholds, top), IsGood);
        return ReferenceEquals(taken.Thresholds, found) ? taken : With(found);

        OptimalCuts With(double[] cuts) => best with { Thresholds = cuts, Signal = SumKept(signal, cuts), Background = SumKept(background, cuts) };

        bool IsGood(double[] cuts)
        {
            taken = With(cuts);
            return taken.Signal >= requirements.LeastSignal && taken.Signal >= (1 - tolerance) * merits[top] * Math.Sqrt(taken.Background);
        }
    }

    private static double SumKept(IEnumerable<SelectionPoints> points, double[] cuts) => points.Sum(part => part.SumKept(cuts));

    // The cuts nearest to some, on the way to the best of the grid, that are acceptable, as those are.
    private static double[] Nearest(double[] mean, double[] best, Predicate<double[]> isAcceptable)
    {
        if (isAcceptable(mean))
        {
            return mean;
        }

        double outside = 0, inside = 1;
        for (int i = 0; i < 12; i++)
        {
            double middle = 0.5 * (outside + inside);
            (outside, inside) = isAcceptable(Between(middle)) ? (outside, middle) : (middle, inside);
        }

        return Between(inside);

        double[] Between(double share) => share == 1 ? best : [.. mean.Select((m, d) => m + share * (best[d] - m))];
    }

    private static double[] At(double[][] thresholds, int index)
    {
        double[] cuts = new double[thresholds.Length];
        for (int d = thresholds.Length - 1, rest = index; d >= 0; rest /= thresholds[d].Length, d--)
        {
            cuts[d] = thresholds[d][rest % thresholds[d].Length];
        }

        return cuts;
    }

    // From what keeps just enough signal when it is the only cut, to what keeps all of it.
    private static double[] ThresholdsOf(IEnumerable<SelectionPoints> signal, CutRequirements requirements, double best, int cut, int cuts)
    {
        if (requirements.Fixed.Count > cut && requirements.Fixed[cut] is not null)
        {
            return [best];
        }

        double[] values = [.. signal.SelectMany(part => part.Coordinates[cut].ToArray())], weights = [.. signal.SelectMany(part => part.Weights.ToArray())];
        Array.Sort(values, weights);
        double sum = 0;
        int first = 0;
        while (first < values.Length - 1 && (sum += weights[first]) < requirements.LeastSignal)
        {
            first++;
        }

        double low = values[first], high = values.Last(v => !double.IsNaN(v));
        int steps = cut == cuts - 1 ? StepsOfTheLast : Steps;
        return [.. Enumerable.Range(0, steps + 1).Select(i => low + (high - low) * i / steps)];
    }

    // Sum of the weights that every combination of thresholds keeps; the last cut changes fastest.
    private static double[] Kept(IEnumerable<SelectionPoints> points, double[][] thresholds)
    {
        double[] sums = new double[thresholds.Aggregate(1, (n, t) => n * t.Length)];
        foreach (SelectionPoints part in points)
        {
            ReadOnlySpan<double> weights = part.Weights.Span;
            for (int i = 0; i < weights.Length; i++)
            {
                int index = 0;
                for (int d = 0; d < thresholds.Length && index >= 0; d++)
                {
                    int own = FirstThatKeeps(thresholds[d], part.Coordinates[d].Span[i]);
                    index = own < thresholds[d].Length ? index * thresholds[d].Length + own : -1;
                }

                if (index >= 0)
                {
                    sums[index] += weights[i];
                }
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

    // Thresholds are evenly spaced, up to rounding.
    private static int FirstThatKeeps(double[] thresholds, double value)
    {
        if (!(value <= thresholds[^1]))
        {
            return thresholds.Length;
        }

        int own = thresholds.Length == 1 ? 0 : (int)Math.Max(0, (value - thresholds[0]) / (thresholds[^1] - thresholds[0]) * (thresholds.Length - 1));
        while (own > 0 && thresholds[own - 1] >= value)
        {
            own--;
        }

        while (thresholds[own] < value)
        {
            own++;
        }

        return own;
    }
}
