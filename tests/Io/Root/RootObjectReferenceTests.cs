using System.Security.Cryptography;
using System.Text.Json;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>Compares single objects with <c>shared/root/expected</c>: what uproot 5.7 and JSROOT 7.11 found.</summary>
public sealed class RootObjectReferenceTests
{
    [SharedDataTheory("root")]
    [InlineData("uproot-histograms", "one;1", "two;1", "three;1")]
    [InlineData("uproot-hepdata-example", "hpx;1", "hpxpy;1", "hprof;1")]
    public void Histograms_OfAFile_HaveTheExpectedContents(string name, params string[] keys)
    {
        using RootFile file = RootFile.Open(SharedData.PathOf($"root/{name}.root"));
        using JsonDocument expected = ExpectedColumns.Load(name);
        foreach (string key in keys)
        {
            JsonElement uproot = expected.RootElement.GetProperty("objects").GetProperty(key).GetProperty("uproot");
            RootItem item = RootObjects.Read(file, file.Root.Find(key));
            (IReadOnlyList<RootAxis> axes, double entries, double[] contents, double[] variances) = item switch
            {
                RootHistogram h => (h.Axes, h.Entries, h.Contents.ToArray(), h.Variances.ToArray()),
                RootProfile p => (p.Axes, p.Entries, p.Means.ToArray(), p.Errors.Select(e => e * e).ToArray()),
                _ => throw new InvalidDataException($"{key} is a {item.GetType().Name}"),
            };
            Assert.Equal(uproot.GetProperty("name").GetString(), item.Name);
            Assert.Equal(uproot.GetProperty("title").GetString(), item.Title);
            Assert.Equal(uproot.GetProperty("entries").GetDouble(), entries);
            Assert.Equal(uproot.GetProperty("shape_with_flow").EnumerateArray().Select(n => n.GetInt32()), axes.Select(a => a.Bins + 2));
            Assert.Equal(uproot.GetProperty("sum_with_flow").GetDouble(), contents.Sum(), 1e-9);
            Assert.Equal(uproot.GetProperty("variances_sum").GetDouble(), variances.Sum(), 1e-9);
            Assert.Equal(uproot.GetProperty("sha256").GetString(), Sha256(Transposed(contents, [.. axes.Select(a => a.Bins + 2)])));
            foreach ((JsonElement axis, RootAxis found) in uproot.GetProperty("axes").EnumerateArray().Zip(axes))
            {
                Assert.Equal((axis.GetProperty("n").GetInt32(), axis.GetProperty("min").GetDouble(), axis.GetProperty("max").GetDouble()), (found.Bins, found.Low, found.High));
                Assert.Equal((axis.GetProperty("uniform").GetBoolean(), axis.GetProperty("title").GetString()), (found.IsUniform, found.Title));
                Assert.Equal(axis.GetProperty("labels").ValueKind == JsonValueKind.Null, found.Labels.Count == 0);
            }
        }
    }

    // JSROOT shows the sums that the means are made of.
    [SharedDataFact("root")]
    public void Profile_OfAFile_HasTheExpectedSums()
    {
        using RootFile file = RootFile.Open(SharedData.PathOf("root/uproot-hepdata-example.root"));
        RootProfile profile = Assert.IsType<RootProfile>(RootObjects.Read(file, file.Root.Find("hprof")));
        using JsonDocument expected = ExpectedColumns.Load("uproot-hepdata-example");
        JsonElement jsroot = expected.RootElement.GetProperty("objects").GetProperty("hprof;1").GetProperty("jsroot");
        Assert.Equal(jsroot.GetProperty("sum_all_cells").GetDouble(), profile.SumsOfValues.Sum(), 1e-6);
        Assert.Equal(jsroot.GetProperty("sumw2").GetDouble(), profile.SumsOfSquaredValues.Sum(), 1e-6);
        Assert.Equal(jsroot.GetProperty("fTsumw").GetDouble(), profile.SumsOfWeights.Skip(1).Take(profile.Axes[0].Bins).Sum(), 1e-9);
        Assert.Equal(RootProfileError.ErrorOfMean, profile.ErrorMode);
    }

