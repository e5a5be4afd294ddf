using AlpToolkit.Physics.PhaseSpace;

namespace AlpToolkit.Physics.Processes;

/// <summary>e⁺e⁻ → μ⁺μ⁻a, footnote 2 of arXiv:2307.06369: ALP-Dalitz alone, at tree level with the masses of both leptons.</summary>
public sealed class AlpMuonsProcess : ScatteringProcess
{
    private readonly ModelParameters _parameters;
    private readonly GenerationCuts _cuts;
    private readonly AlpToDarkMatter? _decay;

    /// <summary>The process.</summary>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="parameters">α, m_e, m_μ, g_aγγ, m_a.</param>
    /// <param name="cuts">Part of phase space; <see cref="GenerationCuts.Leptons"/> is the acceptance of both muons.</param>
    /// <param name="decay">Decay of the ALP; null for a stable one.</param>
    /// <exception cref="ArgumentOutOfRangeException">√s is below threshold.</exception>
    public AlpMuonsProcess(double sqrtS, ModelParameters parameters, GenerationCuts cuts, AlpToDarkMatter? decay = null)
        : base(sqrtS)
    {
        AlpThreshold.Check(sqrtS, 2 * parameters.MuonMass, parameters, decay);
        (_parameters, _cuts, _decay) = (parameters, cuts, decay);
    }

    /// <inheritdoc/>
    public override int Channels => 1;

    /// <inheritdoc/>
    public override int Particles => 3 + InvisibleAlp.DecayParticles(_decay);

    /// <inheritdoc/>
    public override string ChannelName(int channel) => "ALP-Dalitz";

    /// <inheritdoc/>
    public override int Dimensions(int channel) => AlpRecoilSplit.Dimensions + InvisibleAlp.DecayDimensions(_decay);

    /// <inheritdoc/>
    public override IReadOnlyList<RecordedParticle> Record(int channel) =>
    [
        new RecordedParticle(-13, 1, 0, _parameters.MuonMass),
        new RecordedParticle(13, 1, 1, _parameters.MuonMass),
        .. InvisibleAlp.Record(_parameters, _decay, 2, 5),
    ];

    internal override PointEvaluator NewEvaluator() => new AlpPairEvaluator(SqrtS, _parameters, _parameters.MuonMass, _cuts, _decay, [AlpPairChannel.Dalitz]);
}
