using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// The outgoing f⁺ (p₃) and f⁻ (p₄) in light-cone components p^± = E ± p_z: the smaller one is (m² + p_T²)/(the larger one), which
/// keeps all digits of leptons along the beams.
/// </summary>
internal readonly struct LeptonPairLanes
{
    public readonly FourVectorLanes Positive, Negative;
    public readonly Vector256<double> PositivePlus, PositiveMinus, NegativePlus, NegativeMinus;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LeptonPairLanes(in FourVectorLanes positive, in FourVectorLanes negative, Vector256<double> massSquared)
    {
        (Positive, Negative) = (positive, negative);
        (PositivePlus, PositiveMinus) = LightCone(positive, massSquared);
        (NegativePlus, NegativeMinus) = LightCone(negative, massSquared);
    }

    /// <summary>p⁺ and p⁻.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Plus, Vector256<double> Minus) LightCone(in FourVectorLanes p, Vector256<double> massSquared)
    {
        Vector256<double> large = p.E + Vector256.Abs(p.Z), small = (massSquared + p.TransverseMomentumSquared) / large;
        Vector256<double> forward = Vector256.GreaterThan(p.Z, Vector256<double>.Zero);
        return (Vector256.ConditionalSelect(forward, large, small), Vector256.ConditionalSelect(forward, small, large));
    }

    /// <summary>
    /// (p₃ + p₄)² without cancellation for collinear pairs: E₃E₄ − p₃·p₄ = (|p₃×p₄|² + m²(p₃² + p₄² + m²))/(E₃E₄ + p₃·p₄).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MassSquared(in FourVectorLanes a, in FourVectorLanes b, Vector256<double> massSquared)
    {
        Vector256<double> x = a.Y * b.Z - a.Z * b.Y, y = a.Z * b.X - a.X * b.Z, z = a.X * b.Y - a.Y * b.X;
        Vector256<double> energies = a.E * b.E, momenta = a.X * b.X + a.Y * b.Y + a.Z * b.Z;
        Vector256<double> collinear = (x * x + y * y + z * z + massSquared * (a.MomentumSquared + b.MomentumSquared + massSquared)) / (energies + momenta);
        Vector256<double> product = Vector256.ConditionalSelect(Vector256.GreaterThan(momenta, Vector256<double>.Zero), collinear, energies - momenta);
        return (massSquared + product) * 2;
    }
}