    [SharedDataFact("root")]
    public void Graph_InADirectory_HasTheExpectedPoints()
    {
        const string key = "Expected limit 1lbb/Graph1D_y1;1";
        using RootFile file = RootFile.Open(SharedData.PathOf("root/uproot-issue-240.root"));
        RootGraph graph = Assert.IsType<RootGraph>(RootObjects.Read(file, file.Root.Find(key)));
        using JsonDocument expected = ExpectedColumns.Load("uproot-issue-240");
        JsonElement uproot = expected.RootElement.GetProperty("objects").GetProperty(key).GetProperty("uproot");
        Assert.Equal(uproot.GetProperty("n").GetInt32(), graph.X.Count);
        Assert.Equal(uproot.GetProperty("sumx").GetDouble(), graph.X.Sum(), 1e-6);
        Assert.Equal(uproot.GetProperty("sumy").GetDouble(), graph.Y.Sum(), 1e-6);
        Assert.Equal(Numbers(uproot.GetProperty("x")), graph.X.Take(4).Select(x => Math.Round(x, 4)));
        Assert.Equal(Numbers(uproot.GetProperty("y")), graph.Y.Take(4).Select(y => Math.Round(y, 4)));
        foreach (IReadOnlyList<double> errors in (IReadOnlyList<double>[])[graph.XErrors.Down, graph.XErrors.Up, graph.YErrors.Down, graph.YErrors.Up])
        {
            Assert.Equal(graph.X.Count, errors.Count);
            Assert.All(errors.Take(3), e => Assert.Equal(0, e));
        }
    }

    [SharedDataFact("root")]
    public void LorentzVector_WhichIsNotKnown_HasItsMembers()
    {
        using RootFile file = RootFile.Open(SharedData.PathOf("root/tlv-split00.root"));
        RootStructure vector = Assert.IsType<RootStructure>(RootObjects.Read(file, file.Root.Find("tlv;1")));
        RootStructure momentum = Assert.IsType<RootStructure>(vector.Find("fP"));
        Assert.Equal(("TLorentzVector", "TVector3"), (vector.ClassName, momentum.ClassName));
        Assert.Equal([10.0, 20.0, 30.0, 40.0], [momentum.Find("fX"), momentum.Find("fY"), momentum.Find("fZ"), vector.Find("fE")]);
        Assert.Equal(50331648u, vector.Find("fBits"));
        Assert.Null(vector.Unread);
    }

    [SharedDataFact("root")]
    public void RunInformation_OfHepMc_HasItsMembers()
    {
        using RootFile file = RootFile.Open(SharedData.PathOf("root/hepmc3--inputRootTree300.root"));
        RootStructure run = Assert.IsType<RootStructure>(RootObjects.Read(file, file.Root.Find("GenRunInfoData;1")));
        Assert.Equal(["weight_names", "tool_name", "tool_version", "tool_description", "attribute_name", "attribute_string"], run.Members.Select(m => m.Name));
        JaggedColumn[] lists = [.. run.Members.Select(m => Assert.IsType<JaggedColumn>(m.Value))];
        Assert.Equal("0", ((StringColumn)lists[0].Items)[0]);
        Assert.Equal([1, 0, 0, 0, 0, 0], lists.Select(l => l.Items.Count));
    }

    [SharedDataFact("root")]
    public void ProcessId_OfDelphes_HasNameAndTitle()
    {
        using RootFile file = RootFile.Open(SharedData.PathOf("root/uproot-issue513.root"));
        RootItem id = RootObjects.Read(file, file.Root.Find("ProcessID0"));
        Assert.Equal(("TProcessID", "ProcessID0", "aa68fd26-c931-11ea-a7a5-c78b2480beef"), (id.ClassName, id.Name, id.Title));
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetDouble())];

    // x runs fastest in the file; the reference has x slowest.
    private static double[] Transposed(double[] values, int[] shape) => shape is [int nx, int ny]
        ? [.. Enumerable.Range(0, nx).SelectMany(x => Enumerable.Range(0, ny).Select(y => values[x + nx * y]))]
        : values;

    private static string Sha256(double[] values) => Convert.ToHexStringLower(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan())));
}
