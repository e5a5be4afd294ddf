using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root.Objects;

/// <summary>A file with objects of any class: descriptions of the classes that tests give, beside those of what we write ourselves.</summary>
internal sealed class MadeObjects
{
    private readonly List<RootObject> _infos = [];
    private readonly Dictionary<string, RootObject> _plots = [];
    private readonly List<(string Name, string ClassName, Action<StreamerCatalogue, RootBuffer> Write)> _items = [];

    public MadeObjects()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w =>
        {
            w.Write("TH1D", WrittenPlots.Uniform);
            w.Write("TH2D", WrittenPlots.Plane);
            w.Write("TProfile", WrittenPlots.Profile);
            w.Write("TGraph", WrittenPlots.Graph("TGraph"));
        });
        _infos.AddRange(StreamerCatalogue.Items(file).OfType<RootObject>());
        foreach (string name in new[] { "TH1D", "TH2D", "TProfile", "TGraph" })
        {
            _plots[name] = Writing.Objects.Read(file, name);
        }
    }

    /// <summary>Describes a class.</summary>
    /// <param name="name">The class.</param>
    /// <param name="version">Its version.</param>
    /// <param name="elements">Bases as 'Class:version', members as 'type name' or 'type* name [counter]'.</param>
    public void Describe(string name, int version, params string[] elements)
    {
        RootObject list = new("TObjArray") { Items = [.. elements.Select(Element)] };
        list.Set("fName", "");
        list.Set("fLowerBound", 0);
        RootObject info = new("TStreamerInfo");
        info.Set("fName", name);
        info.Set("fTitle", "");
        info.Set("fCheckSum", (uint)name.GetHashCode(StringComparison.Ordinal));
        info.Set("fClassVersion", version);
        info.Set("fElements", list);
        _infos.Add(info);
    }

    /// <summary>An object with members; arrays of numbers are those of a pointer or TArray.</summary>
    public static RootObject Make(string className, params (string Name, object? Value)[] members)
    {
        RootObject item = new(className);
        foreach ((string name, object? value) in members)
        {
            item.Set(name, value);
        }

        return item;
    }

    /// <summary>A plot that we can write, as another class with further or other members.</summary>
    public RootObject Like(string plot, string className, params (string Name, object? Value)[] members)
    {
        RootObject item = new(className);
        foreach ((string name, object? value) in _plots[plot].Members)
        {
            item.Set(name, value);
        }

        foreach ((string name, object? value) in members)
        {
            item.Set(name, value);
        }

        return item;
    }

    public void Add(string name, RootObject item) => _items.Add((name, item.ClassName, (catalogue, buffer) => new ObjectWriter(catalogue, buffer, new RootPlace("test", name, 0)).Write(item)));

    /// <summary>Adds an object byte by byte.</summary>
    public void Add(string name, string className, Action<RootBuffer> write) => _items.Add((name, className, (_, buffer) => write(buffer)));

    /// <summary>Writes the file.</summary>
    public RootFile Write(TemporaryFile place) => place.Write(w =>
    {
        StreamerCatalogue catalogue = StreamerCatalogue.Empty();
        catalogue.Add(_infos);
        foreach (RootObject info in _infos)
        {
            w.Copied.Add(info);
        }

        foreach ((string name, string className, Action<StreamerCatalogue, RootBuffer> write) in _items)
        {
            w.WriteObject(w.Root, className, name, "", buffer => write(catalogue, buffer), isCopied: true);
        }
    });

    private static RootObject Element(string text)
    {
        string[] words = text.Split(' ');
        if (words is [var above])
        {
            string[] parts = above.Split(':');
            return Element("TStreamerBase", parts[0], "", parts[0] switch { "TObject" => 66, "TNamed" => 67, _ => 0 }, "BASE", ("fBaseVersion", int.Parse(parts[1])));
        }

        (string type, string name) = (words[0], words[1]);
        return words is [_, _, var counter] ? Element("TStreamerBasicPointer", name, counter, 40 + Number(type.TrimEnd('*')), type, ("fCountName", counter.Trim('[', ']')), ("fCountClass", ""), ("fCountVersion", 1))
            : Number(type) > 0 ? Element("TStreamerBasicType", name, "", Number(type), type)
            : type == "TString" ? Element("TStreamerString", name, "", 65, type)
            : type.EndsWith('*') ? Element("TStreamerObjectPointer", name, "", 64, type)
            : Element(type.StartsWith("TArray", StringComparison.Ordinal) ? "TStreamerObjectAny" : "TStreamerObject", name, "", type.StartsWith("TArray", StringComparison.Ordinal) ? 62 : 61, type);
    }

    private static RootObject Element(string kind, string name, string title, int type, string typeName, params (string Name, object? Value)[] more) =>
        Make(kind, [("fName", name), ("fTitle", title), ("fType", type), ("fSize", 8), ("fArrayLength", 0), ("fArrayDim", 0), ("fMaxIndex", new int[5]), ("fTypeName", typeName), .. more]);

    private static int Number(string type) => type switch { "char" => 1, "short" => 2, "int" => 3, "float" => 5, "double" => 8, "long" => 16, "bool" => 18, _ => 0 };
}
