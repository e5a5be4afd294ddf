using System.Buffers.Binary;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root.Container;

/// <summary>Files that were not closed: what the head and the directories say at the end is missing, or not true yet.</summary>
public sealed class RecoveryTests
{
    // TFile's head, and TDirectory's record behind name and title of the file, with 32-bit places.
    private const int EndAt = 12, NameLengthAt = 28, InfoAt = 37, InfoLengthAt = 41, Begin = 100, KeysLengthInDirectory = 10, KeysInDirectory = 26;

    [Theory, InlineData(false), InlineData(true)]
    public void File_CutBeforeItsLists_HasItsObjects(bool hasDescriptions)
    {
        using TemporaryFile place = new();
        byte[] bytes = Written(place);
        (int keys, int info) = (Number(bytes, Directory(bytes) + KeysInDirectory), Number(bytes, InfoAt));
        int infoLength = Number(bytes, InfoLengthAt);
        Forget(bytes, Directory(bytes));
        Put(bytes, InfoAt, 0);
        Put(bytes, InfoLengthAt, 0);

        // With the record of descriptions behind the last object, and without.
        File.WriteAllBytes(place.Path, [.. bytes[..keys], .. hasDescriptions ? bytes[info..(info + infoLength)] : []]);
        using RootFile file = RootFile.Open(place.Path);
        Assert.True(file.IsRecovered);
        Assert.Equal(["h;1", "h;2", "tree;1"], file.Root.Keys.Select(k => $"{k.Name};{k.Cycle}"));
        Check(file);
    }

    [Fact]
    public void File_WhoseHeadSaysMoreThanThereIs_HasItsObjects()
    {
        using TemporaryFile place = new();
        byte[] bytes = Written(place);
        File.WriteAllBytes(place.Path, bytes[..Number(bytes, Directory(bytes) + KeysInDirectory)]);
        using RootFile file = RootFile.Open(place.Path);
        Assert.True(file.IsRecovered);
        Check(file);
    }

    // A record that was deleted has its length with a minus, in front of whatever it held.
    [Fact]
    public void Gap_IsPassedOver()
    {
        using TemporaryFile place = new();
        byte[] bytes = Written(place);
        int first;
        using (RootFile whole = RootFile.Open(place.Path))
        {
            first = (int)whole.Root.Find("h;1").Offset;
        }

        Put(bytes, first, -Number(bytes, first));
        Forget(bytes, Directory(bytes));
        File.WriteAllBytes(place.Path, bytes);
        using RootFile file = RootFile.Open(place.Path);
        Assert.Equal(["h;2", "tree;1"], file.Root.Keys.Select(k => $"{k.Name};{k.Cycle}"));
        Check(file);
    }

    [Fact]
    public void Directory_InAFileThatWasNotClosed_HasItsObjects()
    {
        using TemporaryFile place = new();
        place.Write(w =>
        {
            w.Write("a/h", WrittenPlots.Uniform);
            w.Write("a/b/g", WrittenPlots.Graph("TGraph"));
        }).Dispose();
        byte[] bytes = File.ReadAllBytes(place.Path);
        int[] places;
        using (RootFile whole = RootFile.Open(place.Path))
        {
            RootDirectory a = whole.Root.Open(whole.Root.Find("a"));
            places = [.. new[] { whole.Root.Find("a"), a.Find("b") }.Select(k => (int)k.Offset + k.KeyLength)];
        }

        int end = places.Append(Directory(bytes)).Min(p => Number(bytes, p + KeysInDirectory));
        foreach (int at in places.Append(Directory(bytes)))
        {
            Forget(bytes, at);
        }

        File.WriteAllBytes(place.Path, bytes[..end]);
        using RootFile file = RootFile.Open(place.Path);
        Assert.Equal(["a", "a/h", "a/b", "a/b/g"], RootContents.Of(file.Root).Select(e => e.Path));
        Assert.Equal([10, 20, 15], Assert.IsType<AlpToolkit.Io.Root.Objects.RootGraph>(RootObjects.Read(file, file.Root.Find("a/b/g"))).Y);
    }

    // Names with the characters that lead into directories and to cycles.
    [Theory, InlineData("RNT:Collection/Tree"), InlineData("a;b"), InlineData("a;1"), InlineData("x/y;z:1"), InlineData("h/")]
    public void Key_WithASpecialName_IsFound(string name)
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w =>
        {
            w.WriteObject(w.Root, "TNamed", name, "one", b => b.Named(name, "one"));
            w.WriteObject(w.Root, "TNamed", name, "two", b => b.Named(name, "two"));
        });
        Assert.Equal("two", file.Root.Find(name).Title);
        Assert.Equal("one", file.Root.Find($"{name};1").Title);
    }

    private static byte[] Written(TemporaryFile place)
    {
        place.Write(w =>
        {
            w.Write("h", WrittenPlots.Uniform);
            w.Write("h", WrittenPlots.Variable);
            w.CreateTree("tree", [RootColumn.Number<int>("i"), RootColumn.List<float>("v")]).Fill(new PrimitiveColumn<int>([1, 2]), new JaggedColumn([0, 2, 3], new PrimitiveColumn<float>([0.5f, 1.5f, 2.5f])));
        }).Dispose();
        return File.ReadAllBytes(place.Path);
    }

    private static void Check(RootFile file)
    {
        Assert.Equal(WrittenPlots.Variable.Contents.ToArray(), Assert.IsType<AlpToolkit.Io.Root.Objects.RootHistogram>(RootObjects.Read(file, file.Root.Find("h"))).Contents);
        RootTree tree = RootTree.Open(file, file.Root.Find("tree"));
        Assert.Equal([1, 2], Assert.IsType<PrimitiveColumn<int>>(tree.Find("i").Read()).Values.ToArray());
        Assert.Equal([0.5f, 1.5f, 2.5f], ((PrimitiveColumn<float>)Assert.IsType<JaggedColumn>(tree.Find("v").Read()).Items).Values.ToArray());
    }

    private static int Directory(byte[] bytes) => Begin + Number(bytes, NameLengthAt);

    // As it was before its list of keys was written.
    private static void Forget(byte[] bytes, int directory)
    {
        Put(bytes, directory + KeysLengthInDirectory, 0);
        Put(bytes, directory + KeysInDirectory, 0);
        Put(bytes, EndAt, Begin);
    }

    private static int Number(byte[] bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    private static void Put(byte[] bytes, int at, int number) => BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), number);
}
