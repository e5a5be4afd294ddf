using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>Trees of one name in several files, read as one. The files stay open until the chain is closed.</summary>
public sealed class RootChain : IDisposable
{
    private readonly List<(RootFile File, RootTree Tree, long First)> _parts = [];

    private RootChain()
    {
    }

    /// <summary>Entries of all files.</summary>
    public long Entries { get; private set; }

    /// <summary>The trees in the order of the files.</summary>
    public IEnumerable<RootTree> Trees => _parts.Select(p => p.Tree);

    /// <summary>Opens the files.</summary>
    /// <param name="files">Their paths.</param>
    /// <param name="tree">Name of the tree, after those of directories with '/' between them.</param>
    /// <exception cref="PluginException">A file cannot be read, or has no such tree.</exception>
    public static RootChain Open(IEnumerable<string> files, string tree)
    {
        ArgumentNullException.ThrowIfNull(files);
        RootChain chain = new();
        try
        {
            foreach (string path in files)
            {
                chain.Add(RootFile.Open(path), tree);
            }

            return chain;
        }
        catch
        {
            chain.Dispose();
            throw;
        }
    }

    /// <summary>Reads branches step by step. A step has entries of one file.</summary>
    /// <param name="branches">Their names, see <see cref="RootTree.TryFind"/>.</param>
    /// <param name="first">First entry of the chain.</param>
    /// <param name="count">Number of entries; those after the last of the chain are left out.</param>
    /// <param name="mostEntries">Entries in a step at most.</param>
    /// <param name="mostBytes">Bytes in a step at most, as far as the mean size of an entry tells; at least one entry is read.</param>
    /// <param name="threads">Threads that read; the values do not depend on it.</param>
    /// <exception cref="PluginException">There is no such branch, or its bytes are damaged.</exception>
    public IEnumerable<RootStep> Steps(IReadOnlyList<string> branches, long first = 0, long count = long.MaxValue, int mostEntries = int.MaxValue, long mostBytes = long.MaxValue, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(branches);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostEntries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBytes, 1);
        return Read(branches, first, count > Entries - first ? Entries : first + count, mostEntries, mostBytes, threads);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((RootFile file, _, _) in _parts)
        {
            file.Dispose();
        }
    }

    private IEnumerable<RootStep> Read(IReadOnlyList<string> branches, long first, long end, int mostEntries, long mostBytes, int threads)
    {
        foreach ((RootFile file, RootTree tree, long start) in _parts)
        {
            long last = Math.Min(end, start + tree.Entries), most = Math.Min(mostEntries, EntriesOf(tree, branches, mostBytes));
            for (long next = Math.Max(first, start); next < last;)
            {
                int entries = (int)Math.Min(most, last - next);
                yield return new RootStep(file.Name, next, entries, tree.Read(branches, next - start, entries, threads));
                next += entries;
            }
        }
    }

    // Branches say how many bytes their entries take in all.
    private static long EntriesOf(RootTree tree, IReadOnlyList<string> branches, long bytes)
    {
        double each = branches.Sum(b => (double)Math.Max(0, tree.Find(b).Bytes.Uncompressed)) / Math.Max(1, tree.Entries);
        return each > 0 ? Math.Max(1, long.CreateSaturating(bytes / each)) : long.MaxValue;
    }

    private void Add(RootFile file, string tree)
    {
        RootTree opened;
        try
        {
            opened = RootTree.Open(file, file.Root.Find(tree));
        }
        catch
        {
            file.Dispose();
            throw;
        }

        _parts.Add((file, opened, Entries));
        Entries += Math.Max(0, opened.Entries);
    }
}

/// <summary>Consecutive entries of a chain.</summary>
/// <param name="File">Name of the file that has them.</param>
/// <param name="First">First entry, counted through all files.</param>
/// <param name="Count">Number of entries.</param>
/// <param name="Columns">Their values, a column for every branch.</param>
public sealed record RootStep(string File, long First, int Count, IReadOnlyList<Column> Columns);
