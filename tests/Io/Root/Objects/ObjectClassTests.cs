using System.Text.Json;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Tests.EndToEnd;
using AlpToolkit.Tests.Io.Root.Writing;
using static AlpToolkit.Tests.Io.Root.Objects.MadeObjects;

namespace AlpToolkit.Tests.Io.Root.Objects;

/// <summary>Objects of classes of which no file of ROOT is there: members as ROOT's headers have them, numbers of our own.</summary>
public sealed class ObjectClassTests
{
    [Theory]
    [InlineData("TH3C", typeof(sbyte))]
    [InlineData("TH3S", typeof(short))]
    [InlineData("TH3I", typeof(int))]
    [InlineData("TH3L", typeof(long))]
    [InlineData("TH3F", typeof(float))]
    [InlineData("TH3D", typeof(double))]
    public void Histogram_OnThreeAxes_HasItsContents(string className, Type type)
    {
        // 3 x 4 x 5 bins with under- and overflow.
        Array contents = Array.CreateInstance(type, 60);
        for (int i = 0; i < contents.Length; i++)
        {
            contents.SetValue(Convert.ChangeType(i + 1, type, System.Globalization.CultureInfo.InvariantCulture), i);
        }

        RootHistogram h = Assert.IsType<RootHistogram>(Read(made => made.Add("x", Three(made, className, contents))));
        Assert.Equal(className, h.ClassName);
        Assert.Equal([1, 2, 3], h.Axes.Select(a => a.Bins));
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (double)i), h.Contents);
        Assert.False(h.HasSquaredWeights);
        Assert.Equal(1 + 1 + 3 * (2 + 4 * 3), h.Contents[h.IndexOf(1, 2, 3)]);
    }

    [Fact]
    public void Axis_WithLabelsAndVariableEdges_HasThem()
    {
        RootObject labels = new("THashList") { Items = [Label(1, "first"), Label(3, "third")] };
        labels.Set("fName", "labels");
        RootHistogram h = Assert.IsType<RootHistogram>(Read(made =>
        {
            RootObject plot = made.Like("TH1D", "TH1D", ("fArray", new double[] { 0, 1, 2, 3, 0 }), ("fSumw2", Make("TArrayD", ("fArray", Array.Empty<double>()))));
            plot.Set("fXaxis", Axis(plot, 3, ("fLabels", labels), ("fXbins", Make("TArrayD", ("fArray", new double[] { 0, 1, 10, 100 })))));
            made.Add("x", plot);
        }));
        Assert.Equal(["first", "", "third"], h.Axes[0].Labels);
        Assert.Equal([0, 1, 10, 100], h.Axes[0].VariableEdges);
    }

    [Fact]
    public void Labels_OfBins_AreAColumnOfCsv()
    {
        using TemporaryFile place = new();
        RootObject labels = new("THashList") { Items = [Label(1, "a, b"), Label(3, "c")] };
        labels.Set("fName", "labels");
        MadeObjects made = new();
        RootObject plot = made.Like("TH1D", "TH1D", ("fArray", new double[] { 0, 1, 4, 9, 0 }), ("fSumw2", Make("TArrayD", ("fArray", Array.Empty<double>()))));
        plot.Set("fXaxis", Axis(plot, 3, ("fLabels", labels), ("fXbins", Make("TArrayD", ("fArray", new double[] { 0, 1, 10, 100 })))));
        made.Add("x", plot);
        made.Write(place).Dispose();
        string target = System.IO.Path.Combine(place.Folder, "x.csv");
        AlpRun.Of("convert", place.Path, target, "--object", "x").Succeeded();
        Assert.Equal("x_low,x_high,x_label,content,error\n-inf,0,,0,0\n0,1,\"a, b\",1,1\n1,10,,4,2\n10,100,c,9,3\n100,inf,,0,0\n", File.ReadAllText(target));
    }

    private static RootObject Label(uint bin, string text) => Make("TObjString", ("fUniqueID", bin), ("fBits", 0u), ("fString", text));

    // Coordinates as THnSparseCompactBinCoord packs them: 3 and 2 bits for axes of 4 and 1 bins with under- and overflow, the lowest bit first.
    [Theory, InlineData(true), InlineData(false)]
    public void SparseHistogram_HasItsFilledBins(bool hasSquares)
    {
        RootSparseHistogram h = Assert.IsType<RootSparseHistogram>(Read(made => Sparse(made, hasSquares)));
        Assert.Equal([4, 1], h.Axes.Select(a => a.Bins));
        Assert.Equal(["5,2", "0,1", "3,0"], h.Bins.Select(b => string.Join(',', b.Coordinates)));
        Assert.Equal([1.5, 2.5, 3.5], h.Bins.Select(b => b.Content));
        Assert.Equal(hasSquares ? [10, 20, 30] : [1.5, 2.5, 3.5], h.Bins.Select(b => b.Variance));
        Assert.Equal((hasSquares, 3.0), (h.HasSquaredWeights, h.Entries));
    }

    [Fact]
    public void SparseHistogram_WithTooFewContents_IsDamaged()
    {
        PluginException e = Assert.Throws<PluginException>(() => Read(made => Sparse(made, false, contents: 2)));
        Assert.Contains("on 2 axes with 3 bytes of coordinates, 2 contents and 0 squares", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Efficiency_HasBothHistogramsAndItsOptions()
    {
        RootEfficiency e = Assert.IsType<RootEfficiency>(Read(made =>
        {
            made.Describe("TEfficiency", 2, "TNamed:1", "TAttLine:2", "TAttFill:2", "TAttMarker:2", "double fBeta_alpha", "double fBeta_beta", "double fConfLevel", "TList* fFunctions", "TH1* fPassedHistogram", "int fStatisticOption", "TH1* fTotalHistogram", "double fWeight");
            RootObject total = made.Like("TH1D", "TH1D", ("fName", "total"), ("fArray", new double[] { 1, 4, 5, 6, 7, 8 })), passed = made.Like("TH1D", "TH1D", ("fName", "passed"), ("fArray", new double[] { 0, 1, 2, 3, 4, 5 }));
            made.Add("x", made.Like("TH1D", "TEfficiency", ("fName", "eff"), ("fTitle", "Efficiency"), ("fBeta_alpha", 1.0), ("fBeta_beta", 1.0), ("fConfLevel", 0.683), ("fFunctions", null), ("fPassedHistogram", passed), ("fStatisticOption", 2), ("fTotalHistogram", total), ("fWeight", 1.5)));
        }));
        Assert.Equal(("eff", "Efficiency", 0.683, 2, 1.5), (e.Name, e.Title, e.ConfidenceLevel, e.StatisticOption, e.Weight));
        Assert.Equal([0, 1, 2, 3, 4, 5], e.Passed.Contents);
        Assert.Equal([1, 4, 5, 6, 7, 8], e.Total.Contents);
    }

    [Fact]
    public void Matrices_AndVectors_HaveTheirElements()
    {
        RootMatrix m = Assert.IsType<RootMatrix>(Read(Matrix));
        Assert.Equal((2, 3, 6.0, 2.0), (m.Rows, m.Columns, m[1, 2], m[0, 1]));
        RootVector v = Assert.IsType<RootVector>(Read(Vector));
        Assert.Equal([1.5, 2.5], v.Values);
        Assert.Equal(1, v.First);
    }

    [Theory, InlineData("TParameter<double>", "double", 2.5), InlineData("TParameter<int>", "int", 7), InlineData("TParameter<bool>", "bool", true), InlineData("TParameter<float>", "float", 0.5f), InlineData("TParameter<Long64_t>", "long", 1L << 40)]
    public void Parameter_OfAnyType_HasItsValue(string className, string type, object value)
    {
        RootParameter p = Assert.IsType<RootParameter>(Read(made =>
        {
            made.Describe(className, 2, "TObject:1", "TString fName", $"{type} fVal");
            made.Add("x", Make(className, ("fName", "cut"), ("fVal", value)));
        }));
        Assert.Equal(("cut", value), (p.Name, p.Value));
    }

    [Fact]
    public void Collections_HaveTheirObjects()
    {
        RootObject one = Text("one"), two = Text("two");
        RootObject list = new("TList") { Items = [one, two, one] }, array = new("TObjArray") { Items = [null, two] }, map = new("TMap") { Items = [one, list] };
        list.Set("fName", "list");
        array.Set("fLowerBound", 1);
        RootMap read = Assert.IsType<RootMap>(Read(made => made.Add("x", map)));
        (RootItem? key, RootItem? value) = Assert.Single(read.Pairs);
        Assert.Equal("one", Assert.IsType<RootText>(key).Text);
        Assert.Equal(["TObjString", "TObjString", "TObjString"], Assert.IsType<RootList>(value).Items.Select(i => i!.ClassName));
        RootList items = Assert.IsType<RootList>(Read(made => made.Add("x", array)));
        Assert.Null(items.Items[0]);
        Assert.Equal("two", Assert.IsType<RootText>(items.Items[1]).Text);

        static RootObject Text(string text) => Make("TObjString", ("fString", text));
    }

    [Fact]
    public void Graphs_OfSeveral_AreStructuresWithAListOfGraphs()
    {
        RootStructure s = Assert.IsType<RootStructure>(Read(made =>
        {
            made.Describe("TMultiGraph", 2, "TNamed:1", "TList* fGraphs", "TList* fFunctions", "double fMaximum", "double fMinimum");
            RootObject graphs = new("TList") { Items = [made.Like("TGraph", "TGraph"), made.Like("TGraph", "TGraph", ("fName", "second"))] };
            made.Add("x", Make("TMultiGraph", ("fName", "many"), ("fTitle", ""), ("fGraphs", graphs), ("fFunctions", null), ("fMaximum", -1111.0), ("fMinimum", -1111.0)));
        }));
        RootList graphs = Assert.IsType<RootList>(s.Find("fGraphs"));
        Assert.All(graphs.Items, g => Assert.Equal([10, 20, 15], Assert.IsType<RootGraph>(g).Y));
        Assert.Equal("second", graphs.Items[1]!.Name);
        Assert.Null(s.Find("fFunctions"));
    }

    [Fact]
    public void Graph_InTwoDimensions_IsAStructureWithItsPoints()
    {
        RootStructure s = Assert.IsType<RootStructure>(Read(made =>
        {
            made.Describe("TGraph2D", 1, "TNamed:1", "int fNpoints", "double* fX [fNpoints]", "double* fY [fNpoints]", "double* fZ [fNpoints]");
            made.Add("x", Make("TGraph2D", ("fName", "g"), ("fTitle", ""), ("fNpoints", 2), ("fX", new double[] { 1, 2 }), ("fY", new double[] { 3, 4 }), ("fZ", new double[] { 5, 6 })));
        }));
        Assert.Equal(new double[] { 5, 6 }, s.Find("fZ"));
    }

    // The same bytes by another program.
    [JsRootFact]
    public void JsRoot_ReadsTheSameObjects()
    {
        using TemporaryFile place = new();
        MadeObjects made = new();
        made.Add("h", Three(made, "TH3F", Enumerable.Range(1, 60).Select(i => (float)i).ToArray()));
        Sparse(made, true, name: "s");
        Matrix(made, "m");
        Vector(made, "v");
        made.Write(place).Dispose();
        using JsonDocument found = JsRoot.Read(place.Path);
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (double)i), Doubles(found.RootElement.GetProperty("h;1").GetProperty("fArray")));
        Assert.Equal([1, 2, 3, 4, 5, 6], Doubles(found.RootElement.GetProperty("m;1").GetProperty("fElements")));
        Assert.Equal([1.5, 2.5], Doubles(found.RootElement.GetProperty("v;1").GetProperty("fElements")));
        JsonElement chunk = found.RootElement.GetProperty("s;1").GetProperty("fBinContent").GetProperty("arr")[0];
        Assert.Equal([1.5, 2.5, 3.5], Doubles(chunk.GetProperty("fContent")).Take(3));

        static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];
    }

    private static RootObject Three(MadeObjects made, string className, Array contents)
    {
        made.Describe("TAtt3D", 1);
        made.Describe("TH3", 6, "TH1:8", "TAtt3D:1", "double fTsumwy", "double fTsumwy2", "double fTsumwxy", "double fTsumwz", "double fTsumwz2", "double fTsumwxz", "double fTsumwyz");
        made.Describe(className, 4, "TH3:6", $"TArray{(className[3] == 'L' ? "L64" : className[3])}:1");
        RootObject h = made.Like("TH2D", className, ("fTsumwz", 0.0), ("fTsumwz2", 0.0), ("fTsumwxz", 0.0), ("fTsumwyz", 0.0), ("fNcells", 60), ("fArray", contents), ("fSumw2", Make("TArrayD", ("fArray", Array.Empty<double>()))));
        (RootObject x, RootObject y, RootObject z) = (Axis(h, 1), Axis(h, 2), Axis(h, 3));
        h.Set("fXaxis", x);
        h.Set("fYaxis", y);
        h.Set("fZaxis", z);
        return h;
    }

    private static RootObject Axis(RootObject plot, int bins, params (string Name, object? Value)[] members)
    {
        RootObject axis = new("TAxis");
        foreach ((string name, object? value) in plot.Object("fXaxis")!.Members)
        {
            axis.Set(name, value);
        }

        axis.Set("fNbins", bins);
        axis.Set("fXbins", Make("TArrayD", ("fArray", Array.Empty<double>())));
        foreach ((string name, object? value) in members)
        {
            axis.Set(name, value);
        }

        return axis;
    }

    private static void Sparse(MadeObjects made, bool hasSquares, int contents = 4, string name = "x")
    {
        made.Describe("THnBase", 1, "TNamed:1", "int fNdimensions", "TObjArray fAxes", "double fEntries", "double fTsumw");
        made.Describe("THnSparse", 3, "THnBase:1", "int fChunkSize", "long fFilledBins", "TObjArray fBinContent");
        made.Describe("THnSparseT<TArrayF>", 1, "THnSparse:3");
        made.Describe("THnSparseArrayChunk", 1, "TObject:1", "int fSingleCoordinateSize", "int fCoordinatesSize", "char* fCoordinates [fCoordinatesSize]", "TArray* fContent", "TArrayD* fSumw2");
        RootObject plot = made.Like("TH1D", "TH1D");
        RootObject chunk = Make("THnSparseArrayChunk", ("fSingleCoordinateSize", 1), ("fCoordinatesSize", 3), ("fCoordinates", new sbyte[] { 5 | 2 << 3, 0 | 1 << 3, 3 }),
            ("fContent", Make("TArrayF", ("fArray", new float[] { 1.5f, 2.5f, 3.5f, 0 }[..contents]))), ("fSumw2", hasSquares ? Make("TArrayD", ("fArray", new double[] { 10, 20, 30, 0 })) : null));
        RootObject axes = new("TObjArray") { Items = [Axis(plot, 4), Axis(plot, 1)] }, chunks = new("TObjArray") { Items = [chunk] };
        made.Add(name, Make("THnSparseT<TArrayF>", ("fName", "sparse"), ("fTitle", ""), ("fNdimensions", 2), ("fAxes", axes), ("fEntries", 3.0), ("fTsumw", 7.5), ("fChunkSize", 4), ("fFilledBins", 3L), ("fBinContent", chunks)));
    }

    private static void Matrix(MadeObjects made) => Matrix(made, "x");

    private static void Matrix(MadeObjects made, string name)
    {
        made.Describe("TMatrixTBase<double>", 5, "TObject:1", "int fNrows", "int fNcols", "int fRowLwb", "int fColLwb", "int fNelems", "int fNrowIndex", "double fTol");
        made.Describe("TMatrixT<double>", 4, "TMatrixTBase<double>:5", "double* fElements [fNelems]");
        made.Add(name, Make("TMatrixT<double>", ("fNrows", 2), ("fNcols", 3), ("fRowLwb", 0), ("fColLwb", 0), ("fNelems", 6), ("fNrowIndex", 3), ("fTol", 0.0), ("fElements", new double[] { 1, 2, 3, 4, 5, 6 })));
    }

    private static void Vector(MadeObjects made) => Vector(made, "x");

    private static void Vector(MadeObjects made, string name)
    {
        made.Describe("TVectorT<float>", 4, "TObject:1", "int fNrows", "int fRowLwb", "float* fElements [fNrows]");
        made.Add(name, Make("TVectorT<float>", ("fNrows", 2), ("fRowLwb", 1), ("fElements", new float[] { 1.5f, 2.5f })));
    }

    private static RootItem Read(Action<MadeObjects> make)
    {
        using TemporaryFile place = new();
        MadeObjects made = new();
        make(made);
        using RootFile file = made.Write(place);
        return RootObjects.Read(file, file.Root.Find("x"));
    }
}
