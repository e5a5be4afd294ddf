using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Copying;

/// <summary>
/// Finds classes whose objects hold pointers to others. Their bytes name places in the basket that they stood in, and so entries cannot move to another place one by one.
/// </summary>
/// <param name="catalogue">Descriptions of classes.</param>
internal sealed class PointerSearch(StreamerCatalogue catalogue)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal)
    {
        ["TObject"] = false, ["TNamed"] = false, ["TString"] = false, ["TRef"] = false, ["TRefArray"] = false, ["TDatime"] = false, ["string"] = false, ["std::string"] = false,
        ["TList"] = true, ["THashList"] = true, ["TSortedList"] = true, ["TObjArray"] = true, ["TMap"] = true, ["TClonesArray"] = true,
    };

    /// <summary>True for a branch that holds pointers, or may hold them.</summary>
    public bool MayPoint(RootObject branch)
    {
        const int clones = 3, stl = 4;
        int id = (int)branch.Integer("fID");
        string className = branch.String("fClassName");
        return branch.ClassName == "TBranchObject" ? Class(className)
            : branch.ClassName != "TBranchElement" || branch.Integer("fType") is clones or stl ? false
            : id >= 0 && catalogue.Find(className, (int)branch.Integer("fClassVersion"), (uint)branch.Integer("fCheckSum")) is { } info && id < info.Elements.Count
            ? MayPoint(info.Elements[id])
            : Class(className);
    }

    private bool MayPoint(StreamerElement element)
    {
        const int bare = StreamerElement.Fixed;
        int type = element.Type is >= StreamerElement.Object + bare and <= StreamerElement.AnyPointerNullable + bare ? element.Type - bare : element.Type;
        return type switch
        {
            StreamerElement.ObjectPointerNullable or StreamerElement.AnyPointerNullable or StreamerElement.CustomLoop => true,
            < StreamerElement.Object when element.Kind != "TStreamerBase" => false,
            StreamerElement.String => false,
            StreamerElement.Stl or StreamerElement.StlString => Container(element.TypeName),
            StreamerElement.Custom => !element.Kind.StartsWith("TStreamerSTL", StringComparison.Ordinal) || Container(element.TypeName),
            _ => Class(element.Kind == "TStreamerBase" ? element.Name : element.TypeName.TrimEnd('*', ' ')),
        };
    }

    private bool Container(string type) => type.Contains('*', StringComparison.Ordinal) || type.Split('<', '>', ',').Any(part => catalogue.Find(part.Trim()) is not null && Class(part.Trim()));

    private bool Class(string name)
    {
        if (name.Contains('<', StringComparison.Ordinal) && catalogue.Find(name) is null)
        {
            return Container(name);
        }

        if (_known.TryGetValue(name, out bool known))
        {
            return known;
        }

        // A class that contains itself without pointers does not exist.
        _known[name] = false;
        return _known[name] = catalogue.Find(name) is not { } info || info.Elements.Any(MayPoint);
    }
}
