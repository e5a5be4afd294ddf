using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// A real four-vector as p± = E ± p_z and p_⊥ = p_x + i p_y, at four points. Momenta along the beams, where one of p± is tiny,
/// keep that one's full relative precision.
/// </summary>
internal readonly record struct LightConeLanes(Vector256<double> Plus, Vector256<double> Minus, ComplexLanes Transverse)
{
    /// <summary>A momentum on its mass shell: the smaller of p± is (m² + p_T²) over the larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LightConeLanes OnShell(in FourVectorLanes p, Vector256<double> massSquared)
    {
        Vector256<double> large = p.E + Vector256.Abs(p.Z);
        Vector256<double> small = (massSquared + p.TransverseMomentumSquared) / large;
        Vector256<double> forward = Vector256.GreaterThanOrEqual(p.Z, Vector256<double>.Zero);
        return new LightConeLanes(
            Vector256.ConditionalSelect(forward, large, small), Vector256.ConditionalSelect(forward, small, large), new ComplexLanes(p.X, p.Y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LightConeLanes operator +(in LightConeLanes a, in LightConeLanes b) =>
        new(a.Plus + b.Plus, a.Minus + b.Minus, a.Transverse + b.Transverse);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LightConeLanes operator -(in LightConeLanes a, in LightConeLanes b) =>
        new(a.Plus - b.Plus, a.Minus - b.Minus, a.Transverse - b.Transverse);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LightConeLanes operator *(Vector256<double> a, in LightConeLanes b) => new(a * b.Plus, a * b.Minus, a * b.Transverse);
}
