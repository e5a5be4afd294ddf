using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>A charged particle that photons are radiated from.</summary>
internal enum Emitter
{
    /// <summary>e⁺ of the beam, along +z.</summary>
    BeamPositron,

    /// <summary>e⁻ of the beam, along −z.</summary>
    BeamElectron,

    /// <summary>The positive lepton of the final state.</summary>
    FinalPositron,

    /// <summary>The negative lepton of the final state.</summary>
    FinalElectron,
}

/// <summary>
/// The collinear factor 1/(1 − β_e cos θ) of every photon with every emitter: what shares the cross section among the channels, since
/// |M|² peaks where one of them is large.
/// </summary>
internal static class Emitters
{
    /// <summary>Number of emitters when the final state has charged leptons.</summary>
    public const int Count = 4;

    /// <summary>Beams alone.</summary>
    public const int Beams = 2;

    /// <summary>1 − β of a beam of mass m at √s, without cancellation.</summary>
    public static double BeamOneMinusVelocity(double sqrtS, double mass)
    {
        double energy = 0.5 * sqrtS;
        return mass * mass / (energy * (energy + Math.Sqrt((energy - mass) * (energy + mass))));
    }

    /// <summary>Name in the table of channels.</summary>
    public static string Name(Emitter emitter) => emitter switch
    {
        Emitter.BeamPositron => "beam e+",
        Emitter.BeamElectron => "beam e-",
        Emitter.FinalPositron => "final e+",
        _ => "final e-",
    };

    /// <summary>1/(1 − β cos θ) of a photon with a beam along +z (or −z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes BeamFactor(in FourVectorLanes photon, double oneMinusBeta, bool alongMinusZ)
    {
        Lanes along = alongMinusZ ? -photon.Z : photon.Z;
        Lanes ratio = photon.TransverseMomentumSquared / (photon.E * (photon.E + Vector256.Abs(along)));
        Lanes oneMinusCos = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(along, Lanes.Zero), ratio, Vector256.Create(2.0) - ratio);
        return Lanes.One / (Vector256.Create(oneMinusBeta) + (1 - oneMinusBeta) * oneMinusCos);
    }

    /// <summary>1/(1 − β cos θ) of a photon with a lepton of the final state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes FinalFactor(in FourVectorLanes photon, in FourVectorLanes lepton, double massSquared)
    {
        (FourVectorLanes n, _) = LaneMaps.Direction(photon);
        (FourVectorLanes m, Lanes momentum) = LaneMaps.Direction(lepton);
        Lanes oneMinusBeta = LaneMaps.OneMinusVelocity(lepton.E, momentum, Vector256.Create(massSquared));
        return Lanes.One / (oneMinusBeta + (Lanes.One - oneMinusBeta) * LaneMaps.OneMinusCos(n, m));
    }

    /// <summary>A photon's direction around a beam, with density ∝ 1/(1 − β cos θ); multiplies the weight by dΩ/du².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectorLanes AroundBeam(bool alongMinusZ, double oneMinusBeta, Lanes u, Lanes v, ref Lanes weight)
    {
        Lanes oneMinusCos = LaneMaps.Collinear(u, Vector256.Create(oneMinusBeta), ref weight);
        Lanes sin = LaneMaps.Sine(oneMinusCos);
        (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(v, ref weight);
        Lanes cos = Lanes.One - oneMinusCos;
        return new FourVectorLanes(Lanes.One, sin * cosPhi, sin * sinPhi, alongMinusZ ? -cos : cos);
    }

    /// <summary>A photon's direction around a lepton of the final state, likewise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectorLanes AroundLepton(in FourVectorLanes lepton, double massSquared, Lanes u, Lanes v, ref Lanes weight)
    {
        (FourVectorLanes axis, Lanes momentum) = LaneMaps.Direction(lepton);
        Lanes oneMinusCos = LaneMaps.Collinear(u, LaneMaps.OneMinusVelocity(lepton.E, momentum, Vector256.Create(massSquared)), ref weight);
        return LaneMaps.Around(axis, Lanes.One - oneMinusCos, LaneMaps.Sine(oneMinusCos), LaneMaps.Azimuth(v, ref weight));
    }
}
