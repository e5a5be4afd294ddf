namespace AlpToolkit.Io.Root.Streamer;

/// <summary>How deep a plan has come, and how many nodes it has: classes that contain each other several times would make one without end.</summary>
internal readonly record struct PlanDepth
{
    private const int Deepest = 24, MostPointers = 32, MostNodes = 100_000;
    private readonly int _level, _pointers;
    private readonly Counter _nodes;

    private PlanDepth(int level, int pointers, Counter nodes) => (_level, _pointers, _nodes) = (level, pointers, nodes);

    /// <summary>True when no further class may be taken in.</summary>
    public bool IsTooDeep => _level > Deepest || _pointers > MostPointers || _nodes.Value > MostNodes;

    /// <summary>True when no object behind a pointer may be taken in.</summary>
    public bool IsLastPointer => _pointers >= MostPointers || IsTooDeep;

    /// <summary>The top of a plan.</summary>
    public static PlanDepth Start() => new(0, 0, new Counter());

    /// <summary>The plan of an object behind a pointer, which may point to one of its own class.</summary>
    public PlanDepth Follow()
    {
        _nodes.Value++;
        return new PlanDepth(0, _pointers + 1, _nodes);
    }

    /// <summary>One level below, and one node more.</summary>
    public PlanDepth Next()
    {
        _nodes.Value++;
        return new PlanDepth(_level + 1, _pointers, _nodes);
    }

    private sealed class Counter
    {
        public int Value { get; set; }
    }
}
