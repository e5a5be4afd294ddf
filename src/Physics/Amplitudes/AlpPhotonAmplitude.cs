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
    private readonly Vector512<double> _coupling, _flip;

    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="parameters">α, g and m_e.</param>
    public AlpPhotonAmplitude(double sqrtS, ModelParameters parameters)
    {
        _coupling = Vector512.Create(0.5 * parameters.ChargeSquared * parameters.AlpPhotonCoupling * parameters.AlpPhotonCoupling);
        _flip = Vector512.Create(4 * parameters.ElectronMass * parameters.ElectronMass / (sqrtS * sqrtS));
    }

    /// <summary>|M|² at eight points.</summary>
    /// <param name="energy">Energy ω of the photon, GeV.</param>
    /// <param name="cos">Cosine of its polar angle.</param>
    public Vector512<double> Squared(Vector512<double> energy, Vector512<double> cos)
    {
        Vector512<double> cosSquared = cos * cos;
        return _coupling * energy * energy * (Vector512<double>.One + cosSquared + _flip * (Vector512<double>.One - cosSquared));
    }
}
