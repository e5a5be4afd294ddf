using System.Diagnostics;
using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Tests.Io.Text;

/// <summary>Reads damaged text, and looks after exceptions, time and memory.</summary>
internal static class HostileTextReading
{
    // A window of text and its pieces are some megabytes.
    private const long MostBytes = 64_000_000;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    /// <summary>Reads texts, one after the other; fails at the first that ends in anything but a <see cref="PluginException"/> of one line.</summary>
    /// <returns>How many were read to their end, and how many refused.</returns>
    public static (int Read, int Refused) Check(IEnumerable<(string What, byte[] Bytes)> texts, Action<byte[]> read)
    {
        string? failure = null;
        int whole = 0, refused = 0;
        (string What, long Started) current = ("", Stopwatch.GetTimestamp());

        // A thread of its own, so that an endless loop is a failure with a name.
        Thread reader = new(() =>
        {
            foreach ((string what, byte[] bytes) in texts)
            {
                current = (what, Stopwatch.GetTimestamp());
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    read(bytes);
                    whole++;
                }
                catch (PluginException e) when (!e.Message.Contains('\n'))
                {
                    refused++;
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
        return (whole, refused);
    }

    /// <summary>The text cut at every <paramref name="step"/>th byte.</summary>
    public static IEnumerable<(string What, byte[] Bytes)> Cuts(byte[] bytes, int step)
    {
        for (int length = 0; length < bytes.Length; length += step)
        {
            yield return ($"cut at {length}", bytes[..length]);
        }
    }

    /// <summary>The text changed in many ways.</summary>
    public static IEnumerable<(string What, byte[] Bytes)> Changed(byte[] bytes, int count) =>
        Enumerable.Range(0, count).Select(seed => ($"seed {seed}", TextMutation.Of(bytes, new Random(seed))));
}
