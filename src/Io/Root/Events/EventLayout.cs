using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Root.Events;

/// <summary>Which branches hold what, for the layouts of programs that many people use.</summary>
/// <param name="Particles">Branches of the particles.</param>
/// <param name="Weight">Branch of the weight; null when every event counts 1.</param>
internal sealed record EventLayout(IReadOnlyList<ParticleBranches> Particles, string? Weight)
{
    /// <summary>The layout that the options ask for, or that the names of the branches show.</summary>
    /// <exception cref="PluginException">A branch is missing, or nothing shows what the layout is.</exception>
    public static EventLayout Resolve(EventTable table, RootEventOptions options)
    {
        RootLayout layout = options.Layout != RootLayout.Auto ? options.Layout : Detect(table, options);
        EventLayout found = layout switch
        {
            RootLayout.Delphes => Delphes(table),
            RootLayout.DelphesObjects => DelphesObjects(table),
            RootLayout.ExRootAnalysis => ExRootAnalysis(),
            RootLayout.Hepmc3 => Hepmc3(table),
            _ when options.Particles.Count == 0 => throw new PluginException($"{table.File}: layout: branches needs 'particles': which branches hold momenta."),
            _ => new EventLayout([.. options.Particles.Select(p => WithPrefix(table, p))], null),
        };
        return found with { Weight = options.Weight is { } weight ? table.Require(weight) : found.Weight is { } usual && table.Has(usual) ? usual : null };
    }

    private static RootLayout Detect(EventTable table, RootEventOptions options) =>
        options.Particles.Count > 0 ? RootLayout.Branches
        : table.Has("Particle.Mother1") && table.Has("Particle.PID") ? RootLayout.ExRootAnalysis
        : table.Has("Particle.PID") && table.Has("Particle.Px") ? RootLayout.Delphes
        : table.Has("Electron.PT") ? RootLayout.DelphesObjects
        : table.Has("particles.pid") ? RootLayout.Hepmc3
        : throw new PluginException($"{table.File}: tree '{table.Name}' has no layout that is known (Delphes, ExRootAnalysis, HepMC3). Name its branches under 'particles'; it has {string.Join(", ", table.Names.Take(12))}.");

    private static EventLayout Delphes(EventTable table) => new(
        [
            new ParticleBranches
            {
                PdgIdBranch = table.Require("Particle.PID"),
                Status = "Particle.Status",
                Px = "Particle.Px",
                Py = "Particle.Py",
                Pz = "Particle.Pz",
                E = "Particle.E",
                Mass = "Particle.Mass",
                Mother1 = "Particle.M1",
                Mother2 = "Particle.M2",
                MotherOffset = 1,
                HasHepMcStatus = true,
            },
        ],
        "Event.Weight");

    private static EventLayout DelphesObjects(EventTable table)
    {
        const int electron = 11, muon = 13, photon = 22;
        List<ParticleBranches> objects = [];
        foreach ((string name, int pdgId) in new[] { ("Electron", electron), ("Muon", muon) })
        {
            if (table.Has($"{name}.PT"))
            {
                objects.Add(new ParticleBranches { PdgId = pdgId, Charge = $"{name}.Charge", Pt = $"{name}.PT", Eta = $"{name}.Eta", Phi = $"{name}.Phi" });
            }
        }

        if (table.Has("Photon.PT"))
        {
            objects.Add(new ParticleBranches { PdgId = photon, Pt = "Photon.PT", Eta = "Photon.Eta", Phi = "Photon.Phi", E = "Photon.E" });
        }

        return objects.Count > 0 ? new EventLayout(objects, "Event.Weight") : throw new PluginException($"{table.File}: tree '{table.Name}' has no electrons, muons or photons of Delphes (Electron.PT, ...).");
    }

    private static EventLayout ExRootAnalysis() => new(
        [
            new ParticleBranches
            {
                PdgIdBranch = "Particle.PID",
                Status = "Particle.Status",
                Px = "Particle.Px",
                Py = "Particle.Py",
                Pz = "Particle.Pz",
                E = "Particle.E",
                Mass = "Particle.M",
                Mother1 = "Particle.Mother1",
                Mother2 = "Particle.Mother2",
            },
        ],
        "Event.Weight");

    private static EventLayout Hepmc3(EventTable table) => new(
        [
            new ParticleBranches
            {
                PdgIdBranch = table.Require("particles.pid"),
                Status = "particles.status",
                Px = "particles.momentum.m_v1",
                Py = "particles.momentum.m_v2",
                Pz = "particles.momentum.m_v3",
                E = "particles.momentum.m_v4",
                Mass = "particles.mass",
                HasHepMcStatus = true,
            },
        ],
        "weights");

    // Names of basf2: em_px, em_E; without an underscore where the prefix ends with one.
    private static ParticleBranches WithPrefix(EventTable table, ParticleBranches particle)
    {
        if (particle.Prefix is not { } prefix)
        {
            return particle;
        }

        string start = prefix.EndsWith('_') || prefix.EndsWith('.') ? prefix : prefix + "_";
        string? Optional(params string[] names) => names.Select(n => start + n).FirstOrDefault(table.Has);
        return particle with
        {
            Px = particle.Px ?? table.Require(start + "px"),
            Py = particle.Py ?? table.Require(start + "py"),
            Pz = particle.Pz ?? table.Require(start + "pz"),
            E = particle.E ?? Optional("E", "e", "energy"),
            Mass = particle.Mass ?? Optional("M", "m", "mass"),
            PdgIdBranch = particle.PdgIdBranch ?? (particle.PdgId is null ? Optional("PDG", "mcPDG", "pdg") : null),
            Charge = particle.Charge ?? (particle.PdgId is not null ? Optional("charge") : null),
        };
    }
}
