using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Objects;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root.Objects;

/// <summary>
/// Containers and strings of the standard library under keys of their own, byte by byte as ROOT's streamers for them write: containers as members of classes are, strings without a
/// header. JSROOT 7 does not read them.
/// </summary>
public sealed class StandardObjectTests
{
    // Version of the descriptions, and the bit that says that members stand one after the other.
    private const int Info = 9, Memberwise = 0x4000;

    [Fact]
    public void VectorsOfNumbersAndStrings_HaveTheirElements()
    {
        Assert.Equal("[1,2.5]", Values("vector<double>", b => Headed(b, Info, v => v.Array<double>([1, 2.5]))));
        Assert.Equal("[a,bb]", Values("vector<string>", b => Headed(b, Info, v =>
        {
            v.Int32(2);
            v.String("a");
            v.String("bb");
        })));
    }

    [Fact]
    public void Maps_ArePairs_WithKeysAndValuesOneAfterTheOther() => Assert.Equal("[{k,5},{l,6}]", Values("map<string,int>", b => Headed(b, Memberwise | Info, m =>
    {
        // No version, but a checksum, of the pair.
        m.UInt16(0);
        m.UInt32(0x77);
        m.Int32(2);
        Headed(m, Info, k =>
        {
            k.String("k");
            k.String("l");
        });
        m.Numbers<int>([5, 6]);
    })));

    [Fact]
    public void PointersOfVectors_CountFromTheKey() => Assert.Equal("[{7},{7}]", Values(
        "vector<Hit*>",
        b => Headed(b, Info, v =>
        {
            v.Int32(2);
            uint first = v.BeginPointer("Hit", out int pointer);
            Headed(v, 2, h => h.Int32(7));
            v.End(pointer);
            v.Reference(first);
        }),
        MadeClass.Of("Hit", 2, 0x1234, MadeClass.Number(3, "int", "id"))));

    [Theory]
    [InlineData(5)]
    [InlineData(300)]
    public void Strings_HaveTheirLengthAndNoHeader(int length)
    {
        string text = new('x', length);
        Assert.Equal(new RootText("string", text), Read("string", b => b.String(text)));
    }

    [Fact]
    public void ContainersOfWhatIsNotDescribed_SayWhatIsMissing()
    {
        RootStructure item = Assert.IsType<RootStructure>(Read("vector<Lost<int> >", b => Headed(b, Info, v =>
        {
            v.Int32(1);
            Headed(v, 1, h => h.Int32(7));
        })));
        Assert.Equal("class vector<Lost<int> >, which the file does not describe", item.Unread);
    }

    private static string Values(string className, Action<RootBuffer> write, params RootObject[] classes) =>
        ColumnText.Of(Assert.IsAssignableFrom<Column>(Assert.IsType<RootStructure>(Read(className, write, classes)).Find("values")));

    private static RootItem Read(string className, Action<RootBuffer> write, params RootObject[] classes)
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w =>
        {
            foreach (RootObject info in classes)
            {
                w.Copied.Add(info);
            }

            w.WriteObject(w.Root, className, "x", "", write, isCopied: true);
        });
        return RootObjects.Read(file, file.Root.Find("x"));
    }

    private static void Headed(RootBuffer buffer, int version, Action<RootBuffer> write)
    {
        int start = buffer.Begin(version);
        write(buffer);
        buffer.End(start);
    }
}
