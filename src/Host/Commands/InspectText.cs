using System.Globalization;
using System.Text.Json.Nodes;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Io;
using AlpToolkit.Io.Lhe;

namespace AlpToolkit.Host.Commands;

/// <summary>What a file holds, as text and as JSON.</summary>
internal static class InspectText
{
    public static void Write(TextWriter output, LheSummary summary)
    {
        LheHead head = summary.Head;
        List<string[]> rows = [["file", summary.File]];
        rows.Add(["format", $"LHE {head.Version ?? "without version"}, {(summary.Packing == "none" ? "plain text" : summary.Packing)}, {summary.Bytes?.ToString("N0", CultureInfo.InvariantCulture) ?? "?"} bytes"]);
        rows.Add(["SHA-256", summary.Sha256 ?? "-"]);
        rows.AddRange(head.Generators.Select(g => (string[])["generator", $"{g.Name ?? g.Text.Trim()} {g.Version}".Trim()]));
        rows.Add(["beams", $"{head.Beam1PdgId} of {head.Beam1Energy:G8} GeV on {head.Beam2PdgId} of {head.Beam2Energy:G8} GeV"]);
        rows.AddRange(head.Processes.Select(p => (string[])[$"process {p.Id}", $"{p.CrossSection:G8} ± {p.CrossSectionError:G3} pb"]));
        rows.Add(["cross section", $"{summary.Normalisation.CrossSection:G8} ± {summary.Normalisation.CrossSectionError:G3} pb"]);
        rows.Add(["normalisation", $"{summary.Normalisation.Text} (IDWTUP {head.WeightStrategy}); weights times {summary.Normalisation.WeightFactor:R} are in pb"]);
        if (summary.Normalisation.Measured is { } w)
        {
            rows.Add(["measured", $"mean of the weights {w.Mean:G8} ± {w.MeanError:G3} pb, sum {w.Sum:G8} ± {w.SumError:G3} pb, XSECUP {w.CrossSection:G8} ± {w.CrossSectionError:G3} pb: {w.Finding}"]);
        }

        if (head.Documents > 1)
        {
            rows.Add(["documents", $"{head.Documents}, joined"]);
        }

        rows.Add(["events", $"{summary.Events}" + (summary.EventGroups > 0 ? $" in {summary.EventGroups} groups" : "") + (summary.SkippedEvents > 0 ? $", {summary.SkippedEvents} left out of damaged input" : "")]);
        rows.Add(["sum of weights", $"{summary.SumOfWeights:G10} as read; of |weights| {summary.SumOfAbsoluteWeights:G10}; {summary.NegativeWeights} negative"]);
        rows.Add(["particles", $"{summary.Particles}, {summary.FinalStateParticles} in the final state"]);
        rows.Add(["final state", string.Join(", ", summary.FinalStateByPdgId.Select(p => $"{p.Key}: {p.Value}"))]);
        FourVector p = summary.FinalStateMomentum;
        rows.Add(["its momentum", $"E {p.E:G10}, px {p.X:G4}, py {p.Y:G4}, pz {p.Z:G6} GeV in all"]);
        int width = rows.Max(r => r[0].Length);
        foreach (string[] row in rows)
        {
            output.WriteLine($"{row[0].PadRight(width)}  {row[1]}");
        }

        WriteWeights(output, summary);
        WriteEvents(output, summary);
    }

