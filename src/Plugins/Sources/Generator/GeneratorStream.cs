using System.Collections.Concurrent;
using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Physics.Integration;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Plugins.Sources.Generator;

/// <summary>
/// Events of one process. The cross section is integrated before the first event; after that every block of events is a pure
/// function of seed and block number, made by whichever thread decodes it.
/// </summary>
public sealed class GeneratorStream : EventStream
{
    private readonly int _threads;
    private readonly ParticleRows _rows;
    private readonly ConcurrentBag<GeneratedBlock> _pool = [];
    private readonly CancellationTokenSource _closed = new();
    private EventGenerator? _generator;
    private IntegrationResult? _integral;
    private double _integrated;
    private long _nextBlock;

    internal GeneratorStream(GeneratorSource.Settings settings, ScatteringProcess process, int threads)
    {
        if (settings.FirstEvent % EventBatch.Capacity != 0)
        {
            throw new PluginException($"first_event: events are made in blocks of {EventBatch.Capacity}; {settings.FirstEvent} is not a multiple of that.");
        }

        (Options, Process, _threads) = (settings with { SqrtS = process.SqrtS }, process, threads);
        _rows = new ParticleRows(process, settings.ElectronMass);
    }

    /// <inheritdoc/>
    public override string Name => $"generator {Options.Process}";

    /// <summary>The options, with √s filled in.</summary>
    public GeneratorSource.Settings Options { get; }

    /// <summary>Constants and masses of the options.</summary>
    public ModelParameters Model => ProcessInputs.ModelOf(Options);

    /// <summary>The process.</summary>
    public ScatteringProcess Process { get; }

    /// <summary>The cross section and how it was found.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Integrate(bool, CancellationToken)"/> was not called.</exception>
    public IntegrationResult Integral => _integral ?? throw new InvalidOperationException("the cross section was not integrated");

    /// <summary>What the weights are, one phrase.</summary>
    public string Normalisation => (Options.Weighting, Integral.OverweightFraction) switch
    {
        (EventWeighting.Weighted, _) => "mean weight",
        (_, 0) => "mean weight; all are equal",
        (_, var above) => $"mean weight; all are equal but those above the maximum, whose excess is {above.ToString("P2", CultureInfo.InvariantCulture)} of the cross section",
    };

    /// <summary>Number of blocks of events.</summary>
    public long Blocks => (Options.Events + EventBatch.Capacity - 1) / EventBatch.Capacity;

    /// <inheritdoc/>
    public override double? Progress =>
        Volatile.Read(ref _generator) is null ? Volatile.Read(ref _integrated) : Math.Min(1, (double)Interlocked.Read(ref _nextBlock) / Blocks);

    /// <summary>True when an option means something to the process.</summary>
    /// <param name="option">Its name, without the map it is in.</param>
    public bool Uses(string option) => SpecificOptions.Mean(Options.Process.Process, option);

    /// <summary>Integrates the cross section.</summary>
    /// <param name="cancellation">Stops it.</param>
    public void Integrate(CancellationToken cancellation) => Integrate(helicities: false, cancellation);

    /// <summary>Integrates the cross section.</summary>
    /// <param name="helicities">Whether events are to have helicities, see <see cref="Decode(long, EventBatch, List{sbyte})"/>.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Integrate(bool helicities, CancellationToken cancellation)
    {
        IntegrationSettings settings = new()
        {
            RelativeError = Options.Precision,
            MaximumPoints = Options.MaximumPoints,
            AdaptationPoints = Options.AdaptationPoints,
            Seed = Options.Seed,
            Threads = _threads,
            OverweightFraction = Options.OverweightFraction,
        };
        _integral = new ProcessIntegrator(Process, settings).Run(new Fraction(this), cancellation);
        if (_integral.CrossSection > 0)
        {
            Volatile.Write(ref _generator, new EventGenerator(Process, _integral, Options.Weighting, Options.Seed, helicities));
        }
    }

    /// <summary>Makes sure that there are events.</summary>
    /// <exception cref="PluginException">The cross section is zero.</exception>
    public void CheckNotZero()
    {
        if (!(Integral.CrossSection > 0))
        {
            throw new PluginException($"{Name}: no phase-space point passed the cuts: there are no events. Widen the cuts.");
        }
    }

    /// <inheritdoc/>
    public override StreamHead ReadHead()
    {
        Integrate(_closed.Token);
        CheckNotZero();
        return new StreamHead(_rows.Beam1, _rows.Beam2, ["nominal"]) { FirstBeamPdgId = ParticleRows.Beam1PdgId };
    }

    /// <inheritdoc/>
    public override EventBlock? ReadBlock(CancellationToken cancellation) =>
        Interlocked.Read(ref _nextBlock) < Blocks ? new Block(Interlocked.Increment(ref _nextBlock) - 1, Options.Events) : null;

    /// <inheritdoc/>
    public override void Decode(EventBlock block, EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(block);
        Decode(((Block)block).Number, block.EventCount, batch, null);
    }

    /// <summary>Fills a batch with the events of a block, and a list with their helicities. Thread-safe.</summary>
    /// <param name="block">Number of the block, from 0.</param>
    /// <param name="batch">An empty batch.</param>
    /// <param name="helicities">Is filled with one helicity for each row of the batch's particle table, as <see cref="GeneratedBlock.Helicities"/> gives them.</param>
    public void Decode(long block, EventBatch batch, List<sbyte> helicities) => Decode(block, Block.EventsOf(block, Options.Events), batch, helicities);

    /// <inheritdoc/>
    /// <remarks>As an LHE file with these events is normalised: the mean weight is the cross section.</remarks>
    public override StreamSummary Complete(in StreamTotals totals)
    {
        double mean = totals.SumOfWeights / totals.Events;
        double variance = Math.Max(0, totals.SumOfSquaredWeights / totals.Events - mean * mean);
        double errorOfMean = totals.Events > 1 ? Math.Sqrt(variance / (totals.Events - 1)) : 0;
        return new StreamSummary
        {
            CrossSection = mean,
            CrossSectionError = Math.Max(errorOfMean, Integral.Error),
            WeightFactor = 1.0 / totals.Events,
            Normalisation = Normalisation,
            Seed = Options.Seed,
            Warnings = [.. Integral.Warnings.Select(w => $"{Name}: {w}")],
        };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _closed.Cancel();

    private void Decode(long block, int count, EventBatch batch, List<sbyte>? helicities)
    {
        EventGenerator generator = _generator ?? throw new InvalidOperationException("the head was not read");
        if (!_pool.TryTake(out GeneratedBlock? events))
        {
            events = generator.NewBlock();
        }

        generator.Generate(block + Options.FirstEvent / EventBatch.Capacity, count, events, _closed.Token);
        _rows.Fill(events, batch);
        if (helicities is not null)
        {
            helicities.Clear();
            for (int i = 0; i < events.Count; i++)
            {
                helicities.AddRange(events.Helicities(i)[..(batch.Offsets[i + 1] - batch.Offsets[i])]);
            }
        }

        _pool.Add(events);
    }

    private sealed class Fraction(GeneratorStream stream) : IProgress<double>
    {
        public void Report(double value) => Volatile.Write(ref stream._integrated, value);
    }

    private sealed class Block(long number, long events) : EventBlock(EventsOf(number, events))
    {
        public long Number => number;

        public static int EventsOf(long number, long events) => (int)Math.Min(EventBatch.Capacity, events - number * EventBatch.Capacity);

        protected override void Dispose(bool disposing)
        {
            // Its memory is taken when it is decoded.
        }
    }
}
