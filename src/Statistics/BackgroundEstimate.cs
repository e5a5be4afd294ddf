namespace AlpToolkit.Statistics;

/// <summary>Expected background of every bin under the policies of <see cref="BackgroundPolicy"/>.</summary>
public static class BackgroundEstimate
{
    /// <summary>Least number of simulated events of a sample a bin, when no floor is stated: see <see cref="BackgroundPolicy.Floor"/>.</summary>
    public const double NeutralFloor = 1.0 / 3;

    /// <summary>B of every bin at a luminosity, expected events; samples are added.</summary>
    /// <param name="samples">The backgrounds, in the same bins.</param>
    /// <param name="luminosity">L, pb⁻¹.</param>
    /// <param name="policy">What is assumed of sparse bins.</param>
    /// <param name="floor">Least B of a bin under <see cref="BackgroundPolicy.Floor"/>, expected events; null for a third of a simulated event of every sample.</param>
    /// <param name="confidenceLevel">CL of <see cref="BackgroundPolicy.PoissonUpperBound"/>.</param>
    /// <param name="expected">Takes B; shape of the samples' bins.</param>
    public static void Expected(
        IReadOnlyList<BackgroundSample> samples, double luminosity, BackgroundPolicy policy, double? floor, double confidenceLevel, Span<double> expected)
    {
        ArgumentNullException.ThrowIfNull(samples);
        for (int bin = 0; bin < expected.Length; bin++)
        {
            double sum = 0;
            foreach (BackgroundSample sample in samples)
            {
                sum += sample.CrossSection(bin, policy, floor is null ? NeutralFloor : 0, confidenceLevel);
            }

            expected[bin] = luminosity * sum;
            if (policy == BackgroundPolicy.Floor && floor is { } least)
            {
                expected[bin] = Math.Max(expected[bin], least);
            }
        }
    }

    /// <summary>
    /// Share of Λ, Eq. (24), that comes from bins into which no background event was simulated: what the limit owes to the assumption
    /// made there. NaN when Λ is 0.
    /// </summary>
    /// <param name="signal">S of every bin, expected events.</param>
    /// <param name="background">B of every bin under some policy, expected events.</param>
    /// <param name="samples">The backgrounds, in the same bins.</param>
    /// <param name="signalStrength">μ at which Λ is looked at.</param>
    public static double ShareFromEmptyBins(
        ReadOnlySpan<double> signal, ReadOnlySpan<double> background, IReadOnlyList<BackgroundSample> samples, double signalStrength)
    {
        ArgumentNullException.ThrowIfNull(samples);
        CompensatedSum fromEmpty = default;
        for (int bin = 0; bin < signal.Length; bin++)
        {
            if (samples.All(sample => sample.IsEmpty(bin)))
            {
                fromEmpty.Add(TestStatistic.Lambda(signalStrength * signal[bin], background[bin]));
            }
        }

        return fromEmpty.Value / TestStatistic.Lambda(signal, background, signalStrength);
    }
}
