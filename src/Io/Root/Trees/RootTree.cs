using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>A TTree, TNtuple or TNtupleD.</summary>
public sealed class RootTree
{
    // Every level of branches adds to the path, if only a '/': this bounds the levels as well.
    private const int LongestPath = 2000;
    private readonly Dictionary<string, RootBranch> _byPath = [];

    private RootTree(RootObject meta, string name, string title, long entries, IReadOnlyList<RootBranch> branches, IReadOnlyList<string> friends) =>
        (Meta, Name, Title, Entries, Branches, Friends) = (meta, name, title, entries, branches, friends);

    /// <summary>Name of the tree.</summary>
    public string Name { get; }

    /// <summary>Title of the tree.</summary>
    public string Title { get; }

    /// <summary>Entries.</summary>
    public long Entries { get; }

    /// <summary>The branches at the top.</summary>
    public IReadOnlyList<RootBranch> Branches { get; }

    /// <summary>Names of the trees whose entries belong to this one's, as 'file/tree' where they are in other files.</summary>
    public IReadOnlyList<string> Friends { get; }

    /// <summary>What of the user information beside the tree could not be read; empty for nothing.</summary>
    public IReadOnlyList<string> LeftOut { get; private init; } = [];

    /// <summary>All branches, those below before the next at the top.</summary>
    public IEnumerable<RootBranch> AllBranches => Branches.SelectMany(All);

    /// <summary>The tree as it stands in the file.</summary>
    internal RootObject Meta { get; }

    /// <summary>True for keys of trees.</summary>
    public static bool IsTree(RootKey key) => key is { ClassName: "TTree" or "TNtuple" or "TNtupleD" };

    /// <summary>Reads what a tree says of itself.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Key of the tree.</param>
    /// <exception cref="PluginException">The key is of another class, or damaged.</exception>
    public static RootTree Open(RootFile file, RootKey key)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(key);
        if (!IsTree(key))
        {
            throw RootErrors.WrongClass(file.Name, key.Name, key.ClassName, "tree");
        }

        RootCursor cursor = new(key.ReadObject(), key.Place);
        ObjectReader reader = new(file.Streamers, key.KeyLength);
        RootObject tree = reader.Read(key.ClassName, ref cursor);
        if (tree.Unread is { } unread)
        {
            throw RootErrors.NotSupported(key.Place, unread, "Write the file again with a newer ROOT.");
        }

        Dictionary<RootObject, BranchReader> readers = [];
        Dictionary<RootObject, BranchReader> leaves = [];
        Dictionary<string, int> paths = [];
        List<RootBranch> branches = [.. Below(key, tree).Where(b => !readers.ContainsKey(b)).Select(b => Branch(file, key, b, "", readers, leaves, paths))];
        foreach (BranchReader branch in readers.Values)
        {
            branch.Connect(readers, leaves);
        }

        string[] friends = [.. tree.List("fFriends").OfType<RootObject>().Select(f => f.String("fTitle") is { Length: > 0 } other ? $"{other}/{f.String("fTreeName")}" : f.String("fTreeName"))];
        RootTree opened = new(tree, tree.String("fName"), tree.String("fTitle"), tree.Integer("fEntries"), branches, friends) { LeftOut = reader.LeftOut };
        foreach (RootBranch branch in opened.AllBranches)
        {
            opened._byPath[branch.Path] = branch;
        }

        return opened;
    }

    /// <summary>A branch by its path, or by its name where that is the only one.</summary>
    /// <exception cref="PluginException">There is none.</exception>
    public RootBranch Find(string name) => TryFind(name)
        ?? throw RootErrors.NoBranch(Name, name, _byPath.Keys);

    /// <summary>A branch by its path, by its name below the branch that it begins with (Particle.PT is Particle/Particle.PT), or by its name where that is the only one; null when there is none.</summary>
    public RootBranch? TryFind(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int point = name.IndexOf('.', StringComparison.Ordinal);
        return _byPath.TryGetValue(name, out RootBranch? branch) || (point > 0 && _byPath.TryGetValue($"{name[..point]}/{name}", out branch)) ? branch
            : AllBranches.Where(b => b.Name == name).Take(2).ToArray() is [var only] ? only : null;
    }

    /// <summary>Values of consecutive entries of several branches.</summary>
    /// <param name="branches">Their names, see <see cref="TryFind"/>.</param>
    /// <param name="first">First entry.</param>
    /// <param name="count">Number of entries.</param>
    /// <param name="threads">Threads that read; the values do not depend on it.</param>
    /// <exception cref="PluginException">There is no such branch, or its bytes are damaged.</exception>
    public IReadOnlyList<Column> Read(IReadOnlyList<string> branches, long first, int count, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(branches);
        RootBranch[] found = [.. branches.Select(Find)];
        return threads > 1 ? BranchTeam.Read(found.Select(b => b.Reader), first, count, threads) : [.. found.Select(b => b.Read(first, count))];
    }

    private static IEnumerable<RootBranch> All(RootBranch branch) => branch.Branches.SelectMany(All).Prepend(branch);

    private static IEnumerable<RootObject> Below(RootKey key, RootObject above)
    {
        // A branch that is not there could be any, with entries in the file.
        IReadOnlyList<object?> branches = above.List("fBranches");
        return branches.All(b => b is RootObject) ? branches.Cast<RootObject>() : throw RootErrors.Damaged(key.Place, $"{branches.Count(b => b is not RootObject)} of {branches.Count} branches of '{above.String("fName")}' are missing");
    }

    private static RootBranch Branch(
        RootFile file, RootKey key, RootObject meta, string parent, Dictionary<RootObject, BranchReader> readers, Dictionary<RootObject, BranchReader> leaves, Dictionary<string, int> paths)
    {
        if (meta is { Unread: { } unread } && meta.String("fName").Length == 0)
        {
            throw RootErrors.NotSupported(key.Place, $"a branch of {unread},", "Write the file again with a newer ROOT.");
        }

        // Branches of one name are told apart by a number.
        string plain = parent.Length == 0 ? meta.String("fName") : $"{parent}/{meta.String("fName")}";
        paths[plain] = paths.GetValueOrDefault(plain) + 1;
        string path = paths[plain] > 1 ? $"{plain}#{paths[plain]}" : plain;
        BranchReader reader = new(file, key, meta, path);
        readers[meta] = reader;
        if (path.Length > LongestPath)
        {
            throw RootErrors.Damaged(key.Place, $"a branch whose path has {path.Length} characters");
        }

        foreach (RootObject leaf in meta.List("fLeaves").OfType<RootObject>())
        {
            leaves[leaf] = reader;
        }

        return new RootBranch(reader, path, [.. Below(key, meta).Where(b => !readers.ContainsKey(b)).Select(b => Branch(file, key, b, plain, readers, leaves, paths))]);
    }
}
