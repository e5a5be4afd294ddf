namespace AlpToolkit.Host.Running;

/// <summary>
/// Joins one partial result a block in a fixed binary tree over block numbers: siblings are joined as soon as both are there,
/// the left one taking in the right one, so that sums come out the same to the last bit whatever the order of arrival. Thread-safe.
/// </summary>
internal sealed class MergeTree<T>(Action<T, T> addInto, Action<T> recycle)
    where T : class
{
    private readonly Dictionary<(int Level, long Index), T> _waiting = [];

    /// <summary>Hands in the partial result of a block.</summary>
    public void Add(long block, T partial)
    {
        int level = 0;
        while (true)
        {
            T? sibling;
            lock (_waiting)
            {
                if (!_waiting.Remove((level, block ^ 1), out sibling))
                {
                    _waiting.Add((level, block), partial);
                    return;
                }
            }

            (T left, T right) = (block & 1) == 0 ? (partial, sibling) : (sibling, partial);
            addInto(left, right);
            recycle(right);
            partial = left;
            block >>= 1;
            level++;
        }
    }

    /// <summary>The sum over all blocks, when every block from 0 on was handed in; null when there was none.</summary>
    public T? Total()
    {
        // What is left are the maximal aligned subtrees, one a level at most; they cover the blocks from the highest level down.
        T? total = null;
        foreach (T partial in _waiting.OrderByDescending(w => w.Key.Level).Select(w => w.Value))
        {
            if (total is null)
            {
                total = partial;
            }
            else
            {
                addInto(total, partial);
                recycle(partial);
            }
        }

        _waiting.Clear();
        return total;
    }
}
