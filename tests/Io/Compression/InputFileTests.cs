using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Compression;
using AlpToolkit.Tests.Io.Root.Bytes;
using ICSharpCode.SharpZipLib.BZip2;

namespace AlpToolkit.Tests.Io.Compression;

public sealed class InputFileTests
{
    private static readonly byte[] s_text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"line {i * i}\n")));

    // The text of s_squaresXz, which xz 5.4 made of it.
    private static readonly byte[] s_squares = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => $"line {i * i}\n")));

    private static readonly byte[] s_squaresXz = Convert.FromBase64String(
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AFhAHZdADYaSh8IoCXB3pS6kNmvCIgL4jyvjhpqn4NuIJhqUZTWGZ490dhIbSFGe52fkJLKGYzYXBCRukWkUpuW0hacyrs3lvd+hjxGiS7O9zjWclufkrnKACW03pDovMjq" +
        "ix7kcy1zuv8gvqBPnCCvMCi5Ff5Mhy6g+AAAAACPRw9PhaDLZwABkgHiAgAA+Bdp0bHEZ/sCAAAAAARZWg==");

    [Fact]
    public void Read_OfOneMember_IsItsTextAndTheHashIsOfTheBytesOnDisk()
    {
        byte[] packed = Gzip(s_text);
        Assert.Equal(s_text, Read(packed, out InputFile input));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(packed)), input.Sha256);
        Assert.Equal(packed.Length, input.BytesRead);
        Assert.False(input.HasTrailingBytes);
    }

    [Fact]
    public void Read_OfTwoMembersSplitAnywhere_IsTheirTextTogether()
    {
        for (int split = 0; split <= s_text.Length; split += 997)
        {
            Assert.Equal(s_text, Read([.. Gzip(s_text[..split]), .. Gzip(s_text[split..])], out InputFile input));
            Assert.False(input.HasTrailingBytes);
        }
    }

    // The decoder reads 8 KiB at a time: put the border of two members at every place around that.
    [Fact]
    public void Read_OfMembersThatMeetAtTheDecodersBufferEnd_IsTheirTextTogether()
    {
        byte[] noise = new byte[9000];
        new Random(5).NextBytes(noise);
        byte[] small = Gzip("tail"u8.ToArray());
        for (int length = 8192 - 60; length <= 8192; length++)
        {
            byte[] first = Gzip(noise[..length], CompressionLevel.NoCompression);
            Assert.Equal([.. noise[..length], .. "tail"u8], Read([.. first, .. small], out _));
            Assert.ThrowsAny<PluginException>(() => Read([.. first, .. small[..^3]], out _));
            Read([.. first, 0], out InputFile input);
            Assert.True(input.HasTrailingBytes, $"{first.Length}");
        }
    }

    [Fact]
    public void Read_OfAMemberCutAnywhere_SaysThatItIsCut()
    {
        byte[] packed = Gzip(s_text);
        byte[] two = [.. packed, .. packed];
        for (int length = 6; length < two.Length; length += length < 40 || length > packed.Length - 40 && length < packed.Length + 40 || length > two.Length - 40 ? 1 : 211)
        {
            if (length != packed.Length)
            {
                PluginException error = Assert.ThrowsAny<PluginException>(() => Read(two[..length], out _));
                Assert.Contains("end too early", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Read_OfAFlippedBit_IsAnErrorUnlessTheBitIsNotUsed()
    {
        byte[] packed = Gzip(s_text);
        Random random = new(3);
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. packed];
            int place = random.Next(10, packed.Length);
            damaged[place] ^= (byte)(1 << random.Next(8));
            Exception? error = null;
            byte[] text = [];
            try
            {
                text = Read(damaged, out _);
            }
            catch (PluginException e)
            {
                error = e;
            }

            // The bits after the last code of a member mean nothing: then the text is whole.
            Assert.True(error is not null || text.AsSpan().SequenceEqual(s_text));
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(512, 0)]
    [InlineData(100_000, 0)]
    [InlineData(8, 'x')]
    public void Read_OfBytesAfterTheMember_IgnoresThemAndSaysSo(int count, int value)
    {
        Assert.Equal(s_text, Read([.. Gzip(s_text), .. Enumerable.Repeat((byte)value, count)], out InputFile input));
        Assert.True(input.HasTrailingBytes);
    }

    [Fact]
    public void Read_OfBzip2_IsItsTextAndDamageIsAnError()
    {
        using MemoryStream packed = new();
        BZip2.Compress(new MemoryStream(s_text), packed, isStreamOwner: false, level: 1);
        byte[] bytes = packed.ToArray();
        Assert.Equal(s_text, Read(bytes, out _));
        Assert.ThrowsAny<PluginException>(() => Read(bytes[..(bytes.Length / 2)], out _));
        Random random = new(4);
        for (int i = 0; i < 100; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(4, bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                Read(damaged, out _);
            }
            catch (PluginException)
            {
                // The other way out; any other exception fails the test.
            }
        }
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(3, "")]
    [InlineData(2, "not packed")]
    public void Read_OfSeveralBzip2Streams_IsAllTheirText(int streams, string after)
    {
        using MemoryStream packed = new();
        for (int i = 0; i < streams; i++)
        {
            BZip2.Compress(new MemoryStream(s_text), packed, isStreamOwner: false, level: 1);
        }

        byte[] bytes = packed.ToArray();
        Assert.Equal(Enumerable.Repeat(s_text, streams).SelectMany(t => t), Read([.. bytes, .. System.Text.Encoding.UTF8.GetBytes(after)], out InputFile input));
        Assert.Equal(after.Length > 0, input.HasTrailingBytes);
        Assert.ThrowsAny<PluginException>(() => Read(bytes[..^3], out _));
    }

    [Fact]
    public void Read_OfZstd_IsItsTextAndDamageIsAnError()
    {
        byte[] bytes;
        using (ZstdSharp.Compressor compressor = new())
        {
            compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
            bytes = compressor.Wrap(s_text).ToArray();
        }

        Assert.Equal(s_text, Read(bytes, out _));
        Assert.Equal([.. s_text, .. s_text], Read([.. bytes, .. bytes], out _));
        Assert.IsType<TruncatedInputException>(Record.Exception(() => Read(bytes[..^5], out _)));
        Random random = new(5);
        int refused = 0;
        for (int i = 0; i < 100; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(4, bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                Read(damaged, out _);
            }
            catch (PluginException)
            {
                refused++;
            }
        }

        Assert.True(refused > 90, $"{refused} of 100 refused");
    }

    [Fact]
    public void Read_OfXz_IsItsTextAndDamageIsAnError()
    {
        Assert.Equal(s_squares, Read(s_squaresXz, out _));
        CutAndFlip(s_squaresXz, s_squares);
    }

    // xz allows zeros between streams, four at a time.
    [Fact]
    public void Read_OfStreamsOfXz_IsTheirTextTogether()
    {
        Assert.Equal([.. s_squares, .. s_squares], Read([.. s_squaresXz, .. s_squaresXz], out _));
        Assert.Equal([.. s_squares, .. s_squares], Read([.. s_squaresXz, 0, 0, 0, 0, .. s_squaresXz, 0, 0, 0, 0], out _));
        Assert.ThrowsAny<PluginException>(() => Read([.. s_squaresXz, .. "behind"u8], out _));
    }

    // Byte 16 is the size of the dictionary: 40 says 4 GiB. The checksum of the head, at 20, is made right so that only the size is wrong.
    [Fact]
    public void Read_OfXzWithAHugeDictionary_IsRefusedBeforeItIsAllocated()
    {
        byte[] bytes = [.. s_squaresXz];
        bytes[16] = 40;
        BitConverter.TryWriteBytes(bytes.AsSpan(20), System.IO.Hashing.Crc32.HashToUInt32(bytes.AsSpan(12, 8)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("dictionary is larger than 64 MiB", Assert.Throws<PluginException>(() => Read(bytes, out _)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [ToolTheory("xz")]
    [InlineData("-0 --check=none")]
    [InlineData("-6 --check=crc32")]
    [InlineData("-9e --check=sha256")]
    [InlineData("-1 --block-size=7000")]
    [InlineData("--x86 --lzma2=preset=3")]
    public void Read_OfWhatXzPacked_IsItsText(string options) => Assert.Equal(s_text, Read(Tool.Run("xz", $"-c {options}", s_text), out _));

    [ToolTheory("xz")]
    [InlineData("--delta=dist=1 --lzma2=preset=3")]
    public void Read_OfXzWithTheDeltaFilter_NamesTheFilter(string options) =>
        Assert.Contains("filter 3 of xz is not read", Assert.Throws<PluginException>(() => Read(Tool.Run("xz", $"-c {options}", s_text), out _)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Read_OfAZipOfOneFile_IsItsTextAndDamageIsAnError(CompressionLevel level)
    {
        byte[] bytes = Zip(level, ("run/", []), ("run/events.lhe", s_squares), ("__MACOSX/run/._events.lhe", [1]));
        Assert.Equal(s_squares, Read(bytes, out _));
        CutAndFlip(Zip(level, ("events.lhe", s_squares)), s_squares);
    }

    [Fact]
    public void Read_OfAZipOfSeveralFilesOrNone_SaysSo()
    {
        byte[] two = Zip(CompressionLevel.Optimal, ("a.lhe", s_squares), ("b.lhe", s_squares));
        Assert.Contains("holds several files, 'a.lhe' and 'b.lhe'", Assert.Throws<PluginException>(() => Read(two, out _)).Message, StringComparison.Ordinal);
        byte[] none = Zip(CompressionLevel.Optimal, ("a/", []));
        Assert.Contains("holds no file", Assert.Throws<PluginException>(() => Read(none, out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAhead_GivesWhatWasReadBeforeTheError()
    {
        byte[] packed = Gzip(s_text);
        using ReadAhead ahead = new(InputFile.Open("x", new MemoryStream(packed[..^4]), null), 1000);
        int length = 0;
        Exception? error = Record.Exception(() =>
        {
            while (ahead.Take(CancellationToken.None) is { Count: > 0 } piece)
            {
                length += piece.Count;
                ahead.Return(piece);
            }
        });
        Assert.IsType<TruncatedInputException>(error);
        Assert.Equal(s_text.Length, length);
    }

    // Some bytes are of no consequence, such as a time or a directory at the end: then the text is whole.
    private static void CutAndFlip(byte[] packed, byte[] text)
    {
        Random random = new(7);
        int refused = 0, changes = 0;
        for (int i = 0; i < packed.Length; i++)
        {
            byte[] flipped = [.. packed];
            flipped[i] ^= (byte)(1 << random.Next(8));
            foreach (byte[] damaged in (byte[][])[packed[..i], flipped])
            {
                // What begins as nothing known is text.
                if (InputFile.PackingOf(damaged) != InputFile.PackingOf(packed))
                {
                    continue;
                }

                changes++;
                try
                {
                    Assert.Equal(text, Read(damaged, out _));
                }
                catch (PluginException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, changes / 3, changes);
    }

    private static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] files)
    {
        using MemoryStream packed = new();
        using (ZipArchive archive = new(packed, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Gzip(byte[] text, CompressionLevel level = CompressionLevel.Optimal)
    {
        using MemoryStream packed = new();
        using (GZipStream encoder = new(packed, level))
        {
            encoder.Write(text);
        }

        return packed.ToArray();
    }

    private static byte[] Read(byte[] packed, out InputFile input)
    {
        using (input = InputFile.Open("x.lhe.gz", new MemoryStream(packed), packed.Length))
        {
            using MemoryStream text = new();
            Span<byte> buffer = stackalloc byte[777];
            int read;
            while ((read = input.Read(buffer)) > 0)
            {
                text.Write(buffer[..read]);
            }

            input.FinishSha256();
            return text.ToArray();
        }
    }
}
