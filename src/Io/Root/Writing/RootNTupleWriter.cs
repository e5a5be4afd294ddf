using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>Writes an RNTuple block by block: a page goes to the file as soon as it is full, so memory is bounded by one page a column.</summary>
public sealed class RootNTupleWriter : IEntryWriter
{
    private readonly NTupleOutput _output;
    private readonly IReadOnlyList<RootColumn> _columns;
    private readonly FieldWriter[] _fields, _all;
    private readonly List<NTupleClusterRecord> _clusters = [];
    private readonly Action<Action<RootBuffer>> _finish;
    private readonly WrittenBlob _header;
    private readonly ulong _headerChecksum;
    private long _clusterFirst, _clusterBytes;
    private bool _done;

    internal RootNTupleWriter(FileOutput file, string name, string description, IReadOnlyList<RootColumn> columns, Action<Action<RootBuffer>> finish)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ColumnChecks.Names(columns, columns.Select(c => c.Name));
        if (columns.FirstOrDefault(c => c.Name.Contains('.', StringComparison.Ordinal)) is { } dotted)
        {
            throw new ArgumentException($"'{dotted.Name}' cannot be the name of a field: a dot parts a field from those in it", nameof(columns));
        }

        (_columns, _finish) = ([.. columns], finish);
        _output = new NTupleOutput(file);
        _fields = [.. columns.Select(c => c.CreateField())];

        // The fields at the top, then those below: the order in which ROOT numbers them.
        _all = [.. _fields, .. _fields.Select(f => f.Child).OfType<FieldWriter>()];
        _header = _output.WriteEnvelope(NTupleEnvelopes.Header(name, description, _fields, _all).Finish(out _headerChecksum));
    }

    /// <summary>Entries so far.</summary>
    public long Entries { get; private set; }

    /// <summary>Adds entries.</summary>
    /// <param name="columns">Their values, in the order of the columns, each with as many entries.</param>
    /// <exception cref="ArgumentException">The columns are not those of the RNTuple, or have different numbers of entries.</exception>
    /// <exception cref="PluginException">The file cannot be written.</exception>
    public void Fill(params IReadOnlyList<Column> columns)
    {
        ObjectDisposedException.ThrowIf(_done, this);
        int entries = ColumnChecks.Entries(_columns, columns);
        for (int i = 0; i < _fields.Length; i++)
        {
            _fields[i].Fill(_output, columns[i]);
        }

        Entries += entries;
        if (_output.Bytes - _clusterBytes >= _output.Options.ClusterSize)
        {
            EndCluster();
        }
    }

    /// <summary>Ends the RNTuple: writes what is in memory and what describes it. Committing the file does it too.</summary>
    /// <exception cref="PluginException">The file cannot be written.</exception>
    public void Complete()
    {
        if (_done)
        {
            return;
        }

        _done = true;
        EndCluster();
        WrittenBlob pageList = _output.WriteEnvelope(NTupleEnvelopes.PageList(_headerChecksum, _clusters, _output.Options.Code).Finish(out _));
        WrittenBlob footer = _output.WriteEnvelope(NTupleEnvelopes.Footer(_headerChecksum, Entries, _clusters.Count, pageList).Finish(out _));
        _finish(buffer => NTupleEnvelopes.WriteAnchor(buffer, _header, footer));
    }

    private void EndCluster()
    {
        if (Entries == _clusterFirst)
        {
            return;
        }

        WrittenColumn[] columns = [.. _all.SelectMany(f => f.Pages).Select(p => p.EndCluster(_output))];
        _clusters.Add(new NTupleClusterRecord(_clusterFirst, Entries - _clusterFirst, columns));
        foreach (FieldWriter field in _all)
        {
            field.BeginCluster();
        }

        _clusterFirst = Entries;
        _clusterBytes = _output.Bytes;
    }
}

/// <summary>A cluster in the file.</summary>
/// <param name="First">First entry.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Columns">Pages of every column.</param>
internal sealed record NTupleClusterRecord(long First, long Entries, IReadOnlyList<WrittenColumn> Columns);
