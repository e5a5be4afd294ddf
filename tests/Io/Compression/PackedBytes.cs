using System.IO.Compression;
using ICSharpCode.SharpZipLib.BZip2;

namespace AlpToolkit.Tests.Io.Compression;

/// <summary>Text packed in every way that is read but xz, which needs the program.</summary>
internal static class PackedBytes
{
    public static byte[] Of(string packing, byte[] text) => packing switch
    {
        "gzip" => Gzip(text),
        "bzip2" => Bzip2(text),
        "zip" => Zip(("events.lhe", text)),
        "zstd" => Zstd(text),
        _ => text,
    };

    public static byte[] Gzip(byte[] text)
    {
        using MemoryStream packed = new();
        using (GZipStream encoder = new(packed, CompressionLevel.Optimal))
        {
            encoder.Write(text);
        }

        return packed.ToArray();
    }

    public static byte[] Bzip2(byte[] text)
    {
        using MemoryStream packed = new();
        BZip2.Compress(new MemoryStream(text), packed, isStreamOwner: false, level: 1);
        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream packed = new();
        Fill(packed, files);
        return packed.ToArray();
    }

    /// <summary>As a program writes to a pipe: lengths and checksums stand behind the files.</summary>
    public static byte[] ZipToPipe(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream packed = new();
        Fill(new Pipe(packed), files);
        return packed.ToArray();
    }

    public static byte[] Zstd(byte[] text)
    {
        using ZstdSharp.Compressor compressor = new();
        return compressor.Wrap(text).ToArray();
    }

    private static void Fill(Stream packed, (string Name, byte[] Content)[] files)
    {
        using ZipArchive archive = new(packed, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, byte[] content) in files)
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }
    }

    private sealed class Pipe(Stream target) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => target.Write(buffer, offset, count);
    }
}
