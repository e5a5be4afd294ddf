using System.Buffers;

namespace AlpToolkit.Io.Text;

/// <summary>What mothers and daughters amount to.</summary>
internal static class Ancestry
{
    /// <summary>Takes particles away that are nobody's mother any more; what stays has a cycle above it.</summary>
    /// <param name="mother1">First mothers of an event's particles, from 1; 0 for none.</param>
    /// <param name="mother2">Second mothers.</param>
    /// <returns>A particle, from 1, that is among its own ancestors or above one that is; 0 when there is none.</returns>
    public static int FindCycle(ReadOnlySpan<int> mother1, ReadOnlySpan<int> mother2)
    {
        int count = mother1.Length;
        int[] rented = ArrayPool<int>.Shared.Rent(2 * count + 1);
        Span<int> daughters = rented.AsSpan(0, count + 1);
        Span<int> ready = rented.AsSpan(count + 1, count);
        daughters.Clear();
        for (int i = 0; i < count; i++)
        {
            daughters[mother1[i]]++;
            daughters[mother2[i]]++;
        }

        int waiting = 0;
        for (int i = 1; i <= count; i++)
        {
            if (daughters[i] == 0)
            {
                ready[waiting++] = i;
            }
        }

        int taken = 0;
        while (waiting > 0)
        {
            int particle = ready[--waiting];
            taken++;
            foreach (int mother in (ReadOnlySpan<int>)[mother1[particle - 1], mother2[particle - 1]])
            {
                if (--daughters[mother] == 0 && mother > 0)
                {
                    ready[waiting++] = mother;
                }
            }
        }

        int cyclic = taken == count ? 0 : daughters[1..].IndexOfAnyExcept(0) + 1;
        ArrayPool<int>.Shared.Return(rented);
        return cyclic;
    }
}
