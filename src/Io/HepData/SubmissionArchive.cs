using System.Text;
using ICSharpCode.SharpZipLib.Tar;

namespace AlpToolkit.Io.HepData;

/// <summary>Packs files as <c>.tar.gz</c> whose bytes depend on names and content alone.</summary>
internal static class SubmissionArchive
{
    // rw-r--r--
    private const int Mode = 0x1A4;

    /// <summary>Writes the archive: files in the order given, all of the same time, owner and mode.</summary>
    /// <param name="files">Name in the archive, and where the content is.</param>
    /// <param name="archive">Path of the archive.</param>
    public static void Write(IReadOnlyList<(string Name, string Path)> files, string archive)
    {
        using FileStream output = File.Create(archive);
        using Stream gzip = DeterministicGzip.Compress(output);
        using TarOutputStream tar = new(gzip, Encoding.UTF8);
        foreach ((string name, string path) in files)
        {
            using FileStream content = File.OpenRead(path);
            TarHeader header = new()
            {
                Name = name,
                Size = content.Length,
                Mode = Mode,
                ModTime = DateTime.UnixEpoch,
                TypeFlag = TarHeader.LF_NORMAL,
                UserId = 0,
                GroupId = 0,
                UserName = "",
                GroupName = "",
            };
            tar.PutNextEntry(new TarEntry(header));
            content.CopyTo(tar);
            tar.CloseEntry();
        }
    }
}
