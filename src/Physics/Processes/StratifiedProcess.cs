using AlpToolkit.Physics.Integration;

namespace AlpToolkit.Physics.Processes;

/// <summary>
/// One process cut into strata: parts of phase space that do not overlap, each with channels and grids of its own, so that a part that is
/// hardly ever reached is learned as well as the others. Their sum is the process. Every stratum has its share of the events; weights make up for it.
/// </summary>
public sealed class StratifiedProcess : ScatteringProcess
{
    private readonly (ScatteringProcess Process, int Stratum, int Channel)[] _channels;
    private readonly ScatteringProcess[] _strata;
    private readonly string[] _names;

    /// <summary>A process made of parts.</summary>
    /// <param name="strata">Name and process of every part; the processes differ in their generation cuts alone, which do not overlap.</param>
    /// <param name="power">Power of a stratum's cross section that its number of events is proportional to: 0 for equal numbers, 1 for those without strata.</param>
    /// <exception cref="ArgumentException">There is no part, or they differ in √s or particles.</exception>
    public StratifiedProcess(IReadOnlyList<(string Name, ScatteringProcess Process)> strata, double power = 0)
        : base(strata is { Count: > 0 } ? strata[0].Process.SqrtS : throw new ArgumentException("a process has at least one stratum", nameof(strata)))
    {
        if (strata.Any(s => s.Process.SqrtS != SqrtS || s.Process.Particles != strata[0].Process.Particles))
        {
            throw new ArgumentException("strata of one process have one energy and the same particles", nameof(strata));
        }

        StrataPower = power;
        _strata = [.. strata.Select(s => s.Process)];
        _names = [.. strata.Select(s => s.Name)];
        _channels = [.. strata.SelectMany((s, stratum) => Enumerable.Range(0, s.Process.Channels).Select(channel => (s.Process, stratum, channel)))];
    }

    /// <inheritdoc/>
    public override int Channels => _channels.Length;

    /// <inheritdoc/>
    public override int Particles => _strata[0].Particles;

    internal override int Strata => _strata.Length;

    internal override double StrataPower { get; }

    internal override (int First, int Count) IdenticalPhotons => _strata[0].IdenticalPhotons;

    /// <inheritdoc/>
    public override string ChannelName(int channel) => $"{_names[_channels[channel].Stratum]}; {_channels[channel].Process.ChannelName(_channels[channel].Channel)}";

    /// <inheritdoc/>
    public override int Dimensions(int channel) => _channels[channel].Process.Dimensions(_channels[channel].Channel);

    /// <inheritdoc/>
    public override IReadOnlyList<RecordedParticle> Record(int channel) => _channels[channel].Process.Record(_channels[channel].Channel);

    internal override int StratumOf(int channel) => _channels[channel].Stratum;

    internal override PointEvaluator NewEvaluator() => new Evaluator(this);

    private sealed class Evaluator(StratifiedProcess process) : PointEvaluator
    {
        private readonly PointEvaluator[] _evaluators = [.. process._strata.Select(s => s.NewEvaluator())];

        public override void Evaluate(int channel, PointBlock block)
        {
            (_, int stratum, int own) = process._channels[channel];
            _evaluators[stratum].Evaluate(own, block);
        }

        public override void Helicities(int channel, PointBlock block, int survivor, double uniform, Span<sbyte> helicities)
        {
            (_, int stratum, int own) = process._channels[channel];
            _evaluators[stratum].Helicities(own, block, survivor, uniform, helicities);
        }
    }
}
