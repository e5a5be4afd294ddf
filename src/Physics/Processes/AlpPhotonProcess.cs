using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.PhaseSpace;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.Processes;

/// <summary>e⁺e⁻ → γa of Eq. (5) of arXiv:2307.06369 at tree level; the ALP is stable, or decays to χχ on and off its mass shell.</summary>
public sealed class AlpPhotonProcess : ScatteringProcess
{
    private readonly ModelParameters _parameters;
    private readonly GenerationCuts _cuts;
    private readonly AlpToDarkMatter? _decay;

    /// <summary>The process.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="parameters">α, m_e, g_aγγ, m_a.</param>
    /// <param name="cuts">Part of phase space; with <see cref="GenerationCuts.VisiblePhotons"/> 1 the photon is in the acceptance.</param>
    /// <param name="decay">Decay of the ALP; null for a stable one.</param>
    /// <exception cref="ArgumentOutOfRangeException">√s is below threshold.</exception>
    public AlpPhotonProcess(double sqrtS, ModelParameters parameters, GenerationCuts cuts, AlpToDarkMatter? decay = null)
        : base(sqrtS)
    {
        AlpThreshold.Check(sqrtS, 0, parameters, decay);
        (_parameters, _cuts, _decay) = (parameters, cuts, decay);
    }

    /// <inheritdoc/>
    public override int Channels => 1;

    /// <inheritdoc/>
    public override int Particles => 2 + InvisibleAlp.DecayParticles(_decay);

    /// <summary>
    /// σ(e⁺e⁻ → γa) = (α g²/24)(1 − m_a²/s)³ in pb, for m_e → 0 and no acceptance (behind Eq. 8 of arXiv:2307.06369); 0 below threshold.
    /// </summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="parameters">α, g_aγγ, m_a.</param>
    public static double TotalCrossSection(double sqrtS, ModelParameters parameters)
    {
        double fraction = 1 - parameters.AlpMass * parameters.AlpMass / (sqrtS * sqrtS);
        return fraction <= 0 ? 0 : ModelParameters.PicobarnGeV2 * parameters.Alpha * parameters.AlpPhotonCoupling * parameters.AlpPhotonCoupling / 24 * fraction * fraction * fraction;
    }

    /// <inheritdoc/>
    public override string ChannelName(int channel) => "ALP-strahlung";

    /// <inheritdoc/>
    public override int Dimensions(int channel) => 2 + InvisibleAlp.DecayDimensions(_decay);

    /// <inheritdoc/>
    public override IReadOnlyList<RecordedParticle> Record(int channel) =>
        [new RecordedParticle(22, 1, 0, 0), .. InvisibleAlp.Record(_parameters, _decay, 1, 4)];

    internal override PointEvaluator NewEvaluator() => new Evaluator(this);

    private sealed class Evaluator : PointEvaluator
    {
        private readonly double _sqrtS;
        private readonly AlpPhotonAmplitude _amplitude;
        private readonly InvisibleAlp _alp;
        private readonly CutEvaluator _cuts;
        private readonly Lanes _cosLeast, _cosMost, _flux;

        public Evaluator(AlpPhotonProcess process)
        {
            GenerationCuts cuts = process._cuts;
            _sqrtS = process.SqrtS;
            _amplitude = new AlpPhotonAmplitude(_sqrtS, process._parameters);
            _alp = new InvisibleAlp(process._parameters, process._decay, _sqrtS, cuts);
            _cuts = new CutEvaluator(cuts, _sqrtS, [], [0]);
            _flux = Vector256.Create(ScatteringFlux.Picobarn(_sqrtS, process._parameters.ElectronMass));
            bool visible = cuts.VisiblePhotons == 1;
            _cosLeast = Vector256.Create(visible ? Math.Cos(cuts.Photons.ThetaMax) : -1);
            _cosMost = Vector256.Create(visible ? Math.Cos(cuts.Photons.ThetaMin) : 1);
        }

        public override void Evaluate(int channel, PointBlock block)
        {
            Span<Lanes> weights = block.WeightVectors;
            for (int v = 0; v < block.Vectors; v++)
            {
                weights[v] = Generate(block, v);
            }

            _cuts.Apply(block);
            block.Compress();
            for (int v = 0; v < block.SurvivingVectors; v++)
            {
                FourVectorLanes photon = block.Load(0, v);
                weights[v] *= _amplitude.Squared(photon.E, photon.Z / photon.E);
            }
        }

        // A transverse photon at rest with spin ±1 along the e⁻ beam, up to m_e²/s: |d¹|² = (1 ± cos θ)²/4 of photon and e⁻ beam.
        public override void Helicities(int channel, PointBlock block, int survivor, double uniform, Span<sbyte> helicities)
        {
            double cos = -block.Momentum(0, 3)[survivor] / block.Momentum(0, 0)[survivor];
            double same = (1 + cos) * (1 + cos), opposite = (1 - cos) * (1 - cos);
            bool reversed = uniform >= 0.5;
            double rest = reversed ? 2 * uniform - 1 : 2 * uniform;
            helicities.Fill(UnknownHelicity);
            helicities[0] = Sign(0, reversed);
            helicities[1] = Sign(1, reversed);
            helicities[2] = Sign(rest * (same + opposite) < same ? 1 : 0, reversed);
            helicities[3] = 0;
        }

        private Lanes Generate(PointBlock block, int v)
        {
            Lanes weight = _flux;
            Lanes massSquared = _alp.MassSquared(block, v, 2, ref weight);
            Lanes cos = LaneMaps.Uniform(block.CoordinateVectors(0)[v], _cosLeast, _cosMost, ref weight);
            (Lanes sinPhi, Lanes cosPhi) = LaneMaps.Azimuth(block.CoordinateVectors(1)[v], ref weight);
            Lanes sin = Vector256.Sqrt((Lanes.One - cos) * (Lanes.One + cos));

            // dΦ₂ = ω/(16π²√s) dcosθ dφ with ω = (s − m²)/2√s.
            Lanes energy = 0.5 * (Vector256.Create(_sqrtS) - massSquared / _sqrtS);
            FourVectorLanes photon = new(energy, energy * sin * cosPhi, energy * sin * sinPhi, energy * cos);
            block.Store(0, v, photon);
            block.Store(1, v, new FourVectorLanes(Vector256.Create(_sqrtS) - energy, -photon.X, -photon.Y, -photon.Z));
            _alp.Decay(block, v, 2, 1, massSquared);
            return weight * energy * (1 / (16 * Math.PI * Math.PI * _sqrtS));
        }
    }
}
