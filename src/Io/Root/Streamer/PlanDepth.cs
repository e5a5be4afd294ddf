namespace AlpToolkit.Io.Root.Streamer;

/// <summary>How deep a plan has come, and how many nodes it has: classes that contain each other several times would make one without end.</summary>
internal readonly record struct PlanDepth
{
    private const int Deepest = 24, MostNodes = 100_000;
    private readonly int _level;
    private readonly Counter _nodes;

    private PlanDepth(int level, Counter nodes) => (_level, _nodes) = (level, nodes);

    /// <summary>True when no further class may be taken in.</summary>
    public bool IsTooDeep => _level > Deepest || _nodes.Value > MostNodes;

    /// <summary>The top of a plan.</summary>
    public static PlanDepth Start() => new(0, new Counter());

    /// <summary>One level below, and one node more.</summary>
    public PlanDepth Next()
    {
        _nodes.Value++;
        return new PlanDepth(_level + 1, _nodes);
    }

    private sealed class Counter
    {
        public int Value { get; set; }
    }
}
