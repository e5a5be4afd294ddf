using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Statistics;

namespace AlpToolkit.Plugins.Stages.Statistics;

/// <summary>The histograms of the samples as bins of a search region.</summary>
internal sealed class StatisticsInput
{
    private readonly StatisticsSettings _settings;
    private readonly RunReport _report;
    private readonly List<(SampleTotals Totals, BinContent[] Bins)> _samples = [];

    public StatisticsInput(StatisticsSettings settings, IReadOnlyList<SampleResults> samples, RunReport report)
    {
        _settings = settings;
        _report = report;
        foreach (SampleResults sample in samples)
        {
            _samples.Add((sample.Totals, BinsOf(sample)));
        }

        if (!Of(SampleRole.Background).Any())
        {
            report.Warn("no sample has 'role: background': the limit is that of a search without background");
        }

        if (_samples.Any(s => s.Bins.Length != _samples[0].Bins.Length))
        {
            throw new PluginException($"the histograms '{settings.Histogram}' of the samples have different bins");
        }
    }

    public SearchRegion Region(double luminosity)
    {
        double[] signal = new double[_samples[0].Bins.Length];
        foreach ((_, BinContent[] bins) in Of(SampleRole.Signal))
        {
            for (int bin = 0; bin < bins.Length; bin++)
            {
                signal[bin] += bins[bin].SumOfWeights;
            }
        }

        BackgroundSample[] backgrounds = [.. Of(SampleRole.Background).Select(Background)];
        SearchRegion region = new(signal, backgrounds, luminosity)
        {
            Floor = _settings.BackgroundFloor,
            ConfidenceLevel = _settings.ConfidenceLevel,
        };

        // A counting experiment needs the total alone: bins that negative weights make negative are added before they are cut off at 0.
        region = _settings.Method == LikelihoodMethod.Counting ? region.Merged() : region;
        double[] expected = region.Signal.ToArray();
        WarnOfNegativeSignal(expected);
        return region with { Signal = Array.ConvertAll(expected, s => Math.Max(0, s)) };
    }

    public IReadOnlyList<SampleContribution> Contributions() => [.. _samples.Select(s => new SampleContribution(
        s.Totals.Info.Name,
        s.Totals.Info.Role,
        s.Totals.CrossSection,
        s.Totals.Events,
        s.Bins.Aggregate(default(BinContent), (sum, bin) => sum + bin),
        s.Totals.EffectiveLuminosity))];

    private static BackgroundSample Background((SampleTotals Totals, BinContent[] Bins) sample)
    {
        if (!(sample.Totals.EffectiveLuminosity > 0))
        {
            throw new PluginException($"the background sample '{sample.Totals.Info.Name}' has no events, or weights that sum to 0: it says nothing about the background");
        }

        return new BackgroundSample(
            Array.ConvertAll(sample.Bins, bin => bin.SumOfWeights), Array.ConvertAll(sample.Bins, bin => bin.SumOfSquaredWeights), sample.Totals.EffectiveLuminosity);
    }

    private IEnumerable<(SampleTotals Totals, BinContent[] Bins)> Of(SampleRole role) => _samples.Where(s => s.Totals.Info.Role == role);

    private BinContent[] BinsOf(SampleResults sample)
    {
        if (sample.Find<Histogram>(_settings.Histogram) is { } histogram)
        {
            BinContent[] bins = histogram.Bins().ToArray();
            return _settings.IncludeOverflow ? bins : [.. bins.Where((_, bin) => histogram.IsInside(bin))];
        }

        string[] names = [.. sample.Results.OfType<Histogram>().Select(h => h.Name)];
        string? near = DidYouMean.Find(_settings.Histogram, names);
        throw new PluginException($"the sample '{sample.Totals.Info.Name}' has no histogram '{_settings.Histogram}'. "
            + (near is not null ? $"Did you mean '{near}'?" : names.Length > 0 ? $"It has {string.Join(", ", names)}." : "Put a stage 'histogramming' before it."));
    }

    private void WarnOfNegativeSignal(double[] signal)
    {
        double negative = signal.Where(s => s < 0).Sum();
        if (negative < 0)
        {
            _report.Warn($"{signal.Count(s => s < 0)} bins of '{_settings.Histogram}' have a negative signal ({negative:G4} pb, from negative weights) and are taken as 0: the limit is too good by what they would have taken away");
        }
    }
}
