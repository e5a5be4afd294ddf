using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Hepevt;

/// <summary>Reads a whole file of HEPEVT text for its <see cref="HepevtSummary"/>.</summary>
public sealed class HepevtSummaryReader
{
    private const int Incoming = -1, Final = 1;

    private readonly HepevtEventStream _stream;
    private readonly int _eventsToKeep;
    private readonly ParticleTable _particles = new();
    private readonly FinalStateSums _finalState = new();
    private readonly List<SampleEvent> _firstEvents = [];
    private HepevtLayout? _layout;
    private (int PdgId, double Energy)[] _beams = [];
    private WeightSums _weights;
    private long _particleCount;

    private HepevtSummaryReader(HepevtEventStream stream, int eventsToKeep) => (_stream, _eventsToKeep) = (stream, eventsToKeep);

    /// <summary>Reads a file to its end.</summary>
    /// <param name="stream">The file, not read yet; what it does with malformed events is its own.</param>
    /// <param name="eventsToKeep">How many of the first events are listed.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="PluginException">The file is malformed.</exception>
    public static HepevtSummary Read(HepevtEventStream stream, int eventsToKeep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        HepevtSummaryReader reader = new(stream, eventsToKeep);
        stream.ReadHead();
        while (stream.ReadBlock(cancellation) is HepevtEventBlock block)
        {
            using (block)
            {
                reader.Add(block);
            }
        }

        return reader.Summary();
    }

    private void Add(HepevtEventBlock block)
    {
        _layout ??= block.Layout;
        for (int i = 0; i < block.EventCount; i++)
        {
            _particles.Truncate(0);
            if (_stream.TryDecode(block, i, _particles, out double weight))
            {
                AddEvent(weight, block.FirstEvent + i + 1);
            }
        }
    }

    private void AddEvent(double weight, long number)
    {
        if (_weights.Events == 0)
        {
            _beams = [.. Enumerable.Range(0, _particles.Count).Where(p => _particles.Status[p] == Incoming).Select(p => (_particles.PdgId[p], _particles.E[p]))];
        }

        _weights = _weights.With(weight);
        _particleCount += _particles.Count;
        for (int p = 0; p < _particles.Count; p++)
        {
            if (_particles.Status[p] == Final)
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

    private HepevtSummary Summary()
    {
        StreamSummary read = _stream.WithoutScale();
        return new HepevtSummary
        {
            File = _stream.Name,
            Packing = _stream.Packing,
            Bytes = read.InputBytes,
            Sha256 = read.InputSha256,
            Columns = _layout?.Columns,
            HasVertexLines = _layout is { HasVertexLines: true },
            SkippedEvents = read.SkippedEvents,
            Particles = _particleCount,
            Weights = _weights,
            Beams = _beams,
            FinalStateParticles = _finalState.Count,
            FinalStateMomentum = _finalState.Momentum,
            FinalStateByPdgId = _finalState.ByPdgId,
            FirstEvents = _firstEvents,
            Warnings = read.Warnings,
        };
    }
}
