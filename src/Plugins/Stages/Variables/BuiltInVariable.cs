using AlpToolkit.Core.Numerics;
using AlpToolkit.Physics.Kinematics;

namespace AlpToolkit.Plugins.Stages.Variables;

/// <summary>What a built-in variable is made of.</summary>
[Flags]
internal enum Ingredients
{
    None = 0,
    Electron = 1,
    Positron = 2,
    Photon = 4,
    Pair = Electron | Positron,

    /// <summary>The missing four-momentum in the laboratory as well.</summary>
    Laboratory = 8,
}

/// <summary>Computes a variable of one event.</summary>
internal delegate double VariableFormula(in EventKinematics kinematics, VariablesStage.Settings settings);

/// <summary>A variable of the paper that a pipeline can ask for by name. A new one is one more entry of <see cref="All"/>.</summary>
/// <param name="Name">Name in YAML, and of the column.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Meaning">A phrase with the frame and the equation.</param>
/// <param name="Ingredients">What it is made of.</param>
/// <param name="Formula">Its value; NaN where an ingredient is absent.</param>
internal sealed record BuiltInVariable(string Name, Dimension Dimension, string Meaning, Ingredients Ingredients, VariableFormula Formula)
{
    private static readonly Dimension s_energy = new(1), s_energySquared = new(2), s_angle = new(0, 1), s_number = Dimension.None;

    /// <summary>Every built-in variable.</summary>
    public static IReadOnlyList<BuiltInVariable> All { get; } =
    [
        new("e_miss", s_energy, "missing energy E*_miss, centre of mass (Eq. 12)", Ingredients.Pair, static (in k, _) => k.Missing.E),
        new("p_miss", s_energy, "missing momentum |p*_miss|, centre of mass (Eq. 12)", Ingredients.Pair, static (in k, _) => k.Missing.Momentum),
        new("m_miss2", s_energySquared, "signed squared missing mass (Eq. 11)", Ingredients.Pair, static (in k, _) => MissingSystem.MassSquared(k.Missing)),
        new("m_miss", s_energy, "missing mass, NaN where its square is negative (Eq. 11)", Ingredients.Pair, static (in k, _) => Math.Sqrt(MissingSystem.MassSquared(k.Missing))),
        new("m_miss2_resolution", s_energySquared, "resolution of m_miss2 at the event's own missing mass (Eq. 20)", Ingredients.Pair, static (in k, _) => MissingSystem.MassSquaredResolution(MissingSystem.MassSquared(k.Missing))),
        new("eta_miss", s_number, "pseudorapidity of the missing momentum, centre of mass, z along the sample's first beam (Eq. 10)", Ingredients.Pair, static (in k, _) => MissingSystem.Pseudorapidity(k.Missing)),
        new("eta_miss_lab", s_number, "pseudorapidity of the missing momentum, laboratory (Eq. 10)", Ingredients.Pair | Ingredients.Laboratory, static (in k, _) => MissingSystem.Pseudorapidity(k.MissingInLaboratory)),
        new("theta_miss", s_angle, "polar angle of the missing momentum, centre of mass", Ingredients.Pair, static (in k, _) => k.Missing.Theta),
        new("theta_miss_lab", s_angle, "polar angle of the missing momentum, laboratory", Ingredients.Pair | Ingredients.Laboratory, static (in k, _) => k.MissingInLaboratory.Theta),
        new("m_ee", s_energy, "invariant mass of e+e- (Eq. 23)", Ingredients.Pair, static (in k, _) => Math.Sqrt(ElectronPair.MassSquared(k.Positron, k.Electron, k.PositronMass, k.ElectronMass))),
        new("m_ee_tau", s_energy, "|m_ee^tau|, the e+e- mass of a tau pair at these energies, centre of mass (Eq. 19)", Ingredients.Pair, static (in k, s) => TauPairBackground.PairMass(k.SqrtS, k.Positron.E, k.Electron.E, s.CosPhi.Of(k.Positron, k.Electron), s.TauMass)),
        new("acoplanarity", s_angle, "pi minus the azimuth between e+ and e-, centre of mass", Ingredients.Pair, static (in k, _) => ElectronPair.Acoplanarity(k.Positron, k.Electron)),
        new("e_electron", s_energy, "energy of the electron, centre of mass", Ingredients.Electron, static (in k, _) => k.Electron.E),
        new("e_positron", s_energy, "energy of the positron, centre of mass", Ingredients.Positron, static (in k, _) => k.Positron.E),
        new("theta_electron", s_angle, "polar angle of the electron, centre of mass", Ingredients.Electron, static (in k, _) => k.Electron.Theta),
        new("theta_positron", s_angle, "polar angle of the positron, centre of mass", Ingredients.Positron, static (in k, _) => k.Positron.Theta),
        new("cos_theta_electron", s_number, "cosine of the electron's polar angle, centre of mass", Ingredients.Electron, static (in k, _) => k.Electron.Z / k.Electron.Momentum),
        new("cos_theta_positron", s_number, "cosine of the positron's polar angle, centre of mass", Ingredients.Positron, static (in k, _) => k.Positron.Z / k.Positron.Momentum),
        new("e_photon", s_energy, "energy of the photon, centre of mass (Eq. 9)", Ingredients.Photon, static (in k, _) => k.Photon.E),
        new("theta_photon", s_angle, "polar angle of the photon, centre of mass", Ingredients.Photon, static (in k, _) => k.Photon.Theta),
        new("cos_theta_photon", s_number, "cosine of the photon's polar angle, centre of mass", Ingredients.Photon, static (in k, _) => k.Photon.Z / k.Photon.Momentum),
        new("e_recoil", s_energy, "energy of what recoils against the photon, centre of mass (Eq. 9)", Ingredients.Photon, static (in k, _) => k.Recoil.E),
        new("recoil_mass2", s_energySquared, "signed squared mass of what recoils against the photon", Ingredients.Photon, static (in k, _) => MissingSystem.MassSquared(k.Recoil)),
        new("recoil_mass", s_energy, "mass of what recoils against the photon, NaN where its square is negative", Ingredients.Photon, static (in k, _) => Math.Sqrt(MissingSystem.MassSquared(k.Recoil))),
        new("eta_recoil", s_number, "pseudorapidity of what recoils against the photon, centre of mass, z along the sample's first beam (Eq. 10)", Ingredients.Photon, static (in k, _) => MissingSystem.Pseudorapidity(k.Recoil)),
        new("eta_recoil_lab", s_number, "pseudorapidity of what recoils against the photon, laboratory (Eq. 10)", Ingredients.Photon | Ingredients.Laboratory, static (in k, _) => MissingSystem.Pseudorapidity(k.RecoilInLaboratory)),
    ];

    /// <summary>The variable of a name; null when there is none.</summary>
    public static BuiltInVariable? Find(string name) => All.FirstOrDefault(v => v.Name == name);
}
