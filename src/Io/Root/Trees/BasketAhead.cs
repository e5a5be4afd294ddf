using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>The baskets of a branch one after the other, the next ones read and unpacked by other threads in the meantime.</summary>
/// <param name="branch">The branch.</param>
/// <param name="end">Baskets that begin at this entry or later are not needed.</param>
/// <param name="ahead">Number of baskets in the making; 0 for none.</param>
internal sealed class BasketAhead(BranchReader branch, long end, int ahead) : IDisposable
{
    private readonly Queue<(int Index, Task<BasketData> Basket)> _waiting = [];
    private int _next;

    /// <summary>A basket; those that follow are begun.</summary>
    /// <exception cref="PluginException">It is damaged.</exception>
    public BasketData Take(int index)
    {
        if (ahead == 0)
        {
            return branch.Open(index);
        }

        _next = Math.Max(_next, index);
        while (_waiting.Count <= ahead && _next < branch.Baskets.Count && branch.Baskets[_next].First < end)
        {
            int basket = _next++;
            _waiting.Enqueue((basket, Task.Run(() => branch.Open(basket))));
        }

        while (_waiting.TryDequeue(out (int Index, Task<BasketData> Basket) first))
        {
            if (first.Index == index)
            {
                return first.Basket.GetAwaiter().GetResult();
            }

            Drop(first.Basket);
        }

        return branch.Open(index);
    }

    /// <summary>Gives back what was read and not needed.</summary>
    public void Dispose()
    {
        while (_waiting.TryDequeue(out (int Index, Task<BasketData> Basket) first))
        {
            Drop(first.Basket);
        }
    }

    // The error of a basket that is not needed is nobody's.
    private static void Drop(Task<BasketData> basket)
    {
        try
        {
            basket.GetAwaiter().GetResult().Dispose();
        }
        catch (PluginException)
        {
        }
    }
}
