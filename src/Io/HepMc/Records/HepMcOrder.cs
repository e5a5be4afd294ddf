namespace AlpToolkit.Io.HepMc.Records;

/// <summary>
/// The order in which particles are written, and which particles go into and come out of each vertex in that order. Asciiv3 wants
/// mothers before daughters: an order that has them so is kept, another changed as little as that needs. An event in which particles
/// go round in a circle has no such order; the numbers that generators give them are kept then.
/// </summary>
internal sealed class HepMcOrder
{
    private const int FirstBarcode = 10001;

    private readonly PriorityQueue<int, int> _ready = new();
    private int[] _order = [], _number = [], _sorted = [], _incoming = [], _outgoing = [], _firstIn = [], _firstOut = [], _waiting = [];
    private bool[] _isTaken = [];
    private int _particles;

    /// <summary>Particles in the order in which they are written.</summary>
    public ReadOnlySpan<int> Particles => _order.AsSpan(0, _particles);

    /// <summary>Place of each particle in that order, from 0.</summary>
    public ReadOnlySpan<int> PlaceOf => _number.AsSpan(0, _particles);

    /// <summary>Particles that end in a vertex, in that order.</summary>
    public ReadOnlySpan<int> Incoming(int vertex) => _incoming.AsSpan(_firstIn[vertex].._firstIn[vertex + 1]);

    /// <summary>Particles that begin in a vertex, in that order.</summary>
    public ReadOnlySpan<int> Outgoing(int vertex) => _outgoing.AsSpan(_firstOut[vertex].._firstOut[vertex + 1]);

    /// <summary>Finds the order of an event for Asciiv3.</summary>
    public void SetMothersFirst(HepMcRecord record)
    {
        SetAsRead(record);

        // Asciiv3 that was read keeps its order: its ids may be in the texts of attributes.
        if (record.Source == HepMcFormat.Asciiv3)
        {
            return;
        }

        bool isNumbered = record.Source == HepMcFormat.IoGenEvent && TrySortByBarcode(record.ParticleIds);
        Link(record);
        if (!HasMothersFirst(record) && (PutMothersFirst(record) || !isNumbered))
        {
            _sorted.AsSpan(0, _particles).CopyTo(_order);
            Number();
            Link(record);
        }
    }

    /// <summary>Takes the order of an event as it is.</summary>
    public void SetAsRead(HepMcRecord record)
    {
        _particles = record.ParticleCount;
        Reserve(record);
        for (int p = 0; p < _particles; p++)
        {
            _order[p] = p;
        }

        Number();
        Link(record);
    }

    // Generators number particles as they make them, IO_GenEvent has them vertex by vertex.
    private bool TrySortByBarcode(ReadOnlySpan<int> barcodes)
    {
        _sorted.AsSpan(0, _particles).Fill(-1);
        for (int p = 0; p < _particles; p++)
        {
            int place = barcodes[p] - FirstBarcode;
            if ((uint)place >= (uint)_particles || _sorted[place] >= 0)
            {
                return false;
            }

            _sorted[place] = p;
        }

        _sorted.AsSpan(0, _particles).CopyTo(_order);
        Number();
        return true;
    }

    private bool HasMothersFirst(HepMcRecord record)
    {
        ReadOnlySpan<int> production = record.ProductionVertices;
        for (int p = 0; p < _particles; p++)
        {
            if (production[p] >= 0 && Incoming(production[p]) is { Length: > 0 } mothers && _number[mothers[^1]] >= _number[p])
            {
                return false;
            }
        }

        return true;
    }

    // Takes the first particle whose mothers all are taken; in a circle, where there is none, the first that is left. What it makes it
    // would not change again. False when there was a circle.
    private bool PutMothersFirst(HepMcRecord record)
    {
        ReadOnlySpan<int> production = record.ProductionVertices, end = record.EndVertices;
        for (int v = 0; v < record.VertexCount; v++)
        {
            _waiting[v] = Incoming(v).Length;
        }

        _ready.Clear();
        _isTaken.AsSpan(0, _particles).Clear();
        for (int i = 0; i < _particles; i++)
        {
            if (production[_order[i]] < 0 || _waiting[production[_order[i]]] == 0)
            {
                _ready.Enqueue(_order[i], i);
            }
        }

        bool hasCircle = false;
        for (int taken = 0, left = 0; taken < _particles; taken++)
        {
            if (!TryTakeReady(out int p))
            {
                while (_isTaken[_order[left]])
                {
                    left++;
                }

                (p, hasCircle) = (_order[left], true);
            }

            _isTaken[p] = true;
            _sorted[taken] = p;
            if (end[p] >= 0 && --_waiting[end[p]] == 0)
            {
                foreach (int daughter in Outgoing(end[p]))
                {
                    _ready.Enqueue(daughter, _number[daughter]);
                }
            }
        }

        return !hasCircle;
    }

    // A particle that was taken to break a circle may be ready later.
    private bool TryTakeReady(out int particle)
    {
        do
        {
            if (!_ready.TryDequeue(out particle, out _))
            {
                return false;
            }
        }
        while (_isTaken[particle]);
        return true;
    }

    private void Number()
    {
        for (int i = 0; i < _particles; i++)
        {
            _number[_order[i]] = i;
        }
    }

    private void Link(HepMcRecord record)
    {
        Link(record.EndVertices, record.VertexCount, _firstIn, _incoming);
        Link(record.ProductionVertices, record.VertexCount, _firstOut, _outgoing);
    }

    private void Link(ReadOnlySpan<int> vertexOf, int vertices, int[] first, int[] list)
    {
        first.AsSpan(0, vertices + 2).Clear();
        foreach (int vertex in vertexOf)
        {
            if (vertex >= 0)
            {
                first[vertex + 2]++;
            }
        }

        for (int v = 2; v <= vertices; v++)
        {
            first[v] += first[v - 1];
        }

        foreach (int p in Particles)
        {
            if (vertexOf[p] >= 0)
            {
                list[first[vertexOf[p] + 1]++] = p;
            }
        }
    }

    private void Reserve(HepMcRecord record)
    {
        if (_order.Length < _particles)
        {
            int size = 2 * _particles;
            (_order, _number, _incoming, _outgoing, _sorted, _isTaken) = (new int[size], new int[size], new int[size], new int[size], new int[size], new bool[size]);
        }

        if (_waiting.Length < record.VertexCount + 2)
        {
            int size = 2 * record.VertexCount + 2;
            (_firstIn, _firstOut, _waiting) = (new int[size], new int[size], new int[size]);
        }
    }
}
