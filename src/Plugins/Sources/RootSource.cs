using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.Root.Events;

namespace AlpToolkit.Plugins.Sources;

/// <summary>Events from trees and RNTuples of ROOT files.</summary>
[Source("root", "Events from ROOT files: Delphes, ExRootAnalysis (LHEF), HepMC3, flat ntuples of basf2, what write-events wrote, or branches of any name.")]
[Example("root: { files: [ delphes.root ], cross_section: 0.919 nb }")]
[Example("root: { files: [ 'ntuples/*.root' ], tree: ee, particles: { electron: { prefix: em, pdg_id: 11 }, positron: { prefix: ep, pdg_id: -11 } }, cross_section: 1 pb }")]
[Example("root: { files: [ lhef.root ], tree: LHEF, normalisation: mean }")]
public sealed class RootSource : Source<RootSource.Settings>
{
    /// <summary>Options of the source.</summary>
    public sealed record Settings
    {
        /// <summary>Files or patterns.</summary>
        [Shorthand, Help("files, in this order; * and ? stand for parts of a name, ** for folders of any depth")]
        public required IReadOnlyList<string> Files { get; init; }

        /// <summary>Tree or RNTuple.</summary>
        [Help("tree or RNTuple, with its directory: directory/name; without it the only one of the file")]
        public string? Tree { get; init; }

        /// <summary>How it holds particles.</summary>
        [Help("how the tree holds its particles; auto looks at the names of its branches")]
        public RootLayout Layout { get; init; } = RootLayout.Auto;

        /// <summary>Branches of particles, by a name of the user's.</summary>
        [Help("branches of particles, each set under a name of yours; without it those of the layout")]
        public EntryList<ParticleSettings> Particles { get; init; } = new();

        /// <summary>Branch of the weight.</summary>
        [Help("branch of the weight; the first of several is taken. Without it that of the layout, or 1")]
        public string? Weight { get; init; }

        /// <summary>Branch that ranks the candidates of an event.</summary>
        [Help("branch that ranks the candidates of an event, of which the first is kept: from 1, as basf2 ranks, or __candidate__, which counts from 0; without it every candidate is an event")]
        public string? Rank { get; init; }

        /// <summary>What to do where a file is damaged.</summary>
        [Help("what to do where a file is damaged")]
        public EventErrorPolicy OnError { get; init; } = EventErrorPolicy.Stop;

        /// <summary>What the weights add up to.</summary>
        [Help("what the weights add up to, in pb, where cross_section is not given")]
        public RootWeightConvention? Normalisation { get; init; }

        /// <summary>Cross section of the events in the file, pb.</summary>
        [Help("cross section of the events in each file"), Unit("pb"), Bounds(0, 1e15)]
        public double? CrossSection { get; init; }

        /// <summary>Unit of momenta and energies in the file, GeV.</summary>
        [Help("unit of momenta and energies in the file"), Unit("GeV"), Bounds(1e-12, 1e6)]
        public double EnergyUnit { get; init; } = 1;
    }

    /// <summary>Branches of one set of particles: one an entry, or a list of them.</summary>
    public sealed record ParticleSettings
    {
        /// <summary>What the names begin with.</summary>
        [Help("what names begin with: em stands for em_px, em_py, em_pz and, where they are there, em_E, em_M, em_charge, em_PDG")]
        public string? Prefix { get; init; }

        /// <summary>What the names end with.</summary>
        [Help("what names end with: _CMS for em_px_CMS, ...; mass, charge and PDG code may be without")]
        public string? Suffix { get; init; }

        /// <summary>PDG code of all.</summary>
        [Help("PDG code of all of them; with a branch of the charge that of negative ones")]
        public int? PdgId { get; init; }

        /// <summary>Branch of the PDG code.</summary>
        [Help("branch of the PDG code")]
        public string? PdgIdBranch { get; init; }

        /// <summary>Branch of the charge.</summary>
        [Help("branch of the charge")]
        public string? Charge { get; init; }

        /// <summary>Branch of the status.</summary>
        [Help("branch of the status: 1 final, -1 incoming, 2 intermediate; without it all are final")]
        public string? Status { get; init; }

        /// <summary>Branch of the momentum along x.</summary>
        [Help("branch of the momentum along x")]
        public string? Px { get; init; }

        /// <summary>Branch of the momentum along y.</summary>
        [Help("branch of the momentum along y")]
        public string? Py { get; init; }

        /// <summary>Branch of the momentum along z.</summary>
        [Help("branch of the momentum along z")]
        public string? Pz { get; init; }

        /// <summary>Branch of the transverse momentum.</summary>
        [Help("branch of the transverse momentum, in place of px and py")]
        public string? Pt { get; init; }

        /// <summary>Branch of the pseudorapidity.</summary>
        [Help("branch of the pseudorapidity, in place of pz")]
        public string? Eta { get; init; }

        /// <summary>Branch of the azimuth.</summary>
        [Help("branch of the azimuth in radians")]
        public string? Phi { get; init; }

        /// <summary>Branch of the energy.</summary>
        [Help("branch of the energy; without it from momentum and mass")]
        public string? E { get; init; }

        /// <summary>Branch of the mass.</summary>
        [Help("branch of the mass; without it from energy and momentum, or that of the electron or muon")]
        public string? Mass { get; init; }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<EventStream> Open(SourceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        RootEventOptions options = new()
        {
            Tree = Options.Tree,
            Layout = Options.Layout,
            Particles = [.. Options.Particles.Select(p => ToBranches(p.Value))],
            Weight = Options.Weight,
            Rank = Options.Rank,
            OnError = Options.OnError,
            Normalisation = Options.Normalisation,
            CrossSection = Options.CrossSection,
            EnergyUnit = Options.EnergyUnit,
        };
        return [.. FilePatterns.Expand(context.BaseDirectory, Options.Files).Select(file => file == FilePatterns.StandardInput
            ? throw new PluginException("ROOT files are read from any place in them, which standard input does not have. Name a file.")
            : new RootEventStream(file, options))];
    }

    private static ParticleBranches ToBranches(ParticleSettings particle) => new()
    {
        Prefix = particle.Prefix,
        Suffix = particle.Suffix,
        PdgId = particle.PdgId,
        PdgIdBranch = particle.PdgIdBranch,
        Charge = particle.Charge,
        Status = particle.Status,
        Px = particle.Px,
        Py = particle.Py,
        Pz = particle.Pz,
        Pt = particle.Pt,
        Eta = particle.Eta,
        Phi = particle.Phi,
        E = particle.E,
        Mass = particle.Mass,
    };
}
