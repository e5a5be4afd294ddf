using System.Buffers;

namespace AlpToolkit.Io.Compression;

/// <summary>
/// What a file begins with: where files of different packing or format were joined, such bytes stand in the middle, and what follows
/// them is not read.
/// </summary>
internal static class FileStart
{
    /// <summary>Length of the longest start that is known.</summary>
    public const int Longest = 17;

    /// <summary>How far behind the end of packed data another file is looked for, past blanks and zeros.</summary>
    public const int Reach = 8192;

    // Of everything that is known below.
    private static readonly SearchValues<byte> s_firstBytes = SearchValues.Create((ReadOnlySpan<byte>)[(byte)'<', (byte)'H', (byte)'r', (byte)'B', (byte)'P', 0x1f, 0xfd, 0x28]);

    private static ReadOnlySpan<byte> Lhe => "<LesHouchesEvents"u8;

    private static ReadOnlySpan<byte> HepMc => "HepMC::"u8;

    // A ROOT file goes on with its version, whose first byte is 0.
    private static ReadOnlySpan<byte> Root => "root\0"u8;

    private static ReadOnlySpan<byte> Bzip2Block => [0x31, 0x41, 0x59, 0x26, 0x53, 0x59];

    /// <summary>What begins with these bytes, in words; null when it is no file that is known.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Lhe) ? "an LHE file"
        : bytes.StartsWith(HepMc) ? "a HepMC file"
        : bytes.StartsWith(Root) ? "a ROOT file"
        : InputFile.PackingOf(bytes) switch
        {
            Packing.None => null,
            Packing.Bzip2 when bytes.Length < 10 || !bytes[4..].StartsWith(Bzip2Block) => null,
            Packing.Gzip when bytes.Length < 4 || bytes[2] != 8 || bytes[3] > 0x1f => null,
            Packing packing => $"a {InputErrors.NameOf(packing)} file",
        };

    /// <summary>The first line of a text that begins as a file does; −1 when there is none.</summary>
    public static int LineIn(ReadOnlySpan<byte> text)
    {
        for (int at = 0; ;)
        {
            if (Of(text[at..]) is not null)
            {
                return at;
            }

            int length = text[at..].IndexOf((byte)'\n');
            if (length < 0)
            {
                return -1;
            }

            at += length + 1;
        }
    }

    /// <summary>The first place, from one on, at which a file begins; −1 when there is none.</summary>
    public static int In(ReadOnlySpan<byte> bytes, int from)
    {
        for (int at = from; at < bytes.Length; at++)
        {
            int next = bytes[at..].IndexOfAny(s_firstBytes);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (Of(bytes[at..]) is not null)
            {
                return at;
            }
        }

        return -1;
    }
}
