using AlpToolkit.Core.Results;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Core.Results;

public sealed class AxisTests
{
    private static readonly Axis[] s_axes =
    [
        Axis.Regular(100, 0, 5.29),
        Axis.Regular(7, -0.7, 0.7),
        Axis.Logarithmic(50, 0.01, 10),
        Axis.RelativeWidth(0.02, 0.05, 10.58),
        Axis.Variable([0, 0.5, 1, 2]),
    ];

    public static TheoryData<Axis> Axes => [.. s_axes];

    [Theory, MemberData(nameof(Axes))]
    public void FindBin_OfAnEdge_IsTheBinAboveIt_AndJustBelowTheBinBelow(Axis axis)
    {
        for (int i = 0; i <= axis.BinCount; i++)
        {
            Assert.Equal(i + 1, axis.FindBin(axis.Edges[i]));
            Assert.Equal(i, axis.FindBin(Math.BitDecrement(axis.Edges[i])));
        }
    }

    [Theory, MemberData(nameof(Axes))]
    public void FindBin_OfExtremes_IsUnderflowOverflowOrNone(Axis axis)
    {
        Assert.Equal(0, axis.FindBin(double.NegativeInfinity));
        Assert.Equal(axis.BinCount + 1, axis.FindBin(double.PositiveInfinity));
        Assert.Equal(axis.BinCount + 1, axis.FindBin(double.MaxValue));
        Assert.Equal(-1, axis.FindBin(double.NaN));
    }

    [Property]
    public bool FindBin_OfAnyNumber_IsTheOneThatHoldsIt(double value)
    {
        return Array.TrueForAll(s_axes, axis =>
        {
            int bin = axis.FindBin(value);
            return double.IsNaN(value)
                ? bin == -1
                : (bin == 0 || value >= axis.Edges[bin - 1]) && (bin == axis.BinCount + 1 || value < axis.Edges[bin]);
        });
    }

    // ln(10.58/0.05)/ln(1.02) = 270.4: 271 bins cover the range
    [Fact]
    public void RelativeWidth_OfThePaper_HasBinsTwoPercentWide()
    {
        Axis axis = Axis.RelativeWidth(0.02, 0.05, 10.58, "GeV");
        Assert.Equal(271, axis.BinCount);
        for (int i = 0; i < axis.BinCount; i++)
        {
            Assert.Equal(1.02, axis.Edges[i + 1] / axis.Edges[i], 1e-14);
        }
    }

    [Fact]
    public void Edges_ThatDoNotAscend_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Axis.Variable([0, 1, 1]));
        Assert.Throws<ArgumentException>(() => Axis.Variable([0, double.NaN]));
        Assert.Throws<ArgumentException>(() => Axis.Variable([0]));
        Assert.Throws<ArgumentException>(() => Axis.Regular(10, 1, 0));
        Assert.Throws<ArgumentException>(() => Axis.Regular(0, 0, 1));
        Assert.Throws<ArgumentException>(() => Axis.Regular(1_000_001, 0, 1));
        Assert.Throws<ArgumentException>(() => Axis.Logarithmic(10, 0, 1));
        Assert.Throws<ArgumentException>(() => Axis.RelativeWidth(0, 1, 2));
        Assert.Throws<ArgumentException>(() => Axis.RelativeWidth(1e-9, 1, 2));
    }
}
