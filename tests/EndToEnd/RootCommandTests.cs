using System.Text.Json;
using AlpToolkit.Tests.Io.Root;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>The commands of docs/root.md, with public files whose contents <c>shared/root/expected</c> gives.</summary>
public sealed class RootCommandTests
{
    [SharedDataFact("root")]
    public void Inspect_OfARootFile_ShowsKeysBranchesAndHistograms()
    {
        string output = AlpRun.Of("inspect", FileOf("uproot-hepdata-example")).Succeeded().Output;
        Assert.Contains("ROOT 5.34/", output, StringComparison.Ordinal);
        Assert.Contains("hpx;1: TH1F 'hpx' (This is the px distribution): 75000 entries, 100 bins from -4 to 4", output, StringComparison.Ordinal);
        Assert.Contains("TNtuple 'ntuple;1': 75000 entries", output, StringComparison.Ordinal);
        Assert.Matches(@"\n  px +float +75000 +10 ", output);
    }

    [SharedDataFact("root")]
    public void Inspect_OfAnRNTuple_ShowsItsFields()
    {
        string output = AlpRun.Of("inspect", FileOf("test_int_float_rntuple_v1-0-0-0")).Succeeded().Output;
        Assert.Contains("RNTuple 'ntuple;1': 10 entries in 1 clusters", output, StringComparison.Ordinal);

        // Ten integers of 4 bytes in one page.
        Assert.Matches(@"\n  one_integers +std::int32_t +1 +40 ", output);
    }

    [SharedDataFact("root")]
    public void InspectJson_OfARootFile_GivesKeysBranchesAndHistogramsToPrograms()
    {
        using JsonDocument found = JsonDocument.Parse(AlpRun.Of("inspect", FileOf("uproot-hepdata-example"), "--json").Succeeded().Output);
        JsonElement root = found.RootElement;
        Assert.Equal("root", root.GetProperty("format").GetString());
        JsonElement[] keys = [.. root.GetProperty("keys").EnumerateArray()];
        JsonElement tree = Assert.Single(keys, k => k.GetProperty("path").GetString() == "ntuple"), histogram = Assert.Single(keys, k => k.GetProperty("path").GetString() == "hpx");
        Assert.Equal("TH1F 'hpx' (This is the px distribution): 75000 entries, 100 bins from -4 to 4", histogram.GetProperty("summary").GetString());
        Assert.Equal(("TNtuple", 75_000), (tree.GetProperty("class").GetString(), tree.GetProperty("entries").GetInt32()));
        JsonElement px = tree.GetProperty("branches")[0];
        Assert.Equal("px float True 75000 10", string.Join(' ', px.EnumerateObject().Take(5).Select(p => p.Value)));
        Assert.Empty(root.GetProperty("warnings").EnumerateArray());

        using JsonDocument ntuple = JsonDocument.Parse(AlpRun.Of("inspect", FileOf("test_int_float_rntuple_v1-0-0-0"), "--json").Succeeded().Output);
        JsonElement field = ntuple.RootElement.GetProperty("keys")[0].GetProperty("fields")[0];
        Assert.Equal("one_integers std::int32_t 1 40", string.Join(' ', field.EnumerateObject().Take(4).Select(p => p.Value)));
    }

    [SharedDataFact("root")]
    public void List_OfADirectory_ShowsWhatIsInIt()
    {
        const string expected = "TDirectory  one/two;1  two\nTTree       one/two/tree;1  my tree title\nTTree       one/tree;1  fake data\n";
        Assert.Equal(expected, AlpRun.Of("root", "ls", FileOf("uproot-nesteddirs"), "one").Succeeded().Output);
        Assert.Equal(expected, AlpRun.Of("root", "ls", FileOf("uproot-nesteddirs"), "one/").Succeeded().Output);
    }

    [SharedDataFact("root")]
    public void Dump_OfAHistogram_ShowsItsBins()
    {
        string output = AlpRun.Of("root", "dump", FileOf("uproot-histograms"), "one").Succeeded().Output;
        Assert.StartsWith("TH1F 'one' (numero uno): 10000 entries, 10 bins from -3 to 3\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\n  underflow +0 +0\n  -3 to -2.4 +68 +8\.246", output);
    }

