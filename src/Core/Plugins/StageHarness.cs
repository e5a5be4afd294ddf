using AlpToolkit.Core.Events;
using AlpToolkit.Core.Expressions;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Plugins;

/// <summary>
/// Runs one stage on events made by hand, without pipeline or host: for tests of a stage. Columns that the stage reads are given
/// by name, particles event by event; what it wrote is read back after <see cref="Run"/>.
/// </summary>
/// <typeparam name="TOptions">The stage's options.</typeparam>
public sealed class StageHarness<TOptions>
    where TOptions : class
{
    private readonly Stage<TOptions> _stage;
    private readonly Dictionary<string, double[]> _columns = [];
    private readonly Dictionary<string, int[]> _roles = [];
    private readonly List<(double Weight, Particle[] Particles)> _events = [];
    private readonly Dictionary<string, int> _columnSlots = [], _roleSlots = [];
    private EventBatch? _batch;
    private object? _partial;

    /// <summary>Prepares a stage with its options.</summary>
    /// <param name="stage">A new stage.</param>
    /// <param name="options">Its options.</param>
    public StageHarness(Stage<TOptions> stage, TOptions options)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(options);
        _stage = stage;
        stage.OptionsObject = options;
    }

    /// <summary>The sample the events belong to; √s = 10.58 GeV in the centre of mass unless changed.</summary>
    public SampleInfo Sample { get; init; } = new() { Name = "sample", SqrtS = 10.58 };

    /// <summary>What the pipeline says.</summary>
    public StageContext Context { get; init; } = new();

    /// <summary>Number of the first event in its sample.</summary>
    public long FirstEvent { get; init; }

    /// <summary>Gives a column that the stage reads, one value an event.</summary>
    public StageHarness<TOptions> Column(string name, params ReadOnlySpan<double> values)
    {
        _columns[name] = values.ToArray();
        return this;
    }

    /// <summary>Gives a role that the stage reads: for each event a row of the particle table, −1 for none.</summary>
    public StageHarness<TOptions> Role(string name, params ReadOnlySpan<int> rows)
    {
        _roles[name] = rows.ToArray();
        return this;
    }

    /// <summary>Adds an event.</summary>
    /// <param name="weight">Nominal weight.</param>
    /// <param name="particles">Its particles.</param>
    public StageHarness<TOptions> Event(double weight, params ReadOnlySpan<Particle> particles)
    {
        _events.Add((weight, particles.ToArray()));
        return this;
    }

    /// <summary>Runs the stage on all events as one block. Without events of its own the columns give their number, with weight 1.</summary>
    /// <exception cref="InvalidOperationException">The stage reads a column that was not given, or counts differ.</exception>
    /// <returns>The batch, valid until the harness runs again.</returns>
    public EventBatch Run()
    {
        AssignSlots();
        _stage.Prepare(Context);
        _batch = new EventBatch(_columnSlots.Count, _roleSlots.Count);
        Fill(_batch);
        _partial = _stage.NewPartialObject(Sample);
        _stage.Run(_batch, _partial);
        return _batch;
    }

    /// <summary>A column after <see cref="Run"/>.</summary>
    public ReadOnlySpan<double> Column(string name) => _batch!.ColumnArray(_columnSlots[name]).AsSpan(0, _batch.Count);

    /// <summary>A role after <see cref="Run"/>.</summary>
    public ReadOnlySpan<int> Role(string name) => _batch!.ObjectArray(_roleSlots[name]).AsSpan(0, _batch.Count);

    /// <summary>What an accumulating stage reports of the events after <see cref="Run"/>, weights taken as pb.</summary>
    public SampleReport Report()
    {
        double sum = 0, squares = 0;
        foreach (double weight in _batch!.Weights())
        {
            sum += weight;
            squares += weight * weight;
        }

        SampleReport report = new(new SampleTotals(Sample, _batch.Count, sum, double.NaN, squares), Context.Luminosity);
        _stage.ReportPartial(_partial!, report);
        return report;
    }

    private void AssignSlots()
    {
        Dictionary<string, Dimension?> known = _columns.Keys.ToDictionary(name => name, _ => (Dimension?)null);
        HashSet<string> roles = [.. _roles.Keys];
        foreach (string name in _columns.Keys)
        {
            _columnSlots.TryAdd(name, _columnSlots.Count);
        }

        foreach (string name in _roles.Keys)
        {
            _roleSlots.TryAdd(name, _roleSlots.Count);
        }

        foreach (ColumnUse use in StageColumns.UsesOf(_stage))
        {
            if (use.Expression is { } expression)
            {
                expression.Bind(new ExpressionScope(Context.Parameters, known));
                foreach (ColumnIn column in expression.Columns)
                {
                    column.Slot = _columnSlots[column.Name];
                }

                continue;
            }

            if (use.Reference is not { } reference)
            {
                use.TakeAll(_columnSlots, _roleSlots);
                continue;
            }

            if (!use.IsWrite && !(use.IsRole ? roles.Contains(reference.Name) : known.ContainsKey(reference.Name)))
            {
                throw new InvalidOperationException($"the stage reads '{reference.Name}', which the test does not give");
            }

            Dictionary<string, int> slots = use.IsRole ? _roleSlots : _columnSlots;
            slots.TryAdd(reference.Name, slots.Count);
            reference.Slot = slots[reference.Name];
            if (use is { IsWrite: true, IsRole: false })
            {
                known[reference.Name] = use.DimensionOf?.Dimension ?? use.Dimension;
            }
            else if (use.IsWrite)
            {
                roles.Add(reference.Name);
            }
        }
    }

    private void Fill(EventBatch batch)
    {
        batch.Begin(Sample, FirstEvent);
        if (_events.Count == 0)
        {
            int count = _columns.Values.Select(c => c.Length).Concat(_roles.Values.Select(r => r.Length)).DefaultIfEmpty(0).Max();
            for (int i = 0; i < count; i++)
            {
                batch.EndEvent(1);
            }
        }

        foreach ((double weight, Particle[] particles) in _events)
        {
            foreach (Particle particle in particles)
            {
                batch.Particles.Add(particle);
            }

            batch.EndEvent(weight);
        }

        foreach ((string name, double[] values) in _columns)
        {
            values.AsSpan(0, batch.Count).CopyTo(batch.ColumnArray(_columnSlots[name]));
        }

        foreach ((string name, int[] rows) in _roles)
        {
            rows.AsSpan(0, batch.Count).CopyTo(batch.ObjectArray(_roleSlots[name]));
        }

        batch.EndFilling();
    }
}
