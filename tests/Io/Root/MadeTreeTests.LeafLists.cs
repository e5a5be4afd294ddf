using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Bytes;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root;

// Leaf lists whose counter is in the same branch. The bytes are those of ROOT's TBranch::FillLeaves: TLeaf::FillBasket for one leaf after the other, which writes GetLen() numbers,
// and that is fLen times the counter's value for a leaf that has one. k/I:x[k]/F:y[k]/D with k = 2 is k, x[0], x[1], y[0], y[1], big-endian.
public sealed partial class MadeTreeTests
{
    private static readonly MadeLeaf[] s_counted = [new("TLeafI", "k", "k"), new("TLeafF", "x", "x[k]", Counter: 0), new("TLeafD", "y", "y[k]", Counter: 0)];

    [Fact]
    public void LeafList_WithItsOwnCounter_HasANumberAndLists()
    {
        const string expected = "{0,[],[]} {3,[1,1.25,1.5],[-1,-2,-3]} {1,[7],[-7]} {0,[],[]} {2,[0.5,1.5],[8,9]}";
        MadeBranch Branch() => new("r", Entry(), Entry((1, -1), (1.25f, -2), (1.5f, -3)), Entry((7, -7)), Entry(), Entry((0.5f, 8), (1.5f, 9))) { Kind = "TBranch", Leaves = s_counted, Cuts = [2, 3] };
        Check(expected, [Branch()], [], byJsRoot: false);
        using MadeTree made = new();
        RootTree tree = made.Write(Branch());
        RootBranch read = tree.Find("r");
        Assert.Equal(("{k: int32, x: list<float>, y: list<double>}", 2), (read.TypeName, read.Baskets));
        Assert.Null(read.Unreadable);
        Assert.Null(read.Counter);

        // Over the border of the baskets, and within each.
        Assert.Equal("{3,[1,1.25,1.5],[-1,-2,-3]} {1,[7],[-7]} {0,[],[]}", ColumnText.Of(read.Read(1, 3)));
        Assert.Equal("{2,[0.5,1.5],[8,9]}", ColumnText.Of(read.Read(4, 1)));
    }

