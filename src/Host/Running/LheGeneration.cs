using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Lhe;
using AlpToolkit.Plugins.Sources.Generator;

namespace AlpToolkit.Host.Running;

/// <summary>
/// Writes the events of a generator to an LHE file: workers take block after block, make its events and their text, and hand it to
/// the writer, which keeps the order. The bytes do not depend on the number of threads.
/// </summary>
internal sealed class LheGeneration(GeneratorStream stream, LheWriter writer, int threads, RunProgress progress, CancellationToken cancellation)
{
    private readonly Lock _gate = new();
    private readonly SampleInfo _sample = new() { Name = stream.Name, SqrtS = stream.Process.SqrtS };
    private readonly WeightTotals _weights = new();
    private long _blocks, _events;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Sums over the events written.</summary>
    public WeightTotals Weights => _weights;

    /// <summary>Generates all events, or those before the cancellation: whole blocks, none missing between them.</summary>
    public void Run()
    {
        Thread[] workers = [.. Enumerable.Range(1, threads).Select(i => new Thread(Work) { IsBackground = true, Name = $"alp generator {i}" })];
        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        _failure?.Throw();
    }

    private (EventBlock? Block, long Number, long FirstEvent) Next()
    {
        lock (_gate)
        {
            EventBlock? block = stream.ReadBlock(cancellation);
            long first = _events;
            _events += block?.EventCount ?? 0;
            return (block, _blocks++, first);
        }
    }

    private void Work()
    {
        try
        {
            EventBatch batch = new(0, 0);
            LheEventText text = writer.NewText();
            List<sbyte> helicities = [];
            while (!cancellation.IsCancellationRequested && Next() is ({ } block, var number, var firstEvent))
            {
                batch.Begin(_sample, firstEvent);
                stream.Decode(block, batch, helicities);
                text.Format(batch, CollectionsMarshal.AsSpan(helicities));
                if (!writer.Write(number, text))
                {
                    return;
                }

                progress.Count(batch.Count);
                lock (_gate)
                {
                    _weights.Fill(batch);
                }
            }
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _failure ??= ExceptionDispatchInfo.Capture(e);
            }

            writer.Abandon();
        }
    }
}
