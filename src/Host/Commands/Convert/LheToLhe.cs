using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Lhe.Records;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Writes an LHE file of any version and packing as LHE 3.0, with all that stands in it.</summary>
internal static class LheToLhe
{
    /// <exception cref="PluginException">The file is damaged, or the target cannot be written.</exception>
    public static string Write(string source, string target, LheErrorPolicy policy, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        using LheRecordReader reader = new(source, policy);
        LheRecordHead head = reader.Head;
        using LheRecordWriter writer = LheRecordWriter.Create(target, head, headIsFinal: false);
        LheRecord record = new();
        while (reader.Read(record, cancellation))
        {
            writer.Write(record);
        }

        // Of several documents the cross sections are known at the end. Event files are in the written file.
        LheHead init = reader.Head.Init;
        writer.Complete(reader.Tail.Span, init);
        foreach (string warning in reader.Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        if (head.Init.Version != "3.0")
        {
            error.WriteLine($"alp: note: {(head.Init.Version is { } version ? $"version {version}" : "a file without version")} is written as 3.0");
        }

        if (init.Documents > 1)
        {
            error.WriteLine($"alp: note: {init.Documents} documents are written as one, with the header of the first and mean cross sections");
        }

        leftOut = reader.SkippedEvents;
        return $"{reader.Events} events";
    }
}
