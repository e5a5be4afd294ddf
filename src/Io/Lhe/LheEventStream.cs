using System.Buffers;
using System.Collections.Concurrent;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>
/// Reads a Les Houches event file, versions 1.0 (hep-ph/0609017), 2.0 and 3.0 (arXiv:1405.1067), plain or packed with gzip or
/// bzip2. Unpacking runs on a thread of its own; memory stays bounded for a file of any size.
/// </summary>
public sealed class LheEventStream : EventStream
{
    private const int PieceSize = 256 * 1024;
    private const int MostWeightsOnStack = 256;

    private readonly Func<InputFile> _open;
    private readonly LheOptions _options;
    private readonly int _pieceSize;
    private readonly EventWarnings _warnings = new();
    private readonly ConcurrentBag<LheEventBlock> _pool = [];
    private readonly LheEventDecoder _decoder;
    private InputFile? _input;
    private ReadAhead? _readAhead;
    private LheEventSplitter? _splitter;
    private LheEventBlock? _firstBlock;
    private LheVariations? _variations;
    private LheHead? _head;
    private long _events;
    private bool _ended;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path, opened by <see cref="ReadHead"/>.</param>
    /// <param name="options">How it is read.</param>
    public LheEventStream(string path, LheOptions options)
        : this(path, () => InputFile.Open(path), options, PieceSize)
    {
    }

    /// <summary>Reads a stream, such as standard input.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="stream">Opens the stream; it is closed with this one.</param>
    /// <param name="options">How it is read.</param>
    public LheEventStream(string name, Func<Stream> stream, LheOptions options)
        : this(name, () => InputFile.Open(name, stream(), null), options, PieceSize)
    {
    }

    internal LheEventStream(string name, Func<InputFile> open, LheOptions options, int pieceSize)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        Name = name;
        _open = open;
        _options = options;
        _pieceSize = pieceSize;
        _decoder = new LheEventDecoder(_warnings);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>What stands before the events.</summary>
    /// <exception cref="InvalidOperationException"><see cref="ReadHead"/> was not called.</exception>
    public LheHead Head => _head ?? throw new InvalidOperationException("the head was not read");

    /// <inheritdoc/>
    public override double? Progress =>
        Volatile.Read(ref _input) is { Size: > 0 and long size } input ? Math.Min(1, (double)input.BytesRead / size) : null;

    internal long EventGroups => _splitter?.EventGroups ?? 0;

    internal Packing Packing => _input?.Packing ?? Packing.None;

    internal LheEventDecoder Decoder => _decoder;

    internal void NoteSkipped(long number, PluginException error) => _warnings.Skip(number, error.Message);

    /// <inheritdoc/>
    public override StreamHead ReadHead()
    {
        if (_head is not null)
        {
            throw new InvalidOperationException("the head was read before");
        }

        InputFile input = _open();
        Volatile.Write(ref _input, input);
        _readAhead = new ReadAhead(input, _pieceSize);
        TextWindow text = new(Name, _readAhead);
        LheHead head = new LheHeadReader(text, _warnings, CancellationToken.None).Read();
        _splitter = new LheEventSplitter(text, _warnings, _options.OnError);
        _variations = LheVariations.Resolve(Name, _options, head, ReadFirstEvent);
        _head = head;
        return new StreamHead(
            Beam(head.Beam1PdgId, head.Beam1Energy, +1),
            Beam(head.Beam2PdgId, head.Beam2Energy, -1),
            ["nominal", .. _variations.Names])
        {
            FirstBeamPdgId = head.Beam1PdgId,
        };
    }

    /// <inheritdoc/>
    public override EventBlock? ReadBlock(CancellationToken cancellation)
    {
        LheEventBlock? block = _firstBlock ?? ReadNextBlock(cancellation);
        _firstBlock = null;
        return block;
    }

