using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Lhe;

/// <summary>A file that has a temporary name until it is whole.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _path, _working;

    private PartialFile(string path, string working, FileStream stream) => (_path, _working, Stream) = (path, working, stream);

    /// <summary>Takes its bytes.</summary>
    public FileStream Stream { get; }

    /// <summary>True when it has its name, or was removed.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where it will be; an earlier file there is replaced when this one is whole.</param>
    /// <exception cref="PluginException">The place cannot be written.</exception>
    public static PartialFile Create(string path)
    {
        string working = $"{path}.partial-{Environment.ProcessId}";
        try
        {
            return new PartialFile(path, working, new FileStream(working, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginException($"cannot write {path} ({(e is UnauthorizedAccessException ? "no permission" : e is DirectoryNotFoundException ? "there is no such folder" : "the place is not writable")}). Choose another file.", e);
        }
    }

    /// <summary>Closes the file and gives it its name.</summary>
    public void Complete()
    {
        Stream.Dispose();
        File.Move(_working, _path, overwrite: true);
        IsDone = true;
    }

    /// <summary>Removes the file when it was not completed.</summary>
    public void Dispose()
    {
        if (!IsDone)
        {
            IsDone = true;
            Stream.Dispose();
            File.Delete(_working);
        }
    }
}
