using AlpToolkit.Io.Root.Writing;
using static AlpToolkit.Tests.Io.Root.RNTuple.PageBytes;

namespace AlpToolkit.Tests.Io.Root.RNTuple;

/// <content>C++ types as fields: "Mapping of C++ Types to Fields and Columns".</content>
public sealed partial class NTupleFormatTests
{
    [Fact]
    public void Types_OfTheSpecification_AreRead()
    {
        NTupleMaker maker = new();
        List<MadePage[]> pages = [];
        int array = Field("array", "std::array<std::array<std::int32_t,2>,2>", size: 2), inner = Field("_0", "std::array<std::int32_t,2>", parent: array, size: 2);
        Column(Field("_0", "std::int32_t", parent: inner), Int32, 32, Plain(1, 2, 3, 4, 5, 6, 7, 8));
        Column(Field("bits", "std::bitset<10>", size: 10), Bit, 1, Bits(1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0));
        int optional = Column(Field("optional", "std::optional<float>", 1), Index64, 64, Plain(0L, 1L));
        Column(Field("_0", "float", parent: optional), Real32, 32, Plain(1.5f));
        int pointer = Column(Field("pointer", "std::unique_ptr<std::string>", 1), Index32, 32, Plain(1u, 1u)), text = Field("_0", "std::string", parent: pointer);
        Column(text, Index64, 64, Plain(3L));
        Column(text, Char, 8, Plain("abc"u8.ToArray()));
        int map = Column(Field("map", "std::map<std::string,float>", 1), SplitIndex64, 64, DeltaSplit(x => x, 2, 2)), pair = Field("_0", "std::pair<std::string,float>", 2, map), key = Field("_0", "std::string", parent: pair);
        Column(key, Index64, 64, Plain(1L, 3L));
        Column(key, Char, 8, Plain("abb"u8.ToArray()));
        Column(Field("_1", "float", parent: pair), Real32, 32, Plain(1f, 2f));
        int set = Column(Field("set", "std::set<std::int32_t>", 1), Index64, 64, Plain(1L, 3L));
        Column(Field("_0", "std::int32_t", parent: set), Int32, 32, Plain(5, 6, 7));
        int variant = Column(Field("variant", "std::variant<std::int32_t,std::string>", 3), Switch96, 96, Switch((0, 2), (0, 1)));
        Column(Field("_0", "std::int32_t", parent: variant), Int32, 32, Plain(9));
        int word = Field("_1", "std::string", parent: variant);
        Column(word, Index64, 64, Plain(2L));
        Column(word, Char, 8, Plain("xy"u8.ToArray()));
        Column(Field("_0", "std::int32_t", parent: Field("enum", "Colour")), Int32, 32, Plain(2, 3));
        int atomic = Field("atomic", "std::atomic<Point>"), point = Field("_0", "Point", 2, atomic);
        Column(Field("x", "double", parent: point), Real64, 64, Plain(0.5, 1.5));
        int untyped = Field("untyped", "", 2);
        Column(Field("a", "float", parent: untyped), Real32, 32, Plain(1f, 2f));
        int derived = Field("derived", "Derived", 2), above = Field(":_0", "Base", 2, derived);
        Column(Field("b", "float", parent: above), Real32, 32, Plain(3f, 4f));
        Column(Field("d", "float", parent: derived), Real32, 32, Plain(5f, 6f));
        Field("empty", "Nothing", 2);
        int events = Column(Field("hits", "std::vector<Hit>", 1), Index64, 64, Plain(2L, 3L)), hit = Field("_0", "Hit", 2, events), energy = Field("e", "float", parent: hit);
        int hits = maker.Columns.Count - 1;
        Column(energy, Real32, 32, Plain(7f, 8f, 9f));
        int nested = Column(Field("w", "std::vector<float>", 1, hit), Index64, 64, Plain(1L, 1L, 2L));
        Column(Field("_0", "float", parent: nested), Real32, 32, Plain(10f, 11f));

        // A view of hits.e as a vector, and the number of hits.
        int view = Field("view", "std::vector<float>", 1, source: events), viewItem = Field("_0", "float", parent: view, source: energy), count = Field("count", "ROOT::RNTupleCardinality<std::uint64_t>", source: events);
        maker.Aliases.AddRange([(hits, view), (hits + 1, viewItem), (hits, count)]);
        maker.Groups.Add([new MadeCluster(2, [.. pages])]);
        Dictionary<string, string> expected = new()
        {
            ["array"] = "((1,2),(3,4)) ((5,6),(7,8))", ["bits"] = "(1,0,0,0,0,0,0,0,1,1) (0,1,0,0,0,0,0,0,0,0)", ["optional"] = "[] [1.5]", ["pointer"] = "['abc'] []", ["map"] = "[{_0='a',_1=1},{_0='bb',_1=2}] []",
            ["set"] = "[5] [6,7]", ["variant"] = "1:'xy' 0:9", ["enum"] = "2 3", ["atomic"] = "{x=0.5} {x=1.5}", ["untyped"] = "{a=1} {a=2}", ["derived"] = "{:_0={b=3},d=5} {:_0={b=4},d=6}", ["empty"] = "{} {}",
            ["hits"] = "[{e=7,w=[10]},{e=8,w=[]}] [{e=9,w=[11]}]", ["view"] = "[7,8] [9]", ["count"] = "2 1",
        };
        Read(maker, n =>
        {
            Assert.Equal(expected.Keys, n.Fields.Select(f => f.Name));
            Assert.All(n.Fields, f => Assert.Equal(expected[f.Name], Text(f.Read())));
        });

        int Field(string name, string type, int role = 0, int? parent = null, long? size = null, int? source = null)
        {
            maker.Fields.Add(new MadeField(name, type, role, parent, size, source));
            return maker.Fields.Count - 1;
        }

        int Column(int field, int encoding, int bits, MadePage page)
        {
            maker.Columns.Add(new MadeColumn(encoding, bits, field));
            pages.Add([page]);
            return field;
        }
    }

