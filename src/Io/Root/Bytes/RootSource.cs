using AlpToolkit.Core.Plugins;
using Microsoft.Win32.SafeHandles;

namespace AlpToolkit.Io.Root.Bytes;

/// <summary>
/// A file of any size, read at any place by any thread. Read, not mapped into memory: a file that another program cuts off is an error here, and would end the process there.
/// </summary>
internal sealed class RootSource : IDisposable
{
    private readonly SafeFileHandle _handle;

    private RootSource(string name, SafeFileHandle handle) => (Name, _handle, Length) = (name, handle, RandomAccess.GetLength(handle));

    /// <summary>Name for messages.</summary>
    public string Name { get; }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="PluginException">It cannot be opened.</exception>
    public static RootSource Open(string path)
    {
        try
        {
            return new RootSource(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RootErrors.CannotOpen(path, e);
        }
    }

    /// <summary>Bytes of the file; allocated only when the file has them.</summary>
    /// <exception cref="PluginException">The file is shorter, or cannot be read.</exception>
    public byte[] Read(RootPlace place, string what, long length)
    {
        Check(place, what, length);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        Read(place, what, bytes);
        return bytes;
    }

    /// <summary>Fills a span from where <paramref name="place"/> says.</summary>
    /// <exception cref="PluginException">The file is shorter, or cannot be read.</exception>
    public void Read(RootPlace place, string what, Span<byte> target)
    {
        Check(place, what, target.Length);
        try
        {
            for (int done = 0; done < target.Length;)
            {
                int read = RandomAccess.Read(_handle, target[done..], place.Offset + done);
                if (read == 0)
                {
                    throw RootErrors.Outside(place, what, target.Length, place.Offset + done);
                }

                done += read;
            }
        }
        catch (IOException e)
        {
            throw RootErrors.CannotRead(Name, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    /// <summary>Checks that the file has the bytes.</summary>
    /// <exception cref="PluginException">It is shorter.</exception>
    public void Check(RootPlace place, string what, long length)
    {
        if (place.Offset < 0 || length < 0 || length > Array.MaxLength || place.Offset > Length - length)
        {
            throw RootErrors.Outside(place, what, length, Length);
        }
    }
}
