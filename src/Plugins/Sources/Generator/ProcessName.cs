using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Plugins.Sources.Generator;

/// <summary>Name of a process that the generator has.</summary>
public sealed class ProcessName : ITextOption<ProcessName>
{
    private ProcessName(GeneratorProcess process) => Process = process;

    /// <summary>Names of all processes, with what they are.</summary>
    public static IReadOnlyList<(string Name, string Summary)> All { get; } = [.. GeneratorProcess.All.Select(p => (p.Name, p.Summary))];

    /// <inheritdoc/>
    public static string Grammar { get; } = string.Join(", ", GeneratorProcess.All.Select(p => p.Name));

    internal GeneratorProcess Process { get; }

    /// <inheritdoc/>
    public static ProcessName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (GeneratorProcess.All.FirstOrDefault(p => p.Name == text) is { } process)
        {
            return new ProcessName(process);
        }

        string hint = DidYouMean.Find(text, GeneratorProcess.All.Select(p => p.Name)) is { } near ? $" Did you mean '{near}'?" : "";
        throw new FormatException($"there is no process '{text}'.{hint}");
    }

    /// <summary>The name.</summary>
    public override string ToString() => Process.Name;
}
