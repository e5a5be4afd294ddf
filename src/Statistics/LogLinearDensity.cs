namespace AlpToolkit.Statistics;

/// <summary>A density over equidistant places that is exponential in the place: the one of largest likelihood has the mean place of the events.</summary>
internal static class LogLinearDensity
{
    private const int MostSteps = 60;
    private const double Precision = 1e-9, MostSlope = 600;

    /// <summary>Number of bins.</summary>
    /// <param name="bins">Number of bins at every place.</param>
    public static double Count(ReadOnlySpan<double> bins)
    {
        double count = 0;
        foreach (double number in bins)
        {
            count += number;
        }

        return count;
    }

    /// <summary>Share of all events that a bin at the centre has, and its relative variance from that of the events' mean place.</summary>
    /// <param name="bins">Number of bins at every place, of an odd number of places around the centre.</param>
    /// <param name="mean">Mean place of the events, from the centre.</param>
    /// <param name="events">Effective number of events: one that is spread evenly is added to their mean.</param>
    public static (double Share, double Variance) ShareAtTheCentre(ReadOnlySpan<double> bins, double mean, double events)
    {
        int half = bins.Length / 2;
        (double count, double even, _) = Moments(bins, 0);
        int first = bins.IndexOfAnyExcept(0.0) - half, last = bins.LastIndexOfAnyExcept(0.0) - half;
        double wanted = (Math.Clamp(mean, first, last) * events + even) / (events + 1);

        // Newton's method inside of a bracket: the mean rises with the slope.
        double slope = 0, low = double.NegativeInfinity, high = double.PositiveInfinity, all = count, found = even, variance = 0;
        for (int step = 0; step < MostSteps; step++)
        {
            (all, found, variance) = Moments(bins, slope);
            if (Math.Abs(found - wanted) <= Precision * half || !(variance > 0))
            {
                break;
            }

            (low, high) = found < wanted ? (slope, high) : (low, slope);
            double next = slope + Math.Clamp((wanted - found) / variance, -1, 1);
            slope = Math.Clamp(next > low && next < high ? next : 0.5 * (low + high), -MostSlope / half, MostSlope / half);
        }

        // d ln(share)/d(slope) is minus the mean place, d(slope)/d(mean place) one over the variance of places, and the added event moves less than the others.
        double known = events / (events + 1);
        return (1 / all, variance > 0 && events > 0 ? found * found / (events * variance) * known * known : 0);
    }

    // Sum, mean and variance of the places, weighted with the exponential, which is 1 at the centre.
    private static (double Sum, double Mean, double Variance) Moments(ReadOnlySpan<double> bins, double slope)
    {
        int half = bins.Length / 2;
        double sum = bins[half], first = 0, second = 0, factor = Math.Exp(slope), inverse = 1 / factor, up = 1, down = 1;
        for (int place = 1; place <= half; place++)
        {
            (up, down) = (up * factor, down * inverse);
            double above = bins[half + place] * up, below = bins[half - place] * down;
            sum += above + below;
            first += place * (above - below);
            second += place * place * (above + below);
        }

        double mean = first / sum;
        return (sum, mean, second / sum - mean * mean);
    }
}
