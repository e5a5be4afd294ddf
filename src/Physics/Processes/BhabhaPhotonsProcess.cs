using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.PhaseSpace;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.Processes;

/// <summary>
/// e⁺e⁻ → e⁺e⁻ + n γ, the QEDⁿ background of Eq. (13), n = 0 to 3. Momenta: e⁺, e⁻, photons. Divergent without a smallest photon
/// energy (n ≥ 1), and for n = 0 without a smallest angle of the leptons.
/// </summary>
public sealed class BhabhaPhotonsProcess : ScatteringProcess
{
    private readonly ModelParameters _model;
    private readonly GenerationCuts _cuts;
    private readonly Channel[] _channels;

    /// <summary>The process with a number of photons.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="photons">Number of photons n, 0 to 3.</param>
    /// <param name="model">α and m_e.</param>
    /// <param name="cuts">What part of phase space is generated.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of photons is not 0 to 3, or √s is not above twice m_e.</exception>
    /// <exception cref="ArgumentException">The cross section diverges with these cuts.</exception>
    public BhabhaPhotonsProcess(double sqrtS, int photons, ModelParameters model, GenerationCuts cuts)
        : this(sqrtS, photons, model, cuts, Parametrisation.Automatic)
    {
    }

    internal BhabhaPhotonsProcess(double sqrtS, int photons, ModelParameters model, GenerationCuts cuts, Parametrisation parametrisation)
        : base(sqrtS)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(cuts);
        ArgumentOutOfRangeException.ThrowIfNegative(photons);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(photons, 3);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(sqrtS, 2 * model.ElectronMass);
        if (photons > 0 && !(cuts.PhotonEnergyMin > 0))
        {
            throw new ArgumentException("the cross section diverges for soft photons; it needs a smallest photon energy");
        }

        if (photons == 0 && !(cuts.Leptons is { ThetaMin: > 0, ThetaMax: < Math.PI }))
        {
            throw new ArgumentException("the cross section diverges for leptons along the beams; it needs a smallest angle of the leptons");
        }