    public static JsonObject ToJson(LheSummary summary) => new()
    {
        ["file"] = summary.File,
        ["format"] = "lhe",
        ["version"] = summary.Head.Version,
        ["packing"] = summary.Packing,
        ["bytes"] = summary.Bytes,
        ["sha256"] = summary.Sha256,
        ["generators"] = new JsonArray([.. summary.Head.Generators.Select(g => new JsonObject { ["name"] = g.Name, ["version"] = g.Version })]),
        ["beams"] = new JsonArray(Beam(summary.Head.Beam1PdgId, summary.Head.Beam1Energy), Beam(summary.Head.Beam2PdgId, summary.Head.Beam2Energy)),
        ["processes"] = new JsonArray([.. summary.Head.Processes.Select(p => new JsonObject { ["id"] = p.Id, ["cross_section_pb"] = Finite(p.CrossSection), ["cross_section_error_pb"] = Finite(p.CrossSectionError) })]),
        ["cross_section_pb"] = Finite(summary.Normalisation.CrossSection),
        ["cross_section_error_pb"] = Finite(summary.Normalisation.CrossSectionError),
        ["normalisation"] = summary.Normalisation.Text,
        ["measured"] = summary.Normalisation.Measured is { } w ? new JsonObject
        {
            ["finding"] = w.Finding,
            ["mean"] = Finite(w.Mean),
            ["mean_error"] = Finite(w.MeanError),
            ["sum"] = Finite(w.Sum),
            ["sum_error"] = Finite(w.SumError),
        }
        : null,
        ["documents"] = summary.Head.Documents,
        ["weight_factor"] = Finite(summary.Normalisation.WeightFactor),
        ["weight_strategy"] = summary.Head.WeightStrategy,
        ["events"] = summary.Events,
        ["event_groups"] = summary.EventGroups,
        ["skipped_events"] = summary.SkippedEvents,
        ["sum_of_weights"] = Finite(summary.SumOfWeights),
        ["sum_of_absolute_weights"] = Finite(summary.SumOfAbsoluteWeights),
        ["sum_of_squared_weights"] = Finite(summary.SumOfSquaredWeights),
        ["negative_weights"] = summary.NegativeWeights,
        ["particles"] = summary.Particles,
        ["final_state_particles"] = summary.FinalStateParticles,
        ["final_state_by_pdg_id"] = new JsonObject([.. summary.FinalStateByPdgId.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key.ToString(CultureInfo.InvariantCulture), p.Value))]),
        ["weights"] = new JsonArray([.. summary.Weights.Zip(summary.DeclarationsOfWeights(), (w, declared) => new JsonObject { ["id"] = w.Id, ["declared_id"] = declared?.Id, ["events"] = w.Events, ["sum"] = Finite(w.Sum) })]),
        ["warnings"] = new JsonArray([.. summary.Warnings.Select(w => JsonValue.Create(w))]),
    };

    private static void WriteWeights(TextWriter output, LheSummary summary)
    {
        if (summary.Weights.Count == 0)
        {
            return;
        }

        output.WriteLine();
        List<string[]> rows = [["weight", "meaning", "events", "sum"]];
        foreach ((WeightSum w, LheWeightDeclaration? declared) in summary.Weights.Zip(summary.DeclarationsOfWeights()))
        {
            rows.Add([declared is null || declared.Id == w.Id ? w.Id : $"{w.Id} as {declared.Id}", declared?.Text.Trim() ?? "not declared", $"{w.Events}", $"{w.Sum:G10}"]);
        }

        TextTable.Write(output, rows, leftAligned: 2);
    }

    private static void WriteEvents(TextWriter output, LheSummary summary)
    {
        foreach (SampleEvent sample in summary.FirstEvents)
        {
            WriteEvent(output, sample.Number, sample.Weight, sample.Particles);
        }
    }

    /// <summary>Writes one event of a file.</summary>
    public static void WriteEvent(TextWriter output, long number, double weight, IReadOnlyList<Particle> particles)
    {
        output.WriteLine();
        output.WriteLine($"event {number}, weight {weight:R}");
        List<string[]> rows = [["PDG", "status", "mothers", "px [GeV]", "py [GeV]", "pz [GeV]", "E [GeV]", "m [GeV]"]];
        rows.AddRange(particles.Select(Row));
        TextTable.Write(output, rows, leftAligned: 0);
    }

    private static string[] Row(Particle particle)
    {
        FourVector p = particle.Momentum;
        return [$"{particle.PdgId}", $"{particle.Status}", $"{particle.Mother1} {particle.Mother2}", $"{p.X:F6}", $"{p.Y:F6}", $"{p.Z:F6}", $"{p.E:F6}", $"{particle.Mass:G6}"];
    }

    private static JsonObject Beam(int pdgId, double energy) => new() { ["pdg_id"] = pdgId, ["energy_gev"] = Finite(energy) };

    private static JsonValue? Finite(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
