using System.Collections.Concurrent;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>Events from <c>&lt;event&gt;</c> to <c>&lt;/event&gt;</c>.</summary>
internal sealed class LheEventBlock : TextEventBlock
{
    private readonly ConcurrentBag<LheEventBlock> _pool;

    private LheEventBlock(string name, ConcurrentBag<LheEventBlock> pool)
        : base(name) => _pool = pool;

    /// <summary>Takes a block from the pool, or makes one.</summary>
    public static LheEventBlock Rent(string name, ConcurrentBag<LheEventBlock> pool, long firstEvent)
    {
        LheEventBlock block = pool.TryTake(out LheEventBlock? used) ? used : new LheEventBlock(name, pool);
        block.Restart(firstEvent);
        return block;
    }

    /// <inheritdoc/>
    protected override void GiveBack() => _pool.Add(this);
}
