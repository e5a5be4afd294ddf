using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root.Writing;

/// <summary>A place for a file that is gone afterwards.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alp-root-");

    public string Folder => _folder.FullName;

    public string Path => System.IO.Path.Combine(Folder, "written.root");

    /// <summary>Writes a file and opens it.</summary>
    public RootFile Write(Action<RootFileWriter> content, RootWriteOptions? options = null)
    {
        using (RootFileWriter writer = RootFileWriter.Create(Path, options))
        {
            content(writer);
            writer.Commit();
        }

        return RootFile.Open(Path);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
