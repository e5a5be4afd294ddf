using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>Writes a tree block by block: a basket goes to the file as soon as it is full, so memory is bounded by one basket a branch.</summary>
public sealed class RootTreeWriter : IEntryWriter
{
    private readonly string _name, _title;
    private readonly IReadOnlyList<RootColumn> _columns;
    private readonly List<BranchWriter> _branches = [];
    private readonly List<(BranchWriter Branch, int Column)> _fills = [];
    private readonly List<(int First, int Other)> _sameLengths = [];
    private readonly Action<Action<RootBuffer>, IEnumerable<string>> _finish;
    private bool _done;

    internal RootTreeWriter(FileOutput output, long directory, string name, string title, IReadOnlyList<RootColumn> columns, Action<Action<RootBuffer>, IEnumerable<string>> finish)
    {
        ArgumentNullException.ThrowIfNull(columns);
        (_name, _title, _columns, _finish) = (name, title, [.. columns], finish);
        TreePlace place = new(output, directory, name);
        Dictionary<string, (BranchWriter Branch, int Column)> counters = [];
        for (int i = 0; i < columns.Count; i++)
        {
            BranchWriter? counter = null;
            if (columns[i] is IListColumnType list)
            {
                if (counters.TryGetValue(list.Counter, out (BranchWriter Branch, int Column) known))
                {
                    counter = known.Branch;
                    _sameLengths.Add((known.Column, i));
                }
                else if (list.Counter.Contains('.', StringComparison.Ordinal))
                {
                    // The leaves of the lists name it in their titles, by which readers find it.
                    throw new ArgumentException($"'{list.Counter}' cannot count the elements of '{columns[i].Name}': a dot parts branch and leaf", nameof(columns));
                }
                else
                {
                    counter = new CounterBranch(place, RootColumn.Number<int>(list.Counter).Name);
                    counters[list.Counter] = (counter, i);
                    _branches.Add(counter);
                    _fills.Add((counter, i));
                }
            }

            BranchWriter branch = columns[i].CreateBranch(place, counter);
            _branches.Add(branch);
            _fills.Add((branch, i));
        }

        ColumnChecks.Names(columns, _branches.Select(b => b.Name));
    }

    /// <summary>Entries so far.</summary>
    public long Entries { get; private set; }

    /// <summary>Adds entries.</summary>
    /// <param name="columns">Their values, in the order of the columns of the tree, each with as many entries.</param>
    /// <exception cref="ArgumentException">The columns are not those of the tree, or have different numbers of entries.</exception>
    /// <exception cref="PluginException">The file cannot be written.</exception>
    public void Fill(params IReadOnlyList<Column> columns)
    {
        ObjectDisposedException.ThrowIf(_done, this);
        int entries = ColumnChecks.Entries(_columns, columns);
        foreach ((int first, int other) in _sameLengths)
        {
            CheckLengths((JaggedColumn)columns[first], (JaggedColumn)columns[other], _columns[first].Name, _columns[other].Name);
        }

        foreach ((BranchWriter branch, int column) in _fills)
        {
            branch.Fill(columns[column]);
        }

        Entries += entries;
    }

    /// <summary>Ends the tree: writes what is in memory and the tree itself. Committing the file does it too.</summary>
    /// <exception cref="PluginException">The file cannot be written.</exception>
    public void Complete()
    {
        if (_done)
        {
            return;
        }

        _done = true;
        foreach (BranchWriter branch in _branches)
        {
            branch.Basket.Flush();
        }

        _finish(buffer => TreeRecord.Write(buffer, _name, _title, Entries, _branches), _branches.Select(b => b.Type.ClassName).Append("TBranch"));
    }

    private static void CheckLengths(JaggedColumn first, JaggedColumn other, string firstName, string otherName)
    {
        ReadOnlySpan<int> a = first.Offsets.Span, b = other.Offsets.Span;
        for (int i = 0; i < first.Count; i++)
        {
            if (a[i + 1] - a[i] != b[i + 1] - b[i])
            {
                throw new ArgumentException($"'{firstName}' and '{otherName}' have one counter, and their lists {i} have {a[i + 1] - a[i]} and {b[i + 1] - b[i]} elements");
            }
        }
    }
}
