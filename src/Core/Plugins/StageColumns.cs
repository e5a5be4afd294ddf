using System.Collections;
using System.Reflection;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Plugins;

/// <summary>Finds what a stage reads and writes: typed references in its options, then its own declarations.</summary>
internal static class StageColumns
{
    public static IReadOnlyList<ColumnUse> UsesOf(Stage stage)
    {
        List<ColumnUse> fromOptions = [];
        Walk(stage.OptionsObject, property: null, fromOptions);
        DataFlow flow = new();
        stage.Declare(flow);

        // A stage reads before it writes; its own declarations come in the order it made them.
        return [.. fromOptions.Where(u => !u.IsWrite), .. flow.Uses, .. fromOptions.Where(u => u.IsWrite)];
    }

    private static void Walk(object? value, PropertyInfo? property, List<ColumnUse> uses)
    {
        switch (value)
        {
            case null or string:
                return;
            case ColumnReference reference:
                uses.Add(new ColumnUse { Reference = reference, Dimension = DimensionOf(property), Meaning = property?.GetCustomAttribute<HelpAttribute>()?.Text });
                return;
            case Expression expression:
                uses.Add(new ColumnUse { Expression = expression });
                return;
            case IEnumerable items:
                foreach (object? item in items)
                {
                    Walk(item, property, uses);
                }

                return;
        }

        Type type = value.GetType();
        if (type.IsPrimitive || type.IsEnum)
        {
            return;
        }

        foreach (PropertyInfo inner in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (inner.GetIndexParameters().Length == 0 && inner.GetCustomAttribute<DeclaredByStageAttribute>() is null && inner.Name != "EqualityContract"
                && (inner.PropertyType.IsClass || inner.PropertyType.IsInterface || inner.PropertyType.IsGenericType))
            {
                Walk(inner.GetValue(value), inner, uses);
            }
        }
    }

    private static Dimension? DimensionOf(PropertyInfo? property) =>
        property?.GetCustomAttribute<UnitAttribute>() is { } unit && Unit.TryParse(unit.Symbol, out Unit parsed) ? parsed.Dimension : null;
}
