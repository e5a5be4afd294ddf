using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AlpToolkit.Io.Text;

/// <summary>Where a column of text ends, eight bytes at a time: many columns are only passed over.</summary>
internal static class TextWord
{
    private const ulong Ones = 0x0101010101010101, HighBits = 0x80 * Ones;

    /// <summary>Where the word ends that goes on at a place: at a blank or another control character, or at the end of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The place.</param>
    /// <param name="tagEnds">True when <c>&lt;</c> ends it too.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int End(ReadOnlySpan<byte> text, int position, bool tagEnds)
    {
        while (position + sizeof(ulong) <= text.Length)
        {
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(text[position..]);
            if ((eight & HighBits) != 0)
            {
                break;
            }

            // With its high bit set a byte stays above that bit when it is more than a blank; a byte equal to '<' borrows from it.
            ulong ends = ~((eight | HighBits) - ('!' * Ones)) & HighBits;
            if (tagEnds)
            {
                ends |= ~((eight ^ ('<' * Ones) | HighBits) - Ones) & HighBits;
            }

            if (ends != 0)
            {
                return position + (BitOperations.TrailingZeroCount(ends) >> 3);
            }

            position += sizeof(ulong);
        }

        while (position < text.Length && text[position] > (byte)' ' && (!tagEnds || text[position] != (byte)'<'))
        {
            position++;
        }

        return position;
    }
}
