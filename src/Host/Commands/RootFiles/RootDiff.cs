using System.Globalization;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary>Compares two files: keys of the highest cycle, entries of trees and RNTuples, values of other objects.</summary>
/// <param name="output">Takes one line for every difference.</param>
/// <param name="error">Takes a warning for everything that cannot be compared.</param>
/// <param name="tolerance">Largest difference of two numbers that counts as none, relative to the larger.</param>
internal sealed class RootDiff(TextWriter output, TextWriter error, double tolerance)
{
    private static readonly object s_missing = "nothing";

    /// <summary>Number of lines that were written.</summary>
    public int Differences { get; private set; }

    /// <summary>Number of things that could not be read, and so not be compared.</summary>
    public int Unread { get; private set; }

    /// <summary>Compares two files.</summary>
    /// <exception cref="PluginException">Something in them is damaged.</exception>
    public void Compare(RootFile first, RootFile second)
    {
        Dictionary<string, RootEntry> a = Latest(first), b = Latest(second);
        foreach ((string path, RootEntry entry) in a)
        {
            if (!b.TryGetValue(path, out RootEntry? other))
            {
                Report($"{path}: only in {first.Name}");
            }
            else if (entry.Key.ClassName != other.Key.ClassName)
            {
                Report($"{path}: class {entry.Key.ClassName} and {other.Key.ClassName}");
            }
            else if (EntryTable.TryOpen(first, entry.Key) is { } table)
            {
                Compare(path, table, EntryTable.TryOpen(second, other.Key)!);
            }
            else if (RootObjects.IsObject(entry.Key))
            {
                Compare(path, RootObjects.Read(first, entry.Key), RootObjects.Read(second, other.Key));
            }
        }

        foreach (string path in b.Keys.Where(p => !a.ContainsKey(p)))
        {
            Report($"{path}: only in {second.Name}");
        }
    }

    private static Dictionary<string, RootEntry> Latest(RootFile file)
    {
        Dictionary<string, RootEntry> latest = [];
        foreach (RootEntry entry in RootContents.Of(file.Root))
        {
            if (entry.Problem is { } problem)
            {
                throw new PluginException(problem);
            }

            if (!latest.TryGetValue(entry.Path, out RootEntry? other) || other.Key.Cycle < entry.Key.Cycle)
            {
                latest[entry.Path] = entry;
            }
        }

        return latest;
    }

    private void Compare(string path, RootItem a, RootItem b)
    {
        foreach (string unread in RootObjects.Unread(a).Concat(RootObjects.Unread(b)).Distinct())
        {
            error.WriteLine($"alp: warning: {path}: not read: {unread}");
            Unread++;
        }

        int count = 0;
        string line = "";
        using IEnumerator<(string Name, object Value)> left = ItemText.Values(a).GetEnumerator(), right = ItemText.Values(b).GetEnumerator();
        for (bool hasLeft = left.MoveNext(), hasRight = right.MoveNext(); hasLeft || hasRight; hasLeft = left.MoveNext(), hasRight = right.MoveNext())
        {
            (string Name, object Value) x = hasLeft ? left.Current : (right.Current.Name, s_missing), y = hasRight ? right.Current : (left.Current.Name, s_missing);
            bool isSame = x.Name == y.Name && (x.Value is IConvertible p and not string && y.Value is IConvertible q and not string ? Same(p, q) : x.Value.Equals(y.Value));
            if (!isSame && count++ == 0)
            {
                line = x.Name == y.Name ? $"{x.Name}: {Text(x.Value)} and {Text(y.Value)}" : $"{x.Name} and {y.Name}";
            }
        }

        if (count > 0)
        {
            Report($"{path}, {line}{More(count, "values")}");
        }
    }

    private void Compare(string path, EntryTable a, EntryTable b)
    {
        if (a.Entries != b.Entries)
        {
            Report($"{path}: {a.Entries} and {b.Entries} entries");
        }

        string[] left = [.. a.Columns.Select(c => c.Name)], right = [.. b.Columns.Select(c => c.Name)];
        foreach (string column in left.Except(right))
        {
            Report($"{path}, branch {column}: only in the first file");
        }

        foreach (string column in right.Except(left))
        {
            Report($"{path}, branch {column}: only in the second file");
        }

        if (a.Entries == b.Entries)
        {
            foreach (string column in left.Intersect(right))
            {
                try
                {
                    Compare(path, column, a, b);
                }
                catch (RootNotSupportedException e)
                {
                    Report($"{path}, branch {column}: not compared: {e.Message}");
                }
            }
        }
    }

