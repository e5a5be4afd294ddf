using System.Numerics;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>Helicity amplitudes of e⁺e⁻ → n γ, n ≥ 2, at tree level in QED: one massive fermion line. Owns its memory: one a thread.</summary>
internal sealed class PhotonsAmplitude
{
    private readonly double _normalisation;
    private readonly PhotonStates _states;
    private readonly EmittedPhotons _photons;
    private readonly FourVectorLanes _positronBeam, _electronBeam;
    private readonly FermionEnd _electron, _positron;
    private readonly Junction[][] _junctions;
    private readonly Vector256<double>[] _helicitySquares;

    public PhotonsAmplitude(double sqrtS, double alpha, double electronMass, int photons)
    {
        // The ends meet in the middle: the propagator after many photons would have large terms that cancel, and costs more.
        int electronPhotons = (photons - 1) / 2, positronPhotons = photons - 1 - electronPhotons;
        _states = new PhotonStates(photons);
        _photons = new EmittedPhotons(_states);
        (_positronBeam, _electronBeam) = BeamMomenta.InCentreOfMass(sqrtS, electronMass);
        _electron = new FermionEnd(FermionEndKind.IncomingParticle, electronMass, _photons, electronPhotons, helicities: 1);
        _positron = new FermionEnd(FermionEndKind.IncomingAntiparticle, electronMass, _photons, positronPhotons);
        _junctions = [.. _states.Complete.Select(state => Junctions(_states, state, electronPhotons))];
        _helicitySquares = new Vector256<double>[2 << photons];

        // e for each photon, squared; average over 4 initial helicities; 1/n! for identical photons.
        double factorial = Enumerable.Range(1, photons).Aggregate(1.0, (product, i) => product * i);
        _normalisation = Math.Pow(4 * Math.PI * alpha, photons) / 4 / factorial;
    }

    /// <summary>|M|² of all helicities at the last point, normalised like <see cref="Squared"/>, whose half they add up to: the other half are the
    /// same with all helicities reversed. Bits of the index, 1 for +1: incoming positron, then the photons; the incoming electron has −1.</summary>
    public ReadOnlySpan<Vector256<double>> HelicitySquares => _helicitySquares;

    /// <summary>See <see cref="EmittedPhotons.LongitudinalPhoton"/>.</summary>
    public int LongitudinalPhoton
    {
        get => _photons.LongitudinalPhoton;
        set => _photons.LongitudinalPhoton = value;
    }

    /// <summary>|M|² at four points: average over initial and sum over final helicities, with 1/n! for identical photons.</summary>
    /// <param name="outgoing">The photons; centre of mass, e⁺ beam along +z.</param>
    public Vector256<double> Squared(ReadOnlySpan<FourVectorLanes> outgoing)
    {
        _photons.Set(outgoing);
        _electron.Set(_electronBeam);
        _positron.Set(_positronBeam);
        Vector256<double> sum = Vector256<double>.Zero, normalisation = Vector256.Create(_normalisation);
        for (int photonHelicities = 0; photonHelicities < _junctions.Length; photonHelicities++)
        {
            for (int positron = 0; positron < 2; positron++)
            {
                Vector256<double> square = normalisation * Amplitude(_junctions[photonHelicities], positron).MagnitudeSquared;
                _helicitySquares[2 * photonHelicities + positron] = square;
                sum += square;
            }
        }

        return sum + sum;
    }

    /// <summary>Σ ψ̄(B) ε̸_i ψ(A) over the ways to share the photons among the positron's end, the photon where the ends meet, and the electron's end.</summary>
    private ComplexLanes Amplitude(Junction[] junctions, int positronHelicity)
    {
        ReadOnlySpan<SpinorLanes> rows = _positron.Spinors(positronHelicity), columns = _electron.Spinors(0);
        ComplexLanes sum = ComplexLanes.Zero;
        foreach (Junction junction in junctions)
        {
            SpinorLanes emitted = SpinorLanes.Slash(_photons.Polarisation(junction.Photon, junction.Helicity), columns[junction.ElectronState]);
            sum = SpinorLanes.AddProduct(rows[junction.PositronState], emitted, sum);
        }

        return sum;
    }

    private static Junction[] Junctions(PhotonStates states, int complete, int electronPhotons) =>
    [
        .. from removal in states.Removals[complete]
           from split in states.Splits[removal.Rest]
           where BitOperations.PopCount((uint)states.Masks[split.First]) == electronPhotons
           select new Junction(removal.Photon, removal.Helicity, split.First, split.Second),
    ];

    private readonly record struct Junction(int Photon, int Helicity, int ElectronState, int PositronState);
}
