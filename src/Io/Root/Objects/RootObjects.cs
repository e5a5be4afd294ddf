using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Streamer;

namespace AlpToolkit.Io.Root.Objects;

/// <summary>Reads histograms, graphs and other objects of a file as plain values.</summary>
public static class RootObjects
{
    /// <summary>True for keys of objects that are read here: not directories, trees and RNTuples, which have readers of their own.</summary>
    public static bool IsObject(RootKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return !RootDirectory.IsDirectory(key) && !Trees.RootTree.IsTree(key) && !RNTuple.NTuple.IsNTuple(key);
    }

    /// <summary>Reads an object. One of a class that is not known here becomes a <see cref="RootStructure"/>, as one does whose description does not fit it, with what was read; see <see cref="Unread"/>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Key of the object.</param>
    /// <exception cref="PluginException">The bytes are damaged, or the key is that of a directory, tree or RNTuple.</exception>
    public static RootItem Read(RootFile file, RootKey key)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(key);
        if (!IsObject(key))
        {
            throw RootErrors.WrongClass(file.Name, key.Name, key.ClassName, "histogram, graph or other single object");
        }

        RootCursor cursor = new(key.ReadObject(), key.Place);
        RootObject read = new ObjectReader(file.Streamers, key.KeyLength, skipsMisfits: true).Read(key.ClassName, ref cursor);
        return new ItemReader(key.Place).Item(read);
    }

    /// <summary>What of an object, and of those in it, could not be read; empty for nothing.</summary>
    /// <param name="item">The object.</param>
    public static IEnumerable<string> Unread(RootItem item)
    {
        IEnumerable<object?> inner = item switch
        {
            RootStructure s => s.Members.Select(m => m.Value).Concat(s.Items),
            RootList l => l.Items,
            RootMap m => m.Pairs.SelectMany(p => (object?[])[p.Key, p.Value]),
            _ => [],
        };
        return inner.SelectMany(Within).Concat(item is RootStructure { Unread: { } unread } ? [unread] : []);
    }

    private static IEnumerable<string> Within(object? value) => value switch
    {
        RootItem item => Unread(item),
        object?[] several => several.SelectMany(Within),
        _ => [],
    };
}
