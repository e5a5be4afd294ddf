using AlpToolkit.Core.Plugins;
using AlpToolkit.Plugins.Sources;
using AlpToolkit.Tests.Io.Lhe;
using AlpToolkit.Tests.Io.Text;

namespace AlpToolkit.Tests.Plugins.Sources;

public sealed class LheSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("alp-lhe-").FullName;

    public LheSourceTests()
    {
        foreach (string file in (string[])["run_2/events.lhe", "run_10/events.lhe", "run_1/deep/er/events.lhe", "signal.lhe", ".hidden.lhe", "we[i]rd*.lhe"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.WriteAllText(Path.Combine(_folder, file), LheTexts.File(LheTexts.Event()));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("signal.lhe", "signal.lhe")]
    [InlineData("*.lhe", "signal.lhe|we[i]rd*.lhe")]
    [InlineData("we[i]rd*.lhe", "we[i]rd*.lhe")]
    [InlineData("run_*/events.lhe", "run_10/events.lhe|run_2/events.lhe")]
    [InlineData("run_?/*.lhe", "run_2/events.lhe")]
    [InlineData("**/events.lhe", "run_1/deep/er/events.lhe|run_10/events.lhe|run_2/events.lhe")]
    [InlineData("run_1/**", "run_1/deep/er/events.lhe")]
    [InlineData(".*.lhe", ".hidden.lhe")]
    public void Open_OfAPattern_ListsTheFilesInOrdinalOrder(string pattern, string files) =>
        Assert.Equal(files.Split('|').Select(f => Path.Combine(_folder, f)), Open(new() { Files = [pattern] }).Select(s => s.Name));

    [Theory]
    [InlineData("signl.lhe", "there is no file 'signl.lhe' in {0}. Did you mean 'signal.lhe'?")]
    [InlineData("signals*.lhe", "no file fits 'signals*.lhe' below {0}/. Did you mean 'signal.lhe'?")]
    [InlineData("run_3/x/events.lhe", "{0}/run_3/x/events.lhe does not exist: there is no folder {0}/run_3/x (the path is right up to {0}).")]
    [InlineData("run_2", "{0}/run_2 is a folder. Name the files in it: 'run_2/*'.")]
    public void Open_OfAFileThatIsNotThere_SaysWhatIs(string file, string message) =>
        Assert.Equal(string.Format(null, message, _folder), Assert.Throws<PluginException>(() => Open(new() { Files = [file] })).Message);

    [Fact]
    public void Open_OfAFileListedTwice_IsAnError() =>
        Assert.Contains("is listed twice", Assert.Throws<PluginException>(() => Open(new() { Files = ["signal.lhe", "*.lhe"] })).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_OfStandardInput_ReadsIt()
    {
        using EventStream stream = Assert.Single(Open(new() { Files = ["-"] }, () => File.OpenRead(Path.Combine(_folder, "signal.lhe"))));
        Assert.Single(EventReading.Of(stream).Events);
    }

    [Fact]
    public void Open_WithAllBesideAnId_IsAnError() =>
        Assert.Equal("variations: 'all' stands alone; it cannot be listed beside '1001'.", Assert.Throws<PluginException>(() => Open(new() { Files = ["signal.lhe"], Variations = ["all", "1001"] })).Message);

    private IReadOnlyList<EventStream> Open(LheSource.Settings settings, Func<Stream>? input = null)
    {
        LheSource source = new();
        ((Source)source).OptionsObject = settings;
        return source.Open(new SourceContext(_folder, input ?? (() => Stream.Null)));
    }
}
