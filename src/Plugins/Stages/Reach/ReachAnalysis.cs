using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Statistics;
using AlpToolkit.Statistics.Selection;

namespace AlpToolkit.Plugins.Stages.Reach;

/// <summary>Cuts, likelihood and limits of one mass after another, from the stored events. Thread-safe.</summary>
internal sealed class ReachAnalysis(ReachSettings options, IReadOnlyList<ReachSample> samples, double luminosity, int bins, int columns)
{
    private const double ManyEvents = 10, Negligible = 0.01;

    /// <summary>What is found at one mass.</summary>
    /// <param name="mass">m_a, GeV.</param>
    /// <exception cref="PluginException">There is no signal of this mass.</exception>
    public ReachPoint At(double mass)
    {
        ReachSample signal = samples.FirstOrDefault(s => s.Info.Role == SampleRole.Signal && (s.Info.ScanPoint is null || s.Info.ScanPoint.Value == mass))
            ?? throw new PluginException($"there is no signal of {mass:G6} GeV");
        (ReachGroup Group, double Scale)[] backgrounds = [.. samples
            .Where(s => s.Info.Role == SampleRole.Background && (s.Info.ScanPoint is null || s.Info.ScanPoint.Value == mass))
            .GroupBy(s => s.Process)
            .Select(g => (new ReachGroup(g.Key, [.. g]), ScaleOf(options.Scale, g.Key) ?? 1))];
        (ReachCuts cuts, OptimalCuts found, double merit) = new ReachCutSearch(options, mass).Run(signal, backgrounds);
        ReachPlane signalPlane = new([signal], cuts, bins);
        double[] s = Array.ConvertAll(signalPlane.Sums, w => Math.Max(0, w) * luminosity);
        ReachPlane[] planes = [.. backgrounds.Select(b => new ReachPlane(b.Group.Samples, cuts, bins))];
        ReachTemplate[] templates = [.. planes.Select((p, i) => new ReachTemplate(p, columns, luminosity, backgrounds[i].Scale, options.Smoothing.FirstOrDefault(e => e.Key == backgrounds[i].Group.Process).Value, bin => s[bin] > 0))];
        SparseBackground[] sparse = [.. templates.Select((t, i) => new SparseBackground(t.Sums, t.Squares, t.Weights, columns, FallbackWeight(backgrounds[i]), bin => s[bin] > 0))];
        double[] central = Expected(sparse, BackgroundPolicy.AsInThePaper);
        double[] upper = Expected(sparse, BackgroundPolicy.PoissonUpperBound);
        double strength = TestStatistic.SignalStrengthAt(options.Threshold, s, central);
        (double covered, double excluded) = Shares(s, central, upper, strength, templates);
        double total = s.Sum(), asymptotic = ClsLimit.AsymptoticThreshold(0, ClsLimit.DefaultConfidenceLevel);
        return new ReachPoint
        {
            Cuts = cuts,
            Found = found,
            Merit = merit,
            Signal = total,
            Efficiency = total / luminosity / signal.Events.SumOfWeights,
            Backgrounds = [.. planes.Select((p, i) => new ReachBackground(backgrounds[i].Group.Process, p.Sums.Sum() * luminosity * backgrounds[i].Scale, Math.Sqrt(p.Squares.Sum()) * luminosity * backgrounds[i].Scale, p.Events))],
            Coupling = Coupling(strength),
            CouplingError = JackknifeError(signalPlane, templates),
            CouplingFloor = Coupling(TestStatistic.SignalStrengthAt(options.Threshold, s, Expected(sparse, BackgroundPolicy.Floor))),
            CouplingUpperBound = Coupling(TestStatistic.SignalStrengthAt(options.Threshold, s, upper)),
            CouplingHalf = Coupling(StrengthOf(signalPlane, templates, part => part % 2 == 0, isHalf: true)),
            CouplingUnsmoothed = Coupling(TestStatistic.SignalStrengthAt(options.Threshold, s, [.. Enumerable.Range(0, bins).Select(bin => templates.Sum(t => Math.Max(0, t.Simulated[bin])))])),
            CouplingCounting = Coupling(TestStatistic.SignalStrengthAt(options.Threshold, [total], [templates.Sum(t => t.Simulated.Sum())])),
            CouplingCls = [.. new[] { -2, -1, 0, 1, 2 }.Select(n => Coupling(TestStatistic.SignalStrengthAt(n == 0 ? asymptotic : ClsLimit.AsymptoticThreshold(n, ClsLimit.DefaultConfidenceLevel), s, central)))],
            CouplingClsExact = Coupling(ClsLimit.Exact(s, central, ClsLimit.DefaultConfidenceLevel)),
            SignalAtLimit = strength * total,
            SmoothedOverSimulated = templates.Sum(t => SumOfInterest(t.Sums, s)) / templates.Sum(t => SumOfInterest(t.Simulated, s)),
            ShareCovered = covered,
            ShareExcluded = excluded,
            Variations = [.. options.Variations.Select(v => Coupling(Variation(v.Value, s, templates, backgrounds)))],
        };
    }

