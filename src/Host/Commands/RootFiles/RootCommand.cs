using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using McMaster.Extensions.CommandLineUtils;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary><c>alp root</c> with <c>ls</c>, <c>dump</c>, <c>diff</c>, <c>merge</c> and <c>slim</c>.</summary>
internal static class RootCommand
{
    private const long DefaultEntries = 20;

    public static void AddTo(CommandLineApplication alp, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        CommandLineApplication root = CommandLine.Command(alp, "root", "List, show, compare, join and thin out what ROOT files hold.", "alp root ls histograms.root");
        root.OnExecute(() =>
        {
            root.ShowHelp();
            return AlpCommand.UserError;
        });
        AddList(root, output, error);
        AddDump(root, output, error);
        AddDiff(root, output, error);
        MergeCommand.AddTo(root, output, error, cancellation);
        SlimCommand.AddTo(root, output, error, cancellation);
    }

    /// <summary>The number of an option, from 0 up.</summary>
    /// <exception cref="PluginException">It is none.</exception>
    public static long Number(CommandOption option, long otherwise) => !option.HasValue() ? otherwise
        : long.TryParse(option.Value(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
        : throw new PluginException($"--{option.LongName} {option.Value()}: expected a number from 0 up");

    private static void AddList(CommandLineApplication root, TextWriter output, TextWriter error)
    {
        CommandLineApplication list = CommandLine.Command(root, "ls", "List keys, one a line: class, path with cycle, title.", "alp root ls analysis.root histograms");
        CommandArgument path = list.Argument("FILE", "ROOT file").IsRequired();
        CommandArgument below = list.Argument("PATH", "directory in the file, or one key (default: all)");
        list.OnExecute(() =>
        {
            using RootFile file = RootPaths.Open(path.Value!);
            IEnumerable<RootEntry> entries = RootContents.Of(file.Root);
            if (below.Value is { } name)
            {
                RootKey key = RootPaths.Find(file, name.TrimEnd('/'));
                RootEntry[] all = [.. entries];
                RootEntry top = all.First(e => ReferenceEquals(e.Key, key));
                entries = RootDirectory.IsDirectory(key) ? all.Where(e => e.Path.StartsWith($"{top.Path}/", StringComparison.Ordinal)) : [top];
            }

            RootEntry[] shown = [.. entries];
            int width = shown.Select(e => e.Key.ClassName.Length).DefaultIfEmpty().Max();
            foreach (RootEntry entry in shown)
            {
                output.WriteLine($"{entry.Key.ClassName.PadRight(width)}  {entry.PathWithCycle}  {entry.Key.Title}".TrimEnd());
            }

            string[] problems = [.. shown.Select(e => e.Problem).OfType<string>()];
            foreach (string problem in problems)
            {
                error.WriteLine($"alp: warning: {problem}");
            }

            return problems.Length == 0 ? AlpCommand.Success : AlpCommand.UserError;
        });
    }

    private static void AddDump(CommandLineApplication root, TextWriter output, TextWriter error)
    {
        CommandLineApplication dump = CommandLine.Command(
            root, "dump", "Show an object, or entries of a tree or RNTuple as rows with commas.", "alp root dump events.root tree --branch px --branch py --first 100 --entries 10");
        CommandArgument path = dump.Argument("FILE", "ROOT file").IsRequired();
        CommandArgument name = dump.Argument("PATH", "key in the file: directory/name, with ;cycle for another than the last").IsRequired();
        CommandOption branches = dump.Option("--branch <NAME>", "branch or field; may be given several times (default: all)", CommandOptionType.MultipleValue);
        CommandOption first = dump.Option("--first <N>", "first entry (default: 0)", CommandOptionType.SingleValue);
        CommandOption entries = dump.Option("--entries <N>", $"number of entries, or all (default: {DefaultEntries})", CommandOptionType.SingleValue);
        dump.OnExecute(() =>
        {
            using RootFile file = RootPaths.Open(path.Value!);
            RootKey key = RootPaths.Find(file, name.Value!);
            if (RootDirectory.IsDirectory(key))
            {
                throw new PluginException($"{file.Name}: '{name.Value}' is a directory. See alp root ls {file.Name} {name.Value}.");
            }

            if (EntryTable.TryOpen(file, key) is { } table)
            {
                EntryDump.Write(output, error, table, [.. branches.Values.Select(v => v!)], Number(first, 0), entries.Value() == "all" ? long.MaxValue : Number(entries, DefaultEntries));
                return AlpCommand.Success;
            }

            if (branches.HasValue() || first.HasValue() || entries.HasValue())
            {
                throw new PluginException($"{file.Name}: '{name.Value}' is a {key.ClassName}: --branch, --first and --entries are for trees and RNTuples");
            }

            RootItem item = RootObjects.Read(file, key);
            ObjectDump.Write(output, item);
            foreach (string unread in RootObjects.Unread(item))
            {
                error.WriteLine($"alp: warning: {name.Value}: not read: {unread}");
            }

            return AlpCommand.Success;
        });
    }

    private static void AddDiff(CommandLineApplication root, TextWriter output, TextWriter error)
    {
        CommandLineApplication diff = CommandLine.Command(
            root, "diff", "Compare two files: keys, histograms, entries, objects. Exit code 0 for equal files, 1 for different ones, 2 for an error.", "alp root diff before.root after.root --tolerance 1e-12");
        CommandArgument first = diff.Argument("A", "ROOT file").IsRequired();
        CommandArgument second = diff.Argument("B", "ROOT file").IsRequired();
        CommandOption tolerance = diff.Option("--tolerance <REL>", "relative difference of numbers that counts as none (default: 0)", CommandOptionType.SingleValue);
        diff.OnExecute(() =>
        {
            double relative = 0;
            if (tolerance.HasValue() && !(double.TryParse(tolerance.Value(), NumberStyles.Float, CultureInfo.InvariantCulture, out relative) && relative is >= 0 and < 1))
            {
                throw new PluginException($"--tolerance {tolerance.Value()}: expected a number from 0 to below 1, as in 1e-12");
            }

            using RootFile a = RootPaths.Open(first.Value!), b = RootPaths.Open(second.Value!);
            RootDiff comparison = new(output, error, relative);
            comparison.Compare(a, b);
            return comparison.Unread > 0 ? AlpCommand.UserError : comparison.Differences == 0 ? AlpCommand.Success : AlpCommand.Different;
        });
    }
}
