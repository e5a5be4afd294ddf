using System.IO.Compression;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Lhe.Records;

/// <summary>
/// Writes LHE 3.0 (arXiv:1405.1067) event by event, packed with gzip when the name ends in <c>.gz</c>. Every number is the shortest
/// decimal that reads back as the same bits; text is written as it was read. The file has a temporary name until it is whole. One thread.
/// </summary>
public sealed class LheRecordWriter : IDisposable
{
    private const int FullBuffer = 1 << 20;

    // Of every double: sign, 17 digits, point, exponent.
    private const int LongestNumber = 24;

    private readonly PartialFile _file;
    private readonly bool _isGzip, _headIsFinal;
    private readonly int _headLength;
    private readonly ByteText _text = new();
    private readonly LheEventGroups _groups = new();
    private GZipStream? _gzip;
    private LheRecordHead _head;

    private LheRecordWriter(PartialFile file, string path, LheRecordHead head, bool headIsFinal)
    {
        (_file, _head, _headIsFinal) = (file, head, headIsFinal);
        _isGzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        _headLength = WriteHead();
    }

    /// <summary>Events written so far.</summary>
    public long Events { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where it will be; an earlier file there is replaced when this one is whole.</param>
    /// <param name="head">What stands before its events.</param>
    /// <param name="headIsFinal">False when <see cref="Complete"/> will give other cross sections: their numbers are then filled up with blanks.</param>
    /// <exception cref="PluginException">The place cannot be written, or a number of the head is not finite.</exception>
    public static LheRecordWriter Create(string path, LheRecordHead head, bool headIsFinal = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(head);
        PartialFile file = PartialFile.Create(path);
        try
        {
            return new LheRecordWriter(file, path, head, headIsFinal);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes an event. An event group that the event does not belong to any more is closed, if its own tag was before an event that was not written.</summary>
    /// <exception cref="PluginException">A number is not finite: LHE has no text for it.</exception>
    public void Write(LheRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        LheRecordText.Append(_text, record, _groups);
        Events++;
        if (_text.Length >= FullBuffer)
        {
            Flush();
        }
    }

    /// <summary>Ends the file and gives it its name.</summary>
    /// <param name="tail">What stands behind the last event, see <see cref="LheRecordReader.Tail"/>.</param>
    /// <param name="init">Cross sections in place of those that the file was begun with; null to keep them. The number of processes is the same.</param>
    /// <exception cref="ArgumentException">The file was begun with its final head, or the new one has another length.</exception>
    public void Complete(ReadOnlySpan<byte> tail = default, LheHead? init = null)
    {
        if (init is not null && _headIsFinal)
        {
            throw new ArgumentException("the file was begun with its final head", nameof(init));
        }

        _groups.Append(_text, tail, continues: false);
        _text.Append("</LesHouchesEvents>\n"u8);
        Flush();
        _gzip?.Dispose();
        if (init is not null)
        {
            _head = _head with { Init = init };
            _file.Stream.Position = 0;
            if (WriteHead() != _headLength)
            {
                throw new ArgumentException("the head of the file changed its length", nameof(init));
            }
        }

        _file.Complete();
    }

    /// <summary>Removes the file when it was not completed.</summary>
    public void Dispose()
    {
        if (!_file.IsDone)
        {
            _gzip?.Dispose();
        }

        _file.Dispose();
    }

    // Not compressed where it is packed and will be replaced: the length of a stored text depends on nothing but its length.
    private int WriteHead()
    {
        ByteText head = LheRecordHeadText.Of(_head, _headIsFinal ? 0 : LongestNumber);
        if (_headIsFinal)
        {
            _text.Append(head.Span);
            return 0;
        }

        if (_isGzip)
        {
            LheEventText.Pack(head.Span, _file.Stream, CompressionLevel.NoCompression);
        }
        else
        {
            _file.Stream.Write(head.Span);
        }

        return (int)_file.Stream.Position;
    }

    private void Flush()
    {
        if (_isGzip)
        {
            _gzip ??= new GZipStream(_file.Stream, CompressionLevel.Fastest, leaveOpen: true);
            _gzip.Write(_text.Span);
        }
        else
        {
            _file.Stream.Write(_text.Span);
        }

        _text.Clear();
    }
}
