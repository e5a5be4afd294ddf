using System.Runtime.CompilerServices;

namespace AlpToolkit.Io.HepMc;

/// <summary>Which particles go into and come out of which vertices of an event; used again for the next.</summary>
internal sealed class HepMcGraph
{
    private int[] _production = new int[64], _end = new int[64], _next = new int[64];
    private int[] _firstIn = new int[64], _lastIn = new int[64], _waiting = new int[64], _firstOut = new int[64], _ready = new int[64];
    private int _particles, _vertices;

    /// <summary>Vertex in which each particle begins; −1 for none. Until they are known a reader keeps codes here.</summary>
    public Span<int> Production => _production.AsSpan(0, _particles);

    /// <summary>Vertex in which each particle ends; −1 for none. Until they are known a reader keeps codes here.</summary>
    public Span<int> End => _end.AsSpan(0, _particles);

    /// <summary>Number of vertices.</summary>
    public int Vertices => _vertices;

    /// <summary>True when particles are among their own ancestors; known once mothers are.</summary>
    public bool HasCircle { get; private set; }

    /// <summary>Empties it.</summary>
    public void Clear() => (_particles, _vertices) = (0, 0);

    /// <summary>Adds a particle after those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddParticle(int production, int end)
    {
        if (_particles == _production.Length)
        {
            Array.Resize(ref _production, 2 * _particles);
            Array.Resize(ref _end, 2 * _particles);
            Array.Resize(ref _next, 2 * _particles);
        }

        _production[_particles] = production;
        _end[_particles++] = end;
    }

    /// <summary>Adds a vertex.</summary>
    /// <returns>Its number.</returns>
    public int AddVertex()
    {
        if (_vertices == _firstIn.Length)
        {
            Array.Resize(ref _firstIn, 2 * _vertices);
            Array.Resize(ref _lastIn, 2 * _vertices);
            Array.Resize(ref _waiting, 2 * _vertices);
            Array.Resize(ref _firstOut, 2 * _vertices);
            Array.Resize(ref _ready, 2 * _vertices);
        }

        return _vertices++;
    }

    /// <summary>Finds mothers: first and last of those that go into the vertex where a particle begins.</summary>
    /// <param name="mother1">First mothers, from 1; unchanged for a particle that has none.</param>
    /// <param name="mother2">Last mothers, from 1; unchanged for a particle that has one or none.</param>
    /// <returns>A particle, from 1, at or below a circle of ancestors that nothing comes out of; 0 when there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int SetMothers(Span<int> mother1, Span<int> mother2)
    {
        Span<int> first = _firstIn.AsSpan(0, _vertices), last = _lastIn.AsSpan(0, _vertices);
        first.Fill(-1);
        for (int i = 0; i < _particles; i++)
        {
            if (_end[i] is >= 0 and int vertex)
            {
                first[vertex] = first[vertex] < 0 ? i : first[vertex];
                last[vertex] = i;
            }
        }

        bool ordered = true;
        HasCircle = false;
        for (int i = 0; i < _particles; i++)
        {
            if (_production[i] is >= 0 and int vertex && first[vertex] >= 0)
            {
                mother1[i] = first[vertex] + 1;
                mother2[i] = last[vertex] != first[vertex] ? last[vertex] + 1 : mother2[i];
                ordered &= last[vertex] < i;
            }
        }

        return ordered ? 0 : FindCycle();
    }

    // Takes vertices away into which nothing goes any more that comes from another; what stays has a circle above it.
    private int FindCycle()
    {
        Span<int> waiting = _waiting.AsSpan(0, _vertices), firstOut = _firstOut.AsSpan(0, _vertices);
        waiting.Clear();
        firstOut.Fill(-1);
        for (int i = 0; i < _particles; i++)
        {
            if (_production[i] >= 0)
            {
                _next[i] = firstOut[_production[i]];
                firstOut[_production[i]] = i;
                if (_end[i] >= 0)
                {
                    waiting[_end[i]]++;
                }
            }
        }

        int ready = 0;
        for (int v = 0; v < _vertices; v++)
        {
            if (waiting[v] == 0)
            {
                _ready[ready++] = v;
            }
        }

        while (ready > 0)
        {
            for (int i = firstOut[_ready[--ready]]; i >= 0; i = _next[i])
            {
                if (_end[i] >= 0 && --waiting[_end[i]] == 0)
                {
                    _ready[ready++] = _end[i];
                }
            }
        }

        HasCircle = waiting.ContainsAnyExcept(0);
        return HasCircle ? FindClosedCircle(waiting, firstOut) : 0;
    }

    // Sherpa lets products of the hard process go back into the vertex it came from: such a circle has a way out. What goes into one
    // without is lost.
    private int FindClosedCircle(Span<int> waiting, Span<int> firstIn)
    {
        int ready = 0;
        firstIn.Fill(-1);
        for (int i = 0; i < _particles; i++)
        {
            if (_end[i] >= 0)
            {
                _next[i] = firstIn[_end[i]];
                firstIn[_end[i]] = i;
            }
            else if (_production[i] >= 0 && waiting[_production[i]] > 0)
            {
                waiting[_production[i]] = -1;
                _ready[ready++] = _production[i];
            }
        }

        while (ready > 0)
        {
            for (int i = firstIn[_ready[--ready]]; i >= 0; i = _next[i])
            {
                if (_production[i] >= 0 && waiting[_production[i]] > 0)
                {
                    waiting[_production[i]] = -1;
                    _ready[ready++] = _production[i];
                }
            }
        }

        for (int i = 0; i < _particles; i++)
        {
            if (_production[i] >= 0 && waiting[_production[i]] > 0)
            {
                return i + 1;
            }
        }

        return 0;
    }
}
