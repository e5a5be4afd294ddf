using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Statistics;

/// <summary>A sample's part in a limit.</summary>
/// <param name="Sample">Name.</param>
/// <param name="Role">Signal or background.</param>
/// <param name="CrossSection">σ of the whole sample, pb.</param>
/// <param name="SimulatedEvents">Number of events of the whole sample.</param>
/// <param name="Selected">What lies in the search region: N, Σw in pb, Σw² in pb².</param>
/// <param name="EffectiveLuminosity">Luminosity that the sample amounts to, pb⁻¹.</param>
public sealed record SampleContribution(
    string Sample, SampleRole Role, double CrossSection, long SimulatedEvents, BinContent Selected, double EffectiveLuminosity);

/// <summary>
/// Limits on the strength of a signal, and on its coupling where the coupling of the simulated signal is known, under every
/// <see cref="BackgroundPolicy"/>; with Λ(μ) and what every sample contributed.
/// </summary>
/// <param name="name">Name of the result.</param>
/// <param name="policies">Limits, one entry a policy.</param>
/// <param name="samples">The samples.</param>
/// <param name="luminosity">L, pb⁻¹.</param>
public sealed class LimitResult(string name, IReadOnlyList<PolicyLimits> policies, IReadOnlyList<SampleContribution> samples, double luminosity) : Result(name)
{
    private const int CurvePoints = 61;

    /// <summary>Limits, one entry a policy.</summary>
    public IReadOnlyList<PolicyLimits> Policies { get; } = policies;

    /// <summary>The samples.</summary>
    public IReadOnlyList<SampleContribution> Samples { get; } = samples;

    /// <summary>L, pb⁻¹.</summary>
    public double Luminosity { get; } = luminosity;

    /// <summary>The policy whose limit is quoted first.</summary>
    public required BackgroundPolicy Headline { get; init; }

    /// <summary>What Λ was made of, for the descriptions: histogram, method, parameters of the policies.</summary>
    public required string Method { get; init; }

