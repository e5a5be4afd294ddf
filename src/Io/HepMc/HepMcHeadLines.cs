using System.Buffers.Text;
using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Hepevt;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>The lines that belong to no event: where listings begin and end, and what HepMC3 says of a run.</summary>
/// <param name="name">Name of the file, for messages.</param>
/// <param name="warnings">Takes what is odd but readable.</param>
/// <param name="listings">Takes every listing with its lines of tools and attributes; null to keep neither.</param>
internal sealed class HepMcHeadLines(string name, EventWarnings warnings, List<HepMcListing>? listings)
{
    private const string Start = "-START_EVENT_LISTING", Stop = "-END_EVENT_LISTING";

    private HepMcListing? _first;
    private int _listings, _runLength;
    private string _version = "";
    private bool _hasVersion, _hasEvents, _strayText, _unknownLine, _inComment;

    /// <summary>The listing that is open; null outside of one.</summary>
    public HepMcListing? Listing { get; private set; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <exception cref="PluginException">It has no place in a HepMC file.</exception>
    public void Read(ReadOnlySpan<byte> line, long number)
    {
        line = number == 1 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        line = line.TrimEnd(" \t\r"u8);
        if (line.IsEmpty)
        {
            return;
        }

        if (line.StartsWith("HepMC::"u8))
        {
            _inComment = false;
            ReadMark(Encoding.Latin1.GetString(line[..Math.Min(line.Length, 128)]), number);
        }
        else if (_listings > 0 && FileStart.Of(line) is { } what)
        {
            throw InputErrors.Joined(name, number, "HepMC", what);
        }
        else if (_inComment)
        {
            // HepMC2 writes comments of any text; the next mark or event ends them.
        }
        else if (Listing is { } listing)
        {
            ReadRunInformation(line, listing, number);
        }
        else if (!_hasVersion)
        {
            throw HepMcErrors.NotHepMc(name, number, line, WhatElse(line));
        }
        else if (line.StartsWith("E "u8))
        {
            throw HepMcErrors.OutsideListing(name, number);
        }
        else if (!_strayText)
        {
            _strayText = true;
            warnings.Add($"{name}:{number}: text outside of a listing of events is not read.");
        }
    }

    /// <summary>Notes that an event begins in the open listing.</summary>
    public void BeginEvents()
    {
        _inComment = false;
        if (_hasEvents)
        {
            return;
        }

        _hasEvents = true;
        HepMcListing listing = Listing!;
        _first ??= listing;

        // HepMC2 has them in its events.
        if (_first.IsAsciiv3 && listing.IsAsciiv3 && !_first.WeightNames.SequenceEqual(listing.WeightNames))
        {
            warnings.Add($"{name}:{listing.Line}: listing {listing.Number} has other names of weights than the first ({Names(listing)}; {Names(_first)}).");
        }
    }

    /// <summary>The file ends.</summary>
    /// <param name="line">Number of its last line.</param>
    /// <exception cref="PluginException">There was no listing.</exception>
    public void End(long line)
    {
        if (!_hasVersion)
        {
            throw HepMcErrors.Empty(name);
        }

        if (_listings == 0)
        {
            throw HepMcErrors.NoListing(name, line);
        }

        if (Listing is not null)
        {
            warnings.Add($"{name}:{line}: the file ends without {Stop[1..]}; it may be truncated between two events.");
        }
    }

    private void ReadMark(string mark, long line)
    {
        if (mark.StartsWith("HepMC::Version", StringComparison.Ordinal))
        {
            _hasVersion = true;
            _version = mark["HepMC::Version".Length..].Trim();
            WarnOfOpenListing(line);
        }
        else if (mark.EndsWith(Stop, StringComparison.Ordinal))
        {
            Listing = null;
        }
        else if (mark is "HepMC::IO_GenEvent" + Start or "HepMC::Asciiv3" + Start)
        {
            _hasVersion = true;
            WarnOfOpenListing(line);
            _hasEvents = false;
            Listing = new HepMcListing(++_listings, line, mark.StartsWith("HepMC::Asciiv3", StringComparison.Ordinal)) { Version = _version };
            listings?.Add(Listing);
        }
        else if (mark is "HepMC::IO_GenEvent-COMMENT")
        {
            _inComment = true;
            warnings.Add($"{name}:{line}: a comment between events is not read.");
        }
        else
        {
            throw HepMcErrors.Unsupported(name, line, mark);
        }
    }

    private void WarnOfOpenListing(long line)
    {
        if (Listing is { } open)
        {
            warnings.Add($"{name}:{line}: listing {open.Number} ends without {Stop[1..]}; it may be truncated between two events.");
            Listing = null;
        }
    }

    // Tools and attributes of the run are for people, and for records. Early HepMC3 had the number of weights in W and their names in N.
    private void ReadRunInformation(ReadOnlySpan<byte> line, HepMcListing listing, long number)
    {
        bool known = line.Length > 1 && line[1] == (byte)' ' && listing.IsAsciiv3 && line[0] is (byte)'W' or (byte)'N' or (byte)'T' or (byte)'A';
        if (known && line[0] is (byte)'W' or (byte)'N')
        {
            listing.WeightNames = HepMcWeightNames.Separated(line[2..]);
        }
        else if (known && listings is not null)
        {
            _runLength = (listing.RunLines.Count == 0 ? 0 : _runLength) + line.Length;
            if (_runLength > HepMcEventSplitter.EventLimit)
            {
                throw HepMcErrors.RunTooLong(name, number, HepMcEventSplitter.EventLimit);
            }

            listing.RunLines.Add(line.ToArray());
        }
        else if (!known && !_unknownLine && line is not [(byte)'W' or (byte)'T' or (byte)'A'])
        {
            _unknownLine = true;
            warnings.Add($"{name}:{number}: a line that begins with '{TextErrors.Shown(line[..1])}' before the first event is not read.");
        }
    }

    /// <summary>The line that begins the listing of an event, by the first line of the event; null when that is none.</summary>
    /// <param name="line">Without its end.</param>
    public static string? ListingOfEvent(ReadOnlySpan<byte> line)
    {
        // Asciiv3 has number, vertices, particles, and may have a position behind '@'; IO_GenEvent ten columns and more.
        const int asciiv3Columns = 4, ioGenEventColumns = 10;
        int columns = 0;
        bool hasNumber = false, hasPosition = false;
        foreach (Range range in line.SplitAny(" \t"u8))
        {
            ReadOnlySpan<byte> word = line[range];
            hasNumber |= columns == 1 && Utf8Parser.TryParse(word, out int _, out int length) && length == word.Length;
            hasPosition |= columns == asciiv3Columns && word is [(byte)'@'];
            columns += word.IsEmpty ? 0 : 1;
        }

        return !line.StartsWith("E "u8) || !hasNumber ? null
            : columns == asciiv3Columns || hasPosition ? $"HepMC::Asciiv3{Start}"
            : columns >= ioGenEventColumns ? $"HepMC::IO_GenEvent{Start}"
            : null;
    }

    private static string WhatElse(ReadOnlySpan<byte> line) =>
        line.StartsWith("<LesHouchesEvents"u8) ? "It is an LHE file; read it with the source lhe."
        : line.StartsWith("root"u8) ? "It is a ROOT file; read it with the source root."
        : ListingOfEvent(line) is { } listing ? $"It is HepMC without its first lines: put 'HepMC::Version' with the version and '{listing}' before the events."
        : HepevtLayout.TryReadHead(line, out _, out _) ? "It may be HEPEVT text; read it with the source hepevt."
        : "It is no HepMC file.";

    private static string Names(HepMcListing listing) =>
        listing.WeightNames.Count == 0 ? "none" : $"{string.Join(", ", listing.WeightNames.Take(4))}{(listing.WeightNames.Count > 4 ? ", …" : "")}";
}
