using System.Buffers;
using System.Globalization;
using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Csv;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Events;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Plugins.Writers;

namespace AlpToolkit.Plugins.Stages.WriteEvents;

/// <summary>
/// Writes the events that are selected where it stands to a file for every sample, in the order of the events. What makes weights pb is known when a sample is complete; until then
/// rows are on disk, in the run's folder. Memory is bounded by blocks of events.
/// </summary>
[Stage("write-events", "Writes the events still selected to a ROOT or CSV file for every sample: columns, particles in roles, lists of particles, weights in pb.")]
[Example("write-events")]
[Example("write-events: { columns: [e_miss, m_miss2], objects: [electron, positron], particles: final, directory: candidates }")]
[Example("write-events: { format: csv, objects: [] }")]
public sealed class WriteEventsStage : AccumulatingStage<WriteEventsSettings, EventRowsPartial>, IDisposable
{
    private readonly Lock _gate = new();
    private IReadOnlyList<ColumnIn> _columns = [];
    private IReadOnlyList<ObjectIn> _objects = [];
    private RowLayout _layout = null!;
    private RunSite _site = null!;
    private RowFile? _rows;

    /// <inheritdoc/>
    public override void Declare(DataFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _columns = Options.Columns ?? flow.ReadsEveryColumn();
        _objects = Options.Objects ?? flow.ReadsEveryRole();
        flow.Reports($"{Options.Directory}/", "a file of events for every sample");
    }

    /// <inheritdoc/>
    public override void Prepare(StageContext context)
    {
        if (Options is { Format: EventFileFormat.Csv, Particles: not WrittenParticles.None })
        {
            throw new PluginException("a CSV file has no place for lists of particles. Write them with 'format: root', or particles in roles with 'objects'");
        }

        _layout = new RowLayout(_columns, _objects, Options.Particles);
        _layout.Check();
    }

    /// <inheritdoc/>
    public override void BeginRun(RunSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        _site = site;
    }

    /// <inheritdoc/>
    public override EventRowsPartial NewPartial(SampleInfo sample) => new();

    /// <inheritdoc/>
    public override void Process(EventBatch batch, EventRowsPartial partial)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(partial);
        int rows = batch.Selection.SelectedCount;
        if (rows == 0)
        {
            return;
        }

        int length = _layout.Length(batch, rows);
        double[] rented = ArrayPool<double>.Shared.Rent(length);
        Span<double> values = rented.AsSpan(0, length);
        _layout.Write(batch, rows, values);
        partial.Add(new RowBlock(Rows().Append(values), length, rows, 1));
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    public override void Report(EventRowsPartial total, SampleReport report)
    {
        ArgumentNullException.ThrowIfNull(total);
        ArgumentNullException.ThrowIfNull(report);
        SampleInfo sample = report.Sample.Info;
        string folder = Directory.CreateDirectory(Path.Combine(_site.Directory, Options.Directory.Value)).FullName, file = Path.Combine(folder, sample.Name);
        string about = string.Create(CultureInfo.InvariantCulture, $"sample {sample.Name}: {total.Blocks.Sum(b => (long)b.Rows)} of {report.Sample.Events} events, cross section {report.Sample.CrossSection:R} pb, {EventNames.InPb}; {_site.Program}");
        IReadOnlyList<RootColumn> columns = _layout.Columns(sample.WeightNames);
        if (Options.Format == EventFileFormat.Csv)
        {
            using FileStream stream = File.Create(file + ".csv");
            using CsvRowWriter csv = new(stream, [about], [.. columns.Select(c => c.Name)]);
            ForEachBlock(total, sample.WeightNames.Count, csv.Write);
        }
        else
        {
            using RootFileWriter root = RootFileWriter.Create(file + ".root", new RootWriteOptions { Compression = Options.Compression, Time = RootWriter.Time });
            RootTreeWriter tree = root.CreateTree(Options.Tree.Value, columns, about);
            ForEachBlock(total, sample.WeightNames.Count, tree.Fill);
            root.Commit();
        }

        Dispose();
    }

    /// <summary>Removes rows that no file was made of.</summary>
    public void Dispose()
    {
        _rows?.Dispose();
        _rows = null;
    }

    private void ForEachBlock(EventRowsPartial total, int weights, Action<IReadOnlyList<Column>> write)
    {
        double[] values = [];
        foreach (RowBlock block in total.Blocks)
        {
            _site.Cancellation.ThrowIfCancellationRequested();
            if (values.Length < block.Length)
            {
                values = new double[block.Length];
            }

            Span<double> rows = values.AsSpan(0, block.Length);
            Rows().Read(block.Offset, rows);
            write(_layout.Read(rows, block, weights));
        }
    }

    private RowFile Rows()
    {
        lock (_gate)
        {
            return _rows ??= RowFile.Create(_site.Directory);
        }
    }
}
