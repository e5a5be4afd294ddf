namespace AlpToolkit.Io.Root.Writing;

/// <summary>A TKey that is being written: what stands before an object, and once more in the list of its directory.</summary>
/// <param name="ClassName">Class of the object.</param>
/// <param name="Name">Name of the object.</param>
/// <param name="Title">Title of the object.</param>
/// <param name="Cycle">Number that tells objects of one name apart.</param>
/// <param name="Offset">Byte of the file at which the key begins.</param>
/// <param name="Directory">Byte of the file at which the directory begins.</param>
/// <param name="IsLong">True when the places take 8 bytes.</param>
internal sealed record KeyRecord(string ClassName, string Name, string Title, int Cycle, long Offset, long Directory, bool IsLong)
{
    private const int Version = 4, LongVersion = 1000, Numbers = 18, MostLength = short.MaxValue;

    /// <summary>Bytes of the key.</summary>
    public int KeyLength { get; } = Numbers + 2 * (IsLong ? sizeof(long) : sizeof(int)) + RootBuffer.StringSize(ClassName) + RootBuffer.StringSize(Name) + RootBuffer.StringSize(Title);

    /// <summary>Bytes of the object before compression.</summary>
    public int ObjectLength { get; set; }

    /// <summary>Bytes of the object in the file.</summary>
    public int StoredLength { get; set; }

    /// <summary>Bytes that a class puts behind the key and counts to it.</summary>
    public int Extra { get; init; }

    /// <summary>Bytes of the key and what belongs to it.</summary>
    public int WholeLength => KeyLength + Extra;

    /// <summary>Bytes of key and object in the file.</summary>
    public int Length => checked(WholeLength + StoredLength);

    /// <summary>Writes the key.</summary>
    /// <exception cref="ArgumentException">Name and title are too long for a key.</exception>
    public void Write(RootBuffer buffer, uint time)
    {
        if (WholeLength > MostLength)
        {
            throw new ArgumentException($"the name '{Name}' with its title takes {WholeLength} bytes; a key of ROOT has {MostLength} at most");
        }

        buffer.Int32(Length);
        buffer.UInt16(IsLong ? Version + LongVersion : Version);
        buffer.Int32(ObjectLength);
        buffer.UInt32(time);
        buffer.UInt16(WholeLength);
        buffer.UInt16(Cycle);
        buffer.Pointer(Offset, IsLong);
        buffer.Pointer(Directory, IsLong);
        buffer.String(ClassName);
        buffer.String(Name);
        buffer.String(Title);
    }
}
