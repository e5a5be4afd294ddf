using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Trees;

namespace AlpToolkit.Tests.Io.Root;

// Numbers of fewer bits.
public sealed partial class MadeTreeTests
{
    [Fact]
    public void PackedLeaves_WithARangeInTheTitle_AreUnpacked()
    {
        using MadeTree made = new();

        // [min,max,bits]: min + n (max − min) / 2^bits. Without a range, Float16_t has an exponent and 12 bits of mantissa: 1.5 is 127 and 0x800.
        RootTree tree = made.Write(
            new MadeBranch("d", [0, 0, 0x80, 0], [0, 0, 0xC0, 0]) { Kind = "TBranch", LeafKind = "TLeafD32", LeafTitle = "d[10,30,16]" },
            new MadeBranch("f", [127, 0x08, 0], [128, 0x20, 0]) { Kind = "TBranch", LeafKind = "TLeafF16", LeafTitle = "f" });
        Assert.Equal(("20 25", "1.5 -2"), (ColumnText.Of(tree.Find("d").Read()), ColumnText.Of(tree.Find("f").Read())));
    }

    // TStreamerElement::GetRange: the third number is one of bits of a mantissa where it is below 15 and the first two are no range; otherwise a Double32_t is a float, and a
    // Float16_t has its 12 bits.
    [Theory]
    [InlineData(Double32, "[0,0,14]", "{1.5,7} {-2,8}", 127, 0x20, 0, 128, 0x80, 0)]
    [InlineData(Double32, "[0,0,15]", "{1.5,7} {-2,8}", 0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0)]
    [InlineData(Double32, "[0,0,32]", "{1.5,7} {-2,8}", 0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0)]
    [InlineData(Double32, "[0,0]", "{1.5,7} {-2,8}", 0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0)]
    [InlineData(Float16, "[0,0,14]", "{1.5,7} {-2,8}", 127, 0x20, 0, 128, 0x80, 0)]
    [InlineData(Float16, "[0,0,16]", "{1.5,7} {-2,8}", 127, 0x08, 0, 128, 0x20, 0)]
    [InlineData(Float16, "[0,0]", "{1.5,7} {-2,8}", 127, 0x08, 0, 128, 0x20, 0)]
    public void PackedNumbers_WithoutARange_HaveTheFormOfTheirBits(int type, string title, string expected, params int[] bytes)
    {
        RootObject packed = MadeClass.Of("Packed", 1, 0x61, MadeClass.Number(type, type == Double32 ? "Double32_t" : "Float16_t", "m", title), MadeClass.Number(Integer, "int", "k"));
        byte[] all = [.. bytes.Select(b => (byte)b)];
        byte[] first = all[..(all.Length / 2)], second = all[(all.Length / 2)..];
        Check(
            expected,
            [new MadeBranch("p", [.. first, .. Number(7)], [.. second, .. Number(8)]) { ClassName = "Packed", Checksum = 0x61 }],
            [packed],
            byJsRoot: true);

        // Leaves have it in their title; JSROOT does not know them.
        using MadeTree made = new();
        RootTree tree = made.Write(new MadeBranch("m", first, second) { Kind = "TBranch", LeafKind = type == Double32 ? "TLeafD32" : "TLeafF16", LeafTitle = $"m{title}" });
        Assert.Equal("1.5 -2", Text(tree, "m"));
    }
}
