using System.Collections;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Io.Root.Copying;

/// <summary>A tree that goes into another file.</summary>
/// <param name="File">The file that has it.</param>
/// <param name="Key">Its key.</param>
/// <param name="Tree">The tree; what describes its branches is changed when it is copied.</param>
internal sealed record TreePart(RootFile File, RootKey Key, RootTree Tree)
{
    /// <summary>Opens the tree of a key.</summary>
    /// <exception cref="PluginException">It is damaged.</exception>
    public static TreePart Open(RootFile file, RootKey key) => new(file, key, RootTree.Open(file, key));
}

/// <summary>Copies trees into one: baskets as they are where that is possible, so that any type of branch can be copied.</summary>
/// <param name="writer">The new file.</param>
/// <param name="directory">Where the tree will be.</param>
/// <param name="first">The tree that describes the new one.</param>
internal sealed class TreeCopy(RootFileWriter writer, DirectoryRecord directory, TreePart first)
{
    private readonly Dictionary<string, BranchCopy> _copies = [];
    private HashSet<RootObject> _branches = [];

    /// <summary>What was left out, in words.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Copies the trees.</summary>
    /// <param name="others">Trees of equal branches whose entries follow; each is let go before the next.</param>
    /// <param name="kept">Branches to keep; those above them and those that count their elements are kept too. Null for all.</param>
    /// <param name="selected">Entries of the only tree to keep; null for all.</param>
    /// <param name="cancellation">Ends the copy.</param>
    /// <returns>Entries of the new tree.</returns>
    /// <exception cref="PluginException">Trees have different branches, something is damaged, or something cannot be copied.</exception>
    public long Copy(IEnumerable<TreePart> others, IReadOnlySet<RootBranch>? kept, BitArray? selected, CancellationToken cancellation)
    {
        _branches = Keep(kept);
        TreePlace place = new(writer.Output, directory.Offset, first.Key.Name);
        foreach (RootBranch branch in Branches())
        {
            _copies[branch.Path] = new BranchCopy(place, branch.Name);
        }

        CopyBaskets(first, selected, cancellation);
        long entries = selected is null ? first.Tree.Entries : Count(selected);
        bool isWhole = selected is null;
        foreach (TreePart other in others)
        {
            TreeShape.Check(first, other);
            CopyBaskets(other, null, cancellation);
            entries += other.Tree.Entries;
            isWhole = false;
            foreach (RootBranch branch in Branches())
            {
                TreeShape.Widen(branch, other.Tree.Find(branch.Path));
            }
        }

        Finish(entries, isWhole);
        writer.WriteObject(directory, first.Key.ClassName, first.Key.Name, first.Key.Title, buffer => new ObjectWriter(first.File.Streamers, buffer, first.Key.Place).Write(first.Tree.Meta), isCopied: true);
        return entries;
    }

    private IEnumerable<RootBranch> Branches() => first.Tree.AllBranches.Where(b => _branches.Contains(b.Reader.Meta));

    private void Finish(long entries, bool isWhole)
    {
        long total = 0, stored = 0;
        foreach (RootBranch branch in Branches())
        {
            RootObject meta = branch.Reader.Meta;
            long before = branch.Entries;
            (long count, long bytes, long packed) = _copies[branch.Path].Finish(meta);
            if (count == 0 && !branch.HasValues)
            {
                // Branches that only hold others count entries too.
                meta.Set("fEntries", entries);
                meta.Set("fEntryNumber", entries);
            }
            else if (count != (isWhole ? before : entries))
            {
                throw RootErrors.NotSupported(first.Key.Place, $"branch '{branch.Path}' with {count} of {entries} entries", "Leave the branch out.");
            }

            (total, stored) = (total + bytes, stored + packed);
        }

        Describe(first.Tree.Meta, entries, total, stored, isWhole);
    }

