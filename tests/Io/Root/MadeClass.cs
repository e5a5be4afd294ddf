using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>Descriptions of classes for files that tests make: what ROOT writes for members of these kinds.</summary>
internal static class MadeClass
{
    public static RootObject Of(string name, int version, uint checksum, params RootObject[] elements)
    {
        RootObject info = new("TStreamerInfo"), array = new("TObjArray") { Items = elements };
        info.Set("fName", name);
        info.Set("fCheckSum", checksum);
        info.Set("fClassVersion", version);
        info.Set("fElements", array);
        return info;
    }

    public static RootObject Base(string name, int version)
    {
        RootObject element = Element("TStreamerBase", name switch { "TObject" => 66, "TNamed" => 67, _ => 0 }, "BASE", name);
        element.Set("fBaseVersion", version);
        return element;
    }

    /// <summary>A number, or an array of fixed size.</summary>
    public static RootObject Number(int type, string typeName, string name, string title = "", params int[] sizes)
    {
        RootObject element = Element("TStreamerBasicType", sizes.Length > 0 ? StreamerElement.Fixed + type : type, typeName, name, title);
        Array(element, sizes);
        if (StreamerElement.ParseRange(title) is not null)
        {
            // ROOT looks for the range where this bit says that there is one.
            element.Set("fBits", 0x40u);
        }

        return element;
    }

    public static RootObject Counted(int type, string typeName, string name, string counter)
    {
        RootObject element = Element("TStreamerBasicPointer", StreamerElement.Pointer + type, $"{typeName}*", name, $"[{counter}]");
        element.Set("fCountVersion", 1);
        element.Set("fCountName", counter);
        element.Set("fCountClass", "Hit");
        return element;
    }

    /// <summary>Objects behind a pointer that another member counts.</summary>
    public static RootObject Loop(string typeName, string name, string counter)
    {
        RootObject element = Element("TStreamerLoop", StreamerElement.CustomLoop, typeName, name, $"[{counter}]");
        element.Set("fCountVersion", 1);
        element.Set("fCountName", counter);
        element.Set("fCountClass", "Things");
        return element;
    }

    public static RootObject Text(string name) => Element("TStreamerString", StreamerElement.String, "TString", name);

    /// <summary>An object, or a pointer to one.</summary>
    public static RootObject Object(string kind, int type, string typeName, string name, params int[] sizes)
    {
        RootObject element = Element(kind, sizes.Length > 0 ? StreamerElement.Fixed + type : type, typeName, name);
        Array(element, sizes);
        return element;
    }

    /// <summary>A container; files have the code of custom streamers for it.</summary>
    public static RootObject Stl(string typeName, string name, int kind, int contained, params int[] sizes)
    {
        RootObject element = Element(typeName == "string" ? "TStreamerSTLstring" : "TStreamerSTL", StreamerElement.Custom, typeName, name);
        element.Set("fSTLtype", kind);
        element.Set("fCtype", contained);
        Array(element, sizes);
        return element;
    }

    private static void Array(RootObject element, int[] sizes)
    {
        element.Set("fArrayLength", sizes.Length == 0 ? 0 : sizes.Aggregate(1, (p, s) => p * s));
        element.Set("fArrayDim", sizes.Length);
        element.Set("fMaxIndex", sizes);
    }

    private static RootObject Element(string kind, int type, string typeName, string name, string title = "")
    {
        RootObject element = new(kind);
        element.Set("fName", name);
        element.Set("fTitle", title);
        element.Set("fType", type);
        element.Set("fSize", 0);
        element.Set("fTypeName", typeName);
        return element;
    }
}
