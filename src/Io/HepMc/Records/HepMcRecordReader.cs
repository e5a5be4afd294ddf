using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>
/// Reads the events of a HepMC file one after another with everything it says of them. What it accepts and refuses is what
/// <see cref="HepMcEventStream"/> does; numbers that only a record has must be numbers too. For one thread.
/// </summary>
public sealed class HepMcRecordReader : IDisposable
{
    private const double MeV = 1e-3;

    private readonly EventErrorPolicy _onError;
    private readonly HepMcMomentumUnit? _momentumUnit;
    private readonly EventWarnings _warnings = new();
    private readonly HepMcCrossSections _crossSections = new();
    private readonly List<HepMcListing> _listings = [];
    private readonly InputFile _input;
    private readonly HepMcBlockReader _blocks;
    private readonly HepMcEventDecoder _decoder;
    private readonly Asciiv3Record _asciiv3;
    private readonly IoGenEventRecord _ioGenEvent;
    private readonly ParticleTable _particles = new();
    private readonly HepMcEvent _links = new();
    private HepMcEventBlock? _block;
    private HepMcListing? _listing;
    private int _next;
    private long _events;

    /// <summary>Opens a file and reads what stands before its first event.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="onError">What to do with a malformed event, and with a file that ends too early.</param>
    /// <param name="momentumUnit">Unit of events that do not state theirs; null when not known.</param>
    /// <exception cref="PluginException">It cannot be opened, or is no HepMC file.</exception>
    public HepMcRecordReader(string path, EventErrorPolicy onError = EventErrorPolicy.Stop, HepMcMomentumUnit? momentumUnit = null)
        : this(InputFile.Open(path), onError, HepMcBlockReader.PieceSize, momentumUnit)
    {
    }

    /// <summary>Reads a stream, such as standard input, up to its first event.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="stream">The stream; it is closed with this.</param>
    /// <param name="onError">What to do with a malformed event, and with text that ends too early.</param>
    /// <param name="momentumUnit">Unit of events that do not state theirs; null when not known.</param>
    /// <exception cref="PluginException">It is no HepMC file.</exception>
    public HepMcRecordReader(string name, Stream stream, EventErrorPolicy onError = EventErrorPolicy.Stop, HepMcMomentumUnit? momentumUnit = null)
        : this(InputFile.Open(name, stream, null), onError, HepMcBlockReader.PieceSize, momentumUnit)
    {
    }

    internal HepMcRecordReader(InputFile input, EventErrorPolicy onError, int pieceSize, HepMcMomentumUnit? momentumUnit = null)
    {
        _input = input;
        Name = input.Name;
        _onError = onError;
        _momentumUnit = momentumUnit;
        _decoder = new HepMcEventDecoder(momentumUnit switch { HepMcMomentumUnit.GeV => 1, HepMcMomentumUnit.MeV => MeV, _ => null }, _warnings);
        _asciiv3 = new Asciiv3Record(_warnings);
        _ioGenEvent = new IoGenEventRecord(_warnings);
        _blocks = new HepMcBlockReader(Name, () => input, pieceSize, onError, _warnings) { Listings = _listings };
        try
        {
            HepMcEventBlock? first = _blocks.ReadFirst();
            _listing = first?.ListingOf(0) ?? _listings.LastOrDefault();
            Run = _listing is null ? new HepMcRunRecord() : HepMcRunRecord.Of(_listing);
            if (first is not null && Run.Source == HepMcFormat.IoGenEvent)
            {
                Run = Run with { WeightNames = NamesOfFirstEvent(first) };
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        if (onError == EventErrorPolicy.Truncate)
        {
            HepMcRecord unread = new();
            _blocks.Check = (block, index) => ReadWhole(block, index, unread);
        }

        _block = ReadBlock(CancellationToken.None);
    }

    /// <summary>Name of the file for messages.</summary>
    public string Name { get; }

    /// <summary>What stands before the events: of the first listing at first, then of the one in which the last event read is.</summary>
    public HepMcRunRecord Run { get; private set; }

    /// <summary>Number of the listing that <see cref="Run"/> is of, from 1: it grows where files were joined.</summary>
    public int Listing => _listing?.Number ?? 0;

    /// <summary>Malformed events left out so far.</summary>
    public long SkippedEvents => _warnings.Skipped;

    /// <summary>What is odd about the file, as far as it was read.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. _warnings.ToList(),
        .. _crossSections.Conflict() is { } conflict ? [$"{Name}: {conflict}."] : Array.Empty<string>(),
        .. _input.HasTrailingBytes ? [InputErrors.TrailingBytes(Name)] : Array.Empty<string>(),
    ];

    /// <summary>
    /// Cross section that the events read so far state, and its error, pb: that of the last, and of several listings the mean by their numbers of events; the same number and
    /// error in all is one run. Null when none states one; the error is NaN where it is not stated.
    /// </summary>
    public (double Value, double Error)? CrossSection => _crossSections.Combined;

    /// <summary>Where <see cref="CrossSection"/> comes from, in words.</summary>
    public string CrossSectionSource => _crossSections.Source;

    /// <summary>What the file is packed with: <c>none</c>, <c>gzip</c>, …</summary>
    public string Packing => _input.Packing.ToString().ToLowerInvariant();

    /// <summary>Size on disk of what was read, bytes.</summary>
    public long Bytes => _input.BytesRead;

    /// <summary>SHA-256 of the file on disk, lower-case hexadecimal; null before its end.</summary>
    public string? Sha256 => _input.Sha256;

    /// <summary>Reads the next event.</summary>
    /// <param name="record">Takes it.</param>
    /// <returns>False when there are no more.</returns>
    /// <exception cref="PluginException">The event or the file is malformed.</exception>
    public bool Read(HepMcRecord record) => Read(record, CancellationToken.None);

    /// <summary>Reads the next event.</summary>
    /// <param name="record">Takes it.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <returns>False when there are no more.</returns>
    /// <exception cref="PluginException">The event or the file is malformed.</exception>
    public bool Read(HepMcRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        while (_block is { } block)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_next < block.EventCount)
            {
                if (TryRead(block, _next++, record))
                {
                    if (record.TryGetCrossSection(out double value, out double error))
                    {
                        _crossSections.Note(Listing, _events, value, error);
                    }

                    _events++;
                    return true;
                }

                continue;
            }

            _next = 0;
            block.Dispose();
            _block = null;
            _block = ReadBlock(cancellation);
        }

