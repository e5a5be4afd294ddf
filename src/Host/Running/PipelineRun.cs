using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Pipeline;
using AlpToolkit.Host.Provenance;

namespace AlpToolkit.Host.Running;

/// <summary>A whole run: event loop over every sample, stages on results, writers, run record.</summary>
internal sealed class PipelineRun(PipelinePlan plan, IReadOnlyList<Override> overrides, int threads, RunProgress progress, Func<Stream> standardInput, CancellationToken cancellation)
{
    /// <summary>Runs and writes.</summary>
    /// <param name="output">The run folder.</param>
    public RunOutcome Run(string output)
    {
        using RunFolder folder = RunFolder.Create(output);
        try
        {
            return Run(folder);
        }
        finally
        {
            foreach (IDisposable stage in plan.Stages.Select(s => s.Stage).OfType<IDisposable>())
            {
                stage.Dispose();
            }
        }
    }

    private RunOutcome Run(RunFolder folder)
    {
        string program = $"AlpToolkit {ProgramVersion.Text}";
        Begin(new RunSite(folder.Working, program) { Cancellation = cancellation });
        SourceContext context = new(plan.BaseDirectory, standardInput) { SqrtS = plan.SqrtS, Threads = threads, Scan = plan.Scan };
        List<SampleRun> samples = [.. plan.Samples.Select(s => new SampleRunner(plan, s, threads, progress, cancellation).Run(context))];
        RunReport report = new([.. samples.Select(s => s.ToResults())], plan.Settings.Luminosity) { Threads = threads, Cancellation = cancellation };
        foreach (PlannedStage stage in plan.Stages)
        {
            Conclude(stage, report);
        }

        IReadOnlyList<Table> tables = ResultTables.Of(plan, samples, report);
        List<string> warnings = [.. samples.SelectMany(s => s.Reports).SelectMany(r => r.Report.Warnings), .. report.Warnings];
        cancellation.ThrowIfCancellationRequested();
        RunTables published = new(plan.Settings.Name, plan.Settings.Description, tables, program)
        {
            Histograms = [.. samples.SelectMany(s => s.Reports.SelectMany(r => r.Report.Results).OfType<Histogram>().Select(h => (s.Totals.Info.Name, h)))],
        };
        foreach (PlannedWriter writer in plan.Writers)
        {
            warnings.AddRange(PluginFailure.Guard(writer.Entry, "on the results", () => writer.Writer.Write(published, folder.Working)));
        }

        ResolvedConfiguration.Write(Path.Combine(folder.Working, ResolvedConfiguration.FileName), plan);
        RunRecord.Write(folder.Working, plan, overrides, samples, warnings);
        cancellation.ThrowIfCancellationRequested();
        folder.Complete();
        return new RunOutcome(samples, tables, warnings);
    }

    private void Begin(RunSite site)
    {
        foreach (PlannedStage stage in plan.Stages)
        {
            if (stage.Stage is EventStage events)
            {
                PluginFailure.Guard(stage.Entry, "before the first event", () =>
                {
                    events.BeginRun(site);
                    return true;
                });
            }
        }
    }

    private static void Conclude(PlannedStage stage, RunReport report)
    {
        try
        {
            if (stage.Stage is ResultStage concluding)
            {
                concluding.Conclude(report);
            }
            else
            {
                ((EventStage)stage.Stage).ConcludeRun(report);
            }
        }
        catch (PluginException e)
        {
            throw new PluginException($"stage '{stage.Entry.Name}': {e.Message}", e);
        }
        catch (Exception e) when (!stage.Entry.IsBuiltIn)
        {
            throw PluginFailure.Of(stage.Entry, "on the results", e);
        }
    }
}

/// <summary>What a run found, for the summary on the terminal.</summary>
internal sealed record RunOutcome(IReadOnlyList<SampleRun> Samples, IReadOnlyList<Table> Tables, IReadOnlyList<string> Warnings)
{
    /// <summary>Events of damaged input that were left out.</summary>
    public long LeftOut => Samples.Sum(s => s.LeftOut);
}
