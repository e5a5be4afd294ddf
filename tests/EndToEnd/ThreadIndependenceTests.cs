using AlpToolkit.Core.Results;
using AlpToolkit.Io.Csv;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

public sealed class ThreadIndependenceTests
{
    // 15,000 events are four blocks of 4,096 and a part: enough for blocks to arrive out of order.
    [Fact]
    public void Run_WithOneTwoAndSevenThreadsAndAgain_WritesTheSameBytes()
    {
        using TemporaryFolder folder = new();
        foreach (string sample in (string[])["signal_ma1", "tautau", "eegammagamma"])
        {
            folder.Write($"{sample}.lhe", ExampleSamples.Repeated($"{sample}.lhe.gz", 30));
        }

        string pipeline = folder.Write("pipeline.yaml", File.ReadAllText(ExampleSamples.PathOf("pipeline.yaml")).Replace(".lhe.gz", ".lhe", StringComparison.Ordinal));
        SortedDictionary<string, string>? expected = null;
        foreach (string threads in (string[])["1", "2", "7", "7"])
        {
            string output = folder[$"run{threads}"];
            AlpRun.Of("run", pipeline, "--threads", threads, "--out", output).Succeeded();
            SortedDictionary<string, string> hashes = AlpRun.Hashes(output);
            expected ??= hashes;
            Assert.True(hashes.Count > 10);
            Assert.Equal(expected, hashes);
        }
    }

    // Two files of several blocks each, 10 named weights an event (the public file's own), merged across files.
    [SharedDataFact("events/m4gpu-ee_mumu.lhe.gz")]
    public void Run_OfSeveralFilesWithVariations_WritesTheSameBytesForAnyThreads()
    {
        using TemporaryFolder folder = new();
        File.Copy(SharedData.PathOf("events/m4gpu-ee_mumu.lhe.gz"), folder["a.lhe.gz"]);
        File.Copy(SharedData.PathOf("events/m4gpu-ee_mumu.lhe.gz"), folder["b.lhe.gz"]);
        string pipeline = folder.Write("pipeline.yaml", """
            name: variations
            samples: { mumu: { role: signal, source: { lhe: { files: ["*.lhe.gz"], variations: [all] } } } }
            stages:
              - acceptance: { select: [photon], veto: false }
            write: [csv]
            """);
        SortedDictionary<string, string>? expected = null;
        foreach (string threads in (string[])["1", "2", "7"])
        {
            string output = folder[$"run{threads}"];
            AlpRun.Of("run", pipeline, "--threads", threads, "--out", output).Succeeded();
            expected ??= AlpRun.Hashes(output);
            Assert.Equal(expected, AlpRun.Hashes(output));
        }

        // 1926.43252247 over 10,000 events, twice, normalised like the nominal weights: events/expected.
        using FileStream stream = File.OpenRead(folder["run1/csv/mumu_acceptance.csv"]);
        DependentVariable varied = CsvTableReader.Read(stream).Dependent.Single(v => v.Name.Contains("rwgt_1", StringComparison.Ordinal) && !v.Name.Contains("rwgt_10", StringComparison.Ordinal));
        Assert.Equal(1926.43252247 / 10000, varied.Values[0].Value!.Value, 1e-9);
    }

    // The first file's first event is malformed and left out. Its second event and the second file's first one are the same event; they
    // would be smeared alike if the second file began again with a number already used.
    [Fact]
    public void Run_AfterSkippedEvents_GivesNoEventNumberTwice()
    {
        using TemporaryFolder folder = new();
        string text = ExampleSamples.Repeated("signal_ma1.lhe.gz", 9);
        int first = text.IndexOf("<event>", StringComparison.Ordinal), second = text.IndexOf("<event>", first + 1, StringComparison.Ordinal);
        string one = text[first..second], head = text[..first];
        const string End = "</LesHouchesEvents>\n";
        folder.Write("a.lhe", head + one.Replace(" 5      1 ", " 6      1 ", StringComparison.Ordinal) + string.Concat(Enumerable.Repeat(one, 4096)) + End);
        folder.Write("b.lhe", head + one + End);
        string pipeline = folder.Write("pipeline.yaml", """
            name: numbers
            samples: { signal: { role: signal, source: { lhe: { files: [a.lhe, b.lhe], on_error: skip } } } }
            stages: [acceptance, smearing, variables: [e_electron], histogramming: { e_electron: 100000 from 1.5 to 2.5 GeV }]
            write: [csv]
            """);
        double[] split = Counts(pipeline, "split");

        // In one file the same events have the numbers 1 to 4,097: the same smeared energies, bin by bin.
        folder.Write("c.lhe", head + one.Replace(" 5      1 ", " 6      1 ", StringComparison.Ordinal) + string.Concat(Enumerable.Repeat(one, 4097)) + End);
        string whole = folder.Write("whole.yaml", File.ReadAllText(pipeline).Replace("[a.lhe, b.lhe]", "[c.lhe]", StringComparison.Ordinal));
        Assert.Equal(4097, split.Sum());
        Assert.Equal(Counts(whole, "whole"), split);

        double[] Counts(string file, string run)
        {
            // An event was left out.
            Assert.Equal(3, AlpRun.Of("run", file, "--out", folder[run]).ExitCode);
            using FileStream stream = File.OpenRead(folder[$"{run}/csv/signal_e_electron.csv"]);
            return [.. CsvTableReader.Read(stream).Dependent.Single(v => v.Name == "simulated events").Values.Select(v => v.Value!.Value)];
        }
    }

