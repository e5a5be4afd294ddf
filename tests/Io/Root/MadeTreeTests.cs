using System.Text.Json;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root;

/// <summary>
/// Branches that no development file has, made byte by byte as ROOT's TBufferFile and TBranchElement write them. The expected text is what was put in; where JSROOT can read the
/// branch, and is there, it must find the same. Changed at random, every one of them must end in a plain error, or in other values.
/// </summary>
public sealed partial class MadeTreeTests
{
    private const int Integer = 3, Floating = 5, Counting = 6, Doubled = 8, Double32 = 9, Float16 = 19;
    private const int Vector = 1, Map = 4;
    private const int Mutations = 100;

    private static readonly RootObject s_hit = MadeClass.Of("Hit", 2, 0x1234, MadeClass.Number(Integer, "int", "id"), MadeClass.Number(Floating, "float", "x"));

    private static readonly RootObject s_track = MadeClass.Of(
        "Track", 3, 0x5678, MadeClass.Base("Hit", 2), MadeClass.Number(Doubled, "double", "pt"), MadeClass.Stl("vector<int>", "ids", Vector, Integer), MadeClass.Stl("string", "name", 365, 365));

    [Fact]
    public void CountedLeaf_WithoutOffsets_TakesThemFromTheCounter()
    {
        MadeBranch n = new("n", Number(2), Number(0), Number(1)) { Kind = "TBranch", LeafKind = "TLeafI" };
        MadeBranch x = new("x", [.. Number(7), .. Number(8)], [], Number(9)) { Kind = "TBranch", LeafKind = "TLeafI", LeafTitle = "x[n]", Counter = n, GeneratesOffsets = true };
        using MadeTree made = new();
        RootTree tree = made.Write(n, x);
        Assert.Equal("[7,8] [] [9]", ColumnText.Of(tree.Find("x").Read()));
        Assert.Equal("[9]", ColumnText.Of(tree.Find("x").Read(2, 1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SplitMap_HasKeysAndValuesOfEveryEntry(bool isDescribed)
    {
        const string pair = "pair<const string,int>";
        using MadeTree made = new(isDescribed ? [MadeClass.Of(pair, 1, 0x77, MadeClass.Stl("string", "first", 365, 365), MadeClass.Number(Integer, "int", "second"))] : []);
        MadeBranch map = new("m", Number(2), Number(0), Number(1)) { ClassName = "map<string,int>", ClonesName = pair, Type = 4, LeafTitle = "m_" };
        MadeBranch Member(string name, int id, int type, params byte[][] entries) =>
            new(name, entries) { ClassName = pair, Checksum = 0x77, Id = id, Type = 41, StreamerType = type, Counter = map, LeafTitle = $"{name}[m_]" };
        RootTree tree = made.Write(With(map, Member("m.first", 0, 365, Texts("up", "down"), Texts(), Texts("top")), Member("m.second", 1, Integer, [.. Number(2), .. Number(-1)], [], Number(6))));
        Assert.Equal(("2 0 1", "[up,down] [] [top]", "[2,-1] [] [6]"), (Text(tree, "m"), Text(tree, "m/m.first"), Text(tree, "m/m.second")));

        // Strings of several objects have one header, for no objects as well.
        static byte[] Texts(params string[] texts) => Headed(9, b => Array.ForEach(texts, b.String));
    }

    [Fact]
    public void MemberwiseVector_HasTheMembersOfAllObjectsOneAfterTheOther()
    {
        const int memberwise = 0x4000, info = 9;
        byte[] entry = Headed(memberwise | info, b =>
        {
            b.UInt16(3);
            b.Int32(2);
            b.Numbers<int>([1, 2]);
            b.Numbers<float>([0.5f, 1.5f]);
            b.Double(10);
            b.Double(20);
            b.Raw(Headed(info, ids =>
            {
                ids.Array<int>([7, 8]);
                ids.Array<int>([]);
            }));
            b.Raw(Headed(info, names =>
            {
                names.String("a");
                names.String("b");
            }));
        });
        Check("[{1,0.5,10,[7,8],a},{2,1.5,20,[],b}]", new MadeBranch("v", entry) { ClassName = "vector<Track>", StreamerType = StreamerElement.Stl }, [s_hit, s_track]);
    }

    [Theory]
    [InlineData(0x1000)]
    [InlineData(0)]
    public void UnsplitClones_AreReadWithAndWithoutTheStreamerOfTheirClass(uint bits)
    {
        // JSROOT takes all of them as member by member.
        RootObject run = MadeClass.Of("Run", 1, 0x88, MadeClass.Object("TStreamerObject", StreamerElement.Object, "TClonesArray", "hits"));
        Check("{[{1,0.5},{2,1.5}]} {[]} {[{3,2.5}]}", [new MadeBranch("c", Clones(bits, (1, 0.5f), (2, 1.5f)), Clones(bits), Clones(bits, (3, 2.5f))) { ClassName = "Run", Checksum = 0x88 }], [s_hit, run], byJsRoot: bits != 0);
    }

    [Fact]
    public void CountedArrays_OfSplitClones_TakeTheirLengthsFromTheOtherBranch()
    {
        RootObject hit = MadeClass.Of("Hit", 2, 0x1234, MadeClass.Number(Counting, "int", "n"), MadeClass.Counted(Floating, "float", "q", "n"));
        MadeBranch clones = new("c", Number(2), Number(0), Number(1)) { ClassName = "TClonesArray", ClonesName = "Hit", Type = 3, LeafTitle = "c_" };
        MadeBranch lengths = new("c.n", [.. Number(2), .. Number(0)], [], Number(1)) { ClassName = "Hit", Checksum = 0x1234, ClassVersion = 2, Id = 0, Type = 31, StreamerType = Counting, Counter = clones, LeafTitle = "c.n[c_]" };
        byte[] Arrays(params float[][] arrays) => MadeTree.Bytes(b => Array.ForEach(arrays, a => b.Counted<float>(a)));
        MadeBranch values = new("c.q", Arrays([0.5f, 1.5f], []), [], Arrays([2.5f]))
        {
            ClassName = "Hit", Checksum = 0x1234, ClassVersion = 2, Id = 1, Type = 31, StreamerType = StreamerElement.Pointer + Floating, Counter = clones, Lengths = lengths, LeafTitle = "c.q[c_]",
        };
        using MadeTree made = new(hit);
        RootTree tree = made.Write(With(clones, lengths, values));
        Assert.Equal("[[0.5,1.5],[]] [] [[2.5]]", Text(tree, "c/c.q"));
        Assert.Equal("[[2.5]]", ColumnText.Of(tree.Find("c/c.q").Read(2, 1)));
    }

    [Fact]
    public void ArraysOfSeveralDimensions_KeepThem()
    {
        RootObject grid = MadeClass.Of("Grid", 1, 0x99, MadeClass.Number(Integer, "int", "a", "", 2, 3), MadeClass.Stl("vector<int>", "v", Vector, Integer, 2));
        byte[] entry = MadeTree.Bytes(b =>
        {
            b.Numbers<int>([1, 2, 3, 4, 5, 6]);
            b.Raw(Headed(9, v =>
            {
                v.Array<int>([7]);
                v.Array<int>([8, 9]);
            }));
        });
        Check("{[[1,2,3],[4,5,6]],[[7],[8,9]]}", new MadeBranch("g", entry) { ClassName = "Grid", Checksum = 0x99 }, [grid]);
    }

    [Fact]
    public void Objects_OfOtherVersions_GiveTheMembersOfTheLast()
    {
        // Version 1 had the number as short, no x, and a member that is gone; the class without versions is known by its checksum.
        RootObject old = MadeClass.Of("Hit", 1, 0x1111, MadeClass.Number(2, "short", "id"), MadeClass.Number(Integer, "int", "gone"));
        RootObject oldPoint = MadeClass.Of("Point", 0, 0xAAAA, MadeClass.Number(Integer, "int", "y")), point = MadeClass.Of("Point", 0, 0xBBBB, MadeClass.Number(Integer, "int", "y"), MadeClass.Number(Integer, "int", "z"));
        byte[] hits = Headed(9, b =>
        {
            b.Int32(2);
            b.Raw(Headed(1, h =>
            {
                h.UInt16(5);
                h.Int32(77);
            }));
            Hit(b, 6, 1.5f);
        });
        byte[] points = Headed(9, b =>
        {
            b.Int32(2);
            Point(b, 0xAAAA, 1);
            Point(b, 0xBBBB, 2, 3);
        });
        Check(
            "[{5,0},{6,1.5}] ; [{1,0},{2,3}]",
            [new MadeBranch("h", hits) { ClassName = "vector<Hit>", StreamerType = StreamerElement.Stl }, new MadeBranch("p", points) { ClassName = "vector<Point>", StreamerType = StreamerElement.Stl }],
            [old, s_hit, oldPoint, point],
            byJsRoot: false);

        static void Point(RootBuffer b, uint checksum, params int[] members) => b.Raw(Headed(0, p =>
        {
            p.UInt32(checksum);
            p.Numbers<int>(members);
        }));
    }

    [Fact]
    public void Pointers_GiveObjectsOfEveryClassThatTheyPointTo()
    {
        RootObject derived = MadeClass.Of("Muon", 1, 0x4444, MadeClass.Base("Hit", 2), MadeClass.Number(Integer, "int", "charge"));

        // The key stands before the entries: its length is that of 26 bytes, of three strings and of the 19 bytes of a basket.
        const int key = 26 + 8 + 2 + 5 + 19, mapOffset = 2;
        RootBuffer entry = new(key);
        int start = entry.Begin(9);
        entry.Int32(5);
        uint first = entry.BeginPointer("Hit", out int hit);
        Hit(entry, 1, 0.5f);
        entry.End(hit);
        entry.Null();
        entry.BeginPointer("Hit", out hit);
        Hit(entry, 2, 1.5f);
        entry.End(hit);
        entry.BeginPointer("Muon", out int muon);
        entry.Raw(Headed(1, b =>
        {
            Hit(b, 3, 2.5f);
            b.Int32(-1);
        }));
        entry.End(muon);
        entry.Reference(first);
        entry.End(start);
        Assert.Equal(start + 4 + 2 + 4 + key + mapOffset, (int)first);
        Check("[{1,0.5},null,{2,1.5},{3,2.5,-1},{1,0.5}]", new MadeBranch("p", entry.Written.ToArray()) { ClassName = "vector<Hit*>", StreamerType = StreamerElement.Stl }, [s_hit, derived]);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(2000, false)]
    public void Pointers_ToObjectsOfTheirOwnClass_EndSomewhere(int length, bool isRead)
    {
        RootObject node = MadeClass.Of("Node", 1, 0x66, MadeClass.Number(Integer, "int", "id"), MadeClass.Object("TStreamerObjectAnyPointer", StreamerElement.AnyPointerNullable, "Node*", "next"));
        using MadeTree made = new(node);
        RootBranch branch = made.Write(new MadeBranch("n", MadeTree.Bytes(b => Members(b, length))) { ClassName = "Node", Checksum = 0x66 }).Find("n");
        if (!isRead)
        {
            Assert.Contains("very many other pointers", Assert.Throws<AlpToolkit.Io.Root.Bytes.RootNotSupportedException>(() => branch.Read()).Message);
        }
        else
        {
            Assert.Equal(string.Concat(Enumerable.Range(0, length).Select(i => $"{{{length - i},")) + "null" + new string('}', length), ColumnText.Of(branch.Read()));
        }

        static void Members(RootBuffer b, int left)
        {
            b.Int32(left);
            if (left == 1)
            {
                b.Null();
                return;
            }

            b.BeginPointer("Node", out int pointer);
            int inner = b.Begin(1);
            Members(b, left - 1);
            b.End(inner);
            b.End(pointer);
        }
    }

    [Fact]
    public void OtherMembers_AreRead()
    {
        RootObject things = MadeClass.Of(
            "Things",
            1,
            0x22,
            MadeClass.Stl("vector<Colour>", "colours", Vector, Integer),
            MadeClass.Stl("map<int,vector<float> >", "lists", Map, StreamerElement.Object),
            MadeClass.Stl("unordered_set<Long64_t>", "numbers", 10, 16),
            MadeClass.Stl("vector<bool>", "flags", Vector, 18),
            MadeClass.Number(7, "char*", "text"),
            MadeClass.Object("TStreamerObjectPointer", 64, "Hit*", "hit"),
            MadeClass.Number(Counting, "int", "n"),
            MadeClass.Loop("Hit*", "loop", "n"),
            MadeClass.Object("TStreamerObjectPointer", 64, "Hit*", "hits", 2));
        byte[] entry = MadeTree.Bytes(b =>
        {
            b.Raw(Headed(9, v => v.Array<int>([2, 0])));
            b.Raw(Headed(9, m =>
            {
                m.Int32(1);
                m.Int32(5);
                m.Array<float>([0.5f, 1.5f]);
            }));
            b.Raw(Headed(9, s => s.Array<long>([1L << 40])));
            b.Raw(Headed(9, v => v.Array<bool>([true, false])));
            b.Int32(2);
            b.Raw("hi"u8);
            b.Null();
            b.Int32(1);
            b.Raw(Headed(1, l => Hit(l, 9, 0.5f)));
            b.Null();
            b.BeginPointer("Hit", out int hit);
            Hit(b, 4, 0.5f);
            b.End(hit);
        });
        Check("{[2,0],[{5,[0.5,1.5]}],[1099511627776],[1,0],hi,null,1,[{9,0.5}],[null,{4,0.5}]}", [new MadeBranch("t", entry) { ClassName = "Things", Checksum = 0x22 }], [s_hit, things], byJsRoot: false);
    }

    [Theory]
    [InlineData(8, 20)]
    [InlineData(5, 4)]
    public void BranchesAndTrees_OfTheFirstVersions_AreRead(int branch, int treeVersion)
    {
        MadeBranch n = new("n", Number(2), Number(0), Number(1)) { Kind = "TBranch", LeafKind = "TLeafI", Version = branch };
        MadeBranch x = new("x", [.. Number(7), .. Number(8)], [], Number(9)) { Kind = "TBranch", LeafKind = "TLeafI", LeafTitle = "x[n]", Counter = n, Version = branch };
        using MadeTree made = new() { Version = treeVersion };
        RootTree tree = made.Write(n, x);
        Assert.Equal((3, "2 0 1", "[7,8] [] [9]"), (tree.Entries, Text(tree, "n"), Text(tree, "x")));
    }

    [Fact]
    public void Friends_InTheFileAndInOthers_GiveEntriesOfTheSameNumbers()
    {
        MadeBranch Leaf(string name, params int[] values) => new(name, [.. values.Select(Number)]) { Kind = "TBranch", LeafKind = "TLeafI" };
        using MadeTree other = new();
        other.Write(Leaf("y", 4, 5, 6));
        using MadeTree made = new() { Friends = [("near", "plain", ""), ("far", "tree", other.Path)] };
        RootTree tree = made.Write(Leaf("z", 1, 2, 3));
        using RootFriends friends = RootFriends.Open(made.File, tree);
        Assert.Equal(["2 3", "5 6", "5 6"], friends.Read(["z", "y", "far.y"], 1, 2).Select(ColumnText.Of));
        Assert.Equal("1", ColumnText.Of(friends.Read(["near.x"], 0, 1)[0]));
        Assert.Contains("has no branch 'w'", Assert.Throws<AlpToolkit.Core.Plugins.PluginException>(() => friends.Find("w")).Message);
    }

    [Fact]
    public void UserInformation_ThatItsDescriptionDoesNotFit_IsNamed_AndTheTreeIsRead()
    {
        RootObject note = MadeClass.Of("Note", 1, 0x51, MadeClass.Number(Integer, "int", "a"), MadeClass.Number(Integer, "int", "b"));
        using MadeTree made = new(note)
        {
            UserInfo = b =>
            {
                b.BeginPointer("TList", out int pointer);
                int list = b.Begin(5);
                b.Object();
                b.String("");
                b.Int32(1);
                b.BeginPointer("Note", out int item);
                b.Raw(Headed(1, n => n.Int32(1)));
                b.End(item);
                b.Byte(0);
                b.End(list);
                b.End(pointer);
            },
        };
        RootTree tree = made.Write(new MadeBranch("x", Number(7)) { Kind = "TBranch", LeafKind = "TLeafI" });
        Assert.Equal("7", Text(tree, "x"));
        Assert.Contains("class Note, version 1", Assert.Single(tree.LeftOut), StringComparison.Ordinal);
    }

    private static void Check(string expected, MadeBranch branch, RootObject[] classes) => Check(expected, [branch], classes, byJsRoot: true);

    private static void Check(string expected, MadeBranch[] branches, RootObject[] classes, bool byJsRoot)
    {
        using MadeTree made = new(classes);
        RootTree tree = made.Write(branches);
        Assert.Equal(expected, string.Join(" ; ", tree.Branches.Select(b => ColumnText.Of(b.Read()))));
        byte[] bytes = File.ReadAllBytes(made.Path);
        HostileReading.Check(Enumerable.Range(0, Mutations).Select(seed => ($"seed {seed}", Mutation.Of(bytes, new Random(seed), 0, bytes.Length))));
        if (byJsRoot && JsRoot.Missing is null)
        {
            using JsonDocument found = JsRoot.Read(made.Path);
            Assert.Equal(expected, string.Join(" ; ", found.RootElement.GetProperty("tree;1").GetProperty("columns").EnumerateObject().Select(c => string.Join(' ', c.Value.EnumerateArray().Select(ColumnText.Of)))));
        }
    }

    private static MadeBranch With(MadeBranch top, params MadeBranch[] below)
    {
        top.Branches = below;
        return top;
    }

    private static string Text(RootTree tree, string branch) => ColumnText.Of(tree.Find(branch).Read());

    private static byte[] Number(int value) => MadeTree.Bytes(b => b.Int32(value));

    private static void Hit(RootBuffer buffer, int id, float x)
    {
        int start = buffer.Begin(2);
        buffer.Int32(id);
        buffer.Single(x);
        buffer.End(start);
    }

    // A TClonesArray of hits: with 0x1000 among its bits member by member, otherwise each after a flag.
    private static byte[] Clones(uint bits, params (int Id, float X)[] hits) => Headed(4, b =>
    {
        b.UInt16(1);
        b.UInt32(0);
        b.UInt32(bits);
        b.String("");
        b.String("Hit;2");
        b.Int32(hits.Length);
        b.Int32(0);
        if (bits != 0)
        {
            Array.ForEach(hits, h => b.Int32(h.Id));
            Array.ForEach(hits, h => b.Single(h.X));
            return;
        }

        foreach ((int id, float x) in hits)
        {
            b.Byte(1);
            Hit(b, id, x);
        }
    });

    // Byte count, version, and what follows.
    private static byte[] Headed(int version, Action<RootBuffer> write) => MadeTree.Bytes(b =>
    {
        int start = b.Begin(version);
        write(b);
        b.End(start);
    });
}
