using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.PhaseSpace;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.Processes;

/// <summary>
/// e⁺e⁻ → n γ, n = 2 to 4: with photons lost, the background of γ + invisible. Divergent without a smallest photon energy for n ≥ 3.
/// </summary>
public sealed class PhotonsProcess : ScatteringProcess
{
    private readonly ModelParameters _model;
    private readonly GenerationCuts _cuts;
    private readonly Emitter[][] _channels;

    /// <summary>The process with a number of photons.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="photons">Number of photons n, 2 to 4.</param>
    /// <param name="model">α and m_e.</param>
    /// <param name="cuts">What part of phase space is generated.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of photons is not 2 to 4, or √s is not above twice m_e.</exception>
    /// <exception cref="ArgumentException">The cross section diverges with these cuts.</exception>
    public PhotonsProcess(double sqrtS, int photons, ModelParameters model, GenerationCuts cuts)
        : base(sqrtS)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(cuts);
        ArgumentOutOfRangeException.ThrowIfLessThan(photons, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(photons, 4);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(sqrtS, 2 * model.ElectronMass);
        if (photons > 2 && !(cuts.PhotonEnergyMin > 0))
        {
            throw new ArgumentException("the cross section diverges for soft photons; it needs a smallest photon energy");
        }

        (Photons, _model, _cuts) = (photons, model, cuts);
        _channels = [.. PhotonChannels.Ordered(photons - 1, Emitters.Beams)];
    }

    /// <summary>Number of photons n.</summary>
    public int Photons { get; }

    /// <inheritdoc/>
    public override int Channels => _channels.Length;

    /// <inheritdoc/>
    public override int Particles => Photons;

    /// <inheritdoc/>
    public override string ChannelName(int channel) => PhotonChannels.Name(_channels[channel]);

    /// <inheritdoc/>
    public override int Dimensions(int channel) => 3 * (Photons - 1) - 1;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordedParticle> Record(int channel) =>
        [.. Enumerable.Range(0, Photons).Select(i => new RecordedParticle(22, 1, i, 0))];

    internal override (int First, int Count) IdenticalPhotons => (0, Photons);

    internal override PointEvaluator NewEvaluator() => new Evaluator(this);

    private sealed class Evaluator : PointEvaluator
    {
        private readonly PhotonsProcess _process;
        private readonly BeamPhotons[] _maps;
        private readonly CutEvaluator _cuts;
        private readonly PhotonsAmplitude _amplitude;
        private readonly FourVectorLanes[] _momenta;
        private readonly Lanes[] _factors;
        private readonly double _flux, _oneMinusBeta;

        public Evaluator(PhotonsProcess process)
        {
            _process = process;
            double energyMin = Math.Max(process._cuts.PhotonEnergyMin, double.Epsilon);
            _maps = [.. process._channels.Select(emitters => new BeamPhotons(emitters, process.SqrtS, process._model.ElectronMass, energyMin))];
            _cuts = new CutEvaluator(process._cuts, process.SqrtS, [], [.. Enumerable.Range(0, process.Photons)]);
            _amplitude = new PhotonsAmplitude(process.SqrtS, process._model.Alpha, process._model.ElectronMass, process.Photons);
            _momenta = new FourVectorLanes[process.Photons];
            _factors = new Lanes[Emitters.Beams * process.Photons];
            _oneMinusBeta = Emitters.BeamOneMinusVelocity(process.SqrtS, process._model.ElectronMass);
            _flux = ScatteringFlux.Picobarn(process.SqrtS, process._model.ElectronMass);
        }

        public override void Evaluate(int channel, PointBlock block)
        {
            _maps[channel].Generate(block);
            _cuts.Apply(block);
            block.Compress();
            Span<Lanes> weights = block.WeightVectors;
            for (int v = 0; v < block.SurvivingVectors; v++)
            {
                for (int i = 0; i < _momenta.Length; i++)
                {
                    _momenta[i] = block.Load(i, v);
                }

                weights[v] *= _flux * _amplitude.Squared(_momenta) * Share(_process._channels[channel]);
            }
        }

        public override void Helicities(int channel, PointBlock block, int survivor, double uniform, Span<sbyte> helicities)
        {
            for (int i = 0; i < _momenta.Length; i++)
            {
                _momenta[i] = block.Load(i, survivor / PointBlock.Width);
            }

            _ = _amplitude.Squared(_momenta);
            (int index, bool reversed) = Pick(_amplitude.HelicitySquares, survivor % PointBlock.Width, uniform);

            // Bits of the index: e⁺ beam, photons; the e⁻ beam has −1.
            helicities[0] = Sign(index & 1, reversed);
            helicities[1] = Sign(0, reversed);
            for (int photon = 0; photon < _momenta.Length; photon++)
            {
                helicities[2 + photon] = Sign(index >> (1 + photon) & 1, reversed);
            }
        }

        // Slots of the map are filled by the photons in every order: those that are soft (1/ω²) and collinear, the one that is collinear,
        // the one that follows. Over all channels and orders the shares add up to 1.
        private Lanes Share(Emitter[] emitters)
        {
            int photons = _momenta.Length;
            for (int i = 0; i < photons; i++)
            {
                _factors[Emitters.Beams * i] = Emitters.BeamFactor(_momenta[i], _oneMinusBeta, alongMinusZ: false);
                _factors[Emitters.Beams * i + 1] = Emitters.BeamFactor(_momenta[i], _oneMinusBeta, alongMinusZ: true);
            }

            Lanes own = Vector256.Create((double)PhotonChannels.Factorial(photons));
            for (int i = 0; i < photons - 1; i++)
            {
                own *= _factors[Emitters.Beams * i + (int)emitters[i]];
                own *= i < photons - 2 ? Soft(i) : Lanes.One;
            }

            return own / Orders(0, 0);
        }

        // Sum over the photons that can still fill slot and what follows it.
        private Lanes Orders(int slot, int used)
        {
            if (slot == _momenta.Length - 1)
            {
                return Lanes.One;
            }

            Lanes sum = Lanes.Zero;
            for (int i = 0; i < _momenta.Length; i++)
            {
                if ((used & (1 << i)) == 0)
                {
                    Lanes collinear = _factors[Emitters.Beams * i] + _factors[Emitters.Beams * i + 1];
                    sum += (slot < _momenta.Length - 2 ? collinear * Soft(i) : collinear) * Orders(slot + 1, used | (1 << i));
                }
            }

            return sum;
        }

        private Lanes Soft(int photon) => Lanes.One / (_momenta[photon].E * _momenta[photon].E);
    }
}
