using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Events;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Plugins.Stages.WriteEvents;

/// <summary>
/// What is written of every event, and how a block of events lies in the file of rows: all values of a column, then those of the next; for lists of particles their lengths
/// before them. Numbers of events and codes of particles are exact as doubles.
/// </summary>
/// <param name="columns">Columns of the batch.</param>
/// <param name="objects">Roles.</param>
/// <param name="particles">Which particles are written as lists.</param>
internal sealed class RowLayout(IReadOnlyList<ColumnIn> columns, IReadOnlyList<ObjectIn> objects, WrittenParticles particles)
{
    private const int ObjectValues = 6, FinalState = 1;

    /// <summary>Names of the columns of a sample.</summary>
    /// <param name="weightNames">Its weights, nominal first.</param>
    public IReadOnlyList<RootColumn> Columns(IReadOnlyList<string> weightNames) =>
    [
        RootColumn.Number<long>(EventNames.Event),
        .. EventNames.Weights(weightNames).Select(RootColumn.Number<double>),
        .. columns.Select(c => RootColumn.Number<double>(c.Name)),
        .. objects.SelectMany(o => EventNames.Of(o.Name)).Select(n => n.IsCode ? RootColumn.Number<int>(n.Name) : RootColumn.Number<double>(n.Name)),
        .. Lists.Select(n => n.IsCode ? RootColumn.List<int>(n.Name, EventNames.Count) : RootColumn.List<double>(n.Name, EventNames.Count)),
    ];

    /// <summary>Refuses names that occur twice or that a tree cannot have.</summary>
    /// <exception cref="PluginException">There are such names.</exception>
    public void Check()
    {
        try
        {
            IReadOnlyList<RootColumn> all = Columns(["nominal"]);
            if (all.Select(c => c.Name).Append(EventNames.Count).GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                throw new PluginException($"two of the columns to write are called '{twice.Key}'. Leave one out: columns, objects");
            }
        }
        catch (ArgumentException e)
        {
            throw new PluginException(e.Message, e);
        }
    }

    /// <summary>Number of values of the selected events of a batch.</summary>
    public int Length(EventBatch batch, int rows)
    {
        int length = rows * FixedValues(batch.Sample.WeightNames.Count);
        if (Lists.Count > 0)
        {
            length += rows;
            foreach (int i in batch.Selection)
            {
                length = checked(length + Lists.Count * Kept(batch, i));
            }
        }

        return length;
    }

    /// <summary>Takes the selected events of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">How many events are selected.</param>
    /// <param name="values">Takes as many values as <see cref="Length"/> says.</param>
    public void Write(EventBatch batch, int rows, Span<double> values)
    {
        RowWriter writer = new(values, rows, batch.Selection);
        writer.Next(i => batch.FirstEvent + i);
        for (int v = 0; v < batch.Sample.WeightNames.Count; v++)
        {
            writer.Next(batch.Weights(v));
        }

        foreach (ColumnIn column in columns)
        {
            writer.Next(batch[column]);
        }

        ParticleTable table = batch.Particles;
        foreach (ObjectIn role in objects)
        {
            ReadOnlySpan<int> played = batch[role];
            writer.Next(played, row => row < 0 ? 0 : table.PdgId[row]);
            writer.Next(played, row => row < 0 ? double.NaN : table.Px[row]);
            writer.Next(played, row => row < 0 ? double.NaN : table.Py[row]);
            writer.Next(played, row => row < 0 ? double.NaN : table.Pz[row]);
            writer.Next(played, row => row < 0 ? double.NaN : table.E[row]);
            writer.Next(played, row => row < 0 ? double.NaN : table.M[row]);
        }

        if (Lists.Count > 0)
        {
            writer.Next(i => Kept(batch, i));
            foreach (Func<int, double> value in ListValues(table))
            {
                writer.NextList(batch, IsKept, value);
            }
        }
    }

    /// <summary>Columns of a block, as <see cref="Columns"/> announces them.</summary>
    /// <param name="values">The values.</param>
    /// <param name="block">How many there are, and what makes their weights pb.</param>
    /// <param name="weights">Number of weights.</param>
    public IReadOnlyList<Column> Read(ReadOnlySpan<double> values, RowBlock block, int weights)
    {
        RowReader reader = new(values, block.Rows);
        List<Column> read = [reader.Integers<long>()];
        for (int v = 0; v < weights; v++)
        {
            read.Add(reader.Doubles(block.Factor));
        }

        read.AddRange(columns.Count > 0 ? ReadAll(ref reader, columns.Count) : []);
        foreach (ObjectIn _ in objects)
        {
            read.Add(reader.Integers<int>());
            read.AddRange(ReadAll(ref reader, ObjectValues - 1));
        }

        if (Lists.Count > 0)
        {
            int[] offsets = reader.Offsets();
            foreach ((string _, bool isCode) in Lists)
            {
                read.Add(new JaggedColumn(offsets, isCode ? reader.Integers<int>(offsets[^1]) : reader.Doubles(1, offsets[^1])));
            }
        }

        return read;
    }

    private IReadOnlyList<(string Name, bool IsCode)> Lists { get; } = particles switch
    {
        WrittenParticles.None => [],
        WrittenParticles.Final => EventNames.Of(EventNames.Particle),
        _ => [.. EventNames.Of(EventNames.Particle), .. EventNames.History],
    };

    private static List<Column> ReadAll(ref RowReader reader, int count)
    {
        List<Column> read = [];
        for (int i = 0; i < count; i++)
        {
            read.Add(reader.Doubles(1));
        }

        return read;
    }

    private int FixedValues(int weights) => 1 + weights + columns.Count + ObjectValues * objects.Count;

    private bool IsKept(ParticleTable table, int row) => particles == WrittenParticles.All || table.Status[row] == FinalState;

    private int Kept(EventBatch batch, int index)
    {
        int kept = 0;
        for (int row = batch.Offsets[index]; row < batch.Offsets[index + 1]; row++)
        {
            kept += IsKept(batch.Particles, row) ? 1 : 0;
        }

        return kept;
    }

    private IEnumerable<Func<int, double>> ListValues(ParticleTable table)
    {
        Func<int, double>[] all =
        [
            row => table.PdgId[row], row => table.Px[row], row => table.Py[row], row => table.Pz[row], row => table.E[row], row => table.M[row],
            row => table.Status[row], row => table.Mother1[row], row => table.Mother2[row],
        ];
        return all.Take(Lists.Count);
    }
}
