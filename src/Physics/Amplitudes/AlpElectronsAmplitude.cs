using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>|M|² of e⁺e⁻ → e⁺e⁻a, averaged over initial and summed over final spins, GeV⁻².</summary>
/// <param name="Fusion">Photon fusion alone.</param>
/// <param name="Dalitz">ALP-Dalitz alone.</param>
/// <param name="Total">Both, with their interference.</param>
internal readonly record struct AlpElectronsSquared(Vector256<double> Fusion, Vector256<double> Dalitz, Vector256<double> Total);

/// <summary>
/// |M|² of e⁺e⁻ → e⁺e⁻a (Eq. 6 of arXiv:2307.06369) and of e⁺e⁻ → f⁺f⁻a (its footnote 2) at tree level with massive leptons, in the
/// centre-of-mass frame with the e⁺ along +z.
/// </summary>
internal sealed class AlpElectronsAmplitude
{
    private readonly PhotonFusionAmplitude _fusion;
    private readonly AlpDalitzAmplitude _dalitz;
    private readonly Vector256<double> _massSquared, _normalisation;

    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="parameters">α, g and m_e.</param>
    /// <param name="mass">Mass of the outgoing leptons, GeV; photon fusion has a meaning for m_e only.</param>
    public AlpElectronsAmplitude(double sqrtS, ModelParameters parameters, double mass)
    {
        _fusion = new PhotonFusionAmplitude(sqrtS, parameters.ElectronMass);
        _dalitz = new AlpDalitzAmplitude(sqrtS, parameters.ElectronMass, mass);
        _massSquared = Vector256.Create(mass * mass);

        // 1/4 for the average, 2 for the conjugate helicities, 1/4 for (i/2)².
        double coupling = parameters.ChargeSquared * parameters.AlpPhotonCoupling;
        _normalisation = Vector256.Create(coupling * coupling / 8);
    }

    /// <summary>All of it at four points.</summary>
    public AlpElectronsSquared Evaluate(in FourVectorLanes positron, in FourVectorLanes electron)
    {
        LeptonPairLanes pair = new(positron, electron, _massSquared);
        _fusion.Evaluate(pair, out AlpHelicityAmplitudes fusion);
        _dalitz.Evaluate(pair, out AlpHelicityAmplitudes dalitz);
        Vector256<double> factor = _normalisation / (pair.PositivePlus * pair.NegativeMinus);
        return new(factor * fusion.SumOfSquares, factor * dalitz.SumOfSquares, factor * AlpHelicityAmplitudes.SumOfSquaresOfSum(fusion, dalitz));
    }

    /// <summary>|M|² of the eight helicities of <see cref="AlpHelicityAmplitudes"/>, in the order of <see cref="AlpHelicityAmplitudes.CopySquares"/>, up to a common factor.</summary>
    public void HelicitySquares(in FourVectorLanes positron, in FourVectorLanes electron, bool fusion, bool dalitz, Span<Vector256<double>> squares)
    {
        LeptonPairLanes pair = new(positron, electron, _massSquared);
        AlpHelicityAmplitudes first = default, second = default;
        if (fusion)
        {
            _fusion.Evaluate(pair, out first);
        }

        if (dalitz)
        {
            _dalitz.Evaluate(pair, out second);
        }

        AlpHelicityAmplitudes.CopySquares(first, second, squares);
    }

    /// <summary>Photon fusion alone.</summary>
    public Vector256<double> Fusion(in FourVectorLanes positron, in FourVectorLanes electron)
    {
        LeptonPairLanes pair = new(positron, electron, _massSquared);
        _fusion.Evaluate(pair, out AlpHelicityAmplitudes amplitudes);
        return _normalisation / (pair.PositivePlus * pair.NegativeMinus) * amplitudes.SumOfSquares;
    }

    /// <summary>ALP-Dalitz alone.</summary>
    public Vector256<double> Dalitz(in FourVectorLanes positive, in FourVectorLanes negative)
    {
        LeptonPairLanes pair = new(positive, negative, _massSquared);
        _dalitz.Evaluate(pair, out AlpHelicityAmplitudes amplitudes);
        return _normalisation / (pair.PositivePlus * pair.NegativeMinus) * amplitudes.SumOfSquares;
    }
}
