using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Events;

/// <summary>
/// Events that HepMC3 wrote one by one: an object GenEventData under a key of its own for every event, named by its number. They are read when they are decoded, by many threads;
/// memory is that of the keys.
/// </summary>
internal sealed class HepMcKeys : EventEntries
{
    private readonly RootFile _file;
    private readonly RootKey[] _keys;
    private readonly double _energyUnit;

    private HepMcKeys(RootFile file, RootKey[] keys, double energyUnit) => (_file, _keys, _energyUnit) = (file, keys, energyUnit);

    /// <inheritdoc/>
    public override long Count => _keys.Length;

    /// <inheritdoc/>
    public override RootWeightConvention? Convention => null;

    /// <summary>The events of a file in the order of its keys; null when there are none.</summary>
    public static HepMcKeys? TryOpen(RootFile file, double energyUnit)
    {
        // Before its third version the namespace was that of the second.
        RootKey[] keys = [.. file.Root.Latest.Where(k => k.ClassName is "HepMC3::GenEventData" or "HepMC::GenEventData")];
        return keys.Length > 0 ? new HepMcKeys(file, keys, energyUnit) : null;
    }

    /// <inheritdoc/>
    public override EventStep Read(long first, int count) => new Step(this, (int)first);

    private sealed class Step(HepMcKeys events, int first) : EventStep
    {
        public override bool TryRead(int entry, ParticleTable particles, out double weight) =>
            EventColumns.Read(new Event(events._file, events._keys[first + entry]), EventLayout.HepMc, 0, 1, events._energyUnit).TryRead(0, particles, out weight);
    }

    // Columns of one entry, named as the branches of a tree of such events are.
    private sealed class Event : IEventSource
    {
        private readonly RootPlace _place;
        private readonly RootObject _data;

        public Event(RootFile file, RootKey key)
        {
            _place = key.Place;
            RootCursor cursor = new(key.ReadObject(), _place);
            _data = new ObjectReader(file.Streamers, key.KeyLength).Read(key.ClassName, ref cursor);
        }

        public string Place => _place.ToString();

        public Column Read(string name, long first, int count)
        {
            string[] path = name.Split('.');
            return _data.Members.GetValueOrDefault(path[0]) switch
            {
                int number when path.Length == 1 => new PrimitiveColumn<int>([number]),
                Column { Count: 1 } column when Descend(column, path[1..]) is { } found => found,
                _ => throw Missing(name),
            };
        }

        private static Column? Descend(Column column, string[] path) => (column, path) switch
        {
            (_, []) => column,
            (JaggedColumn list, _) => Descend(list.Items, path) is { } items ? new JaggedColumn(list.Offsets, items) : null,
            (RecordColumn record, [var member, .. var rest]) => record.Find(member) is { } field ? Descend(field, rest) : null,
            _ => null,
        };

        private PluginException Missing(string name) => RootErrors.Damaged(_place, $"the event has no {name}{(_data.Unread is { } unread ? $": {unread} could not be read" : "")}");
    }
}
