using AlpToolkit.Io.Root.Columns;

namespace AlpToolkit.Io.Root.Trees;

/// <summary>
/// Threads that read branches: each takes the next branch, and unpacks baskets of the others' branches when none is left, for branches of different sizes would leave threads idle.
/// </summary>
internal sealed class BranchTeam
{
    private readonly Task<Column>[] _branches;
    private readonly List<BasketAhead> _atWork = [];
    private int _next, _working;

    private BranchTeam(IEnumerable<BranchReader> branches, long first, int count, int threads)
    {
        Threads = threads;
        _branches = [.. branches.Select(b => new Task<Column>(() => b.Read(first, count, this)))];
    }

    /// <summary>Number of threads, and of baskets of one branch in the making.</summary>
    public int Threads { get; }

    /// <summary>Locked by who begins or takes a basket.</summary>
    public object Gate { get; } = new();

    /// <summary>Values of consecutive entries of several branches.</summary>
    /// <exception cref="Core.Plugins.PluginException">Bytes are damaged: the error of the first such branch, as one thread would find it.</exception>
    public static Column[] Read(IEnumerable<BranchReader> branches, long first, int count, int threads)
    {
        BranchTeam team = new(branches, first, count, threads);
        Task[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => Task.Run(team.Work))];
        team.Work();
        Task.WaitAll(others);
        return [.. team._branches.Select(b => b.GetAwaiter().GetResult())];
    }

    /// <summary>The baskets of a branch can be begun by others.</summary>
    public void Join(BasketAhead baskets)
    {
        lock (Gate)
        {
            _atWork.Add(baskets);
            Tell();
        }
    }

    /// <summary>They cannot any more.</summary>
    public void Leave(BasketAhead baskets)
    {
        lock (Gate)
        {
            _atWork.Remove(baskets);
        }
    }

    /// <summary>Wakes those without work; the caller has locked the gate.</summary>
    public void Tell() => Monitor.PulseAll(Gate);

    private void Work()
    {
        while (NextBranch() is { } branch)
        {
            branch.RunSynchronously();
            lock (Gate)
            {
                _working--;
                _next = branch.IsFaulted ? _branches.Length : _next;
                Tell();
            }
        }

        while (NextBasket() is { } basket)
        {
            basket.RunSynchronously();
        }
    }

    private Task<Column>? NextBranch()
    {
        lock (Gate)
        {
            if (_next == _branches.Length)
            {
                return null;
            }

            _working++;
            return _branches[_next++];
        }
    }

    private Task<BasketData>? NextBasket()
    {
        lock (Gate)
        {
            while (_working > 0)
            {
                foreach (BasketAhead baskets in _atWork)
                {
                    if (baskets.TryBegin() is { } basket)
                    {
                        return basket;
                    }
                }

                Monitor.Wait(Gate);
            }

            return null;
        }
    }
}
