using System.Numerics;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Amplitudes;

/// <summary>Which external fermion a line begins or ends with.</summary>
internal enum FermionEndKind
{
    /// <summary>u(p): the line begins.</summary>
    IncomingParticle,

    /// <summary>ū(p): the line ends.</summary>
    OutgoingParticle,

    /// <summary>v̄(p): the line ends.</summary>
    IncomingAntiparticle,

    /// <summary>v(p): the line begins.</summary>
    OutgoingAntiparticle,
}

/// <summary>
/// One end of a fermion line with photons attached by recursion over subsets: ψ(S) = Σ_{i∈S} S_F(p_S) ε̸_i ψ(S∖i), where
/// S_F = (p̸ + m)/(p² − m²) and p_S is the momentum along the fermion arrow. Rows ψ̄(S) obey the same recursion with transposed
/// matrices. The factors e and i of vertices and propagators are the same for all diagrams of a process and are left out.
/// </summary>
internal sealed class FermionEnd
{
    private readonly FermionEndKind _kind;
    private readonly EmittedPhotons _photons;
    private readonly Vector256<double> _mass, _massSquared;
    private readonly bool _incoming, _row;
    private readonly int _mostPhotons;
    private readonly AlignedLanes<SpinorLanes> _spinors;
    private readonly Vector256<double>[] _products;
    private readonly LightConeLanes[] _momenta;
    private readonly Vector256<double>[] _inverseDenominators;

    /// <param name="kind">The external fermion.</param>
    /// <param name="mass">Its mass, GeV.</param>
    /// <param name="photons">Photons that may be attached.</param>
    /// <param name="mostPhotons">How many of them at most.</param>
    /// <param name="helicities">2 for both helicities, 1 for −1 alone: parity gives the other half of a process.</param>
    public FermionEnd(FermionEndKind kind, double mass, EmittedPhotons photons, int mostPhotons, int helicities = 2)
    {
        Helicities = helicities;
        _kind = kind;
        _photons = photons;
        _mostPhotons = mostPhotons;
        _mass = Vector256.Create(mass);
        _massSquared = _mass * _mass;
        _incoming = kind is FermionEndKind.IncomingParticle or FermionEndKind.IncomingAntiparticle;
        _row = kind is FermionEndKind.OutgoingParticle or FermionEndKind.IncomingAntiparticle;
        _spinors = new AlignedLanes<SpinorLanes>(helicities * photons.States.Count);
        _products = new Vector256<double>[1 << photons.States.Photons];
        _momenta = new LightConeLanes[1 << photons.States.Photons];
        _inverseDenominators = new Vector256<double>[1 << photons.States.Photons];
    }

    /// <summary>Number of helicities evaluated.</summary>
    public int Helicities { get; }

    /// <summary>Spinors after the emission of photons, by helicity of the external fermion (0 for −1, 1 for +1) and photon state.</summary>
    public ReadOnlySpan<SpinorLanes> Spinors(int helicity) => _spinors.Span.Slice(helicity * _photons.States.Count, _photons.States.Count);

    /// <summary>Σ_{i∈S} 2 p·k_i for a subset of the photons.</summary>
    public Vector256<double> TwiceProduct(int mask) => _products[mask];

    /// <summary>Momentum of the external fermion.</summary>
    public LightConeLanes Momentum { get; private set; }

    /// <summary>Attaches the photons of a point to a fermion of momentum p.</summary>
    public void Set(in FourVectorLanes p)
    {
        SetPropagators(p);
        for (int helicity = 0; helicity < Helicities; helicity++)
        {
            Span<SpinorLanes> spinors = _spinors.Span.Slice(helicity * _photons.States.Count, _photons.States.Count);
            spinors[0] = External(p, 2 * helicity - 1);
            for (int state = 1; state < spinors.Length; state++)
            {
                if (BitOperations.PopCount((uint)_photons.States.Masks[state]) <= _mostPhotons)
                {
                    Attach(spinors, state);
                }
            }
        }
    }

    private void Attach(Span<SpinorLanes> spinors, int state)
    {
        SpinorLanes sum = default;
        foreach (Removal removal in _photons.States.Removals[state])
        {
            ref readonly PolarisationLanes polarisation = ref _photons.Polarisation(removal.Photon, removal.Helicity);
            sum += SpinorLanes.Slash(_row ? polarisation.Transposed : polarisation, spinors[removal.Rest]);
        }

        int mask = _photons.States.Masks[state];
        spinors[state] = _inverseDenominators[mask] * SpinorLanes.Propagate(_momenta[mask], _mass, sum);
    }

    /// <summary>Momenta along the fermion arrow, and p² − m² = ∓Σ 2 p·k_i + Σ 2 k_i·k_j: minus for incoming fermions.</summary>
    private void SetPropagators(in FourVectorLanes p)
    {
        Vector256<double> arrow = Vector256.Create(_kind is FermionEndKind.IncomingParticle or FermionEndKind.OutgoingParticle ? 1.0 : -1.0);
        Vector256<double> side = Vector256.Create(_row ? 1.0 : -1.0), one = Vector256<double>.One;
        Momentum = LightConeLanes.OnShell(p, _massSquared);
        for (int mask = 1; mask < _momenta.Length; mask++)
        {
            int rest = mask & (mask - 1);
            _products[mask] = rest == 0
                ? StableInvariants.TwiceProductWithPhoton(p, _massSquared, _photons.Momentum(BitOperations.TrailingZeroCount(mask)))
                : _products[rest] + _products[mask ^ rest];
            LightConeLanes momentum = arrow * Momentum + side * _photons.Sum(mask);
            _momenta[mask] = _row ? momentum with { Transverse = momentum.Transverse.Conjugate } : momentum;
            _inverseDenominators[mask] = one / (_photons.MassSquared(mask) + (_incoming ? -_products[mask] : _products[mask]));
        }
    }

    private SpinorLanes External(in FourVectorLanes p, int helicity) => _kind switch
    {
        FermionEndKind.IncomingParticle => SpinorLanes.Particle(p, _mass, helicity),
        FermionEndKind.OutgoingParticle => SpinorLanes.Particle(p, _mass, helicity).Bar,
        FermionEndKind.IncomingAntiparticle => SpinorLanes.Antiparticle(p, _mass, helicity).Bar,
        _ => SpinorLanes.Antiparticle(p, _mass, helicity),
    };
}
