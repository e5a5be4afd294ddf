using AlpToolkit.Core.Events;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>Events of the example's signal in trees of other programs' layouts give the tables that the LHE file gives. Without smearing, whose numbers go by the place of a particle in its event.</summary>
public sealed class RootPipelineTests
{
    private const string Stages = """
        stages:
          - acceptance: { theta_min: 22 deg, energy_min: 250 MeV }
          - variables: [e_miss, m_miss2, m_ee]
          - histogramming: { e_miss: { x: e_miss, bins: 24 from 1 to 5.8 GeV }, plane: { x: m_ee, y: m_miss2, bins: 10 from 0 to 8 } }
        write: [csv, root]
        """;

    [Theory]
    [InlineData("lists")]
    [InlineData("basf2")]
    [InlineData("basf2, RNTuple")]
    [InlineData("LHEF")]
    public void Run_OfATreeWithTheEventsOfAnLheFile_GivesTheSameTables(string layout)
    {
        using TemporaryFolder folder = new();
        string lhe = Path.Combine(SharedData.RepositoryRoot, "examples", "lhe", "signal_ma1.lhe.gz");
        List<(double Weight, Particle[] Particles)> events = Read(lhe);
        string root = folder["events.root"];
        string source = layout == "lists" ? WriteLists(root, events) : layout == "LHEF" ? WriteLhef(root, events) : WriteFlat(root, events, layout.EndsWith("RNTuple", StringComparison.Ordinal));
        AlpRun.Of("run", folder.Write("lhe.yaml", Pipeline($"lhe: {{ files: ['{lhe}'], cross_section: 2 pb }}")), "--out", folder["a"]).Succeeded();
        AlpRun.Of("run", folder.Write("root.yaml", Pipeline($"root: {{ files: [events.root], cross_section: 2 pb{source} }}")), "--out", folder["b"]).Succeeded();
        foreach (string table in Directory.EnumerateFiles(folder["a/csv"]).Select(f => Path.GetFileName(f)!))
        {
            Assert.Equal(Numbers(folder[$"a/csv/{table}"]), Numbers(folder[$"b/csv/{table}"]));
        }
    }

