using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Plugins.Sources.Generator;

/// <content>The options.</content>
public sealed partial class GeneratorSource
{
    private static readonly ModelParameters s_model = new();

    /// <summary>Options of the source.</summary>
    public sealed record Settings
    {
        /// <summary>What is generated.</summary>
        [Shorthand, Help("what is generated")]
        public required ProcessName Process { get; init; }

        /// <summary>Number of events.</summary>
        [Help("number of events"), Bounds(1, 1e12)]
        public long Events { get; init; } = 10_000;

        /// <summary>Number of the first event.</summary>
        [Help("number of the first event in a larger sample of the same seed, a multiple of 4096: a shard of it"), Bounds(0, 1e13)]
        public long FirstEvent { get; init; }

        /// <summary>Seed of every random number.</summary>
        [Help("seed of every random number; with the same seed the same events, for any number of threads")]
        public ulong Seed { get; init; } = 1;

        /// <summary>What weights the events have.</summary>
        [Help("what weights the events have: all the same but for the few above the unweighting maximum, one a phase-space point, or partially unweighted: small ones are made even, large ones are kept as they are")]
        public EventWeighting Weighting { get; init; } = EventWeighting.Unweighted;

        /// <summary>Copies of every event.</summary>
        [Help("consecutive copies of every event, of equal shares of its weight, that a smearing stage tells apart; events counts them once"), Bounds(1, 64)]
        public int Copies { get; init; } = 1;

        /// <summary>Strata, for equal numbers of events in parts of phase space of very different cross section.</summary>
        [Help("edges that cut phase space into strata, each with grids and a number of events of its own; weights make up for it")]
        public StrataSettings? Strata { get; init; }

        /// <summary>Centre-of-mass energy, GeV; null for that of the pipeline's beams.</summary>
        [Help("centre-of-mass energy; that of the pipeline's beams when not given"), Unit("GeV"), Bounds(1e-2, 1e6)]
        public double? SqrtS { get; init; }

        /// <summary>m_a, GeV.</summary>
        [OptionName("m_a"), Help("mass of the ALP"), Unit("GeV"), Bounds(1e-9, 1e6)]
        public double AlpMass { get; init; } = s_model.AlpMass;

        /// <summary>g_aγγ of Eq. (1), GeV⁻¹.</summary>
        [OptionName("g"), Help("coupling of the ALP to photons, g of Eq. (1); cross sections grow as its square"), Unit("GeV^-1"), Bounds(1e-30, 1e3)]
        public double AlpPhotonCoupling { get; init; } = s_model.AlpPhotonCoupling;

        /// <summary>Diagrams of e⁺e⁻ → e⁺e⁻a.</summary>
        [Help("diagrams of alp-electrons; all has their interference")]
        public AlpElectronsChannels Channels { get; init; } = AlpElectronsChannels.All;

        /// <summary>M_χ, GeV; null for an ALP that is stable.</summary>
        [Help("mass of dark matter that the ALP decays to, on and off its mass shell; the ALP is stable when not given"), Unit("GeV"), Bounds(1e-9, 1e6)]
        public double? DarkMatterMass { get; init; }

        /// <summary>g_aχχ, GeV⁻¹.</summary>
        [Help("coupling of the ALP to dark matter, Eq. (1); either this or alp_width"), Unit("GeV^-1"), Bounds(1e-30, 1e6)]
        public double? DarkMatterCoupling { get; init; }

        /// <summary>Total width of the ALP, GeV.</summary>
        [Help("total width of the ALP; it fixes the coupling to dark matter"), Unit("GeV"), Bounds(1e-30, 1e6)]
        public double? AlpWidth { get; init; }

        /// <summary>α(0).</summary>
        [Help("fine-structure constant; Eq. (8) needs the one at zero momentum transfer"), Bounds(1e-6, 1)]
        public double Alpha { get; init; } = s_model.Alpha;

        /// <summary>m_e, GeV.</summary>
        [OptionName("m_e"), Help("mass of the electron; cross sections diverge without it"), Unit("GeV"), Bounds(1e-6, 1)]
        public double ElectronMass { get; init; } = s_model.ElectronMass;

        /// <summary>m_μ, GeV.</summary>
        [OptionName("m_mu"), Help("mass of the muon"), Unit("GeV"), Bounds(1e-6, 100)]
        public double MuonMass { get; init; } = s_model.MuonMass;

        /// <summary>m_τ, GeV.</summary>
        [OptionName("m_tau"), Help("mass of the tau"), Unit("GeV"), Bounds(1e-3, 100)]
        public double TauMass { get; init; } = s_model.TauMass;

        /// <summary>Number of photons.</summary>
        [Help("number of photons of the processes that have some"), Bounds(0, 8)]
        public int? Photons { get; init; }

        /// <summary>What the τ pairs decay to.</summary>
        [Help("what the tau+ and the tau- decay to; the cross section is that of the listed final states together")]
        public IReadOnlyList<TauPairDecay> Decays { get; init; } = [TauPairDecay.Ee];