    [Fact]
    public void Run_OfFilesWithOtherBeams_IsAnError()
    {
        using TemporaryFolder folder = new();
        string text = ExampleSamples.Text("signal_ma1.lhe.gz");
        folder.Write("a.lhe", text);
        folder.Write("b.lhe", text.Replace("-11 11 5.290000e+00 5.290000e+00", "11 -11 5.290000e+00 5.290000e+00", StringComparison.Ordinal));
        string pipeline = folder.Write("pipeline.yaml", """
            name: beams
            samples: { signal: { role: signal, source: { lhe: [a.lhe, b.lhe] } } }
            stages: [acceptance]
            write: [csv]
            """);
        AlpRun run = AlpRun.Of("run", pipeline, "--out", folder["run/"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("have different beams, so their frames differ. Make two samples of them.", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void Run_OfSeveralFilesOfOneProcess_AveragesTheirCrossSections()
    {
        using TemporaryFolder folder = new();
        string text = ExampleSamples.Text("signal_ma1.lhe.gz");
        folder.Write("part1.lhe", text);
        folder.Write("part2.lhe", text);
        string pipeline = folder.Write("pipeline.yaml", """
            name: two files
            samples: { signal: { role: signal, source: { lhe: "part*.lhe" } } }
            stages: [acceptance, variables: [e_miss], cuts: [e_miss > 2 GeV]]
            write: [csv]
            """);
        AlpRun run = AlpRun.Of("run", pipeline, "--out", folder["run"]).Succeeded();

        // Both files estimate the same 6.4247e-5 pb: the sample has 1,000 events and that cross section, not twice it.
        Assert.Contains("1000  6.4247E-05", System.Text.RegularExpressions.Regex.Replace(run.Output, " +", "  "), StringComparison.Ordinal);
    }

    // The runtime brings some methods precompiled, and replaces them by versions compiled on the machine when it has time. Some round differently: the runtime's own vector exponential does.
    // Which version is in use depends on the clock; here one process has the first, one the second, and one both.
    [Fact]
    public void Run_WithPrecompiledMethodsOrWithout_WritesTheSameBytes()
    {
        using TemporaryFolder folder = new();
        string pipeline = folder.Write("pipeline.yaml", """
            name: again
            beams: { sqrt_s: 10.58 GeV }
            samples:
              signal: { role: signal, source: { generator: { process: alp-electrons, m_a: 0.01, events: 100000, weighting: partially_unweighted, precision: 1 %, cuts: { theta_min: 21.5 deg, energy_min: 220 MeV } } } }
              tautau: { role: background, source: { generator: { process: tau-pair, events: 100000, precision: 1 % } } }
            stages: [acceptance, smearing, variables: [m_ee, m_ee_tau], histogramming: { plane: { x: m_ee, y: m_ee_tau, bins: relative 10 % } }]
            write: [csv]
            """);
        string alp = typeof(AlpToolkit.Host.AlpCommand).Assembly.Location;
        Dictionary<string, string>[] runtimes =
        [
            new() { ["DOTNET_TieredCompilation"] = "0" },
            new() { ["DOTNET_TieredCompilation"] = "0", ["DOTNET_ReadyToRun"] = "0" },
            new() { ["DOTNET_TieredCompilation"] = "1" },
        ];
        SortedDictionary<string, string>[] hashes = [.. runtimes.Select((runtime, i) =>
        {
            DotnetCommand.Succeed(folder.Path, runtime, "exec", alp, "run", pipeline, "--out", folder[$"run{i}"]);
            return AlpRun.Hashes(folder[$"run{i}"]);
        })];
        Assert.All(hashes, h => Assert.Equal(hashes[0], h));
    }
}
