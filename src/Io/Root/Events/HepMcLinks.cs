using AlpToolkit.Core.Events;

namespace AlpToolkit.Io.Root.Events;

/// <summary>Mothers of HepMC3's particles: a pair of a particle (from 1) and a vertex (from −1 down) is a particle that goes in, a pair of a vertex and a particle one that comes out.</summary>
internal static class HepMcLinks
{
    /// <summary>Sets the mothers of the particles of an event: first and last of those that go into the vertex where a particle begins.</summary>
    /// <param name="table">Ends with the particles of the event.</param>
    /// <param name="firstRow">Row of the first.</param>
    /// <param name="from">Where every link begins.</param>
    /// <param name="to">Where it ends; as many as <paramref name="from"/>.</param>
    public static void SetMothers(ParticleTable table, int firstRow, ReadOnlySpan<double> from, ReadOnlySpan<double> to)
    {
        int count = table.Count - firstRow;
        Dictionary<double, (int First, int Last)> incoming = [];
        for (int i = 0; i < from.Length; i++)
        {
            if (from[i] > 0 && from[i] <= count && to[i] < 0)
            {
                int particle = (int)from[i];
                incoming[to[i]] = incoming.TryGetValue(to[i], out (int First, int Last) known) ? (Math.Min(known.First, particle), Math.Max(known.Last, particle)) : (particle, particle);
            }
        }

        Span<int> first = table.Mother1[firstRow..], last = table.Mother2[firstRow..];
        for (int i = 0; i < from.Length; i++)
        {
            if (from[i] < 0 && to[i] > 0 && to[i] <= count && incoming.TryGetValue(from[i], out (int First, int Last) mothers))
            {
                int row = (int)to[i] - 1;
                first[row] = mothers.First;
                last[row] = mothers.Last != mothers.First ? mothers.Last : 0;
            }
        }
    }
}
