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
        new("tau-pair", "e+e- -> tau+ tau- -> two charged leptons and four neutrinos, with spin correlations",
            ["m_mu", "m_tau", "decays", "br_e", "br_mu", .. SpecificOptions.LeptonCuts, .. SpecificOptions.MissingCuts], TauPair),
    ];

    /// <summary>The process that the options name.</summary>
    /// <param name="options">Options of the source.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <exception cref="PluginException">The options do not fit the process, or its cross section diverges.</exception>
    public static ScatteringProcess Create(GeneratorSource.Settings options, double sqrtS)
    {
        SpecificOptions.Check(options);
        return options.Process.Process.Make(new ProcessInputs(options, sqrtS));
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
            ElectronBranchingRatio = options.ElectronBranchingRatio,
            MuonBranchingRatio = options.MuonBranchingRatio,
        };
        return new TauPairProcess(inputs.SqrtS, inputs.Model, decays, inputs.Cuts);
    }

    private static TauPairFinalState FinalState(GeneratorSource.TauPairDecay decay) => decay switch
    {
        GeneratorSource.TauPairDecay.Ee => new(TauDecayLepton.Electron, TauDecayLepton.Electron),
        GeneratorSource.TauPairDecay.Emu => new(TauDecayLepton.Electron, TauDecayLepton.Muon),
        GeneratorSource.TauPairDecay.Mue => new(TauDecayLepton.Muon, TauDecayLepton.Electron),
        _ => new(TauDecayLepton.Muon, TauDecayLepton.Muon),
    };
}
