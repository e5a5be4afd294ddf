using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Options;

/// <summary>A plugin named in YAML, <c>name</c> or <c>{ name: options }</c>; its options are bound when the plugin is known.</summary>
/// <param name="Name">Name as written.</param>
/// <param name="Options">What stands after the name; null when nothing does.</param>
/// <param name="Start">Where the name stands.</param>
internal sealed record PluginChoice(string Name, YamlNode? Options, Mark Start);

/// <summary>Says which plugins a <see cref="PluginChoice"/> chooses from.</summary>
/// <param name="kind"><c>stage</c>, <c>source</c> or <c>writer</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PluginKindAttribute(string kind) : Attribute
{
    /// <summary>The kind.</summary>
    public string Kind { get; } = kind;
}
