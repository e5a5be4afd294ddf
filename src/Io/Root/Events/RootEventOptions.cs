namespace AlpToolkit.Io.Root.Events;

/// <summary>How a tree holds its particles.</summary>
public enum RootLayout
{
    /// <summary>Found out from the names of the branches.</summary>
    Auto,

    /// <summary>Generator particles of Delphes: Particle.PID, Particle.Px, ….</summary>
    Delphes,

    /// <summary>Reconstructed electrons, muons and photons of Delphes: Electron.PT, Electron.Eta, ….</summary>
    DelphesObjects,

    /// <summary>Particles of MadGraph's ExRootAnalysis in a tree LHEF: Particle.PID, Particle.Mother1, ….</summary>
    ExRootAnalysis,

    /// <summary>Events of HepMC3: in a tree with particles.pid, …, or an object for every event.</summary>
    Hepmc3,

    /// <summary>Particles as the stage write-events writes them: particle_px, ….</summary>
    Alp,

    /// <summary>Branches that the user names, as those of basf2's flat ntuples.</summary>
    Branches,
}

/// <summary>What the weights of a tree add up to.</summary>
public enum RootWeightConvention
{
    /// <summary>Their sum is the cross section.</summary>
    Sum,

    /// <summary>Their mean is the cross section.</summary>
    Mean,
}

/// <summary>Branches that hold particles: one an entry, or a list of them.</summary>
public sealed record ParticleBranches
{
    /// <summary>What names of branches begin with: em for em_px, em_py, em_pz and em_E.</summary>
    public string? Prefix { get; init; }

    /// <summary>What they end with: _CMS for em_px_CMS. Mass, charge and PDG code may be without.</summary>
    public string? Suffix { get; init; }

    /// <summary>Branch of the PDG code.</summary>
    public string? PdgIdBranch { get; init; }

    /// <summary>PDG code of all particles; with a charge branch that of negative ones.</summary>
    public int? PdgId { get; init; }

    /// <summary>Branch of the charge, in units of e.</summary>
    public string? Charge { get; init; }

    /// <summary>Branch of the status; particles without one are final.</summary>
    public string? Status { get; init; }

    /// <summary>Branch of the momentum along x.</summary>
    public string? Px { get; init; }

    /// <summary>Branch of the momentum along y.</summary>
    public string? Py { get; init; }

    /// <summary>Branch of the momentum along z.</summary>
    public string? Pz { get; init; }

    /// <summary>Branch of the transverse momentum.</summary>
    public string? Pt { get; init; }

    /// <summary>Branch of the pseudorapidity.</summary>
    public string? Eta { get; init; }

    /// <summary>Branch of the azimuth, radians.</summary>
    public string? Phi { get; init; }

    /// <summary>Branch of the energy; made from momentum and mass where there is none.</summary>
    public string? E { get; init; }

    /// <summary>Branch of the mass; made from energy and momentum where there is none.</summary>
    public string? Mass { get; init; }

    /// <summary>Branch that is false for particles without a mass of their own, which get that of energy and momentum; null for none.</summary>
    public string? MassIsSet { get; init; }

    /// <summary>Branch of the first mother.</summary>
    public string? Mother1 { get; init; }

    /// <summary>Branch of the last mother.</summary>
    public string? Mother2 { get; init; }

    /// <summary>What is added to numbers of mothers to count from 1.</summary>
    public int MotherOffset { get; init; }

    /// <summary>True when status codes are those of HepMC, in which 4 is a beam.</summary>
    public bool HasHepMcStatus { get; init; }
}

/// <summary>How a tree of events is read.</summary>
public sealed record RootEventOptions
{
    /// <summary>Name of the tree or RNTuple; the only one of the file when null.</summary>
    public string? Tree { get; init; }

    /// <summary>How it holds its particles.</summary>
    public RootLayout Layout { get; init; }

    /// <summary>Branches of the particles, for <see cref="RootLayout.Branches"/>.</summary>
    public IReadOnlyList<ParticleBranches> Particles { get; init; } = [];

    /// <summary>Branch of the weight; 1 for every event when null.</summary>
    public string? Weight { get; init; }

    /// <summary>Branch that ranks the candidates of an event, of which the first is kept: from 1, and <c>__candidate__</c> from 0. All are kept when null, each as an event.</summary>
    public string? Rank { get; init; }

    /// <summary>What to do where the file is damaged.</summary>
    public EventErrorPolicy OnError { get; init; }

    /// <summary>What the weights add up to.</summary>
    public RootWeightConvention? Normalisation { get; init; }

    /// <summary>Cross section, pb.</summary>
    public double? CrossSection { get; init; }

    /// <summary>GeV in a unit of momentum and energy in the file.</summary>
    public double EnergyUnit { get; init; } = 1;
}
