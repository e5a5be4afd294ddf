using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Lhe;

/// <summary>
/// What the weights of a file add up to. IDWTUP was meant to say it and does not: MadGraph's mean weight is the cross section
/// today, its sum was in 2.2; Pythia and Whizard write 1. So the weights are compared with the cross section of the header.
/// </summary>
/// <param name="Convention">What was found, never <see cref="LheWeightConvention.Auto"/>.</param>
/// <param name="CrossSection">Cross section, pb.</param>
/// <param name="CrossSectionError">Its error, pb; NaN when not known.</param>
/// <param name="WeightFactor">Factor that makes the sum of the weights the cross section in pb.</param>
/// <param name="Text">Where they come from, one phrase.</param>
/// <param name="Warning">What the user should look at; null when nothing is odd.</param>
public sealed record LheNormalisation(LheWeightConvention Convention, double CrossSection, double CrossSectionError, double WeightFactor, string Text, string? Warning)
{
    // A few hundred events of a run differ from its cross section by some per cent; beyond this the user should know which is taken.
    private const double WorthAWord = 0.02;

    /// <summary>What was measured, whatever was decided; null when there are no events.</summary>
    public LheMeasuredWeights? Measured { get; init; }

    /// <summary>Decides from what was read.</summary>
    /// <param name="head">The head of the file.</param>
    /// <param name="totals">Sums over its events.</param>
    /// <param name="options">What the user says.</param>
    /// <param name="mayLackEvents">True when events were left out, or the file has no end: the events that are there stand for all, and weights that would add up to the cross section do not.</param>
    /// <exception cref="PluginException">The user's words contradict the weights.</exception>
    public static LheNormalisation Decide(LheHead head, in StreamTotals totals, LheOptions options, bool mayLackEvents = false)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(options);
        double header = head.CrossSection;
        if (totals.Events == 0)
        {
            return new LheNormalisation(LheWeightConvention.Header, options.CrossSection ?? header, head.CrossSectionError, 0, "cross section of the header; there are no events", "there are no events");
        }

