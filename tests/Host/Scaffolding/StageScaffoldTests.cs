using System.Xml.Linq;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Host.Scaffolding;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Host.Scaffolding;

public sealed class StageScaffoldTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_GivesProjectStageAndReadme_InAFolderNamedAfterTheClass()
    {
        IReadOnlyList<string> files = StageScaffold.Write("my-lab/recoil-ratio", _folder.Path);

        Assert.Equal(["README.md", "RecoilRatio.cs", "RecoilRatio.csproj"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.Equal(_folder.Combine("RecoilRatio"), Path.GetDirectoryName(f)));
        string code = File.ReadAllText(_folder.Combine("RecoilRatio", "RecoilRatio.cs"));
        Assert.Contains("namespace MyLab;", code, StringComparison.Ordinal);
        Assert.Contains("[Stage(\"my-lab/recoil-ratio\",", code, StringComparison.Ordinal);
        Assert.Contains("public sealed class RecoilRatio : Stage<RecoilRatio.Settings>", code, StringComparison.Ordinal);
        Assert.Contains("= \"recoil_ratio\";", code, StringComparison.Ordinal);
        Assert.All(files, f => Assert.DoesNotContain("MyStage", File.ReadAllText(f), StringComparison.Ordinal));
    }

    [Fact]
    public void Write_ReferencesTheContractBesideAlp_OrThePackage()
    {
        StageScaffold.Write("acme/one", _folder.Path);
        StageScaffold.Write("acme/two", _folder.Path, CoreReference.Package);

        Assert.True(File.Exists(AlpCore("One")), AlpCore("One"));
        Assert.Equal("", AlpCore("Two"));

        string AlpCore(string name) => XDocument.Load(_folder.Combine(name, name + ".csproj")).Descendants("AlpCore").Single().Value;
    }

    [Theory]
    [InlineData("acme/acme-ratio", "AcmeRatio", "namespace Acme;")]
    [InlineData("my-stage/acme", "Acme", "namespace MyStage;")]
    [InlineData("acme/settings", "SettingsStage", "class SettingsStage : Stage<SettingsStage.Settings>")]
    [InlineData("acme/event-batch", "EventBatchStage", "[Stage(\"acme/event-batch\",")]
    public void Write_OfNamesThatCouldCollide_KeepsThemApart(string name, string className, string line)
    {
        StageScaffold.Write(name, _folder.Path);

        string code = File.ReadAllText(_folder.Combine(className, className + ".cs"));
        Assert.Contains(line, code, StringComparison.Ordinal);
        Assert.Contains($"[Stage(\"{name}\",", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recoil-ratio", "'recoil-ratio' has no vendor: a stage of yours is called vendor/name in lower case, words joined by hyphens, such as 'my-lab/recoil-ratio'")]
    [InlineData("Acme/RecoilRatio", "'Acme/RecoilRatio' is no name for a stage: a stage of yours is called vendor/name in lower case, words joined by hyphens, such as acme/recoil-ratio")]
    [InlineData("../x", "'../x' is no name for a stage: a stage of yours is called vendor/name in lower case, words joined by hyphens, such as acme/recoil-ratio")]
    [InlineData("", "'' is no name for a stage: a stage of yours is called vendor/name in lower case, words joined by hyphens, such as acme/recoil-ratio")]
    public void Write_OfABadName_SaysTheRule_AndWritesNothing(string name, string message)
    {
        Assert.Equal(message, Assert.Throws<PluginException>(() => StageScaffold.Write(name, _folder.Path)).Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Write_OverSomethingThatIsThere_Refuses()
    {
        Directory.CreateDirectory(_folder.Combine("RecoilRatio"));
        File.WriteAllText(_folder.Combine("RecoilRatio", "notes.txt"), "mine");

        PluginException e = Assert.Throws<PluginException>(() => StageScaffold.Write("acme/recoil-ratio", _folder.Path));

        Assert.Equal($"{_folder.Combine("RecoilRatio")} is already there, and nothing is overwritten: choose another name or folder (--out)", e.Message);
        Assert.Equal("notes.txt", Path.GetFileName(Assert.Single(Directory.EnumerateFiles(_folder.Combine("RecoilRatio")))));
    }

    [Fact]
    public void Template_AsksForThePackageOfThisVersion()
    {
        XDocument project = XDocument.Load(Path.Combine(SharedData.RepositoryRoot, "templates", "alp-stage", "MyStage.csproj"));
        XDocument house = XDocument.Load(Path.Combine(SharedData.RepositoryRoot, "Directory.Build.props"));

        Assert.Equal(house.Descendants("Version").Single().Value, project.Descendants("PackageReference").Single().Attribute("Version")!.Value);
    }

    // The three commands of the README that comes with the project.
    [Fact, Trait("Category", "Slow")]
    public void ANewStage_BuildsWithoutNetwork_AndIsFound()
    {
        StageScaffold.Write("my-lab/recoil-ratio", _folder.Path);
        string project = _folder.Combine("RecoilRatio");
        Assert.Contains("dotnet publish -c Release -o ../plugins/RecoilRatio", File.ReadAllText(Path.Combine(project, "README.md")), StringComparison.Ordinal);

        DotnetCommand.Succeed(project, null, "build", "-c", "Release", "--source", project);
        DotnetCommand.Succeed(project, null, "publish", "-c", "Release", "-o", "../plugins/RecoilRatio", "--source", project);

        PluginCatalog catalog = PluginCatalog.Load([_folder.Combine("plugins")]);
        Assert.Empty(catalog.Problems);
        Assert.Equal("RecoilRatio", catalog.Find(PluginKind.Stage, "my-lab/recoil-ratio")!.Create().GetType().Name);
        Assert.False(File.Exists(_folder.Combine("plugins", "RecoilRatio", "AlpToolkit.Core.dll")));
    }

    [Fact, Trait("Category", "Slow")]
    public void ANewStage_WhoseAlpWasUpdated_SaysWhatToDo()
    {
        StageScaffold.Write("my-lab/recoil-ratio", _folder.Path);
        string project = _folder.Combine("RecoilRatio"), file = Path.Combine(project, "RecoilRatio.csproj");
        File.WriteAllText(file, File.ReadAllText(file).Replace("AlpToolkit.Core.dll", "0.0.9/AlpToolkit.Core.dll", StringComparison.Ordinal));

        (int exitCode, string output) = DotnetCommand.Run(project, null, "build", "--source", project);

        Assert.Equal(1, exitCode);
        Assert.Contains("0.0.9/AlpToolkit.Core.dll is not there: was alp updated or moved? Set AlpCore in this project", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CS0246", output, StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Slow")]
    public void DotnetNew_WithTheTemplate_GivesAStageThatBuildsAndIsFound()
    {
        Dictionary<string, string> home = new() { ["DOTNET_CLI_HOME"] = _folder.Combine("home"), ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1" };
        string core = typeof(Stage).Assembly.Location;

        DotnetCommand.Succeed(_folder.Path, home, "new", "install", Path.Combine(SharedData.RepositoryRoot, "templates", "alp-stage"));
        DotnetCommand.Succeed(_folder.Path, home, "new", "alp-stage", "-n", "MissingMass", "--vendor", "my-lab", "--core", core);
        string project = _folder.Combine("MissingMass");
        DotnetCommand.Succeed(project, null, "build", "-c", "Release", "-o", _folder.Combine("plugins", "MissingMass"), "--source", project);

        PluginEntry stage = PluginCatalog.Load([_folder.Combine("plugins")]).Find(PluginKind.Stage, "my-lab/missing-mass")!;
        Assert.Equal("MyLab.MissingMass", stage.Type.FullName);
        Assert.Equal("- my-lab/missing-mass: { e_miss: e_miss, out: missing_mass }", Assert.Single(stage.Examples));
        Assert.Equal(TextOf("acme/missing-mass"), File.ReadAllText(Path.Combine(project, "MissingMass.cs")).Replace("MyLab", "Acme", StringComparison.Ordinal).Replace("my-lab", "acme", StringComparison.Ordinal));
    }

    private string TextOf(string name) => File.ReadAllText(StageScaffold.Write(name, _folder.Combine("alp")).Single(f => f.EndsWith(".cs", StringComparison.Ordinal)));
}
