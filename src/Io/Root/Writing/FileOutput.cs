using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>The file that is being written: records one after the other, under a name of its own until it is whole.</summary>
internal sealed class FileOutput : IDisposable
{
    private readonly string _path, _working;
    private readonly FileStream _file;
    private readonly BlockPacker _packer;
    private readonly RootBuffer _key = new();
    private bool _closed;

    private FileOutput(string path, string working, FileStream file, RootWriteOptions options)
    {
        (_path, _working, _file, Options) = (path, working, file, options);
        _packer = new BlockPacker(options);
        Name = Path.GetFileName(path);
        Identity = new FileIdentity(Name, options.Time);
    }

    /// <summary>Name of the file, without folders.</summary>
    public string Name { get; }

    /// <summary>How the file is written.</summary>
    public RootWriteOptions Options { get; }

    /// <summary>Time and number of the file.</summary>
    public FileIdentity Identity { get; }

    /// <summary>Byte at which the next record begins.</summary>
    public long Position { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <exception cref="PluginException">The place cannot be written.</exception>
    public static FileOutput Create(string path, RootWriteOptions options)
    {
        string working = $"{path}.partial-{Environment.ProcessId}-{Guid.NewGuid():n}";
        try
        {
            return new FileOutput(path, working, new FileStream(working, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16), options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RootErrors.CannotWrite(path, e);
        }
    }

    /// <summary>Leaves room for what is written when the rest is known.</summary>
    public void Reserve(int length) => Append(new byte[length]);

    /// <summary>The key of the next record.</summary>
    /// <param name="className">Class of its object.</param>
    /// <param name="name">Name of the object.</param>
    /// <param name="title">Title of the object.</param>
    /// <param name="cycle">Number that tells objects of one name apart.</param>
    /// <param name="directory">Byte at which its directory begins.</param>
    /// <param name="extra">Bytes that the class puts behind the key.</param>
    public KeyRecord NextKey(string className, string name, string title, int cycle, long directory, int extra = 0) =>
        new(className, name, title, cycle, Position, directory, Math.Max(Position, directory) > Options.LongFrom) { Extra = extra };

    /// <summary>Writes a record.</summary>
    /// <param name="key">The key, which learns the lengths of its object.</param>
    /// <param name="content">The object.</param>
    /// <param name="compress">False for records that ROOT does not unpack.</param>
    /// <param name="extra">What the class puts behind the key.</param>
    public void Append(KeyRecord key, ReadOnlySpan<byte> content, bool compress = true, ReadOnlySpan<byte> extra = default)
    {
        ReadOnlySpan<byte> stored = compress ? _packer.Pack(content) : content;
        key.ObjectLength = content.Length;
        key.StoredLength = stored.Length;
        _key.Clear();
        key.Write(_key, Identity.Time);
        Append(_key.Written);
        Append(extra);
        Append(stored);
    }

    /// <summary>Writes a record of another file as it is, key and all.</summary>
    public void AppendRecord(ReadOnlySpan<byte> record) => Append(record);

    /// <summary>Packs bytes as the options say. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> bytes) => _packer.Pack(bytes);

    /// <summary>Writes something again, for which there is room.</summary>
    public void Overwrite(long at, ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file.Position = at;
            _file.Write(bytes);
            _file.Position = Position;
        }
        catch (IOException e)
        {
            throw RootErrors.CannotWrite(_path, e);
        }
    }

    /// <summary>Closes the file and gives it its name.</summary>
    public void Commit()
    {
        try
        {
            _closed = true;
            _file.Dispose();
            _packer.Dispose();
            File.Move(_working, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(_working);
            throw RootErrors.CannotWrite(_path, e);
        }
    }

    /// <summary>Removes a file that was not committed.</summary>
    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            _file.Dispose();
            _packer.Dispose();
            File.Delete(_working);
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file.Write(bytes);
            Position += bytes.Length;
        }
        catch (IOException e)
        {
            throw RootErrors.CannotWrite(_path, e);
        }
    }
}
