using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>The missing four-momentum K of two massless particles.</summary>
/// <param name="Energy">E*_miss, GeV.</param>
/// <param name="Momentum">|K|, GeV.</param>
/// <param name="MassSquared">m²_miss, GeV².</param>
/// <param name="Direction">Its direction.</param>
internal readonly record struct MissingLanes(Lanes Energy, Lanes Momentum, Lanes MassSquared, PolarDirection Direction)
{
    /// <summary>K.</summary>
    public FourVectorLanes Vector => new(Energy, Momentum * Direction.Sin * Direction.CosPhi, Momentum * Direction.Sin * Direction.SinPhi, Momentum * Direction.Cos * Direction.Side);

    /// <summary>Energy of a photon at an angle to K: m²/(2(E − |K| cos α)), GeV.</summary>
    public Lanes EnergyAt(Lanes cos) => 0.5 * MassSquared / Vector256.Max(MassSquared / (Energy + Momentum) + Momentum * (Lanes.One - cos), Vector256.Create(1e-100));

    /// <summary>1 − cos α of a photon of an energy.</summary>
    public Lanes OneMinusCosOf(Lanes photonEnergy) =>
        Vector256.Min(Vector256.Max((MassSquared - 2.0 * photonEnergy * (MassSquared / (Energy + Momentum))) / (2.0 * photonEnergy * Momentum), Lanes.Zero), Vector256.Create(2.0));

    /// <summary>E − K·n for a unit vector, without cancellation where n goes along K.</summary>
    public Lanes MinusAlong(in FourVectorLanes n)
    {
        (FourVectorLanes axis, _) = LaneMaps.Direction(Vector);
        return MassSquared / (Energy + Momentum) + Momentum * LaneMaps.OneMinusCos(axis, n);
    }

    /// <summary>K − k on the light cone.</summary>
    public FourVectorLanes Without(in FourVectorLanes k)
    {
        FourVectorLanes all = Vector;
        return TwoBodyDecay.OnShell(all.X - k.X, all.Y - k.Y, all.Z - k.Z, Lanes.Zero);
    }
}
