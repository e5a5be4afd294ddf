namespace AlpToolkit.Core.Events;

/// <summary>
/// A block of up to <see cref="Capacity"/> consecutive events of one sample, as columns. The size of a block is part of a
/// result's identity: partial results are made per block. Batches are pooled, one per worker: keep no reference to one.
/// </summary>
public sealed class EventBatch
{
    /// <summary>Most events in a batch.</summary>
    public const int Capacity = 4096;

    private readonly int[] _offsets = new int[Capacity + 1];
    private readonly double[][] _columns;
    private readonly int[][] _objects;
    private double[][] _weights = [new double[Capacity]];

    // Events for which there is room in every variation: a block has few events when each has thousands of weights.
    private int _variationRoom = 64;

    internal EventBatch(int columns, int objects)
    {
        _columns = NewArrays<double>(columns);
        _objects = NewArrays<int>(objects);
    }

    /// <summary>Number of events.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the first event in its sample, from 0: with the position in the batch it identifies an event for ever.</summary>
    public long FirstEvent { get; private set; }

    /// <summary>The sample the events belong to.</summary>
    public SampleInfo Sample { get; private set; } = null!;

    /// <summary>Particles of all events.</summary>
    public ParticleTable Particles { get; } = new();

    /// <summary>Events still selected.</summary>
    public EventSelection Selection { get; } = new();

    /// <summary>Shape <c>Count + 1</c>: the particles of event i are the rows from <c>Offsets[i]</c> to <c>Offsets[i + 1]</c>.</summary>
    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, Count + 1);

    /// <summary>
    /// Weights of one variation, as the source gives them. They are proportional to pb: the factor that makes their sum the
    /// cross section is known when the sample is complete, and results are scaled by it then.
    /// </summary>
    /// <param name="variation">Position in <see cref="SampleInfo.WeightNames"/>; 0 is nominal.</param>
    public Span<double> Weights(int variation = 0) => _weights[variation].AsSpan(0, Count);

    /// <summary>A column to read: one number an event, in the internal unit of its dimension.</summary>
    /// <param name="column">A reference from the stage's options.</param>
    public ReadOnlySpan<double> this[ColumnIn column] => _columns[column.Slot].AsSpan(0, Count);

    /// <summary>A column to write: one number for every event, selected or not; NaN until written.</summary>
    /// <param name="column">A reference from the stage's options.</param>
    public Span<double> this[ColumnOut column] => _columns[column.Slot].AsSpan(0, Count);

    /// <summary>A role to read: for each event the row of the particle table, −1 for none.</summary>
    /// <param name="role">A reference from the stage's options.</param>
    public ReadOnlySpan<int> this[ObjectIn role] => _objects[role.Slot].AsSpan(0, Count);

    /// <summary>A role to assign: for each event the row of the particle table, −1 for none.</summary>
    /// <param name="role">A reference from the stage's options.</param>
    public Span<int> this[ObjectOut role] => _objects[role.Slot].AsSpan(0, Count);

    /// <summary>The events one by one, selected or not; views cost nothing.</summary>
    public EventViews Events => new(this);

    /// <summary>
    /// Ends the event whose particles were added last, and sets its nominal weight; its other weights are NaN until
    /// <see cref="SetWeight"/>. For sources.
    /// </summary>
    /// <param name="weight">Nominal weight.</param>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public void EndEvent(double weight)
    {
        if (Count == Capacity)
        {
            throw new InvalidOperationException($"a batch holds {Capacity} events");
        }

        if (Count == _variationRoom)
        {
            GrowVariations();
        }

        _weights[0][Count] = weight;
        for (int variation = 1; variation < Sample.WeightNames.Count; variation++)
        {
            _weights[variation][Count] = double.NaN;
        }

        _offsets[++Count] = Particles.Count;
    }

    /// <summary>Sets the weight of one variation of the event ended last. For sources.</summary>
    /// <param name="variation">Position in <see cref="SampleInfo.WeightNames"/>.</param>
    /// <param name="weight">The weight.</param>
    public void SetWeight(int variation, double weight) => _weights[variation][Count - 1] = weight;

    internal void Begin(SampleInfo sample, long firstEvent)
    {
        Sample = sample;
        FirstEvent = firstEvent;
        Count = 0;
        Particles.Truncate(0);

        // What a stage does not write must not be what another block left there: that would depend on the number of threads.
        foreach (double[] column in _columns)
        {
            Array.Fill(column, double.NaN);
        }

        foreach (int[] role in _objects)
        {
            Array.Fill(role, -1);
        }

        if (_weights.Length < sample.WeightNames.Count)
        {
            int before = _weights.Length;
            Array.Resize(ref _weights, sample.WeightNames.Count);
            for (int variation = before; variation < _weights.Length; variation++)
            {
                _weights[variation] = new double[_variationRoom];
            }
        }
    }

    internal void EndFilling() => Selection.SelectAll(Count);

    internal double[] ColumnArray(int slot) => _columns[slot];

    internal int[] ObjectArray(int slot) => _objects[slot];

    private void GrowVariations()
    {
        const int growth = 4;
        _variationRoom = Math.Min(Capacity, growth * _variationRoom);
        for (int variation = 1; variation < _weights.Length; variation++)
        {
            Array.Resize(ref _weights[variation], _variationRoom);
        }
    }

    private static T[][] NewArrays<T>(int count)
    {
        T[][] arrays = new T[count][];
        for (int i = 0; i < count; i++)
        {
            arrays[i] = new T[Capacity];
        }

        return arrays;
    }
}
