using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>Two-body phase space dΦ₂ = p*/(16π² M) dcosθ* dφ*, four points at once.</summary>
internal static class TwoBodyDecay
{
    /// <summary>
    /// Decay of a system into two bodies, at angles to an axis in the system's rest frame; multiplies the weight by dΦ₂/(dcosθ* dφ*).
    /// Below threshold the weight becomes 0.
    /// </summary>
    /// <param name="parent">Four-momentum of the system, GeV.</param>
    /// <param name="massSquared">Its mass squared M², GeV².</param>
    /// <param name="mass1Squared">Mass squared of the first body, GeV².</param>
    /// <param name="mass2Squared">Mass squared of the second, GeV².</param>
    /// <param name="direction">Unit vector of the first body in the rest frame.</param>
    /// <param name="weight">Weight.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (FourVectorLanes First, FourVectorLanes Second) Of(in FourVectorLanes parent, Lanes massSquared, Lanes mass1Squared, Lanes mass2Squared, in FourVectorLanes direction, ref Lanes weight)
    {
        Lanes sum = massSquared - mass1Squared - mass2Squared;
        Lanes lambda = sum * sum - 4.0 * mass1Squared * mass2Squared;
        Lanes possible = Vector256.GreaterThan(massSquared, Lanes.Zero) & Vector256.GreaterThan(sum, Lanes.Zero) & Vector256.GreaterThan(lambda, Lanes.Zero);
        Lanes safe = Vector256.ConditionalSelect(possible, massSquared, Lanes.One);
        Lanes mass = Vector256.Sqrt(safe);
        Lanes momentum = Vector256.ConditionalSelect(possible, Vector256.Sqrt(lambda), Lanes.Zero) / (mass + mass);
        weight *= momentum / (mass * (16 * Math.PI * Math.PI));
        Lanes energy = Vector256.Sqrt(momentum * momentum + mass1Squared);
        Lanes along = (direction.X * parent.X + direction.Y * parent.Y + direction.Z * parent.Z) * momentum;
        Lanes boost = (along / (parent.E + mass) + energy) / mass;
        Lanes x = momentum * direction.X + boost * parent.X;
        Lanes y = momentum * direction.Y + boost * parent.Y;
        Lanes z = momentum * direction.Z + boost * parent.Z;
        FourVectorLanes first = OnShell(x, y, z, mass1Squared);
        return (first, OnShell(parent.X - x, parent.Y - y, parent.Z - z, mass2Squared));
    }

    /// <summary>A momentum with the energy that its mass demands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectorLanes OnShell(Lanes x, Lanes y, Lanes z, Lanes massSquared) => new(Vector256.Sqrt(x * x + y * y + z * z + massSquared), x, y, z);
}
