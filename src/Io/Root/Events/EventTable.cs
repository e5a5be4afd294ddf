using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Io.Root.Events;

/// <summary>Columns by name, whether a TTree or an RNTuple holds them.</summary>
internal sealed class EventTable : IEventSource
{
    private readonly RootTree? _tree;
    private readonly NTuple? _ntuple;
    private readonly Dictionary<string, (int First, int Count, Column Values)> _fields = [];

    private EventTable(string file, string name, RootTree? tree, NTuple? ntuple) => (File, Name, _tree, _ntuple) = (file, name, tree, ntuple);

    public string File { get; }

    public string Name { get; }

    /// <inheritdoc/>
    public string Place => $"{File}: tree '{Name}'";

    /// <summary>Title of the tree, or description of the RNTuple.</summary>
    public string Title => _tree?.Title ?? _ntuple!.Description;

    public long Entries => _tree?.Entries ?? _ntuple!.Entries;

    /// <summary>Names of what can be read.</summary>
    public IEnumerable<string> Names => _tree?.AllBranches.Where(b => b.HasValues).Select(b => b.Name) ?? _ntuple!.Fields.Select(f => f.Name);

    /// <summary>Opens the tree or RNTuple of a name, or the only one.</summary>
    /// <exception cref="PluginException">There is none, or more than one and no name.</exception>
    public static EventTable Open(RootFile file, string? name)
    {
        RootKey key;
        if (name is not null)
        {
            key = file.Root.Find(name);
        }
        else
        {
            RootKey[] tables = [.. file.Root.Latest.Where(k => RootTree.IsTree(k) || NTuple.IsNTuple(k))];
            key = tables switch
            {
                [var only] => only,
                [] => throw new PluginException($"{file.Name}: there is no tree at the top of the file. Name it: tree: directory/name."),
                _ => throw new PluginException($"{file.Name}: there are {tables.Length} trees: {string.Join(", ", tables.Select(t => t.Name))}. Name one: tree: {tables[0].Name}."),
            };
        }

        return NTuple.IsNTuple(key) ? new EventTable(file.Name, key.Name, null, NTuple.Open(file, key)) : new EventTable(file.Name, key.Name, RootTree.Open(file, key), null);
    }

    public bool Has(string name) => _tree is { } tree ? tree.TryFind(name) is { HasValues: true } : _ntuple!.Fields.Any(f => f.Name == name);

    /// <summary>Checks that there is a column.</summary>
    /// <exception cref="PluginException">There is none.</exception>
    public string Require(string name) => Has(name) ? name
        : throw new PluginException($"{File}: tree '{Name}' has no branch '{name}'.{(Core.Numerics.DidYouMean.Find(name, Names) is { } near ? $" Did you mean '{near}'?" : "")}");

    /// <inheritdoc/>
    public Column Read(string name, long first, int count)
    {
        Require(name);
        if (_tree is { } tree)
        {
            return tree.Find(name).Read(first, count);
        }

        // Clusters end where they end: those that hold the entries are read, kept for the next entries, and the entries cut out of them.
        (int cluster, int clusters, long entry) = _ntuple!.ClustersOf(first, count);
        if (!_fields.TryGetValue(name, out (int First, int Count, Column Values) kept) || (kept.First, kept.Count) != (cluster, clusters))
        {
            _fields[name] = kept = (cluster, clusters, _ntuple.Find(name).Read(cluster, clusters));
        }

        return ColumnSlice.Of(kept.Values, (int)(first - entry), count);
    }
}
