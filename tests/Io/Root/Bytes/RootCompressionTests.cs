using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Tests.Io.Root.Bytes;

/// <summary>Unpacks what xz, zstd, lz4 and gzip packed.</summary>
public sealed class RootCompressionTests
{
    private static readonly RootPlace s_place = new("file.root", "'x;1' (X)", 100);

    /// <summary>Programs with their levels and checks.</summary>
    public static readonly TheoryData<string, string> Programs = new()
    {
        { "zlib", "-1" }, { "zlib", "-6" }, { "zlib", "-9" }, { "old", "-1" }, { "old", "-9" },
        { "lzma", "-0 --check=crc32" }, { "lzma", "-6 --check=crc64" }, { "lzma", "-9e --check=sha256" }, { "lzma", "-3 --check=none" },
        { "lz4", "-1" }, { "lz4", "-9" }, { "zstd", "-1 --no-check" }, { "zstd", "-10 --check" }, { "zstd", "-19 --no-check" }, { "zstd", "--fast=3 --no-check" },
    };

    /// <summary>Those that say when data changed: deflate and ZSTD do so only with a checksum behind them.</summary>
    public static readonly TheoryData<string, string> Checked = new()
    {
        { "zlib", "-6" }, { "lzma", "-6 --check=crc32" }, { "lzma", "-6 --check=crc64" }, { "lzma", "-6 --check=sha256" }, { "lz4", "-1" }, { "zstd", "-3 --check" },
    };

    [ToolTheory("gzip", "xz", "lz4", "zstd")]
    [MemberData(nameof(Programs))]
    public void Data_OfAllSizesAndKinds_ComeOutAsTheyWere(string kind, string options)
    {
        foreach (int size in new[] { 1, 2, 14, 15, 16, 269, 270, 271, 4096, 65_537, 700_000 })
        {
            foreach (byte[] data in new[] { Noise(size), new byte[size], Text(size) })
            {
                Assert.Equal(data, RootCompression.Unpack(PackedBlocks.Pack(kind, options, data), size, s_place));
            }
        }
    }

    [ToolTheory("gzip", "xz", "lz4", "zstd")]
    [InlineData("zlib", "-1")]
    [InlineData("old", "-1")]
    [InlineData("lzma", "-0 --check=crc32")]
    [InlineData("lz4", "-1")]
    [InlineData("zstd", "-1 --no-check")]
    public void Data_LargerThanABlock_ComeOutOfSeveral(string kind, string options)
    {
        byte[] data = [.. Text(9 << 20), .. new byte[5 << 20], .. Noise(4 << 20)];
        Assert.Equal(data, RootCompression.Unpack(PackedBlocks.Pack(kind, options, data), data.Length, s_place));
    }

    [Fact]
    public void Nothing_IsUnpackedToNothing() => Assert.Empty(RootCompression.Unpack([], 0, s_place));