    /// <summary>Coupling that the signal was simulated with, GeV⁻¹; null when not stated.</summary>
    public double? ReferenceCoupling { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Table> ToTables(TableContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<Table> tables = [LimitTable(context)];
        if (Policies.SelectMany(p => p.Limits).Any(l => double.IsFinite(l.SignalStrength)))
        {
            tables.Add(CurveTable(context));
        }

        return [.. tables, SampleTable(context)];
    }

    private static string NameOf(BackgroundPolicy policy) => policy switch
    {
        BackgroundPolicy.Floor => "floor",
        BackgroundPolicy.PoissonUpperBound => "poisson_upper_bound",
        _ => "as_in_the_paper",
    };

    private static DependentValue FiniteOr(double value, string otherwise) =>
        double.IsFinite(value) ? DependentValue.Number(value) : DependentValue.Label(otherwise);

    private Table LimitTable(TableContext context)
    {
        (PolicyLimits Policy, StrengthLimit Limit)[] rows = [.. Policies.OrderBy(p => p.Policy != Headline).SelectMany(p => p.Limits, (p, l) => (p, l))];
        List<DependentVariable> variables = [Variable("limit on the signal strength mu", "", r => FiniteOr(r.Limit.SignalStrength, "no limit"))];
        if (ReferenceCoupling is { } reference)
        {
            variables.Add(Variable("limit on the coupling g", "GeV^-1", r => FiniteOr(TestStatistic.CouplingAt(reference, r.Limit.SignalStrength), "no limit")));
        }

        variables.Add(Variable("signal events S at mu = 1", "", r => DependentValue.Number(r.Policy.TotalSignal)));
        variables.Add(Variable("background events B", "", r => DependentValue.Number(r.Policy.TotalBackground)));
        variables.Add(Variable("S/sqrt(B)", "", r => FiniteOr(TestStatistic.SignalOverRootBackground(r.Policy.TotalSignal, r.Policy.TotalBackground), "no background")));
        variables.Add(Variable("share of Lambda from bins without a simulated background event", "", r => DependentValue.Number(r.Limit.ShareFromEmptyBins)));
        return new Table
        {
            Name = context.TableName(Name),
            IsHeadline = true,
            Description = $"Signal strength mu excluded where Lambda(mu) reaches the threshold (arXiv:2307.06369, Eq. 24). {Method} "
                + (ReferenceCoupling is { } g ? $"g = g_ref sqrt(mu) with g_ref = {g.ToString("G6", CultureInfo.InvariantCulture)} GeV^-1. " : "")
                + $"The policy to quote is {NameOf(Headline)}. S, B and S/sqrt(B) count the whole region as one bin.",
            Independent =
            [
                new("background policy", "", [.. rows.Select(r => IndependentValue.Label(NameOf(r.Policy.Policy)))]),
                new("threshold on Lambda", "", [.. rows.Select(r => IndependentValue.Number(r.Limit.Threshold))]),
            ],
            Dependent = variables,
            Keywords = context.Keywords,
        };

        DependentVariable Variable(string title, string units, Func<(PolicyLimits Policy, StrengthLimit Limit), DependentValue> value) =>
            new(title, units, [.. rows.Select(value)]) { Qualifiers = context.Qualifiers };
    }

    // From a tenth of the best to ten times the worst limit, in equal ratios.
    private Table CurveTable(TableContext context)
    {
        double[] limits = [.. Policies.SelectMany(p => p.Limits).Select(l => l.SignalStrength).Where(double.IsFinite)];
        (double first, double last) = (limits.Min() / 10, limits.Max() * 10);
        double[] strengths = [.. Enumerable.Range(0, CurvePoints).Select(i => first * Math.Pow(last / first, (double)i / (CurvePoints - 1)))];
        return new Table
        {
            Name = context.TableName($"{Name}_lambda"),
            Description = $"Test statistic Lambda (arXiv:2307.06369, Eq. 24) as a function of the signal strength mu. {Method}",
            Independent = [new("signal strength mu", "", [.. strengths.Select(IndependentValue.Number)])],
            Dependent = [.. Policies.Select(p => new DependentVariable($"Lambda ({NameOf(p.Policy)})", "", [.. strengths.Select(mu => DependentValue.Number(p.Lambda(mu)))]) { Qualifiers = context.Qualifiers })],
            Keywords = context.Keywords,
        };
    }

    private Table SampleTable(TableContext context)
    {
        return new Table
        {
            Name = context.TableName($"{Name}_samples"),
            IsHeadline = true,
            Description = "What every sample contributes to the search region, and the luminosity that its simulated events amount to. "
                + "Below a ratio of 1 a simulated event stands for more than one expected event.",
            Independent = [new("sample", "", [.. Samples.Select(s => IndependentValue.Label(s.Sample))])],
            Dependent =
            [
                Variable("role", "", s => DependentValue.Label(s.Role == SampleRole.Signal ? "signal" : "background")),
                Variable("cross section", "pb", s => DependentValue.Number(s.CrossSection)),
                Variable("cross section in the region", "pb", s => DependentValue.WithError(s.Selected.SumOfWeights, s.Selected.Error, "stat")),
                Variable("expected events in the region", "", s => DependentValue.WithError(s.Selected.SumOfWeights * Luminosity, s.Selected.Error * Luminosity, "stat")),
                Variable("simulated events", "", s => DependentValue.Number(s.SimulatedEvents)) with { IsCount = true },
                Variable("simulated events in the region", "", s => DependentValue.Number(s.Selected.Count)) with { IsCount = true },
                Variable("effective luminosity", "pb^-1", s => DependentValue.Number(s.EffectiveLuminosity)),
                Variable("effective luminosity over luminosity", "", s => DependentValue.Number(s.EffectiveLuminosity / Luminosity)),
            ],
            Keywords = context.Keywords,
        };

        DependentVariable Variable(string title, string units, Func<SampleContribution, DependentValue> value) =>
            new(title, units, [.. Samples.Select(value)]) { Qualifiers = context.Qualifiers };
    }
}
