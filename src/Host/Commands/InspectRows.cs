using System.Globalization;
using System.Text.Json.Nodes;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Io;

namespace AlpToolkit.Host.Commands;

/// <summary>What summaries of formats without a head of cross sections have in common, as text and as JSON.</summary>
internal static class InspectRows
{
    /// <summary>Writes rows of a name and a text.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows)
    {
        int width = rows.Max(r => r[0].Length);
        foreach (string[] row in rows)
        {
            output.WriteLine($"{row[0].PadRight(width)}  {row[1]}");
        }
    }

    /// <summary>Beams as text.</summary>
    public static string[] Beams(IReadOnlyList<(int PdgId, double Energy)> beams) =>
        ["beams", beams.Count == 0 ? "no particle of status 4" : string.Join(" on ", beams.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.PdgId} of {b.Energy:G8} GeV")))];

    /// <summary>Number of events and sums of weights as text.</summary>
    public static IEnumerable<string[]> Events(in WeightSums sums, long skipped)
    {
        List<string[]> rows = [["events", $"{sums.Events}" + (skipped > 0 ? $", {skipped} left out" : "")]];
        rows.Add(["sum of weights", string.Create(CultureInfo.InvariantCulture, $"{sums.Sum:G10} as read; of |weights| {sums.SumOfAbsolutes:G10}; {sums.Negative} negative")]);
        if (sums.Events > 0)
        {
            rows.Add(["measured", $"mean of the weights {WithError(sums.Mean, sums.MeanError)}, sum {WithError(sums.Sum, sums.SumError)}"]);
        }

        return rows;
    }

    /// <summary>Final-state particles as text.</summary>
    public static IEnumerable<string[]> FinalState(IReadOnlyList<KeyValuePair<int, long>> byPdgId, FourVector p) =>
    [
        ["final state", string.Join(", ", byPdgId.Select(c => $"{c.Key}: {c.Value}"))],
        ["its momentum", string.Create(CultureInfo.InvariantCulture, $"E {p.E:G10}, px {p.X:G4}, py {p.Y:G4}, pz {p.Z:G6} GeV in all")],
    ];

    /// <summary>Beams as JSON.</summary>
    public static JsonArray BeamsToJson(IReadOnlyList<(int PdgId, double Energy)> beams) =>
        new([.. beams.Select(b => new JsonObject { ["pdg_id"] = b.PdgId, ["energy_gev"] = Finite(b.Energy) })]);

    /// <summary>Adds sums of weights, as they are named for LHE files.</summary>
    public static void AddWeights(JsonObject json, in WeightSums sums)
    {
        json["measured"] = sums.Events == 0 ? null : new JsonObject
        {
            ["mean"] = Finite(sums.Mean),
            ["mean_error"] = Finite(sums.MeanError),
            ["sum"] = Finite(sums.Sum),
            ["sum_error"] = Finite(sums.SumError),
        };
        json["sum_of_weights"] = Finite(sums.Sum);
        json["sum_of_absolute_weights"] = Finite(sums.SumOfAbsolutes);
        json["sum_of_squared_weights"] = Finite(sums.SumOfSquares);
        json["negative_weights"] = sums.Negative;
    }

    /// <summary>Adds final-state particles.</summary>
    public static void AddFinalState(JsonObject json, long count, IReadOnlyList<KeyValuePair<int, long>> byPdgId, FourVector p)
    {
        json["final_state_particles"] = count;
        json["final_state_by_pdg_id"] = new JsonObject([.. byPdgId.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Key.ToString(CultureInfo.InvariantCulture), c.Value))]);
        json["final_state_momentum_gev"] = new JsonObject { ["e"] = Finite(p.E), ["px"] = Finite(p.X), ["py"] = Finite(p.Y), ["pz"] = Finite(p.Z) };
    }

    /// <summary>A number; null when it is not finite, which JSON has no word for.</summary>
    public static JsonValue? Finite(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static string WithError(double value, double error) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:G8}{(double.IsNaN(error) ? "" : $" ± {error.ToString("G3", CultureInfo.InvariantCulture)}")}");
}
