using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root.Writing;

public sealed class RootFileWriterTests
{
    // What ROOT 6.04 to 6.35 wrote into files for the same classes; TH1D, TH2, TH2D, TProfile and TGraphErrors follow from the same rule.
    [Theory]
    [InlineData("TObject", 1, 2417737773)]
    [InlineData("TNamed", 1, 3753331260)]
    [InlineData("TSeqCollection", 0, 4234951622)]
    [InlineData("TList", 5, 1774568379)]
    [InlineData("TObjArray", 3, 2845730130)]
    [InlineData("TAttLine", 2, 2483504457)]
    [InlineData("TAttFill", 2, 4292422290)]
    [InlineData("TAttMarker", 2, 689802220)]
    [InlineData("TAttAxis", 4, 1550843710)]
    [InlineData("TAxis", 10, 1514761840)]
    [InlineData("TH1", 8, 473383108)]
    [InlineData("TGraph", 4, 100136037)]
    [InlineData("TGraphAsymmErrors", 3, 3427184443)]
    [InlineData("ROOT::TIOFeatures", 1, 446770960)]
    [InlineData("TLeaf", 2, 1830715730)]
    [InlineData("TLeafO", 1, 44976339)]
    [InlineData("TLeafB", 1, 253643614)]
    [InlineData("TLeafI", 1, 2120920601)]
    [InlineData("TLeafL", 1, 3727820898)]
    [InlineData("TLeafF", 1, 987602290)]
    [InlineData("TLeafD", 1, 294553462)]
    [InlineData("TLeafC", 1, 4226003699)]
    [InlineData("TBranch", 13, 278366892)]
    [InlineData("TTree", 20, 1919213695)]
    [InlineData("ROOT::RNTuple", 2, 1268915189)]
    public void Checksum_OfAClass_IsThatOfRoot(string className, int version, uint checksum)
    {
        ClassDescription description = ClassDescription.Of(className);
        Assert.Equal((version, checksum), (description.Version, description.Checksum));
    }

