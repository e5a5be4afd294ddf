using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace AlpToolkit.Statistics;

/// <summary>
/// Distribution of q = Σ n ln(1 + μS/B) over bins with Poisson counts n, on a grid. Bins with few expected events are a compound Poisson
/// distribution, whose Fourier transform is exp(Σ λ (e^{ixt} − 1)); those with many add a normal part. Bins without background
/// are kept apart: q is infinite with any event in them.
/// </summary>
internal sealed class LikelihoodRatioDistribution
{
    // A bin with so many events is normal; the third cumulant of q changes by less than a per cent of its width.
    private const double Many = 100;

    private const int Points = 1 << 13;

    private const double GridDeviations = 12;

    private readonly double[] _signal, _background;
    private readonly double _signalWithoutBackground;

    public LikelihoodRatioDistribution(ReadOnlySpan<double> signal, ReadOnlySpan<double> background)
    {
        List<double> s = [], b = [];
        for (int i = 0; i < signal.Length; i++)
        {
            if (signal[i] > 0 && background[i] > 0)
            {
                s.Add(signal[i]);
                b.Add(background[i]);
            }
            else if (signal[i] > 0)
            {
                _signalWithoutBackground += signal[i];
            }
        }

        (_signal, _background) = ([.. s], [.. b]);
    }

    /// <summary>CLs of the median outcome of the background alone.</summary>
    /// <param name="strength">μ.</param>
    public double MedianCls(double strength)
    {
        double none = Math.Exp(-strength * _signalWithoutBackground);
        if (_signal.Length == 0)
        {
            return none;
        }

        double[] ratios = [.. _signal.Select((s, i) => Math.Log(1 + strength * s / _background[i]))];
        (double mean, double variance, double largest) = NormalPart(ratios, strength, withSignal: false);
        (double meanWith, double varianceWith, double largestWith) = NormalPart(ratios, strength, withSignal: true);

        // The grid covers both distributions from below the lowest to above the highest value that matters.
        double first = Math.Min(mean - GridDeviations * Math.Sqrt(variance), meanWith - GridDeviations * Math.Sqrt(varianceWith));
        double last = Math.Max(mean + GridDeviations * Math.Sqrt(variance) + largest, meanWith + GridDeviations * Math.Sqrt(varianceWith) + largestWith);
        double step = (last - first) / Points;
        double[] without = Distribution(ratios, strength, withSignal: false, first, step, mean, variance);
        double[] with = Distribution(ratios, strength, withSignal: true, first, step, meanWith, varianceWith);
        double below = 0, belowWith = 0;
        int point = 0;
        while (point < Points && below < 0.5)
        {
            below += Math.Max(0, without[point]);
            belowWith += Math.Max(0, with[point]);
            point++;
        }

        return none * Math.Min(1, belowWith / below);
    }

    private double Rate(int bin, double strength, bool withSignal) => _background[bin] + (withSignal ? strength * _signal[bin] : 0);

    // Mean and variance of the normal bins, and how far the others can reach.
    private (double Mean, double Variance, double Largest) NormalPart(double[] ratios, double strength, bool withSignal)
    {
        double mean = 0, variance = 0, few = 0, fewVariance = 0, largestRatio = 0;
        for (int i = 0; i < ratios.Length; i++)
        {
            double rate = Rate(i, strength, withSignal);
            if (_background[i] > Many)
            {
                mean += rate * ratios[i];
                variance += rate * ratios[i] * ratios[i];
            }
            else
            {
                few += rate * ratios[i];
                fewVariance += rate * ratios[i] * ratios[i];
                largestRatio = Math.Max(largestRatio, rate > 1e-9 ? ratios[i] : 0);
            }
        }

        return (mean, variance, few + GridDeviations * Math.Sqrt(fewVariance) + 2 * largestRatio + 1e-6);
    }

    private double[] Distribution(double[] ratios, double strength, bool withSignal, double first, double step, double mean, double variance)
    {
        // Rates of jumps by whole grid steps; a jump between two points is shared so that its mean is kept.
        Complex[] rates = new Complex[Points];
        double total = 0;
        for (int i = 0; i < ratios.Length; i++)
        {
            if (_background[i] > Many)
            {
                continue;
            }

            double rate = Rate(i, strength, withSignal), position = Math.Min(ratios[i] / step, Points / 2.0);
            int below = (int)position;
            double share = position - below;
            rates[below] += rate * (1 - share);
            rates[below + 1] += rate * share;
            total += rate;
        }

        Fourier.Forward(rates, FourierOptions.AsymmetricScaling);
        double start = Math.Round((mean - first) / step);
        for (int k = 0; k < Points; k++)
        {
            double frequency = 2 * Math.PI * (k <= Points / 2 ? k : k - Points) / Points;
            Complex normal = new(-0.5 * variance / (step * step) * frequency * frequency, -frequency * start);
            rates[k] = Complex.Exp(rates[k] - total + normal);
        }

        Fourier.Inverse(rates, FourierOptions.AsymmetricScaling);
        return Array.ConvertAll(rates, r => r.Real);
    }
}
