using System.Text.Json;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Copying;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.EndToEnd;
using AlpToolkit.Tests.Io.Root.Writing;
using AlpToolkit.Tests.Shared;
using RootAxis = AlpToolkit.Io.Root.Writing.RootAxis;
using RootHistogram = AlpToolkit.Io.Root.Writing.RootHistogram;

namespace AlpToolkit.Tests.Io.Root.Copying;

public sealed class RootMergeTests
{
    // Every class of branch, object, encoding and compression of the files that are there.
    [SharedDataFact("root")]
    public void Merge_OfOneFile_HasTheSameContents()
    {
        using TemporaryFile place = new();
        foreach (string file in Directory.GetFiles(SharedData.PathOf("root"), "*.root"))
        {
            RootMerge.Write([file], place.Path);
            Assert.Equal(("", 0), (AlpRun.Of("root", "diff", file, place.Path) is var run ? run.Output + run.Error : "", run.ExitCode));
        }
    }

    // The first half and the second half of the entries are those of the file: selecting is tested against reading below.
    [SharedDataTheory("root")]
    [InlineData("uproot-HZZ-zlib", "events")]
    [InlineData("uproot-HZZ-objects", "events")]
    [InlineData("uproot-stl_containers", "tree")]
    [InlineData("uproot-small-evnt-tree-fullsplit", "tree")]
    [InlineData("uproot-small-evnt-tree-nosplit", "tree")]
    [InlineData("uproot-issue513", "Delphes")]
    [InlineData("uproot-issue21", "nllscan")]
    [InlineData("hepmc3--inputRootTree300", "hepmc3_tree")]
    [InlineData("uproot-sample-5.23.02-zlib", "sample")]
    public void Merge_OfAFileAndItsCopy_HasTheEntriesTwice(string name, string tree)
    {
        using TemporaryFile merged = new(), half = new();
        string file = SharedData.PathOf($"root/{name}.root");
        File.Copy(file, half.Path);
        Assert.Empty(RootMerge.Write([file, half.Path], merged.Path));
        using RootFile original = RootFile.Open(file), both = RootFile.Open(merged.Path);
        long entries = RootTree.Open(original, original.Root.Find(tree)).Entries;
        Assert.Equal(2 * entries, RootTree.Open(both, both.Root.Find(tree)).Entries);
        foreach (string first in new[] { "0", $"{entries}" })
        {
            AlpRun.Of("root", "slim", merged.Path, half.Path, "--tree", tree, "--first", first, "--entries", $"{entries}", "--force").Succeeded();
            Assert.Equal("", AlpRun.Of("root", "diff", half.Path, file).Succeeded().Output);
        }
    }

    [SharedDataTheory("root")]
    [InlineData("ntpl001_staff_rntuple_v1-0-0-0", "Staff")]
    [InlineData("test_split_3e4_rntuple_v1-0-0-0", "ntuple")]
    [InlineData("test_stl_containers_rntuple_v1-0-0-0", "ntuple")]
    public void Merge_OfRNTuples_HasTheClustersOfAll(string name, string ntuple)
    {
        using TemporaryFile merged = new(), copy = new();
        string file = SharedData.PathOf($"root/{name}.root");
        File.Copy(file, copy.Path);
        RootMerge.Write([file, copy.Path], merged.Path);
        using RootFile original = RootFile.Open(file), both = RootFile.Open(merged.Path);
        NTuple one = NTuple.Open(original, original.Root.Find(ntuple)), two = NTuple.Open(both, both.Root.Find(ntuple));
        Assert.Equal((2 * one.Entries, 2 * one.Clusters), (two.Entries, two.Clusters));
        foreach (NTupleField field in one.Fields)
        {
            Column expected = field.Read(0, one.Clusters);
            Assert.Equal(Text(expected), Text(two.Find(field.Name).Read(0, one.Clusters)));
            Assert.Equal(Text(expected), Text(two.Find(field.Name).Read(one.Clusters, one.Clusters)));
        }

        static string Text(Column column) => string.Join('\n', Enumerable.Range(0, column.Count).Select(i => AlpToolkit.Host.Commands.RootFiles.ValueText.Of(column, i)));
    }

