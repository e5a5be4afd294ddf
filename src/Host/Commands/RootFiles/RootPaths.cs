using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Host.Commands.RootFiles;

/// <summary>Finds files and keys that the user names.</summary>
internal static class RootPaths
{
    /// <summary>Opens a file.</summary>
    /// <exception cref="PluginException">There is none, or it is no ROOT file.</exception>
    public static RootFile Open(string path)
    {
        InspectCommand.CheckExists(path);
        return RootFile.Open(path);
    }

    /// <summary>Checks that a file which is no ROOT file does not have the name of one.</summary>
    /// <exception cref="PluginException">It has, and what it begins with.</exception>
    public static void CheckRoot(string path)
    {
        if (path.EndsWith(".root", StringComparison.OrdinalIgnoreCase))
        {
            RootFile.Open(path).Dispose();
        }
    }

    /// <summary>A key anywhere in a file.</summary>
    /// <exception cref="PluginException">There is none.</exception>
    public static RootKey Find(RootFile file, string path)
    {
        if (file.Root.TryFind(path) is { } key)
        {
            return key;
        }

        string hint = DidYouMean.Find(path, RootContents.Of(file.Root).Select(e => e.Path)) is { } near ? $" Did you mean '{near}'?" : $" See alp root ls {file.Name}.";
        throw new PluginException($"{file.Name}: there is no '{path}'.{hint}");
    }

    /// <summary>The tree of a path, or the only tree of a file.</summary>
    /// <exception cref="PluginException">There is none, or several and no path.</exception>
    public static RootKey FindTree(RootFile file, string? path)
    {
        if (path is not null)
        {
            RootKey key = Find(file, path);
            return RootTree.IsTree(key) ? key : throw new PluginException($"{file.Name}: '{path}' is a {key.ClassName}, not a tree.{(NTuple.IsNTuple(key) ? " alp convert --rntuple --branch copies fields of an RNTuple." : "")}");
        }

        return Only(file, RootTree.IsTree, "tree", "--tree");
    }

    /// <summary>The object of a path, or the only tree or RNTuple of a file.</summary>
    /// <exception cref="PluginException">There is none, or several and no path.</exception>
    public static RootKey FindTable(RootFile file, string? path)
    {
        if (path is not null)
        {
            RootKey key = Find(file, path);
            return RootDirectory.IsDirectory(key) ? throw new PluginException($"{file.Name}: '{path}' is a directory. See alp root ls {file.Name} {path}.") : key;
        }

        return Only(file, k => RootTree.IsTree(k) || NTuple.IsNTuple(k), "tree or RNTuple", "--object");
    }

    /// <summary>The tree or RNTuple of a path, or the only one; null when there is none.</summary>
    public static RootKey? TryFindTable(RootFile file, string? path) => path is not null ? file.Root.TryFind(path)
        : RootContents.Of(file.Root).Where(e => RootTree.IsTree(e.Key) || NTuple.IsNTuple(e.Key)).GroupBy(e => e.Path).ToArray() is [var only] ? only.MaxBy(e => e.Key.Cycle)!.Key : null;

    private static RootKey Only(RootFile file, Func<RootKey, bool> isWanted, string what, string option)
    {
        RootEntry[] found = [.. RootContents.Of(file.Root).Where(e => isWanted(e.Key)).GroupBy(e => e.Path).Select(g => g.MaxBy(e => e.Key.Cycle)!)];
        return found switch
        {
            [var only] => only.Key,
            [] when option == "--object" => throw new PluginException($"{file.Name}: there is no {what} in the file.{Others(file)}"),
            [] => throw new PluginException(
                $"{file.Name}: there is no {what} in the file.{(RootContents.Of(file.Root).Any(e => NTuple.IsNTuple(e.Key)) ? " alp convert --rntuple --branch copies fields of an RNTuple." : "")}"),
            _ => throw new PluginException($"{file.Name}: there are {found.Length} of them: {string.Join(", ", found.Select(t => t.Path))}. Name one: {option} {found[0].Path}"),
        };
    }

    // What could be named: a few, as there may be thousands.
    private static string Others(RootFile file)
    {
        const int shown = 5;
        RootEntry[] found = [.. RootContents.Of(file.Root).Where(e => RootObjects.IsObject(e.Key)).DistinctBy(e => e.Path)];
        string names = string.Join(", ", found.Take(shown).Select(e => $"{e.Path} ({e.Key.ClassName})"));
        return found.Length == 0 ? "" : $" It has {names}{(found.Length > shown ? $" and {found.Length - shown} more" : "")}. Histograms, profiles and graphs become CSV by their names: --object {found[0].Path}";
    }
}
