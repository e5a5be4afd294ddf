using System.Collections;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Commands.RootFiles;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Copying;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.EndToEnd;
using AlpToolkit.Tests.Io.Root.Writing;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root.Copying;

public sealed class RootSlimTests
{
    // Expected: the entries of the file itself, chosen one by one from its columns.
    [SharedDataTheory("root")]
    [InlineData("uproot-HZZ-zlib", "events")]
    [InlineData("uproot-HZZ-objects", "events")]
    [InlineData("uproot-stl_containers", "tree")]
    [InlineData("uproot-small-evnt-tree-fullsplit", "tree")]
    [InlineData("uproot-small-evnt-tree-nosplit", "tree")]
    [InlineData("uproot-issue513", "Delphes")]
    [InlineData("uproot-issue21", "nllscan")]
    [InlineData("uproot-foriter", "foriter")]
    [InlineData("uproot-double32-float16", "tree")]
    [InlineData("hepmc3--inputRootTree300", "hepmc3_tree")]
    [InlineData("uproot-sample-5.23.02-zlib", "sample")]
    [InlineData("tlv-split00", "tree")]
    [InlineData("coffea--nano_dy", "Events")]
    public void Entries_ThatAreChosen_AreThoseOfTheFile(string name, string treeName)
    {
        using TemporaryFile place = new();
        using RootFile file = RootFile.Open(SharedData.PathOf($"root/{name}.root"));
        RootTree tree = RootTree.Open(file, file.Root.Find(treeName));
        BitArray chosen = new([.. Enumerable.Range(0, (int)tree.Entries).Select(i => i % 3 == 1 || i % 7 == 5)]);
        RootSlim.Write(file, file.Root.Find(treeName), place.Path, new RootSlimOptions { Entries = chosen, KeepOthers = false });
        using RootFile slim = RootFile.Open(place.Path);
        RootTree kept = RootTree.Open(slim, slim.Root.Find(treeName));
        int[] entries = [.. Enumerable.Range(0, chosen.Count).Where(i => chosen[i])];
        Assert.Equal((tree.Name, tree.Title, entries.Length), (kept.Name, kept.Title, kept.Entries));

        // Opened anew: copying changes what describes the tree.
        tree = RootTree.Open(file, file.Root.Find(treeName));
        Assert.Equal(tree.AllBranches.Select(b => (b.Path, b.TypeName)), kept.AllBranches.Select(b => (b.Path, b.TypeName)));
        int compared = 0;
        foreach (RootBranch branch in tree.AllBranches.Where(b => b.HasValues))
        {
            Column expected, found;
            try
            {
                expected = branch.Read();
            }
            catch (PluginException)
            {
                // Of a type that is not read.
                continue;
            }

            found = kept.Find(branch.Path).Read();
            Assert.Equal(entries.Select(i => ValueText.Of(expected, i)), Enumerable.Range(0, found.Count).Select(i => ValueText.Of(found, i)));
            compared++;
        }

        Assert.True(compared > 0);
    }

    // By the file's own columns: 699 of 2421 events have two muons and MET_px > 0.
    [SharedDataFact("root")]
    public void Where_KeepsTheEntriesThatFulfilIt()
    {
        using TemporaryFile place = new();
        string path = SharedData.PathOf("root/uproot-HZZ-zlib.root");
        AlpRun run = AlpRun.Of("root", "slim", path, place.Path, "--branch", "Muon_*", "--branch", "MET_p?", "--drop", "Muon_Iso", "--where", "NMuon >= 2 and MET_px > 0").Succeeded();
        using RootFile file = RootFile.Open(path), slim = RootFile.Open(place.Path);
        RootTree before = RootTree.Open(file, file.Root.Find("events")), after = RootTree.Open(slim, slim.Root.Find("events"));
        double[] muons = ((NumberColumn)before.Find("NMuon").Read()).ToDoubles(), px = ((NumberColumn)before.Find("MET_px").Read()).ToDoubles();
        int[] expected = [.. Enumerable.Range(0, muons.Length).Where(i => muons[i] >= 2 && px[i] > 0)];
        Assert.NotEmpty(expected);
        Assert.Equal($"{place.Path}: {expected.Length} of 2421 entries of events\n", run.Output);
        Assert.Equal(["NMuon", "Muon_Px", "Muon_Py", "Muon_Pz", "Muon_E", "Muon_Charge", "MET_px", "MET_py"], after.AllBranches.Select(b => b.Name));
        Assert.Equal(expected.Select(i => px[i]), ((NumberColumn)after.Find("MET_px").Read()).ToDoubles());
        Column all = before.Find("Muon_E").Read(), kept = after.Find("Muon_E").Read();
        Assert.Equal(expected.Select(i => ValueText.Of(all, i)), Enumerable.Range(0, kept.Count).Select(i => ValueText.Of(kept, i)));
    }

