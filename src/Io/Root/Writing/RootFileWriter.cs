using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Root.Writing;

/// <summary>
/// Writes a ROOT file: histograms and graphs as they come, trees and RNTuples block by block. The file appears under its name when it is committed, whole, in place of an
/// earlier one. One thread writes.
/// </summary>
public sealed class RootFileWriter : IDisposable
{
    private readonly FileOutput _output;
    private readonly DirectoryRecord _root;
    private readonly SortedSet<string> _classes = new(StringComparer.Ordinal);
    private readonly List<IEntryWriter> _open = [];
    private readonly CopiedDescriptions _copied = new();
    private bool _done;

    private RootFileWriter(FileOutput output)
    {
        _output = output;
        _root = FileRecords.WriteHead(output);
    }

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="options">How it is written; null for what the options have by default.</param>
    /// <exception cref="PluginException">The place cannot be written.</exception>
    public static RootFileWriter Create(string path, RootWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new RootWriteOptions();
        options.Check();
        FileOutput output = FileOutput.Create(path, options);
        try
        {
            return new RootFileWriter(output);
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>Writes a histogram or graph.</summary>
    /// <param name="path">Its name, after those of directories with '/' between them. A name that is there already gets the next cycle.</param>
    /// <param name="plot">The histogram or graph.</param>
    /// <exception cref="PluginException">The file cannot be written.</exception>
    public void Write(string path, RootPlot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        (DirectoryRecord directory, string name) = Place(path);
        WriteObject(directory, plot.ClassName, name, plot.Title, buffer => plot.Write(buffer, name));
    }

    /// <summary>Makes a directory, with those above it, when it is not there.</summary>
    /// <param name="path">Names of directories with '/' between them.</param>
    /// <exception cref="PluginException">The file cannot be written.</exception>
    public void CreateDirectory(string path)
    {
        (DirectoryRecord directory, string name) = Place(path);
        Directory(directory, name);
    }

    /// <summary>Begins a tree.</summary>
    /// <param name="path">Its name, after those of directories with '/' between them.</param>
    /// <param name="columns">Its branches. A list has a branch before it that counts its elements.</param>
    /// <param name="title">Its title.</param>
    /// <exception cref="ArgumentException">Two branches have one name, or a name cannot be one in ROOT.</exception>
    public RootTreeWriter CreateTree(string path, IReadOnlyList<RootColumn> columns, string title = "")
    {
        (DirectoryRecord directory, string name) = Place(path);
        RootTreeWriter tree = new(_output, directory.Offset, name, title, columns, (write, classes) =>
        {
            _classes.UnionWith(classes);
            WriteObject(directory, "TTree", name, title, write);
        });
        _open.Add(tree);
        return tree;
    }

    /// <summary>Begins an RNTuple.</summary>
    /// <param name="path">Its name, after those of directories with '/' between them.</param>
    /// <param name="columns">Its fields.</param>
    /// <param name="description">What it is.</param>
    /// <exception cref="ArgumentException">Two fields have one name, or a name cannot be one in ROOT.</exception>
    public RootNTupleWriter CreateNTuple(string path, IReadOnlyList<RootColumn> columns, string description = "")
    {
        (DirectoryRecord directory, string name) = Place(path);
        RootNTupleWriter ntuple = new(_output, name, description, columns, write => WriteObject(directory, "ROOT::RNTuple", name, "", write, compress: false));
        _open.Add(ntuple);
        return ntuple;
    }

    /// <summary>Ends trees and RNTuples that are not complete, writes what describes the file, and gives it its name.</summary>
    /// <exception cref="PluginException">The file cannot be written.</exception>
    public void Commit()
    {
        ObjectDisposedException.ThrowIf(_done, this);
        foreach (IEntryWriter entries in _open)
        {
            entries.Complete();
        }

        FileRecords.WriteTail(_output, _root, _classes, _copied);
        _done = true;
        _output.Commit();
    }

    /// <summary>Removes what was written when it was not committed.</summary>
    public void Dispose()
    {
        _done = true;
        _output.Dispose();
    }

    /// <summary>The file's own directory.</summary>
    internal DirectoryRecord Root => _root;

    /// <summary>The file, for records that are copied.</summary>
    internal FileOutput Output => _output;

    /// <summary>Descriptions of classes that are copied from other files.</summary>
    internal CopiedDescriptions Copied => _copied;

    /// <summary>Adds an object to a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="className">Class of the object.</param>
    /// <param name="name">Its name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="write">Writes the object.</param>
    /// <param name="compress">False for objects that ROOT does not unpack.</param>
    /// <param name="isCopied">True when a copied description explains the class.</param>
    /// <exception cref="PluginException">The file cannot be written.</exception>
    internal void WriteObject(DirectoryRecord directory, string className, string name, string title, Action<RootBuffer> write, bool compress = true, bool isCopied = false)
    {
        KeyRecord key = _output.NextKey(className, name, title, 0, directory.Offset);
        RootBuffer buffer = new(key.KeyLength);
        write(buffer);

        // An object that was refused has no cycle.
        key = key with { Cycle = directory.NextCycle(name) };
        _output.Append(key, buffer.Written, compress);
        directory.Keys.Add(key);
        if (!isCopied)
        {
            _classes.Add(className);
        }
    }

    private (DirectoryRecord Directory, string Name) Place(string path)
    {
        ObjectDisposedException.ThrowIf(_done, this);
        ArgumentNullException.ThrowIfNull(path);
        string[] names = path.Split('/');
        if (names.Any(n => n.Length == 0))
        {
            throw new ArgumentException($"'{path}' has an empty name in it", nameof(path));
        }

        return (names.SkipLast(1).Aggregate(_root, (above, inner) => Directory(above, inner)), names[^1]);
    }

    /// <summary>A directory in another, made when it is not there.</summary>
    internal DirectoryRecord Directory(DirectoryRecord above, string name, string? title = null)
    {
        if (!above.Directories.TryGetValue(name, out DirectoryRecord? directory))
        {
            KeyRecord key = _output.NextKey("TDirectory", name, title ?? name, above.NextCycle(name), above.Offset);
            directory = new DirectoryRecord(above, name, key.Offset, key.KeyLength);
            _output.Append(key, directory.Write(0, 0, _output.Identity, _output.Options.LongFrom).Written, compress: false);
            above.Keys.Add(key);
            above.Directories[name] = directory;
        }

        return directory;
    }
}
