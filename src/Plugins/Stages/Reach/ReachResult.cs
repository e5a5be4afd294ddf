using System.Globalization;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Plugins.Stages.Reach;

/// <summary>Limits on the coupling against the mass, and what led to them: cuts, expected events, and what the simulation is worth.</summary>
internal sealed class ReachResult(string name, IReadOnlyList<ReachPoint> points, double luminosity, ReachSettings options) : Result(name)
{
    private const string Coupling = "limit on the coupling g";

    /// <summary>One point a mass.</summary>
    public IReadOnlyList<ReachPoint> Points { get; } = points;

    /// <inheritdoc/>
    public override IReadOnlyList<Table> ToTables(TableContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<Table> tables = [Limits(context), Selection(context), Quality(context)];
        if (options.Variations.Count > 0)
        {
            tables.Add(Variations(context));
        }

        return tables;
    }

    private static DependentValue Finite(double value, string otherwise) => double.IsFinite(value) ? DependentValue.Number(value) : DependentValue.Label(otherwise);

    private Table Limits(TableContext context) => NewTable(context, Name, isHeadline: true,
        $"Expected limit on the ALP-photon coupling g_agammagamma at {(luminosity / 1e6).ToString("G4", CultureInfo.InvariantCulture)} ab^-1: Lambda (arXiv:2307.06369, Eq. 24) reaches "
        + $"{options.Threshold.ToString("G6", CultureInfo.InvariantCulture)}. The error is that of the simulation (jackknife). floor and poisson_upper_bound assume that bins without simulated "
        + "background events hold some; 95 % CLs is the field's convention, asymptotic with its bands, and from the distribution of the likelihood ratio. counting takes the selection as one bin.",
        [
            new($"{Coupling}, Lambda = {options.Threshold.ToString("G6", CultureInfo.InvariantCulture)}", "GeV^-1", [.. Points.Select(p => DependentValue.WithError(p.Coupling, p.CouplingError, "simulation"))]),
            .. options.Smoothing.Count == 0 ? (IEnumerable<DependentVariable>)[] : [Variable($"{Coupling}, not smoothed", "GeV^-1", p => Finite(p.CouplingUnsmoothed, "no limit"))],
            Variable($"{Coupling}, floor", "GeV^-1", p => Finite(p.CouplingFloor, "no limit")),
            Variable($"{Coupling}, poisson_upper_bound", "GeV^-1", p => Finite(p.CouplingUpperBound, "no limit")),
            Variable($"{Coupling}, 95 % CLs", "GeV^-1", p => Finite(p.CouplingClsExact, "no limit")),
            new($"{Coupling}, 95 % CLs asymptotic", "GeV^-1", [.. Points.Select(Asymptotic)]),
            Variable($"{Coupling}, counting", "GeV^-1", p => Finite(p.CouplingCounting, "no limit")),
            Variable("signal events at the limit", "", p => Finite(p.SignalAtLimit, "no limit")),
        ]);

    private static DependentValue Asymptotic(ReachPoint point)
    {
        double median = point.CouplingCls[2];
        return double.IsFinite(median)
            ? new DependentValue
            {
                Value = median,
                Uncertainties =
                [
                    new Uncertainty("1 standard deviation", point.CouplingCls[3] - median, point.CouplingCls[1] - median),
                    new Uncertainty("2 standard deviations", point.CouplingCls[4] - median, point.CouplingCls[0] - median),
                ],
            }
            : DependentValue.Label("no limit");
    }