    // "ROOT streamed types": bytes of a streamer, and descriptions of its classes in the footer. TAttLine has colour, style and width.
    [Fact]
    public void Objects_OfAStreamer_AreReadByTheDescriptionsInTheFooter()
    {
        byte[][] objects = [Line(1, 2, 3), Line(4, 5, 6)];
        NTupleMaker maker = Streamed("TAttLine", objects);
        RootBuffer list = new();
        list.BeginPointer("TList", out int pointer);
        StreamerRecord.Write(list, ["TGraph"], new CopiedDescriptions());
        list.End(pointer);
        maker.Descriptions = list.Written.ToArray();
        Read(maker, n => Assert.Equal("{fLineColor=1,fLineStyle=2,fLineWidth=3} {fLineColor=4,fLineStyle=5,fLineWidth=6}", Text(n.Find("object").Read())));

        static byte[] Line(int colour, int style, int width)
        {
            RootBuffer buffer = new();
            int start = buffer.Begin(2);
            buffer.UInt16(colour);
            buffer.UInt16(style);
            buffer.UInt16(width);
            buffer.End(start);
            return buffer.Written.ToArray();
        }
    }

    [Fact]
    public void Objects_OfAStreamerWithoutDescription_AreBytes() =>
        Read(Streamed("Unknown", [[1, 2, 3], []]), n => Assert.Equal("[1,2,3] []", Text(n.Find("object").Read())));

    private static NTupleMaker Streamed(string type, byte[][] objects)
    {
        NTupleMaker maker = new();
        maker.Fields.Add(new MadeField("object", type, 4));
        maker.Columns.AddRange([new MadeColumn(Index64, 64, 0), new MadeColumn(Byte, 8, 0)]);
        long[] ends = [.. objects.Select((_, i) => (long)objects.Take(i + 1).Sum(o => o.Length))];
        maker.Groups.Add([new MadeCluster(objects.Length, [Plain(ends)], [Plain([.. objects.SelectMany(o => o)])])]);
        return maker;
    }
}
