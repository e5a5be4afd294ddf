using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Root.Events;

/// <summary>Which branches hold what, for the layouts of programs that many people use.</summary>
/// <param name="Particles">Branches of the particles.</param>
/// <param name="Weight">Branch of the weight; null when every event counts 1.</param>
internal sealed record EventLayout(IReadOnlyList<ParticleBranches> Particles, string? Weight)
{
    // basf2: number of the candidate in its event, from 0, and the weight that makes up for sampling.
    private const string Basf2Candidate = "__candidate__", Basf2Weight = "__weight__";

    /// <summary>Branch of HepMC3's unit of momentum, 0 for MeV and 1 for GeV; null for a file in one unit.</summary>
    public string? MomentumUnit { get; init; }

    /// <summary>Branches of HepMC3's links between particles and vertices; null for none.</summary>
    public (string From, string To)? Links { get; init; }

    /// <summary>Branch of the number of a candidate in its event, from 0; null when every entry is an event.</summary>
    public string? Candidate { get; init; }

    /// <summary>Branch and value of the entries that count; null when all do.</summary>
    public (string Branch, int Value)? Kept { get; init; }

    /// <summary>What the weights add up to, where the layout says it.</summary>
    public RootWeightConvention? Convention { get; init; }

    /// <summary>Events of HepMC3, in a tree or as objects.</summary>
    public static EventLayout HepMc { get; } = new(
        [
            new ParticleBranches
            {
                PdgIdBranch = "particles.pid",
                Status = "particles.status",
                Px = "particles.momentum.m_v1",
                Py = "particles.momentum.m_v2",
                Pz = "particles.momentum.m_v3",
                E = "particles.momentum.m_v4",
                Mass = "particles.mass",
                MassIsSet = "particles.is_mass_set",
                HasHepMcStatus = true,
            },
        ],
        "weights") { MomentumUnit = "momentum_unit", Links = ("links1", "links2") };

    /// <summary>The layout that the options ask for, or that the names of the branches show.</summary>
    /// <exception cref="PluginException">A branch is missing, or nothing shows what the layout is.</exception>
    public static EventLayout Resolve(EventTable table, RootEventOptions options)
    {
        EventLayout found = (options.Layout != RootLayout.Auto ? options.Layout : Detect(table, options)) switch
        {
            RootLayout.Delphes => Generated("Mass", "M1", "M2", isDelphes: true),
            RootLayout.DelphesObjects => DelphesObjects(table),
            RootLayout.ExRootAnalysis => Generated("M", "Mother1", "Mother2", isDelphes: false),
            RootLayout.Hepmc3 => HepMcTree(table),
            RootLayout.Alp => Alp(table),
            _ when options.Particles.Count == 0 => throw new PluginException($"{table.File}: layout: branches needs 'particles': which branches hold momenta."),
            _ => Named(table, options.Particles),
        };
        if (options.Rank is { } rank)
        {
            // Ranks of basf2 count from 1, candidates from 0.
            found = found with { Kept = (table.Require(rank), rank == Basf2Candidate ? 0 : 1), Candidate = null };
        }

        if (IsInPb(table))
        {
            found = found with { Weight = EventNames.Weight, Convention = options.Weight is null ? RootWeightConvention.Sum : null };
        }

        found = found with { Weight = options.Weight is { } weight ? table.Require(weight) : found.Weight is { } usual && table.Has(usual) ? usual : null };
        return found.Weight is null && options is { Normalisation: not null, CrossSection: null }
            ? throw new PluginException($"{table.File}: tree '{table.Name}' has no branch of weights that is known, so there is nothing to add up. Name it: weight, or give cross_section.")
            : found;
    }

    /// <summary>True for trees of write-events and convert, whatever of their branches is read.</summary>
    private static bool IsInPb(EventTable table) => table.Has(EventNames.Weight) && table.Title.Contains(EventNames.InPb, StringComparison.Ordinal);

    private static RootLayout Detect(EventTable table, RootEventOptions options) =>
        options.Particles.Count > 0 ? RootLayout.Branches
        : table.Has("Particle.Mother1") && table.Has("Particle.PID") ? RootLayout.ExRootAnalysis
        : table.Has("Particle.PID") && table.Has("Particle.Px") ? RootLayout.Delphes
        : table.Has("Electron.PT") ? RootLayout.DelphesObjects
        : table.Has(HepMc.Particles[0].PdgIdBranch!) ? RootLayout.Hepmc3
        : table.Has($"{EventNames.Particle}_{EventNames.PdgId}") ? RootLayout.Alp
        : throw new PluginException($"{table.File}: tree '{table.Name}' has no layout that is known (Delphes, ExRootAnalysis, HepMC3, particles of write-events). Name its branches under 'particles'; it has {string.Join(", ", table.Names.Take(12))}.");

