using AlpToolkit.Core.Plugins;
using AlpToolkit.Io;
using AlpToolkit.Io.HepMc.Records;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Writes HepMC events as HepMC2 or HepMC3, with everything that the other holds.</summary>
internal static class HepMcToHepMc
{
    /// <param name="source">Path of the file.</param>
    /// <param name="target">Path of the new one.</param>
    /// <param name="policy">What to do with malformed events.</param>
    /// <param name="unit">Unit of events that do not state theirs; null when not known.</param>
    /// <param name="error">Takes notes.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <param name="leftOut">Events left out because they are malformed.</param>
    /// <exception cref="PluginException">The file is damaged, or the new one cannot be written.</exception>
    public static string Write(string source, string target, EventErrorPolicy policy, HepMcMomentumUnit? unit, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        using HepMcRecordReader reader = new(source, policy, unit);
        HepMcFormat format = FileFormats.HepMcFormatOf(target, reader.Run.Source);
        using HepMcWriter writer = HepMcWriter.Create(target, format, reader.Run);
        int listing = reader.Listing;
        HepMcRecord record = new();
        while (reader.Read(record, cancellation))
        {
            if (reader.Listing != listing)
            {
                listing = reader.Listing;
                writer.BeginListing(reader.Run);
            }

            writer.Write(record);
        }

        writer.Complete();
        leftOut = reader.SkippedEvents;
        foreach (string warning in reader.Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        foreach (string lost in writer.Losses)
        {
            error.WriteLine($"alp: note: not in the new file: {lost}");
        }

        return $"{writer.Events} events, {(format == HepMcFormat.Asciiv3 ? "HepMC3 (Asciiv3)" : "HepMC2 (IO_GenEvent)")}";
    }
}
