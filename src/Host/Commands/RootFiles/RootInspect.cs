using System.Globalization;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary><c>alp inspect FILE.root</c>.</summary>
internal static class RootInspect
{
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

    /// <summary>Writes what a file holds; what cannot be read goes to <paramref name="error"/>.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(TextWriter output, TextWriter error, string path, bool isJson)
    {
        using RootFile file = RootFile.Open(path);
        RootFileSummary summary = RootFileSummary.Of(file);
        if (isJson)
        {
            output.WriteLine(RootInspectJson.Of(summary).ToJsonString());
        }
        else
        {
            WriteText(output, summary);
        }

        foreach (string warning in summary.Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        return summary.Warnings.Count == 0 ? AlpCommand.Success : AlpCommand.UserError;
    }

    /// <summary>The version of ROOT that wrote a file: 6.26/10.</summary>
    public static string Version(RootFile file) => $"{file.Version / 10_000}.{file.Version / 100 % 100:00}/{file.Version % 100:00}";

    private static void WriteText(TextWriter output, RootFileSummary summary)
    {
        RootFile file = summary.File;
        output.WriteLine($"file         {file.Name}");
        output.WriteLine($"format       ROOT {Version(file)}, {file.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes{(file.IsRecovered ? ", not closed: keys were recovered" : "")}");
        output.WriteLine($"compression  {file.CompressionText}");
        output.WriteLine();
        List<string[]> rows = [["key", "class", "title", "bytes", "stored", "ratio"]];
        rows.AddRange(summary.Keys.Select(k => Row(k.Entry)));
        TextTable.Write(output, rows, leftAligned: 3);
        foreach (RootKeySummary key in summary.Keys)
        {
            Describe(output, key);
        }
    }

    private static string[] Row(RootEntry entry)
    {
        RootKey key = entry.Key;
        return [$"{new string(' ', 2 * entry.Depth)}{key.Name};{key.Cycle}", key.ClassName, key.Title, $"{key.ObjectLength}", $"{key.StoredLength}", Ratio(key.ObjectLength, key.StoredLength)];
    }

    private static void Describe(TextWriter output, RootKeySummary key)
    {
        string path = key.Entry.PathWithCycle;
        if (key.Tree is { } tree)
        {
            output.WriteLine();
            output.WriteLine($"{key.Entry.Key.ClassName} '{path}': {tree.Entries} entries{(tree.Friends.Count > 0 ? $", friends {string.Join(", ", tree.Friends)}" : "")}");
            List<string[]> rows = [["branch", "type", "entries", "baskets", "bytes", "stored", "ratio"]];
            rows.AddRange(tree.AllBranches.Select(b => (string[])[b.Path, TypeOf(b), $"{b.Entries}", $"{b.Baskets}", $"{b.Bytes.Uncompressed}", $"{b.Bytes.Compressed}", Ratio(b.Bytes.Uncompressed, b.Bytes.Compressed)]));
            TextTable.Write(output, rows, leftAligned: 2);
        }
        else if (key.NTuple is { } ntuple)
        {
            output.WriteLine();
            output.WriteLine($"RNTuple '{path}': {ntuple.Entries} entries in {ntuple.Clusters} clusters, written by {ntuple.WrittenBy}");
            List<string[]> rows = [["field", "type", "pages", "bytes", "stored", "ratio"]];
            rows.AddRange(ntuple.Fields.Select(f => (string[])[f.Name, f.TypeName, $"{f.Pages}", $"{f.Bytes.Uncompressed}", $"{f.Bytes.Compressed}", Ratio(f.Bytes.Uncompressed, f.Bytes.Compressed)]));
            TextTable.Write(output, rows, leftAligned: 2);
        }
        else if (key.Item is { } item)
        {
            output.WriteLine();
            output.WriteLine($"{path}: {ObjectDump.Summary(item)}");
        }
    }

    private static string TypeOf(RootBranch branch) => !branch.HasValues ? "-" : branch.Unreadable is null ? branch.TypeName : $"{branch.TypeName} (not read)";

    private static string Ratio(long bytes, long stored) => stored > 0 ? ((double)bytes / stored).ToString("0.00", CultureInfo.InvariantCulture) : "-";
}
