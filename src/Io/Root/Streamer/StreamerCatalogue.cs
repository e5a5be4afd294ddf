using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>The descriptions of classes in a file.</summary>
internal sealed class StreamerCatalogue
{
    private readonly Dictionary<string, List<StreamerInfo>> _classes = [];

    private StreamerCatalogue()
    {
    }

    /// <summary>No descriptions.</summary>
    public static StreamerCatalogue None { get; } = new();

    /// <summary>Names of the classes that are described.</summary>
    public IEnumerable<string> Classes => _classes.Keys;

    /// <summary>Reads the record of a file; without one nothing is known.</summary>
    public static StreamerCatalogue Read(RootFile file)
    {
        StreamerCatalogue catalogue = new();
        catalogue.Add(Items(file));
        return catalogue;
    }

    /// <summary>The objects of the record of a file as they stand there; none without a record.</summary>
    public static IReadOnlyList<object?> Items(RootFile file)
    {
        (long offset, long length) = file.StreamerRecord;
        if (offset <= 0 || length <= 0)
        {
            return [];
        }

        RootPlace place = new(file.Name, "the descriptions of classes", offset);
        RootCursor cursor = new(file.Source.Read(place, "the record", length), place);
        RootKey key = RootKey.Read(file, ref cursor, offset);
        return Items(key.ReadObject(), key.KeyLength, place);
    }

    /// <summary>Adds the descriptions of a list of them: the record of a file, or the extra type information of an RNTuple.</summary>
    public void Add(byte[] list, int keyLength, RootPlace place) => Add(Items(list, keyLength, place));

    private static IReadOnlyList<object?> Items(byte[] list, int keyLength, RootPlace place)
    {
        RootCursor cursor = new(list, place);
        return new ObjectReader(None, keyLength).Read("TList", ref cursor).Items;
    }

    private void Add(IReadOnlyList<object?> items)
    {
        foreach (object? item in items)
        {
            if (item is RootObject { ClassName: "TStreamerInfo" } info)
            {
                StreamerElement[] elements = [.. info.List("fElements").OfType<RootObject>().Select(Element)];
                Add(new StreamerInfo(info.String("fName"), (int)info.Integer("fClassVersion"), (uint)info.Integer("fCheckSum"), elements));
            }
        }
    }

    /// <summary>The description of a version of a class; that of another version when the file has no better; null when it has none.</summary>
    /// <param name="className">The class.</param>
    /// <param name="version">Its version; not positive for a class that is known by its checksum.</param>
    /// <param name="checksum">The checksum, or null.</param>
    public StreamerInfo? Find(string className, int? version = null, uint? checksum = null)
    {
        if (!_classes.TryGetValue(className, out List<StreamerInfo>? infos))
        {
            return null;
        }

        return (checksum is uint sum ? infos.Find(i => i.Checksum == sum) : infos.Find(i => i.Version == version)) ?? infos[^1];
    }

    /// <summary>Descriptions of all versions of a class, the last in the file first.</summary>
    public IEnumerable<StreamerInfo> All(string className) => _classes.TryGetValue(className, out List<StreamerInfo>? infos) ? Enumerable.Reverse(infos) : [];

    private void Add(StreamerInfo info)
    {
        if (!_classes.TryGetValue(info.Name, out List<StreamerInfo>? infos))
        {
            _classes[info.Name] = infos = [];
        }

        infos.Add(info);
    }

    private static StreamerElement Element(RootObject element) => new(
        element.ClassName,
        element.String("fName"),
        element.String("fTitle"),
        (int)element.Integer("fType"),
        (int)element.Integer("fArrayLength"),
        element.String("fTypeName"),
        (int)element.Integer("fBaseVersion"),
        element.String("fCountName"),
        (int)element.Integer("fSTLtype"));
}
