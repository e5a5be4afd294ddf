using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlpToolkit.Host.Options;

namespace AlpToolkit.Host.Schema;

/// <summary>
/// JSON schema (draft 7) of option records and of a whole pipeline, for editors (yaml-language-server) and checks in CI. It says
/// what the binder accepts as far as a schema can: bounds only of bare numbers, and nothing of what formulas mean.
/// </summary>
internal static class PipelineSchema
{
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Draft = "http://json-schema.org/draft-07/schema#";

    /// <summary>A schema as the text of a file: indented, line feeds only, one at the end.</summary>
    public static string ToText(JsonObject schema) => schema.ToJsonString(s_readable).ReplaceLineEndings("\n") + "\n";

    /// <summary>Schema of one option record.</summary>
    public static JsonObject ForOptions(Type optionsType) => Build([], optionsType, optionsType.Name);

    /// <summary>Schema of a pipeline with the plugins that are installed.</summary>
    /// <param name="plugins">Kind (<c>stage</c>, <c>source</c>, <c>writer</c>), name, one sentence, and option record of each.</param>
    /// <param name="pipelineType">Option record of the top level; its <see cref="PluginChoice"/> options choose from the plugins.</param>
    public static JsonObject Generate(IEnumerable<(string Kind, string Name, string Summary, Type OptionsType)> plugins, Type pipelineType) =>
        Build([.. plugins.Select(p => new SchemaPlugin(p.Kind, p.Name, p.Summary, p.OptionsType))], pipelineType, "AlpToolkit pipeline");

    private static JsonObject Build(IReadOnlyList<SchemaPlugin> plugins, Type root, string title)
    {
        SchemaDefinitions definitions = new(plugins);
        JsonObject schema = new() { ["$schema"] = Draft, ["title"] = title };
        foreach ((string name, JsonNode? value) in definitions.Record(OptionModel.Of(root)))
        {
            schema[name] = value?.DeepClone();
        }

        if (definitions.Build() is { Count: > 0 } built)
        {
            schema["definitions"] = built;
        }

        return schema;
    }
}

/// <summary>A plugin as the schema sees it.</summary>
internal sealed record SchemaPlugin(string Kind, string Name, string Summary, Type OptionsType);