    [SharedDataFact("root")]
    public void Dump_OfAnUnknownObject_ShowsItsMembers() =>
        Assert.Equal("class: TLorentzVector\nfP.class: TVector3\nfP.fX: 10\nfP.fY: 20\nfP.fZ: 30\nfE: 40\n", AlpRun.Of("root", "dump", FileOf("tlv-split00"), "tlv").Succeeded().Output);

    [SharedDataFact("root")]
    public void Dump_OfATree_ShowsTheChosenEntriesWithLists() => Assert.Equal(
        "entry,evt/SliceU64,evt/N\n1,[1],1\n2,[2,2],2\n",
        AlpRun.Of("root", "dump", FileOf("uproot-small-evnt-tree-fullsplit"), "tree", "--branch", "SliceU64", "--branch", "evt/N", "--first", "1", "--entries", "2").Succeeded().Output);

    [SharedDataFact("root")]
    public void Dump_OfAnRNTuple_ShowsAllEntriesOnDemand()
    {
        string[] lines = AlpRun.Of("root", "dump", FileOf("test_int_float_rntuple_v1-0-0-0"), "ntuple", "--entries", "all").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("entry,one_integers,two_floats", lines[0]);
        Assert.Equal(11, lines.Length);
    }

    [SharedDataTheory("root")]
    [InlineData("uproot-Zmumu-zstd", "uproot-Zmumu-lzma")]
    [InlineData("uproot-hepdata-example", "uproot-hepdata-example")]
    [InlineData("test_stl_containers_rntuple_v1-0-0-0", "test_stl_containers_rntuple_v1-0-0-0")]
    public void Diff_OfFilesWithTheSameContents_IsEmptyWithExitCodeZero(string first, string second) =>
        Assert.Equal("", AlpRun.Of("root", "diff", FileOf(first), FileOf(second)).Succeeded().Output);

