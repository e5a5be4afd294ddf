using AlpToolkit.Core.Plugins;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Text;

/// <summary>Reads damaged text, and looks after exceptions, time and memory.</summary>
internal static class HostileTextReading
{
    // A window of text and its pieces are some megabytes.
    private const long MostBytes = 64_000_000;

    /// <summary>Reads texts, one after the other; fails at the first that ends in anything but a <see cref="PluginException"/> of one line.</summary>
    /// <returns>How many were read to their end, and how many refused.</returns>
    public static (int Read, int Refused) Check(IEnumerable<(string What, byte[] Bytes)> texts, Action<byte[]> read)
    {
        int whole = 0, refused = 0;
        WatchedReading.Check(texts, MostBytes, bytes =>
        {
            try
            {
                read(bytes);
                whole++;
            }
            catch (PluginException e) when (!e.Message.Contains('\n'))
            {
                refused++;
            }
        });
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
