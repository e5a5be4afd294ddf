namespace AlpToolkit.Tests.Io.Root;

/// <summary>Changes bytes at random: single bytes, single bits, numbers at the ends of their range, and pieces from elsewhere.</summary>
internal static class Mutation
{
    private const int MostChanges = 6, LongestPiece = 16;
    private static readonly uint[] s_numbers = [0, 1, 255, 0x00FF_FFFF, 0x1000_0000, 0x3FFF_FFFF, 0x4000_0000, 0x7FFF_FFFF, 0x8000_0000, 0xC000_0000, 0xFFFF_FFFF];

    /// <summary>A changed copy.</summary>
    /// <param name="original">The bytes.</param>
    /// <param name="random">Says what is changed.</param>
    /// <param name="from">First byte that may be changed.</param>
    /// <param name="to">Where to stop.</param>
    public static byte[] Of(byte[] original, Random random, int from, int to)
    {
        byte[] bytes = (byte[])original.Clone();
        for (int changes = 1 + random.Next(MostChanges); changes > 0; changes--)
        {
            int at = random.Next(from, to);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    uint number = s_numbers[random.Next(s_numbers.Length)];
                    for (int i = 0; i < sizeof(uint) && at + i < to; i++)
                    {
                        bytes[at + i] = (byte)(number >> (24 - 8 * i));
                    }

                    break;
                default:
                    int length = Math.Min(1 + random.Next(LongestPiece), to - at);
                    Array.Copy(original, random.Next(original.Length - length), bytes, at, length);
                    break;
            }
        }

        return bytes;
    }
}