    // Clusters of the two need not be the same: a piece is what blocks of both have in common.
    private void Compare(string path, string column, EntryTable a, EntryTable b)
    {
        long count = 0;
        string line = "";
        int i = 0, k = 0;
        Column? x = null, y = null;
        for (long entry = 0; entry < a.Entries;)
        {
            (long First, int Count) left = a.Blocks[i], right = b.Blocks[k];
            x ??= a.Read(column, left);
            y ??= b.Read(column, right);
            long end = Math.Min(left.First + left.Count, right.First + right.Count);
            for (; entry < end; entry++)
            {
                int p = (int)(entry - left.First), q = (int)(entry - right.First);
                if (!Same(x, p, y, q) && count++ == 0)
                {
                    line = $"entry {entry}: {ValueText.Of(x, p)} and {ValueText.Of(y, q)}";
                }
            }

            (i, x) = end == left.First + left.Count ? (i + 1, null) : (i, x);
            (k, y) = end == right.First + right.Count ? (k + 1, null) : (k, y);
        }

        if (count > 0)
        {
            Report($"{path}, branch {column}, {line}{More(count, "entries")}");
        }
    }

    private bool Same(Column a, int i, Column b, int k) => (a, b) switch
    {
        (NumberColumn x, NumberColumn y) => Same(ValueText.At(x, i), ValueText.At(y, k)),
        (StringColumn x, StringColumn y) => x[i] == y[k],
        (JaggedColumn x, JaggedColumn y) => SameItems(x.Items, x.Offsets.Span[i], x.Offsets.Span[i + 1], y.Items, y.Offsets.Span[k], y.Offsets.Span[k + 1]),
        (FixedArrayColumn x, FixedArrayColumn y) => SameItems(x.Items, i * x.Size, (i + 1) * x.Size, y.Items, k * y.Size, (k + 1) * y.Size),
        (FixedArrayColumn x, JaggedColumn y) => SameItems(x.Items, i * x.Size, (i + 1) * x.Size, y.Items, y.Offsets.Span[k], y.Offsets.Span[k + 1]),
        (JaggedColumn x, FixedArrayColumn y) => SameItems(x.Items, x.Offsets.Span[i], x.Offsets.Span[i + 1], y.Items, k * y.Size, (k + 1) * y.Size),
        (RecordColumn x, RecordColumn y) => x.Fields.Count == y.Fields.Count && x.Fields.Zip(y.Fields).All(f => f.First.Name == f.Second.Name && Same(f.First.Values, i, f.Second.Values, k)),
        (VariantColumn x, VariantColumn y) => x.Tags.Span[i] == y.Tags.Span[k]
            && (x.Tags.Span[i] < 0 || Same(x.Alternatives[x.Tags.Span[i]], x.Indices.Span[i], y.Alternatives[y.Tags.Span[k]], y.Indices.Span[k])),
        _ => false,
    };

    private bool SameItems(Column a, int fromA, int toA, Column b, int fromB, int toB) =>
        toA - fromA == toB - fromB && Enumerable.Range(0, toA - fromA).All(n => Same(a, fromA + n, b, fromB + n));

    // NaN equals NaN. Whole numbers of one type are compared as such, others as doubles.
    private bool Same(IConvertible a, IConvertible b)
    {
        if (a.Equals(b))
        {
            return true;
        }

        double x = a.ToDouble(CultureInfo.InvariantCulture), y = b.ToDouble(CultureInfo.InvariantCulture);
        return a.GetType() == b.GetType() && tolerance == 0 ? false : x.Equals(y) || Math.Abs(x - y) <= tolerance * Math.Max(Math.Abs(x), Math.Abs(y));
    }

    private static string Text(object value) => value is string text ? text : ValueText.Of((IConvertible)value);

    private static string More(long count, string what) => count > 1 ? $" ({count} {what} differ)" : "";

    private void Report(string line)
    {
        output.WriteLine(line);
        Differences++;
    }
}
