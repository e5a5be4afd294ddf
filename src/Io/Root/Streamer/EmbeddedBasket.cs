using System.Numerics;
using System.Runtime.CompilerServices;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>A basket inside of its branch: the last one of a tree, or all of one that was not closed. Not compressed.</summary>
/// <param name="Bytes">The entries.</param>
/// <param name="Offsets">Where every entry begins, and where the last ends; null for entries of one length.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="EntrySize">Length of an entry where there are no offsets.</param>
/// <param name="KeyLength">Length of the key that stood before them.</param>
internal sealed record EmbeddedBasket(byte[] Bytes, int[]? Offsets, int Entries, int EntrySize, int KeyLength)
{
    /// <summary>True when entries have different lengths, and offsets have to be found from a counter.</summary>
    public bool HasGeneratedOffsets { get; private init; }

    /// <summary>True when entries have pointers whose references count from where the entries stood.</summary>
    public bool HasDisplacements { get; private init; }

    private const int DisplacementMask = unchecked((int)0xFF00_0000), LongPointers = 1000, GenerateOffsets = 80;

    /// <summary>Reads a basket after the class name that a pointer has.</summary>
    public static EmbeddedBasket Read(ref RootCursor cursor)
    {
        // The key.
        cursor.Skip(sizeof(int));
        int keyVersion = cursor.Int16();
        cursor.Skip(sizeof(int) + sizeof(uint));
        int keyLength = cursor.UInt16();
        cursor.Skip(sizeof(short) + (keyVersion > LongPointers ? 2 * sizeof(long) : 2 * sizeof(int)));
        _ = cursor.StringBytes();
        _ = cursor.StringBytes();
        _ = cursor.StringBytes();

        int version = cursor.UInt16();
        cursor.Skip(sizeof(int));
        int entrySize = cursor.Int32();
        if (entrySize < 0)
        {
            entrySize = -entrySize;
            cursor.Skip(1);
        }

        int entries = cursor.Int32(), last = cursor.Int32(), flag = cursor.Byte();
        bool generate = flag >= GenerateOffsets;
        flag -= generate ? GenerateOffsets : 0;
        int border = Math.Max(0, last - keyLength);
        int[]? offsets = null;
        bool hasDisplacements = false;
        if (!generate && flag != 0 && flag % 10 != 2)
        {
            offsets = entries > 0 ? ReadOffsets(ref cursor, entries, keyLength, border, flag is > 20 and < 40 ? DisplacementMask : 0) : null;
            if (flag > 40)
            {
                hasDisplacements = true;
                cursor.Skip(sizeof(int) * (long)cursor.Count(sizeof(int), "displacements"));
            }
        }

        if (flag != 1 && flag <= 10)
        {
            return new EmbeddedBasket([], null, 0, entrySize, keyLength);
        }

        if (version <= 1)
        {
            cursor.Skip(sizeof(int));
        }

        ReadOnlySpan<byte> all = cursor.Take(last, "a basket");
        return new EmbeddedBasket(all[Math.Min(keyLength, all.Length)..].ToArray(), offsets, entries, entrySize, keyLength) { HasGeneratedOffsets = generate, HasDisplacements = hasDisplacements };
    }

    /// <summary>Reads a number of offsets and the offsets, from the start of the key.</summary>
    /// <exception cref="Core.Plugins.PluginException">They do not rise, or lie outside.</exception>
    public static int[]? ReadOffsets(ref RootCursor cursor, int entries, int keyLength, int border, int mask, bool rent = false)
    {
        int count = cursor.Int32();
        if (count == 0)
        {
            return null;
        }

        if (count < entries || (long)count * sizeof(int) > cursor.Left)
        {
            throw RootErrors.Unexpected(cursor.Place, cursor.Position, $"{entries} offsets of entries", $"{count} with {cursor.Left} bytes left");
        }

        int[] offsets = rent ? System.Buffers.ArrayPool<int>.Shared.Rent(entries + 1) : new int[entries + 1];
        BigEndian.Copy(cursor.Take(sizeof(int) * entries), offsets.AsSpan(0, entries));
        cursor.Skip(sizeof(int) * (count - entries));
        offsets[entries] = border;
        Move(offsets.AsSpan(0, entries), mask, keyLength);
        bool rise = Rise(offsets.AsSpan(0, entries + 1));
        for (int i = 0; !rise && i < entries; i++)
        {
            if (offsets[i] < (i == 0 ? 0 : offsets[i - 1]) || offsets[i] > border)
            {
                throw RootErrors.Unexpected(cursor.Place, cursor.Position, $"an offset between {(i == 0 ? 0 : offsets[i - 1])} and {border}", $"{offsets[i]} for entry {i} of the basket");
            }
        }

        return offsets;
    }

    // Counted from the end of the key.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(Span<int> offsets, int mask, int keyLength)
    {
        int done = 0;
        for (; done <= offsets.Length - Vector<int>.Count; done += Vector<int>.Count)
        {
            Span<int> next = offsets[done..];
            ((new Vector<int>(next) & new Vector<int>(~mask)) - new Vector<int>(keyLength)).CopyTo(next);
        }

        for (; done < offsets.Length; done++)
        {
            offsets[done] = (offsets[done] & ~mask) - keyLength;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Rise(ReadOnlySpan<int> offsets)
    {
        int done = 0;
        Vector<int> falls = Vector<int>.Zero;
        for (; done < offsets.Length - Vector<int>.Count; done += Vector<int>.Count)
        {
            falls |= Vector.LessThan(new Vector<int>(offsets[(done + 1)..]), new Vector<int>(offsets[done..]));
        }

        bool rise = falls == Vector<int>.Zero && offsets[0] >= 0;
        for (; done < offsets.Length - 1; done++)
        {
            rise &= offsets[done + 1] >= offsets[done];
        }

        return rise;
    }
}
