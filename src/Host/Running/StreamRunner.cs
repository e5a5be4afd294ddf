using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Pipeline;

namespace AlpToolkit.Host.Running;

/// <summary>
/// Runs one stream through the stages: one thread cuts the stream into blocks, workers decode and process them, partial results
/// meet in a <see cref="MergeTree{T}"/>. The error reported is that of the first block that has one, whatever the number of threads.
/// </summary>
internal sealed class StreamRunner(
    PipelinePlan plan,
    PluginEntry source,
    IReadOnlyList<PlannedStage> stages,
    SampleInfo info,
    PartialSetPool pool,
    int threads,
    RunProgress progress,
    CancellationToken cancellation)
{
    private readonly MergeTree<PartialSet> _tree = new((into, other) => into.Add(other), pool.Return);
    private readonly Lock _gate = new();
    private ExceptionDispatchInfo? _failure;
    private long _failedBlock = long.MaxValue;

    private sealed record Work(EventBlock Block, long Number, long FirstEvent);

    /// <summary>Number of the first event after the stream: those left out as malformed have a number too.</summary>
    public long NextEvent { get; private set; }

    /// <summary>The sum over the stream; null when it has no events.</summary>
    public PartialSet? Run(EventStream stream, long firstEvent)
    {
        using BlockingCollection<Work> queue = new(2 * threads);
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            workers[i] = new Thread(() => ProcessAll(stream, queue)) { IsBackground = true, Name = $"alp worker {i + 1}" };
            workers[i].Start();
        }

        try
        {
            Read(stream, firstEvent, queue);
        }
        finally
        {
            queue.CompleteAdding();
            foreach (Thread worker in workers)
            {
                worker.Join();
            }
        }

        _failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
        return _tree.Total();
    }

    private void Read(EventStream stream, long firstEvent, BlockingCollection<Work> queue)
    {
        long number = 0;
        try
        {
            while (Volatile.Read(ref _failedBlock) == long.MaxValue && stream.ReadBlock(cancellation) is { } block)
            {
                Enqueue(queue, new Work(block, number++, firstEvent));
                firstEvent += block.EventCount;
            }

            NextEvent = firstEvent;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The caller sees the token; blocks already read are given back by the workers.
        }
        catch (Exception e)
        {
            Fail(number, OfSource(stream, e));
        }
    }

    private void Enqueue(BlockingCollection<Work> queue, Work work)
    {
        try
        {
            queue.Add(work, cancellation);
        }
        catch (OperationCanceledException)
        {
            work.Block.Dispose();
            throw;
        }
    }

    private void ProcessAll(EventStream stream, BlockingCollection<Work> queue)
    {
        EventBatch batch = new(plan.ColumnCount, plan.RoleCount);
        foreach (Work work in queue.GetConsumingEnumerable())
        {
            try
            {
                using EventBlock block = work.Block;
                if (!cancellation.IsCancellationRequested && work.Number <= Volatile.Read(ref _failedBlock))
                {
                    Process(stream, batch, work);
                }
            }
            catch (Exception e)
            {
                Fail(work.Number, e);
            }
        }
    }

    private void Process(EventStream stream, EventBatch batch, Work work)
    {
        batch.Begin(info, work.FirstEvent);
        try
        {
            stream.Decode(work.Block, batch);
        }
        catch (Exception e) when (!source.IsBuiltIn)
        {
            throw OfSource(stream, e);
        }

        batch.EndFilling();
        PartialSet partials = pool.Rent();
        partials.Weights.Fill(batch);
        for (int i = 0; i < stages.Count; i++)
        {
            try
            {
                partials.Run(i, batch);
            }
            catch (Exception e) when (e is not PluginException || !stages[i].Entry.IsBuiltIn)
            {
                throw PluginFailure.Of(stages[i].Entry, $"on sample '{info.Name}', events {batch.FirstEvent} to {batch.FirstEvent + batch.Count - 1}", e);
            }
        }

        progress.Count(batch.Count);
        _tree.Add(work.Number, partials);
    }

    private Exception OfSource(EventStream stream, Exception e) => source.IsBuiltIn ? e : PluginFailure.Of(source, $"on {stream.Name}", e);

    private void Fail(long block, Exception exception)
    {
        lock (_gate)
        {
            if (block < _failedBlock)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
                Volatile.Write(ref _failedBlock, block);
            }
        }
    }
}
