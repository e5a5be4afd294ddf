namespace AlpToolkit.Io.Csv;

/// <summary>Finds the columns that count the elements of lists: whole numbers before a list that are its lengths in every row.</summary>
internal sealed class ListCounters
{
    private readonly Dictionary<int, List<int>> _candidates = [];
    private bool _isFirst = true;

    /// <summary>Looks at a row.</summary>
    /// <param name="kinds">What the columns hold so far.</param>
    /// <param name="cells">The row.</param>
    public void Add(CellKind[] kinds, List<CsvField> cells)
    {
        if (_isFirst)
        {
            _isFirst = false;
            for (int i = 0; i < kinds.Length; i++)
            {
                if (IsList(kinds[i]))
                {
                    _candidates[i] = [.. Enumerable.Range(0, i).Where(k => kinds[k] == CellKind.Whole)];
                }
            }
        }

        foreach ((int list, List<int> counters) in _candidates)
        {
            if (counters.Count == 0)
            {
                continue;
            }

            if (!IsList(kinds[list]))
            {
                counters.Clear();
                continue;
            }

            int length = Length(cells[list].Text);
            counters.RemoveAll(k => kinds[k] != CellKind.Whole || !CellBuffer.TryInteger(cells[k].Text, out long count) || count != length);
        }
    }

    /// <summary>True for a column that counts.</summary>
    public bool Counts(int column) => _candidates.Keys.Any(list => CounterOf(list) == column);

    /// <summary>Name of the counter of a list: that of a column that counts it, or a new one; null for columns that are no lists.</summary>
    public string? NameFor(int column, IReadOnlyList<string> names)
    {
        if (!_candidates.ContainsKey(column))
        {
            return null;
        }

        if (CounterOf(column) is int counter)
        {
            return names[counter];
        }

        string name = $"n{names[column]}";
        for (int i = 2; names.Contains(name); i++)
        {
            name = $"n{names[column]}_{i}";
        }

        return name;
    }

    // The nearest before it.
    private int? CounterOf(int list) => _candidates[list] is [.., var nearest] ? nearest : null;

    private static bool IsList(CellKind kind) => kind is CellKind.EmptyList or CellKind.Flags or CellKind.Integers or CellKind.Numbers;

    private static int Length(string list) => list.AsSpan(1, list.Length - 2).Trim().IsEmpty ? 0 : 1 + list.AsSpan().Count(',');
}
