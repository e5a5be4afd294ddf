using System.IO.Enumeration;
using AlpToolkit.Core.Numerics;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Plugins.Sources;

/// <summary>The files that a source's list of paths and patterns stands for.</summary>
public static class FilePatterns
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    private static readonly EnumerationOptions s_options = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    /// <summary>
    /// Full paths in the order of the list, what one pattern gives in ordinal order. A path that names a file is that file, even
    /// when it has a <c>*</c>. Hidden files and folders only where the pattern begins with a point.
    /// </summary>
    /// <param name="baseDirectory">Folder that relative paths start from.</param>
    /// <param name="patterns">Paths and patterns.</param>
    /// <exception cref="PluginException">Nothing fits one of them, or a file is listed twice.</exception>
    public static IReadOnlyList<string> Expand(string baseDirectory, IReadOnlyList<string> patterns)
    {
        List<string> files = [];
        foreach (string pattern in patterns)
        {
            IReadOnlyList<string> found = ExpandOne(baseDirectory, pattern);
            if (found.FirstOrDefault(files.Contains) is { } twice)
            {
                throw new PluginException($"{twice} is listed twice ('{pattern}' gives it again). Its events would count twice.");
            }

            files.AddRange(found);
        }

        return files.Count > 0 ? files : throw new PluginException("no file is listed.");
    }

    private static IReadOnlyList<string> ExpandOne(string baseDirectory, string pattern)
    {
        if (pattern == StandardInput)
        {
            return [StandardInput];
        }

        string path = Path.GetFullPath(pattern, baseDirectory);
        if (File.Exists(path))
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            throw new PluginException($"{path} is a folder. Name the files in it: '{pattern.TrimEnd('/')}/*'.");
        }

        if (!IsPattern(pattern))
        {
            throw Missing(path);
        }

        string[] parts = path.Split(Path.DirectorySeparatorChar);
        int literal = Array.FindIndex(parts, IsPattern);
        string root = literal == 0 ? "." : string.Join(Path.DirectorySeparatorChar, parts[..literal]) + Path.DirectorySeparatorChar;
        if (!Directory.Exists(root))
        {
            throw Missing(root.TrimEnd(Path.DirectorySeparatorChar));
        }

        SortedSet<string> found = new(StringComparer.Ordinal);
        Walk(root, parts.AsSpan(literal), found);
        return found.Count > 0 ? [.. found] : throw NothingFits(pattern, root);
    }

    private static void Walk(string folder, ReadOnlySpan<string> parts, SortedSet<string> found)
    {
        string part = parts[0];
        if (part == "**")
        {
            if (parts.Length > 1)
            {
                Walk(folder, parts[1..], found);
            }
            else
            {
                found.UnionWith(Matching(Directory.EnumerateFiles(folder, "*", s_options), "*"));
            }

            foreach (string inner in Matching(Directory.EnumerateDirectories(folder, "*", s_options), "*"))
            {
                // A link may lead back up.
                if (!File.GetAttributes(inner).HasFlag(FileAttributes.ReparsePoint))
                {
                    Walk(inner, parts, found);
                }
            }
        }
        else if (parts.Length == 1)
        {
            found.UnionWith(Matching(Directory.EnumerateFiles(folder, "*", s_options), part));
        }
        else
        {
            foreach (string inner in Matching(Directory.EnumerateDirectories(folder, "*", s_options), part))
            {
                Walk(inner, parts[1..], found);
            }
        }
    }

    private static IEnumerable<string> Matching(IEnumerable<string> paths, string pattern) =>
        paths.Where(p => Path.GetFileName(p) is var name && FileSystemName.MatchesSimpleExpression(pattern.Replace(@"\", @"\\"), name, ignoreCase: false) && (name[0] != '.' || pattern[0] == '.'));

    private static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    private static PluginException Missing(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? path;
        string name = Path.GetFileName(path);
        if (!Directory.Exists(folder))
        {
            string parent = folder;
            while (Path.GetDirectoryName(parent) is { } up && !Directory.Exists(parent))
            {
                parent = up;
            }

            return new PluginException($"{path} does not exist: there is no folder {folder} (the path is right up to {parent}).");
        }

        string? near = DidYouMean.Find(name, Directory.EnumerateFileSystemEntries(folder, "*", s_options).Select(p => Path.GetFileName(p)));
        return new PluginException($"there is no file '{name}' in {folder}.{(near is null ? "" : $" Did you mean '{near}'?")}");
    }

    private static PluginException NothingFits(string pattern, string root)
    {
        string? near = DidYouMean.Find(Path.GetFileName(pattern), Directory.EnumerateFiles(root, "*", s_options).Select(p => Path.GetFileName(p)));
        return new PluginException($"no file fits '{pattern}' below {root}.{(near is null ? "" : $" Did you mean '{near}'?")}");
    }
}
