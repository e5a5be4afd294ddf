using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// A Dirac spinor at four points in the chiral basis: two left-handed components that γ^μ contracts with σ̄^μ, two right-handed ones
/// that it contracts with σ^μ. Row spinors ψ̄ are stored alike: <c>ψ̄ γ^μ χ = ψ̄_L σ̄^μ χ_L + ψ̄_R σ^μ χ_R</c>.
/// </summary>
internal readonly record struct SpinorLanes(ComplexLanes L1, ComplexLanes L2, ComplexLanes R1, ComplexLanes R2)
{
    /// <summary>The row spinor ψ̄ of a column spinor ψ.</summary>
    public SpinorLanes Bar => new(L1.Conjugate, L2.Conjugate, R1.Conjugate, R2.Conjugate);

    /// <summary>u(p, λ) = (√(E − λ|p|) χ_λ, √(E + λ|p|) χ_λ) with the helicity eigenstate χ_λ; the small root is m/√(E + |p|).</summary>
    public static SpinorLanes Particle(in FourVectorLanes p, Vector256<double> mass, int helicity)
    {
        Vector256<double> magnitude = Vector256.Sqrt(p.MomentumSquared), large = Vector256.Sqrt(p.E + magnitude), small = mass / large;
        (ComplexLanes up, ComplexLanes down) = HelicityState(p, magnitude, helicity);
        return helicity > 0
            ? new SpinorLanes(small * up, small * down, large * up, large * down)
            : new SpinorLanes(large * up, large * down, small * up, small * down);
    }

    /// <summary>v(p, λ) = (−λ √(E + λ|p|) χ_−λ, λ √(E − λ|p|) χ_−λ).</summary>
    public static SpinorLanes Antiparticle(in FourVectorLanes p, Vector256<double> mass, int helicity)
    {
        Vector256<double> magnitude = Vector256.Sqrt(p.MomentumSquared), large = Vector256.Sqrt(p.E + magnitude), small = mass / large;
        (ComplexLanes up, ComplexLanes down) = HelicityState(p, magnitude, -helicity);
        return helicity > 0
            ? new SpinorLanes(-large * up, -large * down, small * up, small * down)
            : new SpinorLanes(small * up, small * down, -large * up, -large * down);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SpinorLanes operator +(in SpinorLanes a, in SpinorLanes b) => new(a.L1 + b.L1, a.L2 + b.L2, a.R1 + b.R1, a.R2 + b.R2);

    /// <summary>ε̸ ψ, with the chiralities as they come out: left from right and right from left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SpinorLanes Slash(in PolarisationLanes e, in SpinorLanes s) => new(
        ComplexLanes.MultiplyAdd(e.Minus, s.R1, -(e.TransverseTilde * s.R2)),
        ComplexLanes.MultiplyAdd(e.Plus, s.R2, -(e.Transverse * s.R1)),
        ComplexLanes.MultiplyAdd(e.Plus, s.L1, e.TransverseTilde * s.L2),
        ComplexLanes.MultiplyAdd(e.Minus, s.L2, e.Transverse * s.L1));

    /// <summary>(p̸ + m) ψ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SpinorLanes Propagate(in LightConeLanes p, Vector256<double> mass, in SpinorLanes s)
    {
        ComplexLanes t = p.Transverse, tilde = p.Transverse.Conjugate;
        return new SpinorLanes(
            ComplexLanes.MultiplyAdd(p.Minus, s.R1, ComplexLanes.MultiplyAdd(mass, s.L1, -(tilde * s.R2))),
            ComplexLanes.MultiplyAdd(p.Plus, s.R2, ComplexLanes.MultiplyAdd(mass, s.L2, -(t * s.R1))),
            ComplexLanes.MultiplyAdd(p.Plus, s.L1, ComplexLanes.MultiplyAdd(mass, s.R1, tilde * s.L2)),
            ComplexLanes.MultiplyAdd(p.Minus, s.L2, ComplexLanes.MultiplyAdd(mass, s.R2, t * s.L1)));
    }

    /// <summary>ψ̄ χ + sum, where χ's chiralities are as <see cref="Slash"/> leaves them: rows contract with the opposite label.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes AddProduct(in SpinorLanes row, in SpinorLanes column, ComplexLanes sum) =>
        ComplexLanes.MultiplyAdd(row.R1, column.L1, ComplexLanes.MultiplyAdd(row.R2, column.L2,
            ComplexLanes.MultiplyAdd(row.L1, column.R1, ComplexLanes.MultiplyAdd(row.L2, column.R2, sum))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SpinorLanes operator *(Vector256<double> a, in SpinorLanes s) => new(a * s.L1, a * s.L2, a * s.R1, a * s.R2);

    /// <summary>χ_λ with σ·p χ_λ = λ|p| χ_λ, in the phase that is regular in the particle's hemisphere: nothing cancels, and the beam axis is no exception.</summary>
    private static (ComplexLanes Up, ComplexLanes Down) HelicityState(in FourVectorLanes p, Vector256<double> magnitude, int helicity)
    {
        Vector256<double> sum = magnitude + Vector256.Abs(p.Z);
        Vector256<double> inverse = Vector256<double>.One / Vector256.Sqrt(2 * magnitude * sum);
        ComplexLanes large = new(sum * inverse, Vector256<double>.Zero), small = inverse * new ComplexLanes(p.X, p.Y);
        Vector256<double> forward = Vector256.GreaterThanOrEqual(p.Z, Vector256<double>.Zero);
        return helicity > 0
            ? (ComplexLanes.Select(forward, large, small.Conjugate), ComplexLanes.Select(forward, small, large))
            : (ComplexLanes.Select(forward, -small.Conjugate, large), ComplexLanes.Select(forward, large, -small));
    }
}
