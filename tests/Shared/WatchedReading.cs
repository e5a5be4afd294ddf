using System.Diagnostics;

namespace AlpToolkit.Tests.Shared;

/// <summary>Reads damaged files one after the other, and looks after exceptions, time and memory.</summary>
internal static class WatchedReading
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    /// <summary>Reads them; fails at the first that throws, takes longer than ten seconds, or more memory than is allowed.</summary>
    /// <param name="files">What was done to each, and its bytes.</param>
    /// <param name="mostBytes">What reading one may allocate.</param>
    /// <param name="read">Reads one, and catches the errors that are promised.</param>
    public static void Check(IEnumerable<(string What, byte[] Bytes)> files, long mostBytes, Action<byte[]> read)
    {
        string? failure = null;
        (string What, long Started) current = ("", Stopwatch.GetTimestamp());

        // A thread of its own, so that an endless loop is a failure with a name.
        Thread reader = new(() =>
        {
            foreach ((string what, byte[] bytes) in files)
            {
                current = (what, Stopwatch.GetTimestamp());
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    read(bytes);
                }
                catch (Exception e)
                {
                    failure = $"{what}: {e}";
                    return;
                }

                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                if (allocated > mostBytes)
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
}
