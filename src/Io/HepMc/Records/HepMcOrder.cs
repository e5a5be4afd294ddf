namespace AlpToolkit.Io.HepMc.Records;

/// <summary>
/// The order in which particles are written, and which particles go into and come out of each vertex in that order. Asciiv3 wants
/// mothers before daughters: an order that has them so is kept, another changed as little as that needs. What goes round in a circle
/// has no such order.
/// </summary>
internal sealed class HepMcOrder
{
    private const int FirstBarcode = 10001;

    private int[] _order = [], _number = [], _stack = [], _incoming = [], _outgoing = [], _firstIn = [], _firstOut = [];
    private bool[] _isOpen = [], _isExpanded = [];
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
        if (record.Source != HepMcFormat.Asciiv3)
        {
            bool changed = record.Source == HepMcFormat.IoGenEvent && TrySortByBarcode(record.ParticleIds);
            if (changed)
            {
                Link(record);
            }

            if (!HasMothersFirst(record))
            {
                PutMothersFirst(record);
                changed = true;
            }

            if (changed)
            {
                Number();
                Link(record);
            }
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
        bool sorted = true;
        _isOpen.AsSpan(0, _particles).Clear();
        for (int p = 0; p < _particles; p++)
        {
            int place = barcodes[p] - FirstBarcode;
            if ((uint)place >= (uint)_particles || _isOpen[place])
            {
                Number();
                return false;
            }

            _isOpen[place] = true;
            sorted &= place == p;
            _number[place] = p;
        }

        _number.AsSpan(0, _particles).CopyTo(_order);
        Number();
        return !sorted;
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

    // A particle is taken when all that goes into its vertex is; a vertex is looked at once, so that circles end.
    private void PutMothersFirst(HepMcRecord record)
    {
        ReadOnlySpan<int> production = record.ProductionVertices;
        _isOpen.AsSpan(0, _particles).Clear();
        _isExpanded.AsSpan(0, record.VertexCount).Clear();
        int written = 0;
        for (int i = 0; i < _particles; i++)
        {
            int depth = 0;
            _stack[depth++] = _order[i];
            while (depth > 0)
            {
                int p = _stack[depth - 1];
                if (_number[p] < 0)
                {
                    depth--;
                }
                else if (_isOpen[p] || production[p] < 0 || _isExpanded[production[p]])
                {
                    depth--;
                    _number[p] = -1;
                    _outgoing[written++] = p;
                }
                else
                {
                    _isOpen[p] = _isExpanded[production[p]] = true;
                    ReadOnlySpan<int> mothers = Incoming(production[p]);
                    for (int m = mothers.Length - 1; m >= 0; m--)
                    {
                        if (_number[mothers[m]] >= 0 && !_isOpen[mothers[m]])
                        {
                            _stack[depth++] = mothers[m];
                        }
                    }
                }
            }
        }

        _outgoing.AsSpan(0, _particles).CopyTo(_order);
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

            // A particle is on the stack once for the loop and once as a mother.
            (_order, _number, _incoming, _outgoing, _stack, _isOpen) = (new int[size], new int[size], new int[size], new int[size], new int[size + 1], new bool[size]);
        }

        if (_isExpanded.Length < record.VertexCount + 2)
        {
            int size = 2 * record.VertexCount + 2;
            (_firstIn, _firstOut, _isExpanded) = (new int[size], new int[size], new bool[size]);
        }
    }
}
