using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe.Records;

/// <summary>
/// Reads an LHE file event by event with everything that stands in it, plain or packed, one document or several, as
/// <see cref="LheEventStream"/> reads it. One thread.
/// </summary>
public sealed class LheRecordReader : IDisposable
{
    private readonly EventWarnings _warnings = new();
    private readonly EventErrorPolicy _policy;
    private readonly LheBlockReader _blocks;
    private readonly LheRecordHead _head;
    private readonly LheEventGroups _groups = new();
    private LheEventBlock? _block;
    private byte[] _dropped = [];
    private int _next;

    /// <summary>Opens a file and reads its head.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="policy">What to do with malformed events.</param>
    /// <exception cref="PluginException">It cannot be opened, or is not the head of an LHE file.</exception>
    public LheRecordReader(string path, EventErrorPolicy policy = EventErrorPolicy.Stop)
        : this(path, () => InputFile.Open(path), policy)
    {
    }

    /// <summary>Reads a stream, such as standard input.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="stream">Opens the stream; it is closed with the reader.</param>
    /// <param name="policy">What to do with malformed events.</param>
    /// <exception cref="PluginException">It is not the head of an LHE file.</exception>
    public LheRecordReader(string name, Func<Stream> stream, EventErrorPolicy policy = EventErrorPolicy.Stop)
        : this(name, () => InputFile.Open(name, stream(), null), policy)
    {
    }

    private LheRecordReader(string name, Func<InputFile> open, EventErrorPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        _policy = policy;
        _blocks = new LheBlockReader(name, open, LheBlockReader.PieceSize, policy, _warnings) { KeepsText = true };
        try
        {
            HeadText text = new();
            LheHead init = _blocks.ReadHead(text);
            _head = LheRecordHead.Of(init, text);

            // Their events are records of this file.
            if (init.EventFiles.Count > 0)
            {
                _head = _head with { InitText = LheEventFiles.Without(text.Init, file => File.Exists(_blocks.PathOf(file))) };
            }
        }
        catch
        {
            _blocks.Dispose();
            throw;
        }

        if (policy == EventErrorPolicy.Truncate)
        {
            LheRecord record = new();
            EventWarnings unheard = new();
            _blocks.Check = (block, index) => LheRecordParser.Read(block, index, [], record, unheard);
        }
    }

    /// <summary>Name for messages: the file's path.</summary>
    public string Name { get; }

    /// <summary>What stands before the events. After the last event of a file of several documents its cross sections are those of all.</summary>
    public LheRecordHead Head => _head with { Init = _blocks.Head };

    /// <summary>Events read so far, without those left out.</summary>
    public long Events { get; private set; }

    /// <summary>Malformed events left out so far, and those behind the place where reading ended.</summary>
    public long SkippedEvents => _warnings.Skipped;

    /// <summary>True when events were left out, or the file has no end and may have lost some: weights that add up to the cross section do not do so then.</summary>
    public bool MayLackEvents => _warnings.MayLackEvents;

    /// <summary>Where the first <c>&lt;eventgroup&gt;</c> begins, <c>file:line</c>; null while none was found.</summary>
    public string? FirstEventGroup => _blocks.FirstEventGroup;

    /// <summary>What is odd about the file, as far as it was read.</summary>
    public IReadOnlyList<string> Warnings => [.. _warnings.ToList(), .. _blocks.Input is { HasTrailingBytes: true } ? [InputErrors.TrailingBytes(Name)] : (string[])[]];

    /// <summary>SHA-256 of the file on disk, lower-case hexadecimal; null before its end.</summary>
    public string? Sha256 => _blocks.Input?.Sha256;

    /// <summary>What stands between the last event and the end of the root element, without blanks around it. Known when <see cref="Read"/> gave false.</summary>
    public ReadOnlyMemory<byte> Tail { get; private set; }

    /// <summary>Reads the next event.</summary>
    /// <param name="record">Takes it; what it held before is forgotten.</param>
    /// <param name="cancellation">Ends the wait for a slow stream.</param>
    /// <returns>False after the last event; the record is not changed then.</returns>
    /// <exception cref="PluginException">The event is malformed.</exception>
    public bool Read(LheRecord record, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        while (_block is not null || NextBlock(cancellation))
        {
            LheEventBlock block = _block!;
            int index = _next++;
            ReadOnlySpan<byte> before = _groups.WithCarried(Before(block, index));
            try
            {
                LheRecordParser.Read(block, index, before, record, _warnings);
                record.ContinuesGroup = _groups.Enter(record.Before);
                Events++;
                return true;
            }
            catch (PluginException e) when (_policy == EventErrorPolicy.Skip)
            {
                _groups.Carry(before);
                _warnings.Skip(block.FirstEvent + index, e.Message);
            }
            finally
            {
                if (_next == block.EventCount)
                {
                    block.Dispose();
                    _block = null;
                }
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _blocks.Dispose();

    private bool NextBlock(CancellationToken cancellation)
    {
        _block = _blocks.ReadBlock(cancellation);
        _next = 0;
        _dropped = [.. _dropped, .. _blocks.TakeDropped()];
        if (_block is null)
        {
            Tail = _groups.WithCarried(Kept([.. _dropped, .. _blocks.Rest])).Trim(" \t\r\n"u8).ToArray();
        }

        return _block is not null;
    }

    private ReadOnlySpan<byte> Before(LheEventBlock block, int index)
    {
        ReadOnlySpan<byte> text = block.TextBefore(index);
        if (index == 0 && _dropped.Length > 0)
        {
            text = (byte[])[.. _dropped, .. text];
            _dropped = [];
        }

        return text.IndexOfAnyExcept(" \t\r\n"u8) < 0 ? [] : Kept(text);
    }

    // Events that are left out, and the ends of documents, are no text between events.
    private static byte[] Kept(ReadOnlySpan<byte> text)
    {
        ByteText kept = new();
        while (!text.IsEmpty)
        {
            int bracket = text.IndexOf((byte)'<');
            bracket = bracket < 0 ? text.Length : bracket;
            kept.Append(text[..bracket]);
            text = text[bracket..];
            if (LheTag.Is(text, "event"u8))
            {
                break;
            }

            bool isDropped = LheTag.Is(text, "/event"u8) || LheTag.Is(text, "LesHouchesEvents"u8) || LheTag.Is(text, "/LesHouchesEvents"u8);
            int end = text.StartsWith("<!--"u8) ? text.IndexOf("-->"u8) + 2 : LheTag.End(text);
            ReadOnlySpan<byte> tag = end < 2 ? text : text[..(end + 1)];
            kept.Append(isDropped ? [] : tag);
            text = text[tag.Length..];
        }

        return kept.Span.Trim(" \t\r\n"u8).ToArray();
    }
}
