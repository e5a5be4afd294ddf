using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.PhaseSpace;

/// <summary>
/// The ALP of the final state: stable at its mass, or a resonance in χχ. In the second case three coordinates follow those of the process,
/// m², cos θ* and azimuth of the decay, and the two χ follow the ALP among the momenta.
/// </summary>
internal sealed class InvisibleAlp
{
    private readonly AlpMassMap? _masses;
    private readonly Lanes _massSquared, _darkMatterMassSquared;

    /// <param name="parameters">m_a.</param>
    /// <param name="decay">Decay to χχ; null for a stable ALP.</param>
    /// <param name="available">Largest mass that the energy allows, GeV.</param>
    /// <param name="cuts">Window in m²_miss.</param>
    public InvisibleAlp(ModelParameters parameters, AlpToDarkMatter? decay, double available, GenerationCuts cuts)
    {
        _massSquared = Vector256.Create(parameters.AlpMass * parameters.AlpMass);
        if (decay is not null)
        {
            double most = Math.Min(available * available, cuts.MissingMassSquared.Maximum);
            _masses = new AlpMassMap(parameters.AlpMass, decay, new Interval(cuts.MissingMassSquared.Minimum, most));
            _darkMatterMassSquared = Vector256.Create(decay.Mass * decay.Mass);
        }
    }

    /// <summary>m² of the ALP at four points; multiplies the weight by the spectral density where it is not stable.</summary>
    public Lanes MassSquared(PointBlock block, int v, int firstDimension, ref Lanes weight) =>
        _masses is null ? _massSquared : _masses.Sample(block.CoordinateVectors(firstDimension)[v], ref weight);

    /// <summary>Stores the two χ of an unstable ALP.</summary>
    public void Decay(PointBlock block, int v, int firstDimension, int alp, Lanes massSquared)
    {
        if (_masses is null)
        {
            return;
        }

        // The spectral density holds the phase space of the decay.
        Lanes unused = Lanes.One;
        Lanes cos = LaneMaps.Uniform(block.CoordinateVectors(firstDimension + 1)[v], -Lanes.One, Lanes.One, ref unused);
        (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(block.CoordinateVectors(firstDimension + 2)[v], ref unused);
        Lanes sin = Vector256.Sqrt((Lanes.One - cos) * (Lanes.One + cos));
        FourVectorLanes direction = new(Lanes.One, sin * cosPhi, sin * sinPhi, cos);
        (FourVectorLanes first, FourVectorLanes second) = TwoBodyDecay.Of(block.Load(alp, v), massSquared, _darkMatterMassSquared, _darkMatterMassSquared, direction, ref unused);
        block.Store(alp + 1, v, first);
        block.Store(alp + 2, v, second);
    }

    /// <summary>Coordinates that a decay adds.</summary>
    public static int DecayDimensions(AlpToDarkMatter? decay) => decay is null ? 0 : 3;

    /// <summary>Particles that a decay adds.</summary>
    public static int DecayParticles(AlpToDarkMatter? decay) => decay is null ? 0 : 2;

    /// <summary>The lines of the ALP, and of the χ that it decays to, in the record.</summary>
    public static IEnumerable<RecordedParticle> Record(ModelParameters parameters, AlpToDarkMatter? decay, int momentum, int line)
    {
        if (decay is null)
        {
            return [new RecordedParticle(ModelParameters.AlpPdgId, 1, momentum, parameters.AlpMass)];
        }

        return
        [
            new RecordedParticle(ModelParameters.AlpPdgId, 2, momentum, null),
            new RecordedParticle(AlpToDarkMatter.PdgId, 1, momentum + 1, decay.Mass, line, line),
            new RecordedParticle(AlpToDarkMatter.PdgId, 1, momentum + 2, decay.Mass, line, line),
        ];
    }
}
