using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary>What a ROOT file holds.</summary>
/// <param name="File">The file, open.</param>
/// <param name="Keys">Its keys, those of directories after the directory.</param>
/// <param name="Warnings">What cannot be read.</param>
internal sealed record RootFileSummary(RootFile File, IReadOnlyList<RootKeySummary> Keys, IReadOnlyList<string> Warnings)
{
    private const int MostWarnings = 5;

    /// <summary>Reads it.</summary>
    public static RootFileSummary Of(RootFile file)
    {
        List<RootKeySummary> keys = [];
        List<string> warnings = [];
        foreach (RootEntry entry in RootContents.Of(file.Root))
        {
            RootKeySummary key = new(entry);
            try
            {
                key = Open(file, entry, warnings);
            }
            catch (PluginException e)
            {
                warnings.Add(e.Message);
            }

            keys.Add(key);
        }

        return new RootFileSummary(file, keys, warnings);
    }

    private static RootKeySummary Open(RootFile file, RootEntry entry, List<string> warnings)
    {
        if (entry.Problem is { } problem)
        {
            throw new PluginException(problem);
        }

        if (RootTree.IsTree(entry.Key))
        {
            RootTree tree = RootTree.Open(file, entry.Key);
            warnings.AddRange(Problems(file, entry, tree));
            return new RootKeySummary(entry) { Tree = tree };
        }

        if (NTuple.IsNTuple(entry.Key))
        {
            return new RootKeySummary(entry) { NTuple = NTuple.Open(file, entry.Key) };
        }

        if (!RootObjects.IsObject(entry.Key))
        {
            return new RootKeySummary(entry);
        }

        RootItem item = RootObjects.Read(file, entry.Key);
        string[] unread = [.. RootObjects.Unread(item)];
        if (unread.Length > 0)
        {
            warnings.Add($"{file.Name}: {entry.PathWithCycle}: not read: {string.Join("; ", unread)}");
        }

        return new RootKeySummary(entry) { Item = item };
    }

    private static string[] Problems(RootFile file, RootEntry entry, RootTree tree)
    {
        string[] found = [.. tree.AllBranches.Where(b => b.HasValues).SelectMany(b => b.Unreadable is { } reason ? [reason] : b.LeftOut), .. tree.LeftOut.Select(l => $"{file.Name}: {entry.PathWithCycle}: not read of its user information: {l}")];
        return found.Length <= MostWarnings
            ? found
            : [.. found.Take(MostWarnings), $"{file.Name}: {found.Length - MostWarnings} more of tree '{entry.Key.Name}' cannot be read; the table says (not read) of such branches"];
    }
}

/// <summary>A key, and what it leads to: a tree, an RNTuple, an object, or nothing that can be read.</summary>
/// <param name="Entry">The key and where it stands.</param>
internal sealed record RootKeySummary(RootEntry Entry)
{
    public RootTree? Tree { get; init; }

    public NTuple? NTuple { get; init; }

    public RootItem? Item { get; init; }
}
