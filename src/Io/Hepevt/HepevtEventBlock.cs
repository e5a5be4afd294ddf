using System.Collections.Concurrent;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Hepevt;

/// <summary>Events, each from its head to the last line of its last particle.</summary>
internal sealed class HepevtEventBlock : TextEventBlock
{
    private readonly ConcurrentBag<HepevtEventBlock> _pool;

    private HepevtEventBlock(string name, ConcurrentBag<HepevtEventBlock> pool)
        : base(name) => _pool = pool;

    /// <summary>How the particles are written; null while no event has any.</summary>
    public HepevtLayout? Layout { get; set; }

    /// <summary>Takes a block from the pool, or makes one.</summary>
    public static HepevtEventBlock Rent(string name, ConcurrentBag<HepevtEventBlock> pool, long firstEvent)
    {
        HepevtEventBlock block = pool.TryTake(out HepevtEventBlock? used) ? used : new HepevtEventBlock(name, pool);
        block.Restart(firstEvent);
        return block;
    }

    /// <inheritdoc/>
    protected override void GiveBack() => _pool.Add(this);
}
