using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>Descriptions of classes that go from one file to another with the objects that they explain.</summary>
internal sealed class CopiedDescriptions
{
    private readonly Dictionary<(string Name, long Version, long Checksum), RootObject> _infos = [];
    private readonly List<RootObject> _others = [];
    private RootPlace _place = new("", "the descriptions of classes", 0);

    /// <summary>Number of objects in the list.</summary>
    public int Count => _infos.Count + _others.Count;

    /// <summary>True when there is a description of a version of a class.</summary>
    public bool Has(string name, int version) => _infos.Keys.Any(k => k.Name == name && k.Version == version);

    /// <summary>Takes all descriptions of a file. One of a version that is there already is the same.</summary>
    /// <exception cref="Core.Plugins.PluginException">They are damaged.</exception>
    public void Add(RootFile file)
    {
        _place = _place with { File = file.Name };
        foreach (RootObject item in StreamerCatalogue.Items(file).OfType<RootObject>())
        {
            if (item.ClassName == "TStreamerInfo")
            {
                Add(item);
            }
            else if (_others.All(o => o.String("fName") != item.String("fName")))
            {
                // Rules for reading older versions, as text.
                _others.Add(item);
            }
        }
    }

    /// <summary>Takes a description.</summary>
    public void Add(RootObject info) => _infos.TryAdd((info.String("fName"), info.Integer("fClassVersion"), info.Integer("fCheckSum")), info);

    /// <summary>Writes the elements of the list.</summary>
    public void Write(RootBuffer buffer)
    {
        ObjectWriter writer = new(StreamerCatalogue.None, buffer, _place);
        foreach (RootObject item in _infos.Values.Concat(_others))
        {
            writer.WritePointer(item);

            // No options of the object in the list.
            buffer.Byte(0);
        }
    }
}
