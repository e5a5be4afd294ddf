using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>Half a vector current, J^μ/2, as J± = J⁰ ± J³, J_⊥ = J¹ + iJ² and J̃_⊥ = J¹ − iJ²: without the 2 every component is a product of spinor components.</summary>
internal readonly record struct CurrentLanes(ComplexLanes Plus, ComplexLanes Minus, ComplexLanes Transverse, ComplexLanes TransverseTilde)
{
    /// <summary>Σ ψ̄ γ^μ χ / 2 over pairs of spinors. The sums are variables of their own, so that they stay in registers.</summary>
    public static CurrentLanes SumOfProducts(ReadOnlySpan<SpinorLanes> rows, ReadOnlySpan<SpinorLanes> columns, (int Row, int Column)[] pairs)
    {
        ComplexLanes plus = default, minus = default, transverse = default, tilde = default;
        foreach ((int r, int c) in pairs)
        {
            ref readonly SpinorLanes row = ref rows[r], column = ref columns[c];
            plus = ComplexLanes.MultiplyAdd(row.L2, column.L2, ComplexLanes.MultiplyAdd(row.R1, column.R1, plus));
            minus = ComplexLanes.MultiplyAdd(row.L1, column.L1, ComplexLanes.MultiplyAdd(row.R2, column.R2, minus));
            transverse = ComplexLanes.MultiplyAdd(-row.L1, column.L2, ComplexLanes.MultiplyAdd(row.R1, column.R2, transverse));
            tilde = ComplexLanes.MultiplyAdd(-row.L2, column.L1, ComplexLanes.MultiplyAdd(row.R2, column.R1, tilde));
        }

        return new CurrentLanes(plus, minus, transverse, tilde);
    }

    /// <summary>J_μ K^μ / 2 + sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes AddContraction(in CurrentLanes j, in CurrentLanes k, ComplexLanes sum) =>
        ComplexLanes.MultiplyAdd(j.Plus, k.Minus, ComplexLanes.MultiplyAdd(j.Minus, k.Plus,
            ComplexLanes.MultiplyAdd(-j.Transverse, k.TransverseTilde, ComplexLanes.MultiplyAdd(-j.TransverseTilde, k.Transverse, sum))));

    /// <summary>
    /// The current with J⁻ from q·J = 0 where q⁺ is by far the largest component of q, as for a quasi-real photon of a particle that
    /// stays on the +z side of the beam axis. The sum over diagrams leaves J⁻ ~ J_⊥ q_⊥/q⁺ of terms as large as J⁺.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CurrentLanes WithConservedMinus(in LightConeLanes q)
    {
        ComplexLanes rest = ComplexLanes.MultiplyAdd(-q.Minus, Plus, q.Transverse * TransverseTilde + q.Transverse.Conjugate * Transverse);
        return this with { Minus = ComplexLanes.Select(Dominates(q.Plus, q.Minus, q.Transverse), Vector256<double>.One / q.Plus * rest, Minus) };
    }

    /// <summary>Likewise J⁺ where q⁻ is by far the largest component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CurrentLanes WithConservedPlus(in LightConeLanes q)
    {
        ComplexLanes rest = ComplexLanes.MultiplyAdd(-q.Plus, Minus, q.Transverse * TransverseTilde + q.Transverse.Conjugate * Transverse);
        return this with { Plus = ComplexLanes.Select(Dominates(q.Minus, q.Plus, q.Transverse), Vector256<double>.One / q.Minus * rest, Plus) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Dominates(Vector256<double> large, Vector256<double> small, ComplexLanes transverse) =>
        Vector256.GreaterThan(large * large, Vector256.Create(8.0) * (small * small + transverse.MagnitudeSquared));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CurrentLanes operator *(Vector256<double> a, in CurrentLanes j) =>
        new(a * j.Plus, a * j.Minus, a * j.Transverse, a * j.TransverseTilde);
}
