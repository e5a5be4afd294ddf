using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Events;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Writes events of text files as a tree: numbers of events, all weights in pb, lists of particles with status and mothers, as the stage write-events does. The source root reads it.</summary>
internal static class EventsToRoot
{
    private const string TreeName = "events";

    /// <exception cref="PluginException">The file is damaged, or the new one cannot be written.</exception>
    /// <param name="source">Path of the file.</param>
    /// <param name="open">Opens it, with all its weights.</param>
    /// <param name="target">Path of the ROOT file.</param>
    /// <param name="table">How it is written.</param>
    /// <param name="lost">What the tree does not hold, one phrase.</param>
    /// <param name="error">Takes notes.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <param name="leftOut">Events left out because they are malformed.</param>
    public static string Write(string source, Func<EventStream> open, string target, TableOptions table, string lost, TextWriter error, CancellationToken cancellation, out long leftOut)
    {
        EventTotals totals;
        using (EventStream first = open())
        {
            totals = EventPass.Measure(first, cancellation);
        }

        using EventStream stream = open();
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
        foreach (string warning in totals.Summary.Warnings)
        {
            error.WriteLine($"alp: warning: {warning}");
        }

        error.WriteLine($"alp: note: {lost} are not in the tree");
        if (head is { Beam1: { } one, Beam2: { } other } && IsBoosted(one + other))
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"alp: warning: momenta are those of the laboratory, with beams of {one.E} and {other.E} GeV; a pipeline takes those of a tree as in the centre of mass. Give it {Path.GetFileName(source)}"));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{totals.Events} events in '{TreeName}', cross section {totals.Summary.CrossSection:G6} pb ({totals.Summary.Normalisation})");
    }

    private static bool IsBoosted(FourVector total) => total.Momentum > 1e-6 * total.E;

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
