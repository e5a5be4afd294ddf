using MathNet.Numerics;

namespace AlpToolkit.Statistics;

/// <summary>
/// Expected upper limits on the signal strength by CLs = P(q ≤ q_seen | μS + B)/P(q ≤ q_seen | B) (A. L. Read, J. Phys. G 28 (2002) 2693), with known
/// backgrounds: what the field publishes, beside the convention Λ = 4 of arXiv:2307.06369. The two differ most without background: Λ = 4
/// excludes 2.0 expected events and CLs at 95 % 3.0.
/// </summary>
public static class ClsLimit
{
    /// <summary>95 %.</summary>
    public const double DefaultConfidenceLevel = 0.95;

    /// <summary>
    /// Λ of Eq. (24) at the expected asymptotic limit, for a fluctuation of the background by a number of standard deviations:
    /// (Φ⁻¹(1 − α Φ(n)) + n)², α = 1 − CL (Cowan, Cranmer, Gross, Vitells, arXiv:1007.1727, Eq. 88 with CLs). 3.84 for the median.
    /// </summary>
    /// <param name="deviations">n: 0 for the median, ±1 and ±2 for the edges of the bands.</param>
    /// <param name="confidenceLevel">CL, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is out of range.</exception>
    public static double AsymptoticThreshold(double deviations, double confidenceLevel)
    {
        Check(confidenceLevel);
        double root = Quantile(1 - (1 - confidenceLevel) * Probability(deviations)) + deviations;
        return root * root;
    }

    /// <summary>
    /// Exact expected limit of a counting experiment: μ at which the median count of the background alone has CLs = 1 − CL. −ln(1 − CL)/S
    /// without background.
    /// </summary>
    /// <param name="signal">S at μ = 1, expected events; not negative.</param>
    /// <param name="background">B, expected events; not negative.</param>
    /// <param name="confidenceLevel">CL, above 0 and below 1.</param>
    /// <returns>μ; infinite without signal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double Counting(double signal, double background, double confidenceLevel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(signal);
        ArgumentOutOfRangeException.ThrowIfNegative(background);
        Check(confidenceLevel);
        double seen = 0;
        while (background > 0 && AtMost(seen, background) < 0.5)
        {
            seen++;
        }

        double below = AtMost(seen, background);
        return signal > 0 ? Root.Of(mu => AtMost(seen, background + mu * signal) / below, 1 - confidenceLevel, 1 / signal) : double.PositiveInfinity;
    }

    /// <summary>
    /// Expected limit from the distribution of the likelihood ratio q = Σ n ln(1 + μS/B), found by Fourier transform without
    /// simulation: exact for bins with few events up to the width of its grid, normal for bins with many. An event in a bin without background
    /// excludes the background alone, and with few or no events everywhere the limit is 3.0 expected events at 95 %.
    /// </summary>
    /// <param name="signal">S of every bin at μ = 1, expected events.</param>
    /// <param name="background">B of every bin, expected events; shape of <paramref name="signal"/>.</param>
    /// <param name="confidenceLevel">CL, above 0 and below 1.</param>
    /// <returns>μ; infinite without signal.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence level is out of range.</exception>
    public static double Exact(ReadOnlySpan<double> signal, ReadOnlySpan<double> background, double confidenceLevel)
    {
        Check(confidenceLevel);
        double asymptotic = TestStatistic.SignalStrengthAt(AsymptoticThreshold(0, confidenceLevel), signal, background);
        if (!double.IsFinite(asymptotic))
        {
            return asymptotic;
        }

        LikelihoodRatioDistribution distribution = new(signal, background);
        return Root.Of(distribution.MedianCls, 1 - confidenceLevel, asymptotic);
    }

    private static double AtMost(double seen, double mean) => mean > 0 ? SpecialFunctions.GammaUpperRegularized(seen + 1, mean) : 1;

    private static double Probability(double deviations) => 0.5 * SpecialFunctions.Erfc(-deviations / Math.Sqrt(2));

    private static double Quantile(double probability) => -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * probability);

    private static void Check(double confidenceLevel)
    {
        if (!(confidenceLevel is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, "a confidence level is above 0 and below 1");
        }
    }

    private static class Root
    {
        /// <summary>Where a function that falls from 1 to 0 takes a value, to 1e-6 of it: a bracket from a guess, then halving of its logarithm.</summary>
        public static double Of(Func<double, double> falling, double value, double guess)
        {
            double low = guess, high = guess;
            while (falling(low) < value && low > 1e-12 * guess)
            {
                low /= 1.5;
            }

            while (falling(high) > value && high < 1e12 * guess)
            {
                high *= 1.5;
            }

            while (high / low > 1 + 1e-6)
            {
                double middle = Math.Sqrt(low * high);
                (low, high) = falling(middle) > value ? (middle, high) : (low, middle);
            }

            return Math.Sqrt(low * high);
        }
    }
}
