using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;

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
}
