using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Events;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root;

public sealed class RootEventStreamTests
{
    private const string HepMc3 = "root/hepmc3--inputRootTree300.root", Delphes = "root/uproot-issue513.root";

    // Momentum is conserved: what the beams bring is what the final particles have.
    [SharedDataFact(HepMc3)]
    public void Events_OfAHepMc3Tree_ConserveMomentum()
    {
        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(SharedData.PathOf(HepMc3), new() { CrossSection = 2 }, out StreamSummary summary);
        Assert.Equal(100, events.Count);
        Assert.Equal(2, summary.CrossSection);
        foreach ((_, Particle[] particles) in events)
        {
            FourVector beams = Sum(particles, -1), final = Sum(particles, 1);
            Assert.Equal(2, particles.Count(p => p.Status == -1));
            Assert.Equal(beams.E, final.E, 1e-3 * beams.E);
            Assert.Equal(beams.Z, final.Z, 1e-3 * beams.E);
        }
    }

    // Particles of Pythia's record: those without mothers are the protons, mothers come before their daughters, masses are on the shell.
    [SharedDataFact(Delphes)]
    public void Events_OfDelphes_HaveMothersAndMasses()
    {
        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(SharedData.PathOf(Delphes), new() { CrossSection = 1 }, out _);
        Assert.Equal(10, events.Count);
        Assert.Equal(22736, events.Sum(e => e.Particles.Length));
        foreach ((double weight, Particle[] particles) in events)
        {
            Assert.Equal(1, weight);
            Assert.All(particles, p => Assert.InRange(p.Mother1, 0, particles.Length));
            Assert.All(particles.Where(p => p.Status == 1), p =>
            {
                double momentum2 = p.Momentum.X * p.Momentum.X + p.Momentum.Y * p.Momentum.Y + p.Momentum.Z * p.Momentum.Z;
                Assert.Equal(p.Mass * p.Mass, p.Momentum.E * p.Momentum.E - momentum2, 1e-5 * p.Momentum.E * p.Momentum.E + 1e-9);
            });
        }
    }

    // Tracks of the same event: the sum of their transverse momenta is that of the branch, as the reference readers found it.
    [SharedDataFact(Delphes)]
    public void Branches_OfTheUser_AreReadAsParticles()
    {
        ParticleBranches track = new() { PdgIdBranch = "Track.PID", Pt = "Track.PT", Eta = "Track.Eta", Phi = "Track.Phi" };
        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(SharedData.PathOf(Delphes), new() { CrossSection = 1, Particles = [track] }, out _);
        using System.Text.Json.JsonDocument expected = ExpectedColumns.Load(Delphes);
        double sum = expected.RootElement.GetProperty("objects").GetProperty("Delphes;1").GetProperty("branches").EnumerateArray()
            .First(b => b.GetProperty("path").GetString() == "Track/Track.PT").GetProperty("values").GetProperty("sum").GetDouble();
        Assert.Equal(sum, events.Sum(e => e.Particles.Sum(p => Math.Sqrt(p.Momentum.X * p.Momentum.X + p.Momentum.Y * p.Momentum.Y))), 1e-9 * sum);
    }

    [SharedDataTheory(Delphes)]
    [InlineData("Track.Pt", "Did you mean 'Track.PT'?")]
    [InlineData("Particle.PT", "values in 'Track.Eta'")]
    public void Branches_ThatDoNotFit_AreNamed(string pt, string message)
    {
        ParticleBranches muon = new() { PdgId = 13, Pt = pt, Eta = "Track.Eta", Phi = "Track.Phi" };
        PluginException error = Assert.Throws<PluginException>(() => RootEventReading.Of(SharedData.PathOf(Delphes), new() { CrossSection = 1, Particles = [muon] }, out _));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact(Delphes)]
    public void ReadHead_WithoutACrossSection_AsksForOne()
    {
        PluginException error = Assert.Throws<PluginException>(() => RootEventReading.Of(SharedData.PathOf(Delphes), new(), out _));
        Assert.Contains("Give cross_section", error.Message, StringComparison.Ordinal);
    }

    // 100,000 entries: four steps of the stream over clusters that end elsewhere; every particle has its own momentum.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Events_OfManyStepsAndClusters_AreThoseWritten(bool isNTuple)
    {
        const int entries = 100_000, block = 7_000;
        using TemporaryFolder folder = new();
        using (AlpToolkit.Io.Root.Writing.RootFileWriter file = AlpToolkit.Io.Root.Writing.RootFileWriter.Create(folder["many.root"], new() { ClusterSize = 400_000 }))
        {
            AlpToolkit.Io.Root.Writing.RootColumn[] columns = [.. "xyz".Select(c => AlpToolkit.Io.Root.Writing.RootColumn.List<double>($"p{c}", "n"))];
            AlpToolkit.Io.Root.Writing.RootNTupleWriter? ntuple = isNTuple ? file.CreateNTuple("events", columns) : null;
            AlpToolkit.Io.Root.Writing.RootTreeWriter? tree = isNTuple ? null : file.CreateTree("events", columns);
            for (int first = 0; first < entries; first += block)
            {
                int count = Math.Min(block, entries - first);
                int[] offsets = new int[count + 1];
                List<double> values = [];
                for (int i = 0; i < count; i++)
                {
                    values.AddRange(Enumerable.Range(0, (first + i) % 3).Select(k => first + i + 0.25 * k));
                    offsets[i + 1] = values.Count;
                }

                AlpToolkit.Io.Root.Columns.JaggedColumn list = new(offsets, new AlpToolkit.Io.Root.Columns.PrimitiveColumn<double>(values.ToArray()));
                ntuple?.Fill(list, list, list);
                tree?.Fill(list, list, list);
            }

            file.Commit();
        }

        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(folder["many.root"], new() { CrossSection = 1, Particles = [new() { PdgId = 22, Px = "px", Py = "py", Pz = "pz" }] }, out _);
        Assert.Equal(entries, events.Count);
        for (int i = 0; i < entries; i++)
        {
            Particle[] particles = events[i].Particles;
            Assert.Equal(i % 3, particles.Length);
            for (int k = 0; k < particles.Length; k++)
            {
                Assert.Equal(i + 0.25 * k, particles[k].Momentum.X);
            }
        }
    }

    private static FourVector Sum(Particle[] particles, int status)
    {
        FourVector sum = default;
        foreach (Particle particle in particles.Where(p => p.Status == status))
        {
            sum += particle.Momentum;
        }

        return sum;
    }
}
