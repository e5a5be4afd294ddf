using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>A tree with its friends: trees whose entries belong to its entries of the same numbers. Files of friends stay open until this is closed.</summary>
public sealed class RootFriends : IDisposable
{
    private readonly RootTree _tree;
    private readonly Dictionary<string, RootFile> _files = [];
    private readonly Dictionary<string, RootTree> _friends = [];

    private RootFriends(RootTree tree) => _tree = tree;

    /// <summary>The friends by the names that the tree gives them.</summary>
    public IReadOnlyDictionary<string, RootTree> Trees => _friends;

    /// <summary>Opens the friends of a tree, in its file or in others.</summary>
    /// <param name="file">The file of the tree. Files of friends are where their names lead, from its folder or ours, or beside it.</param>
    /// <param name="tree">The tree.</param>
    /// <exception cref="PluginException">A file of a friend is not there or cannot be read, or has no such tree.</exception>
    public static RootFriends Open(RootFile file, RootTree tree)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(tree);
        RootFriends friends = new(tree);
        try
        {
            foreach (RootObject friend in tree.Meta.List("fFriends").OfType<RootObject>())
            {
                RootFile other = friend.String("fTitle") is { Length: > 0 } name ? friends.Other(file, name) : file;
                friends._friends[friend.String("fName")] = RootTree.Open(other, other.Root.Find(friend.String("fTreeName")));
            }

            return friends;
        }
        catch
        {
            friends.Dispose();
            throw;
        }
    }

    /// <summary>Values of consecutive entries of branches of the tree and its friends.</summary>
    /// <param name="branches">Their names; for those of a friend its name and a '.' before, where the tree has no such branch itself.</param>
    /// <param name="first">First entry.</param>
    /// <param name="count">Number of entries.</param>
    /// <exception cref="PluginException">There is no such branch, a friend has fewer entries, or the bytes are damaged.</exception>
    public IReadOnlyList<Column> Read(IReadOnlyList<string> branches, long first, int count)
    {
        ArgumentNullException.ThrowIfNull(branches);
        return [.. branches.Select(Find).Select(b => b.Read(first, count))];
    }

    /// <summary>A branch of the tree or, by its name alone or after that of the friend, of a friend.</summary>
    /// <exception cref="PluginException">There is none.</exception>
    public RootBranch Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _tree.TryFind(name)
            ?? _friends.Where(f => name.StartsWith($"{f.Key}.", StringComparison.Ordinal)).Select(f => f.Value.TryFind(name[(f.Key.Length + 1)..])).FirstOrDefault(b => b is not null)
            ?? _friends.Values.Select(f => f.TryFind(name)).FirstOrDefault(b => b is not null)
            ?? throw RootErrors.NoBranch(_tree.Name, name, _tree.AllBranches.Select(b => b.Path).Concat(_friends.SelectMany(f => f.Value.AllBranches.Select(b => $"{f.Key}.{b.Path}"))));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RootFile file in _files.Values)
        {
            file.Dispose();
        }
    }

    private RootFile Other(RootFile file, string name)
    {
        // A file that was moved together with that of the tree is found by its name.
        string folder = Path.GetDirectoryName(Path.GetFullPath(file.Name)) ?? "";
        string path = new[] { Path.Combine(folder, name), name, Path.Combine(folder, Path.GetFileName(name)) }.FirstOrDefault(File.Exists) ?? name;
        return _files.TryGetValue(path, out RootFile? open) ? open : _files[path] = RootFile.Open(path);
    }
}
