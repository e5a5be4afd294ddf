using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>A member of a class that we write.</summary>
/// <param name="Type">Type in C++.</param>
/// <param name="Name">Name of the member.</param>
/// <param name="Counter">Member that counts the elements of an array; empty for none.</param>
/// <param name="IsAlways">True for a pointer that is never null, and objects that say so.</param>
/// <param name="IsEnum">True for an enumeration, which is stored as int.</param>
/// <param name="IsBits">True for the bits of a TObject.</param>
internal sealed record ClassMember(string Type, string Name, string Counter, bool IsAlways, bool IsEnum, bool IsBits)
{
    private const int PointerSize = 8;

    /// <summary>True for an array that a member counts.</summary>
    public bool IsArray => Counter.Length > 0;

    /// <summary>Class of the description.</summary>
    public string Kind => IsArray ? "TStreamerBasicPointer"
        : Type == "TString" ? "TStreamerString"
        : IsEnum || Number(Type) is not null ? "TStreamerBasicType"
        : Type[^1] == '*' ? "TStreamerObjectPointer"
        : Type is "TArrayD" or "TArrayI" or "ROOT::TIOFeatures" ? "TStreamerObjectAny" : "TStreamerObject";

    /// <summary>Code of the type.</summary>
    /// <param name="counts">True for a member that counts the elements of an array.</param>
    public int Code(bool counts) => Kind switch
    {
        "TStreamerBasicPointer" => StreamerElement.Pointer + Number(Type[..^1])!.Value.Code,
        "TStreamerString" => StreamerElement.String,
        "TStreamerBasicType" when IsBits => StreamerElement.Bits,
        "TStreamerBasicType" when counts => StreamerElement.Counter,
        "TStreamerBasicType" => IsEnum ? Number("int")!.Value.Code : Number(Type)!.Value.Code,
        "TStreamerObjectPointer" => IsAlways ? StreamerElement.ObjectPointer : StreamerElement.ObjectPointerNullable,
        "TStreamerObjectAny" => StreamerElement.Any,
        _ => StreamerElement.Object,
    };

    /// <summary>Bytes in memory, as ROOT notes them for 64-bit machines.</summary>
    public int Size => IsArray || Type[^1] == '*' ? PointerSize : Type switch
    {
        "TString" or "TArrayD" or "TArrayI" => 24,
        "TObjArray" => 64,
        "TAxis" => 216,
        "ROOT::TIOFeatures" => 1,
        _ => Number(Type)?.Size ?? sizeof(int),
    };

    /// <summary>The comment behind the member, as far as it has a meaning.</summary>
    public string Title => IsArray ? $"[{Counter}]" : IsAlways ? "->" : "";

    /// <summary>Reads a member of <see cref="ClassTexts"/>.</summary>
    public static ClassMember Parse(string line)
    {
        List<string> words = [.. line.Split(' ')];
        bool isEnum = words.Remove("enum"), isBits = words.Remove("bits"), isAlways = words.Remove("->");
        string counter = words[^1][0] == '[' ? words[^1].Trim('[', ']') : "";
        if (counter.Length > 0)
        {
            words.RemoveAt(words.Count - 1);
        }

        return new ClassMember(string.Join(' ', words.SkipLast(1)), words[^1], counter, isAlways, isEnum, isBits);
    }

    private static (int Code, int Size)? Number(string type) => type switch
    {
        "char" => (1, 1),
        "short" => (2, 2),
        "int" => (3, 4),
        "float" => (5, 4),
        "double" => (8, 8),
        "Double32_t" => (9, 8),
        "unsigned char" => (11, 1),
        "unsigned short" => (12, 2),
        "unsigned int" => (13, 4),
        "Long64_t" => (16, 8),
        "ULong64_t" => (17, 8),
        "bool" => (18, 1),
        "Float16_t" => (19, 4),
        _ => null,
    };
}
