using AlpToolkit.Core.Plugins;
using AlpToolkit.Io.Root.Columns;
using AlpToolkit.Io.Root.Trees;
using AlpToolkit.Io.Root.Writing;

namespace AlpToolkit.Tests.Io.Root;

public sealed class RootChainTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alp-chain-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, long.MaxValue, 4, long.MaxValue, "0-4 4-7 7-11 11-12")]
    [InlineData(3, 6, int.MaxValue, long.MaxValue, "3-7 7-9")]
    [InlineData(20, 5, 4, long.MaxValue, "")]
    [InlineData(0, long.MaxValue, int.MaxValue, 1, "0-1 1-2 2-3 3-4 4-5 5-6 6-7 7-8 8-9 9-10 10-11 11-12")]
    public void Steps_HaveEveryEntryOnce(long first, long count, int mostEntries, long mostBytes, string expected)
    {
        using RootChain chain = RootChain.Open([File("a.root", 0, 7), File("b.root", 7, 5)], "dir/tree");
        RootStep[] steps = [.. chain.Steps(["x"], first, count, mostEntries, mostBytes)];
        Assert.Equal((12, expected), (chain.Entries, string.Join(' ', steps.Select(s => $"{s.First}-{s.First + s.Count}"))));

        // The entries are numbered through the files.
        Assert.All(steps, s => Assert.Equal(Enumerable.Range((int)s.First, s.Count), ((PrimitiveColumn<int>)s.Columns[0]).Values.ToArray()));
    }

    [Fact]
    public void Steps_OfSoManyBytes_HaveAsManyEntriesAsFit()
    {
        using RootChain chain = RootChain.Open([File("a.root", 0, 1000)], "dir/tree");
        RootTree tree = Assert.Single(chain.Trees);
        RootStep[] steps = [.. chain.Steps(["x"], mostBytes: tree.Find("x").Bytes.Uncompressed / 4)];
        Assert.Equal(new[] { 250, 250, 250, 250 }, steps.Select(s => s.Count));
    }

    [Fact]
    public void Files_WithoutTheTree_AreErrors() =>
        Assert.Contains("there is no 'other'", Assert.Throws<PluginException>(() => RootChain.Open([File("a.root", 0, 7)], "other")).Message);

    private string File(string name, int first, int count)
    {
        string path = Path.Combine(_folder.FullName, name);
        using RootFileWriter writer = RootFileWriter.Create(path);
        writer.CreateTree("dir/tree", [RootColumn.Number<int>("x")]).Fill([new PrimitiveColumn<int>([.. Enumerable.Range(first, count)])]);
        writer.Commit();
        return path;
    }
}
