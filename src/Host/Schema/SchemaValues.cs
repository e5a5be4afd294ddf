using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Host.Options;

namespace AlpToolkit.Host.Schema;

/// <summary>Schemas of single values, and defaults as JSON.</summary>
internal static class SchemaValues
{
    private const string ScannedPattern = @"\{[A-Za-z0-9_]+\}";
    private const string NumberPattern = @"[+-]?(\d[\d_]*\.?\d*|\.\d+)([eE][+-]?\d+)?";

    /// <summary>Schema of what one scalar can say.</summary>
    public static JsonObject Scalar(OptionShape shape, OptionInfo option) => shape switch
    {
        BooleanShape => new JsonObject { ["type"] = "boolean" },
        TextShape => Types("string", "number", "boolean"),
        FormulaShape => Types("string", "number"),
        TextOptionShape text => With(Types("string", "number"), "examples", new JsonArray(text.Grammar)),
        EnumShape words => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. words.Values.Select(v => (JsonNode)v.Name)]) },
        ColumnShape => new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z_][a-z0-9_]*$" },
        QuantityShape => Number(new JsonObject { ["type"] = "number" }, $@"^\s*{NumberPattern}\s*[A-Za-z%/^0-9-]*\s*$"),
        NumberShape number => Number(BareNumber(number, option), number.IsWhole && option.Unit is null ? $"^{NumberPattern}$" : PatternWithUnits(option)),
        _ => throw new InvalidOperationException($"{shape.GetType().Name} is no scalar"),
    };

    /// <summary>The default as it would be written; null where nothing stands for it.</summary>
    public static JsonNode? Default(OptionInfo option) => option.Required ? null : Value(option.Default, option.UnitOfOption);

    private static JsonNode? Value(object? value, Unit? unit) => value switch
    {
        bool truth => truth,
        double number when !double.IsFinite(number) => OptionWords.Number(number, unit),
        double number => unit is null or { Factor: 1 } ? number : double.Parse((number / unit.Value.Factor).ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        int whole => whole,
        long whole => whole,
        ulong whole => whole,
        not string and IEnumerable items => Items(items, unit),
        _ => OptionWords.Value(value, unit) is { } text ? (value is string plain ? plain : text) : null,
    };

    private static JsonArray? Items(IEnumerable items, Unit? unit)
    {
        List<JsonNode?> values = [.. items.Cast<object?>().Select(item => Value(item, unit))];
        return values.Count == 0 || values.Contains(null) ? null : new JsonArray([.. values]);
    }

    private static JsonObject BareNumber(NumberShape shape, OptionInfo option)
    {
        JsonObject bare = new() { ["type"] = "number" };
        if (shape.IsWhole)
        {
            // Not "integer": 2e6 is one here, and not for every reader of schemas.
            bare["multipleOf"] = 1;
        }

        if (option.Bounds is var (minimum, maximum))
        {
            bare["minimum"] = double.IsFinite(minimum) ? minimum : null;
            bare["maximum"] = double.IsFinite(maximum) ? maximum : null;
            foreach (string unbounded in bare.Where(p => p.Value is null).Select(p => p.Key).ToList())
            {
                bare.Remove(unbounded);
            }
        }

        return bare;
    }

    private static string PatternWithUnits(OptionInfo option)
    {
        Dimension dimension = option.UnitOfOption?.Dimension ?? Dimension.None;
        IEnumerable<string> written = OptionWords.UnitsOf(dimension).SelectMany(SpellingsOf);
        string units = string.Join('|', written.Select(u => u.Replace("^", @"\^", StringComparison.Ordinal)));
        return $@"^\s*({NumberPattern}|[+-]?\.?[iI]nf)\s*({units})?\s*$";
    }

    // 'ab^-1' and '/ab', 'GeV^-2' and '/GeV^2'.
    private static IEnumerable<string> SpellingsOf(string unit)
    {
        yield return unit;
        if (unit.Split("^-") is [var symbol, var exponent])
        {
            yield return exponent == "1" ? $"/{symbol}" : $"/{symbol}^{exponent}";
        }
    }

    private static JsonObject Number(JsonObject bare, string pattern) => new()
    {
        ["oneOf"] = new JsonArray(
            bare,
            new JsonObject { ["type"] = "string", ["pattern"] = pattern },
            new JsonObject { ["type"] = "string", ["pattern"] = ScannedPattern, ["description"] = "in the source of a sample: the parameter that the pipeline scans" }),
    };

    private static JsonObject Types(params string[] types) => new() { ["type"] = new JsonArray([.. types.Select(t => (JsonNode)t)]) };

    private static JsonObject With(JsonObject schema, string name, JsonNode value)
    {
        schema[name] = value;
        return schema;
    }
}