    // Two numbers an element in x[k][2]; entries of one length have offsets too.
    [Fact]
    public void LeafList_WithInnerDimensions_HasListsOfArrays()
    {
        byte[] entry = MadeTree.Bytes(b =>
        {
            b.UInt16(2);
            b.Numbers<float>([1, 2, 3, 4]);
            b.Byte(5);
            b.Numbers<short>([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        });
        MadeLeaf[] leaves =
        [
            new("TLeafS", "k", "k") { IsUnsigned = true }, new("TLeafF", "x", "x[k][2]", 2, Counter: 0), new("TLeafB", "flag", "flag"), new("TLeafS", "m", "m[k][3][2]", 6, Counter: 0),
        ];
        Check("{2,[[1,2],[3,4]],5,[[[1,2],[3,4],[5,6]],[[7,8],[9,10],[11,12]]]} {2,[[1,2],[3,4]],5,[[[1,2],[3,4],[5,6]],[[7,8],[9,10],[11,12]]]}", [new MadeBranch("r", entry, entry) { Kind = "TBranch", Leaves = leaves }], [], byJsRoot: false);
    }

    // Two counters, each with its lists, and a string, which has its length before it (TLeafC::FillBasket).
    [Fact]
    public void LeafList_WithTwoCountersAndAString_IsReadInItsOrder()
    {
        byte[] entry = MadeTree.Bytes(b =>
        {
            b.Byte(1);
            b.Int64(2);
            b.String("hi");
            b.Numbers<int>([10, 11]);
            b.Boolean(true);
        });
        MadeLeaf[] leaves =
        [
            new("TLeafB", "a", "a") { IsUnsigned = true }, new("TLeafL", "n", "n"), new("TLeafC", "s", "s"), new("TLeafI", "x", "x[n]", Counter: 1) { IsUnsigned = true }, new("TLeafO", "o", "o[a]", Counter: 0),
        ];
        Check("{1,2,hi,[10,11],[1]}", [new MadeBranch("r", entry) { Kind = "TBranch", Leaves = leaves }], [], byJsRoot: false);
    }

    [Theory]
    [InlineData("TLeafB", false, "int8")]
    [InlineData("TLeafB", true, "uint8")]
    [InlineData("TLeafS", false, "int16")]
    [InlineData("TLeafS", true, "uint16")]
    [InlineData("TLeafI", false, "int32")]
    [InlineData("TLeafI", true, "uint32")]
    [InlineData("TLeafL", false, "int64")]
    [InlineData("TLeafL", true, "uint64")]
    [InlineData("TLeafO", false, "bool")]
    [InlineData("TLeafF", false, "float")]
    [InlineData("TLeafD", false, "double")]
    [InlineData("TLeafF16", false, "float")]
    [InlineData("TLeafD32", false, "double")]
    public void LeafList_OfEveryType_IsCountedByEveryWholeNumber(string kind, bool isUnsigned, string type)
    {
        // Ones of every type. Float16_t has an exponent and 12 bits of mantissa, Double32_t is a float.
        void One(RootBuffer b, string leaf)
        {
            switch (leaf)
            {
                case "TLeafB" or "TLeafO": b.Byte(1); break;
                case "TLeafS": b.UInt16(1); break;
                case "TLeafI": b.Int32(1); break;
                case "TLeafL": b.Int64(1); break;
                case "TLeafF" or "TLeafD32": b.Single(1); break;
                case "TLeafD": b.Double(1); break;
                case "TLeafF16": b.Raw([127, 0, 0]); break;
            }
        }

        bool counts = type.Contains("int", StringComparison.Ordinal);
        MadeLeaf[] leaves = [new(counts ? kind : "TLeafI", "k", "k") { IsUnsigned = isUnsigned }, new(kind, "x", "x[k]", Counter: 0) { IsUnsigned = isUnsigned }];
        byte[] entry = MadeTree.Bytes(b =>
        {
            One(b, leaves[0].Kind);
            One(b, kind);
        });
        using MadeTree made = new();
        RootBranch branch = made.Write(new MadeBranch("r", entry) { Kind = "TBranch", Leaves = leaves }).Find("r");
        Assert.Equal(("{1,[1]}", $"{{k: {(counts ? type : "int32")}, x: list<{type}>}}"), (ColumnText.Of(branch.Read()), branch.TypeName));
    }

    // ROOT writes offsets for such branches; without, every entry says where the next begins.
    [Fact]
    public void LeafList_WithoutOffsets_FindsThemFromItsCounters()
    {
        using MadeTree made = new();
        RootBranch branch = made.Write(new MadeBranch("r", Entry(), Entry((1, -1), (2, -2)), Entry((3, -3))) { Kind = "TBranch", Leaves = s_counted, HasOffsets = false }).Find("r");
        Assert.Equal("{0,[],[]} {2,[1,2],[-1,-2]} {1,[3],[-3]}", ColumnText.Of(branch.Read()));
        Assert.Equal("{1,[3],[-3]}", ColumnText.Of(branch.Read(2, 1)));
    }

    // The second entry, whose counter stands behind the 4 bytes of the first: 12 bytes an element, and 24 bytes there.
    [Theory]
    [InlineData(-1, "offset 4: expected a number of elements in leaf 'k', found -1, of 12 bytes each, with 24 bytes left in the entry")]
    [InlineData(3, "offset 4: expected a number of elements in leaf 'k', found 3, of 12 bytes each, with 24 bytes left in the entry")]
    [InlineData(int.MaxValue, "offset 4: expected a number of elements in leaf 'k', found 2147483647, of 12 bytes each, with 24 bytes left in the entry")]
    [InlineData(int.MinValue, "offset 4: expected a number of elements in leaf 'k', found -2147483648, of 12 bytes each, with 24 bytes left in the entry")]
    [InlineData(1, "offset 20: expected the end of entry 1 of the basket, found 12 bytes more")]
    public void Counter_ThatDoesNotFitItsEntry_IsAnErrorWithBranchAndByte(int count, string expected)
    {
        byte[] entry = Entry((1, -1), (2, -2));
        Number(count).CopyTo(entry, 0);
        using MadeTree made = new();
        RootBranch branch = made.Write(new MadeBranch("r", Entry(), entry, Entry()) { Kind = "TBranch", Leaves = s_counted }).Find("r");
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<PluginException>(() => branch.Read()).Message;
        Assert.Contains("tree 'tree', branch 'r', basket 0 at byte ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);

        // Nothing as large as the number says.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal("{0,[],[]}", ColumnText.Of(branch.Read(2, 1)));
    }

    // A list without offsets whose last entry takes less than the basket has.
    [Fact]
    public void LeafList_WithoutOffsetsAndWithBytesTooMany_IsAnError()
    {
        using MadeTree made = new();
        RootBranch branch = made.Write(new MadeBranch("r", Entry((1, -1)), [.. Entry(), 0]) { Kind = "TBranch", Leaves = s_counted, HasOffsets = false }).Find("r");
        Assert.Contains("offset 20: expected the end of 2 entries, found 1 bytes more", Assert.Throws<PluginException>(() => branch.Read()).Message, StringComparison.Ordinal);
    }

    // A list beside others that a leaf of another branch counts, one counted by a number with a fraction, and one by a list.
    [Theory]
    [InlineData("TLeafI", 5)]
    [InlineData("TLeafF", 0)]
    [InlineData("TLeafI", 1)]
    public void LeafList_WithACounterThatIsNone_IsSaidNotToBeRead(string kind, int counter)
    {
        MadeBranch n = new("n", Number(1)) { Kind = "TBranch", LeafKind = "TLeafI" };
        MadeLeaf[] leaves = [new(kind, "k", "k"), new("TLeafI", "x", counter == 1 ? "x[k]" : "x", Counter: counter == 1 ? 0 : -1), new("TLeafI", "z", "z[k]", Counter: counter)];
        using MadeTree made = new();
        RootTree tree = made.Write(n, new MadeBranch("r", [.. Number(1), .. Number(1), .. Number(1)]) { Kind = "TBranch", Leaves = leaves, Counter = n });
        Assert.Contains("leaf 'z' (TLeafI) with the counter '", tree.Find("r").Unreadable, StringComparison.Ordinal);
        Assert.Throws<RootNotSupportedException>(() => tree.Find("r").Read());
        Assert.Equal("1", Text(tree, "n"));
    }

    [Fact]
    public void LeafList_OfManyLeaves_HasAShortType()
    {
        using MadeTree made = new();
        RootTree tree = made.Write(new MadeBranch("r", [.. Enumerable.Range(1, 10).SelectMany(Number)]) { Kind = "TBranch", Leaves = [.. Enumerable.Range(0, 10).Select(i => new MadeLeaf("TLeafI", $"a{i}", $"a{i}"))] });
        Assert.Equal("{a0: int32, a1: int32, a2: int32, a3: int32, a4: int32, a5: int32, a6: int32, … 3 more}", tree.Find("r").TypeName);
        Assert.Equal("{1,2,3,4,5,6,7,8,9,10}", Text(tree, "r"));
    }

    // An entry of k/I:x[k]/F:y[k]/D.
    private static byte[] Entry(params (float X, double Y)[] elements) => MadeTree.Bytes(b =>
    {
        b.Int32(elements.Length);
        b.Numbers<float>([.. elements.Select(e => e.X)]);
        b.Numbers<double>([.. elements.Select(e => e.Y)]);
    });
}
