using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Pipeline;
using AlpToolkit.Host.Schema;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp schema</c>.</summary>
internal static class SchemaCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output)
    {
        CommandLineApplication command = CommandLine.Command(alp, "schema", "Print the JSON schema of pipeline files, for completion in an editor.", "alp schema > pipeline.schema.json");
        CommandOption plugins = CommandLine.PluginsOption(command);
        command.OnExecute(() =>
        {
            output.Write(Text(PluginCatalog.Load(CommandLine.PluginDirectories(plugins))));
            return AlpCommand.Success;
        });
    }

    /// <summary>The schema of pipelines made of the given plugins.</summary>
    public static string Text(PluginCatalog catalog) =>
        PipelineSchema.ToText(PipelineSchema.Generate(catalog.Entries.Select(e => (e.Kind.ToString().ToLowerInvariant(), e.Name, e.Summary, e.OptionsType)), typeof(PipelineSettings)));
}
