using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>Reads all that damaged files hold, and looks after exceptions, time and memory.</summary>
internal static class HostileReading
{
    private const long MostBytes = 1_000_000_000;

    /// <summary>Reads files, one after the other; fails at the first that ends in anything but a <see cref="PluginException"/>.</summary>
    public static void Check(IEnumerable<(string What, byte[] Bytes)> files)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "hostile.root");
        WatchedReading.Check(files, MostBytes, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            ReadAll(path);
        });
    }

    private static void ReadAll(string path) => Expect(() =>
    {
        using RootFile file = RootFile.Open(path);
        foreach (RootEntry entry in RootContents.Of(file.Root))
        {
            Expect(() => Read(file, entry.Key));
        }
    });

    private static void Read(RootFile file, RootKey key)
    {
        if (RootTree.IsTree(key))
        {
            foreach (RootBranch branch in RootTree.Open(file, key).AllBranches)
            {
                Expect(() => branch.Read());
            }
        }
        else if (NTuple.IsNTuple(key))
        {
            foreach (NTupleField field in NTuple.Open(file, key).Fields)
            {
                Expect(() => field.Read());
            }
        }
        else if (!RootDirectory.IsDirectory(key))
        {
            _ = RootObjects.Read(file, key);
        }
    }

    // What is damaged must not keep what follows from being read.
    private static void Expect(Action read)
    {
        try
        {
            read();
        }
        catch (PluginException)
        {
            // The error that is promised.
        }
    }
}
