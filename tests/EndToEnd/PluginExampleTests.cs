using AlpToolkit.Host.Diagnostics;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Options;
using AlpToolkit.Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What <c>alp stages describe</c> shows as an example is what a pipeline takes.</summary>
public sealed class PluginExampleTests
{
    private static readonly PluginCatalog s_catalog = PluginCatalog.Load([]);

    public static TheoryData<string> Plugins => [.. s_catalog.Entries.Select(e => $"{e.Kind.Word()} {e.Name}")];

    [Theory, MemberData(nameof(Plugins))]
    public void Examples_BindWithoutErrors(string plugin)
    {
        PluginEntry entry = s_catalog.Entries.Single(e => $"{e.Kind.Word()} {e.Name}" == plugin);
        Assert.NotEmpty(OptionModel.Of(entry.OptionsType).Options);
        Assert.NotEmpty(entry.Examples);
        foreach (string example in entry.Examples)
        {
            DiagnosticBag diagnostics = new("example");
            YamlNode? root = YamlText.Load("example", example, diagnostics);
            Assert.Equal([], diagnostics.Diagnostics.Select(d => d.ToString()));

            // As it stands in a list, with or without its dash.
            YamlNode item = root is YamlSequenceNode list ? Assert.Single(list) : root!;
            KeyValuePair<YamlNode, YamlNode>? pair = item is YamlMappingNode map ? Assert.Single(map.Children) : null;
            Assert.Equal(entry.Name, (pair?.Key ?? item).ToString());
            object? options = OptionBinder.BindChoice(entry.OptionsType, new PluginChoice(entry.Name, pair?.Value, item.Start), plugin, diagnostics);
            Assert.Equal([], diagnostics.Diagnostics.Select(d => d.ToString()));
            Assert.IsType(entry.OptionsType, options);
        }
    }

    // The files that the pipeline names are placeholders: with real ones in their place nothing else is wrong with it.
    [Fact]
    public void ANewPipeline_IsValid_AndRuns_OnceItsSamplesAreThere()
    {
        using TemporaryFolder folder = new();
        Assert.Equal("", AlpRun.Of("new", "pipeline", "my-search", "--out", folder.Path).Succeeded().Error);
        AlpRun missing = AlpRun.Of("validate", folder["my-search.yaml"]);
        Assert.Equal(2, missing.ExitCode);
        Assert.Equal(2, missing.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        File.Copy(ExampleSamples.PathOf("signal_ma1.lhe.gz"), folder["signal.lhe.gz"]);
        File.Copy(ExampleSamples.PathOf("tautau.lhe.gz"), folder["background.lhe.gz"]);

        AlpRun valid = AlpRun.Of("validate", folder["my-search.yaml"]).Succeeded();
        Assert.Equal("", valid.Error);
        AlpRun.Of("run", folder["my-search.yaml"], "--out", folder["run"]).Succeeded();
        Assert.Contains(Path.Combine("csv", "signal_e_miss.csv"), AlpRun.Hashes(folder["run"]).Keys);
    }
}
