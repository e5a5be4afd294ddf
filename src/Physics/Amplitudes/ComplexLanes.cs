using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>A complex number for each of four phase-space points, side by side in hardware vectors.</summary>
/// <param name="Re">Real parts.</param>
/// <param name="Im">Imaginary parts.</param>
internal readonly record struct ComplexLanes(Vector256<double> Re, Vector256<double> Im)
{
    /// <summary>Phase-space points in one value.</summary>
    public const int Width = 4;

    /// <summary>0 at every point.</summary>
    public static ComplexLanes Zero => default;

    /// <summary>|z|².</summary>
    public Vector256<double> MagnitudeSquared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.FusedMultiplyAdd(Re, Re, Im * Im);
    }

    /// <summary>z̄.</summary>
    public ComplexLanes Conjugate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Re, -Im);
    }

    /// <summary>i z.</summary>
    public ComplexLanes TimesI
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(-Im, Re);
    }

    /// <summary>a b + c, fused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes MultiplyAdd(ComplexLanes a, ComplexLanes b, ComplexLanes c) => new(
        Vector256.FusedMultiplyAdd(a.Re, b.Re, Vector256.FusedMultiplyAdd(-a.Im, b.Im, c.Re)),
        Vector256.FusedMultiplyAdd(a.Re, b.Im, Vector256.FusedMultiplyAdd(a.Im, b.Re, c.Im)));

    /// <summary>Real a times b, plus c, fused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes MultiplyAdd(Vector256<double> a, ComplexLanes b, ComplexLanes c) =>
        new(Vector256.FusedMultiplyAdd(a, b.Re, c.Re), Vector256.FusedMultiplyAdd(a, b.Im, c.Im));

    /// <summary>a where all bits of the condition are set, b where none is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes Select(Vector256<double> condition, ComplexLanes a, ComplexLanes b) =>
        new(Vector256.ConditionalSelect(condition, a.Re, b.Re), Vector256.ConditionalSelect(condition, a.Im, b.Im));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator +(ComplexLanes a, ComplexLanes b) => new(a.Re + b.Re, a.Im + b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator -(ComplexLanes a, ComplexLanes b) => new(a.Re - b.Re, a.Im - b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator -(ComplexLanes a) => new(-a.Re, -a.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator *(Vector256<double> a, ComplexLanes b) => new(a * b.Re, a * b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator *(ComplexLanes a, ComplexLanes b) => new(
        Vector256.FusedMultiplyAdd(a.Re, b.Re, -a.Im * b.Im),
        Vector256.FusedMultiplyAdd(a.Re, b.Im, a.Im * b.Re));
}
