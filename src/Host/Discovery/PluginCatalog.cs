using System.Reflection;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Discovery;

/// <summary>
/// Every source, stage and writer there is: the toolkit's own, then those in plugin folders. What cannot be used is a
/// <see cref="PluginProblem"/>, and an error only for the pipeline that needs it.
/// </summary>
internal sealed class PluginCatalog
{
    private readonly Dictionary<(PluginKind Kind, string Name), List<PluginOwner>> _owners = [];
    private readonly Dictionary<(PluginKind Kind, string Name), PluginProblem> _misnamed = [];
    private readonly List<PluginProblem> _problems = [];
    private readonly List<PluginEntry> _entries = [];

    private PluginCatalog()
    {
    }

    /// <summary>What a pipeline can name: built-ins first, then by file. A name with two owners is not among them.</summary>
    public IReadOnlyList<PluginEntry> Entries => _entries;

    /// <summary>What cannot be used, and why.</summary>
    public IReadOnlyList<PluginProblem> Problems => _problems;

    /// <summary>Loads the built-in plugins and those in folders.</summary>
    /// <param name="pluginDirectories">Folders that hold <c>NAME/NAME.dll</c> or <c>NAME.dll</c>; those that do not exist hold none.</param>
    public static PluginCatalog Load(IReadOnlyList<string> pluginDirectories) =>
        Load(Assembly.Load(new AssemblyName("AlpToolkit.Plugins")), pluginDirectories);

    /// <summary>Loads the plugins of an assembly as built in, and those in folders.</summary>
    public static PluginCatalog Load(Assembly builtIn, IReadOnlyList<string> pluginDirectories)
    {
        PluginCatalog catalog = new();
        foreach (Type type in builtIn.ExportedTypes)
        {
            if (type.IsDefined(typeof(PluginAttribute), inherit: false))
            {
                PluginAttribute attribute = type.GetCustomAttribute<PluginAttribute>(inherit: false)!;
                PluginKind kind = PluginKinds.Of(attribute);
                catalog.Add(new PluginEntry(kind, attribute.Name, attribute.Summary, type, PluginEntry.BuiltIn));
            }
        }

        foreach (PluginCandidate candidate in PluginCandidate.In(pluginDirectories, catalog._problems))
        {
            catalog.AddFile(candidate);
        }

        catalog.Settle();
        return catalog;
    }

    /// <summary>The plugin of a name; null when there is none.</summary>
    /// <exception cref="PluginException">
    /// Two files own the name, or its file failed to load: the message says which and why. Also for a name with a vendor that no
    /// plugin has while some file could not be read at all: it may be the one.
    /// </exception>
    public PluginEntry? Find(PluginKind kind, string name)
    {
        if (!_owners.TryGetValue((kind, name), out List<PluginOwner>? owners))
        {
            if (_misnamed.TryGetValue((kind, name), out PluginProblem? misnamed))
            {
                throw new PluginException(PluginMessages.CannotBeUsed(kind, name, misnamed.Path, misnamed.Message));
            }

            bool mayBeUnreadable = PluginName.IsVendorName(name) && !_owners.Keys.Any(k => k.Name == name);
            PluginProblem[] unreadable = mayBeUnreadable ? [.. _problems.Where(p => p.PluginName is null)] : [];
            return unreadable.Length == 0 ? null : throw new PluginException(PluginMessages.NotFoundAmongUnreadable(kind, name, unreadable));
        }

        if (owners.Count > 1)
        {
            throw new PluginException(PluginMessages.TwoOwners(kind, name, owners.Select(o => o.Origin)));
        }

        PluginOwner owner = owners[0];
        return owner.Entry ?? throw new PluginException(PluginMessages.CannotBeUsed(kind, name, owner.Origin, owner.Problem!.Message));
    }

    /// <summary>Names of one kind, for lists and suggestions.</summary>
    public IEnumerable<string> Names(PluginKind kind) => _entries.Where(e => e.Kind == kind).Select(e => e.Name);

    private void AddFile(PluginCandidate candidate)
    {
        string fileName = Path.GetFileName(candidate.Path);
        PluginFile file;
        try
        {
            file = PluginFile.Read(candidate.Path);
        }
        catch (PluginFileException e)
        {
            _problems.Add(new PluginProblem(candidate.Path, null, e.Message));
            return;
        }

        if (file.Declarations.Count == 0)
        {
            // Beside a plugin lie the libraries it needs; a DLL that a folder is named after has to be one.
            if (candidate.IsNamedAfterFolder)
            {
                string message = file.Contract is null ? PluginMessages.NoReferenceToCore(fileName) : PluginMessages.NoPlugin(fileName);
                _problems.Add(new PluginProblem(candidate.Path, null, message));
            }

            return;
        }

        LoadedPlugin loaded = LoadedPlugin.Load(file);
        foreach (PluginDeclaration declaration in file.Declarations)
        {
            string? badName = PluginName.IsVendorName(declaration.Name) ? null
                : PluginName.IsBare(declaration.Name) ? PluginMessages.NameWithoutVendor(fileName, declaration.Kind, declaration.Name)
                : PluginMessages.BadName(fileName, declaration.Kind, declaration.Name);
            if (badName is not null)
            {
                PluginProblem problem = new(candidate.Path, declaration.Name, badName);
                _problems.Add(problem);
                _misnamed.TryAdd((declaration.Kind, declaration.Name), problem);
                continue;
            }

            if (loaded.TryEntry(declaration, out PluginEntry? entry, out string? reason))
            {
                Add(entry);
            }
            else
            {
                PluginProblem problem = new(candidate.Path, declaration.Name, reason);
                _problems.Add(problem);
                OwnersOf(declaration.Kind, declaration.Name).Add(new PluginOwner(candidate.Path, null, problem));
            }
        }
    }

    private void Add(PluginEntry entry) => OwnersOf(entry.Kind, entry.Name).Add(new PluginOwner(entry.Origin, entry, null));

    private List<PluginOwner> OwnersOf(PluginKind kind, string name)
    {
        if (!_owners.TryGetValue((kind, name), out List<PluginOwner>? owners))
        {
            _owners.Add((kind, name), owners = []);
        }

        return owners;
    }

    private void Settle()
    {
        foreach (((PluginKind kind, string name), List<PluginOwner> owners) in _owners)
        {
            if (owners.Count > 1)
            {
                _problems.Add(new PluginProblem(owners[^1].Origin, name, PluginMessages.TwoOwners(kind, name, owners.Select(o => o.Origin))));
            }
            else if (owners[0].Entry is { } entry)
            {
                _entries.Add(entry);
            }
        }
    }

    private sealed record PluginOwner(string Origin, PluginEntry? Entry, PluginProblem? Problem);
}
