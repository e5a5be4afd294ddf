using System.Diagnostics;
using System.Globalization;
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
            stages: [acceptance, variables: [e_miss], histogramming: { e_miss: 10 from 0 to 6 GeV }]
            write: [csv]
            """);
        ProcessStartInfo start = new(Path.Combine(DotnetCommand.Root, "dotnet"), ["exec", typeof(AlpToolkit.Host.AlpCommand).Assembly.Location, "run", pipeline, "--out", folder["runs/first"], "--threads", "2"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            string text = sent == "nothing" ? "" : ExampleSamples.Repeated("signal_ma1.lhe.gz", sent == "several blocks of events" ? 20 : 1).Replace("</LesHouchesEvents>", "", StringComparison.Ordinal);
            await process.StandardInput.WriteAsync(sent == "half of the head" ? text[..200] : text);
            await process.StandardInput.FlushAsync();
            await UntilIdleAsync(process);
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

        Assert.Equal((130, "alp: cancelled; nothing was written\n", ""), (process.ExitCode, await process.StandardError.ReadToEndAsync(), await process.StandardOutput.ReadToEndAsync()));
        Assert.False(Directory.Exists(folder["runs"]) && Directory.EnumerateFileSystemEntries(folder["runs"]).Any());
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
