using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.HepMc;

/// <summary>What the weights of a file amount to.</summary>
/// <param name="CrossSection">Cross section, pb.</param>
/// <param name="CrossSectionError">Its error, pb; NaN when not known.</param>
/// <param name="WeightFactor">Factor that makes the sum of the weights the cross section in pb.</param>
/// <param name="Text">Where they come from, one phrase.</param>
/// <param name="Warning">What the user should look at; null when nothing is odd.</param>
internal sealed record HepMcNormalisation(double CrossSection, double CrossSectionError, double WeightFactor, string Text, string? Warning)
{
    private const double RelativeTolerance = 0.01;

    /// <summary>Decides from what was read.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="stated">Cross section that the file states and its error, pb; null when none is stated.</param>
    /// <param name="source">Where that comes from, in words.</param>
    /// <param name="totals">Sums over the events.</param>
    /// <param name="options">What the user says.</param>
    /// <exception cref="PluginException">Nobody states a cross section, or the weights add up to 0.</exception>
    public static HepMcNormalisation Decide(string name, (double Value, double Error)? stated, string source, in StreamTotals totals, HepMcOptions options)
    {
        if (totals.Events == 0)
        {
            return new HepMcNormalisation(options.CrossSection ?? 0, double.NaN, 0, "there are no events", "there are no events");
        }

        if (options.CrossSection is { } given)
        {
            return Scaled(name, given, double.NaN, totals, "cross section given by the user");
        }

        double sum = totals.SumOfWeights, mean = sum / totals.Events;
        double error = totals.Events < 2 ? double.NaN : Math.Sqrt(Math.Max(0, totals.SumOfSquaredWeights / totals.Events - mean * mean) / (totals.Events - 1));
        return options.Normalisation switch
        {
            HepMcWeightConvention.Mean => new HepMcNormalisation(mean, error, 1.0 / totals.Events, "mean of the weights, as the user says", null),
            HepMcWeightConvention.Sum => new HepMcNormalisation(sum, totals.Events * error, 1, "sum of the weights, as the user says", null),
            _ when stated is { Value: > 0 } file => Scaled(name, file.Value, file.Error, totals, $"{source}; {Relation(file.Value, sum, mean, totals)}"),
            _ => throw HepMcErrors.NoCrossSection(name, stated?.Value),
        };
    }

    // Said, never used: a few events of a run have another mean than the run.
    private static string Relation(double crossSection, double sum, double mean, in StreamTotals totals) =>
        totals.UnitWeights ? "every weight is +1 or -1"
        : Math.Abs(mean - crossSection) <= RelativeTolerance * crossSection ? "the mean of the weights equals it"
        : Math.Abs(sum - crossSection) <= RelativeTolerance * crossSection ? "the sum of the weights equals it"
        : $"the weights are relative (mean {mean:G6}, sum {sum:G6})";

    private static HepMcNormalisation Scaled(string name, double crossSection, double error, in StreamTotals totals, string text) =>
        totals.SumOfWeights != 0
            ? new HepMcNormalisation(crossSection, error, crossSection / totals.SumOfWeights, text, WeightScale.SignChange(crossSection, totals))
            : throw HepMcErrors.NoScale(name, crossSection);
}
