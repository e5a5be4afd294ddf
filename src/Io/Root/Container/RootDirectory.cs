using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Container;

/// <summary>A directory of a ROOT file: a TDirectory with its keys.</summary>
public sealed class RootDirectory
{
    private readonly RootFile _file;
    private readonly Dictionary<string, RootDirectory> _opened = [];

    internal RootDirectory(RootFile file, string path, IReadOnlyList<RootKey> keys) => (_file, Path, Keys) = (file, path, keys);

    /// <summary>Names from the file down, with '/' between them; empty for the file itself.</summary>
    public string Path { get; }

    /// <summary>All keys in the order of the file, every cycle.</summary>
    public IReadOnlyList<RootKey> Keys { get; }

    /// <summary>The keys of the highest cycle of every name, in the order of the file.</summary>
    public IEnumerable<RootKey> Latest
    {
        get
        {
            Dictionary<string, int> highest = [];
            foreach (RootKey key in Keys)
            {
                highest[key.Name] = Math.Max(key.Cycle, highest.GetValueOrDefault(key.Name, int.MinValue));
            }

            return Keys.Where(k => k.Cycle == highest[k.Name]);
        }
    }

    /// <summary>A key by its name, which may have directories before it and a cycle behind it: 'dir/name;2'. Names with these characters in them are found too.</summary>
    /// <exception cref="PluginException">There is none, or a directory is damaged.</exception>
    public RootKey Find(string name) => TryFind(name) ?? throw RootErrors.NoKey(_file.Name, Path, name, Latest.Select(k => k.Name));

    /// <summary>A key by its name, or null; see <see cref="Find"/>.</summary>
    /// <exception cref="PluginException">A directory is damaged.</exception>
    public RootKey? TryFind(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Named(name) is { } whole)
        {
            return whole;
        }

        for (int slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            if (Named(name[..slash]) is { } key && IsDirectory(key) && Open(key).TryFind(name[(slash + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>True for keys of directories.</summary>
    public static bool IsDirectory(RootKey key) => key is { ClassName: "TDirectory" or "TDirectoryFile" };

    /// <summary>The directory that a key stands for.</summary>
    /// <exception cref="PluginException">It is none, or damaged.</exception>
    public RootDirectory Open(RootKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        string path = Path.Length == 0 ? key.Name : $"{Path}/{key.Name}";
        if (!IsDirectory(key))
        {
            throw RootErrors.WrongClass(_file.Name, path, key.ClassName, "directory");
        }

        string name = $"{key.Name};{key.Cycle}";
        lock (_opened)
        {
            return _opened.TryGetValue(name, out RootDirectory? opened) ? opened : _opened[name] = _file.OpenDirectory(key, path);
        }
    }

    private RootKey? Named(string name)
    {
        RootKey? found = Keys.Where(k => k.Name == name).MaxBy(k => k.Cycle);
        int semicolon = name.LastIndexOf(';');
        return found ?? (semicolon >= 0 && int.TryParse(name.AsSpan(semicolon + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int cycle)
            ? Keys.FirstOrDefault(k => k.Cycle == cycle && k.Name.AsSpan().SequenceEqual(name.AsSpan(0, semicolon)))
            : null);
    }
}
