using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Options;

/// <summary>
/// Makes an option record from a YAML node, and reports everything that is wrong with the node at once. What the user wrote
/// never makes it throw; a record that cannot be bound at all is a <see cref="PluginException"/> of its author.
/// </summary>
internal static class OptionBinder
{
    /// <summary>Binds the options of a plugin, or any other option record.</summary>
    /// <param name="optionsType">The record.</param>
    /// <param name="node">What was written; null for nothing: every option at its default.</param>
    /// <param name="owner">Who has the options, for messages: <c>stage 'cuts'</c>.</param>
    /// <param name="diagnostics">Takes the errors, and the positions of what was bound.</param>
    /// <param name="start">Where the owner stands, for what is missing when there is no node.</param>
    /// <returns>The record, or null when errors were reported.</returns>
    public static object? Bind(Type optionsType, YamlNode? node, string owner, DiagnosticBag diagnostics, Mark? start = null) =>
        new RecordBinding(OptionModel.Of(optionsType), owner, diagnostics).Bind(node, start ?? node?.Start ?? Mark.Empty);

    /// <summary>Binds the options that stand with the name of a plugin.</summary>
    /// <inheritdoc cref="Bind(Type, YamlNode?, string, DiagnosticBag, Mark?)"/>
    public static object? BindChoice(Type optionsType, PluginChoice choice, string owner, DiagnosticBag diagnostics) =>
        Bind(optionsType, choice.Options, owner, diagnostics, choice.Start);
}
