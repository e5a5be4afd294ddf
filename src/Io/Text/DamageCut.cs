using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Text;

/// <summary>
/// Cuts a file before its first malformed event. Blocks are cut on the one thread that reads them, before many decode them: what is
/// left does not depend on their order.
/// </summary>
internal static class DamageCut
{
    /// <summary>Leaves the events before the first malformed one in the block, and counts those left out.</summary>
    /// <param name="block">The block.</param>
    /// <param name="check">Throws when an event of the block is malformed.</param>
    /// <param name="countNext">Number of events of the next block of the file; 0 at its end.</param>
    /// <param name="warnings">Takes what was left out.</param>
    /// <returns>True when the block was cut: the file ends here.</returns>
    public static bool Apply(TextEventBlock block, Action<int> check, Func<int> countNext, EventWarnings warnings)
    {
        int whole = 0;
        try
        {
            for (; whole < block.EventCount; whole++)
            {
                check(whole);
            }

            return false;
        }
        catch (PluginException e)
        {
            long left = block.EventCount - whole + CountRest(countNext);
            string fact = e is Compression.TruncatedInputException truncated ? truncated.Fact : e.Message;
            warnings.Cut($"{fact} {(block.FirstEvent + whole > 0 ? "The events before it are used" : "There are none before it")}{(left > 1 ? $"; it and the {left - 1} after it are left out" : "")}.", left);
        }

        block.Truncate(whole);
        return true;
    }

    private static long CountRest(Func<int> countNext)
    {
        long rest = 0;
        try
        {
            while (countNext() is > 0 and int next)
            {
                rest += next;
            }
        }
        catch (PluginException)
        {
            // More damage: what follows it cannot be counted.
        }

        return rest;
    }
}
