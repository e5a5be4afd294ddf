using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// The off-shell currents of a fermion line between two ends, J^μ(T) = Σ_{S⊆T} ψ̄(T∖S) γ^μ ψ(S): the line has emitted the photons T
/// and one virtual photon, and each of its ends has one of two helicities.
/// </summary>
internal sealed class FermionCurrents(FermionEnd row, FermionEnd column, PhotonStates states)
{
    private readonly CurrentLanes[] _currents = new CurrentLanes[4 * states.Count];

    /// <summary>Halved currents of helicities of the row's and the column's end (0 for −1, 1 for +1), by photon state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<CurrentLanes> Of(int rowHelicity, int columnHelicity) =>
        _currents.AsSpan((2 * rowHelicity + columnHelicity) * states.Count, states.Count);

    /// <summary>Makes all currents, each times the factor of its set of photons: the propagator of the virtual photon, or none.</summary>
    public void Set(ReadOnlySpan<Vector512<double>> factors)
    {
        for (int helicities = 0; helicities < 4; helicities++)
        {
            ReadOnlySpan<SpinorLanes> rows = row.Spinors(helicities >> 1), columns = column.Spinors(helicities & 1);
            Span<CurrentLanes> currents = _currents.AsSpan(helicities * states.Count, states.Count);
            for (int state = 0; state < currents.Length; state++)
            {
                CurrentLanes sum = default;
                foreach ((int first, int second) in states.Splits[state])
                {
                    sum = CurrentLanes.AddProduct(rows[first], columns[second], sum);
                }

                currents[state] = factors.IsEmpty ? sum : factors[states.Masks[state]] * sum;
            }
        }
    }
}
