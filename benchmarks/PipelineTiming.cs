using System.Diagnostics;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Pipeline;
using AlpToolkit.Host.Running;

namespace AlpToolkit.Benchmarks;

/// <summary>
/// Times the event stages of a pipeline on one block of events in memory, on one thread: <c>pipeline PIPELINE.yaml [SAMPLE]</c>.
/// Each pass puts the particle table and the selection back, runs every stage, and merges the partial results, as the event loop
/// does. Prints events/s, nanoseconds an event of every stage, and bytes allocated an event.
/// </summary>
internal static class PipelineTiming
{
    private const int Passes = 400;
    private const int Repetitions = 5;

    public static void Run(string file, string? sampleName)
    {
        DiagnosticBag diagnostics = new(file);
        PipelinePlan plan = PipelineReader.Read(file, [], [], diagnostics) ?? throw new PluginException(string.Join('\n', diagnostics.Diagnostics));
        PlannedSample sample = sampleName is null ? plan.Samples[0] : plan.Samples.Single(s => s.Name == sampleName);
        PlannedStage[] stages = [.. plan.Stages.Where(s => s.Stage is EventStage)];
        using EventStream stream = sample.Source.Open(new SourceContext(plan.BaseDirectory, () => Stream.Null))[0];
        SampleInfo info = SampleFrames.Describe(plan, sample, stream.Name, stream.ReadHead());
        EventBatch batch = new(plan.ColumnCount, plan.RoleCount);
        batch.Begin(info, 0);
        using EventBlock block = stream.ReadBlock(CancellationToken.None) ?? throw new PluginException("the sample has no events");
        stream.Decode(block, batch);
        batch.EndFilling();
        PassOver pass = new(batch, stages);
        for (int i = 0; i < Passes; i++)
        {
            pass.Run(new double[stages.Length]);
        }

        double best = double.MaxValue;
        double[] bestTimes = [];
        long allocated = 0;
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            double[] times = new double[stages.Length];
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Passes; i++)
            {
                pass.Run(times);
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (seconds < best)
            {
                (best, bestTimes) = (seconds, times);
            }
        }

        double events = (double)Passes * batch.Count;
        Console.WriteLine($"{sample.Name}: block of {batch.Count} events, {batch.Particles.Count / (double)batch.Count:F1} particles an event, best of {Repetitions}");
        Console.WriteLine($"all stages: {events / best / 1e6:F2} million events/s, {1e9 * best / events:F0} ns an event, {allocated / events:F3} B allocated an event");
        foreach ((PlannedStage stage, double seconds) in stages.Zip(bestTimes))
        {
            Console.WriteLine($"  {stage.Entry.Name,-16} {1e9 * seconds / events,6:F0} ns");
        }
    }

    private sealed class PassOver(EventBatch batch, PlannedStage[] stages)
    {
        private readonly PartialSet _partials = new(stages, batch.Sample), _total = new(stages, batch.Sample);
        private readonly double[] _px = batch.Particles.Px.ToArray(), _py = batch.Particles.Py.ToArray(), _pz = batch.Particles.Pz.ToArray(), _e = batch.Particles.E.ToArray();

        public void Run(double[] times)
        {
            _px.CopyTo(batch.Particles.Px);
            _py.CopyTo(batch.Particles.Py);
            _pz.CopyTo(batch.Particles.Pz);
            _e.CopyTo(batch.Particles.E);
            batch.EndFilling();
            _partials.Weights.Fill(batch);
            for (int i = 0; i < stages.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                _partials.Run(i, batch);
                times[i] += Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            _total.Add(_partials);
            _partials.Clear();
        }
    }
}
