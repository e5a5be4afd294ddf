using System.Text.RegularExpressions;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Scaffolding;
using AlpToolkit.Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace AlpToolkit.Tests.EndToEnd;

/// <summary>What docs/custom-stage.md says is what the example does.</summary>
public sealed class CustomStageDocumentTests
{
    private static readonly string s_document = Read("docs/custom-stage.md");

    [Theory]
    [InlineData("csharp", 0, "examples/custom-stage/RecoilRatio/RecoilRatio.cs")]
    [InlineData("csharp", 1, "examples/custom-stage/RecoilRatio/EnergySpectrum.cs")]
    [InlineData("csharp", 2, "examples/custom-stage/RecoilRatio.Tests/RecoilRatioTests.cs")]
    public void Listing_IsTheFileOfTheExample(string language, int index, string file) => Assert.Equal(Read(file), Blocks(language)[index]);

    [Fact]
    public void Pipeline_UsesTheStage_WithAnOptionItHas()
    {
        YamlStream yaml = new();
        yaml.Load(new StringReader(Blocks("yaml")[0]));

        YamlSequenceNode stages = (YamlSequenceNode)yaml.Documents[0].RootNode["stages"];
        YamlNode stage = stages.OfType<YamlMappingNode>().Single(s => s.Children.ContainsKey("acme/recoil-ratio"))["acme/recoil-ratio"];
        Assert.Equal("floor", Assert.Single(((YamlMappingNode)stage).Children).Key.ToString());
    }

    [Fact]
    public void SecondSnippet_AndTheCommands_AreThoseOfTheExamplesPipeline()
    {
        string pipeline = Read("examples/custom-stage/pipeline.yaml");
        Assert.Contains(Blocks("yaml")[1].Replace("stages:\n", "", StringComparison.Ordinal).TrimEnd(), pipeline, StringComparison.Ordinal);
        string commands = Blocks("sh").Single(b => b.EndsWith("pipeline.yaml\n", StringComparison.Ordinal));
        Assert.All(commands.Trim().Split('\n'), command => Assert.Contains(command, pipeline, StringComparison.Ordinal));
    }

    [Fact]
    public void Messages_OfTheTable_AreThoseOfDiscovery()
    {
        Assert.Contains($"`{PluginMessages.OtherContract("acme.dll", new Version(2, 0), new Version(1, 0))}`", s_document, StringComparison.Ordinal);
        Assert.Contains($"`{PluginMessages.NoDllOfThatName("recoil", "RecoilRatio.dll")}`", s_document, StringComparison.Ordinal);
        Assert.Contains($"`{PluginMessages.MissingDependency("RecoilRatio.dll", "Lib", new Version(1, 0, 0, 0))}`", s_document, StringComparison.Ordinal);
        Assert.Contains($"`{PluginMessages.TwoOwners(PluginKind.Stage, "acme/recoil-ratio", ["plugins/A.dll", "plugins/B.dll"])}`", s_document, StringComparison.Ordinal);
        Assert.Contains($"`{PluginMessages.NameWithoutVendor("RecoilRatio.dll", PluginKind.Stage, "recoil-ratio")}`", s_document, StringComparison.Ordinal);
        string failed = PluginMessages.Failed(PluginKind.Stage, "acme/recoil-ratio", "plugins/RecoilRatio.dll", "on sample 'signal', events 0 to 4095", new InvalidOperationException("..."));
        Assert.Contains($"`{failed}`", s_document, StringComparison.Ordinal);
        Assert.Contains($"`{PluginMessages.BadClass("RecoilRatio.dll", PluginKind.Stage, "Acme.RecoilRatio", PluginMessages.NotPublic)}`", s_document, StringComparison.Ordinal);
    }

    // The document from its first command to the DLL in the folder, with nothing added: new stage, the listing pasted in, publish.
    [Fact, Trait("Category", "Slow")]
    public void FollowingTheDocument_GivesTheStage()
    {
        using TemporaryFolder analysis = new();
        Assert.Contains("alp new stage acme/recoil-ratio\n", Blocks("sh"));
        IReadOnlyList<string> files = StageScaffold.Write("acme/recoil-ratio", analysis.Path);
        File.WriteAllText(files.Single(f => f.EndsWith("RecoilRatio.cs", StringComparison.Ordinal)), Blocks("csharp")[0]);

        string publish = Blocks("sh").Single(b => b.StartsWith("dotnet publish RecoilRatio ", StringComparison.Ordinal));
        DotnetCommand.Succeed(analysis.Path, null, [.. publish.Trim().Split(' ').Skip(1), "--source", analysis.Path]);

        PluginCatalog catalog = PluginCatalog.Load([analysis.Combine("plugins")]);
        Assert.Empty(catalog.Problems);
        PluginEntry entry = catalog.Find(PluginKind.Stage, "acme/recoil-ratio")!;
        Assert.Equal("Ratio of missing energy to missing mass.", entry.Summary);
        Assert.IsType<EventStage>(entry.Create(), exactMatch: false);
    }

    [Fact, Trait("Category", "Slow")]
    public void TheExamplesOwnTests_Pass()
    {
        string command = Blocks("sh").Single(b => b.StartsWith("dotnet test ", StringComparison.Ordinal));

        string output = DotnetCommand.Succeed(SharedData.RepositoryRoot, null, [.. command.Trim().Split(' ').Skip(1), "-c", "Release"]);

        Assert.Contains("Passed!", output, StringComparison.Ordinal);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, file));

    private static IReadOnlyList<string> Blocks(string language) =>
        [.. Regex.Matches(s_document, $"^```{language}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Select(m => m.Groups[1].Value)];
}
