using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Host.Pipeline;
using AlpToolkit.Host.Running;

namespace AlpToolkit.Host.Commands;

/// <summary>What a run prints: normalisation of every sample, the tables that answer the question, where the results are.</summary>
internal static class RunSummary
{
    public static void Write(TextWriter output, PipelinePlan plan, RunOutcome outcome, string folder)
    {
        output.WriteLine(plan.Settings.Name);
        output.WriteLine();
        WriteSamples(output, plan, outcome);
        foreach (Table table in outcome.Tables.Where(t => t.IsHeadline))
        {
            output.WriteLine();
            output.WriteLine(table.Name);
            TextTable.Write(output, table);
        }

        output.WriteLine();
        if (outcome.LeftOut > 0)
        {
            output.WriteLine($"{outcome.LeftOut} event{(outcome.LeftOut == 1 ? " of damaged input is" : "s of damaged input are")} not in these results");
        }

        output.WriteLine($"{outcome.Tables.Count} tables in {folder}");
    }

    private static void WriteSamples(TextWriter output, PipelinePlan plan, RunOutcome outcome)
    {
        List<string[]> rows = [["sample", "role", "events", "cross section [pb]", "normalisation", "luminosity of the simulation / L"]];
        foreach (SampleRun sample in outcome.Samples)
        {
            SampleTotals totals = sample.Totals;
            string error = double.IsFinite(totals.CrossSectionError) ? $" ± {totals.CrossSectionError:G2}" : "";
            string ratio = plan.Settings.Luminosity is > 0 and { } luminosity ? $"{totals.EffectiveLuminosity / luminosity:G3}" : "-";
            rows.Add([totals.Info.Name, totals.Info.Role.ToString().ToLowerInvariant(), $"{totals.Events}", $"{totals.CrossSection:G5}{error}",
                string.Join("; ", sample.Streams.Select(s => s.Summary.Normalisation).Distinct()), ratio]);
        }

        TextTable.Write(output, rows, leftAligned: 2);
    }
}
