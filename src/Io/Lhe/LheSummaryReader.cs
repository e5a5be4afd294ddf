using System.Text;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;
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
    private readonly List<LheSampleEvent> _firstEvents = [];
    private readonly SortedDictionary<int, long> _finalStateByPdgId = [];
    private readonly WeightSums _weights = new();
    private long _events, _particleCount, _finalStateCount, _negative;
    private double _sum, _sumOfAbsolutes, _sumOfSquares;
    private bool _unitWeights = true;
    private FourVector _momentum;

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

        StreamTotals totals = new(_events, _sum, _sumOfSquares, _unitWeights);
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
            Events = _events,
            EventGroups = _stream.EventGroups,
            SkippedEvents = summary.SkippedEvents,
            Particles = _particleCount,
            SumOfWeights = _sum,
            SumOfAbsoluteWeights = _sumOfAbsolutes,
            SumOfSquaredWeights = _sumOfSquares,
            NegativeWeights = _negative,
            Weights = _weights.ToList(),
            FinalStateParticles = _finalStateCount,
            FinalStateMomentum = _momentum,
            FinalStateByPdgId = [.. _finalStateByPdgId],
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
        WeightSums weights = new();
        return (block, index) =>
        {
            particles.Truncate(0);
            decoder.Decode(block, index, particles, out int afterParticles);
            weights.Add(block, index, afterParticles);
        };
    }

    private void AddEvent(double weight, long number)
    {
        _events++;
        _sum += weight;
        _sumOfAbsolutes += Math.Abs(weight);
        _sumOfSquares += weight * weight;
        _negative += weight < 0 ? 1 : 0;
        _unitWeights &= Math.Abs(weight) == 1;
        _particleCount += _particles.Count;
        for (int p = 0; p < _particles.Count; p++)
        {
            if (_particles.Status[p] == 1)
            {
                _finalStateCount++;
                _momentum += _particles.Momentum(p);
                int pdgId = _particles.PdgId[p];
                _finalStateByPdgId[pdgId] = _finalStateByPdgId.GetValueOrDefault(pdgId) + 1;
            }
        }

        if (_firstEvents.Count < _eventsToKeep)
        {
            _firstEvents.Add(new LheSampleEvent(number, weight, [.. Enumerable.Range(0, _particles.Count).Select(ParticleAt)]));
        }
    }

    private Particle ParticleAt(int row) =>
        new(_particles.PdgId[row], _particles.Status[row], _particles.Momentum(row), _particles.M[row], _particles.Mother1[row], _particles.Mother2[row]);

    // Ids are found by the order in which the event before had them, which is nearly always the same.
    private sealed class WeightSums
    {
        private readonly List<(string Id, byte[] Bytes)> _ids = [];
        private readonly Dictionary<string, int> _indices = [];
        private readonly List<long> _counts = [], _lastEvents = [];
        private readonly List<double> _sums = [];
        private readonly List<(int Index, double Value)> _ofEvent = [];
        private int _next;

        public void Add(LheEventBlock block, int index, int afterParticles)
        {
            _ofEvent.Clear();
            long number = block.FirstEvent + index + 1;
            LheWeightReader weights = new(block.TextOf(index), block, index, afterParticles);
            while (weights.MoveNext())
            {
                int slot = SlotOf(weights.Ordinal, weights.Id);
                double value = weights.Value();
                if (_lastEvents[slot] == number)
                {
                    throw LheErrors.DuplicateWeight(weights.Place, _ids[slot].Bytes);
                }

                _lastEvents[slot] = number;
                _ofEvent.Add((slot, value));
            }

            // Only a whole event counts.
            foreach ((int slot, double value) in _ofEvent)
            {
                _counts[slot]++;
                _sums[slot] += value;
            }
        }

        public IReadOnlyList<LheWeightSum> ToList() => [.. _ids.Select((id, i) => new LheWeightSum(id.Id, _counts[i], _sums[i])).Where(w => w.Events > 0)];

        private int SlotOf(int ordinal, ReadOnlySpan<byte> id)
        {
            _next = _next + 1 < _ids.Count ? _next + 1 : 0;
            if (ordinal < 0 && _next < _ids.Count && id.SequenceEqual(_ids[_next].Bytes))
            {
                return _next;
            }

            string name = ordinal < 0 ? LheTag.TextOf(id) : $"#{ordinal}";
            if (!_indices.TryGetValue(name, out int slot))
            {
                slot = _ids.Count;
                _indices.Add(name, slot);
                _ids.Add((name, ordinal < 0 ? id.ToArray() : Encoding.Latin1.GetBytes(name)));
                _counts.Add(0);
                _lastEvents.Add(0);
                _sums.Add(0);
            }

            return _next = slot;
        }
    }
}
