using System.Buffers;
using System.Collections.Concurrent;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.HepMc;

/// <summary>
/// Reads events of HepMC2 (IO_GenEvent) and HepMC3 (Asciiv3), one listing or several in a file, plain or packed with gzip, bzip2 or
/// zstd. Unpacking runs on a thread of its own; memory stays bounded for a file of any size.
/// </summary>
public sealed class HepMcEventStream : EventStream
{
    private const int MostWeightsOnStack = 256;

    private readonly HepMcOptions _options;
    private readonly EventWarnings _warnings = new();
    private readonly HepMcCrossSections _crossSections = new();
    private readonly ConcurrentBag<HepMcEvent> _scratch = [];
    private readonly HepMcEventDecoder _decoder;
    private readonly HepMcBlockReader _blocks;
    private HepMcVariations? _variations;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path, opened by <see cref="ReadHead"/>.</param>
    /// <param name="options">How it is read.</param>
    public HepMcEventStream(string path, HepMcOptions options)
        : this(path, () => InputFile.Open(path), options, HepMcBlockReader.PieceSize)
    {
    }

    /// <summary>Reads a stream, such as standard input.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="stream">Opens the stream; it is closed with this one.</param>
    /// <param name="options">How it is read.</param>
    public HepMcEventStream(string name, Func<Stream> stream, HepMcOptions options)
        : this(name, () => InputFile.Open(name, stream(), null), options, HepMcBlockReader.PieceSize)
    {
    }

    internal HepMcEventStream(string name, Func<InputFile> open, HepMcOptions options, int pieceSize)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        Name = name;
        _options = options;
        _decoder = new HepMcEventDecoder(options.EnergyUnit, _warnings);
        _blocks = new HepMcBlockReader(name, open, pieceSize, options.OnError, _warnings);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override double? Progress => _blocks.Progress;

    /// <inheritdoc/>
    public override StreamHead ReadHead()
    {
        ParticleTable particles = new();
        HepMcEvent read = new();
        (IReadOnlyList<string> names, int count) = ReadFirstEvent(_blocks.ReadFirst(), particles, read);
        _variations = HepMcVariations.Resolve(Name, _options, names, count);
        if (HepMcVariations.NominalElsewhere(names) is { } other)
        {
            _warnings.Add($"{Name}: the first weight, '{TextErrors.Shown(names[0])}', is taken as the nominal one; '{names[other]}' is weight #{other}.");
        }

        if (_options.OnError == EventErrorPolicy.Truncate)
        {
            _blocks.Check = Check();
        }

        int[] beams = [.. Enumerable.Range(0, particles.Count).Where(i => particles.Status[i] == -1 && particles.Mother1[i] == 0)];
        bool stated = beams is [var one, var two] && IsPhysical(particles.Momentum(one), particles.Momentum(two));
        return new StreamHead(stated ? particles.Momentum(beams[0]) : null, stated ? particles.Momentum(beams[1]) : null, ["nominal", .. _variations.Names])
        {
            FirstBeamPdgId = stated ? particles.PdgId[beams[0]] : null,
        };
    }

    /// <inheritdoc/>
    public override EventBlock? ReadBlock(CancellationToken cancellation) => _blocks.ReadBlock(cancellation);

    /// <inheritdoc/>
    public override void Decode(EventBlock block, EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        HepMcEventBlock events = (HepMcEventBlock)block;
        int count = _variations!.Names.Count;
        HepMcEvent read = _scratch.TryTake(out HepMcEvent? used) ? used : new HepMcEvent();
        double[]? rented = null;
        Span<double> weights = count <= MostWeightsOnStack ? stackalloc double[count] : (rented = ArrayPool<double>.Shared.Rent(count)).AsSpan(0, count);
        for (int i = 0; i < events.EventCount; i++)
        {
            int particles = batch.Particles.Count;
            try
            {
                batch.EndEvent(DecodeOne(events, i, batch.Particles, read, weights, _decoder, _warnings));
                if (!double.IsNaN(read.CrossSection))
                {
                    _crossSections.Note(events.ListingOf(i).Number, events.FirstEvent + i, read.CrossSection, read.CrossSectionError);
                }
            }
            catch (PluginException e) when (_options.OnError == EventErrorPolicy.Skip)
            {
                batch.Particles.Truncate(particles);
                _warnings.Skip(events.FirstEvent + i, e is TruncatedInputException truncated ? truncated.Fact : e.Message);
                continue;
            }

            for (int v = 0; v < count; v++)
            {
                batch.SetWeight(v + 1, weights[v]);
            }
        }

        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }

