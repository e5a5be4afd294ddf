using System.Runtime.CompilerServices;

namespace AlpToolkit.Io.HepMc;

/// <summary>From codes of particles or vertices to their places, for one event after another without new memory.</summary>
internal sealed class BarcodeTable
{
    private int[] _codes = new int[64], _places = new int[64], _rounds = new int[64];
    private int _round, _count;

    /// <summary>Forgets all codes.</summary>
    public void Clear()
    {
        _count = 0;
        if (++_round == int.MaxValue)
        {
            _rounds.AsSpan().Clear();
            _round = 1;
        }
    }

    /// <summary>Adds a code; false when it is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAdd(int code, int place)
    {
        if (2 * (_count + 1) > _codes.Length)
        {
            Grow();
        }

        int slot = SlotOf(code);
        if (_rounds[slot] == _round)
        {
            return false;
        }

        (_codes[slot], _places[slot], _rounds[slot]) = (code, place, _round);
        _count++;
        return true;
    }

    /// <summary>The place of a code; −1 when it is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(int code)
    {
        int slot = SlotOf(code);
        return _rounds[slot] == _round ? _places[slot] : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(int code)
    {
        int mask = _codes.Length - 1;

        // Codes count up or down: a multiplier spreads those that differ by a power of two.
        int slot = (int)(((uint)code * 2654435769u) >> 8) & mask;
        while (_rounds[slot] == _round && _codes[slot] != code)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        (int[] codes, int[] places, int[] rounds) = (_codes, _places, _rounds);
        int size = 2 * codes.Length;
        (_codes, _places, _rounds) = (new int[size], new int[size], new int[size]);
        for (int i = 0; i < codes.Length; i++)
        {
            if (rounds[i] == _round)
            {
                int slot = SlotOf(codes[i]);
                (_codes[slot], _places[slot], _rounds[slot]) = (codes[i], places[i], _round);
            }
        }
    }
}
