using System.Diagnostics;
using AlpToolkit.Tests.Io.Root.Bytes;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.HepMc.Records;

/// <summary>HepMC3's own readers, where a C++ compiler and HepMC3 are there: ALP_HEPMC3 is where it is installed, or /usr.</summary>
internal static class HepMc3
{
    private const int LongestSeconds = 120;
    private static readonly Lazy<string> s_program = new(Compile);

    private static string Prefix => Environment.GetEnvironmentVariable("ALP_HEPMC3") ?? "/usr";

    /// <summary>Why it cannot run; null when it can.</summary>
    public static string? Missing => !Tool.Exists("g++") ? "the program g++ is not on this machine"
        : !File.Exists(Path.Combine(Prefix, "include", "HepMC3", "GenEvent.h")) ? "HepMC3 is not on this machine" : null;

    /// <summary>What HepMC3 finds in a file, line by line.</summary>
    /// <param name="format">lhe, hepmc2, hepmc3 or hepevt.</param>
    /// <param name="path">The file, not compressed.</param>
    public static string[] Read(string format, string path)
    {
        (int exitCode, string output, string error) = Run(s_program.Value, format, path);
        Assert.True(exitCode == 0, $"{path}: {error}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Has HepMC3 write a file of HepMC3 as HEPEVT text.</summary>
    public static void WriteHepevt(string source, string target)
    {
        (int exitCode, _, string error) = Run(s_program.Value, "to-hepevt", source, target);
        Assert.True(exitCode == 0, $"{source}: {error}");
    }

    private static string Compile()
    {
        string source = Path.Combine(SharedData.RepositoryRoot, "tests", "Io", "HepMc", "Records", "read-with-hepmc3.cpp");
        string program = Path.Combine(AppContext.BaseDirectory, "read-with-hepmc3");
        string libraries = Path.Combine(Prefix, "lib");
        (int exitCode, _, string error) = Run("g++", "-std=c++17", "-O1", $"-I{Path.Combine(Prefix, "include")}", source, "-o", program, $"-L{libraries}", $"-Wl,-rpath,{libraries}", "-lHepMC3");
        Assert.True(exitCode == 0, error);
        return program;
    }

    private static (int ExitCode, string Output, string Error) Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(LongestSeconds)))
        {
            process.Kill();
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end.");
        }

        return (process.ExitCode, output.Result, error.Result);
    }
}

/// <summary>A theory that needs HepMC3 and a file of the shared data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HepMc3TheoryAttribute : TheoryAttribute
{
    public HepMc3TheoryAttribute(string path) => Skip = HepMc3.Missing ?? SharedDataSkip.Reason([path]);
}
