using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root;

/// <content>Branches of the first kind for classes, base classes with streamers of their own, and what cannot be read.</content>
public sealed partial class MadeTreeTests
{
    [Fact]
    public void ObjectsOfOldBranches_FollowTheNameOfTheirClass() =>
        Check("{1,0.5} {2,0.5}", OldBranch("Hit", Named("Hit", b => Hit(b, 1, 0.5f)), Named("Hit", b => Hit(b, 2, 0.5f))), [s_hit]);

    [Fact]
    public void ObjectsOfOldBranches_MayBeOfClassesDerivedFromTheirs()
    {
        RootObject muon = MadeClass.Of("Muon", 1, 0x4444, MadeClass.Base("Hit", 2), MadeClass.Number(Integer, "int", "charge"));
        byte[] derived = Named("Muon", b => b.Raw(Headed(1, m =>
        {
            Hit(m, 2, 1.5f);
            m.Int32(-1);
        })));
        Check("{1,0.5} {2,1.5,-1}", OldBranch("Hit", Named("Hit", b => Hit(b, 1, 0.5f)), derived), [s_hit, muon]);

        // The same without a description of the derived class: the branch cannot be read, and the error says why.
        using MadeTree made = new(s_hit);
        RootBranch branch = made.Write(OldBranch("Hit", Named("Hit", b => Hit(b, 1, 0.5f)), derived)).Find("o");
        Assert.Equal("{1,0.5}", ColumnText.Of(branch.Read(0, 1)));
        Assert.Contains("class Muon, which the file does not describe, is not supported", Assert.Throws<RootNotSupportedException>(() => branch.Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x1000, true)]
    [InlineData(0x1000, false)]
    [InlineData(0, true)]
    public void ClonesOfOldBranches_AreLists_DescribedOrNot(uint bits, bool isDescribed)
    {
        RootObject[] described = isDescribed ? [MadeClass.Of("TClonesArray", 4, 0x37, MadeClass.Base("TObjArray", 3)), MadeClass.Of("TObjArray", 3, 0x38, MadeClass.Number(Integer, "int", "fLowerBound"), MadeClass.Number(Integer, "int", "fLast"))] : [];
        MadeBranch branch = OldBranch("TClonesArray", Named("TClonesArray", b => b.Raw(Clones(bits, (1, 0.5f), (2, 1.5f)))), Named("TClonesArray", b => b.Raw(Clones(bits))));
        Check("[{1,0.5},{2,1.5}] []", [branch], [s_hit, .. described], byJsRoot: bits != 0);
    }

    [Fact]
    public void ListsOfOldBranches_HaveTheirObjects()
    {
        byte[] entry = Named("TObjArray", b =>
        {
            int start = b.Begin(3);
            b.Object();
            b.String("");
            b.Int32(1);
            b.Int32(0);
            b.BeginPointer("Hit", out int pointer);
            Hit(b, 1, 0.5f);
            b.End(pointer);
            b.End(start);
        });
        Check("[{1,0.5}]", OldBranch("TObjArray", entry), [s_hit]);
    }

    [Theory]
    [InlineData("TList", "[]")]
    [InlineData("TObjArray", "[]")]
    [InlineData("TClonesArray", "[{1,0.5}]")]
    [InlineData("TArrayF", "[0.5,1.5]")]
    public void BaseClasses_WithStreamersOfTheirOwn_AreReadByThem_WhereTheFileDescribesTheirMembersToo(string name, string expected)
    {
        byte[] own = name switch
        {
            "TArrayF" => MadeTree.Bytes(b => b.Array<float>([0.5f, 1.5f])),
            "TClonesArray" => Clones(0x1000, (1, 0.5f)),
            _ => Headed(name == "TList" ? 5 : 3, b =>
            {
                b.Object();
                b.String("");
                b.Int32(0);
                b.Raw(new byte[name == "TList" ? 0 : sizeof(int)]);
            }),
        };
        byte[] entry = MadeTree.Bytes(b =>
        {
            b.Raw(own);
            b.Int32(7);
        });
        RootObject described = MadeClass.Of(name, 4, 0x37, MadeClass.Number(Integer, "int", "fMember"), MadeClass.Counted(Floating, "float", "fOthers", "fMember"));
        Check($"{{{expected},7}}", [new MadeBranch("m", entry) { ClassName = "Mine", Checksum = 0x33 }], [s_hit, MadeClass.Of("Mine", 1, 0x33, MadeClass.Base(name, 4), MadeClass.Number(Integer, "int", "k")), described], byJsRoot: false);
    }

    [Fact]
    public void WhatCannotBeRead_IsNamed_AndMembersOfItAreLeftOut()
    {
        RootObject things = MadeClass.Of("Things", 1, 0x22, MadeClass.Number(Integer, "int", "a"), MadeClass.Object("TStreamerObjectAny", StreamerElement.Any, "Unknown", "u"), MadeClass.Stl("vector<Lost<int> >", "v", Vector, StreamerElement.Object), MadeClass.Number(Integer, "int", "b"));
        byte[] unknown = Headed(1, b => b.Int32(99)), lost = Headed(9, b =>
        {
            b.Int32(1);
            b.Raw(unknown);
        });
        byte[] entry = MadeTree.Bytes(b =>
        {
            b.Int32(1);
            b.Raw(unknown);
            b.Raw(lost);
            b.Int32(2);
        });
        using MadeTree made = new(things);
        RootTree tree = made.Write(new MadeBranch("t", entry) { ClassName = "Things", Checksum = 0x22 }, new MadeBranch("u", unknown) { ClassName = "Unknown" }, new MadeBranch("v", lost) { ClassName = "vector<Lost<int> >", StreamerType = StreamerElement.Stl });
        Assert.Equal("{1,2}", Text(tree, "t"));
        Assert.Null(tree.Find("t").Unreadable);
        Assert.Collection(
            tree.Find("t").LeftOut,
            u => Assert.Contains("tree 'tree', branch 't' at byte", u, StringComparison.Ordinal),
            v => Assert.Contains("member v of Things: class Lost<int>, which the file does not describe, is not supported", v, StringComparison.Ordinal));
        foreach ((string branch, string type) in new[] { ("u", "Unknown"), ("v", "Lost<int>") })
        {
            string message = Assert.Throws<RootNotSupportedException>(() => tree.Find(branch).Read()).Message;
            Assert.Equal(message, tree.Find(branch).Unreadable);
            Assert.Contains($"branch '{branch}'", message, StringComparison.Ordinal);
            Assert.Contains($"class {type}, which the file does not describe, is not supported", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ROOT::RVec<int>")]
    [InlineData("ROOT::VecOps::RVec<int>")]
    [InlineData("std::vector<std::int32_t>")]
    [InlineData("vector<ns::Wrap<int>::Enum>")]
    [InlineData("vector<ns::Wrap<map<int,int> >::Enum,allocator<ns::Wrap<map<int,int> >::Enum> >")]
    public void NamesOfVectorsOfIntegers_MayBeOthers(string type)
    {
        using MadeTree made = new();
        RootTree tree = made.Write(new MadeBranch("v", Headed(9, b => b.Array<int>([1, 2]))) { ClassName = type, StreamerType = StreamerElement.Stl });
        Assert.Equal("[1,2]", Text(tree, "v"));
    }

    [Fact]
    public void ClonesInsideOfThemselves_EndSomewhere()
    {
        // Every object of the class has an array of one object of the class.
        const int levels = 3000;
        byte[] Nested(int left) => Headed(4, b =>
        {
            b.Object();
            b.String("");
            b.String("Nest;1");
            b.Int32(left > 0 ? 1 : 0);
            b.Int32(0);
            if (left > 0)
            {
                b.Byte(1);
                b.Raw(Headed(1, n => n.Raw(Nested(left - 1))));
            }
        });
        byte[] entry = [];
        Thread deep = new(() => entry = Nested(levels), 256 << 20);
        deep.Start();
        deep.Join();
        using MadeTree made = new(MadeClass.Of("Nest", 1, 0x66, MadeClass.Object("TStreamerObject", StreamerElement.Object, "TClonesArray", "inner")));
        RootBranch branch = made.Write(new MadeBranch("n", entry) { ClassName = "TClonesArray" }).Find("n");
        Assert.Contains("inside of very many others", Assert.Throws<RootNotSupportedException>(() => branch.Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void BasketsOfEntriesOfOneLength_MustHaveAllTheirBytes_ForAFewEntriesAsWell(int first)
    {
        // Two bytes an entry, and a leaf of four.
        using MadeTree made = new();
        RootBranch branch = made.Write(new MadeBranch("x", [0, 1], [0, 2], [0, 3]) { Kind = "TBranch", LeafKind = "TLeafI" }).Find("x");
        string message = Assert.Throws<AlpToolkit.Core.Plugins.PluginException>(() => branch.Read(first, 1)).Message;
        Assert.Contains("branch 'x', basket 0", message, StringComparison.Ordinal);
        Assert.Contains("expected 3 entries of 4 bytes, 12 in all, found 6 bytes", message, StringComparison.Ordinal);
    }

    private static MadeBranch OldBranch(string className, params byte[][] entries) => new("o", entries) { Kind = "TBranchObject", LeafKind = "TLeafObject", ClassName = className };

    // An entry of such a branch: length and characters of a name, a zero, and the object.
    private static byte[] Named(string className, Action<RootBuffer> write) => MadeTree.Bytes(b =>
    {
        b.String(className);
        b.Byte(0);
        write(b);
    });
}
