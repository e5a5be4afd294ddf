using System.Collections;
using System.Reflection;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Options;

/// <summary>Binds one option record.</summary>
/// <param name="model">Its options.</param>
/// <param name="owner">Who has the options, for messages.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal readonly struct RecordBinding(OptionModel model, string owner, DiagnosticBag diagnostics)
{
    /// <summary>Binds the record; null when errors were reported.</summary>
    /// <param name="node">What was written; null for nothing.</param>
    /// <param name="start">Where the owner stands.</param>
    public object? Bind(YamlNode? node, Mark start)
    {
        int errors = diagnostics.ErrorCount;
        object record = OptionModel.NewInstance(model.Type);
        HashSet<OptionInfo> bound = [];
        switch (node)
        {
            case null:
                break;
            case { } broken when YamlTree.IsBroken(broken):
                diagnostics.RepeatError();
                return null;
            case YamlScalarNode scalar when ValueBinding.IsNull(scalar):
                break;
            case YamlMappingNode map:
                BindKeys(map, record, bound);
                break;
            case var value when model.Shorthand is { } shorthand:
                bound.Add(shorthand);
                if (new ValueBinding(shorthand, diagnostics).BindShorthand(value, $"'{shorthand.Name}'", owner) is { } inPlace)
                {
                    Assign(record, shorthand, inPlace, value, owner);
                }

                break;
            default:
                diagnostics.Error(node, DiagnosticIds.WrongType, OptionMessages.WrongType(owner, "a map of options", ValueBinding.Describe(node)));
                return null;
        }

        foreach (OptionInfo option in model.Options)
        {
            if (!bound.Contains(option))
            {
                if (option.Required)
                {
                    diagnostics.Error(start, DiagnosticIds.Missing, OptionMessages.Missing(owner, option));
                }
                else
                {
                    RememberDefaults(option.Property.GetValue(record), start);
                }
            }
        }

        if (diagnostics.ErrorCount > errors)
        {
            return null;
        }

        diagnostics.Remember(record, node?.Start ?? start);
        return record;
    }

    private void BindKeys(YamlMappingNode map, object record, HashSet<OptionInfo> bound)
    {
        List<KeyValuePair<YamlScalarNode, YamlNode>> entries = [];
        foreach ((YamlNode keyNode, YamlNode value) in map)
        {
            if (keyNode is not YamlScalarNode key)
            {
                diagnostics.Error(keyNode, DiagnosticIds.Unsupported, OptionMessages.KeyIsNoName);
            }
            else if (model.Keys.FirstOrDefault(o => o.Name == key.Value) is { } option)
            {
                Set(record, option, value, $"'{option.Name}'", $"'{option.Name}'", bound);
            }
            else if (model.Entries is not null)
            {
                // Taken as a name in silence, a misspelt option would change the physics.
                if (key.Value is { Length: >= 4 } name && OptionNames.Near(name, model.Keys.Select(o => o.Name)) is { } near)
                {
                    diagnostics.Warn(key, DiagnosticIds.UnknownOption, OptionMessages.EntryLikeOption(name, near));
                }

                entries.Add(new(key, value));
            }
            else
            {
                string[] names = [.. model.Keys.Select(o => o.Name)];
                string unknown = key.Value ?? "";
                diagnostics.Error(key, DiagnosticIds.UnknownOption, OptionMessages.UnknownOption(owner, unknown, OptionNames.Near(unknown, names), names));
            }
        }

        if (model.Entries is { Shape: EntryListShape shape } list && entries.Count > 0)
        {
            bound.Add(list);
            if (new ValueBinding(list, diagnostics).Entries(shape, entries, $" of {owner}", map.Start) is { } value)
            {
                Assign(record, list, value, map, owner);
            }
        }
    }

    private void Set(object record, OptionInfo option, YamlNode node, string subject, string owner, HashSet<OptionInfo> bound)
    {
        bound.Add(option);
        if (ValueBinding.IsNull(node) && option.Nullable)
        {
            Assign(record, option, null, node, subject);
        }
        else if (new ValueBinding(option, diagnostics).Bind(option.Shape, node, subject, owner) is { } value)
        {
            Assign(record, option, value, node, subject);
        }
    }

    // An init accessor may check its value.
    private void Assign(object record, OptionInfo option, object? value, YamlNode node, string subject)
    {
        try
        {
            option.Property.SetValue(record, value);
        }
        catch (TargetInvocationException e) when (e.InnerException is PluginException or ArgumentException or FormatException)
        {
            diagnostics.Error(node, DiagnosticIds.Grammar, OptionMessages.BadValue(subject, e.InnerException.Message));
        }
    }

    private void RememberDefaults(object? value, Mark start)
    {
        switch (value)
        {
            case ColumnReference or Expression:
                diagnostics.Remember(value, start);
                break;
            case null or string:
                break;
            case IEnumerable items:
                foreach (object? item in items)
                {
                    RememberDefaults(item, start);
                }

                break;
            default:
                // Labelled<T>, the pairs of EntryList<T>, and nested records alike.
                Type type = value.GetType();
                if (!type.IsPrimitive && !type.IsEnum && type != typeof(Quantity) && type != typeof(PluginChoice))
                {
                    foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                    {
                        if (property.GetIndexParameters().Length == 0 && (property.PropertyType.IsClass || property.PropertyType.IsInterface))
                        {
                            RememberDefaults(property.GetValue(value), start);
                        }
                    }
                }

                break;
        }
    }
}
