namespace AlpToolkit.Io.Root.Writing;

/// <summary>A directory of a file that is being written.</summary>
/// <param name="parent">The directory above; null for the file's own.</param>
/// <param name="name">Name; for the file's own that of the file.</param>
/// <param name="offset">Byte at which its record begins.</param>
/// <param name="nameLength">Bytes of the record before the directory itself.</param>
internal sealed class DirectoryRecord(DirectoryRecord? parent, string name, long offset, int nameLength)
{
    /// <summary>Bytes of a directory: those of 64-bit places, which are reserved for 32-bit ones too.</summary>
    public const int Size = 60;

    private const int Version = 5, LongVersion = 1000;
    private readonly Dictionary<string, int> _cycles = [];

    /// <summary>Name of the directory.</summary>
    public string Name { get; } = name;

    /// <summary>Byte at which its record begins.</summary>
    public long Offset { get; } = offset;

    /// <summary>Byte at which the directory itself is; it is written again when its keys are known.</summary>
    public long At => Offset + nameLength;

    /// <summary>The directories below.</summary>
    public Dictionary<string, DirectoryRecord> Directories { get; } = [];

    /// <summary>The keys, in the order of writing.</summary>
    public List<KeyRecord> Keys { get; } = [];

    /// <summary>The number that tells the next object of a name apart.</summary>
    public int NextCycle(string name) => _cycles[name] = _cycles.GetValueOrDefault(name) + 1;

    /// <summary>The directory as it stands in the file.</summary>
    /// <param name="keysAt">Byte at which the list of its keys begins; 0 when it is not written yet.</param>
    /// <param name="keysLength">Bytes of the list.</param>
    /// <param name="identity">When and by whom the file is written.</param>
    /// <param name="longFrom">Places beyond need 64 bits.</param>
    public RootBuffer Write(long keysAt, int keysLength, FileIdentity identity, long longFrom)
    {
        long above = parent?.Offset ?? 0;
        bool isLong = Math.Max(Offset, keysAt) > longFrom;
        RootBuffer buffer = new();
        buffer.UInt16(isLong ? Version + LongVersion : Version);
        buffer.UInt32(identity.Time);
        buffer.UInt32(identity.Time);
        buffer.Int32(keysLength);
        buffer.Int32(nameLength);
        buffer.Pointer(Offset, isLong);
        buffer.Pointer(above, isLong);
        buffer.Pointer(keysAt, isLong);
        identity.WriteUuid(buffer);
        buffer.Take(Size - buffer.Length).Clear();
        return buffer;
    }
}
