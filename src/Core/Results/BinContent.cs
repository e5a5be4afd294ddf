namespace AlpToolkit.Core.Results;

/// <summary>What fell into a bin of a histogram.</summary>
/// <param name="Count">Number of simulated events, N.</param>
/// <param name="SumOfWeights">Σw, pb in a result.</param>
/// <param name="SumOfSquaredWeights">Σw², pb² in a result.</param>
public readonly record struct BinContent(long Count, double SumOfWeights, double SumOfSquaredWeights)
{
    /// <summary>Statistical error of Σw from the finite simulation, √Σw².</summary>
    public double Error => Math.Sqrt(SumOfSquaredWeights);

    /// <summary>What fell into two bins together.</summary>
    public static BinContent operator +(BinContent left, BinContent right) => left.Plus(right);

    /// <summary>What fell into two bins together.</summary>
    public BinContent Plus(BinContent other) =>
        new(Count + other.Count, SumOfWeights + other.SumOfWeights, SumOfSquaredWeights + other.SumOfSquaredWeights);
}
