using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io;

/// <summary>The factor by which the weights of a file become those of its cross section.</summary>
internal static class WeightScale
{
    /// <summary>What to say when it is negative; null when it is not.</summary>
    /// <param name="crossSection">Cross section, pb.</param>
    /// <param name="totals">Sums over the events; the weights do not add up to 0.</param>
    public static string? SignChange(double crossSection, in StreamTotals totals) => crossSection / totals.SumOfWeights < 0
        ? $"the weights add up to {totals.SumOfWeights:G6}, so that all change their sign to add up to {crossSection:G6} pb"
        : null;
}
