using System.Globalization;
using System.IO.Compression;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Tests.Shared;

/// <summary>Events of a MadGraph file under <c>../shared/samples</c>, for tests of what comes after the reader.</summary>
internal static class SampleFile
{
    /// <summary>All events, in blocks of at most <see cref="EventBatch.Capacity"/>.</summary>
    public static IEnumerable<(double Weight, Particle[] Particles)[]> Blocks(string name) => Events(name).Chunk(EventBatch.Capacity);

    private static IEnumerable<(double Weight, Particle[] Particles)> Events(string name)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(SharedData.PathOf("samples/" + name)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("<event>", StringComparison.Ordinal))
            {
                string[] head = Words(reader);
                yield return (Number(head[2]), [.. Enumerable.Range(0, int.Parse(head[0])).Select(_ => Words(reader)).ToArray().Select(ReadParticle)]);
            }
        }
    }

    private static Particle ReadParticle(string[] w) =>
        new(int.Parse(w[0]), int.Parse(w[1]), new FourVector(Number(w[9]), Number(w[6]), Number(w[7]), Number(w[8])), Number(w[10]), int.Parse(w[2]), int.Parse(w[3]));

    private static string[] Words(StreamReader reader) => reader.ReadLine()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
