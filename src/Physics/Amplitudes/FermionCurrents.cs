using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// The off-shell currents of a fermion line between two ends, J^μ(T) = Σ_{S⊆T} ψ̄(T∖S) γ^μ ψ(S): the line has emitted the photons T
/// and one virtual photon, and its ends have helicities.
/// </summary>
internal sealed class FermionCurrents(FermionEnd row, FermionEnd column, PhotonStates states)
{
    private readonly AlignedLanes<CurrentLanes> _currents = new(row.Helicities * column.Helicities * states.Count);

    /// <summary>Halved currents of helicities of the row's and the column's end (0 for −1, 1 for +1), by photon state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<CurrentLanes> Of(int rowHelicity, int columnHelicity) =>
        _currents.Span.Slice((rowHelicity * column.Helicities + columnHelicity) * states.Count, states.Count);

    /// <summary>Makes all currents, each times the factor of its set of photons: the propagator of the virtual photon, or none.</summary>
    public void Set(ReadOnlySpan<Vector256<double>> factors)
    {
        for (int helicities = 0; helicities < row.Helicities * column.Helicities; helicities++)
        {
            ReadOnlySpan<SpinorLanes> rows = row.Spinors(helicities / column.Helicities), columns = column.Spinors(helicities % column.Helicities);
            Span<CurrentLanes> currents = _currents.Span.Slice(helicities * states.Count, states.Count);
            for (int state = 0; state < currents.Length; state++)
            {
                CurrentLanes sum = CurrentLanes.SumOfProducts(rows, columns, states.Splits[state]);
                currents[state] = factors.IsEmpty ? sum : factors[states.Masks[state]] * sum;
            }
        }
    }

    /// <summary>Recovers J⁻ and J⁺ from the conservation of the current where they are small remainders: see <see cref="CurrentLanes.WithConservedMinus"/>.</summary>
    /// <param name="transfers">Momentum of the virtual photon for each set of photons, from the other line, whatever its sign.</param>
    /// <param name="minus">J⁻ is recovered, or else J⁺.</param>
    public void Conserve(ReadOnlySpan<LightConeLanes> transfers, bool minus)
    {
        Span<CurrentLanes> currents = _currents.Span;
        for (int i = 0; i < currents.Length; i++)
        {
            ref readonly LightConeLanes q = ref transfers[states.Masks[i % states.Count]];
            currents[i] = minus ? currents[i].WithConservedMinus(q) : currents[i].WithConservedPlus(q);
        }
    }
}
