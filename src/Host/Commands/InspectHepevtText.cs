using System.Globalization;
using System.Text.Json.Nodes;
using AlpToolkit.Io;
using AlpToolkit.Io.Hepevt;

namespace AlpToolkit.Host.Commands;

/// <summary>What a file of HEPEVT text holds, as text and as JSON.</summary>
internal static class InspectHepevtText
{
    public static void Write(TextWriter output, HepevtSummary summary)
    {
        double mean = summary.Weights.Events == 0 ? 0 : (double)summary.Particles / summary.Weights.Events;
        InspectRows.Write(output,
        [
            ["file", summary.File],
            ["format", string.Create(CultureInfo.InvariantCulture, $"HEPEVT text, {Form(summary)}{(summary.Packing == "none" ? "plain text" : summary.Packing)}, {summary.Bytes ?? 0:N0} bytes")],
            ["SHA-256", summary.Sha256 ?? "-"],
            InspectRows.Beams(summary.Beams),
            .. InspectRows.Events(summary.Weights, summary.SkippedEvents),
            ["particles", string.Create(CultureInfo.InvariantCulture, $"{summary.Particles}, {mean:G4} an event, {summary.FinalStateParticles} in the final state")],
            .. InspectRows.FinalState(summary.FinalStateByPdgId, summary.FinalStateMomentum),
        ]);
        foreach (SampleEvent sample in summary.FirstEvents)
        {
            InspectText.WriteEvent(output, sample.Number, sample.Weight, sample.Particles);
        }
    }

    public static JsonObject ToJson(HepevtSummary summary)
    {
        JsonObject json = new()
        {
            ["file"] = summary.File,
            ["format"] = "hepevt",
            ["packing"] = summary.Packing,
            ["bytes"] = summary.Bytes,
            ["sha256"] = summary.Sha256,
            ["columns"] = summary.Columns,
            ["vertex_lines"] = summary.HasVertexLines,
            ["beams"] = InspectRows.BeamsToJson(summary.Beams),
            ["events"] = summary.Weights.Events,
            ["skipped_events"] = summary.SkippedEvents,
        };
        InspectRows.AddWeights(json, summary.Weights);
        json["particles"] = summary.Particles;
        InspectRows.AddFinalState(json, summary.FinalStateParticles, summary.FinalStateByPdgId, summary.FinalStateMomentum);
        json["warnings"] = new JsonArray([.. summary.Warnings.Select(w => JsonValue.Create(w))]);
        return json;
    }

    private static string Form(HepevtSummary summary) =>
        summary.Columns is { } columns ? $"{columns} columns{(summary.HasVertexLines ? " and a line of place and time" : "")}, " : "";
}
