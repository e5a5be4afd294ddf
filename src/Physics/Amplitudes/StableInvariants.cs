using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>Products of on-shell momenta without the cancellations of E E' − p·p' at small angles or high energies.</summary>
internal static class StableInvariants
{
    /// <summary>2 p·k of a momentum of mass m and a massless one: 2 (ω m²/(E + |p|) + |p| ω − p·k).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> TwiceProductWithPhoton(in FourVectorLanes p, Vector256<double> massSquared, in FourVectorLanes k)
    {
        Vector256<double> magnitude = Vector256.Sqrt(p.MomentumSquared);
        Vector256<double> sum = k.E * massSquared / (p.E + magnitude) + AngularPart(p, magnitude, k, k.E);
        return sum + sum;
    }

    /// <summary>2 k·k' of two massless momenta.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> TwiceProductOfPhotons(in FourVectorLanes a, in FourVectorLanes b)
    {
        Vector256<double> half = AngularPart(a, a.E, b, b.E);
        return half + half;
    }

    /// <summary>
    /// −(p − p')² = 2 (p·p' − m²) of two momenta of the same mass, from E E' − |p||p'| − m² = m² (E − E')²/(E E' − m² + |p||p'|).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MinusTransferSquared(in FourVectorLanes a, in FourVectorLanes b, Vector256<double> massSquared)
    {
        Vector256<double> magnitudeA = Vector256.Sqrt(a.MomentumSquared), magnitudeB = Vector256.Sqrt(b.MomentumSquared);
        Vector256<double> loss = a.E - b.E;
        Vector256<double> collinear = massSquared * loss * loss / (a.E * b.E - massSquared + magnitudeA * magnitudeB);
        Vector256<double> half = collinear + AngularPart(a, magnitudeA, b, magnitudeB);
        return half + half;
    }

    /// <summary>|a||b| − a·b = |a × b|²/(|a||b| + a·b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> AngularPart(
        in FourVectorLanes a, Vector256<double> magnitudeA, in FourVectorLanes b, Vector256<double> magnitudeB)
    {
        Vector256<double> product = a.X * b.X + a.Y * b.Y + a.Z * b.Z, magnitudes = magnitudeA * magnitudeB;
        Vector256<double> x = a.Y * b.Z - a.Z * b.Y, y = a.Z * b.X - a.X * b.Z, z = a.X * b.Y - a.Y * b.X;
        return Vector256.ConditionalSelect(
            Vector256.GreaterThan(product, Vector256<double>.Zero), (x * x + y * y + z * z) / (magnitudes + product), magnitudes - product);
    }
}
