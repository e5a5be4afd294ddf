using System.Diagnostics;
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
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    /// <summary>Reads files, one after the other; fails at the first that ends in anything but a <see cref="PluginException"/>.</summary>
    public static void Check(IEnumerable<(string What, byte[] Bytes)> files)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "hostile.root");
        string? failure = null;
        (string What, long Started) current = ("", Stopwatch.GetTimestamp());

        // A thread of its own, so that an endless loop is a failure with a name.
        Thread reader = new(() =>
        {
            foreach ((string what, byte[] bytes) in files)
            {
                File.WriteAllBytes(path, bytes);
                current = (what, Stopwatch.GetTimestamp());
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    ReadAll(path);
                }
                catch (Exception e)
                {
                    failure = $"{what}: {e}";
                    return;
                }

                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                if (allocated > MostBytes)
                {
                    failure = $"{what}: {allocated} bytes were allocated";
                    return;
                }
            }
        })
        {
            IsBackground = true,
        };
        reader.Start();
        while (!reader.Join(TimeSpan.FromMilliseconds(100)))
        {
            (string what, long started) = current;
            Assert.True(Stopwatch.GetElapsedTime(started) < s_longest, $"{what}: reads for more than {s_longest.TotalSeconds} s");
        }

        Assert.True(failure is null, failure);
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
