using System.Runtime.CompilerServices;
using AlpToolkit.Core.Events;

namespace AlpToolkit.Io.HepMc;

/// <summary>
/// An event of HepMC3's Asciiv3 (Comput. Phys. Commun. 260 (2021) 107310): E with the numbers of vertices and particles, U, W, A,
/// then particles and vertices in the order in which they arise. A vertex of one incoming particle and nothing else to say has no
/// line of its own: the particles that come out of it name their mother.
/// </summary>
internal static class Asciiv3Event
{
    /// <summary>Reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ref HepMcCursor cursor, ParticleTable particles, HepMcEvent read)
    {
        int first = particles.Count;
        cursor.NextLine();
        cursor.Skip("the number of the event");
        int vertices = cursor.ReadInt32("the number of vertices");
        int declared = cursor.ReadInt32("the number of particles");
        if (vertices < 0 || declared < 0)
        {
            throw HepMcErrors.NegativeCount(cursor.Place, vertices < 0 ? "vertices" : "particles", Math.Min(vertices, declared));
        }

        while (cursor.NextLine())
        {
            switch (cursor.Kind)
            {
                case (byte)'P':
                    int expected = particles.Count - first + 1;
                    int id = cursor.ReadInt32("the particle id");
                    if (id != expected)
                    {
                        throw HepMcErrors.ParticleId(cursor.Place, expected, id);
                    }

                    int origin = cursor.ReadInt32("the mother or vertex of the particle");
                    HepMcEventDecoder.ReadParticle(ref cursor, particles);
                    read.Graph.AddParticle(origin, -1);
                    break;
                case (byte)'V':
                    ReadVertex(ref cursor, vertices, read);
                    break;
                case (byte)'A':
                    ReadAttribute(ref cursor, read);
                    break;
                case (byte)'W':
                    read.WeightsAt = cursor.Position;
                    break;
                case (byte)'U':
                    HepMcEventDecoder.ReadUnits(ref cursor, read);
                    break;
                case (byte)'T':
                    break;
                default:
                    read.HasUnknownLine = true;
                    break;
            }
        }

        if (particles.Count - first != declared)
        {
            throw HepMcErrors.Count(cursor.Place, "particles", declared, particles.Count - first);
        }

        Link(ref cursor, vertices, read);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadVertex(ref HepMcCursor cursor, int vertices, HepMcEvent read)
    {
        int code = cursor.ReadInt32("the vertex id");
        if (code >= 0 || code < -(long)vertices)
        {
            throw HepMcErrors.VertexRange(cursor.Place, code, vertices);
        }

        int vertex = read.Graph.AddVertex();
        if (!read.VertexCodes.TryAdd(code, vertex))
        {
            throw HepMcErrors.Duplicate(cursor.Place, "vertex id", code);
        }

        cursor.Skip("the status of the vertex");
        if (!cursor.TrySkip((byte)'['))
        {
            throw HepMcErrors.VertexList(cursor.Place);
        }

        if (cursor.TrySkip((byte)']'))
        {
            read.HasVertexOfNothing = true;
            return;
        }

        int before = read.Incoming.Count;
        do
        {
            if (!cursor.TryReadListed(out int particle))
            {
                throw HepMcErrors.VertexList(cursor.Place);
            }

            read.Incoming.Add((particle, vertex));
        }
        while (cursor.TrySkip((byte)','));
        if (!cursor.TrySkip((byte)']'))
        {
            throw HepMcErrors.VertexList(cursor.Place);
        }

        // A 0 alone stands for nothing as well.
        if (read.Incoming.Count == before + 1 && read.Incoming[before].Particle == 0)
        {
            read.Incoming.RemoveAt(before);
            read.HasVertexOfNothing = true;
        }
    }

    private static void ReadAttribute(ref HepMcCursor cursor, HepMcEvent read)
    {
        if (cursor.ReadWord() is [(byte)'0'] && cursor.ReadWord().SequenceEqual("GenCrossSection"u8))
        {
            HepMcEventDecoder.ReadCrossSection(ref cursor, read);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Link(ref HepMcCursor cursor, int vertices, HepMcEvent read)
    {
        HepMcGraph graph = read.Graph;
        Span<int> production = graph.Production, end = graph.End;
        foreach ((int particle, int vertex) in read.Incoming)
        {
            if (particle < 1 || particle > end.Length)
            {
                throw HepMcErrors.NoParticle(cursor.Place, "incoming particle of a vertex", particle, end.Length);
            }

            if (end[particle - 1] >= 0)
            {
                throw HepMcErrors.TwoEnds(cursor.Place, particle);
            }

            end[particle - 1] = vertex;
        }

        for (int i = 0; i < production.Length; i++)
        {
            int origin = production[i];
            if (origin > production.Length)
            {
                throw HepMcErrors.NoParticle(cursor.Place, $"mother of particle {i + 1}", origin, production.Length);
            }

            if (origin > 0)
            {
                end[origin - 1] = end[origin - 1] >= 0 ? end[origin - 1] : graph.AddVertex();
                production[i] = end[origin - 1];
            }
            else
            {
                production[i] = origin == 0 ? -1 : read.VertexCodes.Find(origin);
                if (origin != 0 && production[i] < 0)
                {
                    throw HepMcErrors.NoVertex(cursor.Place, i + 1, "origin", origin);
                }
            }
        }

        // A vertex that nothing comes out of leaves no trace, so there may be fewer.
        if (graph.Vertices > vertices)
        {
            throw HepMcErrors.Count(cursor.Place, "vertices", vertices, graph.Vertices);
        }
    }
}
