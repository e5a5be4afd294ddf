using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>1/q² of the photon between two fermion lines, for every set of photons that one of the lines emits.</summary>
internal static class PhotonExchange
{
    /// <summary>
    /// Between lines that scatter, q = p_in − p_out − k_T. With Σ 2 p_in·k_i and the rest taken from the line for which they are
    /// smaller: from the one without photons, q² is stable down to its smallest values, −m² (E − E')²/(E E').
    /// </summary>
    public static void Scattering(
        Vector512<double>[] factors, FermionEnd incoming, FermionEnd outgoing, Vector512<double> transfer,
        FermionEnd otherIncoming, FermionEnd otherOutgoing, Vector512<double> otherTransfer, EmittedPhotons photons)
    {
        int all = factors.Length - 1;
        for (int mask = 0; mask <= all; mask++)
        {
            (Vector512<double> value, Vector512<double> size) = TransferSquared(incoming, outgoing, transfer, photons, mask);
            (Vector512<double> other, Vector512<double> otherSize) = TransferSquared(otherIncoming, otherOutgoing, otherTransfer, photons, all ^ mask);
            factors[mask] = Vector512<double>.One / Vector512.ConditionalSelect(Vector512.LessThan(size, otherSize), value, other);
        }
    }

    /// <summary>Into a pair, q = p₋ + p₊ + k_T: all terms of q² are positive. The pair's −(p₋ − p₊)² is given.</summary>
    public static void Annihilation(
        Vector512<double>[] factors, FermionEnd particle, FermionEnd antiparticle, Vector512<double> transfer, double mass, EmittedPhotons photons)
    {
        Vector512<double> pairMassSquared = transfer + Vector512.Create(4 * mass * mass);
        for (int mask = 0; mask < factors.Length; mask++)
        {
            Vector512<double> emitted = particle.TwiceProduct(mask) + antiparticle.TwiceProduct(mask) + photons.MassSquared(mask);
            factors[mask] = Vector512<double>.One / (pairMassSquared + emitted);
        }
    }

    /// <summary>q = p_in − p_out − k_T of a line that scatters, for the photons T that the <em>other</em> line does not emit.</summary>
    public static void Transfers(LightConeLanes[] transfers, FermionEnd incoming, FermionEnd outgoing, EmittedPhotons photons)
    {
        int all = transfers.Length - 1;
        for (int mask = 0; mask <= all; mask++)
        {
            transfers[mask] = incoming.Momentum - outgoing.Momentum - photons.Sum(all ^ mask);
        }
    }

    private static (Vector512<double> Value, Vector512<double> Size) TransferSquared(
        FermionEnd incoming, FermionEnd outgoing, Vector512<double> transfer, EmittedPhotons photons, int mask)
    {
        Vector512<double> plus = outgoing.TwiceProduct(mask) + photons.MassSquared(mask), minus = transfer + incoming.TwiceProduct(mask);
        return (plus - minus, plus + minus);
    }
}
