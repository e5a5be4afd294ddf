using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.RootFiles;
using AlpToolkit.Host.Provenance;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Events;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>Writes events of trees, HepMC files and HEPEVT text as LHE 3.0: the mean of the weights is the cross section.</summary>
internal static class EventsToLhe
{
    private const int Electron = 11;

    /// <summary>Writes the events of a tree.</summary>
    /// <exception cref="PluginException">The tree is damaged, has no events, or its beams are not known.</exception>
    public static string Write(string source, string target, EventOptions options, TextWriter error, CancellationToken cancellation)
    {
        string summary = Write(source, () => new RootEventStream(source, options.ForRoot()), target, options, "a tree has no", error, cancellation, out _);
        int weights = OtherWeights(source, options.Tree);
        if (weights > 0)
        {
            error.WriteLine($"alp: note: {weights} weights beside the nominal (weight_…) are not in the LHE file");
        }

        return summary;
    }

    /// <summary>Writes the events of a stream, with their nominal weights.</summary>
    /// <param name="source">Path of the file.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="target">Path of the LHE file.</param>
    /// <param name="options">What the file does not say.</param>
    /// <param name="lack">The beginning of the note on what is made up.</param>
    /// <param name="error">Takes notes.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <param name="leftOut">Events left out because they are malformed.</param>
    /// <exception cref="PluginException">The file is damaged, has no events, or its beams are not known.</exception>
    public static string Write(string source, Func<EventStream> open, string target, EventOptions options, string lack, TextWriter error, CancellationToken cancellation, out long leftOut)
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

        if (totals.Events == 0)
        {
            throw new PluginException($"{source}: there are no events");
        }

        using EventStream stream = open();
        StreamHead head = stream.ReadHead();
        using LheWriter writer = LheWriter.Create(target, Head(source, totals, options));
        LheEventText text = writer.NewText();
        long block = 0;
        foreach (EventBatch batch in EventPass.Batches(stream, head, cancellation))
        {
            foreach (ref double weight in batch.Weights())
            {
                weight = totals.InPb(weight);
            }

            text.Format(batch);
            writer.Write(block++, text);
        }

        writer.Complete();
        if (text.CutCircles > 0)
        {
            error.WriteLine($"alp: note: mothers that do not stand before their daughters are 0 in {text.CutCircles} events in which particles are among their own ancestors");
        }

        if (options.SqrtS is { } sqrtS)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"alp: note: {Found(totals)}; beams e+ and e- of {sqrtS / 2} GeV each are taken from --sqrt-s"));
        }

        error.WriteLine($"alp: note: {lack} colours, lifetimes, spins and scales: 0, 0, 9 (not stated) and sqrt_s are written");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{totals.Events} events, cross section {totals.Summary.CrossSection:G6} pb ({totals.Summary.Normalisation})");
    }

    /// <summary>Number of weights beside the nominal in a tree.</summary>
    public static int OtherWeights(string source, string? tree)
    {
        using RootFile file = RootPaths.Open(source);
        return RootPaths.TryFindTable(file, tree) is { } key && EntryTable.TryOpen(file, key) is { } table ? table.Columns.Count(c => c.Name.StartsWith($"{EventNames.Weight}_", StringComparison.Ordinal)) : 0;
    }

    // What stands where two beams should.
    private static string Found(EventTotals totals) => totals.Incoming.Count == 0
        ? "the events have no incoming particles"
        : string.Create(CultureInfo.InvariantCulture, $"the first event has {totals.Incoming.Count} incoming particle{(totals.Incoming.Count == 1 ? "" : "s")} where two are expected ({string.Join(", ", totals.Incoming.Take(4).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.PdgId} of {p.E} GeV")))}{(totals.Incoming.Count > 4 ? ", …" : "")})");

    private static LheFileHead Head(string source, EventTotals totals, EventOptions options)
    {
        if (options.SqrtS is not null && totals.Incoming is [var one, var other])
        {
            throw new PluginException(string.Create(CultureInfo.InvariantCulture, $"--sqrt-s is for events without incoming particles; those of {source} are {one.PdgId} of {one.E} GeV and {other.PdgId} of {other.E} GeV"));
        }

        (int PdgId, double E)[] beams = totals.Incoming is [var first, var second] ? [first, second]
            : options.SqrtS is double energy ? [(-Electron, energy / 2), (Electron, energy / 2)]
            : throw new PluginException($"{source}: {Found(totals)}, so the beams are not known. Give the energy of e+ and e-: --sqrt-s 10.58GeV");
        LheHead init = new()
        {
            Version = "3.0",
            Beam1PdgId = beams[0].PdgId,
            Beam2PdgId = beams[1].PdgId,
            Beam1Energy = beams[0].E,
            Beam2Energy = beams[1].E,
            PdfCodes = [0, 0, 0, 0],

            // hep-ph/0109068 table 1: the mean of the weights is the cross section, in pb.
            WeightStrategy = -4,
            Processes = [new LheProcess(1, totals.Summary.CrossSection, double.IsNaN(totals.Summary.CrossSectionError) ? 0 : totals.Summary.CrossSectionError, 0)],
            Generators = [new LheGenerator("AlpToolkit", ProgramVersion.Text, $"converted from {Path.GetFileName(source)}")],
        };

        // AQEDUP is -1: not used.
        return new LheFileHead(init, Math.Sqrt(4 * beams[0].E * beams[1].E), -1, "AlpToolkit", $"converted from {Path.GetFileName(source)}, sha256 {totals.Summary.InputSha256}");
    }
}
