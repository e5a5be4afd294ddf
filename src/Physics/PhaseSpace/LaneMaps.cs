using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Numerics;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>Maps from uniform numbers to kinematic variables whose densities follow poles, four points at once.</summary>
internal static class LaneMaps
{
    private static readonly Lanes s_one = Lanes.One;

    /// <summary>x in [a, b] with density ∝ 1/x; multiplies the weight by dx/du. Where b ≤ a the weight becomes 0 and x is a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Logarithmic(Lanes u, Lanes a, Lanes b, ref Lanes weight)
    {
        Lanes possible = Vector256.GreaterThan(b, a);
        Lanes log = LaneFunctions.Log(Vector256.ConditionalSelect(possible, b / a, s_one));
        Lanes x = a * LaneFunctions.Exp(u * log);
        weight *= x * log;
        return x;
    }

    /// <summary>x in [a, b] with constant density; multiplies the weight by dx/du, or by 0 where b ≤ a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Uniform(Lanes u, Lanes a, Lanes b, ref Lanes weight)
    {
        Lanes range = Vector256.Max(b - a, Lanes.Zero);
        weight *= range;
        return a + u * range;
    }

    /// <summary>
    /// 1 − cos θ for an angle to an emitter of velocity β, with density ∝ 1/(1 − β cos θ) over the sphere; multiplies the weight by dcosθ/du.
    /// </summary>
    /// <param name="u">Uniform.</param>
    /// <param name="oneMinusBeta">1 − β, without cancellation.</param>
    /// <param name="weight">Weight.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Collinear(Lanes u, Lanes oneMinusBeta, ref Lanes weight)
    {
        Lanes beta = s_one - oneMinusBeta;
        Lanes log = LaneFunctions.Log((Vector256.Create(2.0) - oneMinusBeta) / oneMinusBeta);
        Lanes growth = LaneFunctions.Exp(u * log);
        weight *= oneMinusBeta * growth * log / beta;
        return oneMinusBeta * (growth - s_one) / beta;
    }

    /// <summary>Sine and cosine of an azimuth 2πu; multiplies the weight by 2π.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes Sin, Lanes Cos) Azimuth(Lanes u, ref Lanes weight)
    {
        weight *= Vector256.Create(2 * Math.PI);
        return LaneFunctions.SinCos(u * (2 * Math.PI));
    }

    /// <summary>sin θ = √((1 − cos θ)(1 + cos θ)) from 1 − cos θ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Sine(Lanes oneMinusCos) => Vector256.Sqrt(Vector256.Max(oneMinusCos * (Vector256.Create(2.0) - oneMinusCos), Lanes.Zero));

    /// <summary>A direction at an angle to an axis, both unit vectors; E is not used.</summary>
    /// <param name="axis">Unit vector.</param>
    /// <param name="cos">cos θ.</param>
    /// <param name="sin">sin θ.</param>
    /// <param name="azimuth">Sine and cosine of the azimuth around the axis.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectorLanes Around(in FourVectorLanes axis, Lanes cos, Lanes sin, (Lanes Sin, Lanes Cos) azimuth)
    {
        // Two unit vectors across the axis without a branch (Duff et al., J. Comput. Graph. Tech. 6 (2017) 1).
        Lanes sign = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(axis.Z, Lanes.Zero), s_one, -s_one);
        Lanes a = -s_one / (sign + axis.Z);
        Lanes b = axis.X * axis.Y * a;
        Lanes first = sin * azimuth.Cos, second = sin * azimuth.Sin;
        return new FourVectorLanes(
            s_one,
            cos * axis.X + first * (s_one + sign * axis.X * axis.X * a) + second * b,
            cos * axis.Y + first * sign * b + second * (sign + axis.Y * axis.Y * a),
            cos * axis.Z - first * sign * axis.X - second * axis.Y);
    }

    /// <summary>The unit vector along a momentum, and its length; E is not used. A momentum of zero points along z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (FourVectorLanes Direction, Lanes Length) Direction(in FourVectorLanes p)
    {
        Lanes length = Vector256.Sqrt(p.MomentumSquared);
        Lanes none = Vector256.Equals(length, Lanes.Zero);
        Lanes inverse = s_one / Vector256.ConditionalSelect(none, s_one, length);
        return (new FourVectorLanes(s_one, p.X * inverse, p.Y * inverse, Vector256.ConditionalSelect(none, s_one, p.Z * inverse)), length);
    }

    /// <summary>1 − cos of the angle between two unit vectors, without cancellation at small angles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes OneMinusCos(in FourVectorLanes n, in FourVectorLanes m)
    {
        Lanes x = n.X - m.X, y = n.Y - m.Y, z = n.Z - m.Z;
        return 0.5 * (x * x + y * y + z * z);
    }

    /// <summary>1 − β of a particle of mass m: m²/(E(E + p)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes OneMinusVelocity(Lanes energy, Lanes momentum, Lanes massSquared) => massSquared / (energy * (energy + momentum));
}
