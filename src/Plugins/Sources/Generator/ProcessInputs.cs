using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Kinematics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Plugins.Sources.Generator;

/// <summary>The options of the source as a process takes them.</summary>
internal sealed record ProcessInputs
{
    public ProcessInputs(GeneratorSource.Settings options, double sqrtS)
    {
        (Options, SqrtS) = (options, sqrtS);
        Model = ModelOf(options);
        GeneratorSource.CutSettings cuts = options.Cuts;
        Cuts = new GenerationCuts
        {
            Leptons = cuts.ThetaMin > 0 || cuts.EnergyMin > 0 ? AcceptanceRegion.Symmetric(cuts.ThetaMin, cuts.EnergyMin) : null,
            Photons = AcceptanceRegion.Symmetric(cuts.VisiblePhotonThetaMin, cuts.VisiblePhotonEnergyMin),
            VisiblePhotons = cuts.VisiblePhotons,
            PhotonLoss = cuts.PhotonLoss,
            PhotonEnergyMin = cuts.PhotonEnergyMin,
            MissingMassSquared = Window("m_miss2", cuts.MissingMassSquaredMin, cuts.MissingMassSquaredMax),
            MissingEnergy = Window("e_miss", cuts.MissingEnergyMin, cuts.MissingEnergyMax),
            MissingPseudorapidityMin = cuts.MissingPseudorapidityMin,
            MissingPseudorapidityMax = cuts.MissingPseudorapidityMax ?? double.PositiveInfinity,
            TauMassRatio = Window("tau_ratio", cuts.TauRatioMin, cuts.TauRatioMax),
            PairMass = Window("m_ee", cuts.MEeMin, cuts.MEeMax),
        };
    }

    public GeneratorSource.Settings Options { get; }

    public double SqrtS { get; }

    public ModelParameters Model { get; }

    public GenerationCuts Cuts { get; }

    /// <summary>Constants and masses.</summary>
    public static ModelParameters ModelOf(GeneratorSource.Settings options) => new()
    {
        Alpha = options.Alpha,
        ElectronMass = options.ElectronMass,
        MuonMass = options.MuonMass,
        TauMass = options.TauMass,
        AlpMass = options.AlpMass,
        AlpPhotonCoupling = options.AlpPhotonCoupling,
        FermiConstant = options.FermiConstant ?? new ModelParameters().FermiConstant,
    };

    /// <summary>Refuses masses that are too heavy for the collision energy.</summary>
    /// <exception cref="PluginException">They are.</exception>
    public void CheckThreshold(string masses, double sum)
    {
        if (!(sum < SqrtS))
        {
            throw new PluginException($"{masses} = {sum:G6} GeV cannot be made at sqrt_s = {SqrtS:G8} GeV.");
        }
    }

    /// <summary>The decay of the ALP, null for a stable one; refuses ALPs and dark matter that are too heavy.</summary>
    /// <param name="others">Masses of the particles made with it, GeV.</param>
    /// <exception cref="PluginException">They are, or width and coupling do not fit.</exception>
    public AlpToDarkMatter? AlpDecay(double others)
    {
        if (Options.DarkMatterMass is not { } mass)
        {
            CheckThreshold("m_a and the particles beside it", Model.AlpMass + others);
            return Options.DarkMatterCoupling is null && Options.AlpWidth is null
                ? null
                : throw new PluginException("dark_matter_coupling and alp_width need dark_matter_mass, the mass of what the ALP decays to.");
        }

        CheckThreshold("2 dark_matter_mass and the particles beside it", 2 * mass + others);
        return (Options.DarkMatterCoupling, Options.AlpWidth) switch
        {
            ({ } coupling, null) => AlpToDarkMatter.FromCoupling(Model, mass, coupling),
            (null, { } width) when !(2 * mass < Model.AlpMass) => throw new PluginException($"alp_width = {width:R} GeV fixes the coupling only when dark_matter_mass is below half of m_a. Give dark_matter_coupling."),
            (null, { } width) when !(width > AlpToDarkMatter.PhotonWidth(Model.AlpPhotonCoupling, Model.AlpMass)) =>
                throw new PluginException($"alp_width = {width:R} GeV leaves nothing for dark matter: the width to photons is {AlpToDarkMatter.PhotonWidth(Model.AlpPhotonCoupling, Model.AlpMass):G6} GeV."),
            (null, { } width) => AlpToDarkMatter.FromWidth(Model, mass, width),
            (null, null) => throw new PluginException("dark_matter_mass needs dark_matter_coupling or alp_width."),
            _ => throw new PluginException("give one of dark_matter_coupling and alp_width, not both."),
        };
    }

    /// <summary>The number of photons.</summary>
    /// <exception cref="PluginException">It is not given, or out of range.</exception>
    public int NumberOfPhotons(int least, int most)
    {
        int photons = Options.Photons ?? throw new PluginException($"process '{Options.Process}' needs 'photons', their number: {least} to {most}.");
        if (photons < least || photons > most)
        {
            throw new PluginException($"process '{Options.Process}' has {least} to {most} photons, found {photons}.");
        }

        return Cuts.VisiblePhotons is null || Cuts.VisiblePhotons <= photons
            ? photons
            : throw new PluginException($"visible_photons is {Cuts.VisiblePhotons}, and there are {photons} photons.");
    }

    /// <summary>Refuses cuts that leave soft photons in.</summary>
    /// <exception cref="PluginException">They do.</exception>
    public void CheckSoftPhotons()
    {
        if (!(Cuts.PhotonEnergyMin > 0))
        {
            throw new PluginException("the cross section diverges for soft photons. Set photon_energy_min, such as 1 MeV, and see that what you select does not depend on it.");
        }
    }

    private static Interval Window(string name, double? minimum, double? maximum)
    {
        Interval window = new(minimum ?? double.NegativeInfinity, maximum ?? double.PositiveInfinity);
        return window.Minimum < window.Maximum ? window : throw new PluginException($"cuts: {name}_min is {minimum:R}, not below {name}_max, {maximum:R}.");
    }
}
