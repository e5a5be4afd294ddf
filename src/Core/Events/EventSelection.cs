using System.Numerics;

namespace AlpToolkit.Core.Events;

/// <summary>Which events of a batch are still selected: one bit an event. Events are only ever deselected.</summary>
public sealed class EventSelection
{
    private readonly ulong[] _words = new ulong[EventBatch.Capacity / 64];
    private int _count;

    /// <summary>True while the event is selected.</summary>
    /// <param name="index">Position of the event in its batch.</param>
    public bool this[int index] => (_words[index >> 6] & (1UL << (index & 63))) != 0;

    /// <summary>How many events are selected.</summary>
    public int SelectedCount
    {
        get
        {
            int sum = 0;
            foreach (ulong word in _words)
            {
                sum += BitOperations.PopCount(word);
            }

            return sum;
        }
    }

    /// <summary>Takes one event out of the selection.</summary>
    /// <param name="index">Position of the event in its batch.</param>
    public void Deselect(int index) => _words[index >> 6] &= ~(1UL << (index & 63));

    /// <summary>Positions of the selected events, ascending; enumerating allocates nothing.</summary>
    public Enumerator GetEnumerator() => new(_words, (_count + 63) >> 6);

    internal void SelectAll(int count)
    {
        _count = count;
        Array.Clear(_words);
        for (int i = 0; i < count; i += 64)
        {
            int rest = Math.Min(64, count - i);
            _words[i >> 6] = rest == 64 ? ulong.MaxValue : (1UL << rest) - 1;
        }
    }

    /// <summary>Walks over the selected events.</summary>
    public struct Enumerator
    {
        private readonly ulong[] _words;
        private readonly int _end;
        private int _word;
        private ulong _bits;

        internal Enumerator(ulong[] words, int end)
        {
            _words = words;
            _end = end;
            _word = -1;
        }

        /// <summary>Position of the current event in its batch.</summary>
        public int Current { get; private set; }

        /// <summary>Goes to the next selected event; false after the last.</summary>
        public bool MoveNext()
        {
            while (_bits == 0)
            {
                if (++_word >= _end)
                {
                    return false;
                }

                _bits = _words[_word];
            }

            Current = (_word << 6) + BitOperations.TrailingZeroCount(_bits);
            _bits &= _bits - 1;
            return true;
        }
    }
}
