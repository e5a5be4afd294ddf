using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>The incoming e⁺ (along +z) and e⁻ (along −z) in the centre of mass.</summary>
internal static class BeamMomenta
{
    /// <summary>Both momenta, the same at all points.</summary>
    public static (FourVectorLanes Positron, FourVectorLanes Electron) InCentreOfMass(double sqrtS, double mass)
    {
        double energy = sqrtS / 2, momentum = Math.Sqrt((energy - mass) * (energy + mass));
        Vector256<double> e = Vector256.Create(energy), p = Vector256.Create(momentum), zero = Vector256<double>.Zero;
        return (new FourVectorLanes(e, zero, zero, p), new FourVectorLanes(e, zero, zero, -p));
    }
}
