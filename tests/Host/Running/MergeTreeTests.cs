using AlpToolkit.Host.Running;
using FsCheck;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Host.Running;

public sealed class MergeTreeTests
{
    private sealed class Sum(double value)
    {
        public double Value { get; set; } = value;
    }

    // 0.1, 1e16 and the like: sums in another order differ in their last bits, so equal bits mean equal order.
    [Property(MaxTest = 200)]
    public void Total_OfBlocksInAnyOrder_HasTheSameBits(PositiveInt count, int seed)
    {
        int blocks = count.Get % 300 + 1;
        double[] values = [.. Enumerable.Range(0, blocks).Select(i => Math.Pow(10, i * 7919 % 33 - 16) * (1 + i))];
        int[] order = [.. Enumerable.Range(0, blocks)];
        new Random(seed).Shuffle(order);
        Assert.Equal(Total(values, Enumerable.Range(0, blocks)), Total(values, order));
    }

    [Fact]
    public void Total_OfThreeBlocks_JoinsSiblingsFirst()
    {
        List<string> joins = [];
        MergeTree<string[]> tree = new((into, other) => { joins.Add($"{into[0]}+{other[0]}"); into[0] += other[0]; }, _ => { });
        tree.Add(2, ["c"]);
        tree.Add(1, ["b"]);
        tree.Add(0, ["a"]);
        Assert.Equal("abc", tree.Total()![0]);
        Assert.Equal(["a+b", "ab+c"], joins);
    }

    [Fact]
    public void Total_OfNoBlocks_IsNull() => Assert.Null(new MergeTree<Sum>((_, _) => { }, _ => { }).Total());

    [Fact]
    public void Total_WithManyThreads_HasTheSameBits()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => Math.Pow(10, i % 33 - 16))];
        double expected = Total(values, Enumerable.Range(0, values.Length));
        MergeTree<Sum> tree = Tree();
        Parallel.For(0, values.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => tree.Add(i, new Sum(values[i])));
        Assert.Equal(expected, tree.Total()!.Value);
    }

    private static MergeTree<Sum> Tree() => new((into, other) => into.Value += other.Value, _ => { });

    private static double Total(double[] values, IEnumerable<int> order)
    {
        MergeTree<Sum> tree = Tree();
        foreach (int block in order)
        {
            tree.Add(block, new Sum(values[block]));
        }

        return tree.Total()!.Value;
    }
}
