using System.Globalization;
using System.Text.Json.Nodes;
using AlpToolkit.Io;
using AlpToolkit.Io.HepMc.Records;

namespace AlpToolkit.Host.Commands;

/// <summary>What a HepMC file holds, as text and as JSON.</summary>
internal static class InspectHepMcText
{
    private const int NamesShown = 8;

    public static void Write(TextWriter output, HepMcSummary summary)
    {
        List<string[]> rows = [["file", summary.File]];
        rows.Add(["format", string.Create(CultureInfo.InvariantCulture, $"{FormatOf(summary.Listings[0].Run)}, {(summary.Packing == "none" ? "plain text" : summary.Packing)}, {summary.Bytes:N0} bytes")]);
        rows.Add(["SHA-256", summary.Sha256 ?? "-"]);
        foreach (HepMcListingSummary listing in summary.Listings)
        {
            string of = summary.Listings.Count > 1 ? $" {listing.Number}" : "";
            if (summary.Listings.Count > 1)
            {
                rows.Add([$"listing{of}", $"{FormatOf(listing.Run)}, {listing.Events} events"]);
            }

            rows.AddRange(listing.Run.Tools.Select(t => (string[])[$"tool{of}", $"{t.Name} {t.Version}".Trim()]));
            rows.Add([$"weights{of}", Names(listing.Run.WeightNames)]);
            if (listing.Run.Attributes.Count > 0)
            {
                rows.Add([$"attributes{of}", Names([.. listing.Run.Attributes.Select(a => a.Name)])]);
            }
        }

        rows.Add(["units", summary.Units.Count == 0 ? "-" : string.Join(", then ", summary.Units)]);
        rows.Add(InspectRows.Beams(summary.Beams));
        rows.Add(["cross section", summary.CrossSection is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:G8}{(double.IsNaN(summary.CrossSectionError) ? "" : $" ± {summary.CrossSectionError:G3}")} pb, of the last event") : "not stated"]);
        rows.AddRange(InspectRows.Events(summary.Nominal, summary.SkippedEvents));
        rows.Add(["particles", string.Create(CultureInfo.InvariantCulture, $"{summary.Particles}, {Mean(summary.Particles):G4} an event, {summary.FinalStateParticles} in the final state; {summary.Vertices} vertices")]);
        rows.AddRange(InspectRows.FinalState(summary.FinalStateByPdgId, summary.FinalStateMomentum));
        InspectRows.Write(output, rows);
        if (summary.Weights.Count > 1)
        {
            output.WriteLine();
            TextTable.Write(output, [["weight", "events", "sum"], .. summary.Weights.Select(w => (string[])[w.Id, $"{w.Events}", w.Sum.ToString("G10", CultureInfo.InvariantCulture)])], leftAligned: 1);
        }

        foreach (SampleEvent sample in summary.FirstEvents)
        {
            InspectText.WriteEvent(output, sample.Number, sample.Weight, sample.Particles);
        }

        double Mean(long count) => summary.Events == 0 ? 0 : (double)count / summary.Events;
    }

    public static JsonObject ToJson(HepMcSummary summary)
    {
        JsonObject json = new()
        {
            ["file"] = summary.File,
            ["format"] = summary.Listings[0].Run.Source == HepMcFormat.IoGenEvent ? "hepmc2" : "hepmc3",
            ["version"] = summary.Listings[0].Run.Version,
            ["packing"] = summary.Packing,
            ["bytes"] = summary.Bytes,
            ["sha256"] = summary.Sha256,
            ["listings"] = new JsonArray([.. summary.Listings.Select(Listing)]),
            ["units"] = new JsonArray([.. summary.Units.Select(u => JsonValue.Create(u))]),
            ["beams"] = InspectRows.BeamsToJson(summary.Beams),
            ["cross_section_pb"] = summary.CrossSection,
            ["cross_section_error_pb"] = InspectRows.Finite(summary.CrossSectionError),
            ["events"] = summary.Events,
            ["skipped_events"] = summary.SkippedEvents,
        };
        InspectRows.AddWeights(json, summary.Nominal);
        json["weights"] = new JsonArray([.. summary.Weights.Select(w => new JsonObject { ["id"] = w.Id, ["events"] = w.Events, ["sum"] = InspectRows.Finite(w.Sum) })]);
        json["particles"] = summary.Particles;
        json["vertices"] = summary.Vertices;
        InspectRows.AddFinalState(json, summary.FinalStateParticles, summary.FinalStateByPdgId, summary.FinalStateMomentum);
        json["warnings"] = new JsonArray([.. summary.Warnings.Select(w => JsonValue.Create(w))]);
        return json;
    }

    private static JsonObject Listing(HepMcListingSummary listing) => new()
    {
        ["format"] = listing.Run.Source == HepMcFormat.IoGenEvent ? "hepmc2" : "hepmc3",
        ["version"] = listing.Run.Version,
        ["events"] = listing.Events,
        ["weight_names"] = new JsonArray([.. listing.Run.WeightNames.Select(n => JsonValue.Create(n))]),
        ["tools"] = new JsonArray([.. listing.Run.Tools.Select(t => new JsonObject { ["name"] = t.Name, ["version"] = t.Version, ["description"] = t.Description })]),
        ["attributes"] = new JsonArray([.. listing.Run.Attributes.Select(a => new JsonObject { ["name"] = a.Name, ["text"] = a.Text })]),
    };

    private static string FormatOf(HepMcRunRecord run) =>
        $"{(run.Source == HepMcFormat.IoGenEvent ? "HepMC2 (IO_GenEvent)" : "HepMC3 (Asciiv3)")} {run.Version}".TrimEnd();

    private static string Names(IReadOnlyList<string> names) =>
        names.Count == 0 ? "without names" : $"{string.Join(", ", names.Take(NamesShown))}{(names.Count > NamesShown ? $" and {names.Count - NamesShown} more" : "")}";
}
