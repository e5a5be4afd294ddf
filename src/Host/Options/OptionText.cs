using System.Text;
using System.Text.Json.Nodes;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Options;

/// <summary>Describes option records for people: <c>alp stages describe</c>, the reference pages, and <c>--json</c>.</summary>
internal static class OptionText
{
    private const int WidestColumn = 34;

    /// <summary>One line for an option in an editor: <c>smallest polar angle (angle in rad)</c>.</summary>
    public static string Description(OptionInfo option) => $"{option.Help} ({option.TypeText}{BoundsText(option, ", ")})";

    /// <summary>A plain-text table: name, type, default and meaning of each option, nested records as <c>beams.sqrt_s</c>.</summary>
    public static string Table(Type optionsType)
    {
        List<string[]> rows = [["option", "type", "default", "meaning"]];
        foreach ((string path, OptionInfo option) in Walk(OptionModel.Of(optionsType), "", []))
        {
            rows.Add([path, option.TypeText + BoundsText(option, ", "), DefaultText(option), option.Help + Notes(option)]);
        }

        if (rows.Count == 1)
        {
            return "no options\n";
        }

        // A long list of words must not push every other row to the right: what is wider goes on beyond its column.
        int[] widths = [.. Enumerable.Range(0, 3).Select(c => Math.Min(rows.Max(r => r[c].Length), WidestColumn))];
        StringBuilder text = new();
        foreach (string[] row in rows)
        {
            string line = string.Join("  ", row.Take(3).Select((cell, c) => cell.PadRight(widths[c])));
            bool fits = line.Length <= widths.Sum() + 4;
            text.Append((fits ? $"{line}  {row[3]}" : $"{line.TrimEnd()}\n      {row[3]}").TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same as JSON: an array of options with <c>name</c>, <c>type</c>, <c>unit</c>, <c>minimum</c>, <c>maximum</c>, <c>required</c>, <c>default</c>, <c>values</c>, <c>help</c>.</summary>
    public static JsonArray Json(Type optionsType)
    {
        JsonArray options = [];
        foreach ((string path, OptionInfo option) in Walk(OptionModel.Of(optionsType), "", []))
        {
            JsonObject described = new() { ["name"] = path, ["type"] = option.TypeText, ["help"] = option.Help, ["required"] = option.Required };
            AddIfKnown(described, "unit", option.Unit);
            AddIfKnown(described, "default", option.Required ? null : OptionWords.Value(option.Default, option.UnitOfOption));
            if (option.Bounds is var (minimum, maximum))
            {
                AddIfKnown(described, "minimum", Bound(minimum));
                AddIfKnown(described, "maximum", Bound(maximum));
            }

            if (option.Shape is EnumShape words)
            {
                described["values"] = new JsonArray([.. words.Values.Select(v => (JsonNode)v.Name)]);
            }

            AddIfKnown(described, "shorthand", option.Property.IsDefined(typeof(ShorthandAttribute), inherit: false) ? true : null);
            options.Add(described);
        }

        return options;
    }

    private static IEnumerable<(string Path, OptionInfo Option)> Walk(OptionModel model, string prefix, Type[] above)
    {
        foreach (OptionInfo option in model.Options)
        {
            string path = prefix + (option == model.Entries ? "NAME" : option.Name);
            yield return (path, option);
            (OptionShape innermost, string suffix) = Unwrap(option.Shape, option == model.Entries ? "" : ".NAME");
            if (innermost is RecordShape record && record.Type != model.Type && !above.Contains(record.Type))
            {
                foreach ((string, OptionInfo) inner in Walk(record.Model, $"{path}{suffix}.", [.. above, model.Type]))
                {
                    yield return inner;
                }
            }
        }
    }

    private static (OptionShape Innermost, string Suffix) Unwrap(OptionShape shape, string entrySuffix) => shape switch
    {
        ListShape list when Unwrap(list.Item, ".NAME") is var (item, suffix) => (item, "[]" + suffix),
        EntryListShape entries when Unwrap(entries.Item, ".NAME") is var (item, suffix) => (item, entrySuffix + suffix),
        LabelledShape labelled => Unwrap(labelled.Item, ".NAME"),
        _ => (shape, ""),
    };

    private static string DefaultText(OptionInfo option) =>
        option.Required ? "required"
        : option.Default is null ? "-"
        : OptionWords.Value(option.Default, option.UnitOfOption) ?? (option.Shape is TextOptionShape ? option.Default.ToString()! : "");

    private static string BoundsText(OptionInfo option, string before)
    {
        if (option.Bounds is not var (minimum, maximum))
        {
            return "";
        }

        string low = Text(minimum), high = Text(maximum);
        return before + (double.IsFinite(minimum), double.IsFinite(maximum)) switch
        {
            (true, true) => $"{low} to {high}",
            (true, false) => $"at least {low}",
            (false, true) => $"at most {high}",
            _ => "any",
        };
    }

    private static string Notes(OptionInfo option)
    {
        bool shorthand = option.Property.IsDefined(typeof(ShorthandAttribute), inherit: false);
        string words = option.Shape is EnumShape shape
            ? string.Concat(shape.Values.Where(v => v.Help is not null).Select(v => $"; {v.Name}: {v.Help}"))
            : "";
        return words + (shorthand ? " (may stand in place of the whole map)" : "");
    }

    private static string Text(double value) => OptionWords.Number(value, null);

    private static JsonNode? Bound(double value) => double.IsFinite(value) ? value : null;

    private static void AddIfKnown(JsonObject into, string name, JsonNode? value)
    {
        if (value is not null)
        {
            into[name] = value;
        }
    }
}
