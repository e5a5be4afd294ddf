using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;

namespace AlpToolkit.Io.Root.Streamer;

/// <summary>The descriptions of classes in a file.</summary>
internal sealed class StreamerCatalogue
{
    private readonly Dictionary<string, List<StreamerInfo>> _classes = [], _plain = [];

    private StreamerCatalogue()
    {
    }

    /// <summary>No descriptions.</summary>
    public static StreamerCatalogue None { get; } = new();

    /// <summary>Names of the classes that are described.</summary>
    public IEnumerable<string> Classes => _classes.Keys;

    /// <summary>Reads the record of a file; <see cref="KnownClasses"/> stand in for what it does not describe.</summary>
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

    /// <summary>A catalogue for descriptions that do not stand in the record of a file.</summary>
    public static StreamerCatalogue Empty() => new();

    /// <summary>Adds the descriptions of a list behind a pointer: the extra type information of an RNTuple.</summary>
    public void AddPointer(ReadOnlySpan<byte> pointer, RootPlace place)
    {
        RootCursor cursor = new(pointer, place);
        Add((new ObjectReader(None, 0).ReadPointer(ref cursor) as RootObject)?.Items ?? []);
    }

    private static IReadOnlyList<object?> Items(byte[] list, int keyLength, RootPlace place)
    {
        RootCursor cursor = new(list, place);
        return new ObjectReader(None, keyLength).Read("TList", ref cursor).Items;
    }

    /// <summary>Adds the descriptions among objects.</summary>
    public void Add(IReadOnlyList<object?> items)
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

    /// <summary>
    /// The description of a version of a class, by the file or as it is known; that of another version when the file has no better; null when it has none, and for versions that are not known.
    /// </summary>
    /// <param name="className">The class.</param>
    /// <param name="version">Its version; not positive for a class that is known by its checksum, null for any.</param>
    /// <param name="checksum">The checksum, or null.</param>
    public StreamerInfo? Find(string className, int? version = null, uint? checksum = null)
    {
        List<StreamerInfo> infos = Infos(className) ?? [];
        return Exact(infos, version, checksum) ?? Known(className, version) ?? infos.LastOrDefault();
    }

    /// <summary>The description of just this version of a class; null when there is none.</summary>
    public StreamerInfo? FindExact(string className, int? version, uint? checksum) => Exact(Infos(className) ?? [], version, checksum) ?? (version > 0 ? Known(className, version) : null);

    /// <summary>Descriptions of all versions of a class, the last in the file first, and those that are known.</summary>
    public IEnumerable<StreamerInfo> All(string className) => Enumerable.Reverse(_classes.GetValueOrDefault(className) ?? []).Concat(KnownClasses.Of(className).Reverse());

    private StreamerInfo? Known(string className, int? version)
    {
        IReadOnlyList<StreamerInfo> known = KnownClasses.Of(className);
        return version > 0 ? known.FirstOrDefault(i => i.Version == version) : _classes.ContainsKey(className) ? null : known is [.., var last] ? last : null;
    }

    private static StreamerInfo? Exact(List<StreamerInfo> infos, int? version, uint? checksum) =>
        (checksum is uint sum ? infos.Find(i => i.Checksum == sum) : null) ?? infos.Find(i => i.Version == version);

    // As the file writes the name, or as we do: 'pair<const string,int>' and 'pair<string,int>' are one.
    private List<StreamerInfo>? Infos(string className) => _classes.TryGetValue(className, out List<StreamerInfo>? infos) || _plain.TryGetValue(className, out infos) ? infos : null;

    private void Add(StreamerInfo info)
    {
        if (!_classes.TryGetValue(info.Name, out List<StreamerInfo>? infos))
        {
            _classes[info.Name] = infos = [];
            if (TypeName.Parse(info.Name) is { Arguments.Count: > 0 } type)
            {
                _plain.TryAdd(type.ToString(), infos);
            }
        }

        infos.Add(info);
    }

    private static StreamerElement Element(RootObject element) => new(
        element.ClassName,
        element.String("fName"),
        element.String("fTitle"),
        Type(element),
        (int)element.Integer("fArrayLength"),
        element.String("fTypeName"),
        (int)element.Integer("fBaseVersion"),
        element.String("fCountName"),
        (int)element.Integer("fSTLtype"))
    {
        BaseChecksum = element.ClassName == "TStreamerBase" && element.Integers("fMaxIndex") is [not 0 and var checksum, ..] ? unchecked((uint)checksum) : null,
        Dimensions = Dimensions((int)element.Integer("fArrayLength"), element.Integers("fMaxIndex")),
    };

    // The first versions of ROOT had no code for bool.
    private static int Type(RootObject element)
    {
        const int unsignedCharacter = 11, boolean = 18;
        int type = (int)element.Integer("fType");
        return type == unsignedCharacter && element.String("fTypeName") is "Bool_t" or "bool" ? boolean : type;
    }

    private static int[] Dimensions(int length, long[] sizes)
    {
        int[] dimensions = [.. sizes.TakeWhile(s => s is > 0 and <= int.MaxValue).Select(s => (int)s)];
        return length <= 0 ? [] : dimensions.Aggregate(1L, (p, d) => Math.Min(int.MaxValue, p * d)) == length ? dimensions : [length];
    }
}
