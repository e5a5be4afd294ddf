using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Plugins.Stages.Reach;

/// <summary>
/// The search of arXiv:2307.06369, Sec. V, for every mass of a scan: cuts of Eq. (21) and (22), chosen to maximise S/√B, the likelihood of
/// Eq. (24) and (25) in a plane, and the limit on the coupling with what it rests on. Stores what it needs of every event once; all
/// masses share the backgrounds.
/// </summary>
[Stage("reach", "Limit on the coupling for every mass of a scan: optimised cuts, binned likelihood, and the error of the simulation.")]
[Example("reach: { keep: 0.9, variations: { taus_to_muons: { scale: { tautau: 3.905 } } } }")]
[Example("reach: { kappa: 2.8, e_miss_low: 1.8 GeV, eta_miss_high: 1.4, backgrounds: [tautau] }")]
public sealed class ReachStage : AccumulatingStage<ReachSettings, ReachEvents>
{
    private Axis _x = null!, _y = null!;
    private double[] _masses = [];
    private int _columns;
    private string[] _backgrounds = [];

    /// <inheritdoc/>
    public override void Declare(DataFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        flow.Reports(Options.Name, "limits on the coupling against the mass");
    }

    /// <inheritdoc/>
    public override void Prepare(StageContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Luminosity is null)
        {
            throw new PluginException("a limit needs numbers of events, and the pipeline states no luminosity. Add 'luminosity: 50 ab^-1', say");
        }

        if (context.Scan is not { } scan)
        {
            throw new PluginException("the reach is a scan over the mass of the ALP. Add 'scan: m_a=0.01:10:log25' to the pipeline and write {m_a} where the signal's source needs it");
        }

        _masses = [.. scan.Values];
        Dimension energy = new(1);
        (_x, _y) = (Options.Plane.XBins.ToAxis(energy, context.SqrtS), Options.Plane.YBins.ToAxis(energy, context.SqrtS));
        _columns = _y.BinCount + 2;
        _backgrounds = [.. context.Backgrounds];
        CheckNames(Options.Backgrounds, "backgrounds");
        CheckNames(Options.Smoothing.Select(s => s.Key), "smoothing");
        CheckNames(Options.Scale.Select(s => s.Key), "scale");
        foreach (KeyValuePair<string, ReachVariationSettings> variation in Options.Variations)
        {
            CheckNames(variation.Value.Scale.Select(s => s.Key), $"variations, {variation.Key}");
            if (variation.Value.Scale.FirstOrDefault(s => s.Value != 0 && Options.Scale.Any(o => o.Key == s.Key && o.Value == 0)).Key is { } removed)
            {
                throw new PluginException($"variations, {variation.Key}: '{removed}' is scaled to 0 by 'scale', and nothing is left of it to vary. Take it in, and vary it to 0");
            }
        }

        if (Options.Scale.Concat(Options.Variations.SelectMany(v => v.Value.Scale)).FirstOrDefault(e => !(e.Value >= 0 && double.IsFinite(e.Value))) is { Key: not null } negative)
        {
            throw new PluginException($"scale: a factor on a cross section is 0 or more; that of '{negative.Key}' is {negative.Value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture)}");
        }

