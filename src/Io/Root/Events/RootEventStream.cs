using System.Security.Cryptography;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;

namespace AlpToolkit.Io.Root.Events;

/// <summary>Events from a TTree or RNTuple of a ROOT file; memory stays bounded by a step of some ten thousand entries, and for an RNTuple by the clusters that hold it.</summary>
/// <param name="path">The file, opened by <see cref="ReadHead"/>.</param>
/// <param name="options">How it is read.</param>
public sealed class RootEventStream(string path, RootEventOptions options) : EventStream
{
    private const int StepBlocks = 8, StepEntries = StepBlocks * EventBatch.Capacity;
    private RootFile? _file;
    private readonly SkippedEntries _skipped = new();
    private EventEntries? _entries;
    private EventStep? _step;
    private long _next, _furtherCandidates, _withoutRank;

    /// <inheritdoc/>
    public override string Name { get; } = path;

    /// <inheritdoc/>
    public override double? Progress => _entries is { Count: > 0 } entries ? Math.Min(1, (double)Volatile.Read(ref _next) / entries.Count) : null;

    /// <inheritdoc/>
    public override StreamHead ReadHead()
    {
        _file = RootFile.Open(Name);
        _entries = Open(_file);
        if (options is { CrossSection: null, Normalisation: null } && _entries.Convention is null)
        {
            throw new PluginException($"{Name}: ROOT files do not say what their events amount to. Give cross_section, or normalisation: sum or mean when the weights are in pb.");
        }

        return new StreamHead(null, null, ["nominal"]);
    }

    /// <inheritdoc/>
    public override EventBlock? ReadBlock(CancellationToken cancellation)
    {
        EventEntries entries = _entries!;
        if (_next >= entries.Count)
        {
            return null;
        }

        cancellation.ThrowIfCancellationRequested();
        int inStep = (int)(_next % StepEntries);
        if (inStep == 0)
        {
            _step = ReadStep(_next, (int)Math.Min(StepEntries, entries.Count - _next), cancellation);
            _furtherCandidates += _step?.FurtherCandidates ?? 0;
            _withoutRank += _step?.WithoutRank ?? 0;
        }

        int count = (int)Math.Min(EventBatch.Capacity, entries.Count - _next);
        int whole = options.OnError == EventErrorPolicy.Truncate ? WholeEntries(_step!, inStep, count) : count;
        Block block = new(_step, inStep, whole, _next);
        Volatile.Write(ref _next, whole < count ? entries.Count : _next + count);
        return whole > 0 ? block : null;
    }

