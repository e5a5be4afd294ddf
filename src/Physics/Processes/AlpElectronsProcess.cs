using AlpToolkit.Physics.PhaseSpace;

namespace AlpToolkit.Physics.Processes;

/// <summary>Diagrams of e⁺e⁻ → e⁺e⁻a.</summary>
public enum AlpElectronsChannels
{
    /// <summary>Photon fusion, ALP-Dalitz and their interference.</summary>
    All,

    /// <summary>Photon fusion alone, the t-channel.</summary>
    PhotonFusion,

    /// <summary>ALP-Dalitz alone, the s-channel.</summary>
    AlpDalitz,
}

/// <summary>
/// e⁺e⁻ → e⁺e⁻a of Eq. (6) of arXiv:2307.06369 at tree level with massive electrons; the ALP is stable, or decays to χχ on and off its
/// mass shell. The rate without any acceptance is finite and converges.
/// </summary>
public sealed class AlpElectronsProcess : ScatteringProcess
{
    private readonly ModelParameters _parameters;
    private readonly GenerationCuts _cuts;
    private readonly AlpToDarkMatter? _decay;
    private readonly AlpPairChannel[] _channels;

    /// <summary>The process.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="parameters">α, m_e, g_aγγ, m_a.</param>
    /// <param name="cuts">Part of phase space; <see cref="GenerationCuts.Leptons"/> is the acceptance of both leptons.</param>
    /// <param name="channels">Diagrams.</param>
    /// <param name="decay">Decay of the ALP; null for a stable one.</param>
    /// <exception cref="ArgumentOutOfRangeException">√s is below threshold.</exception>
    public AlpElectronsProcess(double sqrtS, ModelParameters parameters, GenerationCuts cuts, AlpElectronsChannels channels = AlpElectronsChannels.All, AlpToDarkMatter? decay = null)
        : base(sqrtS)
    {
        AlpThreshold.Check(sqrtS, 2 * parameters.ElectronMass, parameters, decay);
        (_parameters, _cuts, _decay) = (parameters, cuts, decay);
        _channels = channels switch
        {
            AlpElectronsChannels.PhotonFusion => [AlpPairChannel.Fusion],
            AlpElectronsChannels.AlpDalitz => [AlpPairChannel.Dalitz],
            _ => [AlpPairChannel.FusionShare, AlpPairChannel.DalitzShare],
        };
    }

    /// <inheritdoc/>
    public override int Channels => _channels.Length;

    /// <inheritdoc/>
    public override int Particles => 3 + InvisibleAlp.DecayParticles(_decay);

    /// <inheritdoc/>
    public override string ChannelName(int channel) =>
        _channels[channel] is AlpPairChannel.Fusion or AlpPairChannel.FusionShare ? "photon fusion" : "ALP-Dalitz";

    /// <inheritdoc/>
    public override int Dimensions(int channel) => PhotonFusionMap.Dimensions + InvisibleAlp.DecayDimensions(_decay);

    /// <inheritdoc/>
    public override IReadOnlyList<RecordedParticle> Record(int channel) =>
    [
        new RecordedParticle(-11, 1, 0, _parameters.ElectronMass),
        new RecordedParticle(11, 1, 1, _parameters.ElectronMass),
        .. InvisibleAlp.Record(_parameters, _decay, 2, 5),
    ];

    internal override PointEvaluator NewEvaluator() => new AlpPairEvaluator(SqrtS, _parameters, _parameters.ElectronMass, _cuts, _decay, _channels);
}