    [SharedDataFact("root")]
    public void Diff_OfOtherFiles_NamesWhatDiffersWithExitCodeOne()
    {
        AlpRun run = AlpRun.Of("root", "diff", FileOf("test_int_float_rntuple_v1-0-0-0"), FileOf("test_split_3e4_rntuple_v1-0-0-0"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ntuple: 10 and 30000 entries", run.Output, StringComparison.Ordinal);
    }

    // 68, the first bin, becomes 69 in a histogram that is not compressed.
    [SharedDataFact("root")]
    public void Diff_OfAChangedHistogram_NamesTheBin()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = Io.Root.UncompressedFile.Of(FileOf("uproot-histograms"));
        string before = folder["before.root"], after = folder["after.root"];
        File.WriteAllBytes(before, bytes);
        int at = bytes.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x42, 0x88, 0, 0]);
        bytes[at + 1] = 0x8A;
        File.WriteAllBytes(after, bytes);
        AlpRun run = AlpRun.Of("root", "diff", before, after);
        Assert.Equal((1, "one, contents[1]: 68 and 69 (2 values differ)\n"), (run.ExitCode, run.Output));
        Assert.Equal(0, AlpRun.Of("root", "diff", before, after, "--tolerance", "0.02").ExitCode);
    }

    [SharedDataTheory("root")]
    [InlineData("Did you mean 'hprof'?", "root", "dump", "FILE", "hproff")]
    [InlineData("Did you mean 'px'?", "root", "dump", "FILE", "ntuple", "--branch", "pxx")]
    [InlineData("expected a number", "root", "dump", "FILE", "ntuple", "--first", "-1")]
    [InlineData("are for trees and RNTuples", "root", "dump", "FILE", "hpx", "--entries", "3")]
    [InlineData("expected a number from 0 to below 1", "root", "diff", "FILE", "FILE", "--tolerance", "2")]
    [InlineData("are for LHE, HepMC and HEPEVT files", "inspect", "FILE", "--events", "3")]
    public void Mistakes_OfTheUser_AreOneLineAndExitCodeTwo(string expected, params string[] args)
    {
        AlpRun run = AlpRun.Of([.. args.Select(a => a == "FILE" ? FileOf("uproot-hepdata-example") : a)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void BranchesThatCannotBeRead_AreLeftOutWithAWarning_AndAreAnErrorByName()
    {
        using MadeTree made = new();
        byte[] Integer(int value) => MadeTree.Bytes(b => b.Int32(value));
        byte[] unknown = MadeTree.Bytes(b =>
        {
            int start = b.Begin(1);
            b.Int32(5);
            b.End(start);
        });
        made.Write(new MadeBranch("x", Integer(7), Integer(8)) { Kind = "TBranch", LeafKind = "TLeafI" }, new MadeBranch("u", unknown, unknown) { ClassName = "Unknown" });
        const string reason = "branch 'u' at byte ", type = ": class Unknown, which the file does not describe, is not supported. Read the other branches.\n";
        AlpRun dump = AlpRun.Of("root", "dump", made.Path, "tree").Succeeded();
        Assert.Equal("entry,x\n0,7\n1,8\n", dump.Output);
        Assert.StartsWith("alp: warning: left out: ", dump.Error, StringComparison.Ordinal);
        Assert.Contains(reason, dump.Error, StringComparison.Ordinal);
        Assert.EndsWith(type, dump.Error, StringComparison.Ordinal);
        AlpRun named = AlpRun.Of("root", "dump", made.Path, "tree", "--branch", "u"), inspect = AlpRun.Of("inspect", made.Path);
        Assert.Equal((2, ""), (named.ExitCode, named.Output));
        Assert.EndsWith(type, named.Error, StringComparison.Ordinal);
        Assert.Equal(2, inspect.ExitCode);
        Assert.Matches(@"\n  u +Unknown \(not read\) +2 ", inspect.Output);
        Assert.EndsWith(type, inspect.Error, StringComparison.Ordinal);
        string target = Path.Combine(Path.GetDirectoryName(made.Path)!, "x.csv");
        AlpRun convert = AlpRun.Of("convert", made.Path, target, "--object", "tree").Succeeded();
        Assert.Equal("x\n7\n8\n", File.ReadAllText(target));
        Assert.EndsWith(type, convert.Error, StringComparison.Ordinal);
        Assert.Contains("tree, branch u: not compared: ", AlpRun.Of("root", "diff", made.Path, made.Path).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    public void FilesNamedRoot_ThatAreNone_AreSaidToBeNone(string content)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("alp-root-");
        string path = Path.Combine(folder.FullName, "x.root");
        File.WriteAllText(path, content);
        foreach (AlpRun run in new[] { AlpRun.Of("inspect", path), AlpRun.Of("convert", path, Path.Combine(folder.FullName, "x.csv")) })
        {
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("x.root: not a ROOT file", run.Error, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }

    [SharedDataFact("root")]
    public void Mistakes_AreAnsweredWithWhatThereIs()
    {
        AlpRun beyond = AlpRun.Of("root", "dump", FileOf("uproot-small-evnt-tree-fullsplit"), "tree", "--branch", "evt/N", "--first", "100").Succeeded();
        Assert.Equal(("entry,evt/N\n", "alp: note: there are 100 entries, from 0 on, and none from 100\n"), (beyond.Output, beyond.Error));
        AlpRun histograms = AlpRun.Of("convert", FileOf("uproot-histograms"), Path.Combine(Path.GetTempPath(), "not-written.csv"));
        Assert.Equal(2, histograms.ExitCode);
        Assert.Contains("there is no tree or RNTuple in the file. It has one (TH1F), ", histograms.Error, StringComparison.Ordinal);
        Assert.EndsWith("Histograms, profiles and graphs become CSV by their names: --object one\n", histograms.Error, StringComparison.Ordinal);
    }

    private static string FileOf(string name) => SharedData.PathOf($"root/{name}.root");
}
