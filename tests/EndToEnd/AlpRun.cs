using System.Security.Cryptography;
using AlpToolkit.Host;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>One call of the command line, in process.</summary>
internal sealed record AlpRun(int ExitCode, string Output, string Error)
{
    public static AlpRun Of(params string[] args)
    {
        StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int exitCode = AlpCommand.Run(args, output, error);
        return new AlpRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The run succeeded; its error output otherwise.</summary>
    public AlpRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Error}\n{Output}");
        return this;
    }

    /// <summary>SHA-256 of every file below a folder, by relative path.</summary>
    public static SortedDictionary<string, string> Hashes(string folder) =>
        new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f), f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))), StringComparer.Ordinal);
}
