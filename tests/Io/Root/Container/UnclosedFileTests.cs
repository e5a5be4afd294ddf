using System.Buffers.Binary;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Streamer;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.EndToEnd;
using AlpToolkit.Tests.Io.Root.Writing;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Io.Root.Container;

/// <summary>Files as ROOT leaves them when a program ends early: cut before the descriptions of classes, with the lists of keys behind them.</summary>
public sealed class UnclosedFileTests
{
    private const int InfoAt = 37, Entries = 50;

    // What must be found is what the whole file holds; values of those are compared with uproot and JSROOT elsewhere.
    [SharedDataTheory("root")]
    [InlineData("TNtuple", true)]
    [InlineData("coffea--nano_dy", true)]
    [InlineData("hepmc3--inputRootTree300", false)]
    [InlineData("tlv-split00", true)]
    [InlineData("uproot-HZZ-lz4", true)]
    [InlineData("uproot-HZZ-objects", true)]
    [InlineData("uproot-Zmumu-lzma", true)]
    [InlineData("uproot-double32-float16", true)]
    [InlineData("uproot-foriter", true)]
    [InlineData("uproot-hepdata-example", true)]
    [InlineData("uproot-histograms", true)]
    [InlineData("uproot-issue21", true)]
    [InlineData("uproot-issue513", false)]
    [InlineData("uproot-leaflist", true)]
    [InlineData("uproot-nesteddirs", false)]
    [InlineData("uproot-sample-5.23.02-zlib", true)]
    [InlineData("uproot-sample-6.20.04-uncompressed", true)]
    [InlineData("uproot-small-evnt-tree-fullsplit", false)]
    [InlineData("uproot-small-evnt-tree-nosplit", false)]
    [InlineData("uproot-stl_containers", true)]
    [InlineData("uproot-vectorVectorDouble", true)]
    public void Branches_OfACutFile_HaveTheirValuesOrAnError(string name, bool isWhole)
    {
        using TemporaryFile place = Cut(name);
        using RootFile whole = RootFile.Open(SharedData.PathOf($"root/{name}.root")), cut = RootFile.Open(place.Path);
        Assert.True(cut.IsRecovered);
        Assert.Empty(RootContents.Of(whole.Root).Select(e => e.PathWithCycle).Except(RootContents.Of(cut.Root).Select(e => e.PathWithCycle)));
        List<string> unreadable = [];
        foreach (RootEntry entry in RootContents.Of(whole.Root).Where(e => RootTree.IsTree(e.Key)))
        {
            RootTree expected = RootTree.Open(whole, entry.Key), found = RootTree.Open(cut, cut.Root.Find(entry.PathWithCycle));
            Assert.Equal(expected.AllBranches.Select(b => b.Path), found.AllBranches.Select(b => b.Path));
            foreach (RootBranch branch in expected.AllBranches.Where(b => b.HasValues && b.Unreadable is null))
            {
                int count = (int)Math.Min(Entries, branch.Entries);
                RootBranch same = found.Find(branch.Path);
                if (same.Unreadable is { } reason)
                {
                    unreadable.Add(reason);
                    Assert.Equal(reason, Assert.ThrowsAny<PluginException>(() => same.Read(0, count)).Message);
                }
                else
                {
                    Assert.Equal(ColumnText.Of(branch.Read(0, count)), ColumnText.Of(same.Read(0, count)));
                }
            }
        }

        // Classes of users cannot be known.
        Assert.Equal(isWhole, unreadable.Count == 0);
        Assert.All(unreadable, u => Assert.Contains("which the file does not describe", u, StringComparison.Ordinal));
    }

    // Delphes has hundreds of branches of its own classes: the table marks all of them, the warnings name a few.
    [SharedDataFact("root/uproot-issue513.root")]
    public void Inspect_OfMuchThatCannotBeRead_NamesAFew()
    {
        using TemporaryFile place = Cut("uproot-issue513");
        AlpRun run = AlpRun.Of("inspect", place.Path);
        string[] warnings = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int marked = run.Output.Split('\n').Count(l => l.Contains("(not read)", StringComparison.Ordinal));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(6, warnings.Length);
        Assert.True(marked > 100);
        Assert.EndsWith($"{marked - 5} more of tree 'Delphes' cannot be read; the table says (not read) of such branches", warnings[^1], StringComparison.Ordinal);
    }

