using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Plugins.Sources.Generator;

/// <summary>The options that not every process has: changing one that means nothing to a process is a mistake, and is said.</summary>
internal static class SpecificOptions
{
    public static readonly string[] DarkMatter = ["dark_matter_mass", "dark_matter_coupling", "alp_width"];

    public static readonly string[] LeptonCuts = ["theta_min", "energy_min", "m_ee_min", "m_ee_max", "tau_ratio_min", "tau_ratio_max"];

    public static readonly string[] PhotonCuts = ["photon_energy_min", "visible_photons", "visible_photon_theta_min", "visible_photon_energy_min", "photon_loss"];

    public static readonly string[] MissingCuts = ["m_miss2_min", "m_miss2_max", "e_miss_min", "e_miss_max", "eta_miss_min", "eta_miss_max"];

    private static readonly (string Name, Func<GeneratorSource.Settings, object?> Value)[] s_all =
    [
        ("m_a", s => s.AlpMass),
        ("g", s => s.AlpPhotonCoupling),
        ("m_mu", s => s.MuonMass),
        ("m_tau", s => s.TauMass),
        ("channels", s => s.Channels),
        ("dark_matter_mass", s => s.DarkMatterMass),
        ("dark_matter_coupling", s => s.DarkMatterCoupling),
        ("alp_width", s => s.AlpWidth),
        ("photons", s => s.Photons),
        ("decays", s => string.Join(' ', s.Decays)),
        ("br_e", s => s.ElectronBranchingRatio),
        ("br_mu", s => s.MuonBranchingRatio),
        ("g_f", s => s.FermiConstant),
        ("tau_decay_length", s => s.TauDecayLength),
        ("theta_min", s => s.Cuts.ThetaMin),
        ("energy_min", s => s.Cuts.EnergyMin),
        ("m_ee_min", s => s.Cuts.MEeMin),
        ("m_ee_max", s => s.Cuts.MEeMax),
        ("tau_ratio_min", s => s.Cuts.TauRatioMin),
        ("tau_ratio_max", s => s.Cuts.TauRatioMax),
        ("photon_energy_min", s => s.Cuts.PhotonEnergyMin),
        ("visible_photons", s => s.Cuts.VisiblePhotons),
        ("visible_photon_theta_min", s => s.Cuts.VisiblePhotonThetaMin),
        ("visible_photon_energy_min", s => s.Cuts.VisiblePhotonEnergyMin),
        ("photon_loss", s => s.Cuts.PhotonLoss),
        ("m_miss2_min", s => s.Cuts.MissingMassSquaredMin),
        ("m_miss2_max", s => s.Cuts.MissingMassSquaredMax),
        ("e_miss_min", s => s.Cuts.MissingEnergyMin),
        ("e_miss_max", s => s.Cuts.MissingEnergyMax),
        ("eta_miss_min", s => s.Cuts.MissingPseudorapidityMin),
        ("eta_miss_max", s => s.Cuts.MissingPseudorapidityMax),
        ("strata", s => s.Strata),
    ];

    /// <summary>True when an option means something to a process.</summary>
    public static bool Mean(GeneratorProcess process, string option) => process.Options.Contains(option) || !s_all.Any(o => o.Name == option);

    /// <summary>Refuses options that were changed and mean nothing to the process.</summary>
    /// <exception cref="PluginException">One was.</exception>
    public static void Check(GeneratorSource.Settings options)
    {
        GeneratorProcess process = options.Process.Process;
        GeneratorSource.Settings defaults = new() { Process = options.Process };
        foreach ((string name, Func<GeneratorSource.Settings, object?> value) in s_all)
        {
            if (!process.Options.Contains(name) && !Equals(value(options), value(defaults)))
            {
                string hint = DidYouMean.Find(name, process.Options) is { } near ? $"Did you mean '{near}'?"
                    : process.Options.Count > 0 ? $"Beside those of every process it has {string.Join(", ", process.Options)}." : "It has those of every process only.";
                throw new PluginException($"process '{process.Name}' has no option '{name}'. {hint}");
            }
        }
    }
}
