using AlpToolkit.Core.Events;
using AlpToolkit.Io.HepMc.Records;

namespace AlpToolkit.Host.Commands.Convert;

/// <summary>
/// Makes records of the rows of a batch. In HepMC a particle ends in one vertex: daughters that share a mother come out of the same
/// one. Particles that name no mother come out of the vertex of the incoming ones.
/// </summary>
internal sealed class BatchRecords
{
    private const int Incoming = -1, Final = 1;
    private const int HepMcBeam = 4, HepMcDecayed = 2;

    private int[] _union = [], _vertexOf = [];

    /// <summary>Particles whose mothers stand behind them, of all events so far; they are taken to have none.</summary>
    public long LateMothers { get; private set; }

    /// <summary>Makes the record of an event, without weights.</summary>
    public void Take(EventBatch batch, int index, HepMcRecord record)
    {
        ParticleTable rows = batch.Particles;
        int first = batch.Offsets[index], count = batch.Offsets[index + 1] - first;
        record.Clear();
        record.EventNumber = batch.FirstEvent + index;
        Prepare(count);
        int hard = -1;
        bool hasOrphans = false;
        for (int p = 0; p < count; p++)
        {
            (int one, int other) = MothersOf(rows, first, p);
            if (one >= 0 && other >= 0)
            {
                Join(one, other);
            }

            hasOrphans |= one < 0 && rows.Status[first + p] != Incoming;
            if (rows.Status[first + p] == Incoming && one < 0)
            {
                hard = hard < 0 ? p : hard;
                Join(hard, p);
            }

            LateMothers += one < 0 && rows.Mother1[first + p] > 0 ? 1 : 0;
            record.AddParticle(
                rows.PdgId[first + p], rows.Px[first + p], rows.Py[first + p], rows.Pz[first + p], rows.E[first + p], rows.M[first + p],
                rows.Status[first + p] switch { Incoming => HepMcBeam, Final => Final, _ => HepMcDecayed });
        }

        int root = hasOrphans && hard < 0 ? record.AddVertex() : -1;
        for (int p = 0; p < count; p++)
        {
            (int mother, _) = MothersOf(rows, first, p);
            bool isOrphan = mother < 0 && rows.Status[first + p] != Incoming;
            int production = mother >= 0 ? VertexOf(mother, record) : isOrphan && hard >= 0 ? VertexOf(hard, record) : isOrphan ? root : -1;
            record.SetVertices(p, production, -1);
        }

        for (int p = 0; p < count; p++)
        {
            record.SetVertices(p, record.ProductionVertices[p], _vertexOf[Find(p)]);
        }
    }

    // First and last mother, from 0; −1 for none.
    private static (int One, int Other) MothersOf(ParticleTable rows, int first, int p)
    {
        int one = rows.Mother1[first + p] - 1, other = rows.Mother2[first + p] - 1;
        one = (uint)one < (uint)p ? one : -1;
        other = (uint)other < (uint)p ? other : -1;
        return one < 0 ? (other, -1) : (one, other);
    }

    private void Prepare(int count)
    {
        if (_union.Length < count)
        {
            (_union, _vertexOf) = (new int[2 * count], new int[2 * count]);
        }

        for (int p = 0; p < count; p++)
        {
            (_union[p], _vertexOf[p]) = (p, -1);
        }
    }

    private int Find(int p)
    {
        while (_union[p] != p)
        {
            p = _union[p] = _union[_union[p]];
        }

        return p;
    }

    private void Join(int one, int other) => _union[Find(other)] = Find(one);

    private int VertexOf(int mother, HepMcRecord record)
    {
        ref int vertex = ref _vertexOf[Find(mother)];
        vertex = vertex < 0 ? record.AddVertex() : vertex;
        return vertex;
    }
}
