using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>One way through the events of a file. What weights amount to is known after the first; the second writes them.</summary>
internal static class EventPass
{
    /// <summary>The events block by block; a batch is valid until the next.</summary>
    /// <exception cref="PluginException">The file is damaged.</exception>
    public static IEnumerable<EventBatch> Batches(EventStream stream, StreamHead head, CancellationToken cancellation)
    {
        EventBatch batch = new(0, 0);
        SampleInfo sample = new() { Name = stream.Name, SqrtS = double.NaN, WeightNames = head.WeightNames };
        for (long first = 0; stream.ReadBlock(cancellation) is { } block; first += block.EventCount)
        {
            using (block)
            {
                batch.Begin(sample, first);
                stream.Decode(block, batch);
                batch.EndFilling();
                yield return batch;
            }
        }
    }

    /// <summary>Reads everything once.</summary>
    /// <returns>What the file amounts to, the number of its events, and its beams: those of its head, or the incoming particles of the first event.</returns>
    /// <exception cref="PluginException">The file is damaged.</exception>
    public static EventTotals Measure(EventStream stream, CancellationToken cancellation)
    {
        StreamHead head = stream.ReadHead();
        long events = 0;
        double sum = 0, squares = 0, firstWeight = 0;
        bool areUnits = true, areEqual = true;
        (int PdgId, double E)[] incoming = [];
        foreach (EventBatch batch in Batches(stream, head, cancellation))
        {
            if (events == 0 && batch.Count > 0)
            {
                incoming = Incoming(batch);
                firstWeight = batch.Weights()[0];
            }

            events += batch.Count;
            foreach (double weight in batch.Weights())
            {
                sum += weight;
                squares += weight * weight;
                areUnits &= weight is 1 or -1;
                areEqual &= weight == firstWeight;
            }
        }

        return new EventTotals(stream.Complete(new StreamTotals(events, sum, squares, areUnits)), events, incoming, areEqual ? firstWeight : sum / events);
    }

    private static (int PdgId, double E)[] Incoming(EventBatch batch)
    {
        const int incoming = -1;
        List<(int PdgId, double E, double Pz)> found = [];
        for (int row = 0; row < batch.Offsets[1]; row++)
        {
            if (batch.Particles.Status[row] == incoming)
            {
                found.Add((batch.Particles.PdgId[row], batch.Particles.E[row], batch.Particles.Pz[row]));
            }
        }

        // The first beam of LHE flies along +z.
        if (found is [{ Pz: < 0 }, { Pz: > 0 }])
        {
            found.Reverse();
        }

        return [.. found.Select(p => (p.PdgId, p.E))];
    }
}

/// <summary>What a first way through a file found.</summary>
/// <param name="Summary">Cross section, and the factor that makes weights pb.</param>
/// <param name="Events">Number of events.</param>
/// <param name="Incoming">Incoming particles of the first event: code and energy in GeV; of two the one along +z first.</param>
/// <param name="MeanWeight">Mean of the weights as read; where they are equal, their value to the last bit, which sum and number do not give.</param>
internal sealed record EventTotals(StreamSummary Summary, long Events, IReadOnlyList<(int PdgId, double E)> Incoming, double MeanWeight)
{
    private const double Rounding = 1e-14;

    /// <summary>A weight in pb, in a file whose mean weight is the cross section. Weights that are in pb stay as they are, and one that is the mean becomes the cross section.</summary>
    public double InPb(double weight)
    {
        double factor = Summary.WeightFactor * Events;
        return Math.Abs(factor - 1) < Rounding ? weight
            : MeanWeight != 0 ? Summary.CrossSection * (weight / MeanWeight)
            : weight * factor;
    }
}
