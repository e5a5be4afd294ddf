using System.Text;

namespace AlpToolkit.Io.Lhe;

/// <summary>Adds up the weights beside the nominal of a file by their ids, which are found by the order in which the event before had them: nearly always the same.</summary>
internal sealed class LheWeightSums
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

    public IReadOnlyList<WeightSum> ToList() => [.. _ids.Select((id, i) => new WeightSum(id.Id, _counts[i], _sums[i])).Where(w => w.Events > 0)];

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