        /// <summary>BR(τ → e ν ν).</summary>
        [OptionName("br_e"), Help("branching ratio of the tau to an electron and neutrinos"), Bounds(0, 1)]
        public double ElectronBranchingRatio { get; init; } = new TauPairOptions().ElectronBranchingRatio;

        /// <summary>BR(τ → μ ν ν).</summary>
        [OptionName("br_mu"), Help("branching ratio of the tau to a muon and neutrinos"), Bounds(0, 1)]
        public double MuonBranchingRatio { get; init; } = new TauPairOptions().MuonBranchingRatio;

        /// <summary>G_F, GeV⁻².</summary>
        [OptionName("g_f"), Help("Fermi constant G_F; when given, the branching ratios are the tree-level widths of the tau times its decay length"), Unit("GeV^-2"), Bounds(0, 1)]
        public double? FermiConstant { get; init; }

        /// <summary>cτ of the τ, mm.</summary>
        [Help("proper decay length of the tau, c times its mean life, for branching ratios from g_f"), Unit("mm"), Bounds(0, 1e3)]
        public double TauDecayLength { get; init; } = 0.08703;

        /// <summary>Precision of the integration.</summary>
        [Help("relative statistical error at which the integration of the cross section stops"), Bounds(1e-6, 0.5)]
        public double Precision { get; init; } = new IntegrationSettings().RelativeError;

        /// <summary>Most points of the integration.</summary>
        [Help("phase-space points after which the integration stops whatever its error, with a warning"), Bounds(1e4, 1e13)]
        public long MaximumPoints { get; init; } = new IntegrationSettings().MaximumPoints;

        /// <summary>Points that the grids are adapted with.</summary>
        [Help("points inside of the cuts that a channel's grid is adapted with, in each of 12 iterations and on average: more of them find narrower peaks"), Bounds(1000, 1e8)]
        public int AdaptationPoints { get; init; } = new IntegrationSettings().AdaptationPoints;

        /// <summary>Share of the cross section above the unweighting maximum.</summary>
        [Help("share of the cross section that may lie above the unweighting maximum; such events keep their larger weight, none is clipped"), Bounds(0, 0.5)]
        public double OverweightFraction { get; init; } = new IntegrationSettings().OverweightFraction;

        /// <summary>What part of phase space is generated.</summary>
        [Help("what part of phase space is generated; in the centre of mass")]
        public CutSettings Cuts { get; init; } = new();
    }

    /// <summary>Charged leptons that a pair of τ decays to, that of the τ⁺ first.</summary>
    public enum TauPairDecay
    {
        /// <summary>e⁺ e⁻.</summary>
        [Help("tau+ to e+, tau- to e-")]
        Ee,

        /// <summary>e⁺ μ⁻.</summary>
        [Help("tau+ to e+, tau- to mu-")]
        Emu,

        /// <summary>μ⁺ e⁻.</summary>
        [Help("tau+ to mu+, tau- to e-")]
        Mue,

        /// <summary>μ⁺ μ⁻.</summary>
        [Help("tau+ to mu+, tau- to mu-")]
        Mumu,
    }

    /// <summary>Edges of strata, ascending; a stratum lies between neighbouring edges of every variable. Centre-of-mass frame.</summary>
    public sealed record StrataSettings
    {
        /// <summary>Power of a stratum's cross section that its number of events is proportional to.</summary>
        [Help("power of a stratum's cross section that its number of events is proportional to: 0 for equal numbers, 1 for numbers as without strata"), Bounds(0, 1)]
        public double Power { get; init; }

        /// <summary>Edges in m_ee, GeV.</summary>
        [Help("edges in the invariant mass of the two charged leptons"), Unit("GeV"), Bounds(0, 1e6)]
        public IReadOnlyList<double> MEe { get; init; } = [];

        /// <summary>Edges in m²_miss, GeV².</summary>
        [OptionName("m_miss2"), Help("edges in the squared missing mass"), Unit("GeV^2"), Bounds(-1e6, 1e12)]
        public IReadOnlyList<double> MissingMassSquared { get; init; } = [];

        /// <summary>Half-width of windows in m²_miss around scanned masses, in δm²_miss of Eq. (20); null for no windows.</summary>
        [OptionName("near_scan"), Help("only m_miss2 within so many resolutions, Eq. (20), of the square of a mass that the pipeline scans: what lies farther off is not generated"), Bounds(0.1, 1000)]
        public double? NearScan { get; init; }

        /// <summary>Edges in E_miss, GeV.</summary>
        [OptionName("e_miss"), Help("edges in the missing energy"), Unit("GeV"), Bounds(0, 1e6)]
        public IReadOnlyList<double> MissingEnergy { get; init; } = [];

        /// <summary>Edges in |m_ee^τ|/m_ee.</summary>
        [Help("edges in m_ee_tau/m_ee, Eq. (19) and (23)"), Bounds(0, 1e6)]
        public IReadOnlyList<double> TauRatio { get; init; } = [];

