namespace AlpToolkit.Io.HepMc.Records;

/// <summary>What a format cannot hold, counted.</summary>
internal sealed class HepMcLosses
{
    private readonly Dictionary<string, long> _counts = [];
    private readonly List<string> _order = [];

    /// <summary>Counts something.</summary>
    /// <param name="what">What, in the plural.</param>
    /// <param name="count">How many; nothing is counted for 0.</param>
    public void Add(string what, long count = 1)
    {
        if (count <= 0)
        {
            return;
        }

        if (!_counts.TryGetValue(what, out long before))
        {
            _order.Add(what);
        }

        _counts[what] = before + count;
    }

    /// <summary>Phrases like <c>attributes of vertices (12)</c>, in the order in which they came up.</summary>
    public IReadOnlyList<string> ToList() => [.. _order.Select(what => $"{what} ({_counts[what]})")];
}
