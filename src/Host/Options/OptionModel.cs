using System.Reflection;
using System.Runtime.CompilerServices;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Options;

/// <summary>The options of a record type, read once by reflection: what binding, schema and documentation are made from.</summary>
internal sealed record OptionModel
{
    // Weak keys: the types of an unloaded plugin can be collected.
    private static readonly ConditionalWeakTable<Type, OptionModel> s_models = [];

    /// <summary>The record.</summary>
    public required Type Type { get; init; }

    /// <summary>Options in the order of declaration.</summary>
    public required IReadOnlyList<OptionInfo> Options { get; init; }

    /// <summary>The option that a scalar or list stands for when it is written in place of the map.</summary>
    public OptionInfo? Shorthand { get; init; }

    /// <summary>The option that takes every key that is no option.</summary>
    public OptionInfo? Entries { get; init; }

    /// <summary>Options that are keys of the map: all but <see cref="Entries"/>.</summary>
    public IEnumerable<OptionInfo> Keys => Options.Where(o => o != Entries);

    /// <summary>Reads the options of a record.</summary>
    /// <exception cref="PluginException">The record cannot be bound: an error of the plugin's author, named with its property.</exception>
    public static OptionModel Of(Type optionsType)
    {
        if (!s_models.TryGetValue(optionsType, out OptionModel? model))
        {
            model = Read(optionsType);
            s_models.AddOrUpdate(optionsType, model);
        }

        return model;
    }

    /// <summary>A record with every option at its default.</summary>
    /// <exception cref="PluginException">It has no public parameterless constructor, or its defaults are wrong.</exception>
    public static object NewInstance(Type optionsType)
    {
        try
        {
            return Activator.CreateInstance(optionsType)!;
        }
        catch (MissingMethodException)
        {
            throw new PluginException(OptionMessages.NoConstructor(optionsType));
        }
        catch (TargetInvocationException e)
        {
            throw new PluginException(OptionMessages.WrongDefaults(optionsType, e.InnerException?.Message ?? e.Message), e);
        }
    }

    private static OptionModel Read(Type type)
    {
        object defaults = NewInstance(type);
        List<OptionInfo> options = [];
        OptionInfo? shorthand = null, entries = null;
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is not { IsPublic: true } || property.GetIndexParameters().Length > 0)
            {
                continue;
            }

            OptionInfo option = ReadOption(property, defaults);
            options.Add(option);
            shorthand = property.IsDefined(typeof(ShorthandAttribute)) ? option : shorthand;
            if (property.IsDefined(typeof(EntriesAttribute)))
            {
                entries = option.Shape is EntryListShape ? option : throw new PluginException(OptionMessages.EntriesNeedEntryList(WhereOf(property)));
            }
        }

        return new OptionModel { Type = type, Options = options, Shorthand = shorthand, Entries = entries };
    }

    private static OptionInfo ReadOption(PropertyInfo property, object defaults)
    {
        string where = WhereOf(property);
        string? unit = property.GetCustomAttribute<UnitAttribute>()?.Symbol;
        if (unit is not null && !Unit.TryParse(unit, out _))
        {
            throw new PluginException(OptionMessages.NoUnit(where, unit));
        }

        BoundsAttribute? bounds = property.GetCustomAttribute<BoundsAttribute>();
        bool required = property.IsDefined(typeof(RequiredMemberAttribute));
        return new OptionInfo
        {
            Name = property.GetCustomAttribute<OptionNameAttribute>()?.Name ?? OptionNames.SnakeCase(property.Name),
            Property = property,
            Help = property.GetCustomAttribute<HelpAttribute>()?.Text ?? "",
            Unit = unit,
            Bounds = bounds is null ? null : (bounds.Minimum, bounds.Maximum),
            Required = required,
            Nullable = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable,
            Default = required ? null : property.GetValue(defaults),
            Shape = OptionShape.Of(property.PropertyType, where, property.GetCustomAttribute<PluginKindAttribute>()?.Kind),
        };
    }

    private static string WhereOf(PropertyInfo property) => $"{property.DeclaringType?.FullName}.{property.Name}";
}