    [Fact]
    public void File_WithDirectoriesAndCycles_HasAllKeys()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w =>
        {
            w.Write("h", WrittenPlots.Uniform);
            w.Write("a/b/h", WrittenPlots.Variable);
            w.Write("h", WrittenPlots.Plane);
            w.Write("a/p", WrittenPlots.Profile);
            w.CreateDirectory("empty");
            w.Write("a/b/h", WrittenPlots.Graph("TGraph"));
        });
        Assert.Equal(["h;1", "a;1", "h;2", "empty;1"], file.Root.Keys.Select(k => $"{k.Name};{k.Cycle}"));
        Assert.Equal(["TH1D", "TH2D", "TProfile", "TH1D", "TGraph"], new[] { "h;1", "h", "a/p", "a/b/h;1", "a/b/h" }.Select(n => file.Root.Find(n).ClassName));
        Assert.Empty(file.Root.Open(file.Root.Find("empty")).Keys);
        Assert.False(file.IsRecovered);
        Assert.Equal(new FileInfo(place.Path).Length, file.Length);
    }

    [Theory]
    [InlineData(RootCompressionKind.None, 1, null)]
    [InlineData(RootCompressionKind.Zlib, 1, "ZLIB")]
    [InlineData(RootCompressionKind.Zlib, 9, "ZLIB")]
    [InlineData(RootCompressionKind.Lz4, 1, "LZ4")]
    [InlineData(RootCompressionKind.Lz4, 9, "LZ4")]
    [InlineData(RootCompressionKind.Zstd, 1, "ZSTD")]
    [InlineData(RootCompressionKind.Zstd, 9, "ZSTD")]
    public void Objects_AreCompressedAsTheOptionsSay(RootCompressionKind kind, int level, string? algorithm)
    {
        using TemporaryFile place = new();
        double[] contents = new double[10_002];
        contents[77] = 1;
        using RootFile file = place.Write(w => w.Write("h", WrittenPlots.Uniform with { X = RootAxis.Uniform(10_000, 0, 1), Contents = contents, SquaredWeights = contents }), new RootWriteOptions { Compression = kind, Level = level });
        Assert.Equal(algorithm, file.Root.Find("h").Algorithm());
        Assert.Equal(contents, Objects.Read(file, "h").Numbers("fArray"));
    }

    // Blocks hold 2^24 - 1 bytes: 2.5 million doubles need two.
    [Theory, InlineData(RootCompressionKind.Lz4), InlineData(RootCompressionKind.Zstd)]
    public void Object_LargerThanABlock_IsWrittenInSeveral(RootCompressionKind kind)
    {
        using TemporaryFile place = new();
        double[] contents = [.. Enumerable.Range(0, 2_500_000).Select(i => (double)(i % 1000))];
        using RootFile file = place.Write(w => w.Write("g", new RootGraph { X = contents, Y = contents }), new RootWriteOptions { Compression = kind });
        Assert.Equal(contents, Objects.Read(file, "g").Numbers("fY"));
    }

    [Theory, InlineData(RootCompressionKind.Zlib), InlineData(RootCompressionKind.Lz4), InlineData(RootCompressionKind.Zstd)]
    public void Object_ThatDoesNotShrink_IsNotCompressed(RootCompressionKind kind)
    {
        using TemporaryFile place = new();
        byte[] noise = new byte[8 * 2000];
        new Random(1).NextBytes(noise);
        double[] contents = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(noise).ToArray();
        using RootFile file = place.Write(w => w.Write("g", new RootGraph { X = contents.AsMemory(0, 1000), Y = contents.AsMemory(1000) }), new RootWriteOptions { Compression = kind });
        Assert.Null(file.Root.Find("g").Algorithm());
    }

    [Fact]
    public void File_WithATimeGiven_IsTheSameAgain()
    {
        using TemporaryFile first = new(), second = new();
        RootWriteOptions options = new() { Time = new DateTime(2024, 2, 29, 12, 30, 15) };
        first.Write(w => w.Write("a/h", WrittenPlots.Uniform), options).Dispose();
        second.Write(w => w.Write("a/h", WrittenPlots.Uniform), options).Dispose();
        Assert.Equal(File.ReadAllBytes(first.Path), File.ReadAllBytes(second.Path));
    }

    [Fact]
    public void File_ThatIsNotCommitted_LeavesNothing()
    {
        using TemporaryFile place = new();
        File.WriteAllText(place.Path, "before");
        using (RootFileWriter writer = RootFileWriter.Create(place.Path))
        {
            writer.Write("h", WrittenPlots.Uniform);
        }

        Assert.Equal([place.Path], Directory.GetFiles(place.Folder));
        Assert.Equal("before", File.ReadAllText(place.Path));
    }

    // Places beyond 2 GB take 8 bytes, in head, keys, directories and free list; here from the first byte on, or from the middle of the file.
    [Theory, InlineData(0), InlineData(300), InlineData(1500), InlineData(3000), InlineData(6000)]
    public void File_BeyondTheLimitOf32Bits_IsReadBack(long longFrom)
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(
            w =>
            {
                w.Write("h", WrittenPlots.Uniform);
                w.Write("a/b/h", WrittenPlots.Variable);
                w.Write("a/g", WrittenPlots.Graph("TGraphErrors"));
            },
            new RootWriteOptions { LongFrom = longFrom, Compression = RootCompressionKind.None });
        Assert.Equal(WrittenPlots.Uniform.Contents.ToArray(), Objects.Read(file, "h").Numbers("fArray"));
        Assert.Equal(WrittenPlots.Variable.Contents.ToArray(), Objects.Read(file, "a/b/h").Numbers("fArray"));
        Assert.Equal([1, 2, 3], Objects.Read(file, "a/g").Numbers("fX"));
    }

    [Theory, InlineData(""), InlineData("a//h"), InlineData("/h"), InlineData("a/")]
    public void Name_ThatIsEmpty_IsRefused(string path)
    {
        using TemporaryFile place = new();
        using RootFileWriter writer = RootFileWriter.Create(place.Path);
        Assert.Throws<ArgumentException>(() => writer.Write(path, WrittenPlots.Uniform));
    }
}
