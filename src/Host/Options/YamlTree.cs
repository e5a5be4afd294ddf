using AlpToolkit.Host.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Host.Options;

/// <summary>
/// A node of a YAML file before the library sees it: here duplicate keys, aliases, merge keys and hostile nesting are dealt with,
/// all of them in one pass, where the library would throw at the first.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>Deepest nesting of lists and maps; a pipeline uses about six.</summary>
    public const int MaximumDepth = 64;

    /// <summary>Most values after aliases are expanded: nested aliases grow exponentially.</summary>
    public const int MaximumSize = 100_000;

    // Stands for what could not be resolved: the error is reported, and what binds it adds no other.
    private static readonly TagName s_broken = new("!broken");

    private readonly NodeEvent _start;
    private readonly List<(YamlTree Key, YamlTree Value)> _pairs = [];
    private readonly List<YamlTree> _items = [];
    private readonly List<YamlTree> _merged = [];
    private readonly Dictionary<string, YamlTree> _keys = [];

    private YamlTree(NodeEvent start) => _start = start;

    private int Size { get; set; } = 1;

    private bool IsMap => _start is MappingStart;

    private string? Name => (_start as Scalar)?.Value;

    /// <summary>True for a node that stands for what could not be resolved; its error is reported.</summary>
    public static bool IsBroken(YamlNode node) => node is YamlScalarNode { Tag: { IsEmpty: false } tag } && tag == s_broken;

    /// <summary>Reads the one document of a stream; null when it holds nothing.</summary>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    public static YamlTree? Read(IParser parser, DiagnosticBag diagnostics)
    {
        Reader reader = new(diagnostics);
        bool inFirst = true;
        int documents = 0;
        while (Advance(parser))
        {
            ParsingEvent current = parser.Current!;
            if (current is DocumentStart && ++documents == 2)
            {
                diagnostics.Error(current.Start, DiagnosticIds.Unsupported, OptionMessages.SeveralDocuments);
                inFirst = false;
            }

            if (inFirst && !reader.Take(current))
            {
                return null;
            }
        }

        return reader.Root is { _start: Scalar { Style: ScalarStyle.Plain, Value: "" } } ? null : reader.Root;
    }

    /// <summary>The events of a document that holds this tree.</summary>
    public IEnumerable<ParsingEvent> Events()
    {
        List<ParsingEvent> events = [new StreamStart(), new DocumentStart(null, null, isImplicit: true)];
        AddEvents(events);
        events.Add(new DocumentEnd(isImplicit: true));
        events.Add(new StreamEnd());
        return events;
    }

    // The scanner of the library answers some texts with its own broken invariants.
    private static bool Advance(IParser parser)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            Mark last = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(last, last, OptionMessages.ScannerGaveUp, e);
        }
    }

    private void AddEvents(List<ParsingEvent> events)
    {
        switch (_start)
        {
            case Scalar s:
                events.Add(new Scalar(AnchorName.Empty, s.Tag == s_broken ? s_broken : TagName.Empty, s.Value, s.Style, s.IsPlainImplicit, s.IsQuotedImplicit, s.Start, s.End));
                break;
            case SequenceStart s:
                events.Add(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, s.Style, s.Start, s.End));
                _items.ForEach(item => item.AddEvents(events));
                events.Add(new SequenceEnd());
                break;
            case MappingStart m:
                events.Add(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, m.Style, m.Start, m.End));
                foreach ((YamlTree key, YamlTree value) in _pairs)
                {
                    key.AddEvents(events);
                    value.AddEvents(events);
                }

                events.Add(new MappingEnd());
                break;
        }
    }

    /// <summary>Builds a tree from events without recursion: the nesting is the file's, and the file may be hostile.</summary>
    private sealed class Reader(DiagnosticBag diagnostics)
    {
        private readonly Stack<(YamlTree Node, YamlTree? Key)> _open = new();
        private readonly Dictionary<string, YamlTree> _anchors = [];

        public YamlTree? Root { get; private set; }

        /// <summary>Takes the next event; false when the file is beyond what is read.</summary>
        public bool Take(ParsingEvent current)
        {
            switch (current)
            {
                case SequenceEnd or MappingEnd:
                    YamlTree closed = _open.Pop().Node;
                    return Close(closed, current.Start);
                case AnchorAlias alias:
                    return Close(Resolve(alias), current.Start);
                case NodeEvent start:
                    YamlTree node = Open(start);
                    if (start is Scalar)
                    {
                        return Close(node, start.Start);
                    }

                    if (_open.Count == MaximumDepth)
                    {
                        diagnostics.Error(start.Start, DiagnosticIds.Unsupported, OptionMessages.TooDeep(MaximumDepth));
                        return false;
                    }

                    _open.Push((node, null));
                    return true;
                default:
                    return true;
            }
        }

        private YamlTree Open(NodeEvent start)
        {
            YamlTree node = new(start);
            if (!start.Anchor.IsEmpty)
            {
                _anchors[start.Anchor.Value] = node;
            }

            if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific && !start.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
            {
                diagnostics.Error(start.Start, DiagnosticIds.Unsupported, OptionMessages.Tag(OptionMessages.Shorten(start.Tag.Value)));
            }

            return node;
        }

        private YamlTree Resolve(AnchorAlias alias)
        {
            string name = alias.Value.Value;
            if (!_anchors.TryGetValue(name, out YamlTree? node))
            {
                diagnostics.Error(alias.Start, DiagnosticIds.Alias, OptionMessages.UnknownAnchor(name, OptionNames.Near(name, _anchors.Keys)));
            }
            else if (_open.Any(o => o.Node == node))
            {
                diagnostics.Error(alias.Start, DiagnosticIds.Alias, OptionMessages.CyclicAlias(name));
            }
            else
            {
                return node;
            }

            return new YamlTree(new Scalar(AnchorName.Empty, s_broken, "", ScalarStyle.Plain, true, false, alias.Start, alias.End));
        }

        private bool Close(YamlTree node, Mark at)
        {
            Merge(node);
            if (!_open.TryPop(out (YamlTree Node, YamlTree? Key) parent))
            {
                Root ??= node;
                return true;
            }

            if (!parent.Node.IsMap)
            {
                parent.Node._items.Add(node);
                parent.Node.Size += node.Size;
                _open.Push(parent);
            }
            else if (parent.Key is null)
            {
                _open.Push((parent.Node, node));
            }
            else
            {
                AddPair(parent.Node, parent.Key, node);
                _open.Push((parent.Node, null));
            }

            if (parent.Node.Size > MaximumSize)
            {
                diagnostics.Error(at, DiagnosticIds.Alias, OptionMessages.TooManyAliases(MaximumSize));
                return false;
            }

            return true;
        }

        // Merge keys: what the map says itself goes before what it merges, and the first merged map before the next.
        private void Merge(YamlTree map)
        {
            foreach (YamlTree value in map._merged)
            {
                foreach (YamlTree source in value.IsMap ? [value] : value._items)
                {
                    if (!source.IsMap)
                    {
                        diagnostics.Error(source._start.Start, DiagnosticIds.Unsupported, OptionMessages.MergeNeedsMap);
                    }

                    map._pairs.AddRange(source._pairs.Where(p => map._keys.TryAdd(p.Key.Name!, p.Key)).ToList());
                }
            }

            map._merged.Clear();
        }

        private void AddPair(YamlTree map, YamlTree key, YamlTree value)
        {
            if (key.Name is not { } name)
            {
                diagnostics.Error(key._start.Start, DiagnosticIds.Unsupported, OptionMessages.KeyIsNoName);
            }
            else if (key._start is Scalar { Style: ScalarStyle.Plain, Value: "<<" })
            {
                map.Size += value.Size;
                map._merged.Add(value);
                if (!value.IsMap && value._start is not SequenceStart)
                {
                    diagnostics.Error(value._start.Start, DiagnosticIds.Unsupported, OptionMessages.MergeNeedsMap);
                }
            }
            else if (map._keys.TryGetValue(name, out YamlTree? first))
            {
                diagnostics.Error(key._start.Start, DiagnosticIds.DuplicateKey, OptionMessages.DuplicateKey(name, first._start.Start.Line, key._start.Start.Line));
            }
            else
            {
                map._keys.Add(name, key);
                map._pairs.Add((key, value));
                map.Size += 1 + value.Size;
            }
        }
    }
}
