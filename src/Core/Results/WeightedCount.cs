namespace AlpToolkit.Core.Results;

/// <summary>A number of simulated events and the sums of their weights.</summary>
/// <param name="Events">Simulated events.</param>
/// <param name="SumOfWeights">Σw, pb: the cross section they stand for.</param>
/// <param name="SumOfSquaredWeights">Σw², pb².</param>
public readonly record struct WeightedCount(long Events, double SumOfWeights, double SumOfSquaredWeights)
{
    /// <summary>Half of what a central 68.27 % interval leaves out: the tail beyond one standard deviation of a Gaussian.</summary>
    private const double OneSidedTail = 0.15865525393145705;

    /// <summary>Statistical error √Σw² of the cross section, pb.</summary>
    public double Error => Math.Sqrt(SumOfSquaredWeights);

    /// <summary>Events of two disjoint sets together.</summary>
    public static WeightedCount operator +(WeightedCount left, WeightedCount right) =>
        new(left.Events + right.Events, left.SumOfWeights + right.SumOfWeights, left.SumOfSquaredWeights + right.SumOfSquaredWeights);

    /// <summary>
    /// Efficiency ε = Σ_pass w / Σ_all w of a selection that this count passed and <paramref name="all"/> entered, with its statistical
    /// error. The passing events are among all events, so σ²(ε) = [(1 − ε)² Σ_pass w² + ε² Σ_fail w²] / (Σ_all w)², which is ε(1 − ε)/N
    /// for equal weights. Where no event or every event passes this would be 0: the error is then that of the Clopper-Pearson
    /// interval at 68.27 % for n = (Σ_all w)²/Σ_all w² effective events, 1 − 0.1587^(1/n), on the one side that is possible.
    /// </summary>
    /// <param name="all">The events before the selection.</param>
    /// <returns>A missing value when the weights of all events add up to 0.</returns>
    public DependentValue EfficiencyOf(WeightedCount all)
    {
        double total = all.SumOfWeights;
        if (total == 0)
        {
            return DependentValue.Missing;
        }

        double efficiency = SumOfWeights / total;
        if (Events == 0 || Events == all.Events)
        {
            double effectiveEvents = total * total / all.SumOfSquaredWeights;
            double error = 1 - Math.Pow(OneSidedTail, 1 / effectiveEvents);
            return new DependentValue { Value = efficiency, Uncertainties = [Events == 0 ? new Uncertainty(null, error, 0) : new Uncertainty(null, 0, 0 - error)] };
        }

        double failing = Math.Max(0, all.SumOfSquaredWeights - SumOfSquaredWeights);
        double variance = (1 - efficiency) * (1 - efficiency) * SumOfSquaredWeights + efficiency * efficiency * failing;
        return DependentValue.WithError(efficiency, Math.Sqrt(variance) / Math.Abs(total));
    }
}
