using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Io.Root.Writing;

public sealed class RootTreeWriterTests
{
    [Property(MaxTest = 60)]
    public void Tree_OfAnyColumns_IsReadBackEntryByEntry(int seed)
    {
        Random random = new(seed);
        RootColumn[] columns = RandomColumns.Schema(random);
        Column[][] blocks = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => random.Next(0, 200)).Select(entries => columns.Select(c => RandomColumns.Values(c, entries, random)).ToArray())];
        RootWriteOptions options = new()
        {
            BasketSize = random.Next(64, 5000),
            Compression = (RootCompressionKind)random.Next(4),
            LongFrom = random.Next(4) == 0 ? random.Next(20_000) : 2_000_000_000,
        };
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => Fill(w.CreateTree("dir/events", columns, "Events"), blocks), options);
        RootTree tree = RootTree.Open(file, file.Root.Find("dir/events"));
        Assert.Equal(("events", "Events", blocks.Sum(b => b[0].Count)), (tree.Name, tree.Title, (int)tree.Entries));
        for (int i = 0; i < columns.Length; i++)
        {
            Assert.Equal(RandomColumns.Describe(blocks.Select(b => b[i])), RandomColumns.Describe([tree.Find(columns[i].Name).Read()]));
        }
    }

    [Fact]
    public void Branches_HaveTheNamesTitlesAndLimitsThatRootGivesThem()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => Fill(
            w.CreateTree("t", [RootColumn.Number<double>("x"), RootColumn.List<float>("pt", "nJet"), RootColumn.List<int>("id", "nJet"), RootColumn.Text("s")]),
            [[
                new PrimitiveColumn<double>([1, 2, 3]),
                new JaggedColumn([0, 2, 2, 5], new PrimitiveColumn<float>([1, 2, 3, 4, 5])),
                new JaggedColumn([0, 2, 2, 5], new PrimitiveColumn<int>([-1, -2, -3, -4, -5])),
                new StringColumn([0, 2, 2, 3], "abc"u8.ToArray()),
            ]]));
        RootTree tree = RootTree.Open(file, file.Root.Find("t"));
        Assert.Equal(["x/D", "nJet/I", "pt[nJet]/F", "id[nJet]/I", "s/C"], tree.Branches.Select(b => b.Title));
        Assert.Equal([2, 0, 3], ((PrimitiveColumn<int>)tree.Find("nJet").Read()).Values.ToArray());
        AlpToolkit.Io.Root.Streamer.RootObject Leaf(string branch) => (AlpToolkit.Io.Root.Streamer.RootObject)tree.Find(branch).Reader.Meta.List("fLeaves")[0]!;
        Assert.Equal((3, 1), (Leaf("nJet").Integer("fMaximum"), Leaf("nJet").Integer("fIsRange")));
        Assert.Equal((3, 3), (Leaf("s").Integer("fMaximum"), Leaf("s").Integer("fLen")));
        Assert.Same(Leaf("nJet"), Leaf("pt").Object("fLeafCount"));
        Assert.All(tree.Branches, b => Assert.Equal(1, b.Baskets));
    }

    [Fact]
    public void Tree_WithoutEntries_IsReadBack()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => w.CreateTree("t", [RootColumn.Number<int>("x"), RootColumn.Text("s")]));
        RootTree tree = RootTree.Open(file, file.Root.Find("t"));
        Assert.Equal(0, tree.Entries);
        Assert.Equal(0, tree.Find("x").Read().Count);
    }

    [Fact]
    public void Trees_FilledInTurns_KeepTheirEntries()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(
            w =>
            {
                RootTreeWriter a = w.CreateTree("a", [RootColumn.Number<int>("x")]), b = w.CreateTree("b", [RootColumn.Number<long>("x")]);
                for (int i = 0; i < 100; i++)
                {
                    a.Fill(new PrimitiveColumn<int>([i, i + 1]));
                    b.Fill(new PrimitiveColumn<long>([-i]));
                }

                w.Write("h", WrittenPlots.Uniform);
            },
            new RootWriteOptions { BasketSize = 64 });
        Assert.Equal(Enumerable.Range(0, 100).SelectMany(i => new[] { i, i + 1 }), ((PrimitiveColumn<int>)RootTree.Open(file, file.Root.Find("a")).Find("x").Read()).Values.ToArray());
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)-i), ((PrimitiveColumn<long>)RootTree.Open(file, file.Root.Find("b")).Find("x").Read()).Values.ToArray());
    }

    [Fact]
    public void Lists_WithOneCounterAndDifferentLengths_AreRefused()
    {
        using TemporaryFile place = new();
        using RootFileWriter writer = RootFileWriter.Create(place.Path);
        RootTreeWriter tree = writer.CreateTree("t", [RootColumn.List<float>("pt", "n"), RootColumn.List<float>("eta", "n")]);
        ArgumentException e = Assert.Throws<ArgumentException>(() => tree.Fill(
            new JaggedColumn([0, 1, 3], new PrimitiveColumn<float>([1, 2, 3])),
            new JaggedColumn([0, 2, 3], new PrimitiveColumn<float>([1, 2, 3]))));
        Assert.Contains("'pt' and 'eta' have one counter, and their lists 0 have 1 and 2 elements", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, tree.Entries);
    }

    [Fact]
    public void Columns_OtherThanAnnounced_AreRefused()
    {
        using TemporaryFile place = new();
        using RootFileWriter writer = RootFileWriter.Create(place.Path);
        RootTreeWriter tree = writer.CreateTree("t", [RootColumn.Number<float>("pt"), RootColumn.Number<int>("id")]);
        Assert.Throws<ArgumentException>(() => tree.Fill(new PrimitiveColumn<float>([1])));
        Assert.Throws<ArgumentException>(() => tree.Fill(new PrimitiveColumn<float>([1]), new PrimitiveColumn<long>([1])));
        Assert.Throws<ArgumentException>(() => tree.Fill(new PrimitiveColumn<float>([1]), new PrimitiveColumn<int>([1, 2])));
        Assert.Throws<ArgumentException>(() => writer.CreateTree("u", [RootColumn.Number<float>("nx"), RootColumn.List<int>("x")]));
        Assert.Throws<ArgumentException>(() => RootColumn.Number<float>("a."));
        Assert.Throws<ArgumentException>(() => writer.CreateTree("d", [RootColumn.List<int>("a.x", "a.n")]));
        Assert.Throws<ArgumentException>(() => writer.CreateNTuple("e", [RootColumn.Number<int>("a.x")]));
        Assert.Throws<ArgumentException>(() => writer.CreateTree("v", [RootColumn.Number<decimal>("x")]));
    }

    private static void Fill(RootTreeWriter tree, IEnumerable<Column[]> blocks)
    {
        foreach (Column[] block in blocks)
        {
            tree.Fill(block);
        }
    }
}
