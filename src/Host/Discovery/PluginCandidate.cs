namespace AlpToolkit.Host.Discovery;

/// <summary>A DLL in a plugin folder that may be a plugin.</summary>
/// <param name="Path">Full path.</param>
/// <param name="IsNamedAfterFolder">True for <c>NAME/NAME.dll</c>, which is meant to be one.</param>
internal sealed record PluginCandidate(string Path, bool IsNamedAfterFolder)
{
    /// <summary>Every candidate, in the order of the folders and then of names, so that every machine says the same.</summary>
    public static IEnumerable<PluginCandidate> In(IReadOnlyList<string> directories, ICollection<PluginProblem> problems)
    {
        IEnumerable<string> fullPaths = directories.Select(d => System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(d)));
        foreach (string directory in fullPaths.Distinct(StringComparer.Ordinal).Where(Directory.Exists))
        {
            foreach (string dll in Directory.EnumerateFiles(directory, "*.dll").Order(StringComparer.Ordinal))
            {
                yield return new PluginCandidate(dll, IsNamedAfterFolder: false);
            }

            foreach (string folder in Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal))
            {
                string name = System.IO.Path.GetFileName(folder);
                string dll = System.IO.Path.Combine(folder, name + ".dll");
                if (File.Exists(dll))
                {
                    yield return new PluginCandidate(dll, IsNamedAfterFolder: true);
                }
                else if (Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal).Select(System.IO.Path.GetFileName).FirstOrDefault() is { } other)
                {
                    problems.Add(new PluginProblem(folder, null, PluginMessages.NoDllOfThatName(name, other)));
                }
            }
        }
    }
}