    // Delphes took the names from ExRootAnalysis, but for mass and mothers; its mothers count from 0, and its status is HepMC's.
    private static EventLayout Generated(string mass, string mother1, string mother2, bool isDelphes) => new(
        [
            new ParticleBranches
            {
                PdgIdBranch = "Particle.PID",
                Status = "Particle.Status",
                Px = "Particle.Px",
                Py = "Particle.Py",
                Pz = "Particle.Pz",
                E = "Particle.E",
                Mass = $"Particle.{mass}",
                Mother1 = $"Particle.{mother1}",
                Mother2 = $"Particle.{mother2}",
                MotherOffset = isDelphes ? 1 : 0,
                HasHepMcStatus = isDelphes,
            },
        ],
        "Event.Weight");

    private static EventLayout DelphesObjects(EventTable table)
    {
        const int electron = 11, muon = 13, photon = 22;
        ParticleBranches[] objects =
        [
            .. new[] { ("Electron", electron), ("Muon", muon), ("Photon", photon) }.Where(o => table.Has($"{o.Item1}.PT")).Select(o => new ParticleBranches
            {
                PdgId = o.Item2,
                Pt = $"{o.Item1}.PT",
                Eta = $"{o.Item1}.Eta",
                Phi = $"{o.Item1}.Phi",
                Charge = o.Item2 != photon ? $"{o.Item1}.Charge" : null,
                E = o.Item2 == photon ? $"{o.Item1}.E" : null,
            }),
        ];
        return objects.Length > 0 ? new EventLayout(objects, "Event.Weight") : throw new PluginException($"{table.File}: tree '{table.Name}' has no electrons, muons or photons of Delphes (Electron.PT, ...).");
    }

    // Trees of programs that write fewer members have no unit, links or flags.
    private static EventLayout HepMcTree(EventTable table) => HepMc with
    {
        Particles = [.. HepMc.Particles.Select(p => p with { MassIsSet = table.Has(p.MassIsSet!) ? p.MassIsSet : null })],
        MomentumUnit = table.Has(HepMc.MomentumUnit!) ? HepMc.MomentumUnit : null,
        Links = HepMc.Links is { } links && table.Has(links.From) && table.Has(links.To) ? links : null,
    };

    // What the stage write-events writes: without status and mothers the particles are those of the final state.
    private static EventLayout Alp(EventTable table)
    {
        string Name(string value) => $"{EventNames.Particle}_{value}";
        string? Optional(string value) => table.Has(Name(value)) ? Name(value) : null;
        return new EventLayout(
            [
                new ParticleBranches
                {
                    PdgIdBranch = Name(EventNames.PdgId),
                    Status = Optional(EventNames.Status),
                    Px = Name(EventNames.Px),
                    Py = Name(EventNames.Py),
                    Pz = Name(EventNames.Pz),
                    E = Name(EventNames.E),
                    Mass = Name(EventNames.M),
                    Mother1 = Optional(EventNames.Mother1),
                    Mother2 = Optional(EventNames.Mother2),
                },
            ],
            EventNames.Weight) { Convention = RootWeightConvention.Sum };
    }

    private static EventLayout Named(EventTable table, IReadOnlyList<ParticleBranches> particles) =>
        new([.. particles.Select(p => p.Prefix is { } prefix ? WithPrefix(table, p, prefix) : p)], Basf2Weight) { Candidate = table.Has(Basf2Candidate) ? Basf2Candidate : null };

    // Names of basf2, em_px and em_E, and ours, electron_px and electron_e; without an underscore where the prefix ends with one.
    private static ParticleBranches WithPrefix(EventTable table, ParticleBranches particle, string prefix)
    {
        string start = prefix.EndsWith('_') || prefix.EndsWith('.') ? prefix : prefix + "_", end = particle.Suffix ?? "";
        string? Optional(params string[] names) => names.SelectMany(n => new[] { start + n + end, start + n }).FirstOrDefault(table.Has);
        string? OfFrame(params string[] names) => names.Select(n => start + n + end).FirstOrDefault(table.Has);
        return particle with
        {
            Px = particle.Px ?? table.Require(start + "px" + end),
            Py = particle.Py ?? table.Require(start + "py" + end),
            Pz = particle.Pz ?? table.Require(start + "pz" + end),
            E = particle.E ?? OfFrame("E", "e", "energy"),
            Mass = particle.Mass ?? Optional("M", "m", "mass"),
            PdgIdBranch = particle.PdgIdBranch ?? (particle.PdgId is null ? Optional("PDG", "mcPDG", "pdg", EventNames.PdgId) : null),
            Charge = particle.Charge ?? (particle.PdgId is not null ? Optional("charge") : null),
        };
    }
}
