using System.Buffers;
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
    private const int MostWeightsOnStack = 256;

    private readonly LheOptions _options;
    private readonly EventWarnings _warnings = new();
    private readonly LheEventDecoder _decoder;
    private readonly LheBlockReader _blocks;
    private LheVariations? _variations;
    private bool _hasHead;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path, opened by <see cref="ReadHead"/>.</param>
    /// <param name="options">How it is read.</param>
    public LheEventStream(string path, LheOptions options)
        : this(path, () => InputFile.Open(path), options, LheBlockReader.PieceSize)
    {
    }

    /// <summary>Reads a stream, such as standard input.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="stream">Opens the stream; it is closed with this one.</param>
    /// <param name="options">How it is read.</param>
    public LheEventStream(string name, Func<Stream> stream, LheOptions options)
        : this(name, () => InputFile.Open(name, stream(), null), options, LheBlockReader.PieceSize)
    {
    }

    internal LheEventStream(string name, Func<InputFile> open, LheOptions options, int pieceSize)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        Name = name;
        _options = options;
        _decoder = new LheEventDecoder(_warnings);
        _blocks = new LheBlockReader(name, open, pieceSize, options.OnError, _warnings);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>What stands before the events.</summary>
    /// <exception cref="InvalidOperationException"><see cref="ReadHead"/> was not called.</exception>
    public LheHead Head => _hasHead ? _blocks.Head : throw new InvalidOperationException("the head was not read");

    /// <inheritdoc/>
    public override double? Progress => _blocks.Progress;

    internal long EventGroups => _blocks.EventGroups;

    internal Packing Packing => _blocks.Input?.Packing ?? Packing.None;

    internal LheEventDecoder Decoder => _decoder;

    /// <summary>What <see cref="EventErrorPolicy.Truncate"/> takes for damage, in place of what a decoder refuses.</summary>
    internal void TruncateBy(Action<LheEventBlock, int> check) => _blocks.Check = check;

    internal void NoteSkipped(long number, PluginException error) => _warnings.Skip(number, error.Message);

    /// <inheritdoc/>
    public override StreamHead ReadHead()
    {
        if (_hasHead)
        {
            throw new InvalidOperationException("the head was read before");
        }

        LheHead head = _blocks.ReadHead();
        _hasHead = true;
        _variations = LheVariations.Resolve(Name, _options, head, ReadFirstEvent);
        if (_variations.Absent is [var absent, ..])
        {
            _warnings.Add($"{Name}: of the weights that it declares, {_variations.Absent.Count} are not in its first event, '{TextErrors.Shown(absent)}' first; they are not read.");
        }

        if (_options.OnError == EventErrorPolicy.Truncate)
        {
            _blocks.Check = Check(_variations);
        }

        return new StreamHead(
            Beam(head.Beam1PdgId, head.Beam1Energy, +1),
            Beam(head.Beam2PdgId, head.Beam2Energy, -1),
            ["nominal", .. _variations.Names])
        {
            FirstBeamPdgId = head.Beam1PdgId,
        };
    }

    /// <inheritdoc/>
    public override EventBlock? ReadBlock(CancellationToken cancellation) => _blocks.ReadBlock(cancellation);

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
            int particles = batch.Particles.Count, unread = 0;
            try
            {
                double nominal = _decoder.Decode(lhe, i, batch.Particles, out int afterParticles);
                if (count > 0 || _options.AllVariations)
                {
                    unread = variations.Read(lhe, i, afterParticles, weights);
                }

                batch.EndEvent(nominal);
                if (unread > 0 && _options.AllVariations)
                {
                    _warnings.Count("has weights that neither a declaration nor the first event names; they are not read", new EventPlace(lhe, i, afterParticles));
                }
            }
            catch (PluginException e) when (_options.OnError == EventErrorPolicy.Skip)
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
            InputBytes = _blocks.Input?.BytesRead,
            InputSha256 = _blocks.Input?.Sha256,
            SkippedEvents = _warnings.Skipped,
            Warnings = Warnings(normalisation),
        };
    }

    internal LheNormalisation Normalise(in StreamTotals totals)
    {
        try
        {
            return LheNormalisation.Decide(Head, totals, _options, _warnings.MayLackEvents);
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

        if (_blocks.Input is { HasTrailingBytes: true })
        {
            all.Add(InputErrors.TrailingBytes(Name));
        }

        return all;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _blocks.Dispose();

    // Blocks are cut on one thread, before many decode them: what is left does not depend on their order.
    private static Action<LheEventBlock, int> Check(LheVariations variations)
    {
        LheEventDecoder decoder = new(new EventWarnings());
        ParticleTable particles = new();
        double[] weights = new double[variations.Names.Count];
        return (block, index) =>
        {
            particles.Truncate(0);
            decoder.Decode(block, index, particles, out int afterParticles);
            variations.Read(block, index, afterParticles, weights);
        };
    }

    private LheFirstEvent ReadFirstEvent()
    {
        List<string> named = [];
        try
        {
            if (_blocks.Peek() is not { } block)
            {
                return new LheFirstEvent(named, 0, false, IsRead: false);
            }

            new LheEventDecoder(new EventWarnings()).Decode(block, 0, new ParticleTable(), out int afterParticles);
            LheWeightReader weights = new(block.TextOf(0), block, 0, afterParticles);
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
            return new LheFirstEvent(named, 0, false, IsRead: false);
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
