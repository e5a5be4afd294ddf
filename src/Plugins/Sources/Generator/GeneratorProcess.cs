using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Plugins.Sources.Generator;

/// <summary>A process that the generator has: a new one is a line in <see cref="All"/>.</summary>
/// <param name="Name">Name in YAML and on the command line.</param>
/// <param name="Summary">What it is, one phrase.</param>
/// <param name="Options">Options that mean something to it, of those that not every process has.</param>
/// <param name="Make">Makes it; refuses options with which its cross section diverges.</param>
internal sealed record GeneratorProcess(string Name, string Summary, IReadOnlyList<string> Options, Func<ProcessInputs, ScatteringProcess> Make)
{
    /// <summary>Every process.</summary>
    public static IReadOnlyList<GeneratorProcess> All { get; } =
    [
    ];

    /// <summary>The process that the options name.</summary>
    /// <param name="options">Options of the source.</param>
    /// <param name="sqrtS">√s, GeV.</param>
    /// <exception cref="PluginException">The options do not fit the process, or its cross section diverges.</exception>
    public static ScatteringProcess Create(GeneratorSource.Settings options, double sqrtS)
    {
        SpecificOptions.Check(options);
        return options.Process.Process.Make(new ProcessInputs(options, sqrtS));
    }
}
