using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Numerics;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>One end of a probability density: everything as a function of the distance z from that end, so that nothing cancels.</summary>
/// <param name="Probability">∫ density from the end to z.</param>
/// <param name="Density">Density at z.</param>
/// <param name="Length">Length of the support.</param>
internal sealed record DensityEnd(Func<double, double> Probability, Func<double, double> Density, double Length);

/// <summary>
/// Draws from a density that vanishes like z² at both of its ends, from one uniform number and without rejection: the inverse of the
/// cumulative distribution, exact to rounding. Half the probability is measured from each end, and there z is a smooth function of
/// the cube root of the probability: polynomials through exactly solved points give it. Intervals where a polynomial is not
/// good to 1e-13 (the first few, when a small mass puts structure there) are solved by Newton's method whenever they are hit.
/// </summary>
internal sealed class InverseCumulative
{
    private const int Intervals = 512, Terms = 6;

    private static readonly double CubeRootOfHalf = Math.Cbrt(0.5);

    private readonly DensityEnd _lower, _upper;
    private readonly double[] _polynomials = new double[2 * Intervals * Terms];

    public InverseCumulative(DensityEnd lower, DensityEnd upper)
    {
        (_lower, _upper) = (lower, upper);
        Fit(lower, _polynomials.AsSpan(0, Intervals * Terms));
        Fit(upper, _polynomials.AsSpan(Intervals * Terms));
    }

    /// <summary>
    /// For uniform numbers the distance from the nearer end: from the lower one where u &lt; ½ (all bits of <paramref name="fromLower"/>
    /// set), from the upper one elsewhere.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Vector256<double> Distance(Vector256<double> uniform, out Vector256<double> fromLower)
    {
        Vector256<double> one = Vector256<double>.One, half = Vector256.Create(0.5);
        fromLower = Vector256.LessThan(uniform, half);
        Vector256<double> probability = Vector256.Max(Vector256.ConditionalSelect(fromLower, uniform, one - uniform), Vector256.Create(1e-300));

        // A cube root to the last bit: a power and one step of Newton's method.
        Vector256<double> root = LaneFunctions.Exp(LaneFunctions.Log(probability) * (1.0 / 3));
        Vector256<double> square = root * root;
        root -= Vector256.FusedMultiplyAdd(square, root, -probability) / (Vector256.Create(3.0) * square);

        Vector256<double> place = Vector256.Min(root * Vector256.Create(Intervals / CubeRootOfHalf), Vector256.Create(Intervals - 1e-9));
        Vector256<double> interval = Vector256.Floor(place);
        Vector256<double> local = Vector256.FusedMultiplyAdd(place - interval, Vector256.Create(2.0), -one);
        Vector256<double> row = Vector256.ConditionalSelect(fromLower, interval, interval + Vector256.Create((double)Intervals));
        Vector256<double> distance = default;
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            ref double polynomial = ref _polynomials[Terms * (int)At(ref row, lane)];
            double x = At(ref local, lane), z = Unsafe.Add(ref polynomial, Terms - 1);
            z = Math.FusedMultiplyAdd(z, x, Unsafe.Add(ref polynomial, 4));
            z = Math.FusedMultiplyAdd(z, x, Unsafe.Add(ref polynomial, 3));
            z = Math.FusedMultiplyAdd(z, x, Unsafe.Add(ref polynomial, 2));
            z = Math.FusedMultiplyAdd(z, x, Unsafe.Add(ref polynomial, 1));
            At(ref distance, lane) = Math.FusedMultiplyAdd(z, x, polynomial);
        }

