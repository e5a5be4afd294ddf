using System.Globalization;
using System.Text;
using AlpToolkit.Core.Events;
using AlpToolkit.Tests.Io.HepMc;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>Events of the example's signal as HepMC give the tables that the LHE file gives.</summary>
public sealed class HepMcPipelineTests
{
    private static readonly string s_lhe = Path.Combine(SharedData.RepositoryRoot, "examples", "lhe", "signal_ma1.lhe.gz");

    // The cross section of 2 pb is that of the last event; energy_unit does not count where the file states its unit.
    [Theory, InlineData(3), InlineData(2)]
    public void Run_OfAHepMcFileWithTheEventsOfAnLheFile_GivesTheSameTables(int version)
    {
        using TemporaryFolder folder = new();
        EventReading events = LheReading.OfFile(s_lhe);
        folder.Write("events.hepmc", version == 3 ? Asciiv3(events) : IoGenEvent(events));
        AlpRun.Of("run", folder.Write("lhe.yaml", Pipeline($"lhe: {{ files: ['{s_lhe}'], cross_section: 2 pb }}")), "--out", folder["a"]).Succeeded();
        AlpRun.Of("run", folder.Write("hepmc.yaml", Pipeline("hepmc: { files: [events.hepmc], energy_unit: 1 MeV }")), "--out", folder["b"]).Succeeded();
        string[] tables = [.. Directory.EnumerateFiles(folder["a/csv"]).Select(f => Path.GetFileName(f)!)];
        Assert.True(tables.Length >= 3);
        foreach (string table in tables)
        {
            Assert.Equal(Numbers(folder[$"a/csv/{table}"]), Numbers(folder[$"b/csv/{table}"]));
        }
    }

    // 500 events 30 times in six listings of both versions: four blocks, some with the end of a listing in them.
    [Fact]
    public void Run_OfManyBlocks_WritesTheSameBytesForAnyThreads()
    {
        using TemporaryFolder folder = new();
        EventReading events = LheReading.OfFile(s_lhe);
        string both = string.Concat(Enumerable.Repeat(Asciiv3(events), 5)) + string.Concat(Enumerable.Repeat(IoGenEvent(events), 5));
        folder.Write("events.hepmc", both + both + both);
        string pipeline = folder.Write("hepmc.yaml", Pipeline("hepmc: events.hepmc"));
        SortedDictionary<string, string>? expected = null;
        foreach (string threads in (string[])["1", "2", "7"])
        {
            AlpRun.Of("run", pipeline, "--threads", threads, "--out", folder[$"run{threads}"]).Succeeded();
            SortedDictionary<string, string> hashes = AlpRun.Hashes(folder[$"run{threads}"]);
            expected ??= hashes;
            Assert.Equal(expected, hashes);
        }
    }

    [Fact]
    public void Run_OfAMalformedFile_NamesTheLineAndEndsWithExitCode2()
    {
        using TemporaryFolder folder = new();
        folder.Write("events.hepmc", HepMcTexts.File3(HepMcTexts.Event3(extra: "A 0 GenCrossSection 1 0.1 1 1\n"), HepMcTexts.Event3("W 1,5\n")));
        string pipeline = folder.Write("hepmc.yaml", Pipeline("hepmc: events.hepmc"));
        AlpRun run = AlpRun.Of("run", pipeline, "--out", folder["a"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("events.hepmc:15: event 2: expected a finite number as a weight, found '1,5'. on_error: skip leaves it out.", run.Error, StringComparison.Ordinal);
    }

    private static string Pipeline(string source) => $$"""
        name: the same events
        beams: { sqrt_s: 10.58 GeV }
        samples: { signal: { role: signal, source: { {{source}} } } }
        stages:
          - acceptance: { theta_min: 22 deg, energy_min: 250 MeV }
          - variables: [e_miss, m_miss2, m_ee]
          - histogramming: { e_miss: { x: e_miss, bins: 24 from 1 to 5.8 GeV }, plane: { x: m_ee, y: m_miss2, bins: 10 from 0 to 8 } }
        write: [csv]
        """;

    // Incoming particles without origin, all others out of their vertex.
    private static string Asciiv3(EventReading events)
    {
        StringBuilder text = new("HepMC::Version 3.02.06\nHepMC::Asciiv3-START_EVENT_LISTING\nW Default\n");
        for (int i = 0; i < events.Events.Count; i++)
        {
            Particle[] particles = [.. events.Events[i].Particles];
            int incoming = particles.Count(p => p.Status == -1);
            text.Append(CultureInfo.InvariantCulture, $"E {i} 1 {particles.Length}\nU GEV MM\nW {events.Events[i].Weight:R}\nA 0 GenCrossSection {(i + 1 == events.Events.Count ? 2 : 3)} 0.1 -1 -1\n");
            for (int k = 0; k < particles.Length; k++)
            {
                Particle p = particles[k];
                text.Append(k == incoming ? "V -1 0 [1,2] @ 0 0 0 0\n" : "");
                text.Append(CultureInfo.InvariantCulture, $"P {k + 1} {(k < incoming ? 0 : -1)} {p.PdgId} {p.Momentum.X:R} {p.Momentum.Y:R} {p.Momentum.Z:R} {p.Momentum.E:R} {p.Mass:R} {StatusOf(p)}\n");
            }
        }

        return text.Append("HepMC::Asciiv3-END_EVENT_LISTING\n\n").ToString();
    }

    private static string IoGenEvent(EventReading events)
    {
        StringBuilder text = new("\nHepMC::Version 2.06.09\nHepMC::IO_GenEvent-START_EVENT_LISTING\n");
        for (int i = 0; i < events.Events.Count; i++)
        {
            Particle[] particles = [.. events.Events[i].Particles];
            text.Append(CultureInfo.InvariantCulture, $"E {i} -1 1 0.1 0.01 1 -1 1 1 2 0 1 {events.Events[i].Weight:R}\nN 1 \"Default\"\nU GEV MM\nC {(i + 1 == events.Events.Count ? 2 : 3)} 0.1\nV -1 0 0 0 0 0 2 {particles.Length - 2} 0\n");
            for (int k = 0; k < particles.Length; k++)
            {
                Particle p = particles[k];
                text.Append(CultureInfo.InvariantCulture, $"P {k + 1} {p.PdgId} {p.Momentum.X:R} {p.Momentum.Y:R} {p.Momentum.Z:R} {p.Momentum.E:R} {p.Mass:R} {StatusOf(p)} 0 0 {(p.Status == -1 ? -1 : 0)} 0\n");
            }
        }

        return text.Append("HepMC::IO_GenEvent-END_EVENT_LISTING\n").ToString();
    }

    private static int StatusOf(Particle particle) => particle.Status == -1 ? 4 : particle.Status;

    private static List<double> Numbers(string file) =>
        [.. File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#').SelectMany(l => l.Split(',')).Where(c => double.TryParse(c, CultureInfo.InvariantCulture, out _)).Select(c => double.Parse(c, CultureInfo.InvariantCulture))];
}