    private Table Selection(TableContext context) => NewTable(context, $"{Name}_selection", isHeadline: true,
        $"Cuts of Eq. (21) and (22) of arXiv:2307.06369, the share of the signal in acceptance that they keep, and the events expected. Cuts that were not given are the middle of those that keep {(100 * options.Keep).ToString("G4", CultureInfo.InvariantCulture)} % and have S/sqrt(B) within {(100 * options.Plateau).ToString("G4", CultureInfo.InvariantCulture)} % of the best, which stand beside them; gap is by how much others could be better than the best.",
        [
            Variable("kappa", "", p => DependentValue.Number(p.Cuts.Kappa)),
            Variable("E_miss^low", "GeV", p => DependentValue.Number(p.Cuts.EnergyLow)),
            Variable("eta_miss^high", "", p => DependentValue.Number(p.Cuts.PseudorapidityHigh)),
            Variable("signal efficiency", "", p => DependentValue.Number(p.Efficiency)),
            Variable($"signal events at g = {options.Coupling.ToString("G4", CultureInfo.InvariantCulture)} GeV^-1", "", p => DependentValue.Number(p.Signal)),
            .. Backgrounds().Select(b => new DependentVariable($"{b} events", "", [.. Points.Select(p => p.Backgrounds.FirstOrDefault(x => x.Sample == b) is { } own ? DependentValue.WithError(own.Events, own.Error, "stat") : DependentValue.Missing)])),
            Variable("kappa, best", "", p => DependentValue.Number(p.Found.Thresholds[0])),
            Variable("E_miss^low, best", "GeV", p => DependentValue.Number(-p.Found.Thresholds[1])),
            Variable("eta_miss^high, best", "", p => DependentValue.Number(p.Found.Thresholds[2])),
            Variable("S/sqrt(B) / best", "", p => DependentValue.Number(p.Merit)),
            Variable("gap", "", p => DependentValue.Number(p.Found.Gap)),
        ]);

    private Table Quality(TableContext context) => NewTable(context, $"{Name}_simulation", isHeadline: false,
        "What the limits owe to the simulation. Shares of Lambda at the limit from bins whose background has at least 10 effective simulated events; from bins that are excluded, with a background below "
        + "1 % of the signal at the limit even at its upper bound; and from the others. half is the limit from half of the events over that from all.",
        [
            Variable("share of Lambda, covered", "", p => DependentValue.Number(p.ShareCovered)),
            Variable("share of Lambda, excluded", "", p => DependentValue.Number(p.ShareExcluded)),
            Variable("share of Lambda, sparse", "", p => DependentValue.Number(p.ShareSparse)),
            Variable("floor / limit", "", p => DependentValue.Number(p.CouplingFloor / p.Coupling)),
            Variable("poisson_upper_bound / limit", "", p => DependentValue.Number(p.CouplingUpperBound / p.Coupling)),
            Variable("unsmoothed / limit", "", p => DependentValue.Number(p.CouplingUnsmoothed / p.Coupling)),
            Variable("background, smoothed / simulated", "", p => Finite(p.SmoothedOverSimulated, "no background")),
            Variable("half / all", "", p => DependentValue.Number(p.CouplingHalf / p.Coupling)),
            .. Backgrounds().Select(b => new DependentVariable($"{b}: events simulated", "", [.. Points.Select(p => DependentValue.Number(p.Backgrounds.FirstOrDefault(x => x.Sample == b)?.Simulated ?? 0))]) { IsCount = true }),
        ]);

    private Table Variations(TableContext context) => NewTable(context, $"{Name}_variations", isHeadline: true,
        "Limit on the coupling with other assumptions and the same cuts, the background as simulated.",
        [.. options.Variations.Select((v, i) => Variable($"{Coupling}, {v.Key}", "GeV^-1", p => Finite(p.Variations[i], "no limit")))]);

    private string[] Backgrounds() => [.. Points.SelectMany(p => p.Backgrounds).Select(b => b.Sample).Distinct()];

    private DependentVariable Variable(string title, string units, Func<ReachPoint, DependentValue> value) => new(title, units, [.. Points.Select(value)]);

    private Table NewTable(TableContext context, string table, bool isHeadline, string description, IReadOnlyList<DependentVariable> variables) => new()
    {
        Name = context.TableName(table),
        IsHeadline = isHeadline,
        Description = description,
        Independent = [new("m_a", "GeV", [.. Points.Select(p => IndependentValue.Number(p.Cuts.Mass))])],
        Dependent = [.. variables.Select(v => v with { Qualifiers = context.Qualifiers })],
        Keywords = context.Keywords,
    };
}
