namespace AlpToolkit.Io.Root.Writing;

/// <summary>Writes the descriptions of classes, by which any program can read the objects: a TList of TStreamerInfo.</summary>
internal static class StreamerRecord
{
    private const int ListVersion = 5, ArrayVersion = 3, InfoVersion = 9, ElementVersion = 4, Dimensions = 5;

    // ROOT's mark of a description that is in use.
    private const uint IsCompiled = 0x10000;

    /// <summary>Writes the list.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="classes">Names of the classes of objects in the file that we made.</param>
    /// <param name="copied">Descriptions from other files.</param>
    public static void Write(RootBuffer buffer, IEnumerable<string> classes, CopiedDescriptions copied)
    {
        ClassDescription[] described =
            [.. classes.Append("TList").SelectMany(c => ClassDescription.Of(c).WithParts()).DistinctBy(c => c.Name).Where(c => c.Name != "TArrayD" && !copied.Has(c.Name, c.Version))];
        int list = buffer.Begin(ListVersion);
        buffer.Object();
        buffer.String("");
        buffer.Int32(described.Length + copied.Count);
        foreach (ClassDescription description in described)
        {
            buffer.BeginPointer("TStreamerInfo", out int info);
            Write(buffer, description);
            buffer.End(info);

            // No options of the object in the list.
            buffer.Byte(0);
        }

        copied.Write(buffer);
        buffer.End(list);
    }

    private static void Write(RootBuffer buffer, ClassDescription description)
    {
        int start = buffer.Begin(InfoVersion), named = buffer.Begin(1);
        buffer.Object(IsCompiled);
        buffer.String(description.Name);
        buffer.String("");
        buffer.End(named);
        buffer.UInt32(description.Checksum);
        buffer.Int32(description.Version);
        buffer.BeginPointer("TObjArray", out int array);
        int objects = buffer.Begin(ArrayVersion);
        buffer.Object();
        buffer.String("");
        buffer.Int32(description.Bases.Count + description.Members.Count);
        buffer.Int32(0);
        foreach (ClassDescription above in description.Bases)
        {
            const int ofTObject = 66, ofTNamed = 67;
            buffer.BeginPointer("TStreamerBase", out int element);
            const int baseVersion = 3;
            int inner = buffer.Begin(baseVersion);
            Element(buffer, above.Name, "", above.Name switch { "TObject" => ofTObject, "TNamed" => ofTNamed, _ => 0 }, 0, "BASE", above.Checksum);
            buffer.Int32(above.Version);
            buffer.End(inner);
            buffer.End(element);
        }

        foreach (ClassMember member in description.Members)
        {
            Write(buffer, description, member);
        }

        buffer.End(objects);
        buffer.End(array);
        buffer.End(start);
    }

    private static void Write(RootBuffer buffer, ClassDescription description, ClassMember member)
    {
        const int version = 2;
        buffer.BeginPointer(member.Kind, out int element);
        int inner = buffer.Begin(version);
        bool counts = description.Members.Any(m => m.Counter == member.Name);
        Element(buffer, member.Name, member.Title, member.Code(counts), member.Size, member.Type, 0);
        if (member.IsArray)
        {
            // The counter may be a base class' member: arrays of errors are counted by the graph.
            ClassDescription owner = Owner(description, member.Counter);
            buffer.Int32(owner.Version);
            buffer.String(member.Counter);
            buffer.String(owner.Name);
        }

        buffer.End(inner);
        buffer.End(element);
    }

    private static ClassDescription Owner(ClassDescription description, string member) =>
        description.Members.Any(m => m.Name == member) ? description : description.Bases.Select(b => Owner(b, member)).First(o => o.Members.Any(m => m.Name == member));

    private static void Element(RootBuffer buffer, string name, string title, int type, int size, string typeName, uint checksum)
    {
        int start = buffer.Begin(ElementVersion);
        buffer.Named(name, title);
        buffer.Int32(type);
        buffer.Int32(size);
        buffer.Int32(0);
        buffer.Int32(0);
        for (int i = 0; i < Dimensions; i++)
        {
            // The first one of a base class is its checksum.
            buffer.UInt32(i == 0 ? checksum : 0);
        }

        buffer.String(typeName);
        buffer.End(start);
    }
}