        if (!context.Samples.Any(s => s.Role == SampleRole.Signal))
        {
            throw new PluginException("a limit needs a signal, and no sample has 'role: signal'");
        }
    }

    /// <inheritdoc/>
    public override ReachEvents NewPartial(SampleInfo sample) => new();

    /// <inheritdoc/>
    public override void Process(EventBatch batch, ReachEvents partial)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(partial);
        ReadOnlySpan<double> massSquared = batch[Options.MissingMassSquared], resolution = batch[Options.Resolution];
        ReadOnlySpan<double> energy = batch[Options.MissingEnergy], pseudorapidity = batch[Options.MissingPseudorapidity];
        ReadOnlySpan<double> x = batch[Options.Plane.X], y = batch[Options.Plane.Y], weights = batch.Weights();
        Span<int> stored = stackalloc int[EventBatch.Capacity];
        int count = 0;
        double sum = 0, sumInRange = 0;
        double energyHigh = Options.EnergyHigh(batch.Sample.SqrtS, batch.Sample.ScanPoint?.Value ?? _masses[0]);
        bool isSelected = Enters(batch.Sample);
        foreach (int i in batch.Selection)
        {
            sum += weights[i];
            sumInRange += energy[i] <= energyHigh ? weights[i] : 0;
            if (isSelected && IsNearAWindow(batch.Sample, massSquared[i], resolution[i], energy[i], pseudorapidity[i]))
            {
                stored[count++] = i;
            }
        }

        ReachBlock block = new(count, batch.FirstEvent / batch.Sample.Copies);
        for (int k = 0; k < count; k++)
        {
            int i = stored[k];
            (block.MassSquared[k], block.Resolution[k]) = ((float)massSquared[i], (float)resolution[i]);
            (block.Energy[k], block.Pseudorapidity[k]) = ((float)energy[i], (float)Math.Abs(pseudorapidity[i]));
            block.Weight[k] = (float)weights[i];
            block.Bin[k] = Math.Max(0, _x.FindBin(x[i])) * _columns + Math.Max(0, _y.FindBin(y[i]));
            block.SetOrigin(k, (batch.FirstEvent + i) / batch.Sample.Copies);
        }

        partial.Add(block, sum, sumInRange);
    }

    /// <inheritdoc/>
    public override void Report(ReachEvents total, SampleReport report)
    {
        ArgumentNullException.ThrowIfNull(total);
        ArgumentNullException.ThrowIfNull(report);
        report.Add(new ReachEventsResult(Options.Name, total.Copy()));
    }

    /// <inheritdoc/>
    public override void Conclude(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        double luminosity = report.Luminosity ?? throw new PluginException("a limit needs a luminosity");
        ReachSample[] samples = [.. report.Samples
            .Where(s => Enters(s.Totals.Info))
            .Select(s => new ReachSample(s.Totals, s.Find<ReachEventsResult>(Options.Name)!.Events))];
        if (_masses.Length > 1 && samples.FirstOrDefault(s => s.Info.Role == SampleRole.Signal && s.Info.ScanPoint is null) is { } fixedSignal)
        {
            throw new PluginException($"signal '{fixedSignal.Info.Name}' is the same at all {_masses.Length} masses. Write {{m_a}} where its source has the mass, 'lhe: signal_{{m_a}}.lhe.gz' say, or scan its mass alone");
        }

        if (samples.Where(s => s.Info.Role == SampleRole.Signal).GroupBy(s => s.Info.ScanPoint?.Value).FirstOrDefault(g => g.Count() > 1) is { } several)
        {
            throw new PluginException($"there are several signals of one mass: {string.Join(", ", several.Select(s => $"'{s.Info.Name}'"))}. A limit is one on one signal");
        }

        ReachAnalysis analysis = new(Options, samples, luminosity, (_x.BinCount + 2) * _columns, _columns);
        ReachPoint[] points = new ReachPoint[_masses.Length];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Math.Max(1, report.Threads), CancellationToken = report.Cancellation };
        try
        {
            Parallel.For(0, _masses.Length, parallel, i => points[i] = analysis.At(_masses[i]));
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        ReachResult result = new(Options.Name, points, luminosity, Options);
        report.Add(result);
        foreach (string warning in ReachWarnings.Of(points, Options))
        {
            report.Warn(warning);
        }
    }

    private bool Enters(SampleInfo sample) => sample.Role == SampleRole.Signal || Options.Backgrounds.Count == 0
        || Options.Backgrounds.Contains(sample.Group ?? sample.ScanPoint?.Sample ?? sample.Name);

    private bool IsNearAWindow(SampleInfo sample, double massSquared, double resolution, double energy, double pseudorapidity)
    {
        double width = Math.Max(Options.Kappa ?? 0, Options.Search.KappaMax) * Math.Max(resolution, Options.ResolutionFloor);
        if (!(energy >= Math.Min(Options.MissingEnergyLow ?? double.PositiveInfinity, Options.Search.MissingEnergyMin))
            || !(Math.Abs(pseudorapidity) <= Math.Max(Options.MissingPseudorapidityHigh ?? 0, Options.Search.MissingPseudorapidityMax)))
        {
            return false;
        }

        foreach (double mass in _masses)
        {
            if ((sample.ScanPoint is null || sample.ScanPoint.Value == mass)
                && Math.Abs(massSquared - mass * mass) <= width && energy <= Options.EnergyHigh(sample.SqrtS, mass))
            {
                return true;
            }
        }

        return false;
    }

    private void CheckNames(IEnumerable<string> names, string option)
    {
        if (names.FirstOrDefault(n => !_backgrounds.Contains(n)) is { } unknown)
        {
            string hint = DidYouMean.Find(unknown, _backgrounds) is { } near ? $"Did you mean '{near}'?" : $"The backgrounds are {string.Join(", ", _backgrounds)}.";
            throw new PluginException($"{option}: there is no background '{unknown}'. {hint}");
        }
    }
}

/// <summary>A sample as the analysis sees it.</summary>
internal sealed record ReachSample(SampleTotals Totals, ReachEvents Events)
{
    public SampleInfo Info => Totals.Info;

    /// <summary>Name of the process that it is, or is a part of.</summary>
    public string Process => Info.Group ?? Info.ScanPoint?.Sample ?? Info.Name;
}

/// <summary>All samples of a process.</summary>
internal sealed record ReachGroup(string Process, IReadOnlyList<ReachSample> Samples);
