using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.RNTuple;
using AlpToolkit.Io.Root.Writing;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Io.Root.Writing;

public sealed class RootNTupleWriterTests
{
    [Property(MaxTest = 60)]
    public void NTuple_OfAnyColumns_IsReadBackEntryByEntry(int seed)
    {
        Random random = new(seed);
        RootColumn[] columns = RandomColumns.Schema(random);
        Column[][] blocks = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => random.Next(0, 200)).Select(entries => columns.Select(c => RandomColumns.Values(c, entries, random)).ToArray())];
        RootWriteOptions options = new()
        {
            BasketSize = random.Next(64, 5000),
            ClusterSize = random.Next(20_000),
            Compression = (RootCompressionKind)random.Next(4),
            LongFrom = random.Next(4) == 0 ? random.Next(20_000) : 2_000_000_000,
        };
        using TemporaryFile place = new();
        using RootFile file = place.Write(
            w =>
            {
                RootNTupleWriter writer = w.CreateNTuple("dir/events", columns, "Events");
                foreach (Column[] block in blocks)
                {
                    writer.Fill(block);
                }
            },
            options);
        NTuple ntuple = NTuple.Open(file, file.Root.Find("dir/events"));
        Assert.Equal(("events", "Events", "AlpToolkit", blocks.Sum(b => b[0].Count)), (ntuple.Name, ntuple.Description, ntuple.WrittenBy, (int)ntuple.Entries));
        for (int i = 0; i < columns.Length; i++)
        {
            Assert.Equal(RandomColumns.Describe(blocks.Select(b => b[i])), RandomColumns.Describe([ntuple.Find(columns[i].Name).Read()]));
        }
    }

    [Fact]
    public void Fields_HaveTheirCppTypes_AndClustersTheirEntries()
    {
        using TemporaryFile place = new();
        using RootFile file = place.Write(
            w =>
            {
                RootNTupleWriter writer = w.CreateNTuple("n", [RootColumn.Number<double>("x"), RootColumn.List<sbyte>("v"), RootColumn.Text("s")]);
                for (int i = 0; i < 3; i++)
                {
                    writer.Fill(new PrimitiveColumn<double>([i, 2 * i]), new JaggedColumn([0, 1, 1], new PrimitiveColumn<sbyte>([(sbyte)i])), new StringColumn([0, 0, 2], "µ"u8.ToArray()));
                }
            },
            new RootWriteOptions { ClusterSize = 1 });
        NTuple ntuple = NTuple.Open(file, file.Root.Find("n"));
        Assert.Equal(["double", "std::vector<std::int8_t>", "std::string"], ntuple.Fields.Select(f => f.TypeName));
        Assert.Single(ntuple.Fields[1].Fields);
        Assert.Equal(3, ntuple.Clusters);
        Assert.Equal("µ", ((StringColumn)ntuple.Find("s").Read())[5]);
    }
}
