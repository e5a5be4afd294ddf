namespace AlpToolkit.Io.Lhe;

/// <summary>
/// Where files may be that a file names: below its own folder. A file from elsewhere must not make the reader open, and a converter
/// copy, what else lies on the disk.
/// </summary>
internal static class EventFileFolder
{
    private const int MostLinks = 40;

    /// <summary>Looks at the name only.</summary>
    public static bool IsBelow(string name) =>
        !Path.IsPathRooted(name) && !name.StartsWith('\\') && !(name.Length > 1 && name[1] == ':') && !name.Split('/', '\\').Contains("..");

    /// <summary>Follows symbolic links: false when the file is outside of the folder.</summary>
    public static bool Holds(string folder, string path)
    {
        string real = Real(Path.GetFullPath(folder), MostLinks);
        return Real(Path.GetFullPath(path), MostLinks).StartsWith(real.EndsWith(Path.DirectorySeparatorChar) ? real : real + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    // The path without links; "" where they go round in a circle.
    private static string Real(string path, int links)
    {
        string real = Path.GetPathRoot(path)!;
        foreach (string part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            real = links == 0 ? "" : Real(Path.GetFullPath(target, real), links - 1);
            if (real.Length == 0)
            {
                return "";
            }
        }

        return real;
    }
}
