using System.Collections;
using System.Globalization;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Host.Options;
using AlpToolkit.Host.Pipeline;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Provenance;

/// <summary>The pipeline with every option spelled out, defaults too, as YAML that <c>alp run</c> reads.</summary>
internal static class ResolvedConfiguration
{
    /// <summary>Name of the file in a run folder.</summary>
    public const string FileName = "pipeline.resolved.yaml";

    public static void Write(string path, PipelinePlan plan) => File.WriteAllText(path, Text(plan));

    public static string Text(PipelinePlan plan) => Text(Record(typeof(PipelineSettings), plan.Settings, Chosen(plan)));

    /// <summary>A plugin with its options spelled out, as it stands in a pipeline.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="optionsType">The record of its options.</param>
    /// <param name="options">The options.</param>
    /// <param name="isShown">Whether the option of a name is written.</param>
    public static string PluginText(string name, Type optionsType, object options, Func<string, bool> isShown)
    {
        YamlMappingNode map = Record(optionsType, options, []);
        RemoveFrom(map, isShown);
        return Text(new YamlMappingNode(new YamlScalarNode(name), map));
    }

    private static void RemoveFrom(YamlMappingNode map, Func<string, bool> isShown)
    {
        foreach ((YamlNode key, YamlNode value) in map.Children.ToList())
        {
            if (value is YamlMappingNode inner)
            {
                RemoveFrom(inner, isShown);
            }

            if (!isShown(((YamlScalarNode)key).Value!) || value is YamlMappingNode { Children.Count: 0 })
            {
                map.Children.Remove(key);
            }
        }
    }

    private static string Text(YamlMappingNode root)
    {
        using StringWriter writer = new() { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        string text = writer.ToString().ReplaceLineEndings("\n");

        // The library ends a document by a mark of its own, which a file of one document does not need.
        return text.EndsWith("\n...\n", StringComparison.Ordinal) ? text[..^4] : text;
    }

    // The bound options of every plugin, by the choice that named it.
    private static Dictionary<PluginChoice, (Type Type, object Options)> Chosen(PipelinePlan plan)
    {
        Dictionary<PluginChoice, (Type, object)> chosen = new(ReferenceEqualityComparer.Instance);
        foreach ((PluginChoice choice, PlannedStage stage) in plan.Settings.Stages.Zip(plan.Stages))
        {
            chosen[choice] = (stage.Entry.OptionsType, stage.Stage.OptionsObject);
        }

        foreach (PlannedSample sample in plan.Samples.Where(s => s.ScanPoint is null))
        {
            chosen[plan.Settings.Samples.Single(s => s.Key == sample.Name).Value.Source] = (sample.Entry.OptionsType, sample.Source.OptionsObject);
        }

        foreach ((PluginChoice choice, PlannedWriter writer) in plan.Settings.Write.Zip(plan.Writers))
        {
            chosen[choice] = (writer.Entry.OptionsType, writer.Writer.OptionsObject);
        }

        return chosen;
    }

    private static YamlMappingNode Record(Type type, object record, Dictionary<PluginChoice, (Type Type, object Options)> chosen)
    {
        YamlMappingNode map = [];
        foreach (OptionInfo option in OptionModel.Of(type).Options)
        {
            if (option.Property.GetValue(record) is not { } value)
            {
                continue;
            }

            if (option == OptionModel.Of(type).Entries)
            {
                foreach ((YamlNode key, YamlNode child) in ((YamlMappingNode)Node(option.Shape, value, option.Unit, chosen)).Children)
                {
                    map.Add(key, child);
                }
            }
            else
            {
                map.Add(option.Name, Node(option.Shape, value, option.Unit, chosen));
            }
        }

        return map;
    }

    private static YamlNode Node(OptionShape shape, object value, string? unit, Dictionary<PluginChoice, (Type Type, object Options)> chosen)
    {
        switch (shape)
        {
            case RecordShape record:
                return Record(record.Type, value, chosen);
            case PluginShape when value is PluginChoice choice:
                return Plugin(choice, chosen);
            case ListShape list:
                return new YamlSequenceNode(((IEnumerable)value).Cast<object>().Select(item => Node(list.Item, item, unit, chosen)));
            case EntryListShape entries:
                return Entries(entries, (IEnumerable)value, unit, chosen);
            case LabelledShape labelled:
                return Labelled(labelled, value, unit, chosen);
            default:
                return new YamlScalarNode(Scalar(value, unit));
        }
    }

    private static YamlMappingNode Plugin(PluginChoice choice, Dictionary<PluginChoice, (Type Type, object Options)> chosen)
    {
        // What is made once for every value of a scan has no one set of options: it stands as it was written.
        return chosen.TryGetValue(choice, out (Type Type, object Options) bound)
            ? new YamlMappingNode(new YamlScalarNode(choice.Name), Record(bound.Type, bound.Options, chosen))
            : new YamlMappingNode(new YamlScalarNode(choice.Name), choice.Options!);
    }

    private static YamlMappingNode Entries(EntryListShape shape, IEnumerable entries, string? unit, Dictionary<PluginChoice, (Type Type, object Options)> chosen)
    {
        YamlMappingNode map = [];
        foreach (object entry in entries)
        {
            Type pair = entry.GetType();
            map.Add((string)pair.GetProperty("Key")!.GetValue(entry)!, Node(shape.Item, pair.GetProperty("Value")!.GetValue(entry)!, unit, chosen));
        }

        return map;
    }

    private static YamlNode Labelled(LabelledShape shape, object labelled, string? unit, Dictionary<PluginChoice, (Type Type, object Options)> chosen)
    {
        Type type = labelled.GetType();
        YamlNode value = Node(shape.Item, type.GetProperty("Value")!.GetValue(labelled)!, unit, chosen);
        return type.GetProperty("Label")!.GetValue(labelled) is string label ? new YamlMappingNode(new YamlScalarNode(label), value) : value;
    }

    private static string Scalar(object value, string? unit) => value switch
    {
        // In the internal unit, so that reading it back gives the same bits.
        double number => InternalUnit(unit) is { Length: > 0 } text ? $"{number:R} {text}" : number.ToString("R", CultureInfo.InvariantCulture),
        Quantity quantity => quantity.Dimension is { UnitText: { Length: > 0 } text } ? $"{quantity.Value:R} {text}" : quantity.Value.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        Enum word => OptionNames.SnakeCase(word.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string? InternalUnit(string? unit) => unit is not null && Unit.TryParse(unit, out Unit parsed) ? parsed.Dimension.UnitText : null;
}
