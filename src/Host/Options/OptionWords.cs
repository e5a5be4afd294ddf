using System.Collections;
using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Host.Options;

/// <summary>Options in words: types, units and values as messages, schema and documentation print them.</summary>
internal static class OptionWords
{
    /// <summary>What can be written for an option: <c>energy in GeV</c>, <c>list of formulas</c>.</summary>
    public static string TypeText(OptionShape shape, Unit? unit) => Words(shape, unit, plural: false);

    /// <summary>What can be written, with its article: <c>an energy in GeV</c>, <c>a list of formulas</c>.</summary>
    public static string Expected(OptionShape shape, Unit? unit)
    {
        string words = TypeText(shape, unit);
        bool noArticle = shape is BooleanShape or EnumShape or TextOptionShape or EntryListShape or LabelledShape { Item: TextOptionShape or EnumShape };
        return noArticle ? words : $"{("aeiou".Contains(words[0]) ? "an" : "a")} {words}";
    }

    /// <summary>A dimension with its article: <c>an energy</c>, <c>a cross section</c>, <c>a pure number</c>.</summary>
    public static string WithArticle(Dimension dimension) =>
        dimension == Dimension.None ? "a pure number" : $"{("aeiou".Contains(dimension.Name[0]) ? "an" : "a")} {dimension.Name}";

    /// <summary>Units that measure a dimension, as they can be written: <c>deg</c>, <c>mrad</c>, <c>rad</c>.</summary>
    public static IReadOnlyList<string> UnitsOf(Dimension dimension)
    {
        List<string> units = [];
        foreach (string symbol in Unit.Symbols)
        {
            for (int exponent = -8; exponent <= 8; exponent++)
            {
                string text = exponent == 1 ? symbol : $"{symbol}^{exponent}";
                if (exponent != 0 && Unit.TryParse(text, out Unit unit) && unit.Dimension == dimension && (exponent == 1 || dimension != Dimension.None))
                {
                    units.Add(text);
                }
            }
        }

        return units;
    }

    /// <summary>A number in internal units, printed in the unit of its option: <c>0.25 GeV</c>.</summary>
    public static string Number(double value, Unit? unit)
    {
        double inUnit = unit is { Factor: not 1 } u ? value / u.Factor : value;

        // 22 deg are stored as 0.38397… rad: 15 digits give back 22, not 21.999999999999996.
        string text = inUnit.ToString(inUnit == value ? "R" : "G15", CultureInfo.InvariantCulture).Replace('E', 'e');
        return unit is { } named && named.Dimension != Dimension.None ? $"{text} {named.Symbol}" : text;
    }

    /// <summary>A value as it would be written in YAML; null where there is no short text for it.</summary>
    public static string? Value(object? value, Unit? unit) => value switch
    {
        null => null,
        bool truth => truth ? "true" : "false",
        double number => Number(number, unit),
        string { Length: 0 } => "''",
        string or ColumnReference or Expression => value.ToString(),
        Enum word => OptionNames.SnakeCase(word.ToString()),
        Quantity quantity => Number(quantity.Value, null) + (quantity.Dimension is { } d && d != Dimension.None ? $" {d.UnitText}" : ""),
        IFormattable whole when value.GetType().IsPrimitive => whole.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => Items(items, unit),
        _ => null,
    };

    /// <summary>Words in a row: <c>a, b or c</c>.</summary>
    public static string Alternatives(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}";

    private static string? Items(IEnumerable items, Unit? unit)
    {
        List<string?> texts = [.. items.Cast<object?>().Select(item => Value(item, unit))];
        return texts.Contains(null) ? null : $"[{string.Join(", ", texts)}]";
    }

    private static string InUnit(Unit? unit) => unit is { } u && u.Dimension != Dimension.None ? $" in {u.Symbol}" : "";

    private static string Words(OptionShape shape, Unit? unit, bool plural) => shape switch
    {
        BooleanShape => plural ? "truth values" : "true or false",
        TextShape => plural ? "texts" : "text",
        NumberShape when unit is { } u && u.Dimension != Dimension.None => $"{(plural ? Plural(u.Dimension.Name) : u.Dimension.Name)} in {u.Symbol}",
        NumberShape { IsWhole: true } => plural ? "whole numbers" : "whole number",
        NumberShape => plural ? "numbers" : "number",
        QuantityShape => plural ? "numbers with units" : "number with unit",
        FormulaShape => plural ? "formulas" : "formula",
        EnumShape words => Alternatives([.. words.Values.Select(v => v.Name)]),
        ColumnShape { IsRole: false, IsOutput: false } => (plural ? "columns to read" : "column to read") + InUnit(unit),
        ColumnShape { IsRole: false } => (plural ? "columns to write" : "column to write") + InUnit(unit),
        ColumnShape { IsOutput: false } => plural ? "roles to read" : "role to read",
        ColumnShape => plural ? "roles to assign" : "role to assign",
        TextOptionShape text => text.Grammar,
        ListShape list => $"{(plural ? "lists" : "list")} of {Words(list.Item, unit, plural: true)}",
        EntryListShape entries => $"named {Words(entries.Item, unit, plural: true)}",
        LabelledShape labelled => $"{Words(labelled.Item, unit, plural)}, named or not",
        RecordShape => plural ? "maps" : "map",
        PluginShape plugin => plural ? $"{plugin.Kind}s" : plugin.Kind,
        _ => throw new InvalidOperationException($"no words for {shape.GetType().Name}"),
    };

    private static string Plural(string name) => name switch
    {
        "energy" => "energies",
        "luminosity" => "luminosities",
        _ when name.Contains('^') => name,
        _ => name + "s",
    };
}
