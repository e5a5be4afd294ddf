using System.Collections.Concurrent;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>The events of a HepMC file block by block, not decoded yet.</summary>
/// <param name="name">Name for messages.</param>
/// <param name="open">Opens the file.</param>
/// <param name="pieceSize">Size of a piece read at once, bytes.</param>
/// <param name="policy">What to do with damage.</param>
/// <param name="warnings">Takes what is odd but readable.</param>
internal sealed class HepMcBlockReader(string name, Func<InputFile> open, int pieceSize, EventErrorPolicy policy, EventWarnings warnings)
    : TextBlockReader<HepMcEventBlock>(name, open, pieceSize, policy, warnings)
{
    private readonly EventWarnings _warnings = warnings;
    private HepMcEventSplitter? _splitter;

    /// <summary>Takes every listing with its lines of tools and attributes; null to keep neither.</summary>
    public List<HepMcListing>? Listings { get; init; }

    /// <summary>Opens the file.</summary>
    /// <returns>Its first block, which <see cref="TextBlockReader{TBlock}.ReadBlock"/> gives too; null when it has no events.</returns>
    /// <exception cref="PluginException">It cannot be opened, or is no HepMC file.</exception>
    public HepMcEventBlock? ReadFirst()
    {
        _splitter = new HepMcEventSplitter(Open(), _warnings, Listings);
        return Peek();
    }

    /// <inheritdoc/>
    protected override HepMcEventBlock Rent(string file, ConcurrentBag<HepMcEventBlock> pool, long firstEvent) => HepMcEventBlock.Rent(file, pool, firstEvent);

    /// <inheritdoc/>
    protected override bool Split(HepMcEventBlock block, CancellationToken cancellation) => _splitter!.ReadBlock(block, cancellation);
}
