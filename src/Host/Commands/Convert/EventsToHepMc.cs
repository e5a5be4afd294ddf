using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Io.HepMc.Records;
using AlpToolkit.Io.Root.Events;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Writes the events of a tree as HepMC: every event states the cross section, and the mean of the weights is it.</summary>
internal static class EventsToHepMc
{
    /// <exception cref="PluginException">The tree is damaged, or the new file cannot be written.</exception>
    public static string Write(string source, string target, EventOptions options, TextWriter error, CancellationToken cancellation)
    {
        EventTotals totals;
        using (RootEventStream first = new(source, options.ForRoot()))
        {
            totals = EventPass.Measure(first, cancellation);
        }

        // A mean weight that is the cross section, in pb.
        double factor = totals.Summary.WeightFactor * totals.Events;
        using RootEventStream stream = new(source, options.ForRoot());
        StreamHead head = stream.ReadHead();
        HepMcFormat format = FileFormats.HepMcFormatOf(target, source: null);
        using HepMcWriter writer = HepMcWriter.Create(target, format, new HepMcRunRecord
        {
            WeightNames = ["Default"],
            Tools = [new HepMcTool("AlpToolkit", ProgramVersion.Text, $"converted from {Path.GetFileName(source)}, sha256 {totals.Summary.InputSha256}")],
        });
        HepMcRecord record = new();
        BatchRecords records = new();
        foreach (EventBatch batch in EventPass.Batches(stream, head, cancellation))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                records.Take(batch, i, record);
                record.Weights.Add(batch.Weights()[i] * factor);
                record.SetCrossSection(totals.Summary.CrossSection, double.IsNaN(totals.Summary.CrossSectionError) ? 0 : totals.Summary.CrossSectionError);
                writer.Write(record);
            }
        }

        writer.Complete();
        int weights = EventsToLhe.OtherWeights(source, options.Tree);
        if (weights > 0)
        {
            error.WriteLine($"alp: note: {weights} weights beside the nominal (weight_…) are not in the HepMC file");
        }

        if (records.LateMothers > 0)
        {
            error.WriteLine($"alp: note: {records.LateMothers} particles stand before their mothers in the tree and come from no mother in the HepMC file");
        }

        error.WriteLine("alp: note: a tree has no positions of vertices; of status codes it has incoming, final and other: 4, 1 and 2 are written");
        foreach (string lost in writer.Losses)
        {
            error.WriteLine($"alp: note: not in the new file: {lost}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{totals.Events} events, cross section {totals.Summary.CrossSection:G6} pb ({totals.Summary.Normalisation})");
    }
}
