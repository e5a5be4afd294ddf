using System.Buffers;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Plugins.Stages.Histogramming;

/// <summary>
/// Fills histograms with the selected events: Σw, Σw² and N in every bin, under- and overflow included, for every weight
/// variation. A value that is no number (NaN) is counted apart.
/// </summary>
[Stage("histogramming", "Fills histograms on one or two axes with the selected events.")]
[Example("""
    histogramming:
      e_miss: 100 from 0 to 5.29 GeV
      acoplanarity: { x: acoplanarity, bins: 90 from 0 to 180 deg }
    """)]
[Example("histogramming: { plane: { x: m_ee, y: m_ee_tau, bins: relative 2 % } }")]
public sealed class HistogrammingStage : AccumulatingStage<HistogrammingStage.Settings, HistogrammingPartial>
{
    // Made when the stage declares what it reads; the axes follow when the formulas are bound. Events change nothing here.
    private HistogramPlan[] _plans = [];

    /// <summary>Options of <see cref="HistogrammingStage"/>.</summary>
    public sealed record Settings
    {
        /// <summary>The histograms by name.</summary>
        [Entries, DeclaredByStage, Help("histograms by name")]
        public required EntryList<HistogramSettings> Histograms { get; init; }
    }

    /// <inheritdoc/>
    public override void Declare(DataFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _plans = new HistogramPlan[Options.Histograms.Count];
        for (int i = 0; i < _plans.Length; i++)
        {
            (string name, HistogramSettings settings) = Options.Histograms[i];
            _plans[i] = new HistogramPlan(name, settings);
            flow.Reads(_plans[i].X);
            if (_plans[i].Y is { } y)
            {
                flow.Reads(y);
            }

            flow.Reports(name, _plans[i].Y is null ? "histogram on one axis" : "histogram on two axes");
        }
    }

    /// <inheritdoc/>
    public override void Prepare(StageContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_plans.Length == 0)
        {
            throw new PluginException("there is no histogram. Add one, such as 'e_miss: 100 from 0 to 5.29 GeV'");
        }

        foreach (HistogramPlan plan in _plans)
        {
            plan.MakeAxes(context.SqrtS);
        }
    }

    /// <inheritdoc/>
    public override HistogrammingPartial NewPartial(SampleInfo sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return new HistogrammingPartial(Array.ConvertAll(_plans, plan => plan.NewPartial(sample.WeightNames.Count)));
    }

    /// <inheritdoc/>
    public override void Process(EventBatch batch, HistogrammingPartial partial)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(partial);
        Span<double> x = stackalloc double[EventBatch.Capacity], y = stackalloc double[EventBatch.Capacity];
        x = x[..batch.Count];
        y = y[..batch.Count];
        for (int i = 0; i < _plans.Length; i++)
        {
            _plans[i].X.Evaluate(batch, x);
            _plans[i].Y?.Evaluate(batch, y);
            Fill(partial.Histograms[i], batch, x, y);
        }
    }

    /// <inheritdoc/>
    public override void Report(HistogrammingPartial total, SampleReport report)
    {
        ArgumentNullException.ThrowIfNull(total);
        ArgumentNullException.ThrowIfNull(report);
        for (int i = 0; i < _plans.Length; i++)
        {
            Histogram histogram = _plans[i].Result(total.Histograms[i], report.Sample.Info.WeightNames);
            report.Add(histogram);
            WarnOfLosses(histogram, report);
        }
    }

    private static void Fill(HistogramPartial histogram, EventBatch batch, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        bool plane = histogram.Y is not null;
        if (histogram.Variations > 1)
        {
            FillVariations(histogram, batch, x, y);
            return;
        }

        ReadOnlySpan<double> weights = batch.Weights();
        foreach (int i in batch.Selection)
        {
            if (plane)
            {
                histogram.Fill(x[i], y[i], weights[i]);
            }
            else
            {
                histogram.Fill(x[i], weights[i]);
            }
        }
    }

    private static void FillVariations(HistogramPartial histogram, EventBatch batch, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        bool plane = histogram.Y is not null;
        double[] weights = ArrayPool<double>.Shared.Rent(histogram.Variations);
        foreach (int i in batch.Selection)
        {
            for (int v = 0; v < histogram.Variations; v++)
            {
                weights[v] = batch.Weights(v)[i];
            }

            if (plane)
            {
                histogram.Fill(x[i], y[i], weights.AsSpan(0, histogram.Variations));
            }
            else
            {
                histogram.Fill(x[i], weights.AsSpan(0, histogram.Variations));
            }
        }

        ArrayPool<double>.Shared.Return(weights);
    }

    private static void WarnOfLosses(Histogram histogram, SampleReport report)
    {
        string sample = report.Sample.Info.Name;
        BinContent apart = histogram.NotANumber();
        long inside = 0, all = apart.Count;
        ReadOnlySpan<BinContent> bins = histogram.Bins();
        for (int bin = 0; bin < bins.Length; bin++)
        {
            all += bins[bin].Count;
            inside += histogram.IsInside(bin) ? bins[bin].Count : 0;
        }

        if (apart.Count > 0)
        {
            report.Warn($"histogram '{histogram.Name}' of sample '{sample}': {apart.Count} of {all} selected events ({apart.SumOfWeights:G4} pb) have no value (NaN) and are in no bin");
        }

        if (inside == 0 && all > apart.Count)
        {
            report.Warn($"histogram '{histogram.Name}' of sample '{sample}': all {all - apart.Count} values lie outside the axes, in under- and overflow; check the range of the bins");
        }
    }
}
