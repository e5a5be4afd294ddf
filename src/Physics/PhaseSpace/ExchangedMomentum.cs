using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>−t between a beam and the lepton it becomes, without cancellation at any angle.</summary>
internal static class ExchangedMomentum
{
    /// <summary>−t = 2m²(E − E')²/(EE' − m² + pp') + 2pp'(1 − cos θ), GeV².</summary>
    /// <param name="lepton">Four-momentum of the final lepton, GeV.</param>
    /// <param name="beamEnergy">E, GeV.</param>
    /// <param name="massSquared">m², GeV².</param>
    /// <param name="alongMinusZ">Whether the beam goes along −z.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MinusSquared(in FourVectorLanes lepton, double beamEnergy, double massSquared, bool alongMinusZ)
    {
        Lanes along = alongMinusZ ? -lepton.Z : lepton.Z;
        Lanes momentum = Vector512.Sqrt(lepton.MomentumSquared);
        Lanes product = momentum * Math.Sqrt(beamEnergy * beamEnergy - massSquared);
        Lanes ratio = lepton.TransverseMomentumSquared / (momentum * (momentum + Vector512.Abs(along)));
        Lanes oneMinusCos = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(along, Lanes.Zero), ratio, Vector512.Create(2.0) - ratio);
        Lanes loss = Vector512.Create(beamEnergy) - lepton.E;
        return 2 * massSquared * loss * loss / (beamEnergy * lepton.E - Vector512.Create(massSquared) + product) + 2.0 * product * oneMinusCos;
    }
}
