using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Numerics;

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
    public static (Vector256<double> Cos, Vector256<double> Sin) Draw(Vector256<double> uniform, Vector256<double> coefficient)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> nearer = Vector256.Min(uniform, one - uniform);
        Vector256<double> mean = Vector256.Max(nearer * (2 * Math.PI), Vector256.Create(1e-18));
        Vector256<double> start = CubicStart(mean, coefficient);

        (Vector256<double> sin, Vector256<double> cos) = LaneFunctions.SinCos(start);
        Vector256<double> second = coefficient * sin, third = coefficient * cos, first = one - third, value = start - second - mean;
        Vector256<double> halfSecond = second * 0.5, sixthThird = third * (1.0 / 6);
        Vector256<double> d = -value * first / (first * first - value * halfSecond);
        d = -value / (first + d * (halfSecond + d * sixthThird));
        d = -value / (first + d * (halfSecond + d * (sixthThird - d * second * (1.0 / 24))));

        // sin and cos of E = start + d, |d| < 5e-4.
        Vector256<double> square = d * d;
        Vector256<double> sinStep = d * (one - square * (one - square * (1.0 / 20)) * (1.0 / 6)), cosStep = one - square * (one - square * (1.0 / 12)) * 0.5;
        Vector256<double> sinE = sin * cosStep + cos * sinStep, cosE = cos * cosStep - sin * sinStep;
        return (-cosE, Vector256.ConditionalSelect(Vector256.LessThan(uniform, Vector256.Create(0.5)), -sinE, sinE));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> CubicStart(Vector256<double> mean, Vector256<double> e)
    {
        Vector256<double> one = Vector256<double>.One, rest = one - e;
        const double Scale = 1 / (Math.PI * Math.PI - 6);
        Vector256<double> alpha = (Vector256.Create(3 * Math.PI * Math.PI * Scale) + (Vector256.Create(Math.PI) - mean) * (1.6 * Math.PI * Scale) / (one + e));
        Vector256<double> d = rest * 3.0 + alpha * e;
        Vector256<double> r = mean * (alpha * d * (d - rest) * 3.0 + mean * mean);
        Vector256<double> q = alpha * d * rest * 2.0 - mean * mean;
        Vector256<double> discriminant = Vector256.Max(q * q * q + r * r, Vector256<double>.Zero);
        Vector256<double> w = LaneFunctions.Exp(LaneFunctions.Log(r + Vector256.Sqrt(discriminant)) * (2.0 / 3));
        return (r * w * 2.0 / (w * w + w * q + q * q) + mean) / d;
    }
}
