using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// |M|² of e⁺e⁻ → γa (Eq. 5 of arXiv:2307.06369) at tree level with massive electrons, averaged over initial and summed over final spins:
/// <code>|M|² = (e²g²ω²/2) [1 + cos²θ + (4m_e²/s) sin²θ]</code>
/// The photon takes either helicity equally often.
/// </summary>
internal sealed class AlpPhotonAmplitude
{
    private readonly Vector256<double> _coupling, _flip;

    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="parameters">α, g and m_e.</param>
    public AlpPhotonAmplitude(double sqrtS, ModelParameters parameters)
    {
        _coupling = Vector256.Create(0.5 * parameters.ChargeSquared * parameters.AlpPhotonCoupling * parameters.AlpPhotonCoupling);
        _flip = Vector256.Create(4 * parameters.ElectronMass * parameters.ElectronMass / (sqrtS * sqrtS));
    }

    /// <summary>|M|² at four points.</summary>
    /// <param name="energy">Energy ω of the photon, GeV.</param>
    /// <param name="cos">Cosine of its polar angle.</param>
    public Vector256<double> Squared(Vector256<double> energy, Vector256<double> cos)
    {
        Vector256<double> cosSquared = cos * cos;
        return _coupling * energy * energy * (Vector256<double>.One + cosSquared + _flip * (Vector256<double>.One - cosSquared));
    }
}
