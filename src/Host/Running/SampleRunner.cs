using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Pipeline;

namespace AlpToolkit.Host.Running;

/// <summary>Runs all streams of one sample through the stages that work on events, and combines them.</summary>
internal sealed class SampleRunner(PipelinePlan plan, PlannedSample sample, int threads, RunProgress progress, CancellationToken cancellation)
{
    private readonly PlannedStage[] _stages = [.. plan.Stages.Where(s => s.Stage is EventStage)];

    public SampleRun Run(SourceContext context)
    {
        List<StreamRecord> records = [];
        List<string> warnings = [];
        PartialSet? sum = null;
        SampleInfo? info = null;
        PartialSetPool? pool = null;
        StreamHead? firstHead = null;
        long events = 0, firstEvent = 0;
        IReadOnlyList<EventStream> streams = PluginFailure.Guard(sample.Entry, $"for sample '{sample.Name}'", () => sample.Source.Open(context));
        try
        {
            for (int i = 0; i < streams.Count; i++)
            {
                EventStream stream = streams[i];

                // A generator integrates before its first event.
                progress.Begin(sample.Name, () => stream.Progress);
                StreamHead head = PluginFailure.Guard(sample.Entry, $"on {stream.Name}", () => ReadHead(stream));
                SampleInfo own = SampleFrames.Describe(plan, sample, stream.Name, head);
                CheckSameProcess(info, own, streams[0].Name, stream.Name);
                firstHead ??= head;
                CheckSameBeams(firstHead, head, streams[0].Name, stream.Name);
                info ??= own;
                pool ??= new PartialSetPool(_stages, info);
                int number = i;
                progress.Begin(sample.Name, () => stream.Progress is { } f ? (number + f) / streams.Count : null);
                StreamRunner runner = new(plan, sample.Entry, _stages, info, pool, threads, progress, cancellation);
                PartialSet total = runner.Run(stream, firstEvent) ?? pool.Rent();
                StreamTotals totals = total.Weights.ToTotals();
                StreamSummary summary = PluginFailure.Guard(sample.Entry, $"on {stream.Name}", () => stream.Complete(totals));
                records.Add(new StreamRecord(stream.Name, totals, summary));
                warnings.AddRange(summary.Warnings.Select(w => $"{sample.Name}: {w}"));
                events += totals.Events;
                firstEvent = runner.NextEvent;
                progress.Begin(sample.Name, () => null);
                sum = Combine(sum, total, summary.WeightFactor, totals.Events, streams.Count, pool);
                stream.Dispose();
            }
        }
        finally
        {
            foreach (EventStream stream in streams)
            {
                stream.Dispose();
            }
        }

        if (streams.Count > 1 && events > 0)
        {
            sum!.Scale(1.0 / events);
        }

        return Report(info!, records, warnings, sum!, events);
    }

    // What standard input or a pipe begins with may never come: waiting for it ends with Ctrl-C, the abandoned read with the process.
    private StreamHead ReadHead(EventStream stream) =>
        Task.Factory.StartNew(stream.ReadHead, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancellation).GetAwaiter().GetResult();

    // Every stream is an independent estimate of the same cross section; it enters with the number of its events. With one
    // stream the factor is applied as it is, so that its sum of weights is its cross section to the last bit.
    private static PartialSet Combine(PartialSet? sum, PartialSet total, double factor, long events, int streams, PartialSetPool pool)
    {
        total.Scale(streams == 1 ? factor : factor * events);
        if (sum is null)
        {
            return total;
        }

        sum.Add(total);
        pool.Return(total);
        return sum;
    }

    private SampleRun Report(SampleInfo info, List<StreamRecord> records, List<string> warnings, PartialSet sum, long events)
    {
        // Files of one integration share its error: they are added as if fully correlated, which is never too small.
        double error = 0;
        foreach (StreamRecord record in records)
        {
            double share = events > 0 ? (double)record.Totals.Events / events : 0;
            error += share * record.Summary.CrossSectionError;
        }

        SampleTotals totals = new(info, events, sum.Weights.SumOfWeights, error, sum.Weights.SumOfSquaredWeights * info.Copies);
        SampleReport own = new(totals, plan.Settings.Luminosity);
        foreach (string warning in warnings.Concat(InconsistentStreams(records)))
        {
            own.Warn(warning);
        }

        if (events == 0)
        {
            own.Warn($"sample '{sample.Name}' has no events");
        }

        List<StageReport> reports = [new StageReport(null, own)];
        for (int i = 0; i < _stages.Length; i++)
        {
            SampleReport report = new(totals, plan.Settings.Luminosity);
            sum.Report(i, report);
            reports.Add(new StageReport(_stages[i], report));
        }

        return new SampleRun(totals, records, reports);
    }

    private IEnumerable<string> InconsistentStreams(List<StreamRecord> records)
    {
        StreamRecord first = records[0];
        foreach (StreamRecord other in records.Skip(1))
        {
            double difference = Math.Abs(other.Summary.CrossSection - first.Summary.CrossSection);
            double error = Math.Sqrt(Math.Pow(Finite(other.Summary.CrossSectionError), 2) + Math.Pow(Finite(first.Summary.CrossSectionError), 2));
            if (difference > Math.Max(5 * error, 0.01 * Math.Abs(first.Summary.CrossSection)))
            {
                yield return $"sample '{sample.Name}': {first.Name} has a cross section of {first.Summary.CrossSection:G6} pb and {other.Name} of {other.Summary.CrossSection:G6} pb; they were averaged as estimates of one process. Make two samples of them if they are two processes.";
            }
        }
    }

    private void CheckSameProcess(SampleInfo? first, SampleInfo own, string firstName, string ownName)
    {
        if (first is null)
        {
            return;
        }

        if (Math.Abs(first.SqrtS - own.SqrtS) > 1e-6 * first.SqrtS)
        {
            throw new PluginException($"sample '{sample.Name}': {firstName} has a centre-of-mass energy of {first.SqrtS:G8} GeV and {ownName} of {own.SqrtS:G8} GeV. Make two samples of them.");
        }

        if (!first.WeightNames.SequenceEqual(own.WeightNames))
        {
            throw new PluginException($"sample '{sample.Name}': {firstName} and {ownName} carry different weights ({string.Join(", ", first.WeightNames)}; {string.Join(", ", own.WeightNames)}). Ask for the variations they share.");
        }
    }

    private void CheckSameBeams(StreamHead first, StreamHead own, string firstName, string ownName)
    {
        if (first.FirstBeamPdgId != own.FirstBeamPdgId || !AreSame(first.Beam1, own.Beam1) || !AreSame(first.Beam2, own.Beam2))
        {
            throw new PluginException($"sample '{sample.Name}': {firstName} and {ownName} have different beams, so their frames differ. Make two samples of them.");
        }
    }

    private static bool AreSame(FourVector? first, FourVector? own) =>
        (first, own) is (null, null) || (first is { } a && own is { } b && (a - b).Momentum <= 1e-6 * a.E);

    private static double Finite(double error) => double.IsFinite(error) ? error : 0;
}
