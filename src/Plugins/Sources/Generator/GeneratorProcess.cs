using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Plugins.Sources.Generator;

/// <summary>A process that the generator has: a new one is a line in <see cref="All"/>.</summary>
/// <param name="Name">Name in YAML and on the command line.</param>
/// <param name="Summary">What it is, one phrase.</param>
/// <param name="Options">Options that mean something to it, of those that not every process has.</param>
/// <param name="Make">Makes it; refuses options with which its cross section diverges.</param>
internal sealed record GeneratorProcess(string Name, string Summary, IReadOnlyList<string> Options, Func<ProcessInputs, ScatteringProcess> Make)
{
    /// <summary>Every process.</summary>
    public static IReadOnlyList<GeneratorProcess> All { get; } =
    [
        new("alp-photon", "e+e- -> gamma a",
            ["m_a", "g", .. SpecificOptions.DarkMatter, .. SpecificOptions.PhotonCuts, .. SpecificOptions.MissingCuts],
            i => new AlpPhotonProcess(i.SqrtS, i.Model, i.Cuts, i.AlpDecay(0))),
        new("alp-electrons", "e+e- -> e+ e- a by photon fusion and ALP-Dalitz, with their interference or one of them",
            ["m_a", "g", "channels", "strata", .. SpecificOptions.DarkMatter, .. SpecificOptions.LeptonCuts, .. SpecificOptions.MissingCuts],
            i => new AlpElectronsProcess(i.SqrtS, i.Model, i.Cuts, i.Options.Channels, i.AlpDecay(2 * i.Model.ElectronMass))),
        new("alp-muons", "e+e- -> mu+ mu- a by ALP-Dalitz",
            ["m_a", "g", "m_mu", .. SpecificOptions.DarkMatter, .. SpecificOptions.LeptonCuts, .. SpecificOptions.MissingCuts],
            i => new AlpMuonsProcess(i.SqrtS, i.Model, i.Cuts, i.AlpDecay(2 * i.Model.MuonMass))),
        new("tau-pair", "e+e- -> tau+ tau- -> two charged leptons and four neutrinos, with spin correlations",
            ["m_mu", "m_tau", "decays", "br_e", "br_mu", "g_f", "tau_decay_length", "strata", .. SpecificOptions.LeptonCuts, .. SpecificOptions.MissingCuts], TauPair),
        new("bhabha-photons", "e+e- -> e+ e- and photons, 0 to 3 of them",
            ["photons", "strata", .. SpecificOptions.LeptonCuts, .. SpecificOptions.PhotonCuts, .. SpecificOptions.MissingCuts], BhabhaPhotons),
        new("photons", "e+e- -> photons, 2 to 4 of them",
            ["photons", .. SpecificOptions.PhotonCuts, .. SpecificOptions.MissingCuts], Photons),
    ];

    /// <summary>The process that the options name.</summary>
    /// <param name="options">Options of the source.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <param name="masses">Masses that the pipeline scans, GeV; null for none.</param>
    /// <exception cref="PluginException">The options do not fit the process, or its cross section diverges.</exception>
    public static ScatteringProcess Create(GeneratorSource.Settings options, double sqrtS, IReadOnlyList<double>? masses = null)
    {
        SpecificOptions.Check(options);
        try
        {
            IReadOnlyList<(string Name, GeneratorSource.CutSettings Cuts)> strata = GeneratorStrata.Of(options, masses);
            return strata.Count == 1
                ? options.Process.Process.Make(new ProcessInputs(options, sqrtS))
                : new StratifiedProcess([.. strata.Select(s => (s.Name, options.Process.Process.Make(new ProcessInputs(options with { Cuts = s.Cuts }, sqrtS))))], options.Strata!.Power);
        }
        catch (ArgumentException e)
        {
            throw new PluginException($"process '{options.Process}' at sqrt_s = {sqrtS:G8} GeV: {e.Message}", e);
        }
    }

    private static TauPairProcess TauPair(ProcessInputs inputs)
    {
        inputs.CheckThreshold("2 m_tau", 2 * inputs.Model.TauMass);
        GeneratorSource.Settings options = inputs.Options;
        if (options.Decays.Count == 0 || options.Decays.Distinct().Count() < options.Decays.Count)
        {
            throw new PluginException("decays: name at least one of ee, emu, mue and mumu, and none of them twice.");
        }

        TauPairOptions decays = new()
        {
            FinalStates = [.. options.Decays.Select(FinalState)],
            ElectronBranchingRatio = BranchingRatio(inputs, TauDecayLepton.Electron, "br_e", options.ElectronBranchingRatio),
            MuonBranchingRatio = BranchingRatio(inputs, TauDecayLepton.Muon, "br_mu", options.MuonBranchingRatio),
        };
        return new TauPairProcess(inputs.SqrtS, inputs.Model, decays, inputs.Cuts);
    }

    private static double BranchingRatio(ProcessInputs inputs, TauDecayLepton lepton, string option, double given)
    {
        GeneratorSource.Settings options = inputs.Options;
        if (options.FermiConstant is null)
        {
            return given;
        }

        if (given != new TauPairOptions().BranchingRatio(lepton))
        {
            throw new PluginException($"g_f and {option} were both given: g_f sets the branching ratios. Take one of them away.");
        }

        double ratio = TauLeptonicWidth.BranchingRatio(inputs.Model, lepton, options.TauDecayLength);
        return ratio <= 1 ? ratio : throw new PluginException($"g_f and tau_decay_length make a branching ratio of {ratio:G4}, which is above 1.");
    }

    private static BhabhaPhotonsProcess BhabhaPhotons(ProcessInputs inputs)
    {
        int photons = inputs.NumberOfPhotons(0, 3);
        if (photons > 0)
        {
            inputs.CheckSoftPhotons();
        }
        else if (!(inputs.Options.Cuts.ThetaMin > 0))
        {
            throw new PluginException("the cross section of e+e- -> e+e- diverges for leptons along the beams. Set theta_min, such as 22 deg.");
        }

        return new BhabhaPhotonsProcess(inputs.SqrtS, photons, inputs.Model, inputs.Cuts);
    }

    private static PhotonsProcess Photons(ProcessInputs inputs)
    {
        int photons = inputs.NumberOfPhotons(2, 4);
        if (photons > 2)
        {
            inputs.CheckSoftPhotons();
        }

        return new PhotonsProcess(inputs.SqrtS, photons, inputs.Model, inputs.Cuts);
    }

    private static TauPairFinalState FinalState(GeneratorSource.TauPairDecay decay) => decay switch
    {
        GeneratorSource.TauPairDecay.Ee => new(TauDecayLepton.Electron, TauDecayLepton.Electron),
        GeneratorSource.TauPairDecay.Emu => new(TauDecayLepton.Electron, TauDecayLepton.Muon),
        GeneratorSource.TauPairDecay.Mue => new(TauDecayLepton.Muon, TauDecayLepton.Electron),
        _ => new(TauDecayLepton.Muon, TauDecayLepton.Muon),
    };
}
