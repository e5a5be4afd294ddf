using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Scaffolding;
using AlpToolkit.Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Tests.Host.Scaffolding;

public sealed class PipelineScaffoldTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("my-search"), InlineData("my-search.yaml")]
    public void Write_GivesYamlWithTheSectionsOfAPipeline(string name)
    {
        string file = Assert.Single(PipelineScaffold.Write(name, _folder.Path));

        Assert.Equal(_folder.Combine("my-search.yaml"), file);
        string text = File.ReadAllText(file);
        Assert.StartsWith("# yaml-language-server: $schema=", text, StringComparison.Ordinal);
        Assert.Contains("alp run my-search.yaml", text, StringComparison.Ordinal);
        YamlStream yaml = new();
        yaml.Load(new StringReader(text));
        YamlMappingNode root = (YamlMappingNode)yaml.Documents[0].RootNode;
        Assert.Equal(["name", "beams", "luminosity", "samples", "stages", "write"], root.Children.Keys.Select(k => k.ToString()));
        IEnumerable<string> stages = ((YamlSequenceNode)root["stages"]).Select(s => s is YamlMappingNode map ? map.Children.Keys.Single().ToString() : s.ToString());
        Assert.Equal(["acceptance", "smearing", "variables", "cuts", "histogramming", "statistics"], stages);
    }

    [Fact]
    public void Write_OverAFile_Refuses()
    {
        string file = _folder.Combine("my-search.yaml");
        File.WriteAllText(file, "mine");

        PluginException e = Assert.Throws<PluginException>(() => PipelineScaffold.Write("my-search", _folder.Path));

        Assert.Equal($"{file} is already there, and nothing is overwritten: choose another name or folder (--out)", e.Message);
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Theory, InlineData(""), InlineData(".yaml"), InlineData("../x"), InlineData("a/b"), InlineData("my search"), InlineData("-x")]
    public void Write_OfABadName_SaysWhatIsAllowed(string name)
    {
        PluginException e = Assert.Throws<PluginException>(() => PipelineScaffold.Write(name, _folder.Path));

        Assert.Equal($"'{name}' is no name for a pipeline: use letters, digits, '-', '_' and '.', such as my-search; --out chooses the folder", e.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
