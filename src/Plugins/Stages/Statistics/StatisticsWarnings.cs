using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Statistics;

namespace AlpToolkit.Plugins.Stages.Statistics;

/// <summary>What a reader of a limit must know about the simulation behind it.</summary>
internal static class StatisticsWarnings
{
    private const double SmallShare = 0.01;

    public static void Give(LimitResult result, RunReport report)
    {
        PolicyLimits paper = result.Policies.Single(p => p.Policy == BackgroundPolicy.AsInThePaper);
        PolicyLimits bound = result.Policies.Single(p => p.Policy == BackgroundPolicy.PoissonUpperBound);
        if (double.IsInfinity(paper.Limits[0].SignalStrength))
        {
            report.Warn($"{result.Name}: no signal event lies in the search region, so that no signal strength is excluded");
            return;
        }

        StrengthLimit limit = paper.Limits[0];
        SampleContribution[] thin = [.. result.Samples.Where(s => s.Role == SampleRole.Background && s.EffectiveLuminosity < result.Luminosity)];
        if (limit.ShareFromEmptyBins > SmallShare)
        {
            report.Warn($"{result.Name}: {100 * limit.ShareFromEmptyBins:G3} % of Lambda at the limit mu = {limit.SignalStrength:G4} with B as simulated comes from bins without a simulated background event; "
                + $"with a Poisson upper bound on B the limit is mu = {bound.Limits[0].SignalStrength:G4}");
        }

        foreach (SampleContribution sample in thin)
        {
            report.Warn($"{result.Name}: {sample.Sample} has an effective luminosity of {Text(sample.EffectiveLuminosity, result.Luminosity)} of {Text(result.Luminosity, result.Luminosity)}: "
                + $"one simulated event stands for {result.Luminosity / sample.EffectiveLuminosity:G3} expected events");
        }
    }

    // Both in the unit that suits the luminosity, so that they can be compared at a glance.
    private static string Text(double value, double luminosity) => luminosity switch
    {
        >= 1e5 => $"{value / 1e6:G3} ab^-1",
        >= 1e2 => $"{value / 1e3:G3} fb^-1",
        _ => $"{value:G3} pb^-1",
    };
}
