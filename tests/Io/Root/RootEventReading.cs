using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Events;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>All events of a file as a list.</summary>
internal static class RootEventReading
{
    public static List<(double Weight, Particle[] Particles)> Of(string path, RootEventOptions options, out StreamSummary summary)
    {
        using RootEventStream stream = new(path, options);
        StreamHead head = stream.ReadHead();
        EventBatch batch = new(0, 0);
        List<(double, Particle[])> events = [];
        double sum = 0, squares = 0;
        for (EventBlock? block = stream.ReadBlock(default); block is not null; block = stream.ReadBlock(default))
        {
            batch.Begin(new SampleInfo { Name = "s", SqrtS = 10.58, WeightNames = head.WeightNames }, events.Count);
            stream.Decode(block, batch);
            ParticleTable table = batch.Particles;
            for (int i = 0; i < batch.Count; i++)
            {
                double weight = batch.Weights()[i];
                (sum, squares) = (sum + weight, squares + weight * weight);
                Particle[] particles = new Particle[batch.Offsets[i + 1] - batch.Offsets[i]];
                for (int k = 0; k < particles.Length; k++)
                {
                    int row = batch.Offsets[i] + k;
                    particles[k] = new Particle(table.PdgId[row], table.Status[row], table.Momentum(row), table.M[row], table.Mother1[row], table.Mother2[row]);
                }

                events.Add((weight, particles));
            }
        }

        summary = stream.Complete(new StreamTotals(events.Count, sum, squares, false));
        return events;
    }
}
