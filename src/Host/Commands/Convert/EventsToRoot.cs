using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Events;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Writes LHE events as a tree: numbers of events, all weights in pb, lists of particles with status and mothers, as the stage write-events does. The source root reads it.</summary>
internal static class EventsToRoot
{
    private const string TreeName = "events";

    /// <exception cref="PluginException">The file is damaged, or the new one cannot be written.</exception>
    public static string Write(string source, string target, TableOptions table, LheErrorPolicy policy, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        LheOptions options = new() { AllVariations = true, OnError = policy };
        EventTotals totals;
        using (LheEventStream first = new(source, options))
        {
            totals = EventPass.Measure(first, cancellation);
        }

        using LheEventStream stream = new(source, options);
        StreamHead head = stream.ReadHead();
        using RootFileWriter writer = RootFileWriter.Create(target, new RootWriteOptions { Compression = table.Compression });
        string about = string.Create(
            CultureInfo.InvariantCulture, $"{Path.GetFileName(source)}, sha256 {totals.Summary.InputSha256}: {totals.Events} events, cross section {totals.Summary.CrossSection:R}{Error(totals)} pb, {EventNames.InPb}; AlpToolkit {ProgramVersion.Text}");
        RootTreeWriter tree = writer.CreateTree(TreeName, Columns(head.WeightNames), about);
        foreach (EventBatch batch in EventPass.Batches(stream, head, cancellation))
        {
            tree.Fill(Values(batch, head.WeightNames.Count, totals.Summary.WeightFactor));
        }

        writer.Commit();
        leftOut = totals.Summary.SkippedEvents;
        foreach (string warning in leftOut > 0 ? totals.Summary.Warnings : [])
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        error.WriteLine("alp: note: colours, lifetimes, spins, scales and the header of the LHE file are not in the tree");
        return string.Create(CultureInfo.InvariantCulture, $"{totals.Events} events in '{TreeName}', cross section {totals.Summary.CrossSection:G6} pb ({totals.Summary.Normalisation})");
    }

    private static string Error(EventTotals totals) => double.IsNaN(totals.Summary.CrossSectionError) ? "" : string.Create(CultureInfo.InvariantCulture, $" ± {totals.Summary.CrossSectionError:R}");

    private static IReadOnlyList<RootColumn> Columns(IReadOnlyList<string> weightNames) =>
    [
        RootColumn.Number<long>(EventNames.Event),
        .. EventNames.Weights(weightNames).Select(RootColumn.Number<double>),
        .. EventNames.Of(EventNames.Particle).Concat(EventNames.History).Select(n => n.IsCode ? RootColumn.List<int>(n.Name, EventNames.Count) : RootColumn.List<double>(n.Name, EventNames.Count)),
    ];

    private static List<Column> Values(EventBatch batch, int weights, double factor)
    {
        List<Column> values = [new PrimitiveColumn<long>([.. Enumerable.Range(0, batch.Count).Select(i => batch.FirstEvent + i)])];
        for (int v = 0; v < weights; v++)
        {
            double[] scaled = batch.Weights(v).ToArray();
            foreach (ref double weight in scaled.AsSpan())
            {
                weight *= factor;
            }

            values.Add(new PrimitiveColumn<double>(scaled));
        }

        ParticleTable p = batch.Particles;
        int[] offsets = batch.Offsets.ToArray();
        values.AddRange([Integers(p.PdgId), Doubles(p.Px), Doubles(p.Py), Doubles(p.Pz), Doubles(p.E), Doubles(p.M), Integers(p.Status), Integers(p.Mother1), Integers(p.Mother2)]);
        return values;

        JaggedColumn Integers(ReadOnlySpan<int> all) => new(offsets, new PrimitiveColumn<int>(all[..offsets[^1]].ToArray()));
        JaggedColumn Doubles(ReadOnlySpan<double> all) => new(offsets, new PrimitiveColumn<double>(all[..offsets[^1]].ToArray()));
    }
}
