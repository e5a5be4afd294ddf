using AlpToolkit.Core.Results;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Core.Results;

public sealed class HistogramPartialTests
{
    private static readonly Axis s_ten = Axis.Regular(10, 0, 1);

    [Fact]
    public void Fill_CountsEveryValueOnce_OutsideAndNaNApart()
    {
        HistogramPartial partial = new(s_ten);
        partial.Fill(0.05, 2);
        partial.Fill(0.05, -0.5);
        partial.Fill(-1, 3);
        partial.Fill(1, 4);
        partial.Fill(double.NaN, 5);
        Histogram histogram = new("h", partial, "x");

        Assert.Equal(new BinContent(2, 1.5, 4.25), histogram[1]);
        Assert.Equal(new BinContent(1, 3, 9), histogram[0]);
        Assert.Equal(new BinContent(1, 4, 16), histogram[11]);
        Assert.Equal(new BinContent(1, 5, 25), histogram.NotANumber());
        Assert.Equal(4, histogram.Bins().ToArray().Sum(b => b.Count));
        Assert.Equal(Math.Sqrt(4.25), histogram[1].Error);
    }

    [Fact]
    public void Fill_InThePlane_FindsTheBinOnBothAxes()
    {
        HistogramPartial partial = new(s_ten, Axis.Regular(3, 0, 3), variations: 2);
        partial.Fill(0.95, 1.5, [2, 3]);
        partial.Fill(0.95, -1, [1, 1]);
        partial.Fill(0.5, double.NaN, [7, 8]);
        Histogram histogram = new("h", partial, "x", "y", ["nominal", "up"]);

        Assert.Equal(new BinContent(1, 2, 4), histogram[10, 2]);
        Assert.Equal(new BinContent(1, 3, 9), histogram[10, 2, 1]);
        Assert.Equal(new BinContent(1, 1, 1), histogram[10, 0]);
        Assert.Equal(new BinContent(1, 8, 64), histogram.NotANumber(1));
        Assert.True(histogram.IsInside(2 * 12 + 10));
        Assert.False(histogram.IsInside(10));
    }

    [Fact]
    public void Scale_ScalesSumsLinearlySquaresQuadratically_AndCountsNot()
    {
        HistogramPartial partial = new(s_ten);
        partial.Fill(0.05, 3);
        partial.Fill(double.NaN, 3);
        partial.Scale(0.5);
        Histogram histogram = new("h", partial, "x");
        Assert.Equal(new BinContent(1, 1.5, 2.25), histogram[1]);
        Assert.Equal(new BinContent(1, 1.5, 2.25), histogram.NotANumber());
    }

    [Theory, InlineData(1), InlineData(50_000)]
    public void Clear_LeavesNothing_WhetherFewOrManyBinsWereTouched(int fills)
    {
        HistogramPartial partial = Plane();
        Random random = new(1);
        for (int i = 0; i < fills; i++)
        {
            partial.Fill(random.NextDouble(), random.NextDouble(), 1);
        }

        partial.Clear();
        AssertSameBits(Plane(), partial);
        partial.Fill(0.5, 0.5, 1);
        HistogramPartial fresh = Plane();
        fresh.Fill(0.5, 0.5, 1);
        AssertSameBits(fresh, partial);
    }

    // The same fills in the same tree, once on an axis whose bins are listed and once where all bins are walked: a histogram
    // goes over to walking when a quarter of its bins are touched, here forced by touching many and clearing nothing.
    [Property(MaxTest = 50)]
    public void Add_InOneTree_GivesTheSameBits_WhetherBinsAreListedOrWalked(double[] values, byte[] blocks)
    {
        List<(double X, double Weight)>[] fills = [.. Enumerable.Range(0, 8).Select(_ => new List<(double X, double Weight)>())];
        for (int i = 0; i < values.Length; i++)
        {
            int block = blocks.Length == 0 ? 0 : blocks[i % blocks.Length] % 8;
            double weight = double.IsFinite(values[i]) ? values[i] % 1e6 : 1;
            fills[block].Add((Math.Abs(weight % 1), weight));
        }

        // 12 bins listed up to 3, against the same 10 bins within a long axis, listed to the end.
        Histogram shortAxis = new("h", Tree(fills, () => new HistogramPartial(s_ten)), "x");
        Histogram longAxis = new("h", Tree(fills, () => new HistogramPartial(Axis.Variable([.. s_ten.Edges, .. Enumerable.Range(2, 2000).Select(i => (double)i)]))), "x");
        for (int bin = 0; bin <= 10; bin++)
        {
            AssertSameBits(shortAxis[bin], longAxis[bin]);
        }
    }

