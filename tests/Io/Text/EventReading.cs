using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Tests.Io.Text;

/// <summary>What a stream gives when it is read as the host reads it.</summary>
internal sealed record EventReading
{
    public required StreamHead Head { get; init; }

    public required StreamSummary? Summary { get; init; }

    public required PluginException? Error { get; init; }

    public List<(double Weight, Particle[] Particles, double[] Variations)> Events { get; } = [];

    public double Sum(int variation) => Events.Sum(e => variation == 0 ? e.Weight : e.Variations[variation - 1]);

    /// <summary>Reads to the end or to the first error; the error of the head is thrown.</summary>
    public static EventReading Of(EventStream stream)
    {
        StreamHead head = stream.ReadHead();
        SampleInfo sample = new() { Name = "sample", SqrtS = 10.58, WeightNames = head.WeightNames };
        EventBatch batch = new(0, 0);
        EventReading reading = new() { Head = head, Summary = null, Error = null };
        try
        {
            while (stream.ReadBlock(CancellationToken.None) is { } block)
            {
                using (block)
                {
                    batch.Begin(sample, reading.Events.Count);
                    try
                    {
                        stream.Decode(block, batch);
                    }
                    finally
                    {
                        reading.Add(batch);
                    }
                }
            }

            return reading with { Summary = stream.Complete(reading.Totals()) };
        }
        catch (PluginException e)
        {
            return reading with { Error = e };
        }
    }

    // A record's copy shares the list of events, which is what is wanted here.
    private EventReading(EventReading other)
    {
        (Head, Summary, Error, Events) = (other.Head, other.Summary, other.Error, other.Events);
    }

    private StreamTotals Totals() =>
        new(Events.Count, Events.Sum(e => e.Weight), Events.Sum(e => e.Weight * e.Weight), Events.All(e => Math.Abs(e.Weight) == 1));

    private void Add(EventBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            ParticleTable p = batch.Particles;
            Particle[] particles = [.. Enumerable.Range(batch.Offsets[i], batch.Offsets[i + 1] - batch.Offsets[i])
                .Select(r => new Particle(p.PdgId[r], p.Status[r], p.Momentum(r), p.M[r], p.Mother1[r], p.Mother2[r]))];
            Events.Add((batch.Weights()[i], particles, [.. Enumerable.Range(1, Head.WeightNames.Count - 1).Select(v => batch.Weights(v)[i])]));
        }
    }
}
