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
        Vector256<double>[] factors, FermionEnd incoming, FermionEnd outgoing, Vector256<double> transfer,
        FermionEnd otherIncoming, FermionEnd otherOutgoing, Vector256<double> otherTransfer, EmittedPhotons photons)
    {
        int all = factors.Length - 1;
        for (int mask = 0; mask <= all; mask++)
        {
            (Vector256<double> value, Vector256<double> size) = TransferSquared(incoming, outgoing, transfer, photons, mask);
            (Vector256<double> other, Vector256<double> otherSize) = TransferSquared(otherIncoming, otherOutgoing, otherTransfer, photons, all ^ mask);
            factors[mask] = Vector256<double>.One / Vector256.ConditionalSelect(Vector256.LessThan(size, otherSize), value, other);
        }
    }

    /// <summary>Into a pair, q = p₋ + p₊ + k_T: all terms of q² are positive. The pair's −(p₋ − p₊)² is given.</summary>
    public static void Annihilation(
        Vector256<double>[] factors, FermionEnd particle, FermionEnd antiparticle, Vector256<double> transfer, double mass, EmittedPhotons photons)
    {
        Vector256<double> pairMassSquared = transfer + Vector256.Create(4 * mass * mass);
        for (int mask = 0; mask < factors.Length; mask++)
        {
            Vector256<double> emitted = particle.TwiceProduct(mask) + antiparticle.TwiceProduct(mask) + photons.MassSquared(mask);
            factors[mask] = Vector256<double>.One / (pairMassSquared + emitted);
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

    private static (Vector256<double> Value, Vector256<double> Size) TransferSquared(
        FermionEnd incoming, FermionEnd outgoing, Vector256<double> transfer, EmittedPhotons photons, int mask)
    {
        Vector256<double> plus = outgoing.TwiceProduct(mask) + photons.MassSquared(mask), minus = transfer + incoming.TwiceProduct(mask);
        return (plus - minus, plus + minus);
    }
}
