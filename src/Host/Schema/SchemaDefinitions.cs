using System.Text.Json.Nodes;
using AlpToolkit.Host.Options;

namespace AlpToolkit.Host.Schema;

/// <summary>Schemas of option records, each written once and referred to by name: records may nest in themselves.</summary>
/// <param name="plugins">Plugins that can be chosen.</param>
internal sealed class SchemaDefinitions(IReadOnlyList<SchemaPlugin> plugins)
{
    // What PluginName accepts. A stranger's plugin is where the pipeline runs, not where the schema was made.
    private const string VendorName = "^[a-z][a-z0-9]*(-[a-z0-9]+)*/[a-z][a-z0-9]*(-[a-z0-9]+)*$";

    private readonly Dictionary<Type, string> _names = [];
    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, Type Type)> _pending = new();

    /// <summary>Every definition referred to so far, and what they refer to in turn, by name.</summary>
    public JsonObject Build()
    {
        while (_pending.TryDequeue(out (string Name, Type Type) next))
        {
            _schemas[next.Name] = Record(OptionModel.Of(next.Type));
        }

        return new JsonObject(_schemas.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value)));
    }

    /// <summary>Schema of a record: a map, and what its shorthand allows in place of the map.</summary>
    public JsonObject Record(OptionModel model)
    {
        JsonObject properties = [];
        foreach (OptionInfo option in model.Keys)
        {
            properties[option.Name] = Option(option);
        }

        JsonObject map = new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = Additional(model) };
        if (model.Options.Any(o => o.Required))
        {
            map["required"] = new JsonArray([.. model.Options.Where(o => o.Required && o != model.Entries).Select(o => (JsonNode)o.Name)]);
        }

        List<JsonObject> forms = [map];
        if (!model.Options.Any(o => o.Required))
        {
            forms.Add(new JsonObject { ["type"] = "null" });
        }

        if (model.Shorthand is { } shorthand)
        {
            forms.Add(Shape(shorthand.Shape, shorthand));
            if (shorthand.Shape is ListShape { Item: var item })
            {
                // One item without its list; one in braces would be the map.
                OptionShape single = item is LabelledShape labelled ? labelled.Item : item;
                if (single is not (RecordShape or ListShape or EntryListShape or PluginShape))
                {
                    forms.Add(Shape(single, shorthand));
                }
            }
        }

        return forms.Count == 1 ? map : new JsonObject { ["oneOf"] = new JsonArray([.. forms]) };
    }

    private JsonNode Additional(OptionModel model) => model.Entries switch
    {
        { Shape: EntryListShape entries } option => Shape(entries.Item, option),
        _ => false,
    };

    private JsonObject Option(OptionInfo option)
    {
        JsonObject schema = Shape(option.Shape, option);
        if (schema.ContainsKey("$ref"))
        {
            // Draft 7 ignores what stands beside a reference.
            schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        }

        if (option.Nullable)
        {
            schema = new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        }

        JsonObject described = new() { ["description"] = OptionText.Description(option) };
        if (SchemaValues.Default(option) is { } value)
        {
            described["default"] = value;
        }

        foreach ((string name, JsonNode? part) in schema)
        {
            described[name] = part?.DeepClone();
        }

        return described;
    }

    private JsonObject Shape(OptionShape shape, OptionInfo option) => shape switch
    {
        ListShape list => new JsonObject { ["type"] = "array", ["items"] = Shape(list.Item, option) },
        EntryListShape entries => new JsonObject { ["type"] = "object", ["additionalProperties"] = Shape(entries.Item, option) },
        LabelledShape labelled => new JsonObject { ["anyOf"] = new JsonArray(Shape(labelled.Item, option), Labelled(labelled, option)) },
        RecordShape record => Reference(record.Type),
        PluginShape choice => Choice(choice),
        _ => SchemaValues.Scalar(shape, option),
    };

    private JsonObject Labelled(LabelledShape shape, OptionInfo option) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = Shape(shape.Item, option),
        ["minProperties"] = 1,
        ["maxProperties"] = 1,
    };

    // One map with every plugin, of which one may stand, and not one map a plugin: editors complete the first and
    // explain an error in the second by the whole list.
    private JsonObject Choice(PluginShape choice)
    {
        JsonArray names = [];
        JsonObject properties = [];
        foreach (SchemaPlugin plugin in plugins.Where(p => p.Kind == choice.Kind).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            names.Add(new JsonObject { ["enum"] = new JsonArray(plugin.Name), ["description"] = plugin.Summary });
            properties[plugin.Name] = new JsonObject { ["description"] = plugin.Summary, ["allOf"] = new JsonArray(Reference(plugin.OptionsType)) };
        }

        if (names.Count == 0)
        {
            // The schema of a record by itself: which plugins there are is not known here.
            return new JsonObject { ["type"] = new JsonArray("string", "object") };
        }

        names.Add(new JsonObject { ["pattern"] = VendorName, ["description"] = "a plugin, vendor/name" });
        return new JsonObject
        {
            ["oneOf"] = new JsonArray(
                new JsonObject { ["type"] = "string", ["anyOf"] = names },
                new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = properties,
                    ["patternProperties"] = new JsonObject { [VendorName] = new JsonObject() },
                    ["additionalProperties"] = false,
                    ["minProperties"] = 1,
                    ["maxProperties"] = 1,
                }),
        };
    }

    private JsonObject Reference(Type type)
    {
        if (!_names.TryGetValue(type, out string? name))
        {
            string full = (type.FullName ?? type.Name).Replace('+', '.');
            name = full.StartsWith("AlpToolkit.", StringComparison.Ordinal) ? full["AlpToolkit.".Length..] : full;
            _names.Add(type, name);
            _pending.Enqueue((name, type));
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }
}
