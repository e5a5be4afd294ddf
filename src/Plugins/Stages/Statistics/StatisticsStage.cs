using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Statistics;

namespace AlpToolkit.Plugins.Stages.Statistics;

/// <summary>
/// The expected limit on a signal, arXiv:2307.06369, Eq. (24) and (25), from a histogram that every sample has. Samples of one
/// role are added bin by bin. The limit is given under three assumptions on bins with few simulated background events (see
/// <see cref="BackgroundPolicy"/>), with the share of it that rests on bins where none was simulated. Nominal weights are used.
/// </summary>
[Stage("statistics", "Expected limit on the signal strength and the coupling, with an account of limited simulation.")]
[Example("statistics: { histogram: plane, coupling: { reference: 1e-4 GeV^-1 } }")]
[Example("statistics: { histogram: e_miss, method: counting, policy: as_in_the_paper }")]
public sealed class StatisticsStage : ResultStage<StatisticsSettings>
{
    private const string NoLuminosity = "a limit needs numbers of events, and the pipeline states no luminosity. Add 'luminosity: 50 ab^-1', say";

    /// <inheritdoc/>
    public override void Declare(DataFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        flow.Needs(Options.Histogram);
        flow.Reports(ResultName, "limits on the signal strength");
    }

    /// <inheritdoc/>
    public override void Prepare(StageContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Luminosity is null)
        {
            throw new PluginException(NoLuminosity);
        }

        CheckSamples(context.Samples);
        if (Options.Thresholds.Count == 0 || Options.Thresholds.Any(t => !(t > 0 && double.IsFinite(t))))
        {
            throw new PluginException("thresholds are one or more finite numbers above 0, such as [4]");
        }
    }

    /// <inheritdoc/>
    public override void Conclude(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        double luminosity = report.Luminosity ?? throw new PluginException(NoLuminosity);
        StatisticsInput input = new(Options, [.. report.Samples.Where(s => Enters(s.Totals.Info.Name))], report);
        SearchRegion region = input.Region(luminosity);
        LimitResult result = new(
            ResultName,
            [.. Enum.GetValues<BackgroundPolicy>().Select(policy => region.Limits(policy, Options.Thresholds))],
            input.Contributions(),
            luminosity)
        {
            Headline = Options.Policy,
            Method = Method(region),
            ReferenceCoupling = Options.Coupling?.Reference,
        };
        report.Add(result);
        StatisticsWarnings.Give(result, report);
    }

    private void CheckSamples(IReadOnlyList<(string Name, SampleRole Role)> samples)
    {
        string[] names = [.. samples.Select(s => s.Name)];
        if (Options.Samples.FirstOrDefault(s => !names.Contains(s)) is { } unknown)
        {
            string hint = DidYouMean.Find(unknown, names) is { } near ? $"Did you mean '{near}'?" : $"The samples are {string.Join(", ", names)}.";
            throw new PluginException($"there is no sample '{unknown}'. {hint}");
        }

        if (!samples.Any(s => s.Role == SampleRole.Signal && Enters(s.Name)))
        {
            throw new PluginException("a limit needs a signal, and no sample that enters has 'role: signal'");
        }
    }

    private bool Enters(string sample) => Options.Samples.Count == 0 || Options.Samples.Contains(sample);

    private string ResultName => Options.Name ?? $"limit_{Options.Histogram}";

    private string Method(SearchRegion region)
    {
        string bins = Options.Method == LikelihoodMethod.Counting ? $"The histogram {Options.Histogram} is counted as one bin" : $"Poisson likelihood of the {region.Signal.Length} bins of {Options.Histogram}";
        string overflow = Options.IncludeOverflow ? "with under- and overflow" : "without under- and overflow";
        string floor = region.Floor is { } least ? $"{least:G6} expected events a bin" : "a third of one simulated event of every background sample a bin";
        return $"{bins}, {overflow}. Background policies: as_in_the_paper takes what was simulated; floor takes at least {floor}; "
            + $"poisson_upper_bound takes the upper limit at {100 * region.ConfidenceLevel:G6} % confidence level on every bin and sample.";
    }
}
