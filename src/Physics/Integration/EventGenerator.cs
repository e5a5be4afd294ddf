using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AlpToolkit.Physics.Processes;

namespace AlpToolkit.Physics.Integration;

/// <summary>What weights events have.</summary>
public enum EventWeighting
{
    /// <summary>All the same, but for the few that exceed the unweighting maximum: these keep their excess as a larger weight.</summary>
    Unweighted,

    /// <summary>Every phase-space point is an event with its own weight.</summary>
    Weighted,

    /// <summary>
    /// Points of small weight are thinned out and those that are kept stand for the others; large weights stay as they are. The limit is where events give the most precise results
    /// for the time they take, when an event costs several times as much as a point: behind the generator there are a detector and an analysis.
    /// </summary>
    PartiallyUnweighted,
}

/// <summary>
/// Draws events with the grids of an integration. Block b holds the same events whoever asks for it and when, so that threads and
/// shards need not agree on anything. Thread-safe: memory belongs to the <see cref="GeneratedBlock"/>.
/// </summary>
/// <remarks>
/// Unweighted: the channel of a trial is drawn with probability W_c/ΣW, and the trial accepted with min(1, w/W_c). An accepted event has
/// the weight Σ_c⟨min(w, W_c)⟩ · max(1, w/W_c): nothing is clipped, and the mean is the cross section. Partially unweighted: W_c is where small weights end, and channels
/// are drawn as often as makes errors small; what is accepted has the weight max(w, W_c) over the channel's share of the trials.
/// </remarks>
public sealed class EventGenerator
{
    /// <summary>Events in a block of a process without strata.</summary>
    public const int BlockEvents = Core.Events.EventBatch.Capacity;

    /// <summary>What an event costs in the analysis, in units of a point of phase space: what partial unweighting goes by.</summary>
    internal const double EventCost = 8;

    // Hundreds of channels share a block of stratified events: one has to be long for every channel to fill hardware vectors.
    private const int StratifiedBlockEvents = 8 * BlockEvents, LaterRounds = 16;

    // Streams of the events, apart from those of the integration, which are numbered by the channel alone.
    private const uint EventStream = 0x8000_0000, ChannelDraw = 0xFFFF_FF00, AcceptDraw = 0xFFFF_FF01, HelicityDraw = 0xFFFF_FF02;

    private readonly ScatteringProcess _process;
    private readonly IReadOnlyList<ChannelSampling> _sampling;
    private readonly EventWeighting _weighting;
    private readonly double[] _cumulative, _factors;
    private readonly int _firstRound, _laterRounds, _rows;
    private readonly (int First, int Count) _photons;
    private readonly ulong _seed;

    /// <summary>A generator of events.</summary>
    /// <param name="process">The process.</param>
    /// <param name="integral">Its integral, found with the same process.</param>
    /// <param name="weighting">What weights the events have.</param>
    /// <param name="seed">Seed of the events.</param>
    /// <param name="helicities">Whether helicities are drawn too; the events are the same without them.</param>
    /// <exception cref="ArgumentException">The cross section is zero: there are no events.</exception>
    public EventGenerator(ScatteringProcess process, IntegrationResult integral, EventWeighting weighting, ulong seed, bool helicities = false)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(integral);
        if (!(integral.CrossSection > 0))
        {
            throw new ArgumentException("the cross section is zero: there are no events to draw", nameof(integral));
        }

        (_process, _sampling, _weighting, _seed) = (process, integral.Sampling, weighting, seed);
        _photons = process.IdenticalPhotons;
        _rows = helicities ? 2 + Enumerable.Range(0, process.Channels).Max(c => process.Record(c).Count) : 0;
        double[] shares = Shares(process, weighting);
        double total = shares.Sum();
        _cumulative = new double[shares.Length];
        double sum = 0;
        for (int c = 0; c < shares.Length; c++)
        {
            _cumulative[c] = (sum += shares[c]) / total;
        }

        EventsPerBlock = EventsPerBlockOf(process, weighting);

        // The share of trials that become events stands for those that do not. Without strata unweighted events weigh the same to the last bit.
        double made = _sampling.Select((c, i) => EventsOf(c, weighting) * shares[i] / total).Sum();
        double capped = _sampling.Sum(s => s.Unweighted.CappedMean);
        _factors = [.. shares.Select((share, i) => weighting == EventWeighting.Unweighted && process.Strata == 1 ? capped : share > 0 ? made * total / share * MaximumOf(_sampling[i]).Value : 0)];

