using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Plugins.Stages.WriteEvents;

/// <summary>Where the rows of a block of events lie, and what makes their weights pb.</summary>
/// <param name="Offset">Where they begin in the file of rows, as a number of values.</param>
/// <param name="Length">Number of values.</param>
/// <param name="Rows">Number of events.</param>
/// <param name="Factor">Factor of their weights.</param>
internal readonly record struct RowBlock(long Offset, int Length, int Rows, double Factor);

/// <summary>
/// What <see cref="WriteEventsStage"/> gathers: where the rows of every block lie, not the rows. Joining puts the later blocks behind the earlier ones, so the total is in the
/// order of the events whatever the order in which blocks were processed.
/// </summary>
public sealed class EventRowsPartial : IPartialResult<EventRowsPartial>
{
    private readonly List<RowBlock> _blocks = [];

    internal IReadOnlyList<RowBlock> Blocks => _blocks;

    /// <inheritdoc/>
    public void Add(EventRowsPartial other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _blocks.AddRange(other._blocks);
    }

    /// <inheritdoc/>
    public void Scale(double factor)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            _blocks[i] = _blocks[i] with { Factor = _blocks[i].Factor * factor };
        }
    }

    /// <inheritdoc/>
    public void Clear() => _blocks.Clear();

    internal void Add(RowBlock block) => _blocks.Add(block);
}
