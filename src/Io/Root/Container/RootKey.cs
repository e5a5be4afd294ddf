using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Container;

/// <summary>A TKey: name, class and place of an object in a file.</summary>
public sealed class RootKey
{
    // Keys of files beyond 2 GB have 8-byte pointers and a version this much larger; other keys may have them too.
    private const int LongPointers = 1000;

    /// <summary>The fewest bytes a key takes: numbers of 26 bytes and three empty strings.</summary>
    internal const int ShortestLength = 29;

    private readonly RootFile _file;

    private RootKey(RootFile file, string className, string name, string title) => (_file, ClassName, Name, Title) = (file, className, name, title);

    /// <summary>Name of the object.</summary>
    public string Name { get; }

    /// <summary>Title of the object.</summary>
    public string Title { get; }

    /// <summary>Class of the object.</summary>
    public string ClassName { get; }

    /// <summary>Number that tells objects of one name apart: the largest is the last that was written.</summary>
    public int Cycle { get; private init; }

    /// <summary>Bytes of the object, uncompressed.</summary>
    public int ObjectLength { get; private init; }

    /// <summary>Bytes of the key and the object in the file.</summary>
    public int Length { get; private init; }

    /// <summary>Byte of the file at which the key begins.</summary>
    public long Offset { get; private init; }

    /// <summary>Bytes of the object in the file.</summary>
    public int StoredLength => Length - KeyLength;

    /// <summary>When the object was written, in ROOT's packed form.</summary>
    internal uint Time { get; private init; }

    /// <summary>Bytes of the key itself.</summary>
    internal int KeyLength { get; private init; }

    /// <summary>Byte of the file at which the directory of the object begins.</summary>
    internal long Directory { get; private init; }

    /// <summary>True when the places in the key take 8 bytes.</summary>
    internal bool IsLong { get; private init; }

    /// <summary>Where the object is, for messages.</summary>
    internal RootPlace Place => new(_file.Name, $"'{Name};{Cycle}' ({ClassName})", Offset);

    /// <summary>True when the object is in compressed blocks.</summary>
    internal bool IsCompressed => ObjectLength != Length - KeyLength;

    /// <summary>Algorithm of the object's first block; null when it is not compressed.</summary>
    internal string? Algorithm()
    {
        if (!IsCompressed || Length - KeyLength < 9)
        {
            return null;
        }

        Span<byte> start = stackalloc byte[9];
        _file.Source.Read(Place with { Offset = Offset + KeyLength }, "a block", start);
        return RootCompression.Algorithm(start);
    }

    /// <summary>The object's bytes, uncompressed.</summary>
    /// <exception cref="PluginException">They are damaged.</exception>
    internal byte[] ReadObject()
    {
        RootPlace place = Place with { Offset = Offset + KeyLength };
        byte[] bytes = _file.Source.Read(place, "the object", Length - KeyLength);
        return IsCompressed ? RootCompression.Unpack(bytes, ObjectLength, place) : bytes;
    }

    /// <summary>Reads a key.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cursor">Stands at the key.</param>
    /// <param name="offset">Byte of the file at which it begins, for a key that stands before its object; others know it themselves.</param>
    /// <exception cref="PluginException">It is damaged.</exception>
    internal static RootKey Read(RootFile file, ref RootCursor cursor, long? offset = null)
    {
        int start = cursor.Position, length = cursor.Int32(), version = cursor.Int16(), objectLength = cursor.Int32();
        uint time = cursor.UInt32();
        int keyLength = cursor.UInt16(), cycle = cursor.Int16();
        bool isLong = version > LongPointers;
        long seek = cursor.Pointer(isLong), directory = cursor.Pointer(isLong);
        string className = cursor.String(), name = cursor.String(), title = cursor.String();
        return length < keyLength || objectLength < 0 || keyLength < ShortestLength - 3
            ? throw RootErrors.Unexpected(cursor.Place, start, "a key", $"lengths of {length}, {keyLength} and {objectLength}")
            : new RootKey(file, className, name, title)
            {
                Length = length,
                KeyLength = keyLength,
                ObjectLength = objectLength,
                Time = time,
                Cycle = cycle,
                Offset = offset ?? seek,
                Directory = directory,
                IsLong = isLong,
            };
    }
}