        cuts = photons > 1 ? WithMissingEnergyOfPair(sqrtS, cuts) : cuts;
        (Photons, _model, _cuts) = (photons, model, cuts);
        bool windows = cuts.VisiblePhotons == 0 && photons > 1
            && !(cuts.MissingMassSquared.IsEverything && cuts.MissingEnergy.IsEverything && double.IsInfinity(cuts.MissingPseudorapidityMax));
        bool automatic = parametrisation == Parametrisation.Automatic && photons > 0;
        bool splitOnly = photons > 0 && parametrisation == Parametrisation.MissingSystem;
        IEnumerable<Channel> heavy = splitOnly ? [] : automatic && windows ? DirectedChannels() : SequentialChannels(automatic);
        _channels = automatic && windows && photons == 2 && LostPhotonPair.Covers(cuts)
            ? [.. LostPhotonChannels.Of(sqrtS, cuts).Select(c => new Channel(c.Name, [], 1, Map.Lost, SharesPairMass: true, FollowsPositron: false) { Lost = c })]
            : [.. heavy, .. automatic || splitOnly ? SplitChannels(shared: !splitOnly) : []];
    }

    /// <summary>Number of photons n.</summary>
    public int Photons { get; }

    /// <inheritdoc/>
    public override int Channels => _channels.Length;

    /// <inheritdoc/>
    public override int Particles => 2 + Photons;

    /// <inheritdoc/>
    public override string ChannelName(int channel) => _channels[channel].Name;

    /// <inheritdoc/>
    public override int Dimensions(int channel) => _channels[channel].NewMap(this).Dimensions;

    /// <inheritdoc/>
    public override IReadOnlyList<RecordedParticle> Record(int channel) =>
    [
        new(-11, 1, 0, _model.ElectronMass),
        new(11, 1, 1, _model.ElectronMass),
        .. Enumerable.Range(2, Photons).Select(i => new RecordedParticle(22, 1, i, 0)),
    ];

    internal override (int First, int Count) IdenticalPhotons => (2, Photons);

    internal override PointEvaluator NewEvaluator() => new Evaluator(this);

    // With all photons lost m_ee² = s + m²_miss − 2√s E_miss: bounds on two of them bound the third, which the maps sample without loss.
    private static GenerationCuts WithMissingEnergyOfPair(double sqrtS, GenerationCuts cuts)
    {
        (Interval pair, Interval missing) = (cuts.PairMass, cuts.MissingMassSquared);
        if (cuts.VisiblePhotons != 0 || (pair.IsEverything && cuts.MissingEnergy.IsEverything))
        {
            return cuts;
        }

        const double Margin = 1e-9;
        double low = double.IsFinite(pair.Maximum) ? (sqrtS * sqrtS + Math.Max(0, missing.Minimum) - pair.Maximum * pair.Maximum) / (2 * sqrtS) - Margin : double.NegativeInfinity;
        double high = double.IsFinite(missing.Maximum) ? (sqrtS * sqrtS + missing.Maximum - Math.Pow(Math.Max(0, pair.Minimum), 2)) / (2 * sqrtS) + Margin : double.PositiveInfinity;
        return cuts with { MissingEnergy = new Interval(Math.Max(cuts.MissingEnergy.Minimum, low), Math.Min(cuts.MissingEnergy.Maximum, high)) };
    }

    // With leptons down to the beams the poles of both exchanged photons have to be followed.
    private IEnumerable<Channel> SequentialChannels(bool shared) =>
        from list in PhotonChannels.Sorted(Photons)
        from positron in Enumerable.Range(0, _cuts.Leptons is null ? 2 : 1).Select(i => i == 1)
        select new Channel(Photons == 0 ? "scattering" : PhotonChannels.Name(list.Emitters) + (positron ? "; e+ forward" : _cuts.Leptons is null ? "; e- forward" : ""), list.Emitters, list.Orders, Map.Sequential, shared, positron);

    private IEnumerable<Channel> DirectedChannels() =>
        from list in PhotonChannels.Sorted(Photons)
        select new Channel("directions; " + PhotonChannels.Name(list.Emitters), list.Emitters, list.Orders, Map.Directed, SharesPairMass: true, FollowsPositron: false);

    private IEnumerable<Channel> SplitChannels(bool shared) =>
        from list in PhotonChannels.Ordered(Math.Max(1, Photons - 1), Photons == 1 ? Emitters.Beams : Emitters.Count)
        select new Channel("missing system; " + PhotonChannels.Name(list), list, Photons, Map.Split, shared, FollowsPositron: false);

    private enum Map
    {
        Sequential,
        Directed,
        Split,
        Lost,
    }

    private sealed record Channel(string Name, Emitter[] Emitters, int Orders, Map Map, bool SharesPairMass, bool FollowsPositron)
    {
        public LostPhotonChannels.Channel? Lost { get; init; }

        public (int Dimensions, Action<PointBlock> Generate) NewMap(BhabhaPhotonsProcess process)
        {
            (double sqrtS, double mass, GenerationCuts cuts) = (process.SqrtS, process._model.ElectronMass, process._cuts);
            switch (Map)
            {
                case Map.Split:
                    MissingSystemSplit split = new(Emitters, process.Photons, sqrtS, mass, mass, cuts);
                    return (split.Dimensions, split.Generate);
                case Map.Directed:
                    DirectedEmission directed = new(Emitters, sqrtS, mass, mass, cuts);
                    return (directed.Dimensions, directed.Generate);
                case Map.Lost:
                    return (LostPhotonPair.Dimensions, new LostPhotonPair(Lost!.Photons, Lost.Leptons, sqrtS, mass, mass, cuts).Generate);
                default:
                    double angleFloor = cuts.Leptons is { } region ? 0.3 * Math.Max(1e-8, 1 - Math.Cos(Math.Min(region.ThetaMin, Math.PI - region.ThetaMax))) : 1e-12;
                    SequentialEmission sequential = new(Emitters, sqrtS, mass, mass, cuts.PhotonEnergyMin, angleFloor, FollowsPositron);
                    return (sequential.Dimensions, sequential.Generate);
            }
        }
    }

    private sealed class Evaluator : PointEvaluator
    {
        private readonly BhabhaPhotonsProcess _process;
        private readonly Action<PointBlock>[] _maps;
        private readonly CutEvaluator _cuts;
        private readonly LeptonPairPhotonsAmplitude _amplitude;
        private readonly LostPhotonChannels.Shares? _lostShares;
        private readonly FourVectorLanes[] _momenta;
        private readonly Lanes[] _factors;
        private readonly FourVectorLanes _positronBeam, _electronBeam;
        private readonly double _flux, _massSquared, _oneMinusBeta;

        public Evaluator(BhabhaPhotonsProcess process)
        {
            _process = process;
            _maps = [.. process._channels.Select(c => c.NewMap(process).Generate)];
            _cuts = new CutEvaluator(process._cuts, process.SqrtS, [0, 1], [.. Enumerable.Range(2, process.Photons)]);
            _amplitude = LeptonPairPhotonsAmplitude.Bhabha(process.SqrtS, process._model.Alpha, process._model.ElectronMass, process.Photons);
            _lostShares = process._channels[0].Lost is null ? null : new LostPhotonChannels.Shares(process.SqrtS, process._model.ElectronMass, process._cuts);
            _momenta = new FourVectorLanes[process.Particles];
            _factors = new Lanes[Emitters.Count * process.Photons];
            (_positronBeam, _electronBeam) = BeamMomenta.InCentreOfMass(process.SqrtS, process._model.ElectronMass);
            _massSquared = process._model.ElectronMass * process._model.ElectronMass;
            _oneMinusBeta = Emitters.BeamOneMinusVelocity(process.SqrtS, process._model.ElectronMass);
            _flux = ScatteringFlux.Picobarn(process.SqrtS, process._model.ElectronMass);
        }

        public override void Evaluate(int channel, PointBlock block)
        {
            _maps[channel](block);
            _cuts.Apply(block);
            block.Compress();
            Channel own = _process._channels[channel];
            Span<Lanes> weights = block.WeightVectors;
            for (int v = 0; v < block.SurvivingVectors; v++)
            {
                for (int particle = 0; particle < _momenta.Length; particle++)
                {
                    _momenta[particle] = block.Load(particle, v);
                }

                weights[v] *= _flux * _amplitude.Squared(_momenta) * (own.Lost is { } lost ? _lostShares!.Of(lost, _momenta, LeadIsPositron(block, v), LightPair()) : Share(own));
            }
        }

        public override void Helicities(int channel, PointBlock block, int survivor, double uniform, Span<sbyte> helicities)
        {
            for (int particle = 0; particle < _momenta.Length; particle++)
            {
                _momenta[particle] = block.Load(particle, survivor / PointBlock.Width);
            }

            _ = _amplitude.Squared(_momenta);
            (int index, bool reversed) = Pick(_amplitude.HelicitySquares, survivor % PointBlock.Width, uniform);

            // Bits of the index: e⁺ beam, e⁻, e⁺, photons; the e⁻ beam has −1.
            helicities[0] = Sign(index & 1, reversed);
            helicities[1] = Sign(0, reversed);
            helicities[2] = Sign(index >> 2 & 1, reversed);
            helicities[3] = Sign(index >> 1 & 1, reversed);
            for (int photon = 0; photon < _process.Photons; photon++)
            {
                helicities[4 + photon] = Sign(index >> (3 + photon) & 1, reversed);
            }
        }

        private static Lanes LeadIsPositron(PointBlock block, int v)
        {
            ReadOnlySpan<double> coordinates = block.Coordinate(LostPhotonPair.Dimensions - 1);
            ReadOnlySpan<int> origins = block.Origins;
            Lanes mask = Lanes.Zero;
            for (int i = 0; i < PointBlock.Width && PointBlock.Width * v + i < origins.Length; i++)
            {
                mask = mask.WithElement(i, LostPhotonPair.LeadIsPositron(coordinates[origins[PointBlock.Width * v + i]]) ? BitConverter.Int64BitsToDouble(-1) : 0);
            }

            return mask;
        }

        // The channel's share of the cross section at a point; over all channels, and orders of the photons, the shares add up to 1.
        private Lanes Share(Channel channel)
        {
            int photons = _process.Photons;
            for (int i = 0; i < photons; i++)
            {
                FourVectorLanes k = _momenta[2 + i];
                _factors[Emitters.Count * i] = Emitters.BeamFactor(k, _oneMinusBeta, alongMinusZ: false);
                _factors[Emitters.Count * i + 1] = Emitters.BeamFactor(k, _oneMinusBeta, alongMinusZ: true);
                _factors[Emitters.Count * i + 2] = Emitters.FinalFactor(k, _momenta[0], _massSquared);
                _factors[Emitters.Count * i + 3] = Emitters.FinalFactor(k, _momenta[1], _massSquared);

                // Squares keep a channel out of where another emitter is nearer.
                for (int e = 0; e < Emitters.Count; e++)
                {
                    _factors[Emitters.Count * i + e] *= _factors[Emitters.Count * i + e];
                }
            }

            Lanes share = channel.Map == Map.Split ? SplitShare(channel) : SequentialShare(channel);
            if (channel.SharesPairMass)
            {
                Lanes light = LightPair();
                share *= channel.Map == Map.Split ? light : Lanes.One - light;
            }

            return share;
        }

        private Lanes LightPair()
        {
            FourVectorLanes pair = _momenta[0] + _momenta[1];
            return LostPhotonChannels.LightPair(_process.SqrtS, _process._model.ElectronMass, pair.Dot(pair));
        }

        private Lanes SequentialShare(Channel channel)
        {
            Lanes share = Vector256.Create((double)channel.Orders);
            for (int i = 0; i < channel.Emitters.Length; i++)
            {
                share *= _factors[Emitters.Count * i + (int)channel.Emitters[i]] / Total(i, Emitters.Count);
            }

            if (channel.Map == Map.Sequential && _process._cuts.Leptons is null)
            {
                Lanes massSquared = Vector256.Create(_massSquared);
                Lanes positron = StableInvariants.MinusTransferSquared(_positronBeam, _momenta[0], massSquared);
                Lanes electron = StableInvariants.MinusTransferSquared(_electronBeam, _momenta[1], massSquared);
                share *= (channel.FollowsPositron ? electron : positron) / (electron + positron);
            }

            return share;
        }

        // One photon follows from the others: each is in turn the one that does.
        private Lanes SplitShare(Channel channel)
        {
            if (_process.Photons == 1)
            {
                return _factors[(int)channel.Emitters[0]] / Total(0, Emitters.Beams);
            }

            Lanes all = Lanes.Zero, own = Vector256.Create((double)channel.Orders);
            for (int left = 0; left < _process.Photons; left++)
            {
                Lanes product = Lanes.One;
                for (int i = 0; i < _process.Photons; i++)
                {
                    product *= i == left ? Lanes.One : Total(i, Emitters.Count);
                }

                all += product;
            }

            for (int i = 0; i < channel.Emitters.Length; i++)
            {
                own *= _factors[Emitters.Count * i + (int)channel.Emitters[i]];
            }

            return own / all;
        }

        private Lanes Total(int photon, int emitters)
        {
            Lanes sum = Lanes.Zero;
            for (int e = 0; e < emitters; e++)
            {
                sum += _factors[Emitters.Count * photon + e];
            }

            return sum;
        }
    }
}
