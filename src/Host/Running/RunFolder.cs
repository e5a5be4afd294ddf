using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Running;

/// <summary>
/// The folder that a run writes: under a temporary name beside its place until it is whole, then renamed. A failed or cancelled
/// run leaves nothing.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>The file whose presence tells a run folder from any other.</summary>
    public const string RecordFile = "run.json";

    private readonly string _final;
    private readonly IReadOnlyList<string> _made;
    private bool _done;

    private RunFolder(string final, IReadOnlyList<string> made)
    {
        (_final, _made) = (final, made);
        Working = $"{final}.partial-{Environment.ProcessId}";
    }

    /// <summary>Where files are written before the folder is whole.</summary>
    public string Working { get; }

    /// <summary>Makes the temporary folder.</summary>
    /// <param name="path">Where the folder will be.</param>
    /// <exception cref="PluginException">Something that is no run folder stands there, or the place cannot be written.</exception>
    public static RunFolder Create(string path)
    {
        string final = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        CheckReplaceable(final, path);
        RunFolder folder = new(final, [.. Above(final).TakeWhile(f => !Directory.Exists(f))]);
        try
        {
            if (Directory.Exists(folder.Working))
            {
                Directory.Delete(folder.Working, recursive: true);
            }

            Directory.CreateDirectory(folder.Working);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"cannot make the folder {path} ({(e is UnauthorizedAccessException ? "no permission" : "the place is not writable, or no folder can be made there")}). Choose another by --out.", e);
        }

        return folder;
    }

    /// <summary>Refuses a place that holds anything but an earlier run.</summary>
    /// <exception cref="PluginException">It does.</exception>
    public static void CheckReplaceable(string final, string shown)
    {
        bool earlierRun = File.Exists(Path.Combine(final, RecordFile));
        if (File.Exists(final) || (Directory.Exists(final) && !earlierRun && Directory.EnumerateFileSystemEntries(final).Any()))
        {
            throw new PluginException($"{shown} exists and is no run folder (it has no {RecordFile}). Choose another folder by --out.");
        }
    }

    /// <summary>Renames the folder into place; an earlier run there is replaced.</summary>
    public void Complete()
    {
        string old = $"{_final}.old-{Environment.ProcessId}";
        if (Directory.Exists(_final))
        {
            Directory.Move(_final, old);
        }

        try
        {
            Directory.Move(Working, _final);
        }
        catch (IOException) when (Directory.Exists(old) && !Directory.Exists(_final))
        {
            Directory.Move(old, _final);
            throw;
        }

        _done = true;
        if (Directory.Exists(old))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    public void Dispose()
    {
        if (_done || !Directory.Exists(Working))
        {
            return;
        }

        Directory.Delete(Working, recursive: true);
        foreach (string folder in _made)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                // Another run has put something into it.
                return;
            }
        }
    }

    // The folders above, innermost first.
    private static IEnumerable<string> Above(string path)
    {
        for (string? folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }
}