        if (EventsPerBlock > BlockEvents)
        {
            // Nearly always one round makes the block; what it lacks comes from short ones.
            double expected = EventsPerBlock / Math.Max(made, 1e-3);
            _firstRound = RoundUp((int)(expected + 3 * Math.Sqrt(expected * (1 - made)) + 1));
            _laterRounds = RoundUp(_firstRound / LaterRounds);
        }
        else
        {
            // A round makes about a quarter of a block, where trials are often accepted: what is drawn beyond the block is lost.
            double acceptance = weighting == EventWeighting.Unweighted ? integral.UnweightingEfficiency : weighting == EventWeighting.PartiallyUnweighted ? made : 1;
            _firstRound = _laterRounds = Math.Clamp((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(0.25 * BlockEvents / Math.Max(acceptance, 1e-3))), BlockEvents / 4, 2 * BlockEvents);
        }
    }

    /// <summary>Events in a block, a multiple of <see cref="BlockEvents"/>.</summary>
    public int EventsPerBlock { get; }

    /// <summary>Events in a block of a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="weighting">What weights the events have.</param>
    public static int EventsPerBlockOf(ScatteringProcess process, EventWeighting weighting)
    {
        ArgumentNullException.ThrowIfNull(process);
        return process.Strata > 1 && weighting != EventWeighting.Unweighted ? StratifiedBlockEvents : BlockEvents;
    }

    /// <summary>Memory for a block; one a thread.</summary>
    public GeneratedBlock NewBlock() => new(_process.Particles, _rows, EventsPerBlock, Math.Max(_firstRound, _laterRounds), new SamplingWorker(_process, _seed));

    /// <summary>Makes the first events of a block: a shorter block is the beginning of a longer one.</summary>
    /// <param name="block">Number of the block, from 0 to 2³² − 1.</param>
    /// <param name="count">Number of events, at most <see cref="EventsPerBlock"/>.</param>
    /// <param name="into">Where they go; from <see cref="NewBlock"/>.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Generate(long block, int count, GeneratedBlock into, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, EventsPerBlock);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(block, uint.MaxValue);
        into.Count = 0;
        long first = 0;
        for (int trials = _firstRound; into.Count < count; trials = _laterRounds)
        {
            cancellation.ThrowIfCancellationRequested();
            Try((uint)block, first, trials, count, into);
            if (_sampling.Count > 1)
            {
                Collect(into, trials, count);
            }

            first += trials;
        }
    }

    // Probability that a trial of a channel becomes an event.
    private static double EventsOf(ChannelSampling channel, EventWeighting weighting) => weighting == EventWeighting.Weighted
        ? channel.SurvivingFraction
        : MaximumOf(channel, weighting).Acceptance;

    // Weighted events are accepted whatever their weight, in units of 1 pb.
    private static ChannelMaximum MaximumOf(ChannelSampling channel, EventWeighting weighting) => weighting switch
    {
        EventWeighting.Unweighted => channel.Unweighted,
        EventWeighting.PartiallyUnweighted => channel.PartiallyUnweighted,
        _ => new ChannelMaximum(1, 1, channel.RootMeanSquare),
    };

    private ChannelMaximum MaximumOf(ChannelSampling channel) => MaximumOf(channel, _weighting);

    // In a stratum the channels have what makes weights even; strata have the numbers of events that the process asks for.
    private double[] Shares(ScatteringProcess process, EventWeighting weighting)
    {
        double[] shares = [.. _sampling.Select(s => weighting switch
        {
            EventWeighting.Unweighted => s.Unweighted.Value,
            EventWeighting.Weighted => s.RootMeanSquare,
            _ => s.PartiallyUnweighted.RootMeanSquare / Math.Sqrt(1 + EventCost * s.PartiallyUnweighted.Acceptance),
        })];
        if (process.Strata > 1)
        {
            double[] events = new double[process.Strata], crossSections = new double[process.Strata];
            for (int c = 0; c < shares.Length; c++)
            {
                events[process.StratumOf(c)] += shares[c] * EventsOf(_sampling[c], weighting);
                crossSections[process.StratumOf(c)] += _sampling[c].Unweighted.CappedMean;
            }

            for (int c = 0; c < shares.Length; c++)
            {
                int stratum = process.StratumOf(c);
                shares[c] = events[stratum] > 0 ? shares[c] / events[stratum] * Math.Pow(crossSections[stratum], process.StrataPower) : 0;
            }
        }

        return shares;
    }

    private void Try(uint block, long firstTrial, int count, int most, GeneratedBlock into)
    {
        AcceptedTrials trials = into.Accepted;
        uint first = (uint)firstTrial;

        // Trial numbers fill a counter word: what is over goes into the stream, above the channels.
        uint stream = EventStream | (uint)(firstTrial >> 32) << 12;
        int vectors = count / PointBlock.Width;
        PhiloxLanes.Fill(_seed, first, block, stream, ChannelDraw, Lanes(trials.Uniforms)[..vectors], Lanes(trials.Spare)[..vectors]);
        Span<int> starts = trials.SortByChannel(_cumulative, count);
        if (_rows > 0)
        {
            PhiloxLanes.Fill(_seed, first, block, stream, HelicityDraw, Lanes(trials.HelicityUniforms)[..vectors], Lanes(trials.Spare)[..vectors]);
        }

        // The second number of this draw orders the photons.
        PhiloxLanes.Fill(_seed, first, block, stream, AcceptDraw, Lanes(trials.Uniforms)[..vectors], Lanes(trials.Spare)[..vectors]);
        trials.Slots.AsSpan(0, count).Fill(-1);
        trials.Count = 0;
        for (int channel = 0; channel < _sampling.Count; channel++)
        {
            for (int start = starts[channel]; start < starts[channel + 1] && into.Count < most; start += PointBlock.Capacity)
            {
                int points = Math.Min(PointBlock.Capacity, starts[channel + 1] - start);
                into.Worker.Evaluate(channel, _sampling[channel].Grid, block, stream | (uint)channel, first + (uint)(start - starts[channel]), points);
                Accept(into, most, channel, trials.Sorted.AsSpan(start, points));
            }
        }
    }

    private void Accept(GeneratedBlock into, int count, int channel, ReadOnlySpan<int> trialOf)
    {
        AcceptedTrials trials = into.Accepted;
        PointBlock points = into.Worker.Block;
        ReadOnlySpan<double> weights = points.Weights;
        ReadOnlySpan<int> origins = points.Origins;
        double maximum = MaximumOf(_sampling[channel]).Value;
        int width = 4 * points.Particles;
        for (int k = 0; k < weights.Length; k++)
        {
            int trial = trialOf[origins[k]];
            double ratio = weights[k] / maximum;
            if (_weighting != EventWeighting.Weighted && !(ratio > trials.Uniforms[trial]))
            {
                continue;
            }

            double excess = _weighting == EventWeighting.Weighted ? ratio : Math.Max(1, ratio);
            if (_sampling.Count == 1)
            {
                // The trials of a single channel come in their order: nothing has to wait.
                if (into.Count == count)
                {
                    return;
                }

                int i = into.Count++;
                into.Channels[i] = channel;
                into.EventWeights[i] = _factors[channel] * excess;
                Finish(into, channel, k, trial, into.Momenta.AsSpan(width * i, width), into.HelicityRows.AsSpan(_rows * i, _rows));
                continue;
            }

            int slot = trials.TakeSlot(trial);
            trials.Excess[slot] = excess;
            Finish(into, channel, k, trial, trials.Momenta.AsSpan(width * slot, width), trials.Helicities.AsSpan(_rows * slot, _rows));
        }
    }

    private void Finish(GeneratedBlock into, int channel, int survivor, int trial, Span<double> momenta, Span<sbyte> helicities)
    {
        into.Worker.Block.CopyMomenta(survivor, momenta);
        if (!helicities.IsEmpty)
        {
            into.Worker.Helicities(channel, survivor, into.Accepted.HelicityUniforms[trial], helicities);
        }

        if (_photons.Count > 1)
        {
            Shuffle(momenta, helicities, into.Accepted.Spare[trial]);
        }
    }

    // One of the n! orders of the photons, each as likely.
    private void Shuffle(Span<double> momenta, Span<sbyte> helicities, double uniform)
    {
        int orders = PhotonChannels.Factorial(_photons.Count), order = Math.Min((int)(uniform * orders), orders - 1);
        for (int i = 0; i < _photons.Count - 1; i++)
        {
            int left = _photons.Count - i, a = _photons.First + i, b = a + order % left;
            order /= left;
            for (int component = 0; component < 4; component++)
            {
                (momenta[4 * a + component], momenta[4 * b + component]) = (momenta[4 * b + component], momenta[4 * a + component]);
            }

            if (!helicities.IsEmpty)
            {
                (helicities[2 + a], helicities[2 + b]) = (helicities[2 + b], helicities[2 + a]);
            }
        }
    }

    private void Collect(GeneratedBlock into, int count, int most)
    {
        AcceptedTrials trials = into.Accepted;
        int width = 4 * into.Particles;
        for (int t = 0; t < count && into.Count < most; t++)
        {
            int slot = trials.Slots[t];
            if (slot < 0)
            {
                continue;
            }

            int channel = trials.ChannelOf[t];
            int i = into.Count++;
            into.Channels[i] = channel;
            into.EventWeights[i] = _factors[channel] * trials.Excess[slot];
            trials.Momenta.AsSpan(slot * width, width).CopyTo(into.Momenta.AsSpan(i * width, width));
            trials.Helicities.AsSpan(slot * _rows, _rows).CopyTo(into.HelicityRows.AsSpan(i * _rows, _rows));
        }
    }

    private static int RoundUp(int trials) => (trials + PointBlock.Width - 1) / PointBlock.Width * PointBlock.Width;

    private static Span<Vector256<double>> Lanes(double[] column) => MemoryMarshal.Cast<double, Vector256<double>>(column.AsSpan());
}
