using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.PhaseSpace;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace AlpToolkit.Physics.Processes;

/// <summary>What diagrams of e⁺e⁻ → f⁺f⁻a a channel integrates, and in which variables.</summary>
internal enum AlpPairChannel
{
    /// <summary>Photon fusion alone.</summary>
    Fusion,

    /// <summary>ALP-Dalitz alone.</summary>
    Dalitz,

    /// <summary>All, weighted with the share |M_t|²/(|M_t|² + |M_s|²), in the variables of photon fusion.</summary>
    FusionShare,

    /// <summary>All, weighted with the share |M_s|²/(|M_t|² + |M_s|²), in the variables of ALP-Dalitz.</summary>
    DalitzShare,
}

/// <summary>Turns coordinates into momenta and weights of e⁺e⁻ → f⁺f⁻a.</summary>
internal sealed class AlpPairEvaluator : PointEvaluator
{
    private readonly IReadOnlyList<AlpPairChannel> _channels;
    private readonly AlpElectronsAmplitude _amplitude;
    private readonly AlpRecoilSplit _recoil;
    private readonly PhotonFusionMap _fusion;
    private readonly InvisibleAlp _alp;
    private readonly CutEvaluator _cuts;
    private readonly Lanes _flux;
    private readonly Lanes[] _helicitySquares = new Lanes[8];
    private readonly bool _electrons;

    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="parameters">Constants.</param>
    /// <param name="mass">m_f, GeV.</param>
    /// <param name="cuts">Cuts.</param>
    /// <param name="decay">Decay of the ALP, or null.</param>
    /// <param name="channels">Channels.</param>
    public AlpPairEvaluator(double sqrtS, ModelParameters parameters, double mass, GenerationCuts cuts, AlpToDarkMatter? decay, IReadOnlyList<AlpPairChannel> channels)
    {
        _channels = channels;
        _electrons = mass == parameters.ElectronMass;
        _amplitude = new AlpElectronsAmplitude(sqrtS, parameters, mass);
        _recoil = new AlpRecoilSplit(sqrtS, mass, cuts);
        _fusion = new PhotonFusionMap(sqrtS, mass, cuts);
        _alp = new InvisibleAlp(parameters, decay, sqrtS - 2 * mass, cuts);
        _cuts = new CutEvaluator(cuts, sqrtS, [0, 1], []);
        _flux = Vector256.Create(ScatteringFlux.Picobarn(sqrtS, parameters.ElectronMass));
    }

    /// <inheritdoc/>
    public override void Evaluate(int channel, PointBlock block)
    {
        AlpPairChannel kind = _channels[channel];
        bool fusion = kind is AlpPairChannel.Fusion or AlpPairChannel.FusionShare;
        Span<Lanes> weights = block.WeightVectors;
        for (int v = 0; v < block.Vectors; v++)
        {
            Lanes weight = _flux;
            int decay = fusion ? PhotonFusionMap.Dimensions : AlpRecoilSplit.Dimensions;
            Lanes massSquared = _alp.MassSquared(block, v, decay, ref weight);
            if (fusion)
            {
                _fusion.Generate(block, v, massSquared, ref weight);
            }
            else
            {
                _recoil.Generate(block, v, massSquared, ref weight);
            }

            _alp.Decay(block, v, decay, 2, massSquared);
            weights[v] = weight;
        }

        _cuts.Apply(block);
        block.Compress();
        for (int v = 0; v < block.SurvivingVectors; v++)
        {
            weights[v] *= Squared(kind, block.Load(0, v), block.Load(1, v));
        }
    }

    /// <inheritdoc/>
    /// <remarks>Of light-cone helicities, which are helicities up to m_e/E: for electrons they are given, for outgoing muons not.</remarks>
    public override void Helicities(int channel, PointBlock block, int survivor, double uniform, Span<sbyte> helicities)
    {
        AlpPairChannel kind = _channels[channel];
        int vector = survivor / PointBlock.Width;
        _amplitude.HelicitySquares(block.Load(0, vector), block.Load(1, vector), kind != AlpPairChannel.Dalitz && _electrons, kind != AlpPairChannel.Fusion, _helicitySquares);
        (int index, bool reversed) = Pick(_helicitySquares, survivor % PointBlock.Width, uniform);

        // Chirality R is helicity +1 of an electron and −1 of a positron; the beam positron is R.
        helicities.Fill(UnknownHelicity);
        helicities[0] = Sign(0, reversed);
        helicities[1] = Sign(index >> 2 & 1, reversed);
        if (_electrons)
        {
            helicities[2] = Sign(1 - (index & 1), reversed);
            helicities[3] = Sign(index >> 1 & 1, reversed);
        }

        helicities[4] = 0;
    }

    private Lanes Squared(AlpPairChannel kind, in FourVectorLanes positive, in FourVectorLanes negative)
    {
        switch (kind)
        {
            case AlpPairChannel.Fusion:
                return _amplitude.Fusion(positive, negative);
            case AlpPairChannel.Dalitz:
                return _amplitude.Dalitz(positive, negative);
            default:
                AlpElectronsSquared all = _amplitude.Evaluate(positive, negative);
                return all.Total * (kind == AlpPairChannel.FusionShare ? all.Fusion : all.Dalitz) / (all.Fusion + all.Dalitz);
        }
    }
}
