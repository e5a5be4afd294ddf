using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Core.Events;

/// <summary>The events of a batch, for <c>foreach</c>; allocates nothing.</summary>
public readonly struct EventViews
{
    private readonly EventBatch _batch;

    internal EventViews(EventBatch batch) => _batch = batch;

    /// <summary>Starts before the first event.</summary>
    public Enumerator GetEnumerator() => new(_batch);

    /// <summary>Walks over the events.</summary>
    public struct Enumerator
    {
        private readonly EventBatch _batch;
        private int _index;

        internal Enumerator(EventBatch batch)
        {
            _batch = batch;
            _index = -1;
        }

        /// <summary>The current event.</summary>
        public readonly EventView Current => new(_batch, _index);

        /// <summary>Goes to the next event; false after the last.</summary>
        public bool MoveNext() => ++_index < _batch.Count;
    }
}

/// <summary>One event of a batch.</summary>
public readonly struct EventView
{
    private readonly EventBatch _batch;

    internal EventView(EventBatch batch, int index)
    {
        _batch = batch;
        Index = index;
    }

    /// <summary>Position of the event in its batch.</summary>
    public int Index { get; }

    /// <summary>Number of the event in its sample, from 0.</summary>
    public long Number => _batch.FirstEvent + Index;

    /// <summary>True while the event is selected.</summary>
    public bool IsSelected => _batch.Selection[Index];

    /// <summary>Nominal weight, see <see cref="EventBatch.Weights"/>.</summary>
    public double Weight => _batch.Weights()[Index];

    /// <summary>Number of particles.</summary>
    public int ParticleCount => _batch.Offsets[Index + 1] - _batch.Offsets[Index];

    /// <summary>One particle of the event.</summary>
    /// <param name="position">Position in the event, from 0.</param>
    public ParticleView this[int position] => new(_batch.Particles, _batch.Offsets[Index] + position);
}

/// <summary>One particle of the particle table.</summary>
public readonly struct ParticleView
{
    private readonly ParticleTable _table;
    private readonly int _row;

    internal ParticleView(ParticleTable table, int row)
    {
        _table = table;
        _row = row;
    }

    /// <summary>Particle code of the Particle Data Group.</summary>
    public int PdgId => _table.PdgId[_row];

    /// <summary>−1 incoming, 1 final state, 2 intermediate.</summary>
    public int Status => _table.Status[_row];

    /// <summary>Four-momentum in the sample's frame, GeV.</summary>
    public FourVector Momentum => _table.Momentum(_row);

    /// <summary>Mass, GeV.</summary>
    public double Mass => _table.M[_row];
}
