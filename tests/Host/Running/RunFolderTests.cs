using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Running;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Host.Running;

public sealed class RunFolderTests
{
    [Fact]
    public void Dispose_BeforeItIsWhole_LeavesNothing()
    {
        using TemporaryFolder parent = new();
        using (RunFolder folder = RunFolder.Create(parent["run"]))
        {
            File.WriteAllText(Path.Combine(folder.Working, "half"), "");
        }

        Assert.Empty(Directory.GetFileSystemEntries(parent.Path));
    }

    [Fact]
    public void Complete_OverAnEarlierRun_ReplacesIt()
    {
        using TemporaryFolder parent = new();
        parent.Write("run/run.json", "{}");
        parent.Write("run/old.csv", "");
        using (RunFolder folder = RunFolder.Create(parent["run"]))
        {
            File.WriteAllText(Path.Combine(folder.Working, "new.csv"), "");
            folder.Complete();
        }

        Assert.Equal(["new.csv"], Directory.GetFiles(parent["run"]).Select(f => Path.GetFileName(f)));
        Assert.Single(Directory.GetFileSystemEntries(parent.Path));
    }

    [Fact]
    public void Complete_OfAPathWithATrailingSlash_IsTheSameFolder()
    {
        using TemporaryFolder parent = new();
        using (RunFolder folder = RunFolder.Create(parent["run/"]))
        {
            folder.Complete();
        }

        Assert.Equal([parent["run"]], Directory.GetFileSystemEntries(parent.Path));
    }

    [Fact]
    public void Create_OverTheRestOfAKilledRun_StartsEmpty()
    {
        using TemporaryFolder parent = new();
        parent.Write($"run.partial-{Environment.ProcessId}/stale.csv", "");
        using RunFolder folder = RunFolder.Create(parent["run"]);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Working));
    }

    [Fact]
    public void Create_WhereSomethingElseStands_RefusesAndTouchesNothing()
    {
        using TemporaryFolder parent = new();
        parent.Write("thesis/chapter1.tex", "precious");
        PluginException error = Assert.Throws<PluginException>(() => RunFolder.Create(parent["thesis"]));
        Assert.EndsWith("thesis exists and is no run folder (it has no run.json). Choose another folder by --out.", error.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(parent["thesis/chapter1.tex"]));
    }

    [Fact]
    public void ProgressLine_InMidRun_HasRateAndRemainingTime() =>
        Assert.Equal("signal: 2,000,000 events, 0.50 million events/s, 25 %, 12 s left", RunProgress.Line("signal", 2_000_000, 4, 0.25));

    [Fact]
    public void ProgressLine_WithoutKnownEnd_HasRateOnly() =>
        Assert.Equal("signal: 2,000,000 events, 0.50 million events/s", RunProgress.Line("signal", 2_000_000, 4, null));
}
