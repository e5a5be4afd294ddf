using System.Globalization;

namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Adds up all weights of a file by their names.</summary>
internal sealed class HepMcWeightSums
{
    private readonly List<string> _names = [];
    private readonly List<long> _events = [];
    private readonly List<double> _sums = [];
    private readonly Dictionary<string, int> _slots = [];
    private IReadOnlyList<string> _latestNames = [];
    private int[] _latestSlots = [];

    /// <summary>Adds those of an event.</summary>
    public void Add(HepMcRecord record)
    {
        // Names are the same in event after event.
        IReadOnlyList<string> names = record.WeightNames ?? [];
        if (_latestSlots.Length != record.Weights.Count || !(ReferenceEquals(names, _latestNames) || names.SequenceEqual(_latestNames)))
        {
            HashSet<string> twice = [.. names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key)];
            _latestSlots = [.. Enumerable.Range(0, record.Weights.Count).Select(i => SlotOf(i < names.Count && !twice.Contains(names[i]) ? names[i] : string.Create(CultureInfo.InvariantCulture, $"#{i}")))];
            _latestNames = [.. names];
        }

        for (int i = 0; i < record.Weights.Count; i++)
        {
            _events[_latestSlots[i]]++;
            _sums[_latestSlots[i]] += record.Weights[i];
        }
    }

    /// <summary>The sums, in the order in which events gave them first.</summary>
    public IReadOnlyList<WeightSum> ToList() => [.. _names.Select((name, i) => new WeightSum(name, _events[i], _sums[i]))];

    private int SlotOf(string name)
    {
        if (!_slots.TryGetValue(name, out int slot))
        {
            slot = _names.Count;
            _slots.Add(name, slot);
            _names.Add(name);
            _events.Add(0);
            _sums.Add(0);
        }

        return slot;
    }
}