    // Entries are looked at on the one thread that reads them, before many decode them: what is left does not depend on their order.
    private int WholeEntries(EventStep step, int first, int count)
    {
        ParticleTable particles = new();
        for (int i = 0; i < count; i++)
        {
            try
            {
                particles.Truncate(0);
                step.TryRead(first + i, particles, out _);
            }
            catch (PluginException e)
            {
                _skipped.Cut(_next + i, _entries!.Count - _next - i, e.Message);
                return i;
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public override void Decode(EventBlock block, EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Block entries = (Block)block;
        for (int i = 0; i < entries.EventCount && entries.Step is { } step; i++)
        {
            int particles = batch.Particles.Count;
            try
            {
                if (step.TryRead(entries.First + i, batch.Particles, out double weight))
                {
                    batch.EndEvent(weight);
                }
            }
            catch (PluginException e) when (options.OnError == EventErrorPolicy.Skip)
            {
                batch.Particles.Truncate(particles);
                _skipped.Add(entries.Entry + i, 1, e.Message);
            }
        }
    }

    /// <inheritdoc/>
    public override StreamSummary Complete(in StreamTotals totals)
    {
        double sum = totals.SumOfWeights;
        RootWeightConvention? convention = options.Normalisation ?? _entries!.Convention;
        bool isMean = options.CrossSection is null && convention == RootWeightConvention.Mean;
        double crossSection = options.CrossSection ?? (isMean ? sum / Math.Max(1, totals.Events) : sum);

        // The spread of equal weights is rounding, and says nothing of the error.
        const double rounding = 1e-12;
        double variance = totals.SumOfSquaredWeights - sum * sum / Math.Max(1, totals.Events);
        double error = options.CrossSection is not null || totals.Events < 2 || variance <= rounding * totals.SumOfSquaredWeights ? double.NaN : Math.Sqrt(variance) / (isMean ? totals.Events : 1);
        return new StreamSummary
        {
            CrossSection = crossSection,
            CrossSectionError = error,
            WeightFactor = sum != 0 ? crossSection / sum : 0,
            Normalisation = options.CrossSection is not null ? "cross section given by the user" : $"{(isMean ? "mean" : "sum")} of the weights, as the {(options.Normalisation is null ? "file" : "user")} says",
            InputBytes = _file!.Length,
            InputSha256 = Sha256(),
            SkippedEvents = _skipped.Count,
            Warnings = [.. Warnings(totals)],
        };
    }

    private IEnumerable<string> Warnings(StreamTotals totals)
    {
        if (totals.Events == 0)
        {
            yield return "there are no events";
        }
        else if (totals.SumOfWeights == 0)
        {
            yield return "the weights add up to 0";
        }

        if (_furtherCandidates > 0)
        {
            yield return $"{Name}: {_furtherCandidates} entries are further candidates of an event, and each counts as an event of its own. 'rank: __candidate__' keeps the first, and a branch of ranks the best";
        }

        if (_withoutRank > 0)
        {
            yield return $"{Name}: entries left out because they have no rank, or NaN for it: {_withoutRank}";
        }

        if (_skipped.Text is { } skipped)
        {
            yield return skipped;
            if (options.CrossSection is null && (options.Normalisation ?? _entries!.Convention) == RootWeightConvention.Sum)
            {
                yield return $"{Name}: the cross section is the sum of the weights that could be read, and lacks those of the {_skipped.Count} entries that were left out";
            }
        }
    }

    private EventEntries Open(RootFile file)
    {
        // Events under keys of their own have no tree, and one that is named is meant.
        if (options is { Tree: null, Layout: RootLayout.Auto or RootLayout.Hepmc3, Particles.Count: 0 } && HepMcKeys.TryOpen(file, options.EnergyUnit) is { } events)
        {
            return events;
        }

        EventTable table = EventTable.Open(file, options.Tree);
        return new TableEntries(table, EventLayout.Resolve(table, options), options.EnergyUnit);
    }

    // What cannot be read is halved until the damage is in few entries.
    private EventStep? ReadStep(long first, int count, CancellationToken cancellation)
    {
        const int fewest = 16;
        try
        {
            return _entries!.Read(first, count);
        }
        catch (PluginException e) when (options.OnError != EventErrorPolicy.Stop)
        {
            cancellation.ThrowIfCancellationRequested();
            if (count <= fewest && options.OnError == EventErrorPolicy.Truncate)
            {
                return new UnreadableStep(e);
            }

            if (count <= fewest)
            {
                _skipped.Add(first, count, e.Message);
                return null;
            }

            int half = count / 2;
            return new DamagedStep(ReadStep(first, half, cancellation), ReadStep(first + half, count - half, cancellation), half);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file?.Dispose();
        }
    }

    private string Sha256()
    {
        try
        {
            using FileStream stream = File.OpenRead(Name);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (IOException e)
        {
            throw RootErrors.CannotRead(Name, e);
        }
    }

    private sealed class Block(EventStep? step, int first, int count, long entry) : EventBlock(count)
    {
        /// <summary>The entries; null when none of them could be read.</summary>
        public EventStep? Step { get; } = step;

        /// <summary>First entry of the block in the step.</summary>
        public int First { get; } = first;

        /// <summary>First entry of the block in the file.</summary>
        public long Entry { get; } = entry;

        protected override void Dispose(bool disposing)
        {
            // The columns of a step are shared by its blocks.
        }
    }
}
