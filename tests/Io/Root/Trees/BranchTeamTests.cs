using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Container;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;
using AlpToolkit.Tests.Io.Root.Writing;
using FsCheck.Xunit;

namespace AlpToolkit.Tests.Io.Root.Trees;

public sealed class BranchTeamTests
{
    [Property(MaxTest = 40)]
    public void Read_WithAnyNumberOfThreads_HasTheSameValues(int seed)
    {
        Random random = new(seed);
        RootColumn[] columns = RandomColumns.Schema(random);
        int entries = random.Next(1, 600), first = random.Next(entries), count = random.Next(entries - first + 1);
        RootWriteOptions options = new() { BasketSize = random.Next(64, 1000), Compression = (RootCompressionKind)random.Next(4) };
        using TemporaryFile place = new();
        using RootFile file = place.Write(w => w.CreateTree("t", columns).Fill([.. columns.Select(c => RandomColumns.Values(c, entries, random))]), options);
        RootTree tree = RootTree.Open(file, file.Root.Find("t"));
        string[] branches = [.. tree.Branches.Select(b => b.Path)];
        string[] alone = Describe(tree.Read(branches, first, count));
        foreach (int threads in (int[])[2, 3, 8])
        {
            Assert.Equal(alone, Describe(tree.Read(branches, first, count, threads)));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Read_OfDamagedBranches_HasTheErrorOfOneThread(int threads)
    {
        RootColumn[] columns = [.. Enumerable.Range(0, 6).Select(i => RootColumn.Number<int>($"x{i}"))];
        using TemporaryFile place = new();
        (long first, long second) = (0, 0);
        using (RootFile written = place.Write(
            w => w.CreateTree("t", columns).Fill([.. columns.Select(_ => new PrimitiveColumn<int>([.. Enumerable.Range(0, 5000).Select(i => i * i % 50)]))]),
            new RootWriteOptions { BasketSize = 2000, Compression = RootCompressionKind.Zlib }))
        {
            RootTree whole = RootTree.Open(written, written.Root.Find("t"));
            first = whole.Find("x2").Reader.Baskets[7].Offset;
            second = whole.Find("x4").Reader.Baskets[0].Offset;
        }

        // Behind the key, in the compressed bytes; the branch that comes later is damaged earlier.
        byte[] bytes = File.ReadAllBytes(place.Path);
        bytes.AsSpan((int)first + 90, 20).Clear();
        bytes.AsSpan((int)second + 90, 20).Clear();
        File.WriteAllBytes(place.Path, bytes);
        using RootFile file = RootFile.Open(place.Path);
        RootTree tree = RootTree.Open(file, file.Root.Find("t"));
        string[] branches = [.. columns.Select(c => c.Name)];
        string alone = Assert.Throws<PluginException>(() => tree.Read(branches, 0, 5000)).Message;
        Assert.Contains("branch 'x2', basket 7", alone);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(alone, Assert.Throws<PluginException>(() => tree.Read(branches, 0, 5000, threads)).Message);
        }
    }

    private static string[] Describe(IReadOnlyList<Column> columns) => [.. columns.Select(c => string.Join('\n', RandomColumns.Describe([c])))];
}
