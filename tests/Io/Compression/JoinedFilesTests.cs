using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Tests.Io.Root.Bytes;

namespace AlpToolkit.Tests.Io.Compression;

/// <summary>What stands behind packed data and in front of damage: nothing is lost without a word, and what was unpacked is given.</summary>
public sealed class JoinedFilesTests
{
    private static readonly byte[] s_text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(i => $"line {i * (long)i * 7919 % 1_000_003}\n")));

    public static TheoryData<string, string> Pairs()
    {
        TheoryData<string, string> pairs = [];
        foreach (string first in (string[])["gzip", "bzip2", "zip", "zstd"])
        {
            foreach (string second in (string[])["gzip", "bzip2", "zip", "zstd", "xz", "an LHE file", "a HepMC file"])
            {
                // Two of these are one file.
                if (first != second || first == "zip")
                {
                    pairs.Add(first, second);
                }
            }
        }

        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Read_OfPackedDataAndAnotherFile_GivesTheFirst_AndNamesTheSecondAndItsByte(string first, string second)
    {
        byte[] packed = PackedBytes.Of(first, s_text);
        byte[] other = second switch
        {
            "xz" => [0xfd, .. "7zXZ\0"u8, 0, 4, 0xe6, 0xd6, 0xb4, 0x46],
            "an LHE file" => "<LesHouchesEvents version=\"3.0\">\n"u8.ToArray(),
            "a HepMC file" => "HepMC::Version 3.02.06\n"u8.ToArray(),
            _ => PackedBytes.Of(second, s_text),
        };
        Exception? error = Read([.. packed, .. other], out byte[] text, out bool hasTrailingBytes);
        Assert.False(hasTrailingBytes);
        Assert.Equal(s_text, text);
        Assert.IsType<TruncatedInputException>(error);
        Assert.StartsWith($"x.lhe: the {first} data end, and {(second.StartsWith('a') ? second : $"a {second} file")} begins at byte {packed.Length}, which is not read. Unpack both and join", error.Message, StringComparison.Ordinal);
    }

    // Stored as they are, the bytes of the text are in the file: they are no file behind its end.
    [Theory, InlineData("gzip"), InlineData("zstd")]
    public void Read_OfASmallFileWithZerosBehindIt_FindsNoFileInIt(string packing)
    {
        byte[] text = "<LesHouchesEvents version=\"3.0\">\n"u8.ToArray();
        using MemoryStream stored = new();
        using (System.IO.Compression.GZipStream encoder = new(stored, System.IO.Compression.CompressionLevel.NoCompression))
        {
            encoder.Write(text);
        }

        byte[] packed = packing == "gzip" ? stored.ToArray() : PackedBytes.Zstd(text);
        Assert.True(packed.AsSpan().IndexOf("<LesHouchesEvents"u8) > 0);
        Assert.Null(Read([.. packed, 0, 0, 0, 0, 0, 0, 0, 0], out byte[] read, out bool hasTrailingBytes));
        Assert.Equal(text, read);
        Assert.True(hasTrailingBytes);
    }

    [Fact]
    public void Read_OfAZipAndOtherBytes_IgnoresThemAndSaysSo()
    {
        Assert.Null(Read(PackedBytes.Zip(("a.lhe", s_text)), out _, out bool hasTrailingBytes));
        Assert.False(hasTrailingBytes);
        Assert.Null(Read([.. PackedBytes.Zip(("a.lhe", s_text)), 0, 0, 0], out byte[] text, out hasTrailingBytes));
        Assert.True(hasTrailingBytes);
        Assert.Equal(s_text, text);
    }

    // A second frame with damaged first bytes must not be taken for padding.
    [Fact]
    public void Read_OfZstdAndOtherBytes_IsAnErrorButForZeros()
    {
        byte[] packed = PackedBytes.Zstd(s_text);
        byte[] second = [.. packed];
        second[0] ^= 1;
        Assert.Contains($"no frame begins at byte {packed.Length}", Read([.. packed, .. second], out byte[] text, out _)!.Message, StringComparison.Ordinal);
        Assert.Equal(s_text, text);
        Assert.Null(Read([.. packed, .. packed, 0, 0], out text, out bool hasTrailingBytes));
        Assert.True(hasTrailingBytes);
        Assert.Equal([.. s_text, .. s_text], text);
    }

    // Without the head of the folder, of 30 bytes and 4 of the name, the directory names one file more and is elsewhere.
    [Fact]
    public void Read_OfAZipWhoseDirectoryIsOfAnotherArchive_IsAnError()
    {
        byte[] whole = PackedBytes.Zip(("run/", []), ("run/a.lhe", s_text));
        Assert.Null(Read(whole, out _, out _));
        Assert.Contains("names 2 files", Read(whole[34..], out _, out _)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAZipWrittenToAPipe_IsItsText()
    {
        Assert.Null(Read(PackedBytes.ZipToPipe(("run/", []), ("run/a.lhe", s_text), ("__MACOSX/a", [1])), out byte[] text, out _));
        Assert.Equal(s_text, text);
        byte[] bytes = PackedBytes.ZipToPipe(("a.lhe", s_text));
        int descriptor = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 7, 8]);
        bytes[descriptor + 4] ^= 1;
        Assert.Contains("length or checksum of 'a.lhe' is another than stated", Read(bytes, out _, out _)!.Message, StringComparison.Ordinal);
    }

    // deflate of text gives at least two bytes for one, so half of the bytes hold at least half of what the whole holds but one piece.
    [Fact]
    public void Read_OfAZipThatIsCut_GivesWhatIsBefore()
    {
        byte[] bytes = PackedBytes.Zip(("a.lhe", s_text));
        Assert.IsType<TruncatedInputException>(Read(bytes[..(bytes.Length / 2)], out byte[] text, out _));
        Assert.InRange(text.Length, s_text.Length / 3, s_text.Length - 1);
        Assert.Equal(s_text[..text.Length], text);
        Assert.IsType<TruncatedInputException>(Read(bytes[..^3], out text, out _));
        Assert.Equal(s_text, text);
    }

    // bzip2 compares the checksum of a block after its text: damage must not be given as text.
    [Fact]
    public void Read_OfBzip2WithAFlippedBit_GivesWholeBlocksOnly()
    {
        byte[] packed = PackedBytes.Bzip2(s_text);
        Random random = new(11);
        for (int i = 0; i < 12; i++)
        {
            byte[] damaged = [.. packed];
            damaged[random.Next(10, packed.Length - 14)] ^= (byte)(1 << random.Next(8));
            Assert.NotNull(Read(damaged, out byte[] text, out _));
            Assert.Equal(s_text[..text.Length], text);
        }
    }

    [Fact]
    public void Read_OfBzip2ThatIsCut_GivesTheBlocksBefore()
    {
        byte[] packed = PackedBytes.Bzip2(s_text);
        Assert.IsType<TruncatedInputException>(Read(packed[..(packed.Length * 3 / 4)], out byte[] text, out _));
        Assert.InRange(text.Length, s_text.Length / 2, s_text.Length - 1);
        Assert.Equal(s_text[..text.Length], text);
    }

    [Fact]
    public void Read_OfGzipWithAWrongChecksum_SaysThat()
    {
        byte[] packed = PackedBytes.Gzip(s_text);
        packed[^6] ^= 1;
        Assert.Contains("the gzip data cannot be unpacked (within the first", Read(packed, out _, out _)!.Message, StringComparison.Ordinal);
        Assert.Contains("codes or a checksum are wrong", Read(packed, out _, out _)!.Message, StringComparison.Ordinal);
    }

    // The decoder of xz gives what it has when it is asked for no more than that, and makes text of nothing behind the end.
    [ToolTheory("xz"), InlineData(0.3), InlineData(0.66), InlineData(0.99)]
    public void Read_OfXzThatIsCut_GivesWhatIsBefore(double part)
    {
        byte[] packed = Tool.Run("xz", "-c", s_text);
        int kept = (int)(part * packed.Length);
        Assert.IsType<TruncatedInputException>(Read(packed[..kept], out byte[] text, out _));
        Assert.Equal(s_text[..text.Length], text);

        // Random numbers are packed evenly.
        Assert.InRange(text.Length, (part - 0.03) * s_text.Length, s_text.Length);
    }

    private static Exception? Read(byte[] packed, out byte[] text, out bool hasTrailingBytes)
    {
        using InputFile input = InputFile.Open("x.lhe", new MemoryStream(packed), packed.Length);
        using MemoryStream all = new();
        byte[] buffer = new byte[256 * 1024];
        Exception? error = Record.Exception(() =>
        {
            int read;
            while ((read = input.Read(buffer)) > 0)
            {
                all.Write(buffer, 0, read);
            }
        });
        Assert.True(error is null or PluginException, error?.ToString());
        (text, hasTrailingBytes) = (all.ToArray(), input.HasTrailingBytes);
        return error;
    }
}
