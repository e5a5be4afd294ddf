namespace AlpToolkit.Host.Commands.Events;

/// <summary>The cross section of files that are one sample.</summary>
internal static class CrossSectionMean
{
    /// <summary>
    /// The mean, each file with the number of its events; errors of files that were integrated independently are added in quadrature.
    /// Files that state the same cross section and error to the last digit are parts of one run and share its integration: together
    /// they count as one.
    /// </summary>
    /// <param name="files">Number of events, cross section and error of each file; an error that is not stated is NaN, and so is the result's.</param>
    public static (double Value, double Error) Of(IReadOnlyList<(long Events, double Value, double Error)> files)
    {
        List<(double Events, double Value, double Error)> runs = [.. files.GroupBy(f => (f.Value, f.Error)).Select(r => ((double)r.Sum(f => f.Events), r.Key.Value, r.Key.Error))];
        double all = runs.Sum(r => r.Events);
        return runs.Count == 1
            ? (runs[0].Value, runs[0].Error)
            : (runs.Sum(r => r.Events / all * r.Value), Math.Sqrt(runs.Sum(r => Math.Pow(r.Events / all * r.Error, 2))));
    }
}
