using AlpToolkit.Core.Expressions;
using AlpToolkit.Host.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Options;

/// <summary>Binds the value of one option: lists, maps and records here, scalars in <see cref="ScalarBinding"/>.</summary>
/// <param name="option">The option: its unit and bounds hold for every number in it.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal readonly struct ValueBinding(OptionInfo option, DiagnosticBag diagnostics)
{
    /// <summary>True for nothing, <c>~</c> and <c>null</c>, unless quoted.</summary>
    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    /// <summary>A node in words, for messages: <c>a list</c>, <c>a map</c>, <c>'text'</c>.</summary>
    public static string Describe(YamlNode node) => node switch
    {
        YamlSequenceNode => "a list",
        YamlMappingNode => "a map",
        _ when IsNull(node) => "nothing",
        YamlScalarNode scalar => $"'{OptionMessages.Shorten(scalar.Value ?? "")}'",
        _ => "something else",
    };

    /// <summary>Binds a value of a shape.</summary>
    /// <param name="shape">What can be written.</param>
    /// <param name="node">What was written.</param>
    /// <param name="subject">What is being bound, for messages: <c>'theta_min'</c>, <c>item 2 of 'edges'</c>.</param>
    /// <param name="owner">Who has the options when it is a record.</param>
    /// <returns>The value, or null when errors were reported.</returns>
    public object? Bind(OptionShape shape, YamlNode node, string subject, string owner)
    {
        if (YamlTree.IsBroken(node))
        {
            diagnostics.RepeatError();
            return null;
        }

        object? value = shape switch
        {
            RecordShape record => new RecordBinding(record.Model, owner, diagnostics).Bind(node, node.Start),
            ListShape list => List(list, node, subject),
            EntryListShape entries => EntryMap(entries, node, subject),
            LabelledShape labelled => Labelled(labelled, node, subject),
            PluginShape plugin => Plugin(plugin, node, subject),
            _ => Scalar(shape, node, subject),
        };
        if (value is not null && !value.GetType().IsValueType && value is not "")
        {
            diagnostics.Remember(value, node.Start);
            if (value is Expression formula && node is YamlScalarNode scalar)
            {
                diagnostics.RememberWithin(formula, character => ScalarBinding.PositionIn(scalar, formula.Text, character));
            }
        }

        return value;
    }

    /// <summary>Binds what stands in place of the whole map: the option's value, or for a list its only item (<c>lhe: a.lhe</c>).</summary>
    /// <inheritdoc cref="Bind"/>
    public object? BindShorthand(YamlNode node, string subject, string owner)
    {
        if (option.Shape is not ListShape list || node is not YamlScalarNode)
        {
            return Bind(option.Shape, node, subject, owner);
        }

        return Bind(list.Item, node, subject, owner) is { } only ? ArrayOf(list.Type.GenericTypeArguments[0], [only]) : null;
    }

    /// <summary>Binds named values.</summary>
    /// <param name="shape">The list they go into.</param>
    /// <param name="pairs">Names and nodes; names are unique.</param>
    /// <param name="of">What they belong to, for messages, with its preposition.</param>
    /// <param name="start">Where the map stands.</param>
    /// <returns>The list, or null when errors were reported.</returns>
    public object? Entries(EntryListShape shape, IEnumerable<KeyValuePair<YamlScalarNode, YamlNode>> pairs, string of, Mark start)
    {
        int errors = diagnostics.ErrorCount;
        List<object> bound = [];
        Type pairType = typeof(KeyValuePair<,>).MakeGenericType(typeof(string), shape.Type.GenericTypeArguments[0]);
        foreach ((YamlScalarNode key, YamlNode node) in pairs)
        {
            string name = key.Value ?? "";
            string subject = $"'{name}'{of}";
            if (IsNull(key) || name.Length == 0)
            {
                diagnostics.Error(key, DiagnosticIds.Missing, OptionMessages.NoName(of));
            }
            else if (Bind(shape.Item, node, subject, subject) is { } value)
            {
                bound.Add(Activator.CreateInstance(pairType, name, value)!);
            }
        }

        if (diagnostics.ErrorCount > errors)
        {
            return null;
        }

        object list = Activator.CreateInstance(shape.Type, ArrayOf(pairType, bound))!;
        diagnostics.Remember(list, start);
        return list;
    }

    private static Array ArrayOf(Type itemType, List<object> items)
    {
        Array array = Array.CreateInstance(itemType, items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            array.SetValue(items[i], i);
        }

        return array;
    }

    private Array? List(ListShape shape, YamlNode node, string subject)
    {
        if (node is not YamlSequenceNode sequence)
        {
            string expected = OptionWords.Expected(shape, option.UnitOfOption);
            diagnostics.Error(node, DiagnosticIds.WrongType, node is YamlScalarNode && !IsNull(node)
                ? OptionMessages.NeedsBrackets(subject, expected, Describe(node))
                : OptionMessages.WrongType(subject, expected, Describe(node)));
            return null;
        }

        int errors = diagnostics.ErrorCount;
        List<object> items = [];
        foreach (YamlNode item in sequence)
        {
            string itemSubject = $"item {items.Count + 1} of {subject}";
            items.Add(Bind(shape.Item, item, itemSubject, itemSubject) ?? DBNull.Value);
        }

        return diagnostics.ErrorCount > errors ? null : ArrayOf(shape.Type.GenericTypeArguments[0], items);
    }

    private object? EntryMap(EntryListShape shape, YamlNode node, string subject)
    {
        if (node is not YamlMappingNode map)
        {
            diagnostics.Error(node, DiagnosticIds.WrongType, OptionMessages.WrongType(subject, $"a map of {OptionWords.TypeText(shape, option.UnitOfOption)}", Describe(node)));
            return null;
        }

        foreach (YamlNode key in map.Children.Keys.Where(k => k is not YamlScalarNode))
        {
            diagnostics.Error(key, DiagnosticIds.Unsupported, OptionMessages.KeyIsNoName);
        }

        return Entries(shape, map.Where(p => p.Key is YamlScalarNode).Select(p => KeyValuePair.Create((YamlScalarNode)p.Key, p.Value)), $" of {subject}", map.Start);
    }

    private object? Labelled(LabelledShape shape, YamlNode node, string subject)
    {
        string? label = null;
        YamlNode valueNode = node;
        if (node is YamlMappingNode map)
        {
            if (map.Children.Count != 1 || map.First().Key is not YamlScalarNode { Value: { Length: > 0 } name })
            {
                diagnostics.Error(node, DiagnosticIds.WrongType, OptionMessages.LabelledNeedsOneKey(subject, map.Children.Count));
                return null;
            }

            (label, valueNode, subject) = (name, map.First().Value, $"'{name}'");
        }

        return Bind(shape.Item, valueNode, subject, subject) is { } value ? Activator.CreateInstance(shape.Type, label, value) : null;
    }

    private PluginChoice? Plugin(PluginShape shape, YamlNode node, string subject)
    {
        switch (node)
        {
            case YamlScalarNode { Value.Length: > 0 } scalar when !IsNull(node):
                return new PluginChoice(scalar.Value!, null, node.Start);
            case YamlMappingNode { Children.Count: 1 } map when map.First().Key is YamlScalarNode { Value.Length: > 0 } key:
                YamlNode options = map.First().Value;
                return new PluginChoice(key.Value!, IsNull(options) ? null : options, key.Start);
            case YamlMappingNode map:
                diagnostics.Error(node, DiagnosticIds.WrongType, OptionMessages.PluginNeedsOneKey(subject, shape.Kind, map.Children.Count));
                return null;
            default:
                diagnostics.Error(node, DiagnosticIds.WrongType, OptionMessages.WrongType(subject, $"a {shape.Kind} as 'name' or 'name: options'", Describe(node)));
                return null;
        }
    }

    private object? Scalar(OptionShape shape, YamlNode node, string subject)
    {
        string expected = OptionWords.Expected(shape, option.UnitOfOption);
        if (IsNull(node))
        {
            diagnostics.Error(node, DiagnosticIds.Missing, OptionMessages.NoValue(subject, expected));
            return null;
        }

        if (node is not YamlScalarNode scalar)
        {
            diagnostics.Error(node, DiagnosticIds.WrongType, OptionMessages.WrongType(subject, expected, Describe(node)));
            return null;
        }

        return new ScalarBinding(option, diagnostics).Bind(shape, scalar, subject);
    }
}
