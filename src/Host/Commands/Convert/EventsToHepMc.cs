using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Io.Root.Events;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Writes events of trees, LHE files and HEPEVT text as HepMC: every event states the cross section, and the mean of the nominal weights is it.</summary>
internal static class EventsToHepMc
{
    /// <summary>Writes the events of a tree, with their nominal weights.</summary>
    /// <exception cref="PluginException">The tree is damaged, or the new file cannot be written.</exception>
    public static string Write(string source, string target, EventOptions options, TextWriter error, CancellationToken cancellation)
    {
        string summary = Write(source, () => new RootEventStream(source, options.ForRoot()), target, "a tree has no positions of vertices; of status codes it has incoming, final and other: 4, 1 and 2 are written", error, cancellation, out _);
        int weights = EventsToLhe.OtherWeights(source, options.Tree);
        if (weights > 0)
        {
            error.WriteLine($"alp: note: {weights} weights beside the nominal (weight_…) are not in the HepMC file");
        }

        return summary;
    }

    /// <summary>Writes the events of a stream, with all weights that it reads.</summary>
    /// <param name="source">Path of the file.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="target">Path of the HepMC file.</param>
    /// <param name="note">What is lost, or made up.</param>
    /// <param name="error">Takes notes.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <param name="leftOut">Events left out because they are malformed.</param>
    /// <exception cref="PluginException">The file is damaged, or the new one cannot be written.</exception>
    public static string Write(string source, Func<EventStream> open, string target, string note, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        EventTotals totals;
        using (EventStream first = open())
        {
            totals = EventPass.Measure(first, cancellation);
        }

        leftOut = totals.Summary.SkippedEvents;
        foreach (string warning in totals.Summary.Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        using EventStream stream = open();
        StreamHead head = stream.ReadHead();
        HepMcFormat format = FileFormats.HepMcFormatOf(target, source: null);
        using HepMcWriter writer = HepMcWriter.Create(target, format, new HepMcRunRecord
        {
            WeightNames = ["Default", .. head.WeightNames.Skip(1)],
            Tools = [new HepMcTool("AlpToolkit", ProgramVersion.Text, $"converted from {Path.GetFileName(source)}, sha256 {totals.Summary.InputSha256}")],
        });
        HepMcRecord record = new();
        BatchRecords records = new();
        foreach (EventBatch batch in EventPass.Batches(stream, head, cancellation))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                records.Take(batch, i, record);
                for (int w = 0; w < head.WeightNames.Count; w++)
                {
                    record.Weights.Add(totals.InPb(batch.Weights(w)[i]));
                }

                record.SetCrossSection(totals.Summary.CrossSection, double.IsNaN(totals.Summary.CrossSectionError) ? 0 : totals.Summary.CrossSectionError);
                writer.Write(record);
            }
        }

        writer.Complete();
        if (records.LateMothers > 0)
        {
            error.WriteLine($"alp: note: {records.LateMothers} particles stand before their mothers and come from no mother in the HepMC file");
        }

        error.WriteLine($"alp: note: {note}");
        foreach (string lost in writer.Losses)
        {
            error.WriteLine($"alp: note: not in the new file: {lost}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{totals.Events} events, cross section {totals.Summary.CrossSection:G6} pb ({totals.Summary.Normalisation})");
    }
}