    // By hand: contents and squared errors add, with under- and overflow, and so do ROOT's sums and entries; Variable has no squared errors, its contents stand for them.
    [Fact]
    public void Merge_OfHistogramsProfilesAndGraphs_AddsThem()
    {
        using TemporaryFile first = new(), second = new(), merged = new();
        foreach (TemporaryFile place in (TemporaryFile[])[first, second])
        {
            place.Write(w =>
            {
                w.Write("h", WrittenPlots.Uniform);
                w.Write("a/plane", WrittenPlots.Plane);
                w.Write("a/profile", WrittenPlots.Profile);
                w.Write("g", WrittenPlots.Graph("TGraphAsymmErrors"));
                w.Write("v", ReferenceEquals(place, first) ? WrittenPlots.Variable : WrittenPlots.Variable with { SquaredWeights = new double[] { 5, 4, 3, 2, 1 } });
            }).Dispose();
        }

        RootMerge.Write([first.Path, second.Path], merged.Path);
        using RootFile file = RootFile.Open(merged.Path);
        AlpToolkit.Io.Root.Objects.RootHistogram Histogram(string name) => (AlpToolkit.Io.Root.Objects.RootHistogram)RootObjects.Read(file, file.Root.Find(name));
        Assert.Equal([2, 5, -6, 8e-30, 10, 12], Histogram("h").Contents.ToArray());
        Assert.Equal(WrittenPlots.Uniform.SquaredWeights.ToArray().Select(v => v + v), Histogram("h").Variances.ToArray());
        Assert.Equal(34, Histogram("h").Entries);
        Assert.Equal(WrittenPlots.Plane.Contents.ToArray().Select(v => 2 * v), Histogram("a/plane").Contents.ToArray());
        Assert.Equal([2, 4, 6, 8, 10], Histogram("v").Contents.ToArray());
        Assert.Equal([6, 6, 6, 6, 6], Histogram("v").Variances.ToArray());
        AlpToolkit.Io.Root.Objects.RootProfile profile = (AlpToolkit.Io.Root.Objects.RootProfile)RootObjects.Read(file, file.Root.Find("a/profile"));
        Assert.Equal([2, 4, 6, 8], profile.SumsOfWeights.ToArray());
        Assert.Equal([0.5, 0.5, 2.0 / 3, 2], profile.Means.ToArray());
        AlpToolkit.Io.Root.Objects.RootGraph graph = (AlpToolkit.Io.Root.Objects.RootGraph)RootObjects.Read(file, file.Root.Find("g"));
        Assert.Equal([1, 2, 3, 1, 2, 3], graph.X.ToArray());
        Assert.Equal([10, 20, 15, 10, 20, 15], graph.Y.ToArray());
    }

    [SharedDataFact("root")]
    public void Merge_OfHistogramsOfRoot_HasTwiceTheirContents()
    {
        using TemporaryFile copy = new(), merged = new();
        string path = SharedData.PathOf("root/uproot-hepdata-example.root");
        File.Copy(path, copy.Path);
        RootMerge.Write([path, copy.Path], merged.Path);
        using RootFile one = RootFile.Open(path), two = RootFile.Open(merged.Path);
        foreach (string name in new[] { "hpx", "hpxpy" })
        {
            AlpToolkit.Io.Root.Objects.RootHistogram before = (AlpToolkit.Io.Root.Objects.RootHistogram)RootObjects.Read(one, one.Root.Find(name));
            AlpToolkit.Io.Root.Objects.RootHistogram after = (AlpToolkit.Io.Root.Objects.RootHistogram)RootObjects.Read(two, two.Root.Find(name));
            Assert.Equal(before.Contents.ToArray().Select(c => 2 * c), after.Contents.ToArray());
            Assert.Equal((before.ClassName, before.Title, 2 * before.Entries), (after.ClassName, after.Title, after.Entries));
        }
    }

    [Fact]
    public void Merge_BeyondTheReachOfShortKeys_PacksTheBasketsAnew()
    {
        using TemporaryFile first = new(), merged = new(), copy = new();
        int[] values = [.. Enumerable.Range(0, 5000)];
        int[] offsets = [0, .. values.Select(i => i + 1)];
        first.Write(w => w.CreateTree("t", [RootColumn.Number<int>("i"), RootColumn.List<int>("list")]).Fill(new PrimitiveColumn<int>(values), new JaggedColumn(offsets, new PrimitiveColumn<int>(values))), new RootWriteOptions { BasketSize = 4096 }).Dispose();
        File.Copy(first.Path, copy.Path);
        RootMerge.Write([first.Path, copy.Path], merged.Path, new RootWriteOptions { LongFrom = 5000 });
        using RootFile file = RootFile.Open(merged.Path);
        RootTree tree = RootTree.Open(file, file.Root.Find("t"));
        Assert.Equal([.. values, .. values], ((PrimitiveColumn<int>)tree.Find("i").Read()).Values.ToArray());
        JaggedColumn lists = (JaggedColumn)tree.Find("list").Read();
        Assert.Equal([.. values, .. values], ((PrimitiveColumn<int>)lists.Items).Values.ToArray());
        Assert.Equal(Enumerable.Range(0, 10_001), lists.Offsets.ToArray());
    }

