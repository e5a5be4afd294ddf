using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Hepevt;

/// <summary>
/// Reads events as lines of the common block HEPEVT, in the forms of HepMC (<c>E</c>, number, number of particles; 11 columns and a line of place and time), of
/// basf2 (number of particles, with number of the event and weight or without; 8, 14 or 15 columns) and of Geant4 (8 columns), packed or not.
/// </summary>
public sealed class HepevtEventStream : EventStream
{
    private readonly HepevtOptions _options;
    private readonly EventWarnings _warnings = new();
    private readonly HepevtBlockReader _blocks;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path, opened by <see cref="ReadHead"/>.</param>
    /// <param name="options">How it is read.</param>
    public HepevtEventStream(string path, HepevtOptions options)
        : this(path, () => InputFile.Open(path), options)
    {
    }

    /// <summary>Reads a stream, such as standard input.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="stream">Opens the stream; it is closed with this one.</param>
    /// <param name="options">How it is read.</param>
    public HepevtEventStream(string name, Func<Stream> stream, HepevtOptions options)
        : this(name, () => InputFile.Open(name, stream(), null), options)
    {
    }

    private HepevtEventStream(string name, Func<InputFile> open, HepevtOptions options)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        (Name, _options) = (name, options);
        _blocks = new HepevtBlockReader(name, open, HepevtBlockReader.PieceSize, options.OnError, _warnings);
        if (options.OnError == EventErrorPolicy.Truncate)
        {
            ParticleTable particles = new();
            _blocks.Check = (block, index) =>
            {
                particles.Truncate(0);
                HepevtEventDecoder.Decode(block, index, particles);
            };
        }
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override double? Progress => _blocks.Progress;

    /// <inheritdoc/>
    /// <remarks>Beams are not stated: particles of status 4 are incoming, and many files have none.</remarks>
    public override StreamHead ReadHead()
    {
        _blocks.ReadFirst();
        return new StreamHead(null, null, ["nominal"]);
    }

    /// <inheritdoc/>
    public override EventBlock? ReadBlock(CancellationToken cancellation) => _blocks.ReadBlock(cancellation);

    /// <inheritdoc/>
    public override void Decode(EventBlock block, EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        HepevtEventBlock events = (HepevtEventBlock)block;
        for (int i = 0; i < events.EventCount; i++)
        {
            if (TryDecode(events, i, batch.Particles, out double weight))
            {
                batch.EndEvent(weight);
            }
        }
    }

    /// <inheritdoc/>
    public override StreamSummary Complete(in StreamTotals totals)
    {
        StreamSummary summary = WithoutScale();
        return totals.Events == 0 ? summary with { Warnings = [.. summary.Warnings, $"{Name}: there are no events."] }
            : _options.CrossSection is { } given ? Scaled(summary, given, totals)
            : Measured(summary, totals);
    }

    /// <summary>What the file is packed with: <c>none</c>, <c>gzip</c>, …</summary>
    internal string Packing => (_blocks.Input?.Packing ?? Compression.Packing.None).ToString().ToLowerInvariant();

    /// <summary>Reads an event; false when it is malformed and left out.</summary>
    /// <exception cref="PluginException">It is malformed, and not left out.</exception>
    internal bool TryDecode(HepevtEventBlock block, int index, ParticleTable particles, out double weight)
    {
        int before = particles.Count;
        try
        {
            weight = HepevtEventDecoder.Decode(block, index, particles);
            return true;
        }
        catch (PluginException e) when (_options.OnError == EventErrorPolicy.Skip)
        {
            particles.Truncate(before);
            _warnings.Skip(block.FirstEvent + index, e.Message);
            weight = 0;
            return false;
        }
    }

    /// <summary>What was read, without what the weights amount to.</summary>
    internal StreamSummary WithoutScale()
    {
        List<string> warnings = [.. _warnings.ToList()];
        if (_blocks.Input is { HasTrailingBytes: true })
        {
            warnings.Add(InputErrors.TrailingBytes(Name));
        }

        return new StreamSummary
        {
            CrossSection = _options.CrossSection ?? 0,
            CrossSectionError = double.NaN,
            WeightFactor = 0,
            Normalisation = "there are no events",
            InputBytes = _blocks.Input?.BytesRead,
            InputSha256 = _blocks.Input?.Sha256,
            SkippedEvents = _warnings.Skipped,
            Warnings = warnings,
        };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _blocks.Dispose();

    private StreamSummary Scaled(StreamSummary summary, double crossSection, in StreamTotals totals) => totals.SumOfWeights != 0
        ? summary with { WeightFactor = crossSection / totals.SumOfWeights, Normalisation = "cross section given by the user" }
        : throw HepevtErrors.NoScale(Name, crossSection);

    private StreamSummary Measured(StreamSummary summary, in StreamTotals totals)
    {
        double sum = totals.SumOfWeights, mean = sum / totals.Events;
        double error = totals.Events < 2 ? double.NaN : Math.Sqrt(Math.Max(0, totals.SumOfSquaredWeights / totals.Events - mean * mean) / (totals.Events - 1));
        return _options.Normalisation switch
        {
            HepevtWeightConvention.Mean => summary with { CrossSection = mean, CrossSectionError = error, WeightFactor = 1.0 / totals.Events, Normalisation = "mean of the weights, as the user says" },
            HepevtWeightConvention.Sum => summary with { CrossSection = sum, CrossSectionError = totals.Events * error, WeightFactor = 1, Normalisation = "sum of the weights, as the user says" },
            _ => throw HepevtErrors.NoCrossSection(Name),
        };
    }
}
