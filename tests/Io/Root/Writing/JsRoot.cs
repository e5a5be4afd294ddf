using System.Diagnostics;
using System.Text.Json;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root.Writing;

/// <summary>Runs JSROOT, where node and its package are there: ALP_JSROOT is its folder, or node_modules beside the solution.</summary>
internal static class JsRoot
{
    private static string Package => Environment.GetEnvironmentVariable("ALP_JSROOT") ?? Path.Combine(SharedData.RepositoryRoot, "node_modules", "jsroot");

    /// <summary>Why it cannot run; null when it can.</summary>
    public static string? Missing => !File.Exists(Path.Combine(Package, "modules", "io.mjs")) ? "the npm package jsroot is not there"
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, "node")) || File.Exists(Path.Combine(f, "node.exe"))) ? null : "node is not there";

    /// <summary>Everything that JSROOT finds in a file.</summary>
    public static JsonDocument Read(string file)
    {
        using Process node = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(SharedData.RepositoryRoot, "tests", "Io", "Root", "Writing", "read-with-jsroot.mjs"), Path.GetFullPath(Package), file },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = node.StandardError.ReadToEndAsync();
        string output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0 && output.Length > 0, errors.Result);
        return JsonDocument.Parse(output, new JsonDocumentOptions { MaxDepth = 1000 });
    }
}

/// <summary>A theory that needs node and JSROOT.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JsRootTheoryAttribute : TheoryAttribute
{
    public JsRootTheoryAttribute() => Skip = JsRoot.Missing;
}

/// <summary>A fact that needs node and JSROOT.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JsRootFactAttribute : FactAttribute
{
    public JsRootFactAttribute() => Skip = JsRoot.Missing;
}
