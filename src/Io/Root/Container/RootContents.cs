using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Root.Container;

/// <summary>A key with its way down from the file.</summary>
/// <param name="Path">Names from the file down with '/' between them, without cycle.</param>
/// <param name="Depth">Number of directories above.</param>
/// <param name="Key">The key.</param>
/// <param name="Problem">Why a directory could not be opened; null for all other keys.</param>
public sealed record RootEntry(string Path, int Depth, RootKey Key, string? Problem)
{
    /// <summary>The path with the cycle: 'directory/name;1'.</summary>
    public string PathWithCycle => $"{Path};{Key.Cycle}";
}

/// <summary>All keys of a file, those of directories after the directory.</summary>
public static class RootContents
{
    /// <summary>Every key below a directory once, in the order of the file; directories that contain themselves are entered once.</summary>
    /// <param name="directory">Where to begin: <see cref="RootFile.Root"/> for the whole file.</param>
    public static IEnumerable<RootEntry> Of(RootDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return Of(directory, 0, []);
    }

    private static IEnumerable<RootEntry> Of(RootDirectory directory, int depth, HashSet<long> entered)
    {
        foreach (RootKey key in directory.Keys)
        {
            string path = directory.Path.Length == 0 ? key.Name : $"{directory.Path}/{key.Name}";
            RootDirectory? below = null;
            string? problem = null;
            if (RootDirectory.IsDirectory(key) && entered.Add(key.Offset))
            {
                try
                {
                    below = directory.Open(key);
                }
                catch (PluginException e)
                {
                    problem = e.Message;
                }
            }

            yield return new RootEntry(path, depth, key, problem);
            foreach (RootEntry entry in below is null ? [] : Of(below, depth + 1, entered))
            {
                yield return entry;
            }
        }
    }
}
