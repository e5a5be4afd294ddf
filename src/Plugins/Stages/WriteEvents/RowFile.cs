using System.Runtime.InteropServices;
using AlpToolkit.Core.Plugins;
using Microsoft.Win32.SafeHandles;

namespace AlpToolkit.Plugins.Stages.WriteEvents;

/// <summary>
/// Rows of a sample on disk until the factor of its weights is known, in the order in which they come. It is gone when it is closed. Any thread may write.
/// </summary>
internal sealed class RowFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private long _length;

    private RowFile(string path, SafeFileHandle file) => (_path, _file) = (path, file);

    /// <summary>Makes the file.</summary>
    /// <param name="directory">A folder on a disk with room for the events.</param>
    /// <exception cref="PluginException">The place cannot be written.</exception>
    public static RowFile Create(string directory)
    {
        string path = Path.Combine(directory, $".rows-{Guid.NewGuid():n}");
        try
        {
            return new RowFile(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    /// <summary>Writes values behind those that are there.</summary>
    /// <returns>Where they begin, as a number of values.</returns>
    /// <exception cref="PluginException">The disk is full, or cannot be written.</exception>
    public long Append(ReadOnlySpan<double> values)
    {
        long offset = Interlocked.Add(ref _length, values.Length) - values.Length;
        try
        {
            RandomAccess.Write(_file, MemoryMarshal.AsBytes(values), offset * sizeof(double));
        }
        catch (IOException e)
        {
            throw CannotWrite(_path, e);
        }

        return offset;
    }

    /// <summary>Reads values.</summary>
    /// <exception cref="PluginException">The disk cannot be read.</exception>
    public void Read(long offset, Span<double> values)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        try
        {
            for (int read = 0; read < bytes.Length;)
            {
                int more = RandomAccess.Read(_file, bytes[read..], offset * sizeof(double) + read);
                read += more > 0 ? more : throw new EndOfStreamException($"{_path} is shorter than it was");
            }
        }
        catch (IOException e)
        {
            throw new PluginException($"{_path}: cannot be read. {e.Message}", e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static PluginException CannotWrite(string path, Exception reason) => new($"{path}: rows of events cannot be written. {reason.Message}", reason);
}
