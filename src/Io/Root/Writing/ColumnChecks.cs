using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>Checks a block of entries before any of it is written.</summary>
internal static class ColumnChecks
{
    /// <summary>Number of entries of the block.</summary>
    /// <exception cref="ArgumentException">The columns are not those that were announced, or have different numbers of entries.</exception>
    public static int Entries(IReadOnlyList<RootColumn> expected, IReadOnlyList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != expected.Count)
        {
            throw new ArgumentException($"{columns.Count} columns are given, and {expected.Count} were announced", nameof(columns));
        }

        for (int i = 0; i < columns.Count; i++)
        {
            if (expected[i].Problem(columns[i]) is { } needed)
            {
                throw new ArgumentException($"column '{expected[i].Name}' needs a {needed}, not a {columns[i].GetType().Name}", nameof(columns));
            }

            if (columns[i].Count != columns[0].Count)
            {
                throw new ArgumentException($"column '{expected[i].Name}' has {columns[i].Count} entries, and '{expected[0].Name}' has {columns[0].Count}", nameof(columns));
            }
        }

        return columns[0].Count;
    }

    /// <summary>Refuses names that occur twice, and no columns at all.</summary>
    public static void Names(IReadOnlyList<RootColumn> columns, IEnumerable<string> all)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count);
        if (all.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"two columns have the name '{twice.Key}'", nameof(columns));
        }
    }
}
