using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>
/// Helicity amplitudes of e⁺e⁻ → ℓ⁺ℓ⁻ + n γ at tree level in QED: two fermion lines joined by a photon, in the s channel, and for
/// electrons also in the t channel with the relative sign of Fermi statistics. All masses kept. Owns its memory: one a thread.
/// </summary>
internal sealed class LeptonPairPhotonsAmplitude
{
    private readonly double _mass, _normalisation;
    private readonly bool _scattering;
    private readonly PhotonStates _states;
    private readonly EmittedPhotons _photons;
    private readonly FourVectorLanes _positronBeam, _electronBeam;
    private readonly FermionEnd _electronIn, _positronIn, _particleOut, _antiparticleOut;
    private readonly FermionCurrents _annihilating, _created, _electronLine, _positronLine;
    private readonly LightConeLanes[] _transfers;
    private readonly Vector256<double>[] _annihilationFactors, _scatteringFactors, _helicitySquares;

    private LeptonPairPhotonsAmplitude(double sqrtS, double alpha, double electronMass, double leptonMass, bool scattering, int photons)
    {
        _mass = leptonMass;
        _scattering = scattering;
        _states = new PhotonStates(photons);
        _photons = new EmittedPhotons(_states);
        (_positronBeam, _electronBeam) = BeamMomenta.InCentreOfMass(sqrtS, electronMass);
        _electronIn = new FermionEnd(FermionEndKind.IncomingParticle, electronMass, _photons, photons, helicities: 1);
        _positronIn = new FermionEnd(FermionEndKind.IncomingAntiparticle, electronMass, _photons, photons);
        _particleOut = new FermionEnd(FermionEndKind.OutgoingParticle, leptonMass, _photons, photons);
        _antiparticleOut = new FermionEnd(FermionEndKind.OutgoingAntiparticle, leptonMass, _photons, photons);
        _annihilating = new FermionCurrents(_positronIn, _electronIn, _states);
        _created = new FermionCurrents(_particleOut, _antiparticleOut, _states);
        _electronLine = new FermionCurrents(_particleOut, _electronIn, _states);
        _positronLine = new FermionCurrents(_positronIn, _antiparticleOut, _states);
        _annihilationFactors = new Vector256<double>[1 << photons];
        _scatteringFactors = new Vector256<double>[1 << photons];
        _transfers = new LightConeLanes[1 << photons];
        _helicitySquares = new Vector256<double>[8 << photons];

        // e² for the exchange and e for each photon, squared; 1/n! for identical photons. The average over 4 initial helicities
        // cancels the square of the 2 that is left out of contracted currents.
        _normalisation = Math.Pow(4 * Math.PI * alpha, 2 + photons) / Factorial(photons);
    }

    /// <summary>|M|² of all helicities at the last point, normalised like <see cref="Squared"/>, whose half they add up to: the other half are the
    /// same with all helicities reversed. Bits of the index, 1 for +1: incoming positron, outgoing lepton, outgoing antilepton, then the
    /// photons; the incoming electron has −1.</summary>
    public ReadOnlySpan<Vector256<double>> HelicitySquares => _helicitySquares;

    /// <summary>See <see cref="EmittedPhotons.LongitudinalPhoton"/>.</summary>
    public int LongitudinalPhoton
    {
        get => _photons.LongitudinalPhoton;
        set => _photons.LongitudinalPhoton = value;
    }

    /// <summary>e⁺e⁻ → e⁺e⁻ + n γ.</summary>
    public static LeptonPairPhotonsAmplitude Bhabha(double sqrtS, double alpha, double electronMass, int photons) =>
        new(sqrtS, alpha, electronMass, electronMass, true, photons);

    /// <summary>e⁺e⁻ → ℓ⁺ℓ⁻ + n γ with ℓ not an electron.</summary>
    public static LeptonPairPhotonsAmplitude OtherLeptons(double sqrtS, double alpha, double electronMass, double leptonMass, int photons) =>
        new(sqrtS, alpha, electronMass, leptonMass, false, photons);

    /// <summary>
    /// |M|² at four points: average over initial and sum over final helicities, with 1/n! for identical photons.
    /// </summary>
    /// <param name="outgoing">ℓ⁺, ℓ⁻ and the photons; centre of mass, e⁺ beam along +z.</param>
    public Vector256<double> Squared(ReadOnlySpan<FourVectorLanes> outgoing)
    {
        SetLines(outgoing);
        Vector256<double> sum = Vector256<double>.Zero, normalisation = Vector256.Create(_normalisation);
        for (int photonHelicities = 0; photonHelicities < _states.Complete.Length; photonHelicities++)
        {
            (int, int)[] splits = _states.Splits[_states.Complete[photonHelicities]];
            for (int helicities = 0; helicities < 8; helicities++)
            {
                Vector256<double> square = normalisation * Amplitude(splits, helicities & 1, helicities >> 1 & 1, helicities >> 2).MagnitudeSquared;
                _helicitySquares[8 * photonHelicities + helicities] = square;
                sum += square;
            }
        }

        return sum + sum;
    }

    private void SetLines(ReadOnlySpan<FourVectorLanes> outgoing)
    {
        ref readonly FourVectorLanes antiparticle = ref outgoing[0], particle = ref outgoing[1];
        _photons.Set(outgoing[2..]);
        _electronIn.Set(_electronBeam);
        _positronIn.Set(_positronBeam);
        _particleOut.Set(particle);
        _antiparticleOut.Set(antiparticle);

        Vector256<double> massSquared = Vector256.Create(_mass * _mass);
        PhotonExchange.Annihilation(
            _annihilationFactors, _particleOut, _antiparticleOut, StableInvariants.MinusTransferSquared(particle, antiparticle, massSquared), _mass, _photons);
        _annihilating.Set([]);
        _created.Set(_annihilationFactors);
        if (_scattering)
        {
            PhotonExchange.Scattering(
                _scatteringFactors,
                _electronIn, _particleOut, StableInvariants.MinusTransferSquared(_electronBeam, particle, massSquared),
                _positronIn, _antiparticleOut, StableInvariants.MinusTransferSquared(_positronBeam, antiparticle, massSquared),
                _photons);
            _electronLine.Set(_scatteringFactors);
            _positronLine.Set([]);
            PhotonExchange.Transfers(_transfers, _positronIn, _antiparticleOut, _photons);
            _electronLine.Conserve(_transfers, minus: true);
            PhotonExchange.Transfers(_transfers, _electronIn, _particleOut, _photons);
            _positronLine.Conserve(_transfers, minus: false);
        }
    }

    /// <summary>The amplitude of one set of helicities (0 for −1, 1 for +1), half of it, without couplings; the incoming electron has −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ComplexLanes Amplitude((int First, int Second)[] splits, int positronIn, int particleOut, int antiparticleOut)
    {
        ComplexLanes sum = Contract(_created.Of(particleOut, antiparticleOut), _annihilating.Of(positronIn, 0), splits);
        return _scattering
            ? sum - Contract(_electronLine.Of(particleOut, 0), _positronLine.Of(positronIn, antiparticleOut), splits)
            : sum;
    }

    private static ComplexLanes Contract(ReadOnlySpan<CurrentLanes> a, ReadOnlySpan<CurrentLanes> b, (int First, int Second)[] splits)
    {
        ComplexLanes sum = ComplexLanes.Zero;
        foreach ((int first, int second) in splits)
        {
            sum = CurrentLanes.AddContraction(a[first], b[second], sum);
        }

        return sum;
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