    // In the order of the file, which is that of the entries: programs that read some entries of all branches then read one stretch.
    private void CopyBaskets(TreePart part, BitArray? selected, CancellationToken cancellation)
    {
        PointerSearch pointers = new(part.File.Streamers);
        var baskets = part.Tree.AllBranches.Where(b => _copies.ContainsKey(b.Path))
            .SelectMany(b => b.Reader.Baskets.Select((place, index) => (Branch: b, Place: place, Index: index)))
            .OrderBy(b => b.Place.Embedded is null ? b.Place.Offset : long.MaxValue);
        Dictionary<RootBranch, long> next = [];
        foreach ((RootBranch branch, BasketPlace basket, int index) in baskets)
        {
            cancellation.ThrowIfCancellationRequested();
            long expected = next.GetValueOrDefault(branch);
            if (basket.Entries == 0)
            {
                continue;
            }

            if (basket.First != expected)
            {
                throw RootErrors.NotSupported(branch.Reader.PlaceOf(index), $"copying baskets that are not in the order of their entries ({basket.First} where {expected} is next)", "Read the tree and write it again.");
            }

            next[branch] = basket.First + basket.Entries;
            BranchCopy copy = _copies[branch.Path];
            if (selected is not null || basket.Embedded is not null || !copy.TryAddWhole(part.File, basket, branch.Reader.PlaceOf(index)))
            {
                using BasketData data = branch.Reader.Open(index);
                if (data.HasDisplacements || (selected is not null && pointers.MayPoint(branch.Reader.Meta)))
                {
                    throw RootErrors.NotSupported(data.Place, "taking entries of objects that point to others", $"Leave the branch '{branch.Path}' out.");
                }

                if (data.Entries != basket.Entries)
                {
                    throw RootErrors.Damaged(data.Place, $"{data.Entries} entries are in the basket, and {basket.Entries} should be");
                }

                copy.Add(data, branch.Reader.EntryOffsets(index, data), basket.First, selected);
            }
        }

        // What waits belongs before the first basket of the next tree, and so does its order.
        foreach (BranchCopy copy in _copies.Values)
        {
            copy.Flush();
        }
    }

    private HashSet<RootObject> Keep(IReadOnlySet<RootBranch>? kept)
    {
        HashSet<RootObject> all = new(ReferenceEqualityComparer.Instance);
        Dictionary<RootObject, RootObject> leafOwners = new(ReferenceEqualityComparer.Instance);
        foreach (RootBranch branch in first.Tree.AllBranches)
        {
            foreach (RootObject leaf in branch.Reader.Meta.List("fLeaves").OfType<RootObject>())
            {
                leafOwners[leaf] = branch.Reader.Meta;
            }
        }

        foreach (RootBranch top in first.Tree.Branches)
        {
            Keep(top, kept is null);
        }

        // Counters may need counters.
        for (int before = 0; before != all.Count;)
        {
            before = all.Count;
            foreach (RootObject meta in all.ToArray())
            {
                IEnumerable<RootObject?> counters = meta.List("fLeaves").OfType<RootObject>().Select(l => l.Object("fLeafCount")).OfType<RootObject>().Select(l => leafOwners.GetValueOrDefault(l))
                    .Append(meta.Object("fBranchCount")).Append(meta.Object("fBranchCount2"));
                all.UnionWith(counters.OfType<RootObject>());
            }
        }

        return all;

        bool Keep(RootBranch branch, bool isAboveKept)
        {
            bool isKept = isAboveKept || kept!.Contains(branch), hasKept = false;
            foreach (RootBranch below in branch.Branches)
            {
                hasKept |= Keep(below, isKept);
            }

            if (isKept || hasKept)
            {
                all.Add(branch.Reader.Meta);
            }

            return isKept || hasKept;
        }
    }

    private void Describe(RootObject tree, long entries, long total, long stored, bool isWhole)
    {
        HashSet<RootObject> leaves = new(ReferenceEqualityComparer.Instance);
        foreach (RootObject branch in _branches)
        {
            leaves.UnionWith(branch.List("fLeaves").OfType<RootObject>());
            Filter(branch, "fBranches", _branches);
        }

        Filter(tree, "fBranches", _branches);
        Filter(tree, "fLeaves", leaves);
        tree.Set("fEntries", entries);
        tree.Set("fTotBytes", total);
        tree.Set("fZipBytes", stored);
        tree.Set("fSavedBytes", 0L);
        tree.Set("fFlushedBytes", stored);
        Drop(tree, "fTreeIndex", "its index");
        Drop(tree, "fBranchRef", "its table of references, without which ROOT does not load what a TRef refers to by itself");
        if (!isWhole)
        {
            // Where clusters of entries began does not hold any more; ROOT estimates them from the sizes then.
            const long bytesOfCluster = -30_000_000;
            tree.Set("fAutoFlush", bytesOfCluster);
            tree.Set("fNClusterRange", 0);
            tree.Set("fClusterRangeEnd", Array.Empty<long>());
            tree.Set("fClusterSize", Array.Empty<long>());
        }
    }

    private static void Filter(RootObject owner, string list, HashSet<RootObject> kept)
    {
        if (owner.Object(list) is { } found)
        {
            found.Items = [.. found.Items.Where(i => i is RootObject item && kept.Contains(item))];
        }
    }

    private void Drop(RootObject tree, string member, string what)
    {
        if (tree.Object(member) is not null)
        {
            tree.Set(member, null);
            Notes.Add($"{first.Key.Name}: left out {what}");
        }
    }

    private static long Count(BitArray selected)
    {
        long count = 0;
        foreach (bool isSelected in selected)
        {
            count += isSelected ? 1 : 0;
        }

        return count;
    }
}
