using System.Collections.Concurrent;
using AlpToolkit.Core.Events;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>Events, each from its line E to the line before the next, and the listings they are in.</summary>
internal sealed class HepMcEventBlock : TextEventBlock
{
    private readonly ConcurrentBag<HepMcEventBlock> _pool;
    private readonly HepMcListing?[] _listings = new HepMcListing?[EventBatch.Capacity];

    private HepMcEventBlock(string name, ConcurrentBag<HepMcEventBlock> pool)
        : base(name) => _pool = pool;

    /// <summary>True when the last event is ended by the end of the file and not by what follows an event: it may not be whole.</summary>
    public bool EndsOpen { get; private set; }

    /// <summary>Takes a block from the pool, or makes one.</summary>
    public static HepMcEventBlock Rent(string name, ConcurrentBag<HepMcEventBlock> pool, long firstEvent)
    {
        HepMcEventBlock block = pool.TryTake(out HepMcEventBlock? used) ? used : new HepMcEventBlock(name, pool);
        block.Restart(firstEvent);
        block.EndsOpen = false;
        return block;
    }

    /// <summary>Notes an event.</summary>
    public void Add(int start, int end, HepMcListing listing, bool isOpen)
    {
        _listings[EventCount] = listing;
        EndsOpen = isOpen;
        Add(start, end);
    }

    /// <summary>The listing an event is in.</summary>
    /// <param name="index">Position of the event in the block.</param>
    public HepMcListing ListingOf(int index) => _listings[index]!;

    /// <inheritdoc/>
    protected override void GiveBack()
    {
        _listings.AsSpan(0, EventCount).Clear();
        _pool.Add(this);
    }
}
