using System.Runtime.CompilerServices;
using AlpToolkit.Core.Events;

namespace AlpToolkit.Io.HepMc;

/// <summary>
/// An event of HepMC2's IO_GenEvent (Comput. Phys. Commun. 134 (2001) 41 and the manual of 2.06): E with numbers and weights, N names
/// of weights, U units, C cross section, H heavy ion, F partons, then every vertex with its incoming particles that come from no
/// vertex, and its outgoing ones. N, U and C came with 2.06, 2.05 and 2.06.
/// </summary>
internal static class IoGenEvent
{
    private const int Incoming = -1, Final = 1;

    /// <summary>Reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ref HepMcCursor cursor, ParticleTable particles, HepMcEvent read)
    {
        int first = particles.Count;
        cursor.NextLine();
        (int vertices, int beam1, int beam2) = ReadHeader(ref cursor, read);
        HepMcGraph graph = read.Graph;
        int orphans = 0, outgoing = 0, vertex = -1, vertexCode = 0, vertexParticles = 0;
        while (cursor.NextLine())
        {
            switch (cursor.Kind)
            {
                case (byte)'P':
                    if (orphans + outgoing == 0)
                    {
                        throw HepMcErrors.ParticleOutsideVertex(cursor.Place);
                    }

                    ReadParticle(ref cursor, particles, read, orphans > 0 ? -1 : vertex);
                    (orphans, outgoing) = orphans > 0 ? (orphans - 1, outgoing) : (0, outgoing - 1);
                    break;
                case (byte)'V':
                    CheckVertex(ref cursor, vertexCode, vertexParticles, orphans + outgoing);
                    (vertexCode, orphans, outgoing) = ReadVertex(ref cursor);
                    vertexParticles = orphans + outgoing;
                    vertex = graph.AddVertex();
                    if (!read.VertexCodes.TryAdd(vertexCode, vertex))
                    {
                        throw HepMcErrors.Duplicate(cursor.Place, "vertex barcode", vertexCode);
                    }

                    break;
                case (byte)'N':
                    read.NamesAt = cursor.Position;
                    read.NamesEnd = cursor.LineEnd;
                    break;
                case (byte)'U':
                    HepMcEventDecoder.ReadUnits(ref cursor, read);
                    break;
                case (byte)'C':
                    HepMcEventDecoder.ReadCrossSection(ref cursor, read);
                    break;
                case (byte)'H' or (byte)'F':
                    break;
                default:
                    read.HasUnknownLine = true;
                    break;
            }
        }

        CheckVertex(ref cursor, vertexCode, vertexParticles, orphans + outgoing);
        if (graph.Vertices != vertices)
        {
            throw HepMcErrors.Count(cursor.Place, "vertices", vertices, graph.Vertices);
        }

        Link(ref cursor, read);
        SetBeam(particles, first, read, beam1);
        SetBeam(particles, first, read, beam2);
    }

    private static (int Vertices, int Beam1, int Beam2) ReadHeader(ref HepMcCursor cursor, HepMcEvent read)
    {
        cursor.Skip("the number of the event");
        cursor.Skip("the number of interactions");
        cursor.Skip("the scale of the event");
        cursor.Skip("alpha QCD");
        cursor.Skip("alpha QED");
        cursor.Skip("the process");
        cursor.Skip("the vertex of the process");
        int vertices = cursor.ReadInt32("the number of vertices");
        int beam1 = cursor.ReadInt32("the barcode of the first beam");
        int beam2 = cursor.ReadInt32("the barcode of the second beam");
        int random = cursor.ReadInt32("the number of random states");
        if (vertices < 0 || random < 0)
        {
            throw HepMcErrors.NegativeCount(cursor.Place, vertices < 0 ? "vertices" : "random states", Math.Min(vertices, random));
        }

        for (int i = 0; i < random; i++)
        {
            cursor.Skip("a random state");
        }

        read.WeightsDeclared = cursor.ReadInt32("the number of weights");
        if (read.WeightsDeclared < 0)
        {
            throw HepMcErrors.NegativeCount(cursor.Place, "weights", read.WeightsDeclared);
        }

        read.WeightsAt = cursor.Position;
        return (vertices, beam1, beam2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Code, int Orphans, int Outgoing) ReadVertex(ref HepMcCursor cursor)
    {
        int code = cursor.ReadInt32("the vertex barcode");
        cursor.Skip("the vertex id");
        cursor.Skip("x");
        cursor.Skip("y");
        cursor.Skip("z");
        cursor.Skip("ct");
        int orphans = cursor.ReadInt32("the number of incoming particles without origin");
        int outgoing = cursor.ReadInt32("the number of outgoing particles");
        return orphans < 0 || outgoing < 0 || (long)orphans + outgoing > int.MaxValue
            ? throw HepMcErrors.NegativeCount(cursor.Place, "particles of a vertex", Math.Min(orphans, outgoing))
            : (code, orphans, outgoing);
    }

    private static void CheckVertex(ref HepMcCursor cursor, int code, int declared, int missing)
    {
        if (missing > 0)
        {
            throw HepMcErrors.Count(cursor.Place, $"particles of vertex {code}", declared, declared - missing);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadParticle(ref HepMcCursor cursor, ParticleTable particles, HepMcEvent read, int production)
    {
        int code = cursor.ReadInt32("the particle barcode");
        if (!read.ParticleCodes.TryAdd(code, read.Graph.End.Length))
        {
            throw HepMcErrors.Duplicate(cursor.Place, "particle barcode", code);
        }

        HepMcEventDecoder.ReadParticle(ref cursor, particles);
        cursor.Skip("the polarisation theta");
        cursor.Skip("the polarisation phi");
        read.Graph.AddParticle(production, cursor.ReadInt32("the barcode of the end vertex"));

        // Only these numbers tell that the line is whole; the flow itself is not read.
        for (int numbers = 2 * Math.Clamp(cursor.ReadInt32("the number of flow codes"), 0, 1 << 20); numbers > 0; numbers--)
        {
            cursor.Skip("a flow code");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Link(ref HepMcCursor cursor, HepMcEvent read)
    {
        Span<int> end = read.Graph.End;
        for (int i = 0; i < end.Length; i++)
        {
            int code = end[i];
            end[i] = code == 0 ? -1 : read.VertexCodes.Find(code);
            if (code != 0 && end[i] < 0)
            {
                throw HepMcErrors.NoVertex(cursor.Place, i + 1, "end", code);
            }
        }
    }

    // Generators that do not use status 4 name their beams here.
    private static void SetBeam(ParticleTable particles, int first, HepMcEvent read, int code)
    {
        int place = code == 0 ? -1 : read.ParticleCodes.Find(code);
        if (place >= 0 && particles.Status[first + place] != Final)
        {
            particles.Status[first + place] = Incoming;
        }
    }
}
