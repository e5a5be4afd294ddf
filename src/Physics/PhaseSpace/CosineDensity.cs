using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// Draws angles δ from (1 + e cos δ)/2π, 0 ≤ e ≤ 1, from one uniform number and without rejection: with probability 1 − e uniform, and
/// otherwise from (1 + cos δ)/2π, whose cumulative distribution does not depend on e.
/// </summary>
internal static class CosineDensity
{
    // At distance z from δ = ±π: density (1 − cos z)/2π, probability (z − sin z)/2π.
    private static readonly InverseCumulative Cosine = new(End, End);

    private static DensityEnd End => new(Probability, z => Math.Pow(Math.Sin(z / 2), 2) / Math.PI, 2 * Math.PI);

    /// <summary>cos δ and sin δ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (Vector512<double> Cos, Vector512<double> Sin) Draw(Vector512<double> uniform, Vector512<double> coefficient)
    {
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> flat = Vector512.Max(one - coefficient, Vector512<double>.Zero);
        Vector512<double> isFlat = Vector512.LessThan(uniform, flat);
        Vector512<double> rest = Vector512.Min((uniform - flat) / coefficient, one);
        Vector512<double> z = Cosine.Distance(Vector512.ConditionalSelect(isFlat, Vector512.Create(0.25), rest), out Vector512<double> fromLower);

        // Counted from δ = −π: z, or 2π − z, or for the flat part the same share of the circle.
        Vector512<double> turn = Vector512.ConditionalSelect(isFlat, Vector512.Create(2 * Math.PI) * (uniform / flat), Vector512.ConditionalSelect(fromLower, z, -z));
        (Vector512<double> sin, Vector512<double> cos) = Vector512.SinCos(turn);
        return (-cos, -sin);
    }

    private static double Probability(double z)
    {
        if (z > 1)
        {
            return (z - Math.Sin(z)) / (2 * Math.PI);
        }

        // z³/3! − z⁵/5! + …: z − sin z cancels.
        double term = z * z * z / 6, sum = term;
        for (int n = 4; n < 20; n += 2)
        {
            term *= -z * z / (n * (n + 1));
            sum += term;
        }

        return sum / (2 * Math.PI);
    }
}
