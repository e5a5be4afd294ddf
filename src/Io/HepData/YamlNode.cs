using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AlpToolkit.Io.HepData;

/// <summary>Shape of a node.</summary>
internal enum YamlKind
{
    Scalar,
    List,
    Map,
}

/// <summary>
/// A node of a YAML document with its line and, for a scalar, the type that PyYAML gives it. Only what a data file needs: anchors
/// and tags are refused, so that a small file cannot stand for a large tree.
/// </summary>
internal sealed class YamlNode
{
    private const int DeepestNesting = 32;

    private static readonly IReadOnlyList<YamlNode> NoItems = [];

    /// <summary>Shape.</summary>
    public required YamlKind Kind { get; init; }

    /// <summary>Line in the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Text of a scalar, without quotes.</summary>
    public string Text { get; init; } = "";

    /// <summary>Type of a scalar.</summary>
    public YamlType Type { get; init; }

    /// <summary>True for a scalar without quotes.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Items of a list; of a map keys and values in turn.</summary>
    public IReadOnlyList<YamlNode> Items { get; init; } = NoItems;

    /// <summary>True for a text.</summary>
    public bool IsText => Kind == YamlKind.Scalar && Type == YamlType.Text;

    /// <summary>True for an integer or a float.</summary>
    public bool IsNumber => Kind == YamlKind.Scalar && Type is YamlType.Integer or YamlType.Float;

    /// <summary>The number.</summary>
    public double Number => YamlScalar.NumberOf(Text, Type);

    /// <summary>Value of a key of a map; null when it is not there.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            for (int i = 0; Kind == YamlKind.Map && i < Items.Count; i += 2)
            {
                if (Items[i].Text == key)
                {
                    return Items[i + 1];
                }
            }

            return null;
        }
    }

    /// <summary>What the node is, for messages.</summary>
    public string Described => Kind switch
    {
        YamlKind.List => "a list",
        YamlKind.Map => "a map",
        _ => Type switch
        {
            YamlType.Text => $"the text '{Shown}'",
            YamlType.Integer or YamlType.Float => $"the number {Shown}",
            YamlType.Boolean => $"{Shown}, which loads as true or false",
            YamlType.Null => Text.Length == 0 ? "nothing" : $"{Shown}, which loads as nothing",
            YamlType.Date => $"{Shown}, which loads as a date",
            _ => $"{Shown}, which has a special meaning in YAML",
        },
    };

    private string Shown => Text.Length > 60 ? Text[..60] + "…" : Text;

    /// <summary>Reads every document of a file; an empty one is null.</summary>
    /// <exception cref="FormatException">The text is not YAML, or uses what is refused; the message starts with the line.</exception>
    public static IReadOnlyList<YamlNode?> ReadDocuments(TextReader text)
    {
        List<YamlNode?> documents = [];
        Parser parser = new(text);
        try
        {
            parser.Consume<StreamStart>();
            while (parser.TryConsume<DocumentStart>(out _))
            {
                YamlNode node = Read(parser, 0);
                parser.Consume<DocumentEnd>();
                documents.Add(node is { Kind: YamlKind.Scalar, Type: YamlType.Null } ? null : node);
            }

            return documents;
        }
        catch (YamlException e)
        {
            throw new FormatException($"{e.Start.Line}: the file is not YAML: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        catch (InvalidOperationException e)
        {
            // YamlDotNet's scanner ends so on some texts, as on a line separator (U+2028) where a key should start.
            throw new FormatException($"{parser.Current?.Start.Line ?? 1}: the file is not YAML after this line", e);
        }
    }

    private static YamlNode Read(Parser parser, int depth)
    {
        ParsingEvent next = parser.Consume<ParsingEvent>();
        int line = (int)next.Start.Line;
        if (next is AnchorAlias || next is NodeEvent { Anchor.IsEmpty: false } || next is NodeEvent { Tag.IsEmpty: false })
        {
            throw new FormatException($"{line}: expected plain values, found an anchor, alias or tag of YAML");
        }

        if (depth > DeepestNesting)
        {
            throw new FormatException($"{line}: lists and maps are nested more than {DeepestNesting} deep");
        }

        switch (next)
        {
            case Scalar scalar:
                bool plain = scalar.Style == ScalarStyle.Plain;
                return new YamlNode
                {
                    Kind = YamlKind.Scalar,
                    Line = line,
                    Text = scalar.Value,
                    IsPlain = plain,
                    Type = plain ? YamlScalar.TypeOfPlain(scalar.Value) : YamlType.Text,
                };
            case SequenceStart:
                return new YamlNode { Kind = YamlKind.List, Line = line, Items = ReadItems<SequenceEnd>(parser, depth) };
            case MappingStart:
                return new YamlNode { Kind = YamlKind.Map, Line = line, Items = ReadItems<MappingEnd>(parser, depth) };
            default:
                throw new FormatException($"{line}: expected a value, found the end of the document");
        }
    }

    private static List<YamlNode> ReadItems<TEnd>(Parser parser, int depth)
        where TEnd : ParsingEvent
    {
        List<YamlNode> items = new(2);
        while (!parser.TryConsume<TEnd>(out _))
        {
            items.Add(Read(parser, depth + 1));
        }

        return items;
    }
}
