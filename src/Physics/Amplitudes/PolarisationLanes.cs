using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// The polarisation vector of an outgoing photon as ε± = ε⁰ ± ε³ (real in our phases), ε_⊥ = ε¹ + iε² and ε̃_⊥ = ε¹ − iε², which is
/// not the conjugate of ε_⊥. No time component: every photon is transverse in the centre of mass.
/// </summary>
internal readonly record struct PolarisationLanes(
    Vector256<double> Plus, Vector256<double> Minus, ComplexLanes Transverse, ComplexLanes TransverseTilde)
{
    /// <summary>The vector with its two transverse components exchanged: that is how it acts on row spinors.</summary>
    public PolarisationLanes Transposed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Plus, Minus, TransverseTilde, Transverse);
    }

    /// <summary>ε*(k, λ) of helicity λ = ±1, from (0, θ̂ + iλφ̂)/√2 up to a phase; 1 − |cos θ| from sin²θ, so that all components are precise along the beams.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolarisationLanes OfHelicity(in FourVectorLanes k, int helicity)
    {
        Vector256<double> one = Vector256<double>.One, transverse = Vector256.Sqrt(k.TransverseMomentumSquared);
        Vector256<double> alongBeam = Vector256.Equals(transverse, Vector256<double>.Zero);
        Vector256<double> inverse = Vector256.ConditionalSelect(alongBeam, Vector256<double>.Zero, one / transverse);
        ComplexLanes phase = new(Vector256.ConditionalSelect(alongBeam, one, k.X * inverse), k.Y * inverse);
        Vector256<double> sine = transverse / k.E, cosine = Vector256.Abs(k.Z) / k.E;
        Vector256<double> large = one + cosine, small = sine * sine / large;
        Vector256<double> forward = Vector256.GreaterThanOrEqual(helicity > 0 ? k.Z : -k.Z, Vector256<double>.Zero);
        Vector256<double> norm = Vector256.Create(Math.Sqrt(0.5));
        Vector256<double> along = norm * (helicity > 0 ? sine : -sine);
        return new PolarisationLanes(
            along,
            -along,
            (-norm * Vector256.ConditionalSelect(forward, large, small)) * phase,
            (norm * Vector256.ConditionalSelect(forward, small, large)) * phase.Conjugate);
    }

    /// <summary>k/ω in place of ε: amplitudes vanish with it.</summary>
    public static PolarisationLanes Longitudinal(in FourVectorLanes k)
    {
        LightConeLanes unit = Vector256<double>.One / k.E * LightConeLanes.OnShell(k, Vector256<double>.Zero);
        return new PolarisationLanes(unit.Plus, unit.Minus, unit.Transverse, unit.Transverse.Conjugate);
    }
}
