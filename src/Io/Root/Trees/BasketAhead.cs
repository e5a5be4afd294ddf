namespace AlpToolkit.Io.Root.Trees;

/// <summary>The baskets of a branch one after the other; threads of a team that have no branch of their own read and unpack the next ones in the meantime.</summary>
internal sealed class BasketAhead : IDisposable
{
    private readonly BranchReader _branch;
    private readonly long _end;
    private readonly BranchTeam? _team;
    private readonly Dictionary<int, Task<BasketData>> _begun = [];
    private int _current, _next;

    /// <summary>Before the first basket.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="first">The first basket that is needed.</param>
    /// <param name="end">Baskets that begin at this entry or later are not needed.</param>
    /// <param name="team">Those who may help; null for nobody.</param>
    public BasketAhead(BranchReader branch, int first, long end, BranchTeam? team)
    {
        (_branch, _current, _next, _end, _team) = (branch, first, first, end, team);
        team?.Join(this);
    }

    /// <summary>A basket; nobody asks for an earlier one after it.</summary>
    /// <exception cref="Core.Plugins.PluginException">It is damaged.</exception>
    public BasketData Take(int index)
    {
        if (_team is null)
        {
            return _branch.Open(index);
        }

        while (true)
        {
            Task<BasketData>? basket, other = null;
            lock (_team.Gate)
            {
                (_current, _next) = (index, Math.Max(_next, index));
                if (_begun.Remove(index, out basket))
                {
                    if (!basket.IsCompleted && (other = TryBegin()) is not null)
                    {
                        _begun.Add(index, basket);
                    }
                }
                else
                {
                    _next = index + 1;
                }

                _team.Tell();
            }

            if (other is null)
            {
                return basket is null ? _branch.Open(index) : basket.GetAwaiter().GetResult();
            }

            other.RunSynchronously();
        }
    }

    /// <summary>The next basket that nobody has begun, to be run by the caller, who has locked the team's gate; null when there is none, or enough wait already.</summary>
    public Task<BasketData>? TryBegin()
    {
        if (_next - _current > _team!.Threads || _next >= _branch.Baskets.Count || _branch.Baskets[_next].First >= _end)
        {
            return null;
        }

        int basket = _next++;
        Task<BasketData> task = new(() => _branch.Open(basket));
        _begun.Add(basket, task);
        return task;
    }

    /// <summary>Gives back what was read and not needed.</summary>
    public void Dispose()
    {
        _team?.Leave(this);
        foreach (Task<BasketData> basket in _begun.Values)
        {
            // The error of a basket that is not needed is nobody's.
            ((IAsyncResult)basket).AsyncWaitHandle.WaitOne();
            if (basket.IsCompletedSuccessfully)
            {
                basket.Result.Dispose();
            }
        }
    }
}
