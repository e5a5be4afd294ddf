using System.Collections.Concurrent;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Hepevt;

/// <summary>The events of a file of HEPEVT text block by block, not decoded yet.</summary>
/// <param name="name">Name for messages.</param>
/// <param name="open">Opens the file.</param>
/// <param name="pieceSize">Size of a piece read at once, bytes.</param>
/// <param name="policy">What to do with damage.</param>
/// <param name="warnings">Takes what is odd but readable.</param>
internal sealed class HepevtBlockReader(string name, Func<InputFile> open, int pieceSize, EventErrorPolicy policy, EventWarnings warnings)
    : TextBlockReader<HepevtEventBlock>(name, open, pieceSize, policy, warnings)
{
    private HepevtEventSplitter? _splitter;

    /// <summary>Opens the file.</summary>
    /// <returns>Its first block, which <see cref="TextBlockReader{TBlock}.ReadBlock"/> gives too; null when it has no events.</returns>
    /// <exception cref="PluginException">It cannot be opened, or is no HEPEVT text.</exception>
    public HepevtEventBlock? ReadFirst()
    {
        _splitter = new HepevtEventSplitter(Open());
        return Peek();
    }

    /// <inheritdoc/>
    protected override HepevtEventBlock Rent(string file, ConcurrentBag<HepevtEventBlock> pool, long firstEvent) => HepevtEventBlock.Rent(file, pool, firstEvent);

    /// <inheritdoc/>
    protected override bool Split(HepevtEventBlock block, CancellationToken cancellation) => _splitter!.ReadBlock(block, cancellation);
}