        _scratch.Add(read);
    }

    /// <inheritdoc/>
    public override StreamSummary Complete(in StreamTotals totals)
    {
        HepMcNormalisation normalisation = HepMcNormalisation.Decide(Name, _crossSections.Combined, _crossSections.Source, totals, _options);
        List<string> warnings = [.. _warnings.ToList()];
        warnings.AddRange(new[] { normalisation.Warning, _options.CrossSection is null && _options.Normalisation == HepMcWeightConvention.File ? _crossSections.Conflict() : null }
            .OfType<string>().Select(w => $"{Name}: {w}."));
        if (_blocks.Input is { HasTrailingBytes: true })
        {
            warnings.Add(InputErrors.TrailingBytes(Name));
        }

        return new StreamSummary
        {
            CrossSection = normalisation.CrossSection,
            CrossSectionError = normalisation.CrossSectionError,
            WeightFactor = normalisation.WeightFactor,
            Normalisation = normalisation.Text,
            InputBytes = _blocks.Input?.BytesRead,
            InputSha256 = _blocks.Input?.Sha256,
            SkippedEvents = _warnings.Skipped,
            Warnings = warnings,
        };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _blocks.Dispose();

    private Action<HepMcEventBlock, int> Check()
    {
        ParticleTable particles = new();
        HepMcEvent read = new();
        EventWarnings unheard = new();
        HepMcEventDecoder decoder = new(_options.EnergyUnit, unheard);
        double[] weights = new double[_variations!.Names.Count];
        return (block, index) =>
        {
            particles.Truncate(0);
            DecodeOne(block, index, particles, read, weights, decoder, unheard);
        };
    }

    private double DecodeOne(HepMcEventBlock block, int index, ParticleTable particles, HepMcEvent read, Span<double> weights, HepMcEventDecoder decoder, EventWarnings warnings)
    {
        try
        {
            decoder.Decode(block, index, particles, read);
            return ReadWeights(block, index, read, weights, warnings);
        }
        catch (PluginException e) when (block.EndsOpen && index == block.EventCount - 1)
        {
            throw HepMcErrors.Truncated(new EventPlace(block, index, 0), new EventPlace(block, index, block.TextOf(index).Length), e.Message);
        }
    }

    private double ReadWeights(HepMcEventBlock block, int index, HepMcEvent read, Span<double> weights, EventWarnings warnings)
    {
        ReadOnlySpan<byte> text = block.TextOf(index);
        HepMcCursor cursor = new(text, block, index) { Position = read.WeightsAt < 0 ? text.Length : read.WeightsAt };
        HepMcWeightPlaces places = read.NamesAt >= 0
            ? _variations!.PlacesIn(text[read.NamesAt..read.NamesEnd], new EventPlace(block, index, read.NamesAt))
            : block.ListingOf(index).PlacesFor(_variations!);
        double nominal = places.Read(ref cursor, read.WeightsDeclared, weights, out int count);
        if (count == 0)
        {
            warnings.Count("has no weight; 1 is taken", new EventPlace(block, index, 0));
        }

        int missing = weights.IndexOf(double.NaN);
        return missing < 0 ? nominal : throw HepMcErrors.MissingWeight(new EventPlace(block, index, cursor.Position), _variations!.Names[missing]);
    }

    // Names and number of weights; what is wrong with the event is said when it is read for good.
    private (IReadOnlyList<string> Names, int Count) ReadFirstEvent(HepMcEventBlock? block, ParticleTable particles, HepMcEvent read)
    {
        if (block is null)
        {
            return ([], 0);
        }

        HepMcListing listing = block.ListingOf(0);
        try
        {
            new HepMcEventDecoder(_options.EnergyUnit, new EventWarnings()).Decode(block, 0, particles, read);
            ReadOnlySpan<byte> text = block.TextOf(0);
            IReadOnlyList<string> names = read.NamesAt >= 0 ? HepMcWeightNames.Quoted(text[read.NamesAt..read.NamesEnd], new EventPlace(block, 0, read.NamesAt)) : listing.WeightNames;
            HepMcCursor cursor = new(text, block, 0) { Position = read.WeightsAt < 0 ? text.Length : read.WeightsAt };
            new HepMcWeightPlaces([], 0, []).Read(ref cursor, read.WeightsDeclared, [], out int count);
            return (names, count);
        }
        catch (PluginException)
        {
            particles.Truncate(0);
            return (listing.WeightNames, listing.WeightNames.Count);
        }
    }

    private static bool IsPhysical(FourVector one, FourVector two) => one.E > 0 && two.E > 0 && (one + two).MassSquared > 0;
}
