using System.Text.Json;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.EndToEnd;
using AlpToolkit.Tests.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root.Objects;

/// <summary>Objects whose bytes are not what the description of their class says: made byte by byte as ROOT's own streamers write them, or damaged on purpose.</summary>
public sealed class UnusualObjectTests
{
    // TMatrixTSym::Streamer writes its base class, with the only header, and the triangle behind it.
    [Fact]
    public void SymmetricMatrix_AloneAndInAList_HasAllElements()
    {
        using TemporaryFile place = new();
        MadeObjects made = WithMatrix();
        made.Add("m", "TMatrixTSym<double>", Matrix);
        made.Add("l", "TList", b => List(b, ("TMatrixTSym<double>", Matrix), ("TObjString", b => Text(b, "behind"))));
        using RootFile file = made.Write(place);
        RootMatrix alone = Assert.IsType<RootMatrix>(RootObjects.Read(file, file.Root.Find("m")));
        Assert.Equal([11, 12, 12, 22], alone.Values);
        RootList list = Assert.IsType<RootList>(RootObjects.Read(file, file.Root.Find("l")));
        Assert.Equal([11, 12, 12, 22], Assert.IsType<RootMatrix>(list.Items[0]).Values);
        Assert.Equal("behind", Assert.IsType<RootText>(list.Items[1]).Text);
        if (JsRoot.Missing is null)
        {
            using JsonDocument found = JsRoot.Read(place.Path);
            Assert.Equal([11, 12, 12, 22], found.RootElement.GetProperty("m;1").GetProperty("fElements").EnumerateArray().Select(e => e.GetDouble()));
        }
    }

    // TQObject::Streamer writes nothing; a TPad has one through TVirtualPad.
    [Fact]
    public void BaseClassOfSignals_TakesNoBytes()
    {
        using TemporaryFile place = new();
        MadeObjects made = new();
        made.Describe("TQObject", 1);
        made.Describe("TVirtualPad", 3, "TObject:1", "TQObject:1");
        made.Describe("TPad", 13, "TVirtualPad:3", "double fX1", "TString fName");
        made.Add("p", "TPad", Pad);
        using RootFile file = made.Write(place);
        RootStructure pad = Assert.IsType<RootStructure>(RootObjects.Read(file, file.Root.Find("p")));
        Assert.Equal((null, 7.0, "c1"), (pad.Unread, pad.Find("fX1"), pad.Name));
        if (JsRoot.Missing is null)
        {
            using JsonDocument found = JsRoot.Read(place.Path);
            Assert.Equal(7, found.RootElement.GetProperty("p;1").GetProperty("fX1").GetDouble());
        }

        static void Pad(RootBuffer b)
        {
            int start = b.Begin(13), above = b.Begin(3);
            b.Object();
            b.End(above);
            b.Double(7);
            b.String("c1");
            b.End(start);
        }
    }

    [Fact]
    public void ObjectThatItsDescriptionDoesNotFit_IsNamed_AndTheObjectsBehindItAreRead()
    {
        using TemporaryFile place = new();
        MadeObjects made = new();
        made.Describe("Point", 1, "double fX", "double fY");
        made.Add("l", "TList", b => List(b, ("Point", b => Point(b, 1)), ("Point", b => Point(b, 2)), ("TObjString", b => Text(b, "behind"))));
        using (RootFile file = made.Write(place))
        {
            RootList list = Assert.IsType<RootList>(RootObjects.Read(file, file.Root.Find("l")));
            Assert.Contains("class Point, version 1, which its description does not fit", Assert.Single(RootObjects.Unread(list)), StringComparison.Ordinal);
            Assert.Equal(2.0, Assert.IsType<RootStructure>(list.Items[1]).Find("fY"));
            Assert.Equal("behind", Assert.IsType<RootText>(list.Items[2]).Text);
        }

        Assert.Contains("warning: l: not read: class Point", AlpRun.Of("root", "dump", place.Path, "l").Succeeded().Error, StringComparison.Ordinal);
        Assert.Equal((2, true), (AlpRun.Of("inspect", place.Path).ExitCode, AlpRun.Of("inspect", place.Path).Error.Contains("not read: class Point", StringComparison.Ordinal)));
        Assert.Equal((2, true), (AlpRun.Of("root", "diff", place.Path, place.Path).ExitCode, AlpRun.Of("root", "diff", place.Path, place.Path).Error.Contains("not read: class Point", StringComparison.Ordinal)));

        static void Point(RootBuffer b, int numbers)
        {
            int start = b.Begin(1);
            b.Numbers<double>(Enumerable.Range(1, numbers).Select(i => (double)i).ToArray());
            b.End(start);
        }
    }

    // The byte count of an object that leads out of the object around it is no way on.
    [Fact]
    public void ObjectThatEndsBehindTheOneAroundIt_EndsThatOne()
    {
        using TemporaryFile place = new();
        MadeObjects made = new();
        made.Describe("Inner", 1, "int fA");
        made.Describe("Outer", 1, "Inner fInner");
        made.Add("l", "TList", b => List(b, ("Outer", Outer), ("TObjString", b => Text(b, "behind"))));
        using RootFile file = made.Write(place);
        RootList list = Assert.IsType<RootList>(RootObjects.Read(file, file.Root.Find("l")));
        Assert.Contains("class Outer", Assert.Single(RootObjects.Unread(list)), StringComparison.Ordinal);
        Assert.Equal("behind", Assert.IsType<RootText>(list.Items[1]).Text);

        static void Outer(RootBuffer b)
        {
            int start = b.Begin(1);
            b.UInt32(0x4000_0000 | 20);
            b.UInt16(1);
            b.Int32(5);
            b.End(start);
        }
    }

    private static MadeObjects WithMatrix()
    {
        MadeObjects made = new();
        made.Describe("TMatrixTBase<double>", 5, "TObject:1", "int fNrows", "int fNcols", "int fRowLwb", "int fColLwb", "int fNelems", "int fNrowIndex", "double fTol");
        return made;
    }

    private static void Matrix(RootBuffer b)
    {
        int start = b.Begin(5);
        b.Object();
        b.Numbers<int>([2, 2, 0, 0, 4, 0]);
        b.Double(2.2e-16);
        b.End(start);
        b.Numbers<double>([11, 12, 22]);
    }

    private static void List(RootBuffer b, params (string ClassName, Action<RootBuffer> Write)[] items)
    {
        int start = b.Begin(5);
        b.Object();
        b.String("");
        b.Int32(items.Length);
        foreach ((string className, Action<RootBuffer> write) in items)
        {
            b.BeginPointer(className, out int pointer);
            write(b);
            b.End(pointer);
            b.Byte(0);
        }

        b.End(start);
    }

    private static void Text(RootBuffer b, string text)
    {
        int start = b.Begin(1);
        b.Object();
        b.String(text);
        b.End(start);
    }
}
