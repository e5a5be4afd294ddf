using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AlpToolkit.Tests.Shared;

/// <summary>Runs the dotnet command that runs the tests, as a user would at a prompt.</summary>
internal static class DotnetCommand
{
    /// <summary>Where the runtime and the SDK are installed.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>The C# compiler of an SDK that fits the running runtime.</summary>
    public static string Compiler { get; } = Directory.EnumerateDirectories(Path.Combine(Root, "sdk"), $"{Environment.Version.Major}.*")
        .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")).Where(File.Exists).Order(StringComparer.Ordinal).Last();

    public static (int ExitCode, string Output) Run(string workingDirectory, IReadOnlyDictionary<string, string>? environment, params IEnumerable<string> arguments)
    {
        string executable = Path.Combine(Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        ProcessStartInfo start = new(executable, arguments) { WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true };

        // No build node or compiler server may outlive the test; what the test runner's own build set must not leak into this one.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBuildExtensionsPath");
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    /// <summary>Runs a command that has to succeed.</summary>
    public static string Succeed(string workingDirectory, IReadOnlyDictionary<string, string>? environment, params IEnumerable<string> arguments)
    {
        string[] all = [.. arguments];
        (int exitCode, string output) = Run(workingDirectory, environment, all);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', all)} ended with {exitCode}:\n{output}");
        return output;
    }
}
