namespace AlpToolkit.Core.Plugins;

/// <summary>Names a plugin in YAML. Bare names are the toolkit's own; a plugin of yours is <c>vendor/name</c>.</summary>
/// <param name="name">Name in YAML: lower case, words joined by hyphens.</param>
/// <param name="summary">One sentence for <c>alp stages list</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public abstract class PluginAttribute(string name, string summary) : Attribute
{
    /// <summary>Name in YAML.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for <c>alp stages list</c>.</summary>
    public string Summary { get; } = summary;
}

/// <summary>Makes a class derived from <see cref="Stage{TOptions}"/> a stage of a pipeline.</summary>
/// <inheritdoc/>
public sealed class StageAttribute(string name, string summary) : PluginAttribute(name, summary);

/// <summary>Makes a class derived from <see cref="Source{TOptions}"/> a source of events.</summary>
/// <inheritdoc/>
public sealed class SourceAttribute(string name, string summary) : PluginAttribute(name, summary);

/// <summary>Makes a class derived from <see cref="Writer{TOptions}"/> a writer of results.</summary>
/// <inheritdoc/>
public sealed class WriterAttribute(string name, string summary) : PluginAttribute(name, summary);

/// <summary>Says what an option means: in the schema, in <c>alp stages describe</c> and in the reference.</summary>
/// <param name="text">A phrase in the field's words, without unit or default.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class HelpAttribute(string text) : Attribute
{
    /// <summary>The phrase.</summary>
    public string Text { get; } = text;
}

/// <summary>
/// The name of an option in YAML, where the field's symbol is no word of the property: <c>m_a</c> for <c>AlpMass</c>. Without it the name
/// is the property's in snake case.
/// </summary>
/// <param name="name">The name: lower case, digits and underscores.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>The unit of a number: what it is in when written without one, and which units convert to it.</summary>
/// <param name="symbol">A unit that <see cref="Numerics.Unit"/> reads, <c>GeV</c>, <c>rad</c>, <c>pb^-1</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnitAttribute(string symbol) : Attribute
{
    /// <summary>The symbol.</summary>
    public string Symbol { get; } = symbol;
}

/// <summary>Smallest and largest value of an option, both allowed, in the unit of its <see cref="UnitAttribute"/>.</summary>
/// <param name="minimum">Smallest value.</param>
/// <param name="maximum">Largest value.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BoundsAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>Smallest value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Largest value.</summary>
    public double Maximum { get; } = maximum;
}

/// <summary>The option that a scalar or list stands for when it is written in place of the whole map: <c>cuts: [ … ]</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShorthandAttribute : Attribute;

/// <summary>
/// The option (an <see cref="EntryList{T}"/>) that takes every entry of the map whose key is no option:
/// <c>histogramming: { plane: … }</c> names its histograms so.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EntriesAttribute : Attribute;

/// <summary>An example of the plugin in YAML, for <c>alp stages describe</c>; a test runs it through the checks.</summary>
/// <param name="yaml">YAML, as it stands in a list of stages.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExampleAttribute(string yaml) : Attribute
{
    /// <summary>The YAML text.</summary>
    public string Yaml { get; } = yaml;
}

/// <summary>
/// Marks an option whose columns or formulas the stage declares itself, in <see cref="Stage.Declare"/>, because their order
/// matters: a formula may read what an entry before it writes.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DeclaredByStageAttribute : Attribute;
