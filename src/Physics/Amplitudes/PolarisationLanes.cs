using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// The polarisation vector of an outgoing photon as ε± = ε⁰ ± ε³ (real in our phases), ε_⊥ = ε¹ + iε² and ε̃_⊥ = ε¹ − iε², which is
/// not the conjugate of ε_⊥. No time component: every photon is transverse in the centre of mass.
/// </summary>
internal readonly record struct PolarisationLanes(
    Vector512<double> Plus, Vector512<double> Minus, ComplexLanes Transverse, ComplexLanes TransverseTilde)
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
        Vector512<double> one = Vector512<double>.One, transverse = Vector512.Sqrt(k.TransverseMomentumSquared);
        Vector512<double> alongBeam = Vector512.Equals(transverse, Vector512<double>.Zero);
        Vector512<double> inverse = Vector512.ConditionalSelect(alongBeam, Vector512<double>.Zero, one / transverse);
        ComplexLanes phase = new(Vector512.ConditionalSelect(alongBeam, one, k.X * inverse), k.Y * inverse);
        Vector512<double> sine = transverse / k.E, cosine = Vector512.Abs(k.Z) / k.E;
        Vector512<double> large = one + cosine, small = sine * sine / large;
        Vector512<double> forward = Vector512.GreaterThanOrEqual(helicity > 0 ? k.Z : -k.Z, Vector512<double>.Zero);
        Vector512<double> norm = Vector512.Create(Math.Sqrt(0.5));
        Vector512<double> along = norm * (helicity > 0 ? sine : -sine);
        return new PolarisationLanes(
            along,
            -along,
            (-norm * Vector512.ConditionalSelect(forward, large, small)) * phase,
            (norm * Vector512.ConditionalSelect(forward, small, large)) * phase.Conjugate);
    }

    /// <summary>k/ω in place of ε: amplitudes vanish with it.</summary>
    public static PolarisationLanes Longitudinal(in FourVectorLanes k)
    {
        LightConeLanes unit = Vector512<double>.One / k.E * LightConeLanes.OnShell(k, Vector512<double>.Zero);
        return new PolarisationLanes(unit.Plus, unit.Minus, unit.Transverse, unit.Transverse.Conjugate);
    }
}
