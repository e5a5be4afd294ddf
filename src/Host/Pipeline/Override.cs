using System.Globalization;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Pipeline;

/// <summary>
/// A change of the pipeline made on the command line, <c>--set luminosity=1ab^-1</c>. The path goes down maps by key and lists by
/// number from 0, or by the name of a stage: <c>stages.smearing.angle_resolution</c>.
/// </summary>
internal sealed record Override(IReadOnlyList<string> Path, string Value, string Text)
{
    /// <summary>Reads <c>key.key=value</c>; the value is YAML.</summary>
    /// <exception cref="PluginException">There is no equals sign or an empty key.</exception>
    public static Override Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string[] path = equals > 0 ? text[..equals].Split('.') : [];
        if (path.Length == 0 || path.Any(string.IsNullOrWhiteSpace))
        {
            throw new PluginException($"--set {text}: expected key=value, as in --set luminosity=1ab^-1 or --set stages.acceptance.theta_min=17deg");
        }

        return new Override(path, text[(equals + 1)..], text);
    }

    /// <summary>Changes the node that the path leads to.</summary>
    /// <exception cref="PluginException">The path leads nowhere, or the value is no YAML.</exception>
    public void ApplyTo(YamlNode root)
    {
        YamlNode value = ParseValue();
        YamlNode node = root;
        for (int i = 0; i < Path.Count; i++)
        {
            bool last = i == Path.Count - 1;
            node = node switch
            {
                YamlMappingNode map => Descend(map, Path[i], last ? value : null),
                YamlSequenceNode list => Descend(list, Path[i], last ? value : null, i),
                _ => throw new PluginException($"--set {Text}: '{string.Join('.', Path.Take(i))}' is a single value and has no '{Path[i]}'"),
            };
        }
    }

    private YamlNode ParseValue()
    {
        try
        {
            YamlStream stream = [];
            stream.Load(new StringReader(Value));
            return stream.Documents.Count == 1 ? stream.Documents[0].RootNode : new YamlScalarNode(Value);
        }
        catch (YamlException e)
        {
            throw new PluginException($"--set {Text}: the value is no YAML: {e.Message}");
        }
    }

    private static YamlNode Descend(YamlMappingNode map, string key, YamlNode? value)
    {
        YamlScalarNode name = new(key);
        if (value is not null)
        {
            map.Children[name] = value;
            return value;
        }

        if (!map.Children.TryGetValue(name, out YamlNode? child))
        {
            child = new YamlMappingNode();
            map.Children[name] = child;
        }

        return child;
    }

    private YamlNode Descend(YamlSequenceNode list, string key, YamlNode? value, int depth)
    {
        int index = int.TryParse(key, CultureInfo.InvariantCulture, out int number) ? number : IndexOfName(list, key);
        if (index < 0 || index >= list.Children.Count)
        {
            string[] names = [.. list.Children.Select(NameOf).OfType<string>()];
            string hint = DidYouMean.Find(key, names) is { } near ? $" Did you mean '{near}'?" : $" It has {list.Children.Count} entries: {string.Join(", ", names)}.";
            throw new PluginException($"--set {Text}: '{string.Join('.', Path.Take(depth))}' has no entry '{key}'.{hint}");
        }

        if (value is not null)
        {
            list.Children[index] = value;
            return value;
        }

        // A bare name stands for a plugin with its defaults; options given to it make it a map.
        if (list.Children[index] is YamlScalarNode bare)
        {
            YamlMappingNode options = [];
            list.Children[index] = new YamlMappingNode(bare, options);
            return options;
        }

        return list.Children[index] is YamlMappingNode { Children.Count: 1 } entry && NameOf(entry) == key ? entry.Children[0].Value : list.Children[index];
    }

    private static int IndexOfName(YamlSequenceNode list, string name) => list.Children.ToList().FindIndex(n => NameOf(n) == name);

    private static string? NameOf(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value,
        YamlMappingNode { Children.Count: 1 } map => (map.Children[0].Key as YamlScalarNode)?.Value,
        _ => null,
    };
}
