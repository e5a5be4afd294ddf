using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Draws angles δ from (1 + e cos δ)/2π, 0 ≤ e ≤ 1, from one uniform number, monotonically and without rejection. With δ = ±(π − E) the
/// cumulative distribution is Kepler's equation E − e sin E = M, M = 2π min(u, 1 − u), solved without iteration by F. L. Markley, Celest.
/// Mech. Dyn. Astron. 63 (1995) 101: a cubic start within 5e-4 of the root, then one correction of fifth order, to rounding.
/// </summary>
internal static class CosineDensity
{
    /// <summary>cos δ and sin δ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (Vector512<double> Cos, Vector512<double> Sin) Draw(Vector512<double> uniform, Vector512<double> coefficient)
    {
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> nearer = Vector512.Min(uniform, one - uniform);
        Vector512<double> mean = Vector512.Max(nearer * (2 * Math.PI), Vector512.Create(1e-18));
        Vector512<double> start = CubicStart(mean, coefficient);

        (Vector512<double> sin, Vector512<double> cos) = Vector512.SinCos(start);
        Vector512<double> second = coefficient * sin, third = coefficient * cos, first = one - third, value = start - second - mean;
        Vector512<double> halfSecond = second * 0.5, sixthThird = third * (1.0 / 6);
        Vector512<double> d = -value * first / (first * first - value * halfSecond);
        d = -value / (first + d * (halfSecond + d * sixthThird));
        d = -value / (first + d * (halfSecond + d * (sixthThird - d * second * (1.0 / 24))));

        // sin and cos of E = start + d, |d| < 5e-4.
        Vector512<double> square = d * d;
        Vector512<double> sinStep = d * (one - square * (one - square * (1.0 / 20)) * (1.0 / 6)), cosStep = one - square * (one - square * (1.0 / 12)) * 0.5;
        Vector512<double> sinE = sin * cosStep + cos * sinStep, cosE = cos * cosStep - sin * sinStep;
        return (-cosE, Vector512.ConditionalSelect(Vector512.LessThan(uniform, Vector512.Create(0.5)), -sinE, sinE));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> CubicStart(Vector512<double> mean, Vector512<double> e)
    {
        Vector512<double> one = Vector512<double>.One, rest = one - e;
        const double Scale = 1 / (Math.PI * Math.PI - 6);
        Vector512<double> alpha = (Vector512.Create(3 * Math.PI * Math.PI * Scale) + (Vector512.Create(Math.PI) - mean) * (1.6 * Math.PI * Scale) / (one + e));
        Vector512<double> d = rest * 3.0 + alpha * e;
        Vector512<double> r = mean * (alpha * d * (d - rest) * 3.0 + mean * mean);
        Vector512<double> q = alpha * d * rest * 2.0 - mean * mean;
        Vector512<double> discriminant = Vector512.Max(q * q * q + r * r, Vector512<double>.Zero);
        Vector512<double> w = Vector512.Exp(Vector512.Log(r + Vector512.Sqrt(discriminant)) * (2.0 / 3));
        return (r * w * 2.0 / (w * w + w * q + q * q) + mean) / d;
    }
}
