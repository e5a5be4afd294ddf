using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>Half a vector current, J^μ/2, as J± = J⁰ ± J³, J_⊥ = J¹ + iJ² and J̃_⊥ = J¹ − iJ²: without the 2 every component is a product of spinor components.</summary>
internal readonly record struct CurrentLanes(ComplexLanes Plus, ComplexLanes Minus, ComplexLanes Transverse, ComplexLanes TransverseTilde)
{
    /// <summary>ψ̄ γ^μ χ / 2 + sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CurrentLanes AddProduct(in SpinorLanes row, in SpinorLanes column, in CurrentLanes sum) => new(
        ComplexLanes.MultiplyAdd(row.L2, column.L2, ComplexLanes.MultiplyAdd(row.R1, column.R1, sum.Plus)),
        ComplexLanes.MultiplyAdd(row.L1, column.L1, ComplexLanes.MultiplyAdd(row.R2, column.R2, sum.Minus)),
        ComplexLanes.MultiplyAdd(-row.L1, column.L2, ComplexLanes.MultiplyAdd(row.R1, column.R2, sum.Transverse)),
        ComplexLanes.MultiplyAdd(-row.L2, column.L1, ComplexLanes.MultiplyAdd(row.R2, column.R1, sum.TransverseTilde)));

    /// <summary>J_μ K^μ / 2 + sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes AddContraction(in CurrentLanes j, in CurrentLanes k, ComplexLanes sum) =>
        ComplexLanes.MultiplyAdd(j.Plus, k.Minus, ComplexLanes.MultiplyAdd(j.Minus, k.Plus,
            ComplexLanes.MultiplyAdd(-j.Transverse, k.TransverseTilde, ComplexLanes.MultiplyAdd(-j.TransverseTilde, k.Transverse, sum))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CurrentLanes operator *(Vector512<double> a, in CurrentLanes j) =>
        new(a * j.Plus, a * j.Minus, a * j.Transverse, a * j.TransverseTilde);
}
