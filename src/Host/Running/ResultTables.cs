using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Pipeline;

namespace AlpToolkit.Host.Running;

/// <summary>Turns the results of a run into the tables that are published.</summary>
internal static class ResultTables
{
    public static IReadOnlyList<Table> Of(PipelinePlan plan, IReadOnlyList<SampleRun> samples, RunReport report)
    {
        List<Table> tables = [];
        Dictionary<string, string> reporters = [];
        foreach (SampleRun sample in samples)
        {
            double sqrtS = sample.Totals.Info.SqrtS;
            List<Qualifier> qualifiers = [.. Common(plan, sqrtS), new Qualifier(Qualifier.Sample, sample.Totals.Info.Name), .. LeftOut(sample.LeftOut)];
            Table[] TablesOf(StageReport stage)
            {
                TableContext context = Context(plan, sample.Totals.Info.Name, sqrtS, [.. qualifiers]);
                return [.. stage.Report.Results.SelectMany(r => r.ToTables(context))];
            }

            foreach (StageReport stage in sample.Reports)
            {
                if (stage.Stage is not { } planned)
                {
                    tables.AddRange(TablesOf(stage));
                    continue;
                }

                string where = $"on the results of sample '{sample.Totals.Info.Name}'";
                qualifiers.AddRange(PluginFailure.Guard(planned.Entry, where, () => ((EventStage)planned.Stage).Qualifiers));
                Table[] own = PluginFailure.Guard(planned.Entry, where, () => TablesOf(stage));
                CheckNames(planned.Entry, own, reporters);
                tables.AddRange(own);
            }
        }

        double[] energies = [.. samples.Select(s => s.Totals.Info.SqrtS).Distinct()];
        double? common = energies.Length == 1 ? energies[0] : null;
        TableContext whole = Context(plan, null, common, [.. Common(plan, common), .. LeftOut(samples.Sum(s => s.LeftOut))]);
        tables.AddRange(report.Results.SelectMany(r => r.ToTables(whole)));
        return tables;
    }

    // Results that are declared were checked before the first event; a stranger's stage may have others.
    private static void CheckNames(PluginEntry stage, Table[] tables, Dictionary<string, string> reporters)
    {
        foreach (Table table in tables)
        {
            if (!reporters.TryAdd(table.Name, stage.Name) && !stage.IsBuiltIn)
            {
                throw new PluginException(PluginMessages.ReportedTwice(stage.Name, stage.Origin, table.Name, reporters[table.Name]));
            }
        }
    }

    private static TableContext Context(PipelinePlan plan, string? sample, double? sqrtS, IReadOnlyList<Qualifier> qualifiers) => new()
    {
        Sample = sample,
        SqrtS = sqrtS,
        Luminosity = plan.Settings.Luminosity,
        Qualifiers = qualifiers,
        Keywords = sqrtS is { } s ? [new Keyword("cmenergies", [Number(s)])] : [],
    };

    private static IEnumerable<Qualifier> Common(PipelinePlan plan, double? sqrtS)
    {
        if (sqrtS is { } s)
        {
            yield return new Qualifier("SQRT(S)", Number(s), "GeV");
        }

        if (plan.Settings.Luminosity is { } luminosity)
        {
            yield return new Qualifier("LUMINOSITY", Number(luminosity / 1e6), "ab^-1");
        }
    }

    // Whoever takes a table from its folder sees that events are missing in it.
    private static IEnumerable<Qualifier> LeftOut(long events) =>
        events > 0 ? [new Qualifier("EVENTS LEFT OUT", events.ToString(CultureInfo.InvariantCulture))] : [];

    private static string Number(double value) => value.ToString("G12", CultureInfo.InvariantCulture);
}
