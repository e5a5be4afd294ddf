namespace AlpToolkit.Plugins.Stages.Reach;

/// <summary>What a reader of a reach must know about the simulation and the cuts behind it.</summary>
internal static class ReachWarnings
{
    private const double SmallShare = 0.01, SmallDifference = 0.05;

    public static IEnumerable<string> Of(IReadOnlyList<ReachPoint> points, ReachSettings options)
    {
        ReachPoint[] sparse = [.. points.Where(p => p.ShareSparse > SmallShare)];
        if (sparse.Length > 0)
        {
            ReachPoint worst = sparse.MaxBy(p => p.ShareSparse)!;
            yield return $"{options.Name}: at {Count(sparse)} more than 1 % of Lambda comes from bins with fewer than 10 effective background events; most at m_a = {worst.Cuts.Mass:G4} GeV, {worst.ShareSparse:P1}. Simulate more events";
        }

        ReachPoint[] apart = [.. points.Where(p => Math.Max(p.CouplingFloor, p.CouplingUpperBound) / p.Coupling - 1 > SmallDifference)];
        if (apart.Length > 0)
        {
            ReachPoint worst = apart.MaxBy(p => p.CouplingUpperBound / p.Coupling)!;
            yield return $"{options.Name}: at {Count(apart)} the limits differ by more than 5 % with what is assumed of sparse bins; most at m_a = {worst.Cuts.Mass:G4} GeV, a factor of {Math.Max(worst.CouplingFloor, worst.CouplingUpperBound) / worst.Coupling:G3}. Simulate more events";
        }

        ReachPoint[] infeasible = [.. points.Where(p => !p.Found.IsFeasible)];
        if (infeasible.Length > 0)
        {
            yield return $"{options.Name}: at {Count(infeasible)} no cuts within 'search' keep {100 * options.Keep:G4} % of the signal; the loosest are taken";
        }

        ReachPoint[] atEdge = [.. points.Where(p => p.Found.IsFeasible && IsAtEdge(p, options))];
        if (atEdge.Length > 0)
        {
            yield return $"{options.Name}: at {Count(atEdge)} ({string.Join(", ", atEdge.Take(5).Select(p => $"{p.Cuts.Mass:G4}"))} GeV) a cut is at the end of what 'search' allows";
        }
    }

    private static bool IsAtEdge(ReachPoint point, ReachSettings options) =>
        (options.Kappa is null && point.Cuts.Kappa > 0.99 * options.Search.KappaMax)
        || (options.MissingEnergyLow is null && point.Cuts.EnergyLow < options.Search.MissingEnergyMin + 0.01 && point.Cuts.EnergyLow > point.Cuts.Mass + 0.05)
        || (options.MissingPseudorapidityHigh is null && point.Cuts.PseudorapidityHigh > 0.99 * options.Search.MissingPseudorapidityMax);

    private static string Count(ReachPoint[] points) => points.Length == 1 ? "1 mass" : $"{points.Length} masses";
}
