using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary><c>alp inspect FILE.root</c>.</summary>
internal static class RootInspect
{
    private const int MostWarnings = 5;

    /// <summary>True for files that begin as ROOT files do.</summary>
    public static bool IsRoot(string path)
    {
        if (path == "-")
        {
            return false;
        }

        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("root"u8);
    }

    /// <summary>Writes what a file holds; what is damaged goes to <paramref name="error"/>.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(TextWriter output, TextWriter error, string path)
    {
        using RootFile file = RootFile.Open(path);
        int version = file.Version;
        output.WriteLine($"file         {file.Name}");
        output.WriteLine($"format       ROOT {version / 10_000}.{version / 100 % 100:00}/{version % 100:00}, {file.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes{(file.IsRecovered ? ", not closed: keys were recovered" : "")}");
        output.WriteLine($"compression  {file.CompressionText}");
        output.WriteLine();
        RootEntry[] entries = [.. RootContents.Of(file.Root)];
        Keys(output, entries);
        int problems = 0;
        foreach (RootEntry entry in entries)
        {
            try
            {
                if (entry.Problem is { } problem)
                {
                    throw new PluginException(problem);
                }

                problems += Describe(output, error, file, entry);
            }
            catch (PluginException e)
            {
                error.WriteLine($"alp: warning: {e.Message}");
                problems++;
            }
        }

        return problems == 0 ? AlpCommand.Success : AlpCommand.UserError;
    }

    private static void Keys(TextWriter output, RootEntry[] entries)
    {
        List<string[]> rows = [["key", "class", "title", "bytes", "stored", "ratio"]];
        rows.AddRange(entries.Select(e => (string[])[$"{new string(' ', 2 * e.Depth)}{e.Key.Name};{e.Key.Cycle}", e.Key.ClassName, e.Key.Title, $"{e.Key.ObjectLength}", $"{e.Key.StoredLength}", Ratio(e.Key.ObjectLength, e.Key.StoredLength)]));
        TextTable.Write(output, rows, leftAligned: 3);
    }

    // The number of things that cannot be read.
    private static int Describe(TextWriter output, TextWriter error, RootFile file, RootEntry entry)
    {
        int problems = 0;
        if (RootTree.IsTree(entry.Key))
        {
            RootTree tree = RootTree.Open(file, entry.Key);
            output.WriteLine();
            output.WriteLine($"{entry.Key.ClassName} '{entry.PathWithCycle}': {tree.Entries} entries{(tree.Friends.Count > 0 ? $", friends {string.Join(", ", tree.Friends)}" : "")}");
            List<string[]> rows = [["branch", "type", "entries", "baskets", "bytes", "stored", "ratio"]];
            rows.AddRange(tree.AllBranches.Select(b => (string[])[b.Path, TypeOf(b), $"{b.Entries}", $"{b.Baskets}", $"{b.Bytes.Uncompressed}", $"{b.Bytes.Compressed}", Ratio(b.Bytes.Uncompressed, b.Bytes.Compressed)]));
            TextTable.Write(output, rows, leftAligned: 2);
            string[] found = [.. tree.AllBranches.Where(b => b.HasValues).SelectMany(b => b.Unreadable is { } reason ? [reason] : b.LeftOut), .. tree.LeftOut.Select(l => $"{file.Name}: {entry.PathWithCycle}: not read of its user information: {l}")];
            foreach (string problem in found.Take(MostWarnings))
            {
                error.WriteLine($"alp: warning: {problem}");
            }

            if (found.Length > MostWarnings)
            {
                error.WriteLine($"alp: warning: {file.Name}: {found.Length - MostWarnings} more of tree '{entry.Key.Name}' cannot be read; the table says (not read) of such branches");
            }

            problems += found.Length;
        }
        else if (NTuple.IsNTuple(entry.Key))
        {
            NTuple ntuple = NTuple.Open(file, entry.Key);
            output.WriteLine();
            output.WriteLine($"RNTuple '{entry.PathWithCycle}': {ntuple.Entries} entries in {ntuple.Clusters} clusters, written by {ntuple.WrittenBy}");
            List<string[]> rows = [["field", "type", "pages", "bytes", "stored", "ratio"]];
            rows.AddRange(ntuple.Fields.Select(f => (string[])[f.Name, f.TypeName, $"{f.Pages}", $"{f.Bytes.Uncompressed}", $"{f.Bytes.Compressed}", Ratio(f.Bytes.Uncompressed, f.Bytes.Compressed)]));
            TextTable.Write(output, rows, leftAligned: 2);
        }
        else if (RootObjects.IsObject(entry.Key))
        {
            output.WriteLine();
            RootItem item = RootObjects.Read(file, entry.Key);
            output.WriteLine($"{entry.PathWithCycle}: {ObjectDump.Summary(item)}");
            string[] unread = [.. RootObjects.Unread(item)];
            if (unread.Length > 0)
            {
                throw new PluginException($"{file.Name}: {entry.PathWithCycle}: not read: {string.Join("; ", unread)}");
            }
        }

        return problems;
    }

    private static string TypeOf(RootBranch branch) => !branch.HasValues ? "-" : branch.Unreadable is null ? branch.TypeName : $"{branch.TypeName} (not read)";

    private static string Ratio(long bytes, long stored) => stored > 0 ? ((double)bytes / stored).ToString("0.00", CultureInfo.InvariantCulture) : "-";
}
