using System.Collections;
using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Copying;
using AlpToolkit.Io.Root.Trees;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary><c>alp root slim</c>.</summary>
internal static class SlimCommand
{
    public static void AddTo(CommandLineApplication root, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication slim = CommandLine.Command(
            root, "slim", "Copy a file with some branches or entries of a tree; all else is copied as it is.", "alp root slim events.root slim.root --branch 'Muon*' --where 'nMuon >= 2 && MET_pt > 20'");
        CommandArgument source = slim.Argument("SOURCE", "ROOT file").IsRequired();
        CommandArgument target = slim.Argument("TARGET", "file to write").IsRequired();
        CommandOption tree = slim.Option("--tree <PATH>", "the tree (default: the only one)", CommandOptionType.SingleValue);
        CommandOption branches = slim.Option("--branch <PATTERN>", "branches to keep, with those that count their elements; * and ? stand for any characters; may be given several times (default: all)", CommandOptionType.MultipleValue);
        CommandOption drop = slim.Option("--drop <PATTERN>", "branches to leave out; may be given several times", CommandOptionType.MultipleValue);
        CommandOption where = slim.Option("--where <CONDITION>", "condition on branches with one number an entry, and on 'entry', the entry's number", CommandOptionType.SingleValue);
        CommandOption first = slim.Option("--first <N>", "first entry (default: 0)", CommandOptionType.SingleValue);
        CommandOption entries = slim.Option("--entries <N>", "number of entries from there on (default: all)", CommandOptionType.SingleValue);
        CommandOption onlyTree = slim.Option("--only-tree", "leave out everything but the tree", CommandOptionType.NoValue);
        CommandOption force = slim.Option("--force", "replace the target if it is there", CommandOptionType.NoValue);
        slim.OnExecute(() =>
        {
            using RootFile file = RootPaths.Open(source.Value!);
            MergeCommand.CheckTarget(target.Value!, [source.Value!], force.HasValue());
            RootKey key = RootPaths.FindTree(file, tree.Value());
            RootTree read = RootTree.Open(file, key);
            List<string> warnings = [];
            BitArray? selected = Selected(read, file.Name, where.Value(), RootCommand.Number(first, 0), RootCommand.Number(entries, long.MaxValue), warnings, cancellation);
            RootSlimOptions options = new()
            {
                Branches = [.. branches.Values.Select(v => v!)],
                Drop = [.. drop.Values.Select(v => v!)],
                Entries = selected,
                KeepOthers = !onlyTree.HasValue(),
            };
            foreach (string note in warnings.Concat(RootSlim.Write(file, key, target.Value!, options, cancellation: cancellation)))
            {
                error.WriteLine($"alp: warning: {note}");
            }

            long kept = selected?.Cast<bool>().LongCount(s => s) ?? read.Entries;
            output.WriteLine($"{target.Value}: {kept.ToString(CultureInfo.InvariantCulture)} of {read.Entries.ToString(CultureInfo.InvariantCulture)} entries of {key.Name}");
            return AlpCommand.Success;
        });
    }

    private static BitArray? Selected(RootTree tree, string file, string? condition, long first, long count, List<string> warnings, CancellationToken cancellation)
    {
        if (condition is null && first == 0 && count == long.MaxValue)
        {
            return null;
        }

        if (tree.Entries > int.MaxValue)
        {
            throw new PluginException($"{file}: tree '{tree.Name}' has {tree.Entries} entries; {int.MaxValue} at most can be chosen from one by one. Take --branch alone, or a part of the files.");
        }

        BitArray selected = condition is null ? new BitArray((int)tree.Entries, true) : EntryCondition.Evaluate(tree, file, condition, warnings, cancellation);
        long end = count > tree.Entries - first ? tree.Entries : first + count;
        for (int entry = 0; entry < selected.Count; entry++)
        {
            selected[entry] &= entry >= first && entry < end;
        }

        return selected;
    }
}
