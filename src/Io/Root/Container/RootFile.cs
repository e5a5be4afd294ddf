using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Container;

/// <summary>A ROOT file: its header, its directories, and the descriptions of the classes in it. Any thread may read.</summary>
public sealed class RootFile : IDisposable
{
    private const int LongPointers = 1_000_000, HeadLength = 300, DirectoryLength = 60, DeepestDirectory = 100;
    private readonly Lazy<StreamerCatalogue> _streamers;
    private ILookup<long, RootKey>? _recovered;

    private RootFile(RootSource source)
    {
        Source = source;
        _streamers = new Lazy<StreamerCatalogue>(() => StreamerCatalogue.Read(this));
    }

    /// <summary>Name of the file.</summary>
    public string Name => Source.Name;

    /// <summary>Version of ROOT that the file says it was written with: 62004 is 6.20/04.</summary>
    public int Version { get; private set; }

    /// <summary>Bytes of the file.</summary>
    public long Length => Source.Length;

    /// <summary>Algorithm and level that new objects are compressed with: 100 algorithm + level.</summary>
    public int Compression { get; private set; }

    /// <summary>Algorithm and level in words: 'ZLIB, level 1', 'none'.</summary>
    public string CompressionText => Compression % 100 == 0 ? "none"
        : $"{(Compression / 100) switch { 0 or 1 => "ZLIB", 2 => "LZMA", 3 => "OLD", 4 => "LZ4", 5 => "ZSTD", var other => $"algorithm {other}" }}, level {Compression % 100}";

    /// <summary>True when the file was not closed, and its keys were found record by record.</summary>
    public bool IsRecovered { get; private set; }

    /// <summary>The keys of the file itself.</summary>
    public RootDirectory Root { get; private set; } = null!;

    internal RootSource Source { get; }

    /// <summary>What the file and ROOT say of classes.</summary>
    internal StreamerCatalogue Streamers => _streamers.Value;

    /// <summary>The record that holds the descriptions of classes: its byte, and its length; 0 for none.</summary>
    internal (long Offset, long Length) StreamerRecord { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PluginException">It cannot be opened, is no ROOT file, or is damaged.</exception>
    public static RootFile Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        RootSource source = RootSource.Open(path);
        try
        {
            RootFile file = new(source);
            file.ReadHead();
            return file;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    internal RootDirectory OpenDirectory(RootKey key, string path)
    {
        if (path.AsSpan().Count('/') > DeepestDirectory)
        {
            throw RootErrors.Damaged(key.Place, $"directories more than {DeepestDirectory} deep");
        }

        RootCursor cursor = new(key.ReadObject(), key.Place);
        return ReadDirectory(ref cursor, path, key.Offset);
    }

    private void ReadHead()
    {
        RootPlace place = new(Name, "", 0);
        byte[] head = Source.Read(place, "the head", Math.Min(HeadLength, Length));
        if (!head.AsSpan().StartsWith("root"u8))
        {
            throw RootErrors.NotRoot(Name, head.Length == 0 ? "nothing" : Convert.ToHexStringLower(head.AsSpan(0, Math.Min(4, head.Length))));
        }

        RootCursor cursor = new(head, place);
        cursor.Skip(4);
        int version = cursor.Int32(), begin = cursor.Int32();
        bool isLong = version >= LongPointers;
        Version = isLong ? version - LongPointers : version;
        long end = cursor.Pointer(isLong);
        _ = cursor.Pointer(isLong);
        cursor.Skip(8);
        int nameLength = cursor.Int32();
        cursor.Skip(1);
        Compression = cursor.Int32();
        StreamerRecord = (cursor.Pointer(isLong), cursor.Int32());

        // The file's own directory follows name and title of the file.
        long at = (long)begin + nameLength;
        RootPlace root = new(Name, "the file's directory", at);
        RootDirectory? directory = null;
        if (end <= Length)
        {
            RootCursor record = new(Source.Read(root, "a directory", Math.Min(DirectoryLength, Math.Max(0, Length - at))), root);
            directory = ReadDirectory(ref record, "", begin, mayBeOpen: true);
        }

        IsRecovered = directory is null;
        Root = directory ?? Recover(begin);
        if (Root.Keys.Count == 0 && IsRecovered)
        {
            throw RootErrors.Outside(place, "the file", end, Length);
        }
    }

    // Descriptions of classes stand in a record like those of objects.
    private RootDirectory Recover(long begin)
    {
        _recovered = RootRecovery.ByDirectory(this, begin);
        RootKey[] keys = [.. _recovered[begin]];
        RootKey? descriptions = keys.LastOrDefault(IsDescriptions);
        (long offset, long length) = StreamerRecord;
        if (descriptions is not null || offset > Length - length)
        {
            StreamerRecord = (descriptions?.Offset ?? 0, descriptions?.Length ?? 0);
        }

        return new RootDirectory(this, "", [.. keys.Where(k => !IsDescriptions(k))]);

        static bool IsDescriptions(RootKey key) => key is { Name: "StreamerInfo", ClassName: "TList" };
    }

    private RootDirectory ReadDirectory(ref RootCursor cursor, string path, long offset) => ReadDirectory(ref cursor, path, offset, mayBeOpen: false) ?? new RootDirectory(this, path, []);

    // Null for a directory whose keys were never written.
    private RootDirectory? ReadDirectory(ref RootCursor cursor, string path, long offset, bool mayBeOpen)
    {
        const int longPointers = 1000;
        bool isLong = cursor.Int16() > longPointers;
        cursor.Skip(8);
        int length = cursor.Int32();
        _ = cursor.Int32();
        _ = cursor.Pointer(isLong);
        _ = cursor.Pointer(isLong);
        long keys = cursor.Pointer(isLong);
        if (keys == 0 || length <= 0 || (IsRecovered && keys > Length - length))
        {
            return mayBeOpen || !IsRecovered ? null : new RootDirectory(this, path, [.. _recovered![offset]]);
        }

        RootPlace place = new(Name, path.Length == 0 ? "the list of keys" : $"the list of keys of '{path}'", keys);
        if (mayBeOpen && keys > Length - length)
        {
            return null;
        }

        RootCursor list = new(Source.Read(place, "the list of keys", length), place);
        _ = RootKey.Read(this, ref list);
        int count = list.Count(RootKey.ShortestLength, "keys");
        RootKey[] found = new RootKey[count];
        for (int i = 0; i < count; i++)
        {
            found[i] = RootKey.Read(this, ref list);
        }

        return new RootDirectory(this, path, found);
    }
}
