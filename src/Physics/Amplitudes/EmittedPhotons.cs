using System.Numerics;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>What fermion lines need to know of the photons of a point, made once for all lines: polarisations, and sums over subsets (bit masks).</summary>
internal sealed class EmittedPhotons(PhotonStates states)
{
    private readonly FourVectorLanes[] _momenta = new FourVectorLanes[states.Photons];
    private readonly PolarisationLanes[] _polarisations = new PolarisationLanes[2 * states.Photons];
    private readonly LightConeLanes[] _sums = new LightConeLanes[1 << states.Photons];
    private readonly Vector256<double>[] _massSquares = new Vector256<double>[1 << states.Photons];

    /// <summary>Tables for this number of photons.</summary>
    public PhotonStates States => states;

    /// <summary>The photon whose polarisation vectors are replaced by k/ω, −1 for none: amplitudes must vanish then.</summary>
    public int LongitudinalPhoton { get; set; } = -1;

    /// <summary>Reads the photons of a point.</summary>
    public void Set(ReadOnlySpan<FourVectorLanes> photons)
    {
        photons.CopyTo(_momenta);
        for (int i = 0; i < photons.Length; i++)
        {
            bool longitudinal = i == LongitudinalPhoton;
            _polarisations[2 * i] = longitudinal ? PolarisationLanes.Longitudinal(photons[i]) : PolarisationLanes.OfHelicity(photons[i], -1);
            _polarisations[2 * i + 1] = longitudinal ? PolarisationLanes.Longitudinal(photons[i]) : PolarisationLanes.OfHelicity(photons[i], 1);
        }

        for (int mask = 1; mask < _sums.Length; mask++)
        {
            int first = BitOperations.TrailingZeroCount(mask), rest = mask & (mask - 1);
            _sums[mask] = _sums[rest] + LightConeLanes.OnShell(photons[first], Vector256<double>.Zero);
            Vector256<double> massSquare = _massSquares[rest];
            for (int others = rest; others != 0; others &= others - 1)
            {
                massSquare += StableInvariants.TwiceProductOfPhotons(photons[first], photons[BitOperations.TrailingZeroCount(others)]);
            }

            _massSquares[mask] = massSquare;
        }
    }

    /// <summary>Momentum of a photon.</summary>
    public ref readonly FourVectorLanes Momentum(int photon) => ref _momenta[photon];

    /// <summary>Polarisation vector of a photon; helicity 0 for −1, 1 for +1.</summary>
    public ref readonly PolarisationLanes Polarisation(int photon, int helicity) => ref _polarisations[2 * photon + helicity];

    /// <summary>Total momentum of a subset.</summary>
    public ref readonly LightConeLanes Sum(int mask) => ref _sums[mask];

    /// <summary>Squared mass of a subset, a sum of the positive 2 k_i·k_j.</summary>
    public Vector256<double> MassSquared(int mask) => _massSquares[mask];
}
