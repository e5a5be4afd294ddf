using System.Collections.Concurrent;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;

namespace AlpToolkit.Io.Text;

/// <summary>
/// The events of a file of text block by block, not decoded yet: opening, reading ahead, and where reading ends when the file is
/// damaged, which is the same for every format. One thread, but for <see cref="Input"/>, <see cref="Progress"/> and the blocks.
/// </summary>
/// <typeparam name="TBlock">What the format's splitter fills.</typeparam>
/// <param name="name">Name for messages.</param>
/// <param name="open">Opens the file.</param>
/// <param name="pieceSize">Size of a piece read at once, bytes.</param>
/// <param name="policy">What to do with damage.</param>
/// <param name="warnings">Takes what is odd but readable.</param>
internal abstract class TextBlockReader<TBlock>(string name, Func<InputFile> open, int pieceSize, EventErrorPolicy policy, EventWarnings warnings) : IDisposable
    where TBlock : TextEventBlock
{
    /// <summary>Size of a piece that is read at once, bytes, for all but tests.</summary>
    public const int PieceSize = 256 * 1024;

    private ConcurrentBag<TBlock> _pool = [];
    private string _file = name;
    private InputFile? _input;
    private ReadAhead? _readAhead;
    private TBlock? _peeked;
    private bool _ended;

    /// <summary>Throws when an event is malformed: reading then ends before it. Null to leave that to who decodes.</summary>
    public Action<TBlock, int>? Check { get; set; }

    /// <summary>The file; null before it was opened. Any thread.</summary>
    public InputFile? Input => Volatile.Read(ref _input);

    /// <summary>How much of the file has been read, from 0 to 1; null when not known. Any thread.</summary>
    public double? Progress => Input is { Size: > 0 and long size } input ? Math.Min(1, (double)input.BytesRead / size) : null;

    /// <summary>Events given so far.</summary>
    protected long Events { get; private set; }

    /// <summary>The first block, unchecked, which the next call of <see cref="ReadBlock"/> gives; null when there is none.</summary>
    /// <exception cref="PluginException">The file is damaged before its first event ends.</exception>
    public TBlock? Peek() => _peeked ??= Next(CancellationToken.None);

    /// <summary>The next block; null after the last.</summary>
    /// <exception cref="PluginException">The file is damaged. The whole events before were given first.</exception>
    public TBlock? ReadBlock(CancellationToken cancellation)
    {
        TBlock? block = _peeked ?? Next(cancellation);
        _peeked = null;
        return block is null || Check is null || CutAtDamage(block, Check, cancellation) ? block : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _readAhead?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the file.</summary>
    /// <returns>Its text.</returns>
    /// <exception cref="PluginException">It cannot be opened.</exception>
    protected TextWindow Open()
    {
        InputFile input = open();
        Volatile.Write(ref _input, input);
        _readAhead = new ReadAhead(input, pieceSize);
        return new TextWindow(_file, _readAhead);
    }

    /// <summary>Goes on with another file.</summary>
    /// <param name="part">The file.</param>
    /// <returns>Its text.</returns>
    protected TextWindow GoOnWith(InputFile part)
    {
        _readAhead?.Dispose();
        _file = part.Name;

        // Blocks know the name of their file.
        _pool = [];
        _readAhead = new ReadAhead(part, pieceSize);
        return new TextWindow(_file, _readAhead);
    }

    /// <summary>Takes a block from the pool, or makes one.</summary>
    protected abstract TBlock Rent(string file, ConcurrentBag<TBlock> pool, long firstEvent);

    /// <summary>Fills a block with the next events; false when there are none left.</summary>
    /// <exception cref="PluginException">The text is not a list of events. The whole events before it were given first.</exception>
    protected abstract bool Split(TBlock block, CancellationToken cancellation);

    /// <summary>Begins the file that follows; false when there is none.</summary>
    protected virtual bool BeginNext() => false;

    private TBlock? Next(CancellationToken cancellation)
    {
        while (!_ended)
        {
            TBlock block = Rent(_file, _pool, Events);
            try
            {
                if (Split(block, cancellation))
                {
                    Events += block.EventCount;
                    return block;
                }

                block.Dispose();
                _ended = !BeginNext();
            }
            catch (PluginException e) when (policy == EventErrorPolicy.Truncate || (policy == EventErrorPolicy.Skip && e is TruncatedInputException))
            {
                block.Dispose();
                warnings.Cut($"{(e is TruncatedInputException truncated ? truncated.Fact : e.Message)} {(Events > 0 ? "The events before it are used" : "There are none before it")}.", 1);
                _ended = true;
            }
        }

        return null;
    }

    // False when no event of the block is left.
    private bool CutAtDamage(TBlock block, Action<TBlock, int> check, CancellationToken cancellation)
    {
        if (!DamageCut.Apply(block, index => check(block, index), CountNext, warnings))
        {
            return true;
        }

        _ended = true;
        if (block.EventCount == 0)
        {
            block.Dispose();
            return false;
        }

        return true;

        int CountNext()
        {
            using TBlock rest = Rent(_file, _pool, 0);
            return Split(rest, cancellation) ? rest.EventCount : 0;
        }
    }
}
