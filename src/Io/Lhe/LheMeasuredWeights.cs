using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Lhe;

/// <summary>Mean and sum of the weights of a file with their statistical errors, beside the cross section of its header. In pb.</summary>
/// <param name="Mean">Mean of XWGTUP.</param>
/// <param name="MeanError">Its standard error, from the spread of the weights; 0 for one event, which tells nothing of it.</param>
/// <param name="Sum">Sum of XWGTUP; of a file of several documents the mean of their sums.</param>
/// <param name="SumError">Its standard error.</param>
/// <param name="CrossSection">Sum of XSECUP.</param>
/// <param name="CrossSectionError">Its error, XERRUP.</param>
/// <param name="AreUnits">True when every weight is +1 or −1.</param>
public sealed record LheMeasuredWeights(double Mean, double MeanError, double Sum, double SumError, double CrossSection, double CrossSectionError, bool AreUnits)
{
    internal const double RelativeTolerance = 0.01;
    private const double StandardErrors = 5;

    // An error of half the cross section tells nothing.
    private const double LargestTolerance = 0.5;

    /// <summary>True when the mean is the cross section, within 1 % or 5 standard errors.</summary>
    public bool MeanAgrees => CrossSection > 0 && Math.Abs(Mean - CrossSection) <= Tolerance(MeanError);

    /// <summary>True when the sum is the cross section, within 1 % or 5 standard errors.</summary>
    public bool SumAgrees => CrossSection > 0 && Math.Abs(Sum - CrossSection) <= Math.Max(Tolerance(MeanError), Math.Min(Tolerance(SumError), LargestTolerance * CrossSection));

    /// <summary>What the weights are found to be: <c>mean</c>, <c>sum</c>, <c>unity</c> or <c>none</c> of them.</summary>
    public string Finding => MeanAgrees ? "mean" : SumAgrees ? "sum" : AreUnits ? "unity" : "none";

    /// <summary>True when the events are too few to tell: both the mean and the sum may be the cross section, or hardly anything is said of either.</summary>
    internal bool IsWeak => Tolerance(MeanError) > LargestTolerance * Math.Abs(CrossSection) && Math.Abs(Sum - CrossSection) <= Tolerance(SumError);

    internal static LheMeasuredWeights Of(LheHead head, in StreamTotals totals) => new(
        totals.SumOfWeights / totals.Events, ErrorOfMean(totals), totals.SumOfWeights / head.Documents, ErrorOfSum(head, totals), head.CrossSection, head.CrossSectionError, totals.UnitWeights);

    /// <summary>What contradicts the user's word; null when nothing does.</summary>
    /// <param name="convention">What the user says.</param>
    internal string? Conflict(LheWeightConvention convention)
    {
        (string word, double value, double error, bool agrees, bool otherAgrees) = convention switch
        {
            LheWeightConvention.Mean => ("mean", Mean, MeanError, MeanAgrees, SumAgrees),
            LheWeightConvention.Sum => ("sum", Sum, SumError, SumAgrees, MeanAgrees),
            _ => ("", 0, 0, true, false),
        };
        if (agrees || CrossSection <= 0 || !(otherAgrees || AreUnits))
        {
            return null;
        }

        string file = otherAgrees
            ? $"their {(word == "mean" ? "sum" : "mean")} is XSECUP, {CrossSection:G6} ± {CrossSectionError:G2} pb"
            : $"every XWGTUP is +1 or -1, and XSECUP is {CrossSection:G6} ± {CrossSectionError:G2} pb";
        return $"normalisation: {word} was asked for, and the {word} of XWGTUP is {value:G6} ± {error:G2} pb; but {file}. Leave 'normalisation' out, or state 'cross_section'.";
    }

    internal static double ErrorOfMean(in StreamTotals totals)
    {
        if (totals.Events < 2)
        {
            return 0;
        }

        double mean = totals.SumOfWeights / totals.Events;
        double variance = Math.Max(0, totals.SumOfSquaredWeights / totals.Events - mean * mean);
        return Math.Sqrt(variance / (totals.Events - 1));
    }

    // The weights of every document add up to the cross section: so do those of all, divided by the number of documents.
    internal static double ErrorOfSum(LheHead head, in StreamTotals totals) => totals.Events * ErrorOfMean(totals) / head.Documents;

    private double Tolerance(double error) => Math.Max(RelativeTolerance * Math.Abs(CrossSection), StandardErrors * Math.Sqrt(error * error + CrossSectionError * CrossSectionError));
}