    // Contents, squared errors and flow are those of the run's tables: cross sections of 500 events of equal weight that add up to 2 pb.
    [Fact]
    public void RootWriter_WritesTheHistogramsOfASample()
    {
        using TemporaryFolder folder = new();
        string lhe = Path.Combine(SharedData.RepositoryRoot, "examples", "lhe", "signal_ma1.lhe.gz");
        AlpRun.Of("run", folder.Write("lhe.yaml", Pipeline($"lhe: {{ files: ['{lhe}'], cross_section: 2 pb }}")), "--out", folder["a"]).Succeeded();
        using RootFile file = RootFile.Open(folder["a/histograms.root"]);
        AlpToolkit.Io.Root.Objects.RootHistogram histogram = Assert.IsType<AlpToolkit.Io.Root.Objects.RootHistogram>(RootObjects.Read(file, file.Root.Find("signal/e_miss")));
        double[] lines = [.. File.ReadLines(Directory.EnumerateFiles(folder["a/csv"], "signal*e_miss.csv").Single()).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(',')).Where(c => double.TryParse(c[0], out _)).Select(c => double.Parse(c[3], System.Globalization.CultureInfo.InvariantCulture)).Take(24)];
        double[] contents = [.. histogram.Contents.ToArray().Skip(1).Take(24)];
        Assert.Equal(24, lines.Length);
        for (int i = 0; i < contents.Length; i++)
        {
            Assert.Equal(lines[i], contents[i], 1e-6 * Math.Max(1e-9, Math.Abs(lines[i])));
        }
    }

    private static string Pipeline(string source) => $$"""
        name: the same events
        beams: { sqrt_s: 10.58 GeV }
        samples: { signal: { role: signal, source: { {{source}} } } }
        {{Stages}}
        """;

    // A list of all particles an event, as ExRootAnalysis and Delphes have, under names that the pipeline gives one by one.
    private static string WriteLists(string path, List<(double Weight, Particle[] Particles)> events)
    {
        using RootFileWriter file = RootFileWriter.Create(path);
        RootTreeWriter tree = file.CreateTree("events",
        [
            RootColumn.Number<double>("weight"), RootColumn.List<int>("pid", "n"), RootColumn.List<int>("status", "n"), RootColumn.List<double>("px", "n"), RootColumn.List<double>("py", "n"),
            RootColumn.List<double>("pz", "n"), RootColumn.List<double>("e", "n"), RootColumn.List<double>("m", "n"),
        ]);
        int[] offsets = new int[events.Count + 1];
        for (int i = 0; i < events.Count; i++)
        {
            offsets[i + 1] = offsets[i] + events[i].Particles.Length;
        }

        Particle[] all = [.. events.SelectMany(e => e.Particles)];
        JaggedColumn List<T>(Func<Particle, T> value)
            where T : unmanaged => new(offsets, new PrimitiveColumn<T>((T[])[.. all.Select(value)]));
        tree.Fill(
            new PrimitiveColumn<double>((double[])[.. events.Select(e => e.Weight)]),
            List(p => p.PdgId),
            List(p => p.Status),
            List(p => p.Momentum.X),
            List(p => p.Momentum.Y),
            List(p => p.Momentum.Z),
            List(p => p.Momentum.E),
            List(p => p.Mass));
        file.Commit();
        return ", tree: events, weight: weight, particles: { all: { pdg_id_branch: pid, status: status, px: px, py: py, pz: pz, e: e, mass: m } }";
    }

    // MadGraph's ExRootLHEFConverter: a tree LHEF, with Event and Particle as ROOT splits them, all their members, and their numbers.
    private static string WriteLhef(string path, List<(double Weight, Particle[] Particles)> events)
    {
        int[] one = [.. Enumerable.Range(0, events.Count + 1)], offsets = new int[events.Count + 1];
        for (int i = 0; i < events.Count; i++)
        {
            offsets[i + 1] = offsets[i] + events[i].Particles.Length;
        }

        Particle[] all = [.. events.SelectMany(e => e.Particles)];
        List<(RootColumn Name, Column Values)> branches = [];
        void Event<T>(string name, Func<int, T> value)
            where T : unmanaged => branches.Add((RootColumn.List<T>($"Event.{name}", "Event_size"), new JaggedColumn(one, new PrimitiveColumn<T>((T[])[.. Enumerable.Range(0, events.Count).Select(value)]))));
        void Particle<T>(string name, Func<Particle, T> value)
            where T : unmanaged => branches.Add((RootColumn.List<T>($"Particle.{name}", "Particle_size"), new JaggedColumn(offsets, new PrimitiveColumn<T>((T[])[.. all.Select(value)]))));
        Event("Number", i => (long)i);
        Event("Nparticles", i => events[i].Particles.Length);
        Event("ProcessID", _ => 1);
        Event("Weight", i => events[i].Weight);
        Event("ScalePDF", _ => 10.58);
        Event("CouplingQED", _ => 0.0075);
        Event("CouplingQCD", _ => 0.118);
        Particle("PID", p => p.PdgId);
        Particle("Status", p => p.Status);
        Particle("Mother1", p => p.Mother1);
        Particle("Mother2", p => p.Mother2);
        Particle("ColorLine1", _ => 0);
        Particle("ColorLine2", _ => 0);
        Particle("Px", p => p.Momentum.X);
        Particle("Py", p => p.Momentum.Y);
        Particle("Pz", p => p.Momentum.Z);
        Particle("E", p => p.Momentum.E);
        Particle("M", p => p.Mass);
        Particle("PT", p => Math.Sqrt(p.Momentum.X * p.Momentum.X + p.Momentum.Y * p.Momentum.Y));
        foreach (string other in new[] { "Eta", "Phi", "Rapidity", "LifeTime", "Spin" })
        {
            Particle(other, _ => 0.0);
        }

        using RootFileWriter file = RootFileWriter.Create(path);
        file.CreateTree("LHEF", [.. branches.Select(b => b.Name)]).Fill([.. branches.Select(b => b.Values)]);
        file.Commit();
        return ", tree: LHEF";
    }

    // __experiment__, __run__, __event__, and px, py, pz, E of every daughter behind its prefix.
    private static string WriteFlat(string path, List<(double Weight, Particle[] Particles)> events, bool isNTuple)
    {
        (string Prefix, int PdgId)[] daughters = [("em", 11), ("ep", -11), ("a", 9000005)];
        RootColumn[] columns =
        [
            RootColumn.Number<int>("__experiment__"), RootColumn.Number<int>("__run__"), RootColumn.Number<long>("__event__"), RootColumn.Number<double>("weight"),
            .. daughters.SelectMany(d => new[] { "px", "py", "pz", "E", "M" }.Select(v => RootColumn.Number<double>($"{d.Prefix}_{v}"))),
        ];
        PrimitiveColumn<T> Of<T>(Func<int, T> value)
            where T : unmanaged => new((T[])[.. Enumerable.Range(0, events.Count).Select(value)]);
        Column[] values =
        [
            Of(_ => 10), Of(_ => 1), Of(i => (long)i), Of(i => events[i].Weight),
            .. daughters.SelectMany(d => new Func<Particle, double>[] { p => p.Momentum.X, p => p.Momentum.Y, p => p.Momentum.Z, p => p.Momentum.E, p => p.Mass }
                .Select(f => (Column)Of(i => f(events[i].Particles.Single(p => p.PdgId == d.PdgId && p.Status == 1))))),
        ];
        using RootFileWriter file = RootFileWriter.Create(path);
        if (isNTuple)
        {
            file.CreateNTuple("ee", columns).Fill(values);
        }
        else
        {
            file.CreateTree("ee", columns).Fill(values);
        }

        file.Commit();
        return $", weight: weight, particles: {{ {string.Join(", ", daughters.Select(d => $"{d.Prefix}: {{ prefix: {d.Prefix}, pdg_id: {d.PdgId} }}"))} }}";
    }

    private static List<(double Weight, Particle[] Particles)> Read(string path)
    {
        List<(double, Particle[])> events = [];
        using LheEventStream stream = new(path, new LheOptions());
        SampleInfo sample = new() { Name = "s", SqrtS = 10.58, WeightNames = stream.ReadHead().WeightNames };
        EventBatch batch = new(0, 0);
        while (stream.ReadBlock(default) is { } block)
        {
            using (block)
            {
                batch.Begin(sample, events.Count);
                stream.Decode(block, batch);
                ParticleTable table = batch.Particles;
                for (int i = 0; i < batch.Count; i++)
                {
                    events.Add((batch.Weights()[i], [.. Enumerable.Range(batch.Offsets[i], batch.Offsets[i + 1] - batch.Offsets[i]).Select(r => new Particle(table.PdgId[r], table.Status[r], table.Momentum(r), table.M[r], table.Mother1[r], table.Mother2[r]))]));
                }
            }
        }

        return events;
    }

    // Rows without the comments, which name the input.
    private static string[] Numbers(string path) => [.. File.ReadLines(path).Where(l => !l.StartsWith("#:", StringComparison.Ordinal))];
}
