using System.Buffers.Binary;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Streamer;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Io.Root.Streamer;

/// <summary>Offsets of entries in a basket, and the ends of lists that they stand for: the definitions, element by element, are what many at once must give.</summary>
public sealed class EntryOffsetsTests
{
    private const int KeyLength = 71;

    [Property(MaxTest = 300)]
    public void ReadOffsets_OfOffsetsThatRise_CountsThemFromTheEndOfTheKey(int seed)
    {
        Random random = new(seed);
        int[] offsets = Rising(random, 1);
        int[] read = Read(offsets, offsets[^1])!;
        Assert.Equal(offsets, read[..offsets.Length]);
    }

    [Property(MaxTest = 300)]
    public void ReadOffsets_WithOneThatFallsOrLiesOutside_NamesItsEntry(int seed)
    {
        Random random = new(seed);
        int[] offsets = Rising(random, 1);
        int border = offsets[^1], wrong = random.Next(offsets.Length - 1);
        bool above = random.Next(2) == 0;
        offsets[wrong] = above ? border + 1 + random.Next(100) : (wrong == 0 ? 0 : offsets[wrong - 1]) - 1 - random.Next(100);
        string message = Assert.Throws<PluginException>(() => Read(offsets, border)).Message;
        Assert.Contains($"{offsets[wrong]} for entry {wrong} of the basket", message);
    }

    [Property(MaxTest = 300)]
    public void EndLists_OfWholeElements_IsTheirNumberBeforeEachEnd(int seed)
    {
        Random random = new(seed);
        int size = new[] { 1, 2, 3, 4, 8, 12 }[random.Next(6)];
        int[] offsets = Rising(random, size);
        JaggedBuffer lists = new(new PrimitiveBuffer<int>());
        Assert.Equal(-1, lists.EndLists(offsets, size, before: 0));
        ((PrimitiveBuffer<int>)lists.Items).Append((offsets[^1] - offsets[0]) / size).Clear();
        Assert.Equal(offsets.Select(o => (o - offsets[0]) / size), ((JaggedColumn)lists.ToColumn()).Offsets.ToArray());
    }

    [Property(MaxTest = 300)]
    public void EndLists_WithAnEndInsideAnElement_NamesItsList(int seed)
    {
        Random random = new(seed);
        int size = new[] { 2, 3, 4, 8, 12 }[random.Next(5)];
        int[] offsets = Rising(random, size);
        int wrong = 1 + random.Next(offsets.Length - 1);
        offsets[wrong] += 1 + random.Next(size - 1);
        Assert.Equal(wrong - 1, new JaggedBuffer(new PrimitiveBuffer<int>()).EndLists(offsets, size, before: 0));
    }

    // From 2 to 60 offsets, some of them equal.
    private static int[] Rising(Random random, int size)
    {
        int[] offsets = new int[random.Next(2, 61)];
        offsets[0] = random.Next(50);
        for (int i = 1; i < offsets.Length; i++)
        {
            offsets[i] = offsets[i - 1] + size * random.Next(6);
        }

        return offsets;
    }

    // All but the last are written, which is the border.
    private static int[]? Read(int[] offsets, int border)
    {
        byte[] bytes = new byte[sizeof(int) * offsets.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, offsets.Length - 1);
        for (int i = 0; i < offsets.Length - 1; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(sizeof(int) * (i + 1)), offsets[i] + KeyLength);
        }

        RootCursor cursor = new(bytes, new RootPlace("made.root", "basket", 0));
        return EmbeddedBasket.ReadOffsets(ref cursor, offsets.Length - 1, KeyLength, border, mask: 0);
    }
}
