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
    private EventTable? _table;
    private EventLayout? _layout;
    private EventColumns? _step;
    private long _next;

    /// <inheritdoc/>
    public override string Name { get; } = path;

    /// <inheritdoc/>
    public override double? Progress => _table is { Entries: > 0 } table ? Math.Min(1, (double)Volatile.Read(ref _next) / table.Entries) : null;

    /// <inheritdoc/>
    public override StreamHead ReadHead()
    {
        if (options is { CrossSection: null, Normalisation: null })
        {
            throw new PluginException($"{Name}: ROOT files do not say what their events amount to. Give cross_section, or normalisation: sum or mean when the weights are in pb.");
        }

        _file = RootFile.Open(Name);
        _table = EventTable.Open(_file, options.Tree);
        _layout = EventLayout.Resolve(_table, options);
        return new StreamHead(null, null, ["nominal"]);
    }

    /// <inheritdoc/>
    public override EventBlock? ReadBlock(CancellationToken cancellation)
    {
        EventTable table = _table!;
        if (_next >= table.Entries)
        {
            return null;
        }

        cancellation.ThrowIfCancellationRequested();
        int inStep = (int)(_next % StepEntries);
        if (inStep == 0)
        {
            _step = EventColumns.Read(table, _layout!, _next, (int)Math.Min(StepEntries, table.Entries - _next), options.EnergyUnit);
        }

        int count = (int)Math.Min(EventBatch.Capacity, table.Entries - _next);
        Volatile.Write(ref _next, _next + count);
        return new Block(_step!, inStep, count);
    }

    /// <inheritdoc/>
    public override void Decode(EventBlock block, EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Block entries = (Block)block;
        for (int i = 0; i < entries.EventCount; i++)
        {
            entries.Columns.Add(entries.First + i, batch);
        }
    }

    /// <inheritdoc/>
    public override StreamSummary Complete(in StreamTotals totals)
    {
        double sum = totals.SumOfWeights;
        bool isMean = options is { CrossSection: null, Normalisation: RootWeightConvention.Mean };
        double crossSection = options.CrossSection ?? (isMean ? sum / Math.Max(1, totals.Events) : sum);
        double error = options.CrossSection is not null || totals.Events < 2 ? double.NaN
            : Math.Sqrt(Math.Max(0, totals.SumOfSquaredWeights - sum * sum / totals.Events)) / (isMean ? totals.Events : 1);
        return new StreamSummary
        {
            CrossSection = crossSection,
            CrossSectionError = error,
            WeightFactor = sum != 0 ? crossSection / sum : 0,
            Normalisation = options.CrossSection is not null ? "cross section given by the user" : isMean ? "mean of the weights, as the user says" : "sum of the weights, as the user says",
            InputBytes = _file!.Length,
            InputSha256 = Sha256(),
            Warnings = totals.Events == 0 ? ["there are no events"] : sum == 0 ? ["the weights add up to 0"] : [],
        };
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

    private sealed class Block(EventColumns columns, int first, int count) : EventBlock(count)
    {
        public EventColumns Columns { get; } = columns;

        public int First { get; } = first;

        protected override void Dispose(bool disposing)
        {
            // The columns of a step are shared by its blocks.
        }
    }
}
