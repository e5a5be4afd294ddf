using System.Globalization;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Options;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Pipeline;

/// <summary>
/// A parameter that takes several values, <c>m_a=0.01:10:log25</c> or <c>m_a=0.1,1,4,7</c>. In the sources of the samples
/// <c>{m_a}</c> stands for its value. Values between the ends of a grid have six digits.
/// </summary>
internal sealed class ScanValues : ITextOption<ScanValues>
{
    private readonly string _text;

    private ScanValues(string text, string parameter, IReadOnlyList<(string Text, double Value)> values) => (_text, Parameter, Values) = (text, parameter, values);

    /// <inheritdoc/>
    public static string Grammar => "m_a=0.01:10:log25, m_a=1:9:lin9 or m_a=0.1,1,4,7";

    /// <summary>Name of the parameter.</summary>
    public string Parameter { get; }

    /// <summary>Its values, as written and in internal units.</summary>
    public IReadOnlyList<(string Text, double Value)> Values { get; }

    /// <inheritdoc/>
    public static ScanValues Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string parameter = equals > 0 ? text[..equals].Trim() : "";
        if (parameter.Length == 0 || !parameter.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new FormatException($"'{text}' is no scan: expected {Grammar}");
        }

        try
        {
            string[] written = [.. ValueGrid.Parse(text[(equals + 1)..]).Select(Rounded).Distinct()];
            return new ScanValues(text, parameter, [.. written.Select(w => (w, ValueOf(w)))]);
        }
        catch (FormatException e)
        {
            throw new FormatException($"'{text}' is no scan: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    /// <summary>True when the parameter stands somewhere in a node.</summary>
    public bool IsIn(YamlNode? node) => node is not null && node.AllNodes.Any(n => n is YamlScalarNode { Value: { } value } && value.Contains(Placeholder, StringComparison.Ordinal));

    /// <summary>A copy of a node with the parameter replaced.</summary>
    public YamlNode? In(YamlNode? node, string value) => node switch
    {
        YamlScalarNode { Value: { } text } scalar when text.Contains(Placeholder, StringComparison.Ordinal) => new YamlScalarNode(text.Replace(Placeholder, value, StringComparison.Ordinal)),
        YamlMappingNode map => new YamlMappingNode(map.Children.Select(c => new KeyValuePair<YamlNode, YamlNode>(c.Key, In(c.Value, value)!))),
        YamlSequenceNode list => new YamlSequenceNode(list.Children.Select(c => In(c, value)!)),
        _ => node,
    };

    private string Placeholder => $"{{{Parameter}}}";

    private static string Rounded(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && value.Length > 8 ? number.ToString("G6", CultureInfo.InvariantCulture) : value;

    private static double ValueOf(string text) =>
        Quantity.TryParse(text, out Quantity quantity, out string? error) && double.IsFinite(quantity.Value) ? quantity.Value : throw new FormatException(error ?? $"'{text}' is not finite");
}
