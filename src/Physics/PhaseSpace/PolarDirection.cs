using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>A direction by its angle to the nearer beam, 0 to π/2, that beam's side, and its azimuth.</summary>
/// <param name="Cos">cos of the angle to the nearer beam, not negative.</param>
/// <param name="Sin">Its sine.</param>
/// <param name="Side">+1 on the side of the e⁺ beam, −1 on the other.</param>
/// <param name="SinPhi">Sine of the azimuth.</param>
/// <param name="CosPhi">Cosine of the azimuth.</param>
internal readonly record struct PolarDirection(Lanes Cos, Lanes Sin, Lanes Side, Lanes SinPhi, Lanes CosPhi)
{
    /// <summary>The direction of a momentum.</summary>
    public static PolarDirection Of(in FourVectorLanes p)
    {
        Lanes transverseSquared = p.TransverseMomentumSquared, transverse = Vector256.Sqrt(transverseSquared);
        Lanes length = Vector256.Sqrt(transverseSquared + p.Z * p.Z);
        Lanes none = Vector256.LessThan(transverse, Vector256.Create(1e-150));
        Lanes safe = Vector256.ConditionalSelect(none, Lanes.One, transverse);
        return new PolarDirection(
            Vector256.Abs(p.Z) / length,
            transverse / length,
            Vector256.ConditionalSelect(Vector256.LessThan(p.Z, Lanes.Zero), -Lanes.One, Lanes.One),
            p.Y / safe,
            Vector256.ConditionalSelect(none, Lanes.One, p.X / safe));
    }

    /// <summary>A unit vector at an angle to this one; azimuth 0 is towards the nearer beam.</summary>
    public FourVectorLanes Around(Lanes cos, Lanes sin, Lanes sinAzimuth, Lanes cosAzimuth)
    {
        Lanes towards = sin * cosAzimuth, across = sin * sinAzimuth;
        Lanes radial = cos * Sin - towards * Cos;
        return new FourVectorLanes(Lanes.One, radial * CosPhi - across * SinPhi, radial * SinPhi + across * CosPhi, Side * (cos * Cos + towards * Sin));
    }

    /// <summary>A unit vector around the nearer beam, or the other, with an azimuth relative to this one.</summary>
    public FourVectorLanes AroundBeam(Lanes oneMinusCos, bool far, Lanes sinAzimuth, Lanes cosAzimuth)
    {
        Lanes sin = LaneMaps.Sine(oneMinusCos), z = Side * (Lanes.One - oneMinusCos);
        return new FourVectorLanes(Lanes.One, sin * (CosPhi * cosAzimuth - SinPhi * sinAzimuth), sin * (SinPhi * cosAzimuth + CosPhi * sinAzimuth), far ? -z : z);
    }
}