        LheMeasuredWeights measured = LheMeasuredWeights.Of(head, totals);
        LheNormalisation found = Decide(head, totals, options, measured);
        return (mayLackEvents && found.Convention == LheWeightConvention.Sum ? ForAll(found, head, totals) : found) with { Measured = measured };
    }

    // The sum of what is left is less than the cross section by what is missing.
    private static LheNormalisation ForAll(LheNormalisation found, LheHead head, in StreamTotals totals)
    {
        string sum = $"the sum of XWGTUP, {found.CrossSection:G6} pb, lacks the events that are missing";
        return head.CrossSection > 0 && totals.SumOfWeights != 0
            ? Scaled(LheWeightConvention.Sum, head.CrossSection, head.CrossSectionError, totals, "XSECUP, for which the events that are there stand", $"{sum}; XSECUP, {head.CrossSection:G6} pb, is taken")
            : found with { Warning = $"{sum}, and there is no XSECUP in its place. State 'cross_section'" };
    }

    private static LheNormalisation Decide(LheHead head, in StreamTotals totals, LheOptions options, LheMeasuredWeights measured)
    {
        double header = head.CrossSection;
        if (options.CrossSection is { } given)
        {
            return Scaled(LheWeightConvention.Header, given, double.NaN, totals, "cross section given by the user", null);
        }

        if (measured.Conflict(options.Normalisation) is { } conflict)
        {
            throw new PluginException(conflict);
        }

        return options.Normalisation switch
        {
            LheWeightConvention.Mean => Mean(head, totals, "mean of XWGTUP, as the user says", measured.MeanAgrees ? null : Contradiction("mean", measured.Mean, head)),
            LheWeightConvention.Sum => Sum(head, totals, "sum of XWGTUP, as the user says", measured.SumAgrees ? null : Contradiction("sum", measured.Sum, head)),
            LheWeightConvention.Unit when !totals.UnitWeights => throw new PluginException("normalisation: unit was asked for, but not every XWGTUP is +1 or -1. Use header, mean, sum or auto."),
            LheWeightConvention.Unit => Scaled(LheWeightConvention.Unit, header, head.CrossSectionError, totals, "XSECUP, weights +1 and -1, as the user says", null),
            LheWeightConvention.Header => Scaled(LheWeightConvention.Header, header, head.CrossSectionError, totals, "XSECUP, as the user says", null),
            _ => Compare(head, totals, measured),
        };
    }

    private static LheNormalisation Compare(LheHead head, in StreamTotals totals, LheMeasuredWeights measured)
    {
        double header = head.CrossSection;
        (double mean, double sum) = (measured.Mean, measured.Sum);
        string? weak = measured.IsWeak && !totals.UnitWeights
            ? $"the events are too few, or their weights too uneven, to tell how they are normalised: mean {mean:G6} pb, sum {totals.SumOfWeights:G6} pb, XSECUP {header:G6} pb; state 'normalisation' if you know it"
            : null;
        if (measured.MeanAgrees)
        {
            return Mean(head, totals, Agreement("mean", mean, measured.MeanError, head, weak), weak ?? Difference("mean", mean, measured.MeanError, head));
        }

        if (measured.SumAgrees)
        {
            return Sum(head, totals, Agreement("sum", sum, measured.SumError, head, weak), weak ?? Difference("sum", sum, measured.SumError, head));
        }

        if (totals.UnitWeights && header > 0 && totals.SumOfWeights != 0)
        {
            return Scaled(LheWeightConvention.Unit, header, head.CrossSectionError, totals, "XSECUP; every XWGTUP is +1 or -1", null);
        }

        string numbers = $"neither the mean ({mean:G6} pb) nor the sum ({totals.SumOfWeights:G6} pb) of XWGTUP is XSECUP ({header:G6} pb)";
        int strategy = Math.Abs(head.WeightStrategy);
        return strategy is 2 or 3 && header > 0 && totals.SumOfWeights != 0
            ? Scaled(LheWeightConvention.Header, header, head.CrossSectionError, totals, $"XSECUP, by IDWTUP = {head.WeightStrategy}", $"{numbers}; XSECUP is taken as IDWTUP = {head.WeightStrategy} says. State 'normalisation' or 'cross_section' if that is wrong")
            : Mean(head, totals, strategy is 1 or 4 ? $"mean of XWGTUP, by IDWTUP = {head.WeightStrategy}" : "mean of XWGTUP", $"{numbers}; the mean is taken (IDWTUP = {head.WeightStrategy}). State 'normalisation' or 'cross_section' if that is wrong");
    }

    private static string? Contradiction(string what, double value, LheHead head) => head.CrossSection > 0
        ? $"the {what} of XWGTUP, {value:G6} pb, is taken as the user says, and XSECUP is {head.CrossSection:G6} ± {head.CrossSectionError:G2} pb"
        : null;

    private static string Agreement(string what, double value, double error, LheHead head, string? weak) =>
        weak is not null ? $"{what} of XWGTUP; too few events to compare it with XSECUP"
        : Math.Abs(value - head.CrossSection) <= LheMeasuredWeights.RelativeTolerance * Math.Abs(head.CrossSection) ? $"{what} of XWGTUP equals XSECUP"
        : $"{what} of XWGTUP is {Math.Abs(value - head.CrossSection) / Math.Sqrt(error * error + head.CrossSectionError * head.CrossSectionError):F1} standard errors from XSECUP";

    private static string? Difference(string what, double value, double error, LheHead head) =>
        Math.Abs(value - head.CrossSection) <= WorthAWord * Math.Abs(head.CrossSection)
            ? null
            : $"the {what} of XWGTUP is {value:G6} ± {error:G2} pb and XSECUP {head.CrossSection:G6} ± {head.CrossSectionError:G2} pb; the {what} is taken. 'normalisation: header' takes XSECUP";

    private static LheNormalisation Mean(LheHead head, in StreamTotals totals, string text, string? warning) =>
        new(LheWeightConvention.Mean, totals.SumOfWeights / totals.Events, Math.Max(LheMeasuredWeights.ErrorOfMean(totals), head.CrossSectionError), 1.0 / totals.Events, text, warning);

    private static LheNormalisation Sum(LheHead head, in StreamTotals totals, string text, string? warning) =>
        new(LheWeightConvention.Sum, totals.SumOfWeights / head.Documents, Math.Max(LheMeasuredWeights.ErrorOfSum(head, totals), head.CrossSectionError), 1.0 / head.Documents, text, warning);

    private static LheNormalisation Scaled(LheWeightConvention convention, double crossSection, double error, in StreamTotals totals, string text, string? warning) =>
        totals.SumOfWeights != 0
            ? new(convention, crossSection, error, crossSection / totals.SumOfWeights, text, warning ?? WeightScale.SignChange(crossSection, totals))
            : throw new PluginException($"the weights add up to 0, so they cannot be scaled to {crossSection:G6} pb. Use 'normalisation: mean' or 'sum'.");
}
