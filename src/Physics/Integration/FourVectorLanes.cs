using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Integration;

/// <summary>A four-momentum (E, p) in GeV at each of four phase-space points, metric (+, −, −, −).</summary>
internal readonly record struct FourVectorLanes(Vector256<double> E, Vector256<double> X, Vector256<double> Y, Vector256<double> Z)
{
    /// <summary>|p|², GeV².</summary>
    public Vector256<double> MomentumSquared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => X * X + Y * Y + Z * Z;
    }

    /// <summary>p_x² + p_y², GeV².</summary>
    public Vector256<double> TransverseMomentumSquared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => X * X + Y * Y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectorLanes operator +(in FourVectorLanes a, in FourVectorLanes b) => new(a.E + b.E, a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectorLanes operator -(in FourVectorLanes a, in FourVectorLanes b) => new(a.E - b.E, a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>One of two momenta at each point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectorLanes Select(Vector256<double> first, in FourVectorLanes a, in FourVectorLanes b) => new(
        Vector256.ConditionalSelect(first, a.E, b.E), Vector256.ConditionalSelect(first, a.X, b.X), Vector256.ConditionalSelect(first, a.Y, b.Y), Vector256.ConditionalSelect(first, a.Z, b.Z));

    /// <summary>Minkowski product, GeV².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Dot(in FourVectorLanes other) => E * other.E - X * other.X - Y * other.Y - Z * other.Z;
}
