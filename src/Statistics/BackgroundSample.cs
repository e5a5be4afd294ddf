namespace AlpToolkit.Statistics;

/// <summary>A simulated background in the bins of a histogram.</summary>
/// <param name="SumOfWeights">Σw of every bin, pb.</param>
/// <param name="SumOfSquaredWeights">Σw² of every bin, pb²; shape of <paramref name="SumOfWeights"/>.</param>
/// <param name="EffectiveLuminosity">
/// ℓ, pb⁻¹: the luminosity that the whole sample amounts to, (Σw)²/Σw² effective events over σ = Σw. 1/ℓ is the weight in pb of one
/// effective event, the weight that an event in an empty bin is taken to have: too small where the sample's weights are largest
/// just in the bins that matter.
/// </param>
public sealed record BackgroundSample(ReadOnlyMemory<double> SumOfWeights, ReadOnlyMemory<double> SumOfSquaredWeights, double EffectiveLuminosity)
{
    /// <summary>True when no event of the sample fell into the bin.</summary>
    /// <param name="bin">The bin.</param>
    public bool IsEmpty(int bin) => SumOfSquaredWeights.Span[bin] == 0;

    /// <summary>What the sample contributes to a bin under a policy, pb; not negative.</summary>
    /// <param name="bin">The bin.</param>
    /// <param name="policy">What is assumed of sparse bins.</param>
    /// <param name="floor">Least number of simulated events a bin under <see cref="BackgroundPolicy.Floor"/>; 0 for none.</param>
    /// <param name="confidenceLevel">CL of <see cref="BackgroundPolicy.PoissonUpperBound"/>.</param>
    public double CrossSection(int bin, BackgroundPolicy policy, double floor, double confidenceLevel)
    {
        double central = Math.Max(0, SumOfWeights.Span[bin]);
        return policy switch
        {
            BackgroundPolicy.Floor => Math.Max(central, floor / EffectiveLuminosity),
            BackgroundPolicy.PoissonUpperBound => UpperLimit(central, SumOfSquaredWeights.Span[bin], confidenceLevel),
            _ => central,
        };
    }

    // A sum of weighted events is close to a scaled Poisson number: (Σw)²/Σw² events of weight Σw²/Σw (Bohm and Zech,
    // Nucl. Instrum. Meth. A 748 (2014) 1). No bin is bounded better than an empty one, whatever small weights it holds; where
    // negative weights cancel the sum, its error is all that is known.
    private double UpperLimit(double sum, double squares, double confidenceLevel)
    {
        double weight = Math.Max(1 / EffectiveLuminosity, sum > 0 ? 0 : Math.Sqrt(squares));
        double limit = weight * PoissonLikelihood.UpperLimit(0, confidenceLevel);
        return sum > 0 ? Math.Max(limit, squares / sum * PoissonLikelihood.UpperLimit(sum * sum / squares, confidenceLevel)) : limit;
    }
}
