using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using AlpToolkit.Core.Events;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Io.Text;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary><c>alp generate</c>: files that every part of the toolkit reads, the same for any number of threads.</summary>
public sealed class GenerateTests
{
    private static readonly string[] s_photon = ["bhabha-photons", "--set", "photons=1", "--set", "theta_min=22deg", "--set", "photon_energy_min=100MeV"];

    [Fact]
    public void GeneratedFile_PassesInspect_WithoutAWarning()
    {
        using TemporaryFolder folder = new();
        AlpRun made = AlpRun.Of("generate", "tau-pair", "--events", "5000", "--seed", "7", "--out", folder["tau.lhe.gz"]).Succeeded();
        Assert.Contains("cross section  24.5174 ± ", made.Output, StringComparison.Ordinal);
        Assert.Equal("", made.Error);
        AlpRun seen = AlpRun.Of("inspect", folder["tau.lhe.gz"]).Succeeded();
        Assert.Equal("", seen.Error);
        Assert.Contains("normalisation   mean of XWGTUP equals XSECUP (IDWTUP -4)", seen.Output, StringComparison.Ordinal);
        Assert.Contains("final state     -16: 5000, -12: 5000, -11: 5000, 11: 5000, 12: 5000, 16: 5000", seen.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("events.lhe", false)]
    [InlineData("events.lhe.gz", false)]
    [InlineData("events.lhe", true)]
    public void Bytes_AreTheSameForAnyNumberOfThreads(string file, bool weighted)
    {
        using TemporaryFolder folder = new();
        foreach (string threads in (string[])["1", "2", "3"])
        {
            Directory.CreateDirectory(folder[threads]);
            AlpRun.Of(["generate", .. s_photon, "--events", "10000", "--threads", threads, .. weighted ? (string[])["--weighted"] : [], "--out", Path.Combine(folder[threads], file)]).Succeeded();
        }

        Assert.Equal(AlpRun.Hashes(folder["1"]), AlpRun.Hashes(folder["2"]));
        Assert.Equal(AlpRun.Hashes(folder["1"]), AlpRun.Hashes(folder["3"]));
    }

    [Fact]
    public void Seed_DecidesTheEvents_AndMoreEventsBeginWithTheSame()
    {
        using TemporaryFolder folder = new();
        List<(double, Particle[], double[])> few = Events("few", "100", "1"), more = Events("more", "5000", "1"), other = Events("other", "100", "2");
        Assert.Equal(few.SelectMany(e => e.Item2), more.Take(100).SelectMany(e => e.Item2));
        Assert.NotEqual(few.SelectMany(e => e.Item2), other.SelectMany(e => e.Item2));

        List<(double, Particle[], double[])> Events(string name, string number, string seed)
        {
            AlpRun.Of("generate", "tau-pair", "-n", number, "-s", seed, "-o", folder[$"{name}.lhe"]).Succeeded();
            return LheReading.OfFile(folder[$"{name}.lhe"]).Events;
        }
    }

    // The same events whether they go through a file or not: every byte of every table.
    [Theory, InlineData("unweighted"), InlineData("weighted"), InlineData("partially_unweighted")]
    public void Tables_OfAFile_AreThoseOfTheSource(string weighting)
    {
        using TemporaryFolder folder = new();
        AlpRun.Of(["generate", .. s_photon, "--events", "20000", "--set", $"weighting={weighting}", "--out", folder["events.lhe.gz"]]).Succeeded();
        Run("file", "lhe: events.lhe.gz");
        Run("source", $"generator: {{ process: bhabha-photons, events: 20000, photons: 1, weighting: {weighting}, cuts: {{ theta_min: 22 deg, photon_energy_min: 100 MeV }} }}");
        Assert.NotEmpty(AlpRun.Hashes(folder["file/csv"]));
        Assert.Equal(AlpRun.Hashes(folder["file/csv"]), AlpRun.Hashes(folder["source/csv"]));

        void Run(string name, string source) => AlpRun.Of("run", folder.Write($"{name}.yaml", $$"""
            name: the same twice
            beams: { sqrt_s: 10.58 GeV }
            luminosity: 50 ab^-1
            samples: { photon: { role: background, source: { {{source}} } } }
            stages:
              - acceptance
              - smearing
              - variables: [e_miss, m_miss2, m_ee]
              - cuts: [e_miss > 0.5 GeV]
              - histogramming: { e_miss: 50 from 0 to 6 GeV, m_ee: relative 2 % }
            write: [csv]
            """), "--out", folder[name]).Succeeded();
    }

    [Fact]
    public void RunRecord_StatesTheSeedAndTheNormalisation()
    {
        using TemporaryFolder folder = new();
        string pipeline = folder.Write("p.yaml", """
            name: t
            beams: { electron: 7 GeV, positron: 4 GeV, crossing_angle: 83 mrad }
            samples: { tautau: { role: background, source: { generator: { process: tau-pair, events: 5000, seed: 77 } } } }
            stages: [acceptance, variables: [e_miss], histogramming: { e_miss: 10 from 0 to 6 GeV }]
            write: [csv]
            """);
        AlpRun.Of("run", pipeline, "--out", folder["run"], "--threads", "2").Succeeded();
        string record = File.ReadAllText(folder["run/run.json"]);
        Assert.Contains("\"seed\": 77", record, StringComparison.Ordinal);
        Assert.Contains("\"normalisation\": \"mean weight; all are equal\"", record, StringComparison.Ordinal);

        // 7 GeV on 4 GeV at 83 mrad.
        Assert.Contains("\"sqrt_s_gev\": 10.573", record, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_IsThePipelineEntryThatMakesTheSameEvents()
    {
        using TemporaryFolder folder = new();
        AlpRun.Of(["generate", .. s_photon, "--events", "100", "--out", folder["events.lhe"]]).Succeeded();
        string[] lines = File.ReadAllLines(folder["events.lhe"]);
        Assert.Equal("# events in this file: 100", lines[3].TrimEnd());
        string source = string.Join('\n', lines.SkipWhile(l => l != "generator:").TakeWhile(l => l != "</AlpToolkit>").Select(l => "      " + l));
        string pipeline = folder.Write("p.yaml", $"name: t\nsamples:\n  again:\n    role: signal\n    source:\n{source}\nstages: [acceptance]\nwrite: [csv]\n");
        Assert.Equal("", AlpRun.Of("validate", pipeline).Succeeded().Error);
    }

    [Fact]
    public void List_NamesTheProcesses() =>
        Assert.Contains("tau-pair        e+e- -> tau+ tau- -> two charged leptons", AlpRun.Of("generate", "--list").Succeeded().Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("alp: error: there is no process 'tau-pairs'. Did you mean 'tau-pair'?", "tau-pairs")]
    [InlineData("alp: error: a process is needed: alp-photon, alp-electrons, ")]
    [InlineData("alp: error: --set m_a=1deg: 'm_a' is an energy; 'deg' does not convert to it. Use ", "tau-pair", "--set", "m_a=1deg")]
    [InlineData("alp: error: process 'tau-pair' has no option 'm_a'. Beside those of every process it has m_mu, ", "tau-pair", "--set", "m_a=2GeV")]
    [InlineData("alp: error: --set theta_mim=1: the generator has no option 'theta_mim'. Did you mean 'theta_min'?", "tau-pair", "--set", "theta_mim=1")]
    [InlineData("alp: error: --set theta_min: expected option=value, as in --set m_a=1GeV or --set theta_min=22deg", "tau-pair", "--set", "theta_min")]
    [InlineData("alp: error: --set theta_min=91 deg: 'theta_min' is 91 deg, above its maximum 90 deg.", "tau-pair", "--set", "theta_min=91 deg")]
    [InlineData("alp: error: --set theta_min=[1: ", "tau-pair", "--set", "theta_min=[1")]
    [InlineData("alp: error: decays: name at least one of ee, emu, mue and mumu, and none of them twice.", "tau-pair", "--set", "decays=[ee, ee]")]
    [InlineData("alp: error: 2 m_tau = 3.55372 GeV cannot be made at sqrt_s = 3 GeV.", "tau-pair", "--set", "sqrt_s=3")]
    [InlineData("alp: error: --events 0: 'events' is 0, below its minimum 1.", "tau-pair", "--events", "0")]
    [InlineData("alp: error: --events many: 'events': 'many' is not a number.", "tau-pair", "--events", "many")]
    [InlineData("alp: error: 'seed' is given twice: --set seed=1 and --seed 2. Remove one of them.", "tau-pair", "--set", "seed=1", "--seed", "2")]
    [InlineData("alp: error: --threads 0: expected a number from 1 to 1024", "tau-pair", "--threads", "0")]
    [InlineData("alp: error: --out events.root: events are written as LHE; name the file .lhe or .lhe.gz", "tau-pair", "--out", "events.root")]
    [InlineData("alp: error: --out no/such/events.lhe: there is no folder ", "tau-pair", "--out", "no/such/events.lhe")]
    [InlineData("alp: error: m_a and the particles beside it = 11.001 GeV cannot be made at sqrt_s = 10.58 GeV.", "alp-electrons", "--set", "m_a=11GeV")]
    [InlineData("alp: error: dark_matter_mass needs dark_matter_coupling or alp_width.", "alp-photon", "--set", "dark_matter_mass=0.1GeV")]
    [InlineData("alp: error: dark_matter_coupling and alp_width need dark_matter_mass, the mass of what the ALP decays to.", "alp-photon", "--set", "alp_width=1keV")]
    [InlineData("alp: error: alp_width = 0.001 GeV fixes the coupling only when dark_matter_mass is below half of m_a. Give dark_matter_coupling.", "alp-muons", "--set", "alp_width=1MeV", "--set", "dark_matter_mass=1")]
    [InlineData("alp: error: alp_width = 1E-12 GeV leaves nothing for dark matter: the width to photons is 4.97359E-11 GeV.", "alp-photon", "--set", "alp_width=1e-12", "--set", "dark_matter_mass=0.1")]
    [InlineData("alp: error: process 'bhabha-photons' needs 'photons', their number: 0 to 3.", "bhabha-photons")]
    [InlineData("alp: error: process 'photons' has 2 to 4 photons, found 5.", "photons", "--set", "photons=5")]
    [InlineData("alp: error: visible_photons is 3, and there are 2 photons.", "photons", "--set", "photons=2", "--set", "visible_photons=3")]
    [InlineData("alp: error: the cross section of e+e- -> e+e- diverges for leptons along the beams. Set theta_min, such as 22 deg.", "bhabha-photons", "--set", "photons=0")]
    [InlineData("alp: error: the cross section diverges for soft photons. Set photon_energy_min, such as 1 MeV, ", "bhabha-photons", "--set", "photons=2")]
    [InlineData("alp: error: the cross section diverges for soft photons. Set photon_energy_min, such as 1 MeV, ", "photons", "--set", "photons=3")]
    [InlineData("alp: error: cuts: m_miss2_min is 2, not below m_miss2_max, 1.", "tau-pair", "--set", "m_miss2_min=2", "--set", "m_miss2_max=1")]
    [InlineData("alp: error: generator photons: no phase-space point passed the cuts: there are no events. Widen the cuts.", "photons", "--set", "photons=2", "--set", "visible_photons=1", "--set", "maximum_points=1e4")]
    public void Mistakes_AreOneLine_AndLeaveNoFile(string message, params string[] arguments)
    {
        using TemporaryFolder folder = new();
        AlpRun run = AlpRun.Of(["generate", .. arguments, .. arguments.Contains("--out") ? (string[])[] : ["--out", folder["events.lhe"]]]);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Equal((2, "", 1), (run.ExitCode, run.Output, run.Error.Count(c => c == '\n')));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Shards_HoldTheEventsOfTheWhole()
    {
        using TemporaryFolder folder = new();
        string[] Generate(string name, int events, int first)
        {
            AlpRun.Of("generate", "alp-electrons", "--set", "theta_min=22deg", "--set", "energy_min=250MeV", "--set", "precision=2%", "-n", $"{events}", "--set", $"first_event={first}", "--out", folder[name]).Succeeded();
            string text = File.ReadAllText(folder[name]);
            int start = text.IndexOf("<event>", StringComparison.Ordinal);
            return text[start..text.LastIndexOf("</event>", StringComparison.Ordinal)].Split("</event>\n", StringSplitOptions.RemoveEmptyEntries);
        }

        string[] whole = Generate("whole.lhe", 9000, 0), first = Generate("first.lhe", 4096, 0), second = Generate("second.lhe", 4904, 4096);

        Assert.Equal(9000, whole.Length);
        Assert.Equal(whole, first.Concat(second));
        Assert.Equal(
            "alp: error: first_event: events are made in blocks of 4096; 100 is not a multiple of that.\n",
            AlpRun.Of("generate", "tau-pair", "--set", "first_event=100", "--out", folder["x.lhe"]).Error);
    }

    [Fact]
    public void ProcessAlone_StandsForTheSource_WithItsDefaults()
    {
        using TemporaryFolder folder = new();
        string pipeline = folder.Write("p.yaml", "name: t\nbeams: { sqrt_s: 10.58 GeV }\nsamples: { tautau: { role: background, source: { generator: tau-pair } } }\nstages: [acceptance]\nwrite: [csv]\n");
        AlpRun.Of("run", pipeline, "--out", folder["run"]).Succeeded();
        Assert.Contains("\"events\": 10000", File.ReadAllText(folder["run/run.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("process: tau-pear", "p.yaml:3:72: error ALP112: 'process': there is no process 'tau-pear'. Did you mean 'tau-pair'?")]
    [InlineData("process: tau-pair, sqrt_s: 10.58 GeV, m_a: 2 GeV", "p.yaml:3:61: error ALP123: sample 'tautau': process 'tau-pair' has no option 'm_a'. ")]
    [InlineData("process: tau-pair", "p.yaml:3:61: error ALP123: sample 'tautau': the generator needs a centre-of-mass energy. Give 'beams: { sqrt_s: 10.58 GeV }' to the pipeline, or 'sqrt_s' to the generator.")]
    [InlineData("process: tau-pair, cuts: { theta_mim: 1 }", "Did you mean 'theta_min'?")]
    public void MistakesInAPipeline_HaveTheirPlace(string options, string message)
    {
        using TemporaryFolder folder = new();
        string pipeline = folder.Write("p.yaml", $$"""
            name: t
            # without beams
            samples: { tautau: { role: background, source: { generator: { {{options}} } } } }
            stages: [acceptance]
            write: [csv]
            """);
        AlpRun run = AlpRun.Of("validate", pipeline);
        Assert.Equal((2, 1), (run.ExitCode, run.Error.Count(c => c == '\n')));
        Assert.Contains(message, run.Error.Replace(pipeline, "p.yaml", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [UnixTheory, InlineData("events.lhe"), InlineData("events.lhe.gz")]
    public async Task CtrlC_KeepsTheEventsThatAreWhole(string name)
    {
        using TemporaryFolder folder = new();
        string file = folder[name];
        ProcessStartInfo start = new(Path.Combine(DotnetCommand.Root, "dotnet"), ["exec", typeof(AlpToolkit.Host.AlpCommand).Assembly.Location, "generate", "tau-pair", "--events", "1e9", "--threads", "2", "--out", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            await UntilAsync(() => Directory.GetFiles(folder.Path).FirstOrDefault() is { } partial && new FileInfo(partial).Length > 8 << 20);
            using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync();
            }

            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        Assert.Equal([file], Directory.GetFiles(folder.Path));
        EventReading read = LheReading.OfFile(file);
        Assert.Null(read.Error);
        Assert.Empty(read.Summary!.Warnings);
        Assert.Equal(0, read.Events.Count % EventBatch.Capacity);
        Assert.Equal((130, $"alp: cancelled; {file} is whole and holds the first {read.Events.Count} of 1000000000 events\n"), (process.ExitCode, await process.StandardError.ReadToEndAsync()));
        Assert.Contains($"# events in this file: {read.Events.Count} ", HeadOf(file), StringComparison.Ordinal);
        Assert.Contains($"events         {read.Events.Count} in {file}", await process.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static string HeadOf(string file)
    {
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
        byte[] head = new byte[300];
        stream.ReadExactly(head);
        return System.Text.Encoding.UTF8.GetString(head);
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        for (int i = 0; i < 600 && !isTrue(); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(isTrue());
    }
}
