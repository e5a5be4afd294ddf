using System.Text.Json;

namespace AlpToolkit.Tests.Shared;

/// <summary>Cross sections of <c>reference/cross_sections.json</c>, in pb.</summary>
internal static class ReferenceCrossSections
{
    public const string Path = "reference/cross_sections.json";

    /// <summary>√s and α of the reference.</summary>
    public const double SqrtS = 10.58, Alpha = 1 / 137.036, ElectronMass = 0.0005109989461, TauMass = 1.77686;

    /// <summary>Entries of a process.</summary>
    public static IReadOnlyList<JsonElement> Of(string process)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf(Path)));
        return [.. document.RootElement.GetProperty("cross_sections").EnumerateArray().Where(e => e.GetProperty("process").GetString() == process).Select(e => e.Clone())];
    }
}
