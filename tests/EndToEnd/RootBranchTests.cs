using AlpToolkit.Tests.Io.Root;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>Branches that differ from the others of their tree: leaf lists with a counter, fewer or more entries, no name.</summary>
public sealed class RootBranchTests
{
    // k/I:x[k]/F, as TBranch::FillLeaves writes it: k, and k numbers.
    [Fact]
    public void LeafListWithItsCounter_IsShownConvertedSlimmedAndMerged()
    {
        using MadeTree made = new();
        using TemporaryFolder folder = new();
        made.Write(
            Integers("n", 0, 1, 2),
            new MadeBranch("r", Entry(), Entry(1.5f, 2), Entry(-1)) { Kind = "TBranch", Leaves = [new("TLeafI", "k", "k"), new("TLeafF", "x", "x[k]", Counter: 0)], Cuts = [2, 1] });
        Assert.Matches(@"\n  r +\{k: int32, x: list<float>\} +3 +2 ", AlpRun.Of("inspect", made.Path).Succeeded().Output);
        const string head = "entry,n,r\n", first = "{k: 0, x: []}\n", second = "{k: 2, x: [1.5,2]}\n", third = "{k: 1, x: [-1]}\n";
        Assert.Equal($"{head}0,0,{first}1,1,{second}2,2,{third}", Dump(made.Path));
        AlpRun.Of("convert", made.Path, folder["r.csv"], "--object", "tree", "--branch", "r").Succeeded();
        Assert.Equal("r\n\"{k: 0, x: []}\"\n\"{k: 2, x: [1.5,2]}\"\n\"{k: 1, x: [-1]}\"\n", File.ReadAllText(folder["r.csv"]));

        // Members become branches, and their lists have a counter of their own.
        AlpRun.Of("convert", made.Path, folder["r.root"], "--object", "tree").Succeeded();
        Assert.Equal("entry,n,r_k,nr_x,r_x\n0,0,0,0,[]\n1,1,2,2,[1.5,2]\n2,2,1,1,[-1]\n", Dump(folder["r.root"]));

        AlpRun.Of("root", "slim", made.Path, folder["branch.root"], "--tree", "tree", "--branch", "r").Succeeded();
        Assert.Equal($"entry,r\n0,{first}1,{second}2,{third}", Dump(folder["branch.root"]));
        AlpRun.Of("root", "slim", made.Path, folder["entries.root"], "--tree", "tree", "--first", "1", "--entries", "2").Succeeded();
        Assert.Equal($"{head}0,1,{second}1,2,{third}", Dump(folder["entries.root"]));
        File.Copy(made.Path, folder["copy.root"]);
        AlpRun.Of("root", "merge", folder["both.root"], made.Path, folder["copy.root"]).Succeeded();
        Assert.Equal($"{head}0,0,{first}1,1,{second}2,2,{third}3,0,{first}4,1,{second}5,2,{third}", Dump(folder["both.root"]));
        Assert.Equal("", AlpRun.Of("root", "diff", made.Path, made.Path).Succeeded().Output);
    }

    // TBranch::fEntries is smaller than TTree::fEntries for branches that came later or were filled less often.
    [Fact]
    public void BranchesWithFewerEntriesThanTheTree_AreLeftOutWithAWarning_AndAreAnErrorByName()
    {
        using MadeTree made = new();
        using TemporaryFolder folder = new();
        made.Write(Integers("x", 0, 1, 2, 3, 4), Integers("short", 7, 8, 9), Integers("long", 10, 11, 12, 13, 14, 15, 16));
        const string warning = "tree 'tree', branch 'short' has 3 of 5 entries. Read the other branches.\n", rows = "0,10\n1,11\n2,12\n3,13\n4,14\n";
        AlpRun dump = AlpRun.Of("root", "dump", made.Path, "tree").Succeeded();
        Assert.Equal("entry,x,long\n0,0,10\n1,1,11\n2,2,12\n3,3,13\n4,4,14\n", dump.Output);
        Assert.StartsWith("alp: warning: left out: ", dump.Error, StringComparison.Ordinal);
        Assert.EndsWith(warning, dump.Error, StringComparison.Ordinal);
        AlpRun csv = AlpRun.Of("convert", made.Path, folder["x.csv"], "--object", "tree").Succeeded(), root = AlpRun.Of("convert", made.Path, folder["x.root"], "--object", "tree").Succeeded();
        Assert.Equal($"x,long\n{rows}", File.ReadAllText(folder["x.csv"]));
        Assert.Equal(dump.Output, Dump(folder["x.root"]));
        Assert.EndsWith(warning, csv.Error, StringComparison.Ordinal);
        Assert.EndsWith(warning, root.Error, StringComparison.Ordinal);
        foreach (string[] named in (string[][])[["root", "dump", made.Path, "tree", "--branch", "short"], ["convert", made.Path, folder["y.csv"], "--object", "tree", "--branch", "short"]])
        {
            AlpRun run = AlpRun.Of(named);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.EndsWith(warning, run.Error, StringComparison.Ordinal);
        }

        Assert.Contains("tree, branch short: not compared: ", AlpRun.Of("root", "diff", made.Path, made.Path).Output, StringComparison.Ordinal);

        // Of entries that all branches have, slim makes a tree, and the longer branch ends with the tree.
        AlpRun.Of("root", "slim", made.Path, folder["three.root"], "--tree", "tree", "--entries", "3").Succeeded();
        Assert.Equal("entry,x,short,long\n0,0,7,10\n1,1,8,11\n2,2,9,12\n", Dump(folder["three.root"]));
    }

    [Fact]
    public void ABranchWithoutAName_IsLeftOutOfANewTree_AndShownOtherwise()
    {
        using MadeTree made = new();
        using TemporaryFolder folder = new();
        made.Write(Integers("x", 1, 2), Integers("", 3, 4), Integers("a\nb", 5, 6));
        Assert.StartsWith("entry,x,,\"a\nb\"\n0,1,3,5\n", AlpRun.Of("root", "dump", made.Path, "tree").Succeeded().Output, StringComparison.Ordinal);
        AlpRun run = AlpRun.Of("convert", made.Path, folder["x.root"], "--object", "tree").Succeeded();
        const string reason = "which is no name that a branch or field of a new file can have\n";
        Assert.Equal($"alp: warning: left out: a branch or field is named '', {reason}alp: warning: left out: a branch or field is named 'a b', {reason}", run.Error);
        Assert.Equal("entry,x\n0,1\n1,2\n", Dump(folder["x.root"]));
        AlpRun named = AlpRun.Of("convert", made.Path, folder["y.root"], "--object", "tree", "--branch", "a?b");
        Assert.Equal(2, named.ExitCode);
        Assert.EndsWith("is no name that a branch or field of a new file can have. alp root merge and slim copy branches of any type\n", named.Error, StringComparison.Ordinal);
    }

    private static string Dump(string file) => AlpRun.Of("root", "dump", file, "tree").Succeeded().Output;

    private static MadeBranch Integers(string name, params int[] values) => new(name, [.. values.Select(v => MadeTree.Bytes(b => b.Int32(v)))]) { Kind = "TBranch", LeafKind = "TLeafI" };

    private static byte[] Entry(params float[] values) => MadeTree.Bytes(b =>
    {
        b.Int32(values.Length);
        b.Numbers<float>(values);
    });
}
