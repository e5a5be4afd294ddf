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
    private const int BlocksInTurn = 8;

    private readonly int _threads, _eventsPerBlock;
    private readonly ParticleRows _rows;
    private readonly ConcurrentBag<GeneratedBlock> _pool = [];
    private readonly CancellationTokenSource _closed = new();
    private EventGenerator? _generator;
    private IntegrationResult? _integral;
    private double _integrated;
    private long _nextBlock;
    private SharedEvents[] _shared = [];

    internal GeneratorStream(GeneratorSource.Settings settings, ScatteringProcess process, int threads)
    {
        if (settings.FirstEvent % EventBatch.Capacity != 0)
        {
            throw new PluginException($"first_event: events are made in blocks of {EventBatch.Capacity}; {settings.FirstEvent} is not a multiple of that.");
        }

        if (!System.Numerics.BitOperations.IsPow2(settings.Copies))
        {
            throw new PluginException($"copies: {settings.Copies} is not a power of 2. Use 2, 4, 8, 16, 32 or 64.");
        }

        (Options, Process, _threads) = (settings with { SqrtS = process.SqrtS }, process, threads);
        _eventsPerBlock = EventGenerator.EventsPerBlockOf(process, settings.Weighting);
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
        (EventWeighting.Weighted or EventWeighting.PartiallyUnweighted, _) => "mean weight",
        (_, 0) => "mean weight; all are equal",
        (_, var above) => $"mean weight; all are equal but those above the maximum, whose excess is {above.ToString("P2", CultureInfo.InvariantCulture)} of the cross section",
    };

    /// <summary>Number of blocks of events that the generator makes.</summary>
    private long Blocks => (FirstInBlock + Options.Events + _eventsPerBlock - 1) / _eventsPerBlock;

    // Events of the first block that come before the first that was asked for.
    private int FirstInBlock => (int)(Options.FirstEvent % _eventsPerBlock);

    /// <inheritdoc/>
    public override double? Progress =>
        Volatile.Read(ref _generator) is null ? Volatile.Read(ref _integrated) : Math.Min(1, (double)Interlocked.Read(ref _nextBlock) / Blocks / PartsOfABlock);

    /// <summary>True when an option means something to the process.</summary>
    /// <param name="option">Its name, without the map it is in.</param>
    public bool Uses(string option) => SpecificOptions.Mean(Options.Process.Process, option);

    /// <summary>Integrates the cross section.</summary>
    /// <param name="cancellation">Stops it.</param>
    public void Integrate(CancellationToken cancellation) => Integrate(helicities: false, cancellation);

    /// <summary>Integrates the cross section.</summary>
    /// <param name="helicities">Whether events are to have helicities, see <see cref="Decode(EventBlock, EventBatch, List{sbyte})"/>.</param>
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
        return new StreamHead(_rows.Beam1, _rows.Beam2, ["nominal"]) { FirstBeamPdgId = ParticleRows.Beam1PdgId, Copies = Options.Copies };
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A block of generated events may fill several batches. The batches of a few blocks come in turn, so that the threads that
    /// ask for them first make a block each and do not wait for one another.
    /// </remarks>
    public override EventBlock? ReadBlock(CancellationToken cancellation)
    {
        long turn = (long)BlocksInTurn * PartsOfABlock;
        while (true)
        {
            long number = Interlocked.Read(ref _nextBlock);
            long first = number / turn * BlocksInTurn;
            if (first >= Blocks)
            {
                return null;
            }

            if (number % turn == 0)
            {
                _shared = [.. Enumerable.Range(0, (int)Math.Min(BlocksInTurn, Blocks - first)).Select(i => Shared(first + i))];
            }

            Interlocked.Increment(ref _nextBlock);
            int inTurn = (int)(number % BlocksInTurn), part = (int)(number % turn / BlocksInTurn), size = EventBatch.Capacity / Options.Copies;
            if (inTurn < _shared.Length && _shared[inTurn].Count - part * size is > 0 and var left)
            {
                return new Block(_shared[inTurn], part * size, Math.Min(size, left), Options.Copies);
            }
        }
    }

    /// <inheritdoc/>
    public override void Decode(EventBlock block, EventBatch batch) => Decode(block, batch, null);

    /// <summary>Fills a batch with the events of a block, and a list with their helicities. Thread-safe.</summary>
    /// <param name="block">A block of this stream.</param>
    /// <param name="batch">An empty batch.</param>
    /// <param name="helicities">
    /// Is filled with one helicity for each row of the batch's particle table, as <see cref="GeneratedBlock.Helicities"/> gives them; null
    /// for none. The stream makes no copies then.
    /// </param>
    public void Decode(EventBlock block, EventBatch batch, List<sbyte>? helicities)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(batch);
        Block own = (Block)block;
        GeneratedBlock events = own.Shared.Make(Generate);
        int first = own.Shared.Skip + own.First, count = own.EventCount / Options.Copies;
        _rows.Fill(events, first, count, Options.Copies, batch);
        helicities?.Clear();
        for (int i = 0; helicities is not null && i < count; i++)
        {
            helicities.AddRange(events.Helicities(first + i)[..(batch.Offsets[i + 1] - batch.Offsets[i])]);
        }

        if (own.Shared.Use(count) is { } used)
        {
            _pool.Add(used);
        }
    }

    /// <inheritdoc/>
    /// <remarks>As an LHE file with these events is normalised: the mean weight is the cross section.</remarks>
    public override StreamSummary Complete(in StreamTotals totals)
    {
        double mean = totals.SumOfWeights / totals.Events;
        double variance = Math.Max(0, totals.SumOfSquaredWeights / totals.Events - mean * mean);
        double errorOfMean = totals.Events > 1 ? Math.Sqrt(variance / (totals.Events - 1) * Options.Copies) : 0;
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

    private GeneratedBlock Generate(long block, int count)
    {
        EventGenerator generator = _generator ?? throw new InvalidOperationException("the head was not read");
        if (!_pool.TryTake(out GeneratedBlock? events))
        {
            events = generator.NewBlock();
        }

        generator.Generate(block + Options.FirstEvent / _eventsPerBlock, count, events, _closed.Token);
        return events;
    }

    private int PartsOfABlock => _eventsPerBlock / EventBatch.Capacity * Options.Copies;

    private SharedEvents Shared(long number)
    {
        int skip = number == 0 ? FirstInBlock : 0;
        return new SharedEvents(number, skip, (int)Math.Min(_eventsPerBlock, FirstInBlock + Options.Events - number * _eventsPerBlock) - skip);
    }

    private sealed class Fraction(GeneratorStream stream) : IProgress<double>
    {
        public void Report(double value) => Volatile.Write(ref stream._integrated, value);
    }

    // Generated events that several batches take their parts of: made by the first that asks, given back by the last.
    private sealed class SharedEvents(long number, int skip, int count)
    {
        private readonly Lock _gate = new();
        private GeneratedBlock? _events;
        private int _used;

        public int Skip => skip;

        public int Count => count;

        public GeneratedBlock Make(Func<long, int, GeneratedBlock> generate)
        {
            lock (_gate)
            {
                return _events ??= generate(number, skip + count);
            }
        }

        public GeneratedBlock? Use(int events) => Interlocked.Add(ref _used, events) == count ? Interlocked.Exchange(ref _events, null) : null;
    }

    private sealed class Block(SharedEvents shared, int first, int events, int copies) : EventBlock(events * copies)
    {
        public SharedEvents Shared => shared;

        public int First => first;

        protected override void Dispose(bool disposing)
        {
            // Its memory is taken when it is decoded.
        }
    }
}
