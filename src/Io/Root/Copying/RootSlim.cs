using System.Collections;
using System.IO.Enumeration;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Io.Root.Copying;

/// <summary>What <see cref="RootSlim"/> keeps.</summary>
public sealed record RootSlimOptions
{
    /// <summary>Branches to keep: paths, or names, with * and ?. A branch is kept with all below it. All when empty.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>Branches to leave out, of those that are kept.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>One bit an entry: true for those that are kept. All when null.</summary>
    public BitArray? Entries { get; init; }

    /// <summary>False to leave out everything but the tree.</summary>
    public bool KeepOthers { get; init; } = true;
}

/// <summary>
/// Copies a file with some branches, or some entries, of one of its trees; everything else is copied as it is. Baskets that are kept whole are not unpacked, and branches of
/// any type can be kept.
/// </summary>
public static class RootSlim
{
    /// <summary>Writes the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tree">Key of the tree.</param>
    /// <param name="output">Where the new file will be; not the place of the file itself.</param>
    /// <param name="slim">What is kept.</param>
    /// <param name="options">How what is new is compressed; null for what the options have by default.</param>
    /// <param name="cancellation">Ends the work; nothing is written then.</param>
    /// <returns>What was left out beside what was asked for, in words.</returns>
    /// <exception cref="PluginException">The file is damaged, a pattern fits nothing, or something cannot be copied.</exception>
    public static IReadOnlyList<string> Write(RootFile file, RootKey tree, string output, RootSlimOptions slim, RootWriteOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(slim);
        TreePart part = TreePart.Open(file, tree);
        if (slim.Entries is { } entries && entries.Count != part.Tree.Entries)
        {
            throw new ArgumentException($"there are {part.Tree.Entries} entries and {entries.Count} bits", nameof(slim));
        }

        HashSet<RootBranch>? kept = Kept(part, slim);
        using RootFileWriter writer = RootFileWriter.Create(output, options);
        writer.Copied.Add(file);
        List<string> notes = [];
        List<(DirectoryRecord Directory, RootKey Key)> trees = [];
        Copy(writer.Root, file.Root, []);
        foreach ((DirectoryRecord directory, RootKey key) in trees)
        {
            if (NTuple.IsNTuple(key))
            {
                NTupleCopy.Write(writer, directory, [(file, key)], cancellation);
                continue;
            }

            if (ReferenceEquals(key, tree) && kept is not null)
            {
                notes.AddRange(slim.Drop.SelectMany(p => Matching(part, p)).Where(d => kept.Any(k => k.Counter == d.Path)).Distinct().Select(d => $"{d.Path} is kept: it counts the elements of branches that are kept"));
            }

            TreeCopy copy = new(writer, directory, ReferenceEquals(key, tree) ? part : TreePart.Open(file, key));
            copy.Copy([], ReferenceEquals(key, tree) ? kept : null, ReferenceEquals(key, tree) ? slim.Entries : null, cancellation);
            notes.AddRange(copy.Notes);
            if (ReferenceEquals(key, tree) && slim.Entries is not null && part.Tree.Title.Contains(Events.EventNames.InPb, StringComparison.Ordinal))
            {
                notes.Add($"{key.Name}: its title still states the number of events and the cross section of {file.Name}; the weights of the chosen entries are in pb and add up to theirs");
            }
        }

        writer.Commit();
        return notes;

        void Copy(DirectoryRecord target, RootDirectory directory, HashSet<long> entered)
        {
            foreach (RootKey key in directory.Latest)
            {
                cancellation.ThrowIfCancellationRequested();
                bool isTable = RootTree.IsTree(key) || NTuple.IsNTuple(key);
                if (RootDirectory.IsDirectory(key))
                {
                    RootDirectory below = directory.Open(key);
                    if (entered.Add(key.Offset) && (slim.KeepOthers || RootContents.Of(below).Any(e => ReferenceEquals(e.Key, tree))))
                    {
                        Copy(writer.Directory(target, key.Name, key.Title), below, entered);
                    }
                }
                else if (isTable && (slim.KeepOthers || ReferenceEquals(key, tree)))
                {
                    trees.Add((target, key));
                }
                else if (!isTable && slim.KeepOthers)
                {
                    ObjectCopy.Copy(writer, target, file, key);
                }
            }
        }
    }

    private static HashSet<RootBranch>? Kept(TreePart part, RootSlimOptions slim)
    {
        if (slim.Branches.Count == 0 && slim.Drop.Count == 0)
        {
            return null;
        }

        HashSet<RootBranch> kept = [.. slim.Branches.Count == 0 ? part.Tree.Branches.SelectMany(All) : slim.Branches.SelectMany(p => Matching(part, p))];
        kept.ExceptWith(slim.Drop.SelectMany(p => Matching(part, p)));

        // A branch above one that is left out would bring it back: only those with values of their own are named.
        kept.RemoveWhere(b => b.Branches.Count > 0);
        return kept.Count > 0 ? kept : throw new PluginException($"{part.File.Name}: no branch of tree '{part.Key.Name}' is left.");
    }

    private static RootBranch[] Matching(TreePart part, string pattern)
    {
        RootBranch[] found = [.. part.Tree.AllBranches.Where(b => Fits(pattern, b.Path) || Fits(pattern, b.Name)).SelectMany(All)];
        if (found.Length == 0)
        {
            string hint = DidYouMean.Find(pattern, part.Tree.AllBranches.Select(b => b.Name)) is { } near ? $" Did you mean '{near}'?" : "";
            throw new PluginException(pattern.AsSpan().ContainsAny('*', '?')
                ? $"{part.File.Name}: no branch of tree '{part.Key.Name}' fits '{pattern}'."
                : $"{part.File.Name}: tree '{part.Key.Name}' has no branch '{pattern}'.{hint}");
        }

        return found;
    }

    private static bool Fits(string pattern, string name) => pattern == name || FileSystemName.MatchesSimpleExpression(pattern.Replace(@"\", @"\\", StringComparison.Ordinal), name, ignoreCase: false);

    private static IEnumerable<RootBranch> All(RootBranch branch) => branch.Branches.SelectMany(All).Prepend(branch);
}
