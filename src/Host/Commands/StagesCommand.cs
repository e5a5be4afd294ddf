using System.Text.Json.Nodes;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Options;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands;

/// <summary><c>alp stages list</c> and <c>alp stages describe NAME</c>; sources and writers are listed too.</summary>
internal static class StagesCommand
{
    public static void AddTo(CommandLineApplication alp, TextWriter output)
    {
        CommandLineApplication stages = CommandLine.Command(alp, "stages", "List and describe stages, sources and writers.", "alp stages list");
        stages.OnExecute(() =>
        {
            stages.ShowHelp();
            return AlpCommand.UserError;
        });
        AddList(stages, output);
        AddDescribe(stages, output);
    }

    private static void AddList(CommandLineApplication stages, TextWriter output)
    {
        CommandLineApplication list = CommandLine.Command(stages, "list", "List stages, sources and writers, one a line.", "alp stages list --plugins plugins");
        CommandOption plugins = CommandLine.PluginsOption(list);
        CommandOption json = list.Option("--json", "print as JSON", CommandOptionType.NoValue);
        list.OnExecute(() =>
        {
            PluginCatalog catalog = PluginCatalog.Load(CommandLine.PluginDirectories(plugins));
            if (json.HasValue())
            {
                output.WriteLine(new JsonArray([.. catalog.Entries.Select(ToJson)]).ToJsonString());
                return AlpCommand.Success;
            }

            int width = catalog.Entries.Max(e => e.Name.Length);
            foreach (IGrouping<PluginKind, PluginEntry> kind in catalog.Entries.GroupBy(e => e.Kind))
            {
                output.WriteLine($"{kind.Key.ToString().ToLowerInvariant()}s");
                foreach (PluginEntry entry in kind)
                {
                    output.WriteLine($"  {entry.Name.PadRight(width)}  {entry.Summary}{(entry.IsBuiltIn ? "" : $" [{entry.Origin}]")}");
                }
            }

            foreach (PluginProblem problem in catalog.Problems)
            {
                output.WriteLine($"not usable: {problem.Message}");
            }

            return AlpCommand.Success;
        });
    }

    private static void AddDescribe(CommandLineApplication stages, TextWriter output)
    {
        CommandLineApplication describe = CommandLine.Command(stages, "describe", "Show what a stage, source or writer does and its options.", "alp stages describe acceptance");
        CommandArgument name = describe.Argument("NAME", "name as in YAML").IsRequired();
        CommandOption plugins = CommandLine.PluginsOption(describe);
        CommandOption json = describe.Option("--json", "print as JSON", CommandOptionType.NoValue);
        describe.OnExecute(() =>
        {
            PluginCatalog catalog = PluginCatalog.Load(CommandLine.PluginDirectories(plugins));
            PluginEntry entry = Find(catalog, name.Value!);
            if (json.HasValue())
            {
                JsonObject description = ToJson(entry);
                description["options"] = OptionText.Json(entry.OptionsType);
                output.WriteLine(description.ToJsonString());
                return AlpCommand.Success;
            }

            output.WriteLine($"{entry.Name} ({entry.Kind.ToString().ToLowerInvariant()}, {entry.Origin})");
            output.WriteLine(entry.Summary);
            output.WriteLine();
            output.Write(OptionText.Table(entry.OptionsType));
            WriteVocabulary(output, entry);
            foreach (string example in entry.Examples)
            {
                output.WriteLine();
                output.WriteLine("example");
                output.WriteLine(string.Join('\n', example.Trim('\n').Split('\n').Select(l => "  " + l)));
            }

            return AlpCommand.Success;
        });
    }

    private static void WriteVocabulary(TextWriter output, PluginEntry entry)
    {
        if (entry.Kind != PluginKind.Stage || ((Stage)entry.Create()).Vocabulary is not { Count: > 0 } words)
        {
            return;
        }

        output.WriteLine();
        int width = words.Max(w => w.Word.Length);
        foreach ((string word, string meaning) in words)
        {
            output.WriteLine($"  {word.PadRight(width)}  {meaning}");
        }
    }

    private static PluginEntry Find(PluginCatalog catalog, string name)
    {
        foreach (PluginKind kind in (PluginKind[])[PluginKind.Stage, PluginKind.Source, PluginKind.Writer])
        {
            if (catalog.Find(kind, name) is { } entry)
            {
                return entry;
            }
        }

        string hint = DidYouMean.Find(name, catalog.Entries.Select(e => e.Name)) is { } near ? $"Did you mean '{near}'?"
            : PluginName.IsVendorName(name) ? "Name the folder of its DLL: --plugins plugins." : "See alp stages list.";
        throw new PluginException($"there is no stage, source or writer '{name}'. {hint}");
    }

    private static JsonObject ToJson(PluginEntry entry) => new()
    {
        ["kind"] = entry.Kind.ToString().ToLowerInvariant(),
        ["name"] = entry.Name,
        ["summary"] = entry.Summary,
        ["origin"] = entry.Origin,
    };
}
