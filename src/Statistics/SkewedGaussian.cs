using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace AlpToolkit.Statistics;

/// <summary>
/// The skewed Gaussian of arXiv:2307.06369, Fig. 5: A exp(-(x - μ)²/(2σ²)) (1 + erf(γx/2)).
/// </summary>
/// <param name="Amplitude">A.</param>
/// <param name="Mean">μ, in the unit of x.</param>
/// <param name="Width">σ, in the unit of x.</param>
/// <param name="Skewness">γ, in the inverse unit of x.</param>
/// <param name="ChiSquaredPerDegreeOfFreedom">χ² of the fit over its degrees of freedom; NaN for a function that was not fitted.</param>
public sealed record SkewedGaussian(double Amplitude, double Mean, double Width, double Skewness, double ChiSquaredPerDegreeOfFreedom = double.NaN)
{
    private const double RelativeError = 0.02;

    /// <summary>Its value.</summary>
    /// <param name="x">x.</param>
    public double At(double x) => Amplitude * Math.Exp(-(x - Mean) * (x - Mean) / (2 * Width * Width)) * (1 + SpecialFunctions.Erf(Skewness * x / 2));

    /// <summary>
    /// Fits it to a distribution by least squares, from several starting points. To every error 2 % of the largest value are added in quadrature: the
    /// function is a description, and a peak with many events must not be all that counts. μ stays within two standard deviations of the peak.
    /// </summary>
    /// <param name="x">Middles of the bins.</param>
    /// <param name="values">Contents.</param>
    /// <param name="errors">Their errors.</param>
    /// <exception cref="ArgumentException">There are fewer than five bins, or no content.</exception>
    public static SkewedGaussian Fit(IReadOnlyList<double> x, IReadOnlyList<double> values, IReadOnlyList<double> errors)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(errors);
        if (x.Count < 5 || values.Count != x.Count || errors.Count != x.Count || !(values.Sum() > 0))
        {
            throw new ArgumentException($"a fit of four parameters needs five bins with contents; there are {x.Count}", nameof(x));
        }

        double highest = values.Max(), sum = values.Sum();
        double mean = x.Zip(values, (a, v) => a * v).Sum() / sum, width = Math.Sqrt(Math.Max(1e-6, x.Zip(values, (a, v) => (a - mean) * (a - mean) * v).Sum() / sum));
        double[] squares = [.. errors.Select(e => e * e + Math.Pow(RelativeError * highest, 2))];
        double peak = x[values.Index().MaxBy(v => v.Item).Index];
        (Vector<double> Point, double Value)? best = null;
        foreach (double centre in new[] { mean, peak })
        {
            foreach (double sigma in new[] { width, width / 4, (x[^1] - x[0]) / x.Count })
            {
                foreach (double skewness in new[] { -3 / width, 0, 3 / width })
                {
                    Vector<double> start = Vector<double>.Build.Dense([Math.Log(highest), centre, Math.Log(sigma), skewness]);
                    (Vector<double> Point, double Value)? found = Descend(start);
                    best = found is { } f && (best is not { } b || f.Value < b.Value) ? found : best;
                }
            }
        }

        Vector<double> p = (best ?? throw new ArgumentException("no fit of a skewed Gaussian converges", nameof(values))).Point;
        return Of(p) with { ChiSquaredPerDegreeOfFreedom = ChiSquared(p) / (x.Count - 4) };

        double ChiSquared(Vector<double> point)
        {
            SkewedGaussian function = Of(point);
            if (Math.Abs(function.Mean - peak) > 2 * width || function.Width > x[^1] - x[0])
            {
                // Far from the peak the product of a Gaussian's tail and the error function looks alike for many parameters.
                return 1e300;
            }

            double chi = 0;
            for (int i = 0; i < x.Count; i++)
            {
                double difference = values[i] - function.At(x[i]);
                chi += difference * difference / squares[i];
            }

            return double.IsFinite(chi) ? chi : 1e300;
        }

        (Vector<double>, double)? Descend(Vector<double> start)
        {
            try
            {
                MinimizationResult result = NelderMeadSimplex.Minimum(ObjectiveFunction.Value(ChiSquared), start, 1e-9, 20_000);
                return (result.MinimizingPoint, ChiSquared(result.MinimizingPoint));
            }
            catch (MaximumIterationsException)
            {
                return null;
            }
        }
    }

    private static SkewedGaussian Of(Vector<double> p) => new(Math.Exp(p[0]), p[1], Math.Exp(p[2]), p[3]);
}
