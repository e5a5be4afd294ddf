using System.Text;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Lhe;

namespace AlpToolkit.Tests.Io.Lhe;

/// <summary>What one LHE stream gives when it is read as the host reads it.</summary>
internal sealed record LheReading
{
    public required StreamHead Head { get; init; }

    public required StreamSummary? Summary { get; init; }

    public required PluginException? Error { get; init; }

    public List<(double Weight, Particle[] Particles, double[] Variations)> Events { get; } = [];

    public double Sum(int variation) => Events.Sum(e => variation == 0 ? e.Weight : e.Variations[variation - 1]);

    public static LheReading OfText(string text, LheOptions? options = null, int pieceSize = 65536) =>
        OfBytes(Encoding.Latin1.GetBytes(text), options, pieceSize);

    public static LheReading OfBytes(byte[] bytes, LheOptions? options = null, int pieceSize = 65536) =>
        OfStream(new MemoryStream(bytes), options, pieceSize);

    public static LheReading OfStream(Stream stream, LheOptions? options = null, int pieceSize = 65536)
    {
        using LheEventStream lhe = new("signal.lhe", () => InputFile.Open("signal.lhe", stream, null), options ?? new LheOptions(), pieceSize);
        return Of(lhe);
    }

    public static LheReading OfFile(string path, LheOptions? options = null)
    {
        using LheEventStream lhe = new(path, options ?? new LheOptions());
        return Of(lhe);
    }

    /// <summary>Reads to the end or to the first error; the error of the head is thrown.</summary>
    public static LheReading Of(LheEventStream lhe)
    {
        StreamHead head = lhe.ReadHead();
        SampleInfo sample = new() { Name = "sample", SqrtS = 10.58, WeightNames = head.WeightNames };
        EventBatch batch = new(0, 0);
        LheReading reading = new() { Head = head, Summary = null, Error = null };
        try
        {
            while (lhe.ReadBlock(CancellationToken.None) is { } block)
            {
                using (block)
                {
                    batch.Begin(sample, reading.Events.Count);
                    try
                    {
                        lhe.Decode(block, batch);
                    }
                    finally
                    {
                        reading.Add(batch);
                    }
                }
            }

            return reading with { Summary = lhe.Complete(reading.Totals()) };
        }
        catch (PluginException e)
        {
            return reading with { Error = e };
        }
    }

    // A record's copy shares the list of events, which is what is wanted here.
    private LheReading(LheReading other)
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

/// <summary>LHE text made by hand.</summary>
internal static class LheTexts
{
    public const string Init = "<init>\n-11 11 5.29 5.29 0 0 0 0 -4 1\n1.5e+00 1.0e-02 1.5e+00 1\n</init>\n";

    public const string Particles =
        """
         -11 -1 0 0 0 0 +0.0e+00 +0.0e+00 +5.29e+00 5.29e+00 5.11e-04 0. 9.
         11 -1 0 0 0 0 +0.0e+00 +0.0e+00 -5.29e+00 5.29e+00 5.11e-04 0. 9.
         22 1 1 2 0 0 +3.0e+00 +4.0e+00 0. 5.0 0. 0. 9.
         9000005 1 1 2 0 0 -3.0e+00 -4.0e+00 0. 5.58 2.4784e+00 0. 9.

        """;

    public static string Event(double weight = 1.5, string after = "") => Raw($"4 1 {weight:R} 10.58 7.3e-3 0.12\n{Particles}{after}");

    public static string Raw(string body) => $"<event>\n{body}</event>\n";

    public static string File(params string[] events) => WithInit(Init, events);

    public static string WithInit(string init, params string[] events) =>
        $"<LesHouchesEvents version=\"3.0\">\n<header>\n</header>\n{init}{string.Concat(events)}</LesHouchesEvents>\n";
}
