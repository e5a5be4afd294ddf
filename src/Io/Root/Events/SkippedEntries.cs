namespace AlpToolkit.Io.Root.Events;

/// <summary>Entries that were left out as damaged: their number and the first, whatever the order in which threads find them.</summary>
internal sealed class SkippedEntries
{
    private readonly Lock _gate = new();
    private (long Entry, string Message) _first = (long.MaxValue, "");
    private bool _isCut;

    /// <summary>Number of entries.</summary>
    public long Count { get; private set; }

    /// <summary>A warning; null when none was left out.</summary>
    public string? Text => Count == 0 ? null : _isCut ? $"{Count} {(Count == 1 ? "entry" : "entries")} from {_first.Entry} on left out: {_first.Message}" : $"{Count} damaged {(Count == 1 ? "entry" : "entries")} left out, the first {_first.Entry}: {_first.Message}";

    /// <summary>Adds all entries from a damaged one on.</summary>
    public void Cut(long first, long count, string message)
    {
        (_isCut, _first, Count) = (true, (first, message), count);
    }

    /// <summary>Adds consecutive entries.</summary>
    public void Add(long first, int count, string message)
    {
        lock (_gate)
        {
            Count += count;
            if (first < _first.Entry)
            {
                _first = (first, message);
            }
        }
    }
}
