using System.IO.Compression;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Lhe;

/// <summary>
/// Writes a Les Houches event file, version 3.0 (arXiv:1405.1067), packed with gzip when its name ends in <c>.gz</c>. Workers make
/// the text of whole blocks, each its own (<see cref="NewText"/>), and hand it in; it is written in the order of the blocks. The
/// file has a temporary name until it is whole.
/// </summary>
public sealed class LheWriter : IDisposable
{
    private readonly LheFileHead _head;
    private readonly bool _gzip;
    private readonly PartialFile _file;
    private readonly object _turn = new();
    private readonly int _headLength;
    private double _maximalWeight;
    private long _next;
    private bool _abandoned;

    private LheWriter(string path, PartialFile file, LheFileHead head)
    {
        (_file, _head) = (file, head);
        _gzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        _headLength = WriteHead();
    }

    /// <summary>Events written so far.</summary>
    public long Events { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where it will be; an earlier file there is replaced when this one is whole.</param>
    /// <param name="head">What stands before its events.</param>
    /// <exception cref="PluginException">The place cannot be written.</exception>
    public static LheWriter Create(string path, LheFileHead head)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(head);
        PartialFile file = PartialFile.Create(path);
        try
        {
            return new LheWriter(path, file, head);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Memory in which a worker makes the text of a block.</summary>
    public LheEventText NewText() => new(_head, _gzip);

    /// <summary>Writes a block after all blocks before it: waits for them. Thread-safe.</summary>
    /// <param name="block">Number of the block, from 0.</param>
    /// <param name="text">Its events.</param>
    /// <returns>False when a block before it will never come, see <see cref="Abandon"/>: nothing was written then.</returns>
    public bool Write(long block, LheEventText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (_turn)
        {
            while (_next != block && !_abandoned)
            {
                Monitor.Wait(_turn);
            }

            if (_next != block)
            {
                return false;
            }

            _file.Stream.Write(text.Bytes);
            Events += text.Events;
            _maximalWeight = Math.Max(_maximalWeight, text.MaximalWeight);
            _next++;
            Monitor.PulseAll(_turn);
            return true;
        }
    }

    /// <summary>Says that a block will never come, so that nobody waits for it. Thread-safe.</summary>
    public void Abandon()
    {
        lock (_turn)
        {
            _abandoned = true;
            Monitor.PulseAll(_turn);
        }
    }

    /// <summary>Closes the file with the blocks written so far, states their number and largest weight in its head, and gives it its name.</summary>
    public void Complete()
    {
        WriteText("</LesHouchesEvents>\n"u8, CompressionLevel.Fastest);
        _file.Stream.Position = 0;
        if (WriteHead() != _headLength)
        {
            throw new InvalidOperationException("the head of the file changed its length");
        }

        _file.Complete();
    }

    /// <summary>Removes the file when it was not completed.</summary>
    public void Dispose() => _file.Dispose();

    // Not compressed where it is packed: the length of a stored text depends on nothing but its length.
    private int WriteHead()
    {
        WriteText(LheHeadText.Of(_head, Events, _maximalWeight), CompressionLevel.NoCompression);
        return (int)_file.Stream.Position;
    }

    private void WriteText(ReadOnlySpan<byte> text, CompressionLevel level)
    {
        if (_gzip)
        {
            LheEventText.Pack(text, _file.Stream, level);
        }
        else
        {
            _file.Stream.Write(text);
        }
    }
}
