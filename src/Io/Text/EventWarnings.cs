namespace AlpToolkit.Io.Text;

/// <summary>
/// What is worth a word but no error. Blocks are decoded in any order by many threads: of what repeats itself the number and the
/// first place in the file are kept, so that the text does not depend on the order.
/// </summary>
internal sealed class EventWarnings
{
    private readonly Lock _lock = new();
    private readonly List<string> _once = [];
    private readonly Dictionary<string, Sighting> _repeated = [];
    private readonly List<string> _cuts = [];
    private long _skipped, _cutOff;
    private (long Event, string Message) _firstSkipped = (long.MaxValue, "");
    private bool _mayLackEvents;

    /// <summary>Events left out: malformed ones, and those behind a damage where reading ended.</summary>
    public long Skipped
    {
        get
        {
            lock (_lock)
            {
                return _skipped + _cutOff;
            }
        }
    }

    /// <summary>True when events were left out, or the file may have lost some.</summary>
    public bool MayLackEvents
    {
        get
        {
            lock (_lock)
            {
                return _mayLackEvents || _skipped + _cutOff > 0;
            }
        }
    }

    /// <summary>Adds a warning that the file may have lost events.</summary>
    public void AddLoss(string message)
    {
        lock (_lock)
        {
            _once.Add(message);
            _mayLackEvents = true;
        }
    }

    /// <summary>Adds a warning that occurs once.</summary>
    public void Add(string message)
    {
        lock (_lock)
        {
            _once.Add(message);
        }
    }

    /// <summary>Counts something that may occur often.</summary>
    /// <param name="oddity">What, as a phrase: <c>has a final-state particle of negative energy</c>.</param>
    /// <param name="place">Where: the place of the first event that has it is kept.</param>
    public void Count(string oddity, EventPlace place)
    {
        lock (_lock)
        {
            Sighting before = _repeated.GetValueOrDefault(oddity, new Sighting(0, long.MaxValue, ""));
            _repeated[oddity] = place.Event < before.Event
                ? new Sighting(before.Count + 1, place.Event, place.ToString())
                : before with { Count = before.Count + 1 };
        }
    }

    /// <summary>Counts an event that is left out.</summary>
    /// <param name="number">Its number in the file.</param>
    /// <param name="message">Why.</param>
    public void Skip(long number, string message)
    {
        lock (_lock)
        {
            _skipped++;
            if (number < _firstSkipped.Event)
            {
                _firstSkipped = (number, message);
            }
        }
    }

    /// <summary>Says that reading ended before the end.</summary>
    /// <param name="message">Where and why.</param>
    /// <param name="events">Events that are left out, as far as they can be counted; at least 1.</param>
    public void Cut(string message, long events)
    {
        lock (_lock)
        {
            _cuts.Add(message);
            _cutOff += events;
        }
    }

    /// <summary>All warnings, in an order that does not depend on threads.</summary>
    public IReadOnlyList<string> ToList()
    {
        lock (_lock)
        {
            List<string> all = [.. _once];
            all.AddRange(_repeated.OrderBy(r => r.Value.Event).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Value.Place} {r.Key} ({r.Value.Count} event{(r.Value.Count == 1 ? "" : "s")} in all)."));
            if (_skipped > 0)
            {
                all.Add($"{_skipped} malformed event{(_skipped == 1 ? "" : "s")} left out; the first: {_firstSkipped.Message}");
            }

            all.AddRange(_cuts);
            return all;
        }
    }

    private readonly record struct Sighting(long Count, long Event, string Place);
}