    [SharedDataFact("root/uproot-small-evnt-tree-nosplit.root")]
    public void BranchOfAClassThatIsNotDescribed_IsNamed_AndAskingForItIsAnError()
    {
        using TemporaryFile place = Cut("uproot-small-evnt-tree-nosplit");
        AlpRun shown = AlpRun.Of("inspect", place.Path), asked = AlpRun.Of("root", "dump", place.Path, "tree", "--branch", "evt");
        Assert.Equal((2, 2), (shown.ExitCode, asked.ExitCode));
        Assert.All([shown.Error, asked.Error], e => Assert.Contains("branch 'evt'", e, StringComparison.Ordinal));
        Assert.All([shown.Error, asked.Error], e => Assert.Contains("class Event, which the file does not describe", e, StringComparison.Ordinal));
    }

    [SharedDataFact("root/uproot-nesteddirs.root")]
    public void Directories_WhoseListsWereNotWritten_HaveTheirKeys()
    {
        using TemporaryFile place = Cut("uproot-nesteddirs");
        Assert.Equal(
            AlpRun.Of("root", "ls", SharedData.PathOf("root/uproot-nesteddirs.root")).Succeeded().Output.Split('\n').Order(StringComparer.Ordinal),
            AlpRun.Of("root", "ls", place.Path).Succeeded().Output.Split('\n').Order(StringComparer.Ordinal));
    }

    // The samples describe the classes themselves: members, their types and their order.
    [SharedDataFact("root")]
    public void KnownClasses_AreAsFilesDescribeThem()
    {
        int compared = 0;
        foreach (string path in Directory.GetFiles(SharedData.PathOf("root"), "*.root"))
        {
            using RootFile file = RootFile.Open(path);
            foreach (StreamerInfo info in file.Streamers.Classes.SelectMany(file.Streamers.All).Where(i => i.Checksum != 0))
            {
                foreach (StreamerInfo known in KnownClasses.Of(info.Name).Where(k => k.Version == info.Version))
                {
                    Assert.Equal(Members(info), Members(known));
                    compared++;
                }
            }
        }

        const int several = 100;
        Assert.True(compared > several, $"{compared} descriptions were compared");

        // Bases have the type of their classes, and a number that counts something anywhere has that of a counter: 4 bytes as well.
        static int Type(StreamerElement e) => e.Kind == "TStreamerBase" ? 0 : e.Type == StreamerElement.Counter ? 3 : e.Type;
        static IEnumerable<string> Members(StreamerInfo info) => info.Elements.Select(e => $"{info.Name} {info.Version}: {e.Name}, {Type(e)}, {e.CountName}");
    }

    [Fact]
    public void TreeOfAVersionThatIsNotKnown_IsAnErrorThatNamesIt()
    {
        const int version = 25;
        using TemporaryFile place = new();
        place.Write(w => w.CreateTree("tree", [RootColumn.Number<int>("i")]).Fill(new PrimitiveColumn<int>([1, 2])), new RootWriteOptions { Compression = RootCompressionKind.None }).Dispose();
        byte[] bytes = File.ReadAllBytes(place.Path);
        using (RootFile whole = RootFile.Open(place.Path))
        {
            RootKey key = whole.Root.Find("tree");
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan((int)key.Offset + key.KeyLength + sizeof(uint)), version);
        }

        File.WriteAllBytes(place.Path, bytes[..BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(InfoAt))]);
        using RootFile file = RootFile.Open(place.Path);
        Assert.Contains("class TTree, version 25, which the file does not describe", Assert.ThrowsAny<PluginException>(() => RootTree.Open(file, file.Root.Find("tree"))).Message, StringComparison.Ordinal);
    }

    private static TemporaryFile Cut(string name)
    {
        TemporaryFile place = new();
        byte[] bytes = File.ReadAllBytes(SharedData.PathOf($"root/{name}.root"));
        File.WriteAllBytes(place.Path, bytes[..BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(InfoAt))]);
        return place;
    }
}