    [Fact]
    public void Add_OfADenseHistogramToASparseOne_AndBack_GivesTheSameSums()
    {
        HistogramPartial dense = Plane(), sparse = Plane();
        Random random = new(2);
        for (int i = 0; i < 60_000; i++)
        {
            dense.Fill(random.NextDouble(), random.NextDouble(), random.NextDouble() - 0.3);
        }

        for (int i = 0; i < 100; i++)
        {
            sparse.Fill(random.NextDouble(), random.NextDouble(), random.NextDouble());
        }

        HistogramPartial denseThenSparse = Plane(), sparseThenDense = Plane();
        denseThenSparse.Add(dense);
        denseThenSparse.Add(sparse);
        sparseThenDense.Add(sparse);
        sparseThenDense.Add(dense);
        AssertSameBits(denseThenSparse, sparseThenDense);
    }

    [Fact]
    public void FillingAddingClearing_InSteadyState_AllocatesNothing()
    {
        HistogramPartial total = Plane(), block = Plane();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            for (int k = 0; k < 4096; k++)
            {
                block.Fill(k / 4096.0, i / 10.0, 1);
            }

            total.Add(block);
            block.Clear();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WrongUse_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new HistogramPartial(s_ten).Add(Plane()));
        Assert.Throws<ArgumentException>(() => new HistogramPartial(s_ten, 2).Fill(0.5, 1.0));
        Assert.Throws<ArgumentException>(() => new HistogramPartial(s_ten, 2).Fill(0.5, [1.0]));
        Assert.Throws<InvalidOperationException>(() => new HistogramPartial(s_ten).Fill(0.5, 0.5, 1));
        Assert.Throws<InvalidOperationException>(() => Plane().Fill(0.5, 1.0));
        Axis large = Axis.Regular(1_000_000, 0, 1);
        Assert.Contains("MiB", Assert.Throws<ArgumentException>(() => new HistogramPartial(large, large)).Message, StringComparison.Ordinal);
    }

    private static HistogramPartial Plane() => new(Axis.Regular(270, 0, 1), Axis.Regular(270, 0, 1));

    private static HistogramPartial Tree(List<(double X, double Weight)>[] blocks, Func<HistogramPartial> empty)
    {
        List<HistogramPartial> level = [.. blocks.Select(block =>
        {
            HistogramPartial partial = empty();
            block.ForEach(fill => partial.Fill(fill.X, fill.Weight));
            return partial;
        })];
        while (level.Count > 1)
        {
            for (int i = 0; i + 1 < level.Count; i++)
            {
                level[i].Add(level[i + 1]);
                level.RemoveAt(i + 1);
            }
        }

        return level[0];
    }

    private static void AssertSameBits(HistogramPartial expected, HistogramPartial actual)
    {
        Histogram left = new("h", expected, "x", "y"), right = new("h", actual, "x", "y");
        for (int bin = 0; bin < left.Bins().Length; bin++)
        {
            AssertSameBits(left.Bins()[bin], right.Bins()[bin]);
        }
    }

    private static void AssertSameBits(BinContent expected, BinContent actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected.SumOfWeights), BitConverter.DoubleToInt64Bits(actual.SumOfWeights));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected.SumOfSquaredWeights), BitConverter.DoubleToInt64Bits(actual.SumOfSquaredWeights));
    }
}
