using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary>A tree or an RNTuple as a table: entries, and columns that are read block by block.</summary>
internal sealed class EntryTable
{
    private readonly Func<string, long, int, Column> _read;
    private readonly Func<string, string?> _counter;
    private readonly Func<string, IEnumerable<string>> _leftOut;

    private EntryTable(
        long entries, IReadOnlyList<(string Name, string Type)> columns, IReadOnlyList<(long First, int Count)> blocks, Func<string, long, int, Column> read, Func<string, string?> counter, Func<string, IEnumerable<string>> leftOut) =>
        (Entries, Columns, Blocks, _read, _counter, _leftOut) = (entries, columns, blocks, read, counter, leftOut);

    /// <summary>Number of entries.</summary>
    public long Entries { get; }

    /// <summary>Branches with values, or fields at the top, and their types.</summary>
    public IReadOnlyList<(string Name, string Type)> Columns { get; }

    /// <summary>Consecutive entries that are read at once: all of them.</summary>
    public IReadOnlyList<(long First, int Count)> Blocks { get; }

    /// <summary>The table of a key; null for keys of other classes.</summary>
    /// <exception cref="PluginException">It is damaged.</exception>
    public static EntryTable? TryOpen(RootFile file, RootKey key) => RootTree.IsTree(key) ? Of(RootTree.Open(file, key), file.Name) : NTuple.IsNTuple(key) ? Of(NTuple.Open(file, key)) : null;

    /// <summary>Values of a column in one of the <see cref="Blocks"/>.</summary>
    /// <exception cref="PluginException">They are damaged, or of a type that cannot be read.</exception>
    public Column Read(string column, (long First, int Count) block) => _read(column, block.First, block.Count);

    /// <summary>Branch that counts the elements of a column's lists; null for none.</summary>
    public string? CounterOf(string column) => _counter(column);

    /// <summary>What is left out of a column that can be read: members of objects of a type that cannot.</summary>
    public IEnumerable<string> LeftOutOf(string column) => _leftOut(column);

    private static EntryTable Of(RootTree tree, string file)
    {
        const int blockSize = 10_000;
        List<(long, int)> blocks = [];
        for (long first = 0; first < tree.Entries; first += blockSize)
        {
            blocks.Add((first, (int)Math.Min(blockSize, tree.Entries - first)));
        }

        return new EntryTable(tree.Entries, [.. tree.AllBranches.Where(b => b.HasValues).Select(b => (b.Path, b.TypeName))], blocks, (name, first, count) => Whole(tree, name, file).Read(first, count), name => tree.Find(name).Counter, name => tree.Find(name).LeftOut);
    }

    // Branches that came later, or were filled less often. The entries that they have need not be the tree's first.
    private static RootBranch Whole(RootTree tree, string name, string file)
    {
        RootBranch branch = tree.Find(name);
        return branch.Entries >= tree.Entries ? branch
            : throw new RootNotSupportedException($"{file}: tree '{tree.Name}', branch '{branch.Path}' has {branch.Entries} of {tree.Entries} entries. Read the other branches.");
    }

    private static EntryTable Of(NTuple ntuple)
    {
        List<(long First, int Count)> blocks = [];
        Dictionary<long, int> clusters = [];
        long next = 0;
        foreach ((int cluster, long entries) in ntuple.ClusterEntries.Index().Where(c => c.Item > 0))
        {
            clusters[next] = cluster;
            blocks.Add((next, (int)entries));
            next += entries;
        }

        return new EntryTable(ntuple.Entries, [.. ntuple.Fields.Select(f => (f.Name, f.TypeName))], blocks, (name, first, count) => count == 0 ? ntuple.Find(name).Read(0, 0) : ntuple.Find(name).Read(clusters[first], 1), _ => null, _ => []);
    }
}