    private static double SumOfInterest(double[] background, double[] signal) => background.Where((_, bin) => signal[bin] > 0).Sum();

    private static double? ScaleOf(EntryList<double> scales, string process) =>
        scales.FirstOrDefault(e => e.Key == process) is { Key: not null } entry ? entry.Value : null;

    // Events expected of one effective event of all samples of the group.
    private double FallbackWeight((ReachGroup Group, double Scale) background)
    {
        SampleTotals[] totals = [.. background.Group.Samples.Select(s => s.Totals)];
        return totals.Sum(t => t.SumOfSquaredWeights) is > 0 and var squares ? luminosity * background.Scale * squares / totals.Sum(t => Math.Abs(t.CrossSection)) : 0;
    }

    private double Coupling(double strength) => TestStatistic.CouplingAt(options.Coupling, strength);

    private double[] Expected(SparseBackground[] sparse, BackgroundPolicy policy)
    {
        double[] expected = new double[bins];
        foreach (SparseBackground background in sparse)
        {
            for (int bin = 0; bin < bins; bin++)
            {
                expected[bin] += background.Expected(bin, policy, options.ConfidenceLevel);
            }
        }

        return expected;
    }

    private (double Covered, double Excluded) Shares(double[] signal, double[] central, double[] upper, double strength, ReachTemplate[] templates)
    {
        double all = 0, covered = 0, excluded = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            if (!(signal[bin] > 0))
            {
                continue;
            }

            double s = strength * signal[bin], lambda = TestStatistic.Lambda(s, central[bin]), squares = templates.Sum(t => t.Squares[bin]);
            all += lambda;
            if (upper[bin] + Math.Sqrt(squares) <= Negligible * s)
            {
                excluded += lambda;
            }
            else if (squares > 0 && central[bin] * central[bin] >= ManyEvents * squares)
            {
                covered += lambda;
            }
        }

        return (covered / all, excluded / all);
    }

    private double Variation(ReachVariationSettings variation, double[] signal, ReachTemplate[] templates, (ReachGroup Group, double Scale)[] backgrounds)
    {
        double other = (variation.Luminosity ?? luminosity) / luminosity;
        double[] expected = new double[bins];
        for (int i = 0; i < templates.Length; i++)
        {
            templates[i].AddScaled(expected, ScaleOf(variation.Scale, backgrounds[i].Group.Process), other);
        }

        return TestStatistic.SignalStrengthAt(options.Threshold, Array.ConvertAll(signal, s => s * other), expected);
    }

    // The limit from the parts that are taken, scaled to the whole.
    private double StrengthOf(ReachPlane signal, ReachTemplate[] templates, Func<int, bool> isTaken, bool isHalf)
    {
        double[] background = new double[bins];
        foreach (ReachTemplate template in templates)
        {
            template.AddParts(background, isTaken, isHalf);
        }

        return TestStatistic.SignalStrengthAt(options.Threshold, Array.ConvertAll(signal.SumOfParts(isTaken), s => Math.Max(0, s) * luminosity), background);
    }

    // Delete-a-group jackknife (B. Efron, The Jackknife, the Bootstrap and Other Resampling Plans, SIAM 1982).
    private double JackknifeError(ReachPlane signal, ReachTemplate[] templates)
    {
        const int Parts = ReachPlane.Parts;
        double[] limits = [.. Enumerable.Range(0, Parts).Select(left => Coupling(StrengthOf(signal, templates, part => part != left, isHalf: false)))];
        double mean = limits.Average();
        return Math.Sqrt((Parts - 1.0) / Parts * limits.Sum(x => (x - mean) * (x - mean)));
    }
}