    /// <inheritdoc/>
    public override void Decode(EventBlock block, EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        LheEventBlock lhe = (LheEventBlock)block;
        LheVariations variations = _variations!;
        int count = variations.Names.Count;
        double[]? rented = null;
        Span<double> weights = count <= MostWeightsOnStack ? stackalloc double[count] : (rented = ArrayPool<double>.Shared.Rent(count)).AsSpan(0, count);
        for (int i = 0; i < lhe.EventCount; i++)
        {
            int particles = batch.Particles.Count;
            try
            {
                double nominal = _decoder.Decode(lhe, i, batch.Particles, out int afterParticles);
                if (count > 0 || _options.AllVariations)
                {
                    variations.Read(lhe, i, afterParticles, weights);
                }

                batch.EndEvent(nominal);
            }
            catch (PluginException e) when (_options.OnError == LheErrorPolicy.Skip)
            {
                batch.Particles.Truncate(particles);
                NoteSkipped(lhe.FirstEvent + i, e);
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
    }

    /// <inheritdoc/>
    public override StreamSummary Complete(in StreamTotals totals)
    {
        LheNormalisation normalisation = Normalise(totals);
        return new StreamSummary
        {
            CrossSection = normalisation.CrossSection,
            CrossSectionError = normalisation.CrossSectionError,
            WeightFactor = normalisation.WeightFactor,
            Normalisation = normalisation.Text,
            InputBytes = _input?.BytesRead,
            InputSha256 = _input?.Sha256,
            SkippedEvents = _warnings.Skipped,
            Warnings = Warnings(normalisation),
        };
    }

    internal LheNormalisation Normalise(in StreamTotals totals)
    {
        try
        {
            return LheNormalisation.Decide(Head, totals, _options);
        }
        catch (PluginException e)
        {
            throw new PluginException($"{Name}: {e.Message}", e);
        }
    }

    internal IReadOnlyList<string> Warnings(LheNormalisation normalisation)
    {
        List<string> all = [.. _warnings.ToList()];
        if (normalisation.Warning is { } warning)
        {
            all.Add($"{Name}: {warning}.");
        }

        if (_input is { HasTrailingBytes: true })
        {
            all.Add(InputErrors.TrailingBytes(Name));
        }

        return all;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _readAhead?.Dispose();

    private LheEventBlock? ReadNextBlock(CancellationToken cancellation)
    {
        if (_ended)
        {
            return null;
        }

        LheEventBlock block = LheEventBlock.Rent(Name, _pool, _events);
        try
        {
            if (_splitter!.ReadBlock(block, cancellation))
            {
                _events += block.EventCount;
                return block;
            }
        }
        catch (TruncatedInputException e) when (_options.OnError == LheErrorPolicy.Skip)
        {
            _warnings.Add($"{e.Fact} The events before it are used.");
        }

        _ended = true;
        block.Dispose();
        return null;
    }

    private LheFirstEvent ReadFirstEvent()
    {
        List<string> named = [];
        try
        {
            _firstBlock = ReadNextBlock(CancellationToken.None);
            if (_firstBlock is null)
            {
                return new LheFirstEvent(named, 0, false);
            }

            new LheEventDecoder(new EventWarnings()).Decode(_firstBlock, 0, new ParticleTable(), out int afterParticles);
            LheWeightReader weights = new(_firstBlock.TextOf(0), _firstBlock, 0, afterParticles);
            while (weights.MoveNext())
            {
                if (weights.Ordinal < 0)
                {
                    named.Add(LheTag.TextOf(weights.Id));
                }
            }

            return new LheFirstEvent(named, weights.PositionalCount, weights.HasNamed);
        }
        catch (PluginException)
        {
            // What is wrong with it is said when it is read for good.
            return new LheFirstEvent(named, 0, false);
        }
    }

    // The head gives energies; |p| needs the mass, which matters for e+e- at 10 GeV in the eighth digit.
    private static FourVector? Beam(int pdgId, double energy, int direction)
    {
        if (energy <= 0)
        {
            return null;
        }

        double mass = BeamMass(pdgId);
        return new FourVector(energy, 0, 0, direction * Math.Sqrt(Math.Max(0, (energy - mass) * (energy + mass))));
    }

    // GeV, Particle Data Group 2024. Partons and photons have none.
    private static double BeamMass(int pdgId) => Math.Abs(pdgId) switch
    {
        11 => 0.51099895000e-3,
        13 => 0.1056583755,
        15 => 1.77693,
        2112 => 0.93956542194,
        2212 => 0.93827208943,
        _ => 0,
    };
}