        return Vector256.EqualsAll(distance, distance) ? distance : SolveMissing(distance, probability, fromLower);
    }

    /// <summary>Share of the probability that polynomials do not serve.</summary>
    public double SolvedShare
    {
        get
        {
            double share = 0;
            for (int row = 0; row < 2 * Intervals; row++)
            {
                if (double.IsNaN(_polynomials[Terms * row]))
                {
                    share += Cube((row % Intervals + 1) * CubeRootOfHalf / Intervals) - Cube(row % Intervals * CubeRootOfHalf / Intervals);
                }
            }

            return share;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector256<double> SolveMissing(Vector256<double> distance, Vector256<double> probability, Vector256<double> fromLower)
    {
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            if (double.IsNaN(At(ref distance, lane)))
            {
                DensityEnd end = At(ref fromLower, lane) != 0 ? _lower : _upper;
                At(ref distance, lane) = Solve(end, At(ref probability, lane), 0.5 * end.Length);
            }
        }

        return distance;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref double At(ref Vector256<double> vector, int lane) => ref Unsafe.Add(ref Unsafe.As<Vector256<double>, double>(ref vector), lane);

    /// <summary>z with the given probability before it: Newton's method in a bracket.</summary>
    private static double Solve(DensityEnd end, double probability, double guess)
    {
        double low = 0, high = end.Length, z = guess;
        for (int step = 0; step < 200 && high > low; step++)
        {
            double excess = end.Probability(z) - probability;
            (low, high) = excess > 0 ? (low, z) : (z, high);
            double next = z - excess / end.Density(z);
            if (!(next > low && next < high))
            {
                // Near its end the density spans decades: the geometric mean finds the scale of z.
                next = low > 0 ? Math.Sqrt(low) * Math.Sqrt(high) : high / 16;
            }

            if (Math.Abs(next - z) <= 1e-16 * z || next == low || next == high)
            {
                return next;
            }

            z = next;
        }

        return z;
    }

    private static void Fit(DensityEnd end, Span<double> polynomials)
    {
        double guess = 1e-3 * end.Length;
        Span<double> x = stackalloc double[Terms], z = stackalloc double[Terms];
        for (int interval = 0; interval < Intervals; interval++)
        {
            for (int k = 0; k < Terms; k++)
            {
                x[k] = -Math.Cos((k + 0.5) * Math.PI / Terms);
                z[k] = guess = Solve(end, Cube((interval + 0.5 * (x[k] + 1)) * CubeRootOfHalf / Intervals), guess);
            }

            Span<double> polynomial = polynomials.Slice(interval * Terms, Terms);
            ThroughPoints(x, z, polynomial);
            if (!IsExact(end, interval, polynomial))
            {
                polynomial.Fill(double.NaN);
            }
        }
    }

    private static bool IsExact(DensityEnd end, int interval, ReadOnlySpan<double> polynomial)
    {
        for (int k = 0; k <= 4; k++)
        {
            double x = 0.5 * k - 1, z = 0;
            for (int term = Terms - 1; term >= 0; term--)
            {
                z = z * x + polynomial[term];
            }

            double probability = Cube((interval + 0.5 * (x + 1)) * CubeRootOfHalf / Intervals);
            if (!(z >= 0 && Math.Abs(end.Probability(z) - probability) <= 1e-13 * probability))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Newton's divided differences, expanded in powers of x.</summary>
    private static void ThroughPoints(ReadOnlySpan<double> x, ReadOnlySpan<double> z, Span<double> polynomial)
    {
        Span<double> differences = stackalloc double[Terms];
        z.CopyTo(differences);
        for (int order = 1; order < Terms; order++)
        {
            for (int k = Terms - 1; k >= order; k--)
            {
                differences[k] = (differences[k] - differences[k - 1]) / (x[k] - x[k - order]);
            }
        }

        polynomial.Clear();
        for (int k = Terms - 1; k >= 0; k--)
        {
            for (int term = Terms - 1; term > 0; term--)
            {
                polynomial[term] = polynomial[term - 1] - x[k] * polynomial[term];
            }

            polynomial[0] = differences[k] - x[k] * polynomial[0];
        }
    }

    private static double Cube(double x) => x * x * x;
}