    // Programs reserve room for lists by the largest count that the counter's leaf names.
    [JsRootTheory]
    [InlineData(3, 7)]
    [InlineData(7, 3)]
    public void Merge_OfListsOfOtherLengths_NamesTheLargest(int first, int second)
    {
        using TemporaryFile a = new(), b = new(), merged = new();
        foreach ((TemporaryFile place, int length) in new[] { (a, first), (b, second) })
        {
            place.Write(w => w.CreateTree("t", [RootColumn.List<int>("list")]).Fill(new JaggedColumn([0, length], new PrimitiveColumn<int>([.. Enumerable.Range(0, length)])))).Dispose();
        }

        RootMerge.Write([a.Path, b.Path], merged.Path);
        using JsonDocument found = JsRoot.Read(merged.Path);
        Assert.Equal([first, second], found.RootElement.GetProperty("t;1").GetProperty("columns").GetProperty("list").EnumerateArray().Select(l => l.GetArrayLength()));
        using RootFile file = RootFile.Open(merged.Path);
        Assert.Equal(7, RootTree.Open(file, file.Root.Find("t")).Find("nlist").Reader.Meta.List("fLeaves").OfType<AlpToolkit.Io.Root.Streamer.RootObject>().Single().Integer("fMaximum"));
    }

    // JSROOT reads the merged file as it reads the file itself, twice.
    [JsRootTheory]
    [InlineData("uproot-HZZ-zlib", "events;1")]
    [InlineData("uproot-HZZ-lz4", "events;1")]
    [InlineData("uproot-vectorVectorDouble", "t;1")]
    [InlineData("uproot-Zmumu-zstd", "events;1")]
    [InlineData("ntpl001_staff_rntuple_v1-0-0-0", "Staff;1")]
    public void JsRoot_ReadsAMergedFile_AsTheFileTwice(string name, string table)
    {
        string file = SharedData.PathOf($"root/{name}.root");
        using TemporaryFile copy = new(), merged = new();
        File.Copy(file, copy.Path);
        RootMerge.Write([file, copy.Path], merged.Path);
        using JsonDocument before = JsRoot.Read(file), after = JsRoot.Read(merged.Path);
        int compared = 0;
        foreach (JsonProperty column in before.RootElement.GetProperty(table).GetProperty("columns").EnumerateObject())
        {
            string[] values = [.. column.Value.EnumerateArray().Select(v => v.GetRawText())];
            Assert.NotEmpty(values);
            Assert.Equal([.. values, .. values], after.RootElement.GetProperty(table).GetProperty("columns").GetProperty(column.Name).EnumerateArray().Select(v => v.GetRawText()));
            compared++;
        }

        Assert.True(compared > 0);
    }

    [Fact]
    public void Merge_OfWhatDoesNotFit_IsAnErrorAndWritesNothing()
    {
        using TemporaryFile first = new(), second = new(), merged = new();
        RootHistogram histogram = WrittenPlots.Variable;
        first.Write(w => w.Write("x", histogram)).Dispose();
        foreach ((string expected, Action<RootFileWriter> content) in (ReadOnlySpan<(string, Action<RootFileWriter>)>)
        [
            ("Xaxis differs", w => w.Write("x", histogram with { X = RootAxis.Variable([0, 1, 3, 8]) })),
            ("is a TGraph, and in", w => w.Write("x", WrittenPlots.Graph("TGraph"))),
            ("is a TH2D, and in", w => w.Write("x", WrittenPlots.Plane)),
        ])
        {
            second.Write(content).Dispose();
            Assert.Contains(expected, Assert.Throws<PluginException>(() => RootMerge.Write([first.Path, second.Path], merged.Path)).Message, StringComparison.Ordinal);
        }

        first.Write(w => w.CreateTree("t", [RootColumn.Number<int>("i"), RootColumn.Number<int>("only")])).Dispose();
        foreach ((string expected, RootColumn column) in (ReadOnlySpan<(string, RootColumn)>)[("has no branch 'only'", RootColumn.Number<int>("k")), ("branch 'i' differs", RootColumn.Number<int>("only"))])
        {
            second.Write(w => w.CreateTree("t", [expected.Contains("differs", StringComparison.Ordinal) ? RootColumn.Number<double>("i") : RootColumn.Number<int>("i"), column])).Dispose();
            Assert.Contains(expected, Assert.Throws<PluginException>(() => RootMerge.Write([first.Path, second.Path], merged.Path)).Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(merged.Folder));
    }
}
