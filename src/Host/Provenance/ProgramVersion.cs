using System.Reflection;

namespace AlpToolkit.Host.Provenance;

/// <summary>Version of the program, as in its package.</summary>
internal static class ProgramVersion
{
    /// <summary>Semantic version without build metadata: the same sources give the same run record wherever they were built.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