        /// <summary>Edges in |η_miss|.</summary>
        [OptionName("eta_miss"), Help("edges in the size of the missing pseudorapidity"), Bounds(0, 100)]
        public IReadOnlyList<double> MissingPseudorapidity { get; init; } = [];
    }

    /// <summary>What part of phase space is generated; everything in the centre-of-mass frame.</summary>
    public sealed record CutSettings
    {
        /// <summary>Smallest angle of charged leptons to the beams, rad.</summary>
        [Help("smallest angle of every charged lepton to the beam axis, on both sides; 0 for no cut"), Unit("deg"), Bounds(0, 90)]
        public double ThetaMin { get; init; }

        /// <summary>Smallest energy of charged leptons, GeV.</summary>
        [Help("smallest energy of every charged lepton; 0 for no cut"), Unit("GeV"), Bounds(0, 1e6)]
        public double EnergyMin { get; init; }

        /// <summary>Smallest invariant mass of the two charged leptons, GeV.</summary>
        [Help("smallest invariant mass of the two charged leptons"), Unit("GeV"), Bounds(0, 1e6)]
        public double? MEeMin { get; init; }

        /// <summary>Largest invariant mass of the two charged leptons, GeV.</summary>
        [Help("largest invariant mass of the two charged leptons"), Unit("GeV"), Bounds(0, 1e6)]
        public double? MEeMax { get; init; }

        /// <summary>Smallest |m_ee^τ|/m_ee.</summary>
        [Help("smallest m_ee_tau/m_ee, Eq. (19) and (23); tau pairs have 1 within some per cent"), Bounds(0, 1e6)]
        public double? TauRatioMin { get; init; }

        /// <summary>Largest |m_ee^τ|/m_ee.</summary>
        [Help("largest m_ee_tau/m_ee, Eq. (19) and (23)"), Bounds(0, 1e6)]
        public double? TauRatioMax { get; init; }

        /// <summary>Smallest energy of every photon, GeV.</summary>
        [Help("smallest energy of every photon, seen or not: the regulator of the soft divergence"), Unit("GeV"), Bounds(0, 1e6)]
        public double PhotonEnergyMin { get; init; }

        /// <summary>Number of visible photons.</summary>
        [Help("number of visible photons, all others are lost; any when not given"), Bounds(0, 8)]
        public int? VisiblePhotons { get; init; }

        /// <summary>Smallest angle to the beams at which a photon is visible, rad.</summary>
        [Help("smallest angle to the beam axis at which a photon is visible, Eq. (7)"), Unit("deg"), Bounds(0, 90)]
        public double VisiblePhotonThetaMin { get; init; } = AcceptanceRegion.BelleIICalorimeter.ThetaMin;

        /// <summary>Smallest energy at which a photon is visible, GeV.</summary>
        [Help("smallest energy at which a photon is visible, Eq. (7)"), Unit("GeV"), Bounds(0, 1e6)]
        public double VisiblePhotonEnergyMin { get; init; } = AcceptanceRegion.BelleIICalorimeter.EnergyMin;

        /// <summary>Where the lost photons are.</summary>
        [Help("where the photons that are not visible may be, with visible_photons")]
        public PhotonLoss PhotonLoss { get; init; }

        /// <summary>Smallest squared missing mass, GeV².</summary>
        [OptionName("m_miss2_min"), Help("smallest squared missing mass, Eq. (11); may be negative"), Unit("GeV^2"), Bounds(-1e12, 1e12)]
        public double? MissingMassSquaredMin { get; init; }

        /// <summary>Largest squared missing mass, GeV².</summary>
        [OptionName("m_miss2_max"), Help("largest squared missing mass, Eq. (11)"), Unit("GeV^2"), Bounds(-1e12, 1e12)]
        public double? MissingMassSquaredMax { get; init; }

        /// <summary>Smallest missing energy, GeV.</summary>
        [OptionName("e_miss_min"), Help("smallest missing energy"), Unit("GeV"), Bounds(0, 1e6)]
        public double? MissingEnergyMin { get; init; }

        /// <summary>Largest missing energy, GeV.</summary>
        [OptionName("e_miss_max"), Help("largest missing energy"), Unit("GeV"), Bounds(0, 1e6)]
        public double? MissingEnergyMax { get; init; }

        /// <summary>Smallest |η_miss|.</summary>
        [OptionName("eta_miss_min"), Help("smallest pseudorapidity of the missing momentum, on both sides, Eq. (10)"), Bounds(0, 50)]
        public double MissingPseudorapidityMin { get; init; }

        /// <summary>Largest |η| of the missing momentum.</summary>
        [OptionName("eta_miss_max"), Help("largest pseudorapidity of the missing momentum, on both sides, Eq. (10)"), Bounds(0, 50)]
        public double? MissingPseudorapidityMax { get; init; }
    }
}
