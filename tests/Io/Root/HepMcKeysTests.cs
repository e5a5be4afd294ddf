using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Tests.Io.Root.Writing;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>Events of HepMC3 that are a key each. The classes are described as in a file that HepMC3 wrote.</summary>
public sealed class HepMcKeysTests
{
    private const string Described = "root/hepmc3--inputRootTree300.root";

    // What was written, in GeV: half of the events are in MeV. The muons' mother is the virtual photon, whose mothers are the beams; the last particle has no mass of its own.
    [SharedDataTheory(Described)]
    [InlineData(true)]
    [InlineData(false)]
    public void Events_AreThoseWritten_WithMothersAndUnits(bool isMemberwise)
    {
        using TemporaryFolder folder = new();
        HepMcFile.Write(folder["events.root"], SharedData.PathOf(Described), Enumerable.Range(0, 5000).Select(Event), isMemberwise);
        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(folder["events.root"], new() { CrossSection = 3 }, out StreamSummary summary);
        Assert.Equal((5000, 3), (events.Count, summary.CrossSection));
        for (int i = 0; i < events.Count; i++)
        {
            (double weight, Particle[] particles) = events[i];
            Assert.Equal(i + 1, weight);
            Assert.Equal([11, -11, 22, 13, -13], particles.Select(p => p.PdgId));
            Assert.Equal([-1, -1, 2, 1, 1], particles.Select(p => p.Status));
            Assert.Equal([(0, 0), (0, 0), (1, 2), (3, 0), (3, 0)], particles.Select(p => (p.Mother1, p.Mother2)));
            Assert.Equal(1 + i, particles[3].Momentum.X, 1e-12 * (1 + i));
            Assert.Equal(5 + i, particles[3].Momentum.E, 1e-12 * (5 + i));
            Assert.Equal(0.5, particles[3].Mass, 1e-12);
            Assert.Equal(Math.Sqrt(Math.Pow(5 + i, 2) - Math.Pow(1 + i, 2) - 4 - 9), particles[4].Mass, 1e-9 * (5 + i));
        }
    }

    // The tree of HepMC3 has the same members: the first particles that have no mother are the beams, and no particle is its own mother.
    [SharedDataFact(Described)]
    public void EventsOfATree_HaveMothers()
    {
        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(SharedData.PathOf(Described), new() { CrossSection = 1 }, out _);
        foreach ((_, Particle[] particles) in events)
        {
            Assert.All(particles, (p, i) => Assert.True(p.Mother1 <= i && p.Mother2 <= particles.Length));
            Assert.Equal(particles.Count(p => p.Status == -1), particles.Count(p => p.Mother1 == 0));
        }
    }

    // What JSROOT reads of the same bytes by the same descriptions.
    [JsRootSharedDataTheory(Described)]
    [InlineData(true)]
    [InlineData(false)]
    public void Events_AreWhatJsRootReads(bool isMemberwise)
    {
        using TemporaryFolder folder = new();
        HepMcFile.Write(folder["events.root"], SharedData.PathOf(Described), Enumerable.Range(0, 3).Select(Event), isMemberwise);
        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(folder["events.root"], new() { CrossSection = 3 }, out _);
        using System.Text.Json.JsonDocument found = JsRoot.Read(folder["events.root"]);
        for (int i = 0; i < events.Count; i++)
        {
            System.Text.Json.JsonElement data = found.RootElement.GetProperty($"{i + 1,15};1");
            double unit = data.GetProperty("momentum_unit").GetInt32() == 0 ? 1e-3 : 1;
            Assert.Equal(events[i].Weight, data.GetProperty("weights")[0].GetDouble());
            Assert.Equal(events[i].Particles.Select(p => p.PdgId), data.GetProperty("particles").EnumerateArray().Select(p => p.GetProperty("pid").GetInt32()));
            Assert.Equal(events[i].Particles.Select(p => p.Momentum.E), data.GetProperty("particles").EnumerateArray().Select(p => unit * p.GetProperty("momentum").GetProperty("m_v4").GetDouble()));
        }
    }

    // A few bytes in the middle of one object: the event is left out, its neighbours are not.
    [SharedDataFact(Described)]
    public void DamagedEvent_StopsOrIsLeftOut()
    {
        using TemporaryFolder folder = new();
        HepMcFile.Write(folder["events.root"], SharedData.PathOf(Described), Enumerable.Range(0, 100).Select(Event), isMemberwise: false, new() { Compression = AlpToolkit.Io.Root.Writing.RootCompressionKind.None });
        byte[] bytes = File.ReadAllBytes(folder["events.root"]);
        int key = bytes.AsSpan().IndexOf("             43"u8);

        // The number of particles, behind name and title, four headers and three numbers.
        bytes.AsSpan(key + 15 + 13 + 10 + 12 + 6, 4).Fill(0x7f);
        File.WriteAllBytes(folder["events.root"], bytes);
        PluginException error = Assert.Throws<PluginException>(() => RootEventReading.Of(folder["events.root"], new() { CrossSection = 1 }, out _));
        Assert.Contains("43;1' (HepMC::GenEventData)", error.Message, StringComparison.Ordinal);
        List<(double Weight, Particle[] Particles)> events = RootEventReading.Of(folder["events.root"], new() { CrossSection = 1, OnError = EventErrorPolicy.Skip }, out StreamSummary summary);
        Assert.Equal(Enumerable.Range(1, 100).Where(i => i != 43).Select(i => (double)i), events.Select(e => e.Weight));
        Assert.Equal(1, summary.SkippedEvents);
        Assert.Contains("1 damaged entry left out, the first 42", Assert.Single(summary.Warnings), StringComparison.Ordinal);
    }

    internal static HepMcFile.Event Event(int i)
    {
        double unit = i % 2 == 0 ? 1 : 1000;
        return new HepMcFile.Event(i, i % 2 == 0, [i + 1, -1],
        [
            (11, 4, 0.000511 * unit, [0, 0, 5 * unit, 5 * unit]), (-11, 4, 0.000511 * unit, [0, 0, -5 * unit, 5 * unit]), (22, 3, -1, [0, 0, 0, 10 * unit]),
            (13, 1, 0.5 * unit, [(1 + i) * unit, 2 * unit, 3 * unit, (5 + i) * unit]), (-13, 1, -1, [(1 + i) * unit, 2 * unit, 3 * unit, (5 + i) * unit]),
        ], [1, 2, -1, 3, -2, -2], [-1, -1, 3, -2, 4, 5]);
    }
}

/// <summary>A theory that needs JSROOT and a file of the shared data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JsRootSharedDataTheoryAttribute : TheoryAttribute
{
    public JsRootSharedDataTheoryAttribute(params string[] files) => Skip = JsRoot.Missing ?? SharedDataSkip.Reason(files);
}