    // Nobody can rename what a file has: s and pi are its branches, and no second and no 3.14.
    [Fact]
    public void Where_TakesBranchesBeforeConstants_AndSaysWhatItRounds()
    {
        using TemporaryFile place = new(), slim = new();
        place.Write(w => w.CreateTree("t", [RootColumn.Number<int>("s"), RootColumn.Number<double>("pi"), RootColumn.Number<long>("id")])
            .Fill(new PrimitiveColumn<int>([1, 2, 3]), new PrimitiveColumn<double>([0, 5, 0]), new PrimitiveColumn<long>([1, 2, (1L << 53) + 1]))).Dispose();
        Assert.Equal(($"{slim.Path}: 1 of 3 entries of t\n", ""), AlpRun.Of("root", "slim", place.Path, slim.Path, "--where", "s > 1 and pi > 4").Succeeded() is var run ? (run.Output, run.Error) : default);
        run = AlpRun.Of("root", "slim", place.Path, slim.Path, "--where", "id > 1", "--force").Succeeded();
        Assert.Contains("branch 'id' of tree 't' has 9007199254740993 in entry 2: the condition sees numbers beyond 2^53", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    // A branch that was filled more often than its tree.
    [Fact]
    public void Entries_BeyondTheTree_AreNotChosen()
    {
        using MadeTree made = new();
        using TemporaryFile slim = new();
        MadeBranch Of(string name, params int[] values) => new(name, [.. values.Select(v => MadeTree.Bytes(b => b.Int32(v)))]) { Kind = "TBranch", LeafKind = "TLeafI" };
        made.Write(Of("x", 1, 2, 3), Of("long", 4, 5, 6, 7));
        AlpRun.Of("root", "slim", made.Path, slim.Path, "--tree", "tree", "--where", "x > 1").Succeeded();
        Assert.Equal("entry,x,long\n0,2,5\n1,3,6\n", AlpRun.Of("root", "dump", slim.Path, "tree").Succeeded().Output);
    }

    // A member of a split collection is kept with the branch that counts its objects.
    [SharedDataFact("root")]
    public void Branches_OfASplitCollection_KeepTheirCounter()
    {
        using TemporaryFile place = new();
        string path = SharedData.PathOf("root/uproot-issue513.root");
        AlpRun.Of("root", "slim", path, place.Path, "--branch", "Jet.PT", "--branch", "Jet.Eta", "--only-tree").Succeeded();
        using RootFile file = RootFile.Open(path), slim = RootFile.Open(place.Path);
        RootTree after = RootTree.Open(slim, slim.Root.Find("Delphes"));
        Assert.Equal(["Jet", "Jet/Jet.PT", "Jet/Jet.Eta"], after.AllBranches.Select(b => b.Path));
        Column expected = RootTree.Open(file, file.Root.Find("Delphes")).Find("Jet.PT").Read(), found = after.Find("Jet.PT").Read();
        Assert.Equal(Enumerable.Range(0, expected.Count).Select(i => ValueText.Of(expected, i)), Enumerable.Range(0, found.Count).Select(i => ValueText.Of(found, i)));
    }

    [SharedDataFact("root")]
    public void Others_AreCopiedAsTheyAre_UnlessOnlyTheTreeIsWanted()
    {
        using TemporaryFile place = new();
        string path = SharedData.PathOf("root/uproot-hepdata-example.root");
        AlpRun.Of("root", "slim", path, place.Path, "--where", "px > 0").Succeeded();
        Assert.Contains("ntuple: 75000 and ", AlpRun.Of("root", "diff", path, place.Path).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Single(), StringComparison.Ordinal);
        AlpRun.Of("root", "slim", path, place.Path, "--where", "px > 0", "--only-tree", "--force").Succeeded();
        Assert.StartsWith("TNtuple", AlpRun.Of("root", "ls", place.Path).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_OfNone_MakeATreeWithoutEntries()
    {
        using TemporaryFile place = new(), slim = new();
        using RootFile file = place.Write(w => w.CreateTree("t", [RootColumn.Number<int>("i"), RootColumn.Text("s")]).Fill(new PrimitiveColumn<int>([1, 2]), new StringColumn([0, 1, 2], "ab"u8.ToArray())));
        RootSlim.Write(file, file.Root.Find("t"), slim.Path, new RootSlimOptions { Entries = new BitArray(2) });
        using RootFile empty = RootFile.Open(slim.Path);
        RootTree tree = RootTree.Open(empty, empty.Root.Find("t"));
        Assert.Equal(0, tree.Entries);
        Assert.Equal(0, tree.Find("i").Read().Count);
    }

    [SharedDataTheory("root")]
    [InlineData("has no branch 'Muonn_Px'. Did you mean 'Muon_Px'?", "--branch", "Muonn_Px")]
    [InlineData("no branch of tree 'events' fits 'Foo*'", "--branch", "Foo*")]
    [InlineData("expected a condition", "--where", "MET_px + 1")]
    [InlineData("Did you mean 'MET_px'?", "--where", "MET_pxx > 1")]
    [InlineData("a condition needs one number an entry", "--where", "Muon_Px > 1")]
    [InlineData("there is no 'evens'. Did you mean 'events'?", "--tree", "evens")]
    [InlineData("no branch of tree 'events' is left", "--drop", "*")]
    [InlineData("expected a number", "--entries", "-5")]
    public void Mistakes_OfTheUser_AreOneLineAndWriteNothing(string expected, params string[] args)
    {
        using TemporaryFile place = new();
        AlpRun run = AlpRun.Of(["root", "slim", SharedData.PathOf("root/uproot-HZZ-zlib.root"), place.Path, .. args]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(place.Folder));
    }

    [SharedDataFact("root")]
    public void Targets_AreNotReplacedUnasked()
    {
        using TemporaryFile place = new();
        string path = SharedData.PathOf("root/TNtuple.root");
        File.WriteAllText(place.Path, "mine");
        foreach (string[] args in new string[][] { ["root", "slim", path, place.Path], ["root", "merge", place.Path, path] })
        {
            AlpRun run = AlpRun.Of(args);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("is there already; --force replaces it", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal("mine", File.ReadAllText(place.Path));
        Assert.Contains("read and written at the same time", AlpRun.Of("root", "merge", path, path, "--force").Error, StringComparison.Ordinal);
        AlpRun.Of("root", "merge", place.Path, path, "--force").Succeeded();
        Assert.Equal(0, AlpRun.Of("root", "diff", path, place.Path).ExitCode);
    }
}
