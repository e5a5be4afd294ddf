using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>Reads a whole LHE file for its <see cref="LheSummary"/>.</summary>
public sealed class LheSummaryReader : IDisposable
{
    private readonly LheEventStream _stream;
    private readonly EventErrorPolicy _policy;
    private readonly int _eventsToKeep;
    private readonly ParticleTable _particles = new();
    private readonly List<SampleEvent> _firstEvents = [];
    private readonly LheWeightSums _weights = new();
    private readonly FinalStateSums _finalState = new();
    private WeightSums _nominal;
    private long _particleCount;
    private bool _unitWeights = true;

    /// <summary>Prepares to read a file.</summary>
    /// <param name="stream">The file, not read yet; closed with this.</param>
    /// <param name="policy">What to do with malformed events.</param>
    /// <param name="eventsToKeep">How many of the first events are listed.</param>
    public LheSummaryReader(LheEventStream stream, EventErrorPolicy policy = EventErrorPolicy.Stop, int eventsToKeep = 2)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (_stream, _policy, _eventsToKeep) = (stream, policy, eventsToKeep);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="options">How it is read; variations need not be asked for.</param>
    /// <param name="eventsToKeep">How many of the first events are listed.</param>
    /// <exception cref="PluginException">The file is malformed.</exception>
    public static LheSummary Read(string path, LheOptions? options = null, int eventsToKeep = 2)
    {
        options ??= new LheOptions();
        using LheSummaryReader reader = new(new LheEventStream(path, options), options.OnError, eventsToKeep);
        return reader.Read(CancellationToken.None);
    }

    /// <summary>Reads the file to its end.</summary>
    /// <exception cref="PluginException">The file is malformed.</exception>
    public LheSummary Read(CancellationToken cancellation)
    {
        _stream.ReadHead();
        if (_policy == EventErrorPolicy.Truncate)
        {
            _stream.TruncateBy(Check());
        }

        while (_stream.ReadBlock(cancellation) is LheEventBlock block)
        {
            using (block)
            {
                Add(block);
            }
        }

        StreamTotals totals = new(_nominal.Events, _nominal.Sum, _nominal.SumOfSquares, _unitWeights);
        LheNormalisation normalisation = _stream.Normalise(totals);
        StreamSummary summary = _stream.Complete(totals);
        return new LheSummary
        {
            File = _stream.Name,
            Packing = _stream.Packing.ToString().ToLowerInvariant(),
            Bytes = summary.InputBytes,
            Sha256 = summary.InputSha256,
            Head = _stream.Head,
            Normalisation = normalisation,
            Events = _nominal.Events,
            EventGroups = _stream.EventGroups,
            SkippedEvents = summary.SkippedEvents,
            Particles = _particleCount,
            SumOfWeights = _nominal.Sum,
            SumOfAbsoluteWeights = _nominal.SumOfAbsolutes,
            SumOfSquaredWeights = _nominal.SumOfSquares,
            NegativeWeights = _nominal.Negative,
            Weights = _weights.ToList(),
            FinalStateParticles = _finalState.Count,
            FinalStateMomentum = _finalState.Momentum,
            FinalStateByPdgId = _finalState.ByPdgId,
            FirstEvents = _firstEvents,
            Warnings = summary.Warnings,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Add(LheEventBlock block)
    {
        for (int i = 0; i < block.EventCount; i++)
        {
            _particles.Truncate(0);
            try
            {
                double weight = _stream.Decoder.Decode(block, i, _particles, out int afterParticles);
                _weights.Add(block, i, afterParticles);
                AddEvent(weight, block.FirstEvent + i + 1);
            }
            catch (PluginException e) when (_policy == EventErrorPolicy.Skip)
            {
                _stream.NoteSkipped(block.FirstEvent + i, e);
            }
        }
    }

    private static Action<LheEventBlock, int> Check()
    {
        LheEventDecoder decoder = new(new EventWarnings());
        ParticleTable particles = new();
        LheWeightSums weights = new();
        return (block, index) =>
        {
            particles.Truncate(0);
            decoder.Decode(block, index, particles, out int afterParticles);
            weights.Add(block, index, afterParticles);
        };
    }

    private void AddEvent(double weight, long number)
    {
        _nominal = _nominal.With(weight);
        _unitWeights &= Math.Abs(weight) == 1;
        _particleCount += _particles.Count;
        for (int p = 0; p < _particles.Count; p++)
        {
            if (_particles.Status[p] == 1)
            {
                _finalState.Add(_particles.PdgId[p], _particles.Momentum(p));
            }
        }

        if (_firstEvents.Count < _eventsToKeep)
        {
            _firstEvents.Add(new SampleEvent(number, weight, [.. Enumerable.Range(0, _particles.Count).Select(ParticleAt)]));
        }
    }

    private Particle ParticleAt(int row) =>
        new(_particles.PdgId[row], _particles.Status[row], _particles.Momentum(row), _particles.M[row], _particles.Mother1[row], _particles.Mother2[row]);
}
