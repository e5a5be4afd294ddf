using AlpToolkit.Core.Plugins;
using AlpToolkit.Core.Results;

namespace AlpToolkit.Plugins.Stages.Reach;

/// <summary>What the reach needs of the events of one block; single precision, which is finer than any detector's.</summary>
internal sealed class ReachBlock(int count, long firstOrigin)
{
    private readonly ushort[] _origins = new ushort[count];

    /// <summary>Number of events.</summary>
    public int Count => count;

    public float[] MassSquared { get; } = new float[count];

    public float[] Resolution { get; } = new float[count];

    public float[] Energy { get; } = new float[count];

    public float[] Pseudorapidity { get; } = new float[count];

    /// <summary>Bin of the plane.</summary>
    public int[] Bin { get; } = new int[count];

    /// <summary>Weight as the source gives it.</summary>
    public float[] Weight { get; } = new float[count];

    /// <summary>Number of the simulated event, the same for copies of one.</summary>
    public long Origin(int i) => firstOrigin + _origins[i];

    /// <summary>Sets the number of a simulated event, which lies in the block that starts with the first.</summary>
    public void SetOrigin(int i, long origin) => _origins[i] = checked((ushort)(origin - firstOrigin));

    /// <summary>Factor from weights as read to pb, 1 until the sample is complete.</summary>
    public double Factor { get; set; } = 1;
}

/// <summary>The stored events of one sample, in order, and the sum of weights of all that reached the stage.</summary>
public sealed class ReachEvents : IPartialResult<ReachEvents>
{
    private readonly List<ReachBlock> _blocks = [];

    /// <summary>Sum of the weights of all events that reached the stage, stored or not; pb when complete.</summary>
    public double SumOfWeights { get; private set; }

    /// <summary>The part of <see cref="SumOfWeights"/> below the largest missing energy of a signal of the sample's mass.</summary>
    public double SumInRange { get; private set; }

    internal IReadOnlyList<ReachBlock> Blocks => _blocks;

    /// <inheritdoc/>
    public void Add(ReachEvents other)
    {
        ArgumentNullException.ThrowIfNull(other);
        SumOfWeights += other.SumOfWeights;
        SumInRange += other.SumInRange;
        _blocks.AddRange(other._blocks);
    }

    /// <inheritdoc/>
    public void Scale(double factor)
    {
        SumOfWeights *= factor;
        SumInRange *= factor;
        foreach (ReachBlock block in _blocks)
        {
            block.Factor *= factor;
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        _blocks.Clear();
        SumOfWeights = 0;
        SumInRange = 0;
    }

    internal void Add(ReachBlock block, double sumOfWeights, double sumInRange)
    {
        if (block.Count > 0)
        {
            _blocks.Add(block);
        }

        SumOfWeights += sumOfWeights;
        SumInRange += sumInRange;
    }

    /// <summary>The events as the host's pool does not hold them: it clears what it lends.</summary>
    internal ReachEvents Copy()
    {
        ReachEvents copy = new() { SumOfWeights = SumOfWeights, SumInRange = SumInRange };
        copy._blocks.AddRange(_blocks);
        return copy;
    }
}

/// <summary>Carries the stored events of a sample from the event loop to the end of the run; publishes nothing.</summary>
internal sealed class ReachEventsResult(string name, ReachEvents events) : Result(name)
{
    public ReachEvents Events => events;

    /// <inheritdoc/>
    public override IReadOnlyList<Table> ToTables(TableContext context) => [];
}
