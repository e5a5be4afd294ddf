using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Options;

/// <summary>What can be written for an option. A closed set: binding, schema and documentation each handle every case.</summary>
/// <param name="Type">Type of the bound value; never a <see cref="Nullable{T}"/>.</param>
internal abstract record OptionShape(Type Type)
{
    /// <summary>The shape of a type, for an option.</summary>
    /// <param name="type">Type of the property, or of an item in it.</param>
    /// <param name="where">The property, for the message.</param>
    /// <param name="pluginKind">Kind of plugin that a <see cref="PluginChoice"/> chooses from.</param>
    /// <exception cref="PluginException">The type cannot be an option: an error of the plugin's author.</exception>
    public static OptionShape Of(Type type, string where, string? pluginKind)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool))
        {
            return new BooleanShape();
        }

        if (type == typeof(string))
        {
            return new TextShape();
        }

        if (type == typeof(double) || type == typeof(int) || type == typeof(long) || type == typeof(ulong))
        {
            return new NumberShape(type);
        }

        if (type == typeof(Quantity))
        {
            return new QuantityShape();
        }

        if (type == typeof(Expression))
        {
            return new FormulaShape();
        }

        if (type == typeof(PluginChoice))
        {
            return new PluginShape(pluginKind ?? throw new PluginException(OptionMessages.NoPluginKind(where)));
        }

        if (type.IsEnum)
        {
            return new EnumShape(type);
        }

        if (typeof(ColumnReference).IsAssignableFrom(type) && type.IsSealed)
        {
            return new ColumnShape(type);
        }

        if (type.IsGenericType && type.GenericTypeArguments is [Type item])
        {
            Type generic = type.GetGenericTypeDefinition();
            if (generic == typeof(IReadOnlyList<>))
            {
                return new ListShape(type, Of(item, where, pluginKind));
            }

            if (generic == typeof(EntryList<>))
            {
                return new EntryListShape(type, Of(item, where, pluginKind));
            }

            if (generic == typeof(Labelled<>))
            {
                return new LabelledShape(type, Of(item, where, pluginKind));
            }
        }

        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITextOption<>)))
        {
            return TextOptionShape.Of(type);
        }

        return type.IsClass && type != typeof(object) && type.GetMethod("<Clone>$") is not null
            ? new RecordShape(type)
            : throw new PluginException(OptionMessages.UnsupportedType(where, type));
    }
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record BooleanShape() : OptionShape(typeof(bool));

/// <summary>Any text.</summary>
internal sealed record TextShape() : OptionShape(typeof(string));

/// <summary>A number, with the unit and bounds of its option.</summary>
internal sealed record NumberShape(Type Type) : OptionShape(Type)
{
    /// <summary>True for the integer types.</summary>
    public bool IsWhole => Type != typeof(double);
}

/// <summary>A number with any unit.</summary>
internal sealed record QuantityShape() : OptionShape(typeof(Quantity));

/// <summary>A formula over columns.</summary>
internal sealed record FormulaShape() : OptionShape(typeof(Expression));

/// <summary>One of a few words.</summary>
internal sealed record EnumShape(Type Type) : OptionShape(Type)
{
    /// <summary>The words, in the order of declaration, with what they mean.</summary>
    public IReadOnlyList<(string Name, object Value, string? Help)> Values { get; } =
    [
        .. Type.GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Select(field =>
            (OptionNames.SnakeCase(field.Name), field.GetValue(null)!,
            ((HelpAttribute?)Attribute.GetCustomAttribute(field, typeof(HelpAttribute)))?.Text)),
    ];
}

/// <summary>A column or role that is read or written.</summary>
internal sealed record ColumnShape(Type Type) : OptionShape(Type)
{
    /// <summary>True when the stage writes it.</summary>
    public bool IsOutput => Type == typeof(ColumnOut) || Type == typeof(ObjectOut);

    /// <summary>True for a role (a particle), false for a column (a number).</summary>
    public bool IsRole => Type == typeof(ObjectIn) || Type == typeof(ObjectOut);
}

/// <summary>Values one after the other.</summary>
internal sealed record ListShape(Type Type, OptionShape Item) : OptionShape(Type);

/// <summary>Named values: a map with keys of the user's choice.</summary>
internal sealed record EntryListShape(Type Type, OptionShape Item) : OptionShape(Type);

/// <summary>A value with or without a name: <c>value</c> or <c>{ name: value }</c>.</summary>
internal sealed record LabelledShape(Type Type, OptionShape Item) : OptionShape(Type);

/// <summary>A nested option record; its model is read when asked for, so that records may nest in themselves.</summary>
internal sealed record RecordShape(Type Type) : OptionShape(Type)
{
    /// <summary>The options of the record.</summary>
    public OptionModel Model => OptionModel.Of(Type);
}

/// <summary>A plugin by name, with its options.</summary>
/// <param name="Kind"><c>stage</c>, <c>source</c> or <c>writer</c>.</param>
internal sealed record PluginShape(string Kind) : OptionShape(typeof(PluginChoice));

/// <summary>A text that the option's own type reads.</summary>
/// <param name="Type">The type.</param>
/// <param name="Grammar">What the text must look like.</param>
/// <param name="Parse">Reads it; throws <see cref="FormatException"/>.</param>
internal sealed record TextOptionShape(Type Type, string Grammar, Func<string, object> Parse) : OptionShape(Type)
{
    internal static TextOptionShape Of(Type type)
    {
        System.Reflection.MethodInfo make = typeof(TextOptionShape)
            .GetMethod(nameof(Make), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        return (TextOptionShape)make.MakeGenericMethod(type).Invoke(null, null)!;
    }

    private static TextOptionShape Make<T>()
        where T : class, ITextOption<T> => new(typeof(T), T.Grammar, T.Parse);
}
