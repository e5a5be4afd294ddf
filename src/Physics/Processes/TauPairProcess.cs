using AlpToolkit.Physics.Amplitudes;
using AlpToolkit.Physics.PhaseSpace;

namespace AlpToolkit.Physics.Processes;

/// <summary>
/// e⁺e⁻ → τ⁺τ⁻ → two charged leptons and four neutrinos (Eq. 14 of arXiv:2307.06369): one photon exchanged, τ on their mass shell
/// (narrow width), all spin correlations, exact lepton masses. Without cuts every point has the weight σ(τ⁺τ⁻) BR BR, since points are
/// drawn from the differential cross section itself. Momenta: τ⁺, τ⁻, then ℓ⁺ ν_ℓ ν̄_τ and ℓ⁻ ν̄_ℓ ν_τ.
/// </summary>
public sealed class TauPairProcess : ScatteringProcess
{
    private readonly GenerationCuts _cuts;
    private readonly LeptonicTauDecay?[] _decays = new LeptonicTauDecay?[2];

    /// <summary>The process at an energy.</summary>
    /// <param name="sqrtS">√s above 2 m_τ, GeV.</param>
    /// <param name="parameters">α and masses.</param>
    /// <param name="options">Final states and branching ratios.</param>
    /// <param name="cuts">What part of phase space is generated.</param>
    /// <exception cref="ArgumentOutOfRangeException">√s is not above threshold, or a lepton is too heavy for the decay's formulas.</exception>
    /// <exception cref="ArgumentException">There is no final state, or a branching ratio is outside of [0, 1].</exception>
    public TauPairProcess(double sqrtS, ModelParameters parameters, TauPairOptions? options = null, GenerationCuts? cuts = null)
        : base(sqrtS)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (Parameters, Options, _cuts) = (parameters, options ?? new(), cuts ?? new());
        if (Options.FinalStates.Count == 0 || Options.FinalStates.Distinct().Count() != Options.FinalStates.Count)
        {
            throw new ArgumentException("tau-pair needs at least one final state, and each only once", nameof(options));
        }

        if (!(Options.ElectronBranchingRatio is >= 0 and <= 1 && Options.MuonBranchingRatio is >= 0 and <= 1))
        {
            throw new ArgumentException("branching ratios lie between 0 and 1", nameof(options));
        }

        Production = new TauPairProduction(sqrtS, parameters.ElectronMass, parameters.TauMass);
        foreach (TauDecayLepton lepton in Options.FinalStates.SelectMany(state => new[] { state.Positive, state.Negative }).Distinct())
        {
            _decays[(int)lepton] = new LeptonicTauDecay(MassRatioSquared(lepton));
        }
    }

    /// <summary>α and masses.</summary>
    public ModelParameters Parameters { get; }

    /// <summary>Final states and branching ratios.</summary>
    public TauPairOptions Options { get; }

    /// <inheritdoc/>
    public override int Channels => Options.FinalStates.Count;

    /// <inheritdoc/>
    public override int Particles => 8;

    /// <summary>σ(e⁺e⁻ → τ⁺τ⁻) before decays and cuts, pb.</summary>
    public double PairCrossSection => Production.CrossSection(Parameters.Alpha);

    internal TauPairProduction Production { get; }

    /// <inheritdoc/>
    public override string ChannelName(int channel) => Options.FinalStates[channel].ToString();

    /// <inheritdoc/>
    public override int Dimensions(int channel) => 12;

    /// <summary>σ(τ⁺τ⁻) BR BR of a channel without cuts, pb.</summary>
    /// <param name="channel">Channel, from 0.</param>
    public double CrossSection(int channel) =>
        PairCrossSection * Options.BranchingRatio(Options.FinalStates[channel].Positive) * Options.BranchingRatio(Options.FinalStates[channel].Negative);

    /// <inheritdoc/>
    public override IReadOnlyList<RecordedParticle> Record(int channel)
    {
        (TauDecayLepton positive, TauDecayLepton negative) = Options.FinalStates[channel];
        return
        [
            new(-15, 2, 0, Parameters.TauMass),
            new(15, 2, 1, Parameters.TauMass),
            new(-PdgId(positive), 1, 2, Mass(positive), 3, 3),
            new(PdgId(positive) + 1, 1, 3, 0, 3, 3),
            new(-16, 1, 4, 0, 3, 3),
            new(PdgId(negative), 1, 5, Mass(negative), 4, 4),
            new(-PdgId(negative) - 1, 1, 6, 0, 4, 4),
            new(16, 1, 7, 0, 4, 4),
        ];
    }

    /// <summary>The decay to a lepton of one of the final states.</summary>
    internal LeptonicTauDecay Decay(TauDecayLepton lepton) => _decays[(int)lepton]!;

    internal double MassRatioSquared(TauDecayLepton lepton) => Math.Pow(Mass(lepton) / Parameters.TauMass, 2);

    internal override PointEvaluator NewEvaluator() => new TauPairEvaluator(this);

    /// <summary>Applies the cuts; null when there are none.</summary>
    internal CutEvaluator? NewCutEvaluator()
    {
        bool isEverything = _cuts.Leptons is null && _cuts.VisiblePhotons is null && _cuts.PairMass.IsEverything && _cuts.TauMassRatio.IsEverything && _cuts.MissingMassSquared.IsEverything
            && _cuts.MissingEnergy.IsEverything && double.IsPositiveInfinity(_cuts.MissingPseudorapidityMax) && _cuts.MissingPseudorapidityMin <= 0;
        return isEverything ? null : new CutEvaluator(_cuts, SqrtS, leptons: [2, 5], photons: []);
    }

    private static int PdgId(TauDecayLepton lepton) => lepton == TauDecayLepton.Electron ? 11 : 13;

    private double Mass(TauDecayLepton lepton) => lepton == TauDecayLepton.Electron ? Parameters.ElectronMass : Parameters.MuonMass;
}
