using System.Globalization;
using System.Text.Json.Nodes;
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
        rows.Add(["beams", summary.Beams.Count == 0 ? "no particle of status 4" : string.Join(" on ", summary.Beams.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.PdgId} of {b.Energy:G8} GeV")))]);
        rows.Add(["cross section", summary.CrossSection is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:G8}{(double.IsNaN(summary.CrossSectionError) ? "" : $" ± {summary.CrossSectionError:G3}")} pb, of the last event") : "not stated"]);
        rows.Add(["events", $"{summary.Events}" + (summary.SkippedEvents > 0 ? $", {summary.SkippedEvents} left out" : "")]);
        rows.Add(["sum of weights", string.Create(CultureInfo.InvariantCulture, $"{summary.SumOfWeights:G10} as read; {summary.NegativeWeights} negative")]);
        rows.Add(["particles", string.Create(CultureInfo.InvariantCulture, $"{summary.Particles}, {Mean(summary.Particles):G4} an event, {summary.FinalStateParticles} in the final state; {summary.Vertices} vertices")]);
        rows.Add(["final state", string.Join(", ", summary.FinalStateByPdgId.Select(p => $"{p.Key}: {p.Value}"))]);
        int width = rows.Max(r => r[0].Length);
        foreach (string[] row in rows)
        {
            output.WriteLine($"{row[0].PadRight(width)}  {row[1]}");
        }

        foreach (HepMcSampleEvent sample in summary.FirstEvents)
        {
            InspectText.WriteEvent(output, sample.Number, sample.Weight, sample.Particles);
        }

        double Mean(long count) => summary.Events == 0 ? 0 : (double)count / summary.Events;
    }

    public static JsonObject ToJson(HepMcSummary summary) => new()
    {
        ["file"] = summary.File,
        ["format"] = summary.Listings[0].Run.Source == HepMcFormat.IoGenEvent ? "hepmc2" : "hepmc3",
        ["version"] = summary.Listings[0].Run.Version,
        ["packing"] = summary.Packing,
        ["bytes"] = summary.Bytes,
        ["sha256"] = summary.Sha256,
        ["listings"] = new JsonArray([.. summary.Listings.Select(Listing)]),
        ["units"] = new JsonArray([.. summary.Units.Select(u => JsonValue.Create(u))]),
        ["beams"] = new JsonArray([.. summary.Beams.Select(b => new JsonObject { ["pdg_id"] = b.PdgId, ["energy_gev"] = b.Energy })]),
        ["cross_section_pb"] = summary.CrossSection,
        ["cross_section_error_pb"] = double.IsFinite(summary.CrossSectionError) ? summary.CrossSectionError : null,
        ["events"] = summary.Events,
        ["skipped_events"] = summary.SkippedEvents,
        ["sum_of_weights"] = double.IsFinite(summary.SumOfWeights) ? summary.SumOfWeights : null,
        ["sum_of_squared_weights"] = double.IsFinite(summary.SumOfSquaredWeights) ? summary.SumOfSquaredWeights : null,
        ["negative_weights"] = summary.NegativeWeights,
        ["particles"] = summary.Particles,
        ["vertices"] = summary.Vertices,
        ["final_state_particles"] = summary.FinalStateParticles,
        ["final_state_by_pdg_id"] = new JsonObject([.. summary.FinalStateByPdgId.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key.ToString(CultureInfo.InvariantCulture), p.Value))]),
        ["warnings"] = new JsonArray([.. summary.Warnings.Select(w => JsonValue.Create(w))]),
    };

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
