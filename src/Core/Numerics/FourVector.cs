namespace AlpToolkit.Core.Numerics;

/// <summary>A four-momentum (E, p) in GeV, metric (+, −, −, −). NaN in, NaN out.</summary>
/// <param name="E">Energy, GeV.</param>
/// <param name="X">Momentum along x, GeV.</param>
/// <param name="Y">Momentum along y, GeV.</param>
/// <param name="Z">Momentum along z, GeV.</param>
public readonly record struct FourVector(double E, double X, double Y, double Z)
{
    /// <summary>|p|², GeV².</summary>
    public double MomentumSquared => X * X + Y * Y + Z * Z;

    /// <summary>|p|, GeV.</summary>
    public double Momentum => Math.Sqrt(MomentumSquared);

    /// <summary>p_T² = p_x² + p_y², GeV².</summary>
    public double TransverseMomentumSquared => X * X + Y * Y;

    /// <summary>E² − |p|², GeV²; negative for a space-like vector.</summary>
    public double MassSquared => E * E - MomentumSquared;

    /// <summary>Polar angle from the +z axis, in [0, π] rad; 0 for a vector without momentum.</summary>
    public double Theta => Math.Atan2(Math.Sqrt(TransverseMomentumSquared), Z);

    /// <summary>Azimuth, in (−π, π] rad.</summary>
    public double Phi => Math.Atan2(Y, X);

    /// <summary>Minkowski product E₁E₂ − p₁·p₂, GeV².</summary>
    public double Dot(in FourVector other) => E * other.E - X * other.X - Y * other.Y - Z * other.Z;

    /// <summary>Sum of two four-momenta.</summary>
    public static FourVector operator +(FourVector left, FourVector right) =>
        new(left.E + right.E, left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    /// <summary>Difference of two four-momenta.</summary>
    public static FourVector operator -(FourVector left, FourVector right) =>
        new(left.E - right.E, left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    /// <summary>A four-momentum times a number.</summary>
    public static FourVector operator *(double factor, FourVector vector) =>
        new(factor * vector.E, factor * vector.X, factor * vector.Y, factor * vector.Z);
}
