using System.Diagnostics;

namespace AlpToolkit.Tests.Io.Root.Bytes;

/// <summary>A compression program of the system: bytes in, bytes out.</summary>
internal static class Tool
{
    public static bool Exists(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, name)));

    public static byte[] Run(string name, string arguments, byte[] input)
    {
        using Process process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Task feed = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        });
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        feed.GetAwaiter().GetResult();
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }
}

/// <summary>A theory that needs programs; skipped with a message when one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] tools) => Skip = tools.FirstOrDefault(t => !Tool.Exists(t)) is { } missing ? $"the program {missing} is not on this machine" : null;
}
