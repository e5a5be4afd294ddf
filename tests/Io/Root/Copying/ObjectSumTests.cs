using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Copying;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Tests.Io.Root.Writing;
using RootAxis = AlpToolkit.Io.Root.Writing.RootAxis;

namespace AlpToolkit.Tests.Io.Root.Copying;

/// <summary>What a sum of objects loses is said, and what it keeps is right.</summary>
public sealed class ObjectSumTests
{
    // Weights of 1 in one file, so that it has no squares: 4 entries, Σw² = 4. The other has Σw = 4 and Σw² = 8. Together Σw = 8, mean 16/8, spread √(40/8 − 2²) = 1,
    // (Σw)²/Σw² = 64/12 entries: an error of √(12/64), in whatever order.
    [Theory, InlineData(true), InlineData(false)]
    public void Profiles_OfWhichOneHasNoSquaredWeights_HaveTheErrorOfBoth(bool isFirst)
    {
        using TemporaryFile plain = new(), weighted = new(), merged = new();
        plain.Write(w => w.Write("p", Profile([]))).Dispose();
        weighted.Write(w => w.Write("p", Profile([0, 8, 0]))).Dispose();
        Assert.Empty(RootMerge.Write(isFirst ? [plain.Path, weighted.Path] : [weighted.Path, plain.Path], merged.Path));
        using RootFile file = RootFile.Open(merged.Path);
        RootProfile found = (RootProfile)RootObjects.Read(file, file.Root.Find("p"));
        Assert.Equal((8.0, 2.0), (found.SumsOfWeights[1], found.Means[1]));
        Assert.Equal(Math.Sqrt(12.0 / 64), found.Errors[1], 1e-15);

        static AlpToolkit.Io.Root.Writing.RootProfile Profile(double[] squares) => new()
        {
            X = RootAxis.Uniform(1, 0, 1),
            Weights = new double[] { 0, 4, 0 },
            SquaredWeights = squares,
            Y = new double[] { 0, 8, 0 },
            Y2 = new double[] { 0, 20, 0 },
            Entries = 4,
        };
    }

    [Fact]
    public void WholeNumbers_BeyondTheirBins_AreSaid()
    {
        RootObject sum = Bins("TH1C", new sbyte[] { 100, -100, 1 }), other = Bins("TH1C", new sbyte[] { 100, -100, 1 });
        List<string> losses = [];
        ObjectSum.Add(sum, other, new RootPlace("b.root", "h", 0), losses);
        Assert.Equal([127, -128, 2], sum.Numbers("fArray"));
        Assert.Equal(["bins that b.root takes beyond the range of their numbers, -128 to 127, and that stay at its end: 2"], losses);
        losses.Clear();
        ObjectSum.Add(Bins("TH1I", new[] { 1, 2 }), Bins("TH1I", new[] { 3, 4 }), new RootPlace("b.root", "h", 0), losses);
        Assert.Empty(losses);
    }

    [Fact]
    public void Profiles_WithErrorsOfOtherKinds_AreSaid()
    {
        RootObject sum = Profile(0), other = Profile(1);
        List<string> losses = [];
        ObjectSum.Add(sum, other, new RootPlace("b.root", "p", 0), losses);
        Assert.Equal(["its errors are those of the first file (fErrorMode 0), and b.root has others (1)"], losses);

        static RootObject Profile(int mode)
        {
            RootObject profile = Bins("TProfile", new double[] { 1, 2, 3 });
            profile.Set("fBinEntries", Bins("TArrayD", new double[] { 1, 1, 1 }));
            profile.Set("fErrorMode", mode);
            return profile;
        }
    }

    // TH1::GetBinError is the root of the absolute content where no squares of weights are kept.
    [Fact]
    public void Bins_BelowZero_WithoutSquaredWeights_HaveAnError()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => w.Write("h", new AlpToolkit.Io.Root.Writing.RootHistogram { X = RootAxis.Uniform(1, 0, 1), Contents = new double[] { 0, -4, 0 }, Entries = 4 }));
        RootHistogram h = (RootHistogram)RootObjects.Read(file, file.Root.Find("h"));
        Assert.Equal((-4.0, 4.0, false), (h.Contents[1], h.Variances[1], h.HasSquaredWeights));
    }

    private static RootObject Bins(string className, Array values)
    {
        RootObject made = new(className);
        made.Set("fArray", values);
        return made;
    }
}
