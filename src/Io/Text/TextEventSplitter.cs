using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Text;

/// <summary>Finds where the events of a text begin and end. What it finds does not depend on how the text arrives. One thread.</summary>
/// <typeparam name="TBlock">What takes them.</typeparam>
/// <param name="text">The file.</param>
internal abstract class TextEventSplitter<TBlock>(TextWindow text)
    where TBlock : TextEventBlock
{
    private PluginException? _failure;

    /// <summary>The part of the file that is in memory: the events of the block that is being filled, and what follows them.</summary>
    protected TextWindow Text { get; } = text;

    /// <summary>Place in <see cref="Text"/> up to which it was looked through.</summary>
    protected int Position { get; set; }

    /// <summary>Fills a block with the next events.</summary>
    /// <returns>False when there are none left.</returns>
    /// <exception cref="PluginException">The text is not a list of events. The whole events before it were given first.</exception>
    public bool ReadBlock(TBlock block, CancellationToken cancellation)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        try
        {
            while (block.EventCount < EventBatch.Capacity && FindEvent(block, cancellation))
            {
            }
        }
        catch (PluginException e)
        {
            _failure = e;
            if (block.EventCount == 0)
            {
                throw;
            }
        }

        int end = block.End;
        if (end == 0)
        {
            return false;
        }

        block.TakeFrom(Text);
        Taken(end);
        return true;
    }

    /// <summary>Adds the next event to the block; false when there is none, or it must go into the next block.</summary>
    /// <exception cref="PluginException">The text is not a list of events.</exception>
    protected abstract bool FindEvent(TBlock block, CancellationToken cancellation);

    /// <summary>Makes places those of the text without its front, which the block has taken.</summary>
    /// <param name="count">Length of the front, bytes.</param>
    protected virtual void Taken(int count) => Position -= count;
}