    [ToolTheory("gzip", "xz", "lz4", "zstd")]
    [MemberData(nameof(Checked))]
    public void Block_WithAChangedByte_IsAnErrorOrTheDataAsTheyWere(string kind, string options)
    {
        byte[] data = Text(3000), packed = PackedBlocks.Pack(kind, options, data);
        int refused = 0;
        for (int at = 9; at < packed.Length; at++)
        {
            byte[] changed = [.. packed];
            changed[at] ^= 0x20;
            try
            {
                Assert.Equal(data, RootCompression.Unpack(changed, data.Length, s_place));
            }
            catch (PluginException e)
            {
                Assert.StartsWith("file.root: 'x;1' (X) at byte 100: ", e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        // Some bytes are of no consequence: the level that a head notes, the index behind an .xz block.
        Assert.InRange(refused, (packed.Length - 9) * 8 / 10, packed.Length);
    }

    // Deflate and ZSTD without checksum may give other data, and nothing worse.
    [ToolTheory("gzip", "zstd"), InlineData("old", "-6"), InlineData("zstd", "-3 --no-check")]
    public void Block_WithoutChecksumAndWithAChangedByte_GivesAsManyBytesOrAnError(string kind, string options)
    {
        byte[] data = Text(3000), packed = PackedBlocks.Pack(kind, options, data);
        for (int at = 9; at < packed.Length; at++)
        {
            byte[] changed = [.. packed];
            changed[at] ^= 0x10;
            try
            {
                Assert.Equal(data.Length, RootCompression.Unpack(changed, data.Length, s_place).Length);
            }
            catch (PluginException e)
            {
                Assert.StartsWith("file.root: 'x;1' (X) at byte 100: ", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [ToolTheory("gzip", "xz", "lz4", "zstd")]
    [MemberData(nameof(Programs))]
    public void Block_CutOrOfTheWrongSize_IsAnError(string kind, string options)
    {
        byte[] data = Text(3000), payload = PackedBlocks.Pack(kind, options, data)[9..];
        foreach (byte[] packed in new[]
        {
            PackedBlocks.Block(kind, payload, data.Length + 1),
            PackedBlocks.Block(kind, payload, data.Length - 1),
            PackedBlocks.Block(kind, payload[..(payload.Length / 2)], data.Length),
            PackedBlocks.Block(kind, payload[..1], data.Length),
            PackedBlocks.Block(kind, [], data.Length),
            PackedBlocks.Block(kind, payload, data.Length)[..^1],
            PackedBlocks.Block(kind, payload, data.Length)[..8],
            PackedBlocks.Block(kind, payload, 0),
        })
        {
            int said = packed.Length < 9 ? data.Length : packed[6] | packed[7] << 8;
            Assert.Throws<PluginException>(() => RootCompression.Unpack(packed, said == 0 ? data.Length : said, s_place));
        }
    }

    [Fact]
    public void Block_OfNoAlgorithm_IsAnErrorThatShowsItsLetters()
    {
        PluginException e = Assert.Throws<PluginException>(() => RootCompression.Unpack("ZQ\x08\x01\0\0\x01\0\0x"u8, 1, s_place));
        Assert.Equal("file.root: 'x;1' (X) at byte 100: a compressed block begins with 5a51, which is no algorithm of ROOT. The file may be damaged.", e.Message);
    }

    [ToolTheory("xz")]
    [InlineData("--check=crc32")]
    [InlineData("--check=crc64")]
    [InlineData("--check=sha256")]
    public void Checksum_OfAnLzmaBlock_IsCompared(string options)
    {
        byte[] data = Noise(100), packed = PackedBlocks.Pack("lzma", options, data);

        // Noise is stored in an LZMA2 chunk as it is: only the checksum can tell.
        int at = packed.AsSpan().IndexOf(data.AsSpan(50, 10));
        Assert.True(at > 0);
        packed[at]++;
        PluginException e = Assert.Throws<PluginException>(() => RootCompression.Unpack(packed, data.Length, s_place));
        Assert.Equal("file.root: 'x;1' (X) at byte 100: a block of LZMA cannot be unpacked: Block check corrupt. The file may be damaged.", e.Message);
    }

    [ToolTheory("gzip"), InlineData("zlib")]
    public void Checksum_OfAZlibBlock_IsCompared(string kind)
    {
        byte[] data = Text(100), packed = PackedBlocks.Pack(kind, "-6", data);
        packed[^1]++;
        PluginException e = Assert.Throws<PluginException>(() => RootCompression.Unpack(packed, data.Length, s_place));
        Assert.StartsWith("file.root: 'x;1' (X) at byte 100: a block of ZLIB cannot be unpacked: ", e.Message, StringComparison.Ordinal);
    }

    private static byte[] Noise(int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    // Words of bytes that have little in common: Adler-32 takes some changes in a row of similar bytes for none.
    private static byte[] Text(int size)
    {
        byte[][] words = [.. Enumerable.Range(1, 40).Select(Noise)];
        Random random = new(size);
        List<byte> text = [];
        while (text.Count < size)
        {
            text.AddRange(words[random.Next(words.Length)]);
        }

        return [.. text.Take(size)];
    }
}
