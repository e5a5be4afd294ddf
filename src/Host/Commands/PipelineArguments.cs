using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Pipeline;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary>The arguments of every command that takes a pipeline.</summary>
internal sealed class PipelineArguments
{
    private readonly CommandArgument _file;
    private readonly CommandOption _set;
    private readonly CommandOption _plugins;

    public PipelineArguments(CommandLineApplication command)
    {
        _file = command.Argument("PIPELINE", "pipeline file (YAML)").IsRequired(errorMessage: "a pipeline file is needed, as in alp run pipeline.yaml");
        _set = command.Option("--set <CHANGE>", "change the pipeline: luminosity=1ab^-1, stages.acceptance.theta_min=17deg; may be given several times", CommandOptionType.MultipleValue);
        _plugins = CommandLine.PluginsOption(command);
    }

    public IReadOnlyList<Override> Overrides => [.. _set.Values.Select(v => Override.Parse(v!))];

    public string File => _file.Value!;

    /// <summary>Reads the pipeline and prints every error and warning.</summary>
    /// <returns>Null when there were errors.</returns>
    /// <exception cref="PluginException">There is no such file.</exception>
    public PipelinePlan? Read(TextWriter error, out DiagnosticBag diagnostics)
    {
        CheckExists(File);
        diagnostics = new DiagnosticBag(File);
        PipelinePlan? plan = PipelineReader.Read(File, Overrides, CommandLine.PluginDirectories(_plugins), diagnostics);
        if (plan is not null)
        {
            SampleCheck.Check(plan, diagnostics);
        }

        string[] elsewhere = Overrides.Count > 0 && diagnostics.HasErrors ? MessagesOfTheFileAlone() : [];
        foreach (Diagnostic diagnostic in diagnostics.Diagnostics)
        {
            // A value from the command line has no place in the file: what only the changed pipeline has is theirs.
            bool fromOverride = Overrides.Count > 0 && diagnostic.Severity == Severity.Error && !elsewhere.Contains(diagnostic.Message);
            error.WriteLine(fromOverride ? $"{string.Join(' ', Overrides.Select(o => $"--set {o.Text}"))}: error {diagnostic.Id}: {diagnostic.Message}" : diagnostic.ToString());
        }

        return diagnostics.HasErrors ? null : plan;
    }

    private string[] MessagesOfTheFileAlone()
    {
        DiagnosticBag alone = new(File);
        if (PipelineReader.Read(File, [], CommandLine.PluginDirectories(_plugins), alone) is { } plan)
        {
            SampleCheck.Check(plan, alone);
        }

        return [.. alone.Diagnostics.Select(d => d.Message)];
    }

    private static void CheckExists(string file)
    {
        if (System.IO.File.Exists(file))
        {
            return;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string[] neighbours = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.y*ml").Select(f => Path.GetFileName(f))] : [];
        string hint = DidYouMean.Find(Path.GetFileName(file), neighbours) is { } near ? $" Did you mean '{near}'?" : "";
        throw new PluginException(Directory.Exists(file) ? $"{file} is a folder; a pipeline is a YAML file" : $"there is no file {file}.{hint}");
    }
}