        return false;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _block?.Dispose();
        _block = null;
        _blocks.Dispose();
    }

    private HepMcEventBlock? ReadBlock(CancellationToken cancellation)
    {
        HepMcEventBlock? block = _blocks.ReadBlock(cancellation);
        if (block is not null)
        {
            // Blocks have their own; only a file without events needs the last.
            _listings.RemoveRange(0, Math.Max(0, _listings.Count - 1));
        }

        return block;
    }

    private bool TryRead(HepMcEventBlock block, int index, HepMcRecord record)
    {
        try
        {
            ReadWhole(block, index, record);
        }
        catch (PluginException e) when (_onError == EventErrorPolicy.Skip)
        {
            _warnings.Skip(block.FirstEvent + index, e is TruncatedInputException truncated ? truncated.Fact : e.Message);
            return false;
        }

        if (block.ListingOf(index) is { } listing && listing != _listing)
        {
            _listing = listing;
            Run = HepMcRunRecord.Of(listing) with { WeightNames = record.WeightNames ?? [] };
        }

        return true;
    }

    // The last event of a file may have been cut.
    private void ReadWhole(HepMcEventBlock block, int index, HepMcRecord record)
    {
        try
        {
            Read(block, index, record);
        }
        catch (PluginException e) when (block.EndsOpen && index == block.EventCount - 1)
        {
            throw HepMcErrors.Truncated(new EventPlace(block, index, 0), new EventPlace(block, index, block.TextOf(index).Length), e.Message);
        }
    }

    private void Read(HepMcEventBlock block, int index, HepMcRecord record)
    {
        HepMcListing listing = block.ListingOf(index);
        ReadOnlySpan<byte> text = block.TextOf(index);
        _particles.Truncate(0);
        _decoder.Decode(block, index, _particles, _links);
        record.Clear(listing.IsAsciiv3 ? HepMcFormat.Asciiv3 : HepMcFormat.IoGenEvent);
        HepMcCursor cursor = new(text, block, index);
        if (listing.IsAsciiv3)
        {
            record.WeightNames = listing.WeightNames;
            _asciiv3.Read(ref cursor, text, _links.Graph, record);
        }
        else
        {
            _ioGenEvent.Read(ref cursor, text, _links.Graph, record);
        }

        if (!record.HasUnits && _momentumUnit is { } unit)
        {
            (record.HasUnits, record.MomentumUnit) = (true, unit);
        }
    }

    // What is wrong with the event is said when it is read for good.
    private static IReadOnlyList<string> NamesOfFirstEvent(HepMcEventBlock block)
    {
        try
        {
            HepMcCursor cursor = new(block.TextOf(0), block, 0);
            while (cursor.NextLine() && cursor.Kind != (byte)'V')
            {
                if (cursor.Kind == (byte)'N')
                {
                    return HepMcWeightNames.Quoted(cursor.Rest, cursor.Place);
                }
            }

            return [];
        }
        catch (PluginException)
        {
            return [];
        }
    }
}
