using System.Diagnostics;
using System.Globalization;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>Ctrl-C, as a terminal sends it to the process.</summary>
public sealed class CancellationTests
{
    // Standard input stays open: what is sent is the head alone, nothing, or events without end.
    [UnixTheory]
    [InlineData("nothing")]
    [InlineData("half of the head")]
    [InlineData("some events")]
    [InlineData("several blocks of events")]
    public async Task CtrlC_WhileStandardInputIsAwaited_EndsInOneLine_AndLeavesNothing(string sent)
    {
        using TemporaryFolder folder = new();
        string pipeline = folder.Write("pipeline.yaml", """
            name: endless
            samples: { signal: { role: signal, source: { lhe: "-" } } }
            stages: [acceptance, variables: [e_miss], histogramming: { e_miss: 10 from 0 to 6 GeV }, write-events]
            write: [csv]
            """);
        using Process process = Start(pipeline, folder["runs/first"]);
        try
        {
            string text = sent == "nothing" ? "" : ExampleSamples.Repeated("signal_ma1.lhe.gz", sent == "several blocks of events" ? 20 : 1).Replace("</LesHouchesEvents>", "", StringComparison.Ordinal);
            await process.StandardInput.WriteAsync(sent == "half of the head" ? text[..200] : text);
            await process.StandardInput.FlushAsync();
            await UntilIdleAsync(process);
            await InterruptAsync(process);
        }
        finally
        {
            End(process);
        }

        await AssertCancelledAsync(process, folder["runs"]);
    }

    // Fifty files of 100,000 events: the signal comes when the first events are on disk.
    [UnixTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task CtrlC_WhileRootFilesAreRead_EndsInOneLine_AndLeavesNothing(int threads)
    {
        const int events = 100_000;
        using TemporaryFolder folder = new();
        using (RootFileWriter file = RootFileWriter.Create(folder["events0.root"], new() { Compression = RootCompressionKind.None }))
        {
            PrimitiveColumn<double> number = new([.. Enumerable.Range(0, events).Select(i => 1e-5 * i)]);
            file.CreateTree("events", [.. new[] { "em_px", "em_py", "em_pz", "ep_px", "ep_py", "ep_pz" }.Select(RootColumn.Number<double>)]).Fill(number, number, number, number, number, number);
            file.Commit();
        }

        for (int i = 1; i < 50; i++)
        {
            File.CreateSymbolicLink(folder[$"events{i}.root"], folder["events0.root"]);
        }

        string pipeline = folder.Write("pipeline.yaml", """
            name: many
            beams: { sqrt_s: 10.58 GeV }
            samples: { signal: { role: signal, source: { root: { files: [ '*.root' ], cross_section: 1 pb, particles: { em: { prefix: em, pdg_id: 11 }, ep: { prefix: ep, pdg_id: -11 } } } } } }
            stages: [acceptance, variables: [e_miss], write-events: { particles: all }]
            write: [csv]
            """);
        using Process process = Start(pipeline, folder["runs/first"], threads);
        try
        {
            // The rows of several blocks.
            while (!Directory.Exists(folder["runs"]) || !new DirectoryInfo(folder["runs"]).EnumerateFiles(".rows-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Any(f => f.Length > 1_000_000))
            {
                Assert.False(process.HasExited);
                await Task.Delay(10);
            }

            await InterruptAsync(process);
        }
        finally
        {
            End(process);
        }

        await AssertCancelledAsync(process, folder["runs"]);
    }

    private static Process Start(string pipeline, string output, int threads = 2) => Process.Start(new ProcessStartInfo(
        Path.Combine(DotnetCommand.Root, "dotnet"),
        ["exec", typeof(AlpToolkit.Host.AlpCommand).Assembly.Location, "run", pipeline, "--out", output, "--threads", threads.ToString(CultureInfo.InvariantCulture)])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task InterruptAsync(Process process)
    {
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(limit.Token);
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    private static async Task AssertCancelledAsync(Process process, string runs)
    {
        Assert.Equal((130, "alp: cancelled; nothing was written\n", ""), (process.ExitCode, await process.StandardError.ReadToEndAsync(), await process.StandardOutput.ReadToEndAsync()));
        Assert.False(Directory.Exists(runs) && Directory.EnumerateFileSystemEntries(runs).Any());
    }

    // A process that waits for input uses no processor time.
    private static async Task UntilIdleAsync(Process process)
    {
        TimeSpan last = TimeSpan.Zero;
        for (int still = 0; still < 6;)
        {
            await Task.Delay(100);
            process.Refresh();
            Assert.False(process.HasExited);
            TimeSpan now = process.TotalProcessorTime;
            still = now == last && now > TimeSpan.FromMilliseconds(100) ? still + 1 : 0;
            last = now;
        }
    }
}

/// <summary>A theory about signals; skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        Skip = OperatingSystem.IsWindows() ? "SIGINT is sent to a process as Unix has it" : null;
    }
}
