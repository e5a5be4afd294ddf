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
        (ReachCuts cuts, OptimalCuts found) = new ReachCutSearch(options, mass).Run(signal, backgrounds);
        ReachPlane signalPlane = new([signal], cuts, bins);
        ReachPlane[] planes = [.. backgrounds.Select(b => new ReachPlane(b.Group.Samples, cuts, bins))];
        double[] s = Array.ConvertAll(signalPlane.Sums, w => Math.Max(0, w) * luminosity);
        SparseBackground[] sparse = [.. planes.Select((p, i) => new SparseBackground(p.Sums, p.Squares, columns, FallbackWeight(backgrounds[i].Group), bin => s[bin] > 0))];
        double[] central = Expected(sparse, backgrounds, BackgroundPolicy.AsInThePaper);
        double[] upper = Expected(sparse, backgrounds, BackgroundPolicy.PoissonUpperBound);
        double strength = TestStatistic.SignalStrengthAt(options.Threshold, s, central);
        (double covered, double excluded) = Shares(s, central, upper, strength, planes, backgrounds);
        double total = s.Sum(), asymptotic = ClsLimit.AsymptoticThreshold(0, ClsLimit.DefaultConfidenceLevel);
        return new ReachPoint
        {
            Cuts = cuts,
            Found = found,
            Signal = total,
            Efficiency = total / luminosity / signal.Events.SumOfWeights,
            Backgrounds = [.. planes.Select((p, i) => new ReachBackground(backgrounds[i].Group.Process, p.Sums.Sum() * luminosity * backgrounds[i].Scale, Math.Sqrt(p.Squares.Sum()) * luminosity * backgrounds[i].Scale, p.Events))],
            Coupling = Coupling(strength),
            CouplingError = JackknifeError(signalPlane, planes, backgrounds),
            CouplingFloor = Coupling(TestStatistic.SignalStrengthAt(options.Threshold, s, Expected(sparse, backgrounds, BackgroundPolicy.Floor))),
            CouplingUpperBound = Coupling(TestStatistic.SignalStrengthAt(options.Threshold, s, upper)),
            CouplingHalf = Coupling(StrengthOf(signalPlane, planes, backgrounds, part => part % 2 == 0)),
            CouplingCounting = Coupling(TestStatistic.SignalStrengthAt(options.Threshold, [total], [central.Sum()])),
            CouplingCls = [.. new[] { -2, -1, 0, 1, 2 }.Select(n => Coupling(TestStatistic.SignalStrengthAt(n == 0 ? asymptotic : ClsLimit.AsymptoticThreshold(n, ClsLimit.DefaultConfidenceLevel), s, central)))],
            CouplingClsExact = Coupling(ClsLimit.Exact(s, central, ClsLimit.DefaultConfidenceLevel)),
            SignalAtLimit = strength * total,
            ShareCovered = covered,
            ShareExcluded = excluded,
            Variations = [.. options.Variations.Select(v => Coupling(Variation(v.Value, s, planes, backgrounds)))],
        };
    }

    private static double? ScaleOf(EntryList<double> scales, string process) =>
        scales.FirstOrDefault(e => e.Key == process) is { Key: not null } entry ? entry.Value : null;

    // The weight of one effective event of all samples of the group, pb.
    private static double FallbackWeight(ReachGroup group) =>
        group.Samples.Sum(s => s.Totals.SumOfSquaredWeights) is > 0 and var squares ? squares / group.Samples.Sum(s => Math.Abs(s.Totals.CrossSection)) : 0;

    private double Coupling(double strength) => TestStatistic.CouplingAt(options.Coupling, strength);

    private double[] Expected(SparseBackground[] sparse, (ReachGroup Group, double Scale)[] backgrounds, BackgroundPolicy policy)
    {
        double[] expected = new double[bins];
        for (int i = 0; i < sparse.Length; i++)
        {
            double factor = luminosity * backgrounds[i].Scale;
            for (int bin = 0; factor > 0 && bin < bins; bin++)
            {
                expected[bin] += factor * sparse[i].Expected(bin, policy, options.ConfidenceLevel);
            }
        }

        return expected;
    }

    private (double Covered, double Excluded) Shares(double[] signal, double[] central, double[] upper, double strength, ReachPlane[] planes, (ReachGroup Group, double Scale)[] backgrounds)
    {
        double all = 0, covered = 0, excluded = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            if (!(signal[bin] > 0))
            {
                continue;
            }

            double s = strength * signal[bin], lambda = TestStatistic.Lambda(s, central[bin]), squares = 0;
            for (int i = 0; i < planes.Length; i++)
            {
                squares += planes[i].Squares[bin] * Math.Pow(luminosity * backgrounds[i].Scale, 2);
            }

            all += lambda;
            if (upper[bin] <= Negligible * s)
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

    private double Variation(ReachVariationSettings variation, double[] signal, ReachPlane[] planes, (ReachGroup Group, double Scale)[] backgrounds)
    {
        double other = variation.Luminosity ?? luminosity;
        double[] expected = new double[bins];
        for (int i = 0; i < planes.Length; i++)
        {
            double factor = other * (ScaleOf(variation.Scale, backgrounds[i].Group.Process) ?? backgrounds[i].Scale);
            for (int bin = 0; bin < bins; bin++)
            {
                expected[bin] += factor * Math.Max(0, planes[i].Sums[bin]);
            }
        }

        return TestStatistic.SignalStrengthAt(options.Threshold, Array.ConvertAll(signal, s => s * other / luminosity), expected);
    }

    // The limit from the parts that are taken, scaled to the whole.
    private double StrengthOf(ReachPlane signal, ReachPlane[] planes, (ReachGroup Group, double Scale)[] backgrounds, Func<int, bool> isTaken)
    {
        int[] taken = [.. Enumerable.Range(0, ReachPlane.Parts).Where(isTaken)];
        double factor = luminosity * ReachPlane.Parts / taken.Length;
        double[] s = new double[bins], b = new double[bins];
        foreach (int part in taken)
        {
            AddTo(s, signal.Part(part), factor);
            for (int i = 0; i < planes.Length; i++)
            {
                AddTo(b, planes[i].Part(part), factor * backgrounds[i].Scale);
            }
        }

        return TestStatistic.SignalStrengthAt(options.Threshold, Array.ConvertAll(s, x => Math.Max(0, x)), Array.ConvertAll(b, x => Math.Max(0, x)));
    }

    private static void AddTo(double[] sums, double[] part, double factor)
    {
        for (int bin = 0; bin < sums.Length; bin++)
        {
            sums[bin] += factor * part[bin];
        }
    }

    // Delete-a-group jackknife (B. Efron, The Jackknife, the Bootstrap and Other Resampling Plans, SIAM 1982).
    private double JackknifeError(ReachPlane signal, ReachPlane[] planes, (ReachGroup Group, double Scale)[] backgrounds)
    {
        const int Parts = ReachPlane.Parts;
        double[] limits = [.. Enumerable.Range(0, Parts).Select(left => Coupling(StrengthOf(signal, planes, backgrounds, part => part != left)))];
        double mean = limits.Average();
        return Math.Sqrt((Parts - 1.0) / Parts * limits.Sum(x => (x - mean) * (x - mean)));
    }
}
