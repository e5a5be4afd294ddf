using System.Runtime.CompilerServices;

namespace AlpToolkit.Tests.Shared;

/// <summary>Sample and reference data that lie beside the checkout, in <c>../shared</c>; tests that need them skip when they are absent.</summary>
internal static class SharedData
{
    /// <summary>Root of the checkout.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Full path of a file under <c>shared</c>; the file need not exist.</summary>
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Folder, relative));

    public static bool Exists(string relative) => File.Exists(PathOf(relative)) || Directory.Exists(PathOf(relative));

    private static string Folder => Environment.GetEnvironmentVariable("ALP_SHARED_DATA") ?? Path.Combine(RepositoryRoot, "..", "shared");

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "AlpToolkit.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"no AlpToolkit.sln above the tests built from {thisFile}");
    }
}

/// <summary>A fact that needs a file or folder under <c>../shared</c>; skipped with a message when it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(params string[] files)
    {
        Skip = SharedDataSkip.Reason(files);
    }
}

/// <summary>A theory that needs a file or folder under <c>../shared</c>; skipped with a message when it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute(params string[] files)
    {
        Skip = SharedDataSkip.Reason(files);
    }
}

internal static class SharedDataSkip
{
    public static string? Reason(string[] files) =>
        files.FirstOrDefault(f => !SharedData.Exists(f)) is { } missing ? $"shared/{missing} is not on this machine" : null;
}
