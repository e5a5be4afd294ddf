using MathNet.Numerics;

namespace AlpToolkit.Statistics;

/// <summary>The Poisson factor of a bin (arXiv:2307.06369, Eq. 25).</summary>
public static class PoissonLikelihood
{
    /// <summary>
    /// ln L(S, B) of Eq. (25), L = (S + B)^B e^−(S+B) / B!: the probability to count the B events that the background predicts
    /// when S + B are expected. B need not be whole; B! is Γ(B + 1).
    /// </summary>
    /// <param name="signal">S ≥ 0, expected events.</param>
    /// <param name="background">B ≥ 0, expected events.</param>
    /// <exception cref="ArgumentOutOfRangeException">S or B is negative.</exception>
    public static double LogFactor(double signal, double background)
    {
        Check(signal, nameof(signal));
        Check(background, nameof(background));
        double expected = signal + background;
        return background == 0 ? -expected : background * Math.Log(expected) - expected - SpecialFunctions.GammaLn(background + 1);
    }

    /// <summary>
    /// Upper limit ν at confidence level CL on the mean of a Poisson number of which n were seen: P(at most n | ν) = 1 − CL,
    /// which is −ln(1 − CL) for n = 0 (Particle Data Group, review Statistics, Poisson data: half the CL quantile of χ² with 2(n + 1) degrees of freedom).
    /// n need not be whole: an effective number of weighted events, by the continuation Q(n + 1, ν) = 1 − CL.
    /// </summary>
    /// <param name="seen">n ≥ 0.</param>
    /// <param name="confidenceLevel">CL, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double UpperLimit(double seen, double confidenceLevel)
    {
        Check(seen, nameof(seen));
        if (!(confidenceLevel is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, "a confidence level is above 0 and below 1");
        }

        if (seen == 0)
        {
            return -Math.Log(1 - confidenceLevel);
        }

        // Above a million events the Wilson-Hilferty approximation to the χ² quantile is good to 1e-9.
        double shape = seen + 1;
        double deviation = Math.Sqrt(2) * SpecialFunctions.ErfInv(2 * confidenceLevel - 1);
        double cubeRoot = 1 - 1 / (9 * shape) + deviation / (3 * Math.Sqrt(shape));
        double estimate = shape * Math.Max(cubeRoot * cubeRoot * cubeRoot, 1e-3);
        return seen > 1e6 ? estimate : Solve(shape, confidenceLevel, estimate);
    }

    private static void Check(double events, string name)
    {
        if (!(events >= 0 && double.IsFinite(events)))
        {
            throw new ArgumentOutOfRangeException(name, events, "a number of events is finite and not negative");
        }
    }

    // Newton's method on ln P(shape, e^u), which is concave and rising in u = ln ν: from anywhere left of the root it converges.
    private static double Solve(double shape, double confidenceLevel, double limit)
    {
        for (int i = 0; i < 100; i++)
        {
            double probability = SpecialFunctions.GammaLowerRegularized(shape, limit);
            double density = Math.Exp((shape - 1) * Math.Log(limit) - limit - SpecialFunctions.GammaLn(shape));
            double step = probability * Math.Log(probability / confidenceLevel) / (density * limit);
            limit *= Math.Exp(Math.Clamp(-step, -1, 1));
            if (Math.Abs(step) < 1e-14)
            {
                break;
            }
        }

        return limit;
    }
}
