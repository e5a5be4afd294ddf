namespace AlpToolkit.Io.Root.Writing;

/// <summary>How a tree stores numbers of a type.</summary>
/// <param name="ClassName">ROOT's class of the leaf.</param>
/// <param name="Code">Letter of the type in titles of branches.</param>
/// <param name="Size">Bytes of an element.</param>
/// <param name="IsUnsigned">True for types without a sign.</param>
internal sealed record LeafType(string ClassName, char Code, int Size, bool IsUnsigned = false)
{
    /// <summary>Strings.</summary>
    public static LeafType Text { get; } = new("TLeafC", 'C', 1);

    /// <summary>Numbers of a type.</summary>
    /// <exception cref="ArgumentException">ROOT has no such numbers.</exception>
    public static LeafType Of<T>()
        where T : unmanaged => default(T) switch
        {
            bool => new LeafType("TLeafO", 'O', sizeof(bool)),
            sbyte => new LeafType("TLeafB", 'B', sizeof(sbyte)),
            byte => new LeafType("TLeafB", 'b', sizeof(byte), true),
            short => new LeafType("TLeafS", 'S', sizeof(short)),
            ushort => new LeafType("TLeafS", 's', sizeof(ushort), true),
            int => new LeafType("TLeafI", 'I', sizeof(int)),
            uint => new LeafType("TLeafI", 'i', sizeof(uint), true),
            long => new LeafType("TLeafL", 'L', sizeof(long)),
            ulong => new LeafType("TLeafL", 'l', sizeof(ulong), true),
            float => new LeafType("TLeafF", 'F', sizeof(float)),
            double => new LeafType("TLeafD", 'D', sizeof(double)),
            _ => throw new ArgumentException($"a column of ROOT cannot hold {typeof(T).Name}"),
        };

    /// <summary>Writes a number of the leaf's own type: its limits.</summary>
    public void WriteLimit(RootBuffer buffer, int value)
    {
        switch (ClassName)
        {
            case "TLeafO" or "TLeafB":
                buffer.Byte(value);
                break;
            case "TLeafS":
                buffer.UInt16(value);
                break;
            case "TLeafI" or "TLeafC":
                buffer.Int32(value);
                break;
            case "TLeafF":
                buffer.Single(value);
                break;
            case "TLeafD":
                buffer.Double(value);
                break;
            default:
                buffer.Int64(value);
                break;
        }
    }
}
